"""The search: fusion is pure, scopes hold, and any question is safe."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.errors import EmbeddingError
from index.fusion import fuse
from index.library import Library, writing_library
from index.retriever import ReportRetriever
from index.search import search
from index.terms import tokens
from tests.index.articles import articles

scores = st.dictionaries(st.sampled_from([f"c{number}" for number in range(12)]), st.floats(-1, 20), max_size=12)


@given(scores, scores)
def test_every_candidate_is_ranked_once(dense: dict[str, float], lexical: dict[str, float]) -> None:
    """The union of both sides, by falling score, with the ranks that each side gave."""
    fused = fuse(dense, lexical)
    assert sorted(one.chunk_id for one in fused) == sorted(dense.keys() | lexical.keys())
    assert all(a.score >= b.score - 1e-8 for a, b in itertools.pairwise(fused))
    assert sorted(one.dense_rank for one in fused if one.dense_rank) == list(range(1, len(dense) + 1))
    assert sorted(one.lexical_rank for one in fused if one.lexical_rank) == list(range(1, len(lexical) + 1))


@given(scores)
def test_one_side_alone_keeps_its_order(dense: dict[str, float]) -> None:
    """Without words that match, the order is that of the vectors, equal ones by id."""
    fused = [one.chunk_id for one in fuse(dense, {})]
    assert [round(dense[one], 6) for one in fused] == pytest.approx(
        sorted((round(s, 6) for s in dense.values()), reverse=True)
    )


def test_equal_candidates_are_ordered_by_id() -> None:
    """The order doesn't depend on that of the dictionaries."""
    assert [one.chunk_id for one in fuse({"b": 1.0, "a": 1.0}, {})] == ["a", "b"]
    assert [one.chunk_id for one in fuse({"a": 1.0, "b": 1.0}, {"b": 2.0, "a": 2.0})] == ["a", "b"]


def test_sense_counts_in_deviations_and_words_as_shares() -> None:
    """Two deviations of sense outweigh half of the words, and all of the words outweigh two deviations."""
    dense = {"near": 0.90, "worded": 0.86}
    assert fuse(dense, {"worded": 5.0}, spread=0.02, ceiling=10.0)[0].chunk_id == "near"
    assert fuse(dense, {"worded": 10.0}, spread=0.02, ceiling=10.0)[0].chunk_id == "worded"


def test_pairs_of_characters_decide_where_the_words_do_not() -> None:
    """Of two passages alike in sense and words, the one with the question's pairs of characters comes first."""
    dense, lexical = {"a": 0.9, "b": 0.9}, {"a": 4.0, "b": 4.0}
    assert fuse(dense, lexical, {"a": 0.2, "b": 0.6}, spread=0.02, ceiling=8.0)[0].chunk_id == "b"


def test_a_chance_match_of_one_word_does_not_outweigh_the_sense() -> None:
    """Where the question's words hardly stand anywhere, the one passage that has one of them is not put first."""
    dense = {f"c{number:02d}": 0.9 - number / 100 for number in range(30)}
    chance = {"c02": 3.0}
    assert fuse(dense, chance, spread=0.03, ceiling=30.0)[0].chunk_id == "c00"
    assert fuse(dense, chance, spread=0.03, ceiling=3.0)[0].chunk_id == "c02"


def test_other_words_than_the_passages_find_them(tmp_path: Path, model_store: Path, embedder: Embedder) -> None:
    """160 invented passages without title, place or year: most questions in wholly other words find theirs first."""
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    corpus.mkdir()
    store.mkdir()
    (store / "models").symlink_to(model_store / "models")
    lines = (Path(__file__).parent / "data" / "retrieval.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    for number, (passage, _) in enumerate(pairs):
        (corpus / f"{number:03d}.txt").write_text(passage, encoding="utf-8")
    with writing_library(IndexSettings(corpus=corpus, store=store), "test", embedder=embedder) as library:
        build(library.settings, library=library)
        firsts = [search(library, question, limit=1)[0].file for _, question in pairs]
    right = sum(first == f"{number:03d}.txt" for number, first in enumerate(firsts))
    assert len(pairs) == 160
    assert right / len(pairs) >= 0.86


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, model_store: Path, embedder: Embedder) -> Iterator[Library]:
    """The five reports, indexed and open under the lock."""
    store = tmp_path_factory.mktemp("store")
    (store / "models").symlink_to(model_store / "models")
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    with writing_library(IndexSettings(corpus=corpus, store=store), "test", embedder=embedder) as opened:
        build(opened.settings, library=opened)
        yield opened


def ids_of(library: Library, *townships: str) -> list[str]:
    """The reports of these places."""
    return [info.report_id for info in library.catalog.reports() if info.place.township in townships]


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("张良镇2024年排查化解了多少矛盾纠纷", "张良镇", "326件"),
        ("阴平镇聘请律师担任常年法律顾问", "阴平镇", "法律顾问"),
        ("信访代办和办结率", "东棘坨镇", "信访代办189件"),
        ("干部考行政执法证", "仲山镇", "行政执法"),
        ("五个集成", "阴平镇", "集成"),
    ],
)
def test_the_passage_that_answers_comes_first(library: Library, query: str, place: str, words: str) -> None:
    """The right report's right passage, quoted word for word."""
    best = search(library, query)[0]
    assert best.place.township == place
    assert words in best.text.replace(" ", "")
    assert library.catalog.text(best.report_id)[best.start : best.end] == best.text


