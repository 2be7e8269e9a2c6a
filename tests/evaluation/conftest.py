"""The invented reports and the project's own five, each indexed once with the real model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.config import Settings
from index.build import BuildResult, build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import Library, writing_library

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# The questions hold whenever they are asked; a fixed day makes every run the same.
TODAY = date(2025, 6, 1)


@dataclass(frozen=True)
class Ready:
    """An indexed corpus with its assistant, what indexing it did, and the processor seconds that took."""

    library: Library
    assistant: Assistant
    built: BuildResult
    seconds: float


def ready(corpus: Path, store: Path, embedder: Embedder) -> Ready:
    """The corpus, indexed into ``store`` and opened."""
    settings = IndexSettings(corpus=corpus, store=store)
    started = time.process_time()
    library = writing_library(settings, "tests", embedder=embedder)
    built = build(settings, library=library)
    seconds = time.process_time() - started
    return Ready(library, Assistant(library, Settings(corpus=corpus, store=store), TODAY), built, seconds)


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Ready]:
    """The invented reports."""
    made = ready(HERE / "reports", tmp_path_factory.mktemp("invented"), embedder)
    yield made
    made.library.close()


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Ready]:
    """The second invented set that is only measured."""
    made = ready(HERE / "mixed" / "reports", tmp_path_factory.mktemp("mixed"), embedder)
    yield made
    made.library.close()


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Ready]:
    """The project's own five reports."""
    made = ready(ROOT / "corpus", tmp_path_factory.mktemp("five"), embedder)
    yield made
    made.library.close()
