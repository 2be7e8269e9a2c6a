"""The search as a LangChain retriever, for chains that want one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.library import Library
from index.records import Hit
from index.search import search


class ReportRetriever(BaseRetriever):
    """Passages of the reports ``report_ids`` (of all when ``None``) as documents; the metadata are the hit's fields."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    report_ids: frozenset[str] | None = None
    limit: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **_: Any
    ) -> list[Document]:
        hits = search(self.library, query, report_ids=self.report_ids, limit=self.limit)
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    fields = asdict(hit)
    return Document(id=hit.chunk_id, page_content=fields.pop("text"), metadata=fields)