def test_a_scope_is_never_left(library: Library) -> None:
    """All passages of the reports asked about and none of another; an empty or unknown scope finds nothing."""
    scope = ids_of(library, "西河镇", "仲山镇")
    hits = search(library, "张良镇矛盾纠纷", report_ids=scope, limit=500)
    assert {hit.report_id for hit in hits} == set(scope)
    assert len(hits) == len(library.catalog.chunk_ids(scope))
    assert search(library, "矛盾纠纷", report_ids=[]) == []
    assert search(library, "矛盾纠纷", report_ids=["0123456789abcdef"]) == []


def test_a_wide_scope_gives_what_a_small_one_gives(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the nearest of all and keeping those inside finds the same as comparing one by one."""
    scope = ids_of(library, "西河镇", "仲山镇", "阴平镇")
    exact = search(library, "普法宣传活动", report_ids=scope)
    monkeypatch.setattr("index.search._EXACT", 0)
    assert [hit.chunk_id for hit in search(library, "普法宣传活动", report_ids=scope)] == [
        hit.chunk_id for hit in exact
    ]


def test_the_same_question_gives_the_same_order(library: Library) -> None:
    """Twice over, and a shorter list is the beginning of a longer one."""
    first = search(library, "法律顾问", limit=10)
    assert search(library, "法律顾问", limit=10) == first
    assert search(library, "法律顾问", limit=3) == first[:3]


@pytest.mark.parametrize("query", ["", " \n", "，。？！", '"" * ^ ( ) :', "———", "'"])
def test_a_question_without_words_finds_nothing(library: Library, query: str) -> None:
    """Nothing to look for is no error."""
    assert search(library, query) == []


@pytest.mark.parametrize(
    "query",
    [
        '法律 OR "NEAR( AND NOT * : ^ { }',
        "body : 法律*",
        "'; DROP TABLE reports; --",
        "法\0律",
        "\ud800法律",
        "法" * 2000,
        "a" * 20000,
    ],
)
def test_any_question_is_safe(library: Library, query: str) -> None:
    """Operators, quotes, control characters, lone surrogates and pasted pages are words like others."""
    assert search(library, query, limit=3)
    assert len(library.catalog.reports()) == 5


def test_a_reranker_has_the_last_word(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one is set, the best passages are put in its order; without one it is never loaded."""

    class Shortest:
        def predict(self, pairs: list[tuple[str, str]], *, show_progress_bar: bool) -> list[float]:
            assert not show_progress_bar
            return [-float(len(text)) for _, text in pairs]

    def loaded(model: str) -> Shortest:
        assert model == "some-model"
        return Shortest()

    monkeypatch.setattr("index.rerank._loaded", loaded)
    plain = search(library, "矛盾纠纷", limit=30)
    monkeypatch.setattr(library, "settings", replace(library.settings, reranker="some-model"))
    assert search(library, "矛盾纠纷", limit=5) == sorted(plain, key=lambda hit: len(hit.text))[:5]


def test_a_reranker_that_cannot_be_loaded_is_an_error(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and no order is given out as its own."""
    monkeypatch.setattr(library, "settings", replace(library.settings, reranker="/nowhere/model"))
    with pytest.raises(EmbeddingError, match="FAZHI_RERANKER"):
        search(library, "矛盾纠纷")


def test_invented_articles_are_found(tmp_path: Path, model_store: Path, embedder: Embedder) -> None:
    """Of 80 articles without headings or metadata, alike in all but their facts, the one that answers comes first."""
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    corpus.mkdir()
    store.mkdir()
    (store / "models").symlink_to(model_store / "models")
    made = articles(80, 240)
    for number, article in enumerate(made):
        (corpus / f"{number:03d}.txt").write_text(article.text, encoding="utf-8")
    with writing_library(IndexSettings(corpus=corpus, store=store), "test", embedder=embedder) as opened:
        build(opened.settings, library=opened)
        right = sum(
            search(opened, question, limit=1)[0].file == f"{number:03d}.txt"
            for number, article in enumerate(made)
            for question in article.questions
        )
    assert right / 240 >= 0.98


def test_tokens_can_be_given(library: Library) -> None:
    """Synonyms join the words of the question, in the lexical half only."""
    plain = search(library, "信访", query_tokens=[])
    assert all(hit.lexical_rank is None for hit in plain)
    widened = search(library, "信访", query_tokens=tokens("雪亮工程"), limit=50)
    assert any(hit.lexical_rank == 1 and "雪亮工程" in hit.text for hit in widened)


def test_it_is_a_langchain_retriever(library: Library) -> None:
    """Documents with the passage as content and everything that a citation needs as metadata, JSON throughout."""
    scope = ids_of(library, "张良镇")
    documents = ReportRetriever(library=library, report_ids=frozenset(scope), limit=2).invoke("矛盾纠纷")
    hits = search(library, "矛盾纠纷", report_ids=scope, limit=2)
    assert [document.page_content for document in documents] == [hit.text for hit in hits]
    metadata = documents[0].metadata
    assert (metadata["file"], metadata["start"], metadata["year"]) == (hits[0].file, hits[0].start, 2024)
    assert metadata["place"]["township"] == "张良镇"
    json.dumps(metadata)
