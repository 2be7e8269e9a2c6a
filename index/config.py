"""The settings that indexing needs, frozen. Nothing here reads the environment: ``assistant/config.py`` does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUNDLED_MODEL = "bundled"


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where the reports and the store are, and which model embeds.

    ``embedding_model`` is ``bundled`` or any sentence-transformers name or folder. ``database_url`` and ``chroma_url``
    name servers to use instead of files under ``store``; empty means local files.
    ``reranker`` is the name or folder of a sentence-transformers CrossEncoder; empty means none.
    """

    corpus: Path = Path("corpus")
    store: Path = Path(".fazhi")
    embedding_model: str = BUNDLED_MODEL
    database_url: str = ""
    chroma_url: str = ""
    reranker: str = ""
    max_file_bytes: int = 20 * 1024 * 1024
