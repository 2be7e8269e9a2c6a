"""The catalog: what goes in comes out, whatever the words, and the full text agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from index.catalog import Catalog
from index.chunk import chunk_report
from index.errors import StoreDamagedError, StoreError
from index.figures import extract_figures
from index.fulltext import SMALL_SCOPE
from index.parse import parse_report
from index.records import Place
from index.rows import Correction, Entry, Failure, embedded_digest, rounded
from index.terms import tokens
from tests.index.conftest import invented


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """An empty catalog in a file."""
    opened = Catalog(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


def entry(file: str, text: str, digest: str = "d") -> Entry:
    """What indexing would store of a file, with vectors that tell its chunks apart."""
    report = parse_report(text, file)
    chunks = chunk_report(report)
    vectors = np.random.default_rng(len(text)).normal(size=(len(chunks), 8)).astype(np.float32)
    return Entry(report, chunks, rounded(vectors), extract_figures(report), digest, "stamp")


def test_a_report_comes_out_as_it_went_in(catalog: Catalog) -> None:
    """Text, sections, chunks, figures and vectors are equal to what was stored."""
    made = entry("柳溪镇.txt", invented("青石县柳溪镇", 2024, 41))
    catalog.add(made)
    report_id = made.report.report_id
    assert catalog.report(report_id) == made.report
    assert catalog.text(report_id) == made.report.text
    ids = [chunk.chunk_id for chunk in made.chunks]
    assert catalog.chunk_ids([report_id]) == ids
    assert catalog.chunks(ids[::-1]) == list(made.chunks)[::-1]
    assert catalog.figures([report_id]) == list(made.figures)
    assert made.figures
    fetched = catalog.vectors(ids)
    assert all(np.array_equal(fetched[one], vector) for one, vector in zip(ids, made.vectors, strict=True))
    (info,) = catalog.reports()
    assert (info.place.county, info.place.township, info.year) == ("青石县", "柳溪镇", 2024)
    assert (info.chars, info.figures) == (len(made.report.text), len(made.figures))


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
def test_passages_are_slices_of_the_text(catalog: Catalog, text: str) -> None:
    """SQLite counts characters as Python does, beyond the basic plane too."""
    made = entry("x.txt", text)
    catalog.add(made)
    for passage in catalog.passages([chunk.chunk_id for chunk in made.chunks]):
        assert passage.text == made.report.text[passage.start : passage.end]


def test_a_new_version_of_a_file_replaces_the_old(catalog: Catalog) -> None:
    """Neither rows nor words of the old version stay."""
    old = entry("柳溪镇.txt", invented("青石县柳溪镇", 2023, 41, "建成蒹葭广场。"))
    catalog.add(old)
    catalog.add(entry("柳溪镇.txt", invented("青石县柳溪镇", 2024, 57)))
    (info,) = catalog.reports()
    assert info.year == 2024
    assert catalog.lexical(tokens("蒹葭")) == []
    assert catalog.chunks([chunk.chunk_id for chunk in old.chunks]) == []
    with pytest.raises(StoreError):
        catalog.report(old.report.report_id)


def test_removing_leaves_nothing_behind(catalog: Catalog) -> None:
    """Counts, figures, vectors and words are gone with the report."""
    made = entry("柳溪镇.txt", invented("青石县柳溪镇", 2024, 41))
    catalog.add(made)
    catalog.remove(["柳溪镇.txt", "没有这个文件.txt"])
    assert catalog.reports() == ()
    assert catalog.chunk_count() == 0
    assert catalog.figures() == []
    assert catalog.vectors([chunk.chunk_id for chunk in made.chunks]) == {}
    assert catalog.lexical(tokens("矛盾纠纷")) == []


def test_the_same_text_twice_is_marked_as_a_duplicate(catalog: Catalog) -> None:
    """The file that says most about itself stands for both; when it goes, the other does."""
    text = "2024年我镇扎实推进法治政府建设，调解纠纷31件。"
    catalog.add(entry("a副本.txt", text + "\n"))
    catalog.add(entry("青石县柳溪镇2024年法治政府建设情况报告.txt", text))
    copy, original = catalog.reports()
    assert original.place.township == "柳溪镇"
    assert copy.duplicate_of == original.report_id
    assert original.duplicate_of is None
    catalog.remove([original.file])
    assert catalog.reports()[0].duplicate_of is None


def test_the_same_figures_of_one_place_and_year_are_one_report(catalog: Catalog) -> None:
    """As text and as PDF, a report has other line breaks and other words around it, but states the same."""
    body = "调解纠纷31件，开展普法讲座12场，发放资料800份，受理信访9件，审查合同15份，满意率98%。"
    for place, year, words in (
        ("柳溪镇", 2024, ""),
        ("柳溪镇", 2024, "字体：大 中 小\n打印本页\n"),
        ("柳溪镇", 2023, "各项工作有序推进。"),
        ("云台乡", 2024, "各项工作有序推进。"),
    ):
        text = f"青石县{place}{year}年法治政府建设情况报告\n{words}{year}年，我{place[-1]}扎实推进法治政府建设。{body}"
        catalog.add(entry(f"{place}{year}{len(words)}.txt", text))
    twins = [info for info in catalog.reports() if info.duplicate_of]
    assert [(info.place.township, info.year) for info in twins] == [("柳溪镇", 2024)]


def test_the_list_of_reports_is_read_again_only_after_a_write(catalog: Catalog) -> None:
    """The same tuple until something changes, also when another process changes it."""
    catalog.add(entry("a.txt", invented("青石县柳溪镇", 2024, 41)))
    before = catalog.reports()
    assert catalog.reports() is before
    version = catalog.version()
    other = Catalog(Path(str(catalog._engine.url.database)))
    other.add(entry("b.txt", invented("青石县云台乡", 2024, 57)))
    other.close()
    assert catalog.version() > version
    assert [info.file for info in catalog.reports()] == ["a.txt", "b.txt"]


def test_words_are_found_within_the_reports_asked_about(catalog: Catalog) -> None:
    """A scope of some reports, of more than are scored one by one, of none, and of unknown ones."""
    made = [entry(f"{number:03d}.txt", f"第{number}号村的调解员化解纠纷{number}件。") for number in range(230)]
    for one in made:
        catalog.add(one)
    ids = [one.report.report_id for one in made]
    assert {hit[0][:16] for hit in catalog.lexical(["调解员"], ids[:3], 500)} == set(ids[:3])
    assert {hit[0][:16] for hit in catalog.lexical(["调解员"], ids[: SMALL_SCOPE + 9], 500)} == set(
        ids[: SMALL_SCOPE + 9]
    )
    assert len(catalog.lexical(["调解员"], None, 500)) == 230
    assert catalog.lexical(["调解员"], [], 500) == []
    assert catalog.lexical(["调解员"], ["0123456789abcdef"], 500) == []
    assert len(catalog.chunk_ids(ids)) == 230


def test_words_are_found_alike_in_a_small_scope_and_in_all(catalog: Catalog) -> None:
    """Scoring one by one and the index find the same passages, and put the same one first."""
    for number, words in enumerate(
        ["律师值班", "律师审查合同", "调解员走访", "合同审查十二份，律师签约", "清扫街道", "清理河道"]
    ):
        catalog.add(entry(f"{number}.txt", f"镇里的{words}。"))
    ids = [info.report_id for info in catalog.reports()]
    indexed, one_by_one = catalog.matches(tokens("律师合同审查")), catalog.matches(tokens("律师合同审查"), ids)
    assert {hit[0] for hit in indexed.hits} == {hit[0] for hit in one_by_one.hits}
    assert indexed.hits[0][0] == one_by_one.hits[0][0]


def test_a_question_that_stands_nowhere_is_told_from_one_that_does(catalog: Catalog) -> None:
    """The best score reaches about the ceiling where all words are held, and stays far below where hardly any is."""
    for number in range(20):
        catalog.add(entry(f"{number}.txt", f"第{number}组的律师走访农户。"))
    catalog.add(entry("best.txt", "蒹葭广场建成开放。"))
    held, missed = catalog.matches(tokens("蒹葭广场")), catalog.matches(tokens("潜艇轮机律师驾驶"))
    assert held.hits[0][1] > 0.8 * held.ceiling
    assert missed.hits[0][1] < 0.3 * missed.ceiling


def test_rarer_words_weigh_more(catalog: Catalog) -> None:
    """BM25: the passage with the rare word comes before those with the common one."""
    for number in range(12):
        catalog.add(entry(f"{number}.txt", f"镇里的调解员在第{number}组走访。"))
    catalog.add(entry("rare.txt", "镇里的律师在村里值班。"))
    best = catalog.lexical(["调解员", "律师", "走访"])[0]
    assert catalog.chunks([best[0]])[0].report_id == catalog.reports()[-1].report_id
    scores = [score for _, score in catalog.lexical(["调解员", "律师", "走访"])]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "word",
    [
        '"',
        '""',
        "*",
        "律师*",
        "律师 OR",
        "body:律师",
        "NEAR(律师)",
        "^律师",
        "(",
        "{",
        "-",
        "AND",
        "律师\0",
        "'",
        "\\",
        ";--",
    ],
)
def test_operators_of_the_full_text_are_words_like_others(catalog: Catalog, word: str) -> None:
    """Nothing that a question holds is read as an operator; it matches nothing, and other words still match."""
    catalog.add(entry("a.txt", "镇里的律师在村里值班。"))
    assert catalog.lexical([word]) in ([], catalog.lexical(["律师"]))
    assert len(catalog.lexical([word, "律师"])) == 1


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_tokens_are_safe(catalog: Catalog, words: list[str]) -> None:
    """No token can raise an error or match everything."""
    if not catalog.reports():
        catalog.add(entry("a.txt", "镇里的律师在村里值班。"))
    assert len(catalog.lexical(words)) <= 1


def test_a_pasted_page_is_asked_for_by_its_rarest_words(catalog: Catalog) -> None:
    """Hundreds of different tokens are no error, and the passage they come from is found."""
    for number in range(6):
        catalog.add(entry(f"{number}.txt", "".join(f"词{number}{at}语" for at in range(30)) + "共同的词语。"))
    words = [token for at in range(300) for token in (f"没有{at}", f"无{at}")]
    ((best, _),) = catalog.lexical([*words[:200], *tokens("词413语词42语")], limit=1)
    assert catalog.chunks([best])[0].report_id == catalog.reports()[4].report_id


def test_a_correction_shows_at_once_and_outlives_the_report(catalog: Catalog) -> None:
    """The place is as the person says; the report asks to be indexed again; the words stay when the file goes."""
    catalog.add(entry("a.txt", invented("青石县柳溪镇", 2024, 41)))
    catalog.correct("a.txt", Correction(county="岚山县", year=2022))
    (info,) = catalog.reports()
    assert info.place == Place(county="岚山县", township="柳溪镇")
    assert (info.year, info.digest, info.stamp) == (2022, "", "")
    assert catalog.report(info.report_id).year == 2022
    catalog.remove(["a.txt"])
    assert catalog.corrections() == {"a.txt": Correction(county="岚山县", year=2022)}
    catalog.correct("a.txt", None)
    assert catalog.corrections() == {}


@pytest.mark.parametrize(
    ("correction", "place", "year"),
    [
        (Correction(), Place(county="青石县", township="柳溪镇"), 2024),
        (Correction(township="云台乡"), Place(county="青石县", township="云台乡"), 2024),
        (Correction(county=""), Place(township="柳溪镇"), 2024),
        (Correction(year=2021), Place(county="青石县", township="柳溪镇"), 2021),
    ],
)
def test_what_is_not_corrected_stays(correction: Correction, place: Place, year: int) -> None:
    """``None`` keeps what was read from the report, an empty string takes it away."""
    assert correction.applied(Place(county="青石县", township="柳溪镇"), 2024) == (place, year)


def test_vectors_are_found_by_the_text_they_were_made_from(catalog: Catalog) -> None:
    """An unchanged passage of a changed report needn't be embedded again."""
    made = entry("a.txt", invented("青石县柳溪镇", 2024, 41))
    catalog.add(made)
    digest = embedded_digest(made.chunks[0])
    assert np.array_equal(catalog.vectors_of_texts([digest, "unknown"])[digest], made.vectors[0])
    blocks = list(catalog.all_vectors())
    assert [one for ids, _ in blocks for one in ids] == [chunk.chunk_id for chunk in made.chunks]
    assert np.array_equal(np.concatenate([rows for _, rows in blocks]), made.vectors)


