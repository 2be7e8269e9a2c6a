"""The words that stand for one another."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from index.thesaurus import group_spans, thesaurus_words


def _shared(one: str, other: str) -> bool:
    mine, theirs = (frozenset(g for _, _, groups in group_spans(text) for g in groups) for text in (one, other))
    return not mine.isdisjoint(theirs)


@pytest.mark.parametrize(
    ("asked", "written"),
    [("两口子闹离婚", "婚姻家庭纠纷"), ("拖工资", "欠薪"), ("撞车", "交通事故"), ("damages", "损害赔偿")],
)
def test_colloquial_words_share_a_group_with_the_reports(asked: str, written: str) -> None:
    """What people say and what reports write meet in one group."""
    assert _shared(asked, written)


@pytest.mark.parametrize(("one", "other"), [("胜诉", "败诉"), ("维持", "撤销"), ("排查", "化解"), ("办理", "办结")])
def test_words_that_change_a_figure_are_kept_apart(one: str, other: str) -> None:
    """Opposite outcomes, and what was found and what was settled, never stand for one another."""
    assert not _shared(one, other)


def test_hyphens_part_words_as_spaces_do() -> None:
    """night-school is night school."""
    assert _shared("night-school", "普法夜校")


@pytest.mark.parametrize("said", ["the most", "the fewest", "which place", "how many cases", "on average"])
def test_words_that_only_ask_stand_for_nothing(said: str) -> None:
    """Who asks for the most asks for no thing called so."""
    assert said not in thesaurus_words()


def test_words_inside_words_count_too() -> None:
    """官司 is found inside 打官司, and each span covers what it says."""
    text = "老赖不还钱，工人打官司讨工钱"
    spans = group_spans(text)
    assert spans
    assert [start for start, _, _ in spans] == sorted({start for start, _, _ in spans})
    assert all(text[start:end] in thesaurus_words() for start, end, _ in spans)


def test_every_line_has_two_sides_and_stands_once() -> None:
    """The data file is well formed: report words, a bar, question words; no line twice."""
    lines = resources.files("index").joinpath("data/thesaurus.txt").read_text("utf-8").splitlines()
    groups = [line for line in lines if line.strip() and not line.startswith("#")]
    assert all(line.count("|") == 1 and all(side.strip() for side in line.split("|")) for line in groups)
    assert not [line for line, times in Counter(groups).items() if times > 1]
