"""An open store, with others beside it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import layout
from index.build import build
from index.config import IndexSettings
from index.current import open_current
from index.dense import StoredVectors
from index.embed import Embedder
from index.errors import StoreBusyError, StoreDamagedError, StoreError
from index.library import open_library, writing_library
from index.search import search
from index.vectors import Vectors
from tests.index.conftest import invented

ROOT = Path(__file__).resolve().parents[2]
PAGE = """
import sys
from pathlib import Path
from index.build import build
from index.config import IndexSettings
from index.library import writing_library
settings = IndexSettings(corpus=Path(sys.argv[1]), store=Path(sys.argv[2]))
with writing_library(settings, "页面 fazhi serve") as library:
    assert type(library.dense()).__name__ == "Vectors"
    print("open", flush=True)
    for command in sys.stdin:
        print(len(build(settings, library=library).added), flush=True)
"""


@contextmanager
def page(settings: IndexSettings) -> Iterator[subprocess.Popen[str]]:
    """Another process that serves the store: it holds the lock and has Chroma open; a line makes it index."""
    with subprocess.Popen(
        [sys.executable, "-c", PAGE, str(settings.corpus), str(settings.store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def built(three_reports: IndexSettings, embedder: Embedder) -> IndexSettings:
    """The three reports, indexed."""
    with writing_library(three_reports, "test", embedder=embedder) as library:
        build(three_reports, library=library)
    return three_reports


def test_a_reader_answers_while_the_page_serves(built: IndexSettings, embedder: Embedder) -> None:
    """By sense and words, as well as under the lock, and at once; a command that would write is told who does."""
    with writing_library(built, "test", embedder=embedder) as library:
        expected = [(hit.chunk_id, hit.dense_rank, hit.lexical_rank) for hit in search(library, "聘请法律顾问")]
    with page(built):
        begun = time.monotonic()
        library, done = open_current(built, embedder=embedder)
        with library:
            assert done is None
            assert isinstance(library.dense(), StoredVectors)
            hits = search(library, "聘请法律顾问")
            assert [(hit.chunk_id, hit.dense_rank, hit.lexical_rank) for hit in hits] == expected
            assert library.notices == ()
        assert time.monotonic() - begun < 5
        with pytest.raises(StoreBusyError, match="页面 fazhi serve"):
            build(built)


def test_a_reader_sees_what_the_page_indexes_and_is_told_what_it_has_not(
    built: IndexSettings, embedder: Embedder
) -> None:
    """A change of the corpus is noticed; when the page has indexed it, the open reader finds it."""
    # The same words at the same place: the page needs no model to index them.
    old = next(iter(sorted(built.corpus.glob("*.txt"))))
    (built.corpus / "副本").mkdir()
    (built.corpus / "副本" / old.name).write_bytes(old.read_bytes())
    with page(built) as process:
        library, _ = open_current(built, embedder=embedder)
        with library:
            assert "页面 fazhi serve" in library.notices[0].message
            assert search(library, "化解矛盾纠纷")
            assert len(library.catalog.reports()) == 3
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("index\n")
            process.stdin.flush()
            assert process.stdout.readline() == "1\n"
            assert len(library.catalog.reports()) == 4
            assert f"副本/{old.name}" in {hit.file for hit in search(library, "化解矛盾纠纷", limit=50)}


def test_the_page_sees_what_it_indexes_itself(built: IndexSettings, embedder: Embedder) -> None:
    """Without opening anything again, in Chroma and in the catalog."""
    with writing_library(built, "page", embedder=embedder) as library:
        assert isinstance(library.dense(), Vectors)
        before = library.dense()
        (built.corpus / "新.txt").write_text(invented("岚山县白果街道", 2024, 12, "建成蒹葭广场。"), encoding="utf-8")
        assert build(built, library=library).added == ("新.txt",)
        assert "蒹葭广场" in search(library, "蒹葭广场")[0].text
        (built.corpus / "新.txt").unlink()
        assert build(built, library=library).removed == ("新.txt",)
        assert library.dense() is before
        assert "新.txt" not in {hit.file for hit in search(library, "蒹葭广场", limit=50)}


def test_a_store_that_was_never_built_says_what_to_do(settings: IndexSettings) -> None:
    """Reading needs a first indexing."""
    with pytest.raises(StoreError, match="fazhi index"):
        open_library(settings)


def test_a_damaged_catalog_is_not_read_silently(built: IndexSettings) -> None:
    """A reader says that the store is damaged; it doesn't find nothing."""
    name = layout.read_current(built.store)
    (layout.generation_folder(built.store, str(name)) / layout.CATALOG_FILE).write_bytes(b"\xa5" * 5000)
    with pytest.raises(StoreDamagedError, match="fazhi index"):
        open_library(built)


def test_a_store_is_marked_clean_only_by_a_proper_close(built: IndexSettings, embedder: Embedder) -> None:
    """The mark goes when Chroma is opened and comes back at the close; any change of the files voids it."""
    folder = layout.generation_folder(built.store, str(layout.read_current(built.store)))
    assert layout.is_clean(folder)
    with writing_library(built, "test", embedder=embedder) as library:
        library.dense()
        assert not layout.is_clean(folder)
    assert layout.is_clean(folder)
    with open_library(built, embedder=embedder) as library:
        library.dense()
        assert layout.is_clean(folder)
    assert layout.is_clean(folder)
    with (folder / layout.VECTORS_FOLDER / "chroma.sqlite3").open("ab") as stream:
        stream.write(b"\0")
    assert not layout.is_clean(folder)


def test_closing_gives_the_lock_back(built: IndexSettings) -> None:
    """After a close, and after an opening that failed, another may write."""
    writing_library(built, "one").close()
    writing_library(built, "two").close()
    with pytest.raises(StoreError):
        open_library(IndexSettings(corpus=built.corpus, store=built.store / "none"))
    with writing_library(built, "three") as library:
        assert library.writable


def test_both_kinds_of_vectors_agree(built: IndexSettings, embedder: Embedder) -> None:
    """Chroma and the catalog's copy give the same neighbours in the same order, with the same cosines."""
    with writing_library(built, "test", embedder=embedder) as library:
        generation = library.current
        assert generation is not None
        chroma, stored = generation.vectors(embedder.dimension), generation.stored_vectors
        query = embedder.embed_query("普法宣传")
        one, other = chroma.query(query, 100), stored.query(query, 100)
        assert [chunk_id for chunk_id, _ in one] == [chunk_id for chunk_id, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-5)
        assert stored.query(query, 0) == []
