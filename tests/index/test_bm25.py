"""BM25 over a few passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.bm25 import Words, rank

words = st.lists(st.sampled_from(["律师", "合同", "调解", "普法", "镇"]), max_size=8)


def test_a_rare_word_beats_a_common_one() -> None:
    """Two words each, one of them rare."""
    chunks = [Words("a", ["镇", "律师"], []), Words("b", ["镇", "调解"], []), Words("c", ["镇", "普法"], [])]
    assert rank(["镇", "律师"], chunks, (1.0, 1.0)).hits[0][0] == "a"


def test_more_of_a_word_and_less_of_others_is_better() -> None:
    """The number of times and the length both count."""
    chunks = [Words("once", ["律师", "镇", "镇"], []), Words("twice", ["律师", "律师", "镇"], [])]
    assert [hit[0] for hit in rank(["律师"], chunks, (1.0, 1.0)).hits] == ["twice", "once"]
    chunks = [Words("long", ["律师", *["镇"] * 9], []), Words("short", ["律师"], [])]
    assert [hit[0] for hit in rank(["律师"], chunks, (1.0, 1.0)).hits] == ["short", "long"]


def test_a_word_of_the_head_counts_by_its_weight() -> None:
    """Less than in the body at half weight, nothing at none."""
    chunks = [Words("head", ["镇"], ["律师"]), Words("body", ["律师"], ["镇"])]
    assert [hit[0] for hit in rank(["律师"], chunks, (1.0, 0.5)).hits] == ["body", "head"]
    assert [round(score, 9) for _, score in rank(["律师"], chunks, (1.0, 0.0)).hits][-1] == 0


@given(words, st.lists(st.tuples(words, words), max_size=6))
def test_it_finds_what_holds_a_word_and_nothing_else(
    query: list[str], texts: list[tuple[list[str], list[str]]]
) -> None:
    """Every chunk with a word of the question, once, by falling score; the ceiling is never negative."""
    chunks = [Words(f"c{number}", *text) for number, text in enumerate(texts)]
    found = rank(query, chunks, (1.0, 0.5))
    holding = {chunk.chunk_id for chunk in chunks if set(query) & {*chunk.body, *chunk.head}}
    assert {one for one, _ in found.hits} == holding
    assert len(found.hits) == len(holding)
    scores = [score for _, score in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert found.ceiling >= 0