def test_an_entry_that_fails_half_way_changes_nothing(catalog: Catalog) -> None:
    """A report is stored in one transaction: too few vectors for its chunks, and the old version is still whole."""
    made = entry("a.txt", invented("青石县柳溪镇", 2024, 41))
    catalog.add(made)
    changed = entry("a.txt", invented("青石县柳溪镇", 2024, 57))
    with pytest.raises(ValueError, match="zip"):
        catalog.add(Entry(changed.report, changed.chunks, changed.vectors[:-1], changed.figures, "d", "s"))
    assert catalog.report(made.report.report_id) == made.report
    assert catalog.lexical(tokens("矛盾纠纷"))


def test_failures_and_notes_are_kept(catalog: Catalog) -> None:
    """Each list replaces the one before."""
    catalog.set_failures([Failure("a.txt", "1", "空文件", "empty")])
    catalog.set_failures([Failure("b.txt", "2", "空文件", "empty")])
    assert [failure.file for failure in catalog.failures()] == ["b.txt"]
    catalog.set_meta("note", "一")
    catalog.set_meta("note", "二")
    assert catalog.meta("note") == "二"
    assert catalog.meta("other") is None


@pytest.mark.parametrize("content", [b"not a database at all, but text" * 40, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_a_damaged_store(tmp_path: Path, content: bytes) -> None:
    """Foreign errors are translated; the message says what to do."""
    (tmp_path / "catalog.sqlite").write_bytes(content)
    with pytest.raises(StoreDamagedError, match="fazhi index"):
        Catalog(tmp_path / "catalog.sqlite")
