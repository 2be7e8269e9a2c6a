"""The catalog on PostgreSQL. Runs where FAZHI_TEST_DATABASE_URL names an empty database and psycopg is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.catalog import Catalog
from index.chunk import chunk_report
from index.errors import SettingsError, StoreError
from index.figures import extract_figures
from index.parse import parse_report
from index.rows import Correction, Entry, rounded
from index.terms import tokens

URL = os.environ.get("FAZHI_TEST_DATABASE_URL", "")
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
needs_server = pytest.mark.skipif(not URL, reason="no PostgreSQL to test with")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """The five reports in a schema of their own."""
    opened = Catalog(tmp_path / "unused", URL, "fazhi_test")
    for path in sorted(CORPUS.glob("*.txt")):
        report = parse_report(path.read_text(encoding="utf-8"), path.name)
        chunks = chunk_report(report)
        vectors = rounded(np.random.default_rng(0).normal(size=(len(chunks), 8)).astype(np.float32))
        opened.add(Entry(report, chunks, vectors, extract_figures(report), "d", "s"))
    yield opened
    opened.remove([info.file for info in opened.reports()])
    opened.close()


@needs_server
def test_it_holds_what_sqlite_holds(catalog: Catalog) -> None:
    """Reports, passages, figures, vectors and corrections come out as they went in."""
    assert len(catalog.reports()) == 5
    for passage in catalog.passages(catalog.chunk_ids()):
        assert passage.text == catalog.text(passage.report_id)[passage.start : passage.end]
    assert len(catalog.figures()) == sum(info.figures for info in catalog.reports())
    assert sum(len(ids) for ids, _ in catalog.all_vectors()) == catalog.chunk_count()
    file = catalog.reports()[0].file
    catalog.correct(file, Correction(year=1999))
    assert catalog.reports()[0].year == 1999
    catalog.correct(file, None)


@needs_server
@pytest.mark.parametrize("word", ["'", "\\", "''", "a\\'b", ":*", "&", "!", "()", "\0", "<->", '"', "律师 & !律师"])
def test_operators_of_the_full_text_are_words_like_others(catalog: Catalog, word: str) -> None:
    """Nothing that a question holds is read as an operator."""
    assert catalog.lexical([word]) == []
    assert catalog.lexical([word, "律师"])


@needs_server
def test_words_are_found_in_all_and_in_a_scope(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the index as well as one by one."""
    (best, *_) = catalog.passages([one for one, _ in catalog.lexical(tokens("化解矛盾纠纷326件"))])
    assert "326件" in best.text
    scope = [info.report_id for info in catalog.reports() if info.place.township == "阴平镇"]
    one_by_one = catalog.lexical(["律师"], scope, 500)
    monkeypatch.setattr("index.fulltext_postgres.SMALL_SCOPE", 0)
    assert {one for one, _ in catalog.lexical(["律师"], scope, 500)} == {one for one, _ in one_by_one}


@pytest.mark.parametrize("url", ["nonsense", "oracle9000://x/y", "mysql+nothing://x"])
def test_an_address_that_cannot_be_used_is_an_error_in_words(tmp_path: Path, url: str) -> None:
    """The message names the setting."""
    with pytest.raises((SettingsError, StoreError), match="FAZHI_DATABASE_URL"):
        Catalog(tmp_path / "unused", url, "fazhi_test")
