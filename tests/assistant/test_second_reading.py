"""Question and sentence read together: when, what is read, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.asks import Ask, asks_of
from assistant.figure_view import FigureView, view
from assistant.scorer import load_scorer
from assistant.second_reading import SecondReading, needed, passage_of, query_of
from index.figures import extract_figures
from index.parse import parse_report

TEXT = (
    "松岭县青田镇2024年法治政府建设情况报告\n一、执法队伍建设\n镇执法中队编制14人，实有11人，全员持证。"
    "司法所受理矛盾纠纷43件，\n化解41件。"
)
REPORT = parse_report(TEXT, "青田镇2024.txt")


@pytest.fixture(scope="module")
def views() -> list[FigureView]:
    """The figures of a short report, read for matching."""
    figures = extract_figures(REPORT)
    headings = {section.number: section.path for section in REPORT.sections}
    rarity = load_scorer().rarity
    return [view(one, REPORT, figures, headings.get(one.section, ()), rarity) for one in figures]


def ask(words: str) -> Ask:
    """The one thing asked for."""
    (one,) = asks_of(words, None, several_years=False)
    return one


@pytest.mark.parametrize(
    ("words", "shares", "expected"),
    [
        ("实际几个人", [0.4, 0.35], True),
        ("实际几个人", [0.99, 0.001], False),
        ("实际几个人", [0.01, 0.02], False),
        ("how many officers are there", [0.4, 0.35], False),
    ],
)
def test_only_doubt_is_read_again(words: str, shares: list[float], expected: bool) -> None:
    """Neither what is nearly certain nor what is out of the question, and no English question."""
    assert needed(ask(words), np.array(shares, dtype=np.float32)) is expected


def test_what_another_rule_doubts_is_read_again() -> None:
    """However probable the first reading finds it."""
    assert needed(ask("实际几个人"), np.array([0.99], dtype=np.float32), doubted=True)


def test_a_passage_holds_the_sentence_and_what_belongs_to_it(views: list[FigureView]) -> None:
    """The number between marks, the heading before, breaks as spaces, nothing of the next sentence."""
    eleven = next(one for one in views if one.figure.value == 11)
    passage = passage_of(TEXT, eleven)
    assert "实有【11人】，全员持证。" in passage
    assert passage.startswith("一、执法队伍建设：")
    assert "司法所" not in passage
    resolved = next(one for one in views if one.figure.value == 41)
    assert "\n" not in passage_of(TEXT, resolved)


def test_marks_of_the_report_are_no_marks() -> None:
    """【典型案例】 in a sentence doesn't take the number's place."""
    text = "松岭县青田镇2024年法治政府建设情况报告\n【典型案例】调解纠纷12件。"
    report = parse_report(text, "青田镇2024.txt")
    (figure,) = extract_figures(report)
    passage = passage_of(text, view(figure, report, [figure], (), load_scorer().rarity))
    assert passage.endswith("[典型案例]调解纠纷【12件】。")


def test_the_earlier_ask_stands_before_the_later() -> None:
    """化解多少 alone says little."""
    _, later = asks_of("排查矛盾纠纷多少件，化解多少", None, several_years=False)
    assert query_of(later).endswith("；化解多少")


def test_what_is_read_again_is_told_apart(model_store: Path, views: list[FigureView]) -> None:
    """实际几个人 is answered by 实有11人, not by 编制14人, though the first reading finds both alike."""
    people = [one for one in views if one.figure.value in (14, 11)]
    shares = np.array([0.45, 0.45], dtype=np.float32)
    weighed = SecondReading(model_store).probabilities(ask("执法中队实际有几个人"), people, TEXT, shares)
    best = people[int(weighed.argmax())].figure.value
    assert best == 11
    assert float(weighed.sum()) < 1.0
