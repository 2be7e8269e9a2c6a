"""Small libraries of invented reports, indexed with the real model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.config import Settings
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import writing_library

TODAY = date(2025, 6, 1)


@contextmanager
def assistant_over(
    reports: Mapping[str, str], folders: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[Assistant]:
    """An assistant over ``reports``, texts by file name, as long as the block lasts."""
    corpus = Path(folders.mktemp("corpus"))
    for name, text in reports.items():
        (corpus / name).write_text(text, encoding="utf-8")
    settings = IndexSettings(corpus=corpus, store=Path(folders.mktemp("store")) / "store")
    with writing_library(settings, "test", embedder=embedder) as library:
        build(settings, library=library)
        yield Assistant(library, Settings(corpus=settings.corpus, store=settings.store), TODAY)
