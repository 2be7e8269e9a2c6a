"""The fitted scorer and the features that it reads."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.asked import Asked
from assistant.asks import asks_of
from assistant.features import FEATURES, can_answer, features
from assistant.figure_view import view
from assistant.precedence import in_order
from assistant.scorer import load_scorer
from index.figures import extract_figures
from index.parse import parse_report
from index.records import Figure

TEXT = (
    "松岭县青田镇2024年法治政府建设情况报告\n一、主要举措。全年排查矛盾纠纷326件，化解318件，其中土地纠纷45件；"
    "发放宣传资料8000余份，接受法律咨询985人次，罚款3.2万元，办结率99.1%。明年计划开展普法宣传20场。"
)


@pytest.fixture(scope="module")
def figures() -> tuple[Figure, ...]:
    """The figures of a short report."""
    return extract_figures(parse_report(TEXT, "青田镇2024.txt"))


def _best(question: str, figures: tuple[Figure, ...]) -> tuple[str, float]:
    """The words of the figure that scores best, and the probability that none is meant."""
    report = parse_report(TEXT, "青田镇2024.txt")
    scorer = load_scorer()
    (ask,) = asks_of(question, None, several_years=False)
    views = [view(figure, report, figures, (), scorer.rarity) for figure in figures if can_answer(ask, figure)]
    shares = scorer.probabilities(features(Asked.of(ask, scorer.rarity), views, None))
    best = views[int(shares.argmax())].figure
    return TEXT[best.start : best.end], 1.0 - float(shares.sum())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("发了多少份普法资料", "8000余份"),
        ("来问法律的有多少人次", "985人次"),
        ("罚了多少钱", "3.2万元"),
        ("化解了多少件矛盾", "318件"),
        ("排查出多少件矛盾纠纷", "326件"),
        ("土地纠纷有几件", "45件"),
        ("办结率是多少", "99.1%"),
    ],
)
def test_the_right_figure_scores_best(figures: tuple[Figure, ...], question: str, words: str) -> None:
    """In a sentence of many figures the one that was asked for comes first, also in other words than the report's."""
    assert _best(question, figures)[0] == words


def test_none_is_probable_where_nothing_is_stated(figures: tuple[Figure, ...]) -> None:
    """A thing that the report doesn't speak of is rather none of its figures."""
    assert _best("装了多少部电梯", figures)[1] > 0.5


def test_a_plan_cannot_answer_what_was_done(figures: tuple[Figure, ...]) -> None:
    """The next year's 20场 is no candidate for what was done, and is one for what is planned."""
    planned = next(figure for figure in figures if figure.value == 20)
    (done,) = asks_of("开展普法宣传多少场", None, several_years=False)
    (plan,) = asks_of("明年计划开展普法宣传多少场", None, several_years=False)
    assert not can_answer(done, planned)
    assert can_answer(plan, planned)


def test_probabilities_leave_room_for_none() -> None:
    """The shares of any rows are positive and sum up to less than one."""
    rows = np.random.default_rng(3).normal(size=(7, len(FEATURES))).astype(np.float32)
    shares = load_scorer().probabilities(rows)
    assert shares.shape == (7,)
    assert (shares >= 0).all()
    assert float(shares.sum()) < 1.0 + 1e-6


@pytest.mark.parametrize(("question", "another"), [("行政处罚多少次", True), ("学习行政处罚法多少次", False)])
def test_a_laws_name_is_not_the_thing(question: str, another: bool) -> None:
    """学习《行政处罚法》17次 says nothing of penalties, unless laws are asked about."""
    report = parse_report("松岭县青田镇2024年法治政府建设情况报告\n全体干部学习《行政处罚法》17次。", "青田镇2024.txt")
    (figure,) = extract_figures(report)
    (ask,) = asks_of(question, None, several_years=False)
    rarity = load_scorer().rarity
    one = view(figure, report, [figure], (), rarity)
    assert Asked.of(ask, rarity).names_another_thing(one) is another


@pytest.mark.parametrize(
    ("words", "expected"), [("聘了几名执法人员", True), ("几名同志取得执法证", False), ("有几名执法人员", False)]
)
def test_who_was_hired_is_not_who_took_an_exam(words: str, *, expected: bool) -> None:
    """11名同志取得了行政执法证 says nothing of people hired."""
    text = "松岭县青田镇2024年法治政府建设情况报告\n一、执法队伍。11名同志取得了行政执法证。"
    report = parse_report(text, "青田镇2024.txt")
    (figure,) = extract_figures(report)
    rarity = load_scorer().rarity
    (one,) = asks_of(words, None, several_years=False)
    assert Asked.of(one, rarity).names_another_thing(view(figure, report, [figure], (), rarity)) is expected


@pytest.mark.parametrize(("words", "another"), [("行政诉讼有几件", True), ("因信息公开引起的诉讼有几件", False)])
def test_none_of_one_cause_is_not_none_at_all(words: str, *, another: bool) -> None:
    """未因信息公开引发诉讼 doesn't say that there was no suit, unless suits of that cause are asked about."""
    report = parse_report("松岭县青田镇2024年法治政府建设情况报告\n全年未因信息公开引发行政诉讼。", "青田镇2024.txt")
    (figure,) = extract_figures(report)
    rarity = load_scorer().rarity
    (one,) = asks_of(words, None, several_years=False)
    assert Asked.of(one, rarity).names_another_thing(view(figure, report, [figure], (), rarity)) is another


@pytest.mark.parametrize(("words", "value"), [("发放苗文的宣传资料多少份", 800), ("发放宣传资料多少份", 3400)])
def test_the_part_that_alone_names_what_is_asked_answers(words: str, value: int) -> None:
    """However probable the whole is, its part is meant where only that names the language asked for."""
    text = "松岭县青田镇2024年法治政府建设情况报告\n发放宣传资料3400份（苗文版800份、图解版1200份、普通版1400份）。"
    report = parse_report(text, "青田镇2024.txt")
    figures = extract_figures(report)
    rarity = load_scorer().rarity
    (one,) = asks_of(words, None, several_years=False)
    views = [view(figure, report, figures, (), rarity) for figure in figures]
    whole_first = np.array([0.9, 0.03, 0.03, 0.03], dtype=np.float32)
    moved = in_order(Asked.of(one, rarity), views, whole_first)
    assert views[int(moved.argmax())].figure.value == value
