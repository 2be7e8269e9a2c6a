"""Scoring: which answers pass, and which faults are counted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.answer import Aggregate, Answer, AssertedFigure, Citation, Scope
from assistant.batch import parse_line
from assistant.evaluate import Case, Judgement, evaluate, judge, to_case
from index.errors import QuestionError

TEXT = "青溪镇全年调解纠纷45件，开展宣传12次。白石镇调解纠纷30件。发放资料2万余份，投入50万元。"


def case(kind: str = "single", **record: Any) -> Case:
    """A case as a question file would give it."""
    raw = json.dumps({"id": "k1", "kind": kind, "q": "青溪镇调解了几件纠纷", **record})
    return to_case(parse_line(raw.encode(), 1))


def citation(quote: str, n: int = 1, place: str = "青溪镇", file: str = "青溪镇2023.txt") -> Citation:
    """A citation of ``TEXT``."""
    start = TEXT.find(quote)
    return Citation(n, "r1", file, "", place, "云县", 2023, (), start, start + len(quote), quote)


def figure(value: float, unit: str = "件", place: str = "青溪镇", year: int = 2023, n: int = 1) -> AssertedFigure:
    """An asserted figure."""
    return AssertedFigure(place, "云县", year, "调解纠纷", value, unit, approx=False, citation=n)


def answer(*figures: AssertedFigure, **parts: Any) -> Answer:
    """An answer that asserts these figures."""
    parts = {"status": "answered", "answer": "见下。", "citations": (citation("调解纠纷45件"),), **parts}
    return Answer("问", "问", "single", figures=figures, **parts)


def judged(one: Case, given: Answer) -> Judgement:
    """The judgement with ``TEXT`` as the only report."""
    return judge(one, given, lambda report: TEXT if report == "r1" else None)


WANTED = {"place": "青溪镇", "year": 2023, "value": 45, "unit": "件"}


def test_the_right_figure_passes() -> None:
    """A single question passes with its figure first, and with one more beside it."""
    one = case(answer=[WANTED])
    assert judged(one, answer(figure(45))).passed
    assert judged(one, answer(figure(45), figure(12, "次"))).passed


@pytest.mark.parametrize(
    "figures",
    [
        (),
        (figure(44),),
        (figure(45, place="白石镇"),),
        (figure(45, year=2022),),
        (figure(12), figure(45)),
        (figure(45), figure(12), figure(13)),
    ],
)
def test_a_wrong_late_or_crowded_figure_fails(figures: tuple[AssertedFigure, ...]) -> None:
    """Another value, place or year, a wrong one first, or two too many: not passed."""
    assert not judged(case(answer=[WANTED]), answer(*figures)).passed


def test_the_first_figure_is_counted_when_wrong() -> None:
    """A wrong figure in front is a fault of its own, for single and follow-up questions only."""
    given = answer(figure(44), figure(45))
    assert judged(case("single", answer=[WANTED]), given).counts["wrong_first"] == 1
    assert judged(case("followup", answer=[WANTED]), given).counts["wrong_first"] == 1
    assert judged(case("compare", answer=[WANTED]), given).counts["wrong_first"] == 0


def test_figures_of_another_place_are_counted() -> None:
    """Each figure of a place that wasn't asked about counts."""
    given = answer(figure(45), figure(30, place="白石镇"))
    assert judged(case(answer=[WANTED]), given).counts["wrong_place"] == 1
    assert judged(case(answer=[WANTED], places=["青溪镇", "白石镇"]), given).counts["wrong_place"] == 0
    assert judged(case("aggregate", answer=[WANTED]), given).counts["wrong_place"] == 0


def test_money_is_compared_in_yuan() -> None:
    """50 万元 and 500000 元 are one figure."""
    one = case(answer=[{**WANTED, "value": 500_000, "unit": "元"}])
    assert judged(one, answer(figure(50, "万元"))).passed


@pytest.mark.parametrize(
    ("status", "figures", "passed"),
    [("not_found", (), True), ("answered", (), False), ("not_found", (figure(1),), False), ("error", (), False)],
)
def test_what_has_no_answer_must_be_refused(status: str, figures: tuple[AssertedFigure, ...], passed: bool) -> None:
    """Only `not_found` without figures passes; an error is no refusal."""
    assert judged(case("unanswerable"), answer(*figures, status=status)).passed is passed


def test_a_comparison_needs_all_and_not_many_more() -> None:
    """Every figure must be there, and at most as many others."""
    one = case("compare", answer=[WANTED, {**WANTED, "place": "白石镇", "value": 30}])
    both = (figure(45), figure(30, place="白石镇"))
    assert judged(one, answer(*both)).passed
    assert not judged(one, answer(both[0])).passed
    assert judged(one, answer(*both, figure(1), figure(2))).passed
    assert not judged(one, answer(*both, figure(1), figure(2), figure(3))).passed


def test_a_computed_value_is_read_from_the_aggregate() -> None:
    """A total must be the aggregate's value; a winner the first figure."""
    summed = case("aggregate", answer=[WANTED], total={"value": 75, "unit": "件"})
    assert judged(summed, answer(figure(45), aggregate=Aggregate("sum", 75, "件"))).passed
    assert not judged(summed, answer(figure(45), aggregate=Aggregate("sum", 74, "件"))).passed
    assert not judged(summed, answer(figure(45))).passed
    winner = case("aggregate", answer=[WANTED])
    assert judged(winner, answer(figure(45), figure(30, place="白石镇"))).passed
    assert not judged(winner, answer(figure(30, place="白石镇"), figure(45))).passed


def test_practices_must_cite_the_places_and_the_words() -> None:
    """Without figures to check, the places asked about must be cited and the words quoted."""
    one = case("narrative", places=["青溪镇"], must_quote=["宣传12次"])
    assert judged(one, answer(citations=(citation("开展宣传12次"),))).passed
    assert not judged(one, answer(citations=(citation("调解纠纷45件"),))).passed
    assert not judged(one, answer(citations=(citation("开展宣传12次", place="白石镇"),))).passed


def test_figures_listed_side_by_side() -> None:
    """The other form names values, places, years and files in lists; one entry counts for all values."""
    lists: dict[str, Any] = {
        "expected_values": [{"value": 45, "unit": "件"}, {"value": 12, "unit": "次"}],
        "places": ["青溪镇"],
    }
    one = case(**lists, years=[2023])
    assert [(w.value, w.place, w.year, w.stem) for w in one.wanted] == [
        (45, "青溪镇", 2023, None),
        (12, "青溪镇", 2023, None),
    ]
    named = case(**lists, years=[2020], expected_ids=["青溪镇2023"])
    assert [(w.year, w.stem) for w in named.wanted] == [(None, "青溪镇2023")] * 2
    assert judged(named, answer(figure(45), figure(12, "次"))).passed
    elsewhere = answer(figure(45), figure(12, "次"), citations=(citation("调解纠纷45件", file="另一份.txt"),))
    assert not judged(named, elsewhere).passed


def test_one_value_of_several_reports_is_a_computed_one() -> None:
    """Where several files share one expected value, the aggregate must have it."""
    one = case("aggregate", expected_values=[{"value": 75, "unit": "件"}], expected_ids=["a", "b"])
    assert one.total == 75
    assert judged(one, answer(aggregate=Aggregate("sum", 75, "件"))).passed


def test_files_must_be_cited_among_the_first_ten() -> None:
    """A question about reports passes when they are cited, the first ten files counting."""
    cites = tuple(citation("调解纠纷45件", n=n, file=f"f{n}.txt") for n in range(1, 13))
    assert judged(case("example", expected_ids=["f10"]), answer(citations=cites)).passed
    assert not judged(case("example", expected_ids=["f11"]), answer(citations=cites)).passed


def test_numbers_without_support_are_counted() -> None:
    """A number in the text must stand in a quote, a computed value, the scope or the question; marks don't count."""
    one = case(answer=[WANTED], q="2023年青溪镇")
    text = "青溪镇2023年45件[1]，合计75件，另有99件和99件。"
    given = answer(figure(45), answer=text, aggregate=Aggregate("sum", 75, "件"), scope=Scope(reports=1))
    assert judged(one, given).counts["unsupported_numbers"] == 1


@pytest.mark.parametrize(
    ("value", "quote", "missing"),
    [
        (45, "调解纠纷45件", 0),
        (46, "调解纠纷45件", 1),
        (20000, "发放资料2万余份", 0),
        (0, "调解纠纷45件", 0),
        (3, "共三件", 0),
        (203, "调解纠纷２０３件", 0),
    ],
)
def test_a_figure_must_stand_in_its_quote(value: float, quote: str, missing: int) -> None:
    """The quote holds the number in digits, in 万 or in Chinese numerals; a zero may be said in other words."""
    given = answer(figure(value), citations=(citation(quote),))
    assert judged(case(answer=[WANTED]), given).counts["figures_not_in_quote"] == missing


def test_a_figure_without_its_citation_is_counted() -> None:
    """A figure whose number of citation isn't there stands in no quote."""
    assert judged(case(answer=[WANTED]), answer(figure(45, n=9))).counts["figures_not_in_quote"] == 1


def test_a_quote_that_is_not_the_text_is_counted() -> None:
    """A changed quote, a shifted span and an unknown report are each a bad quote."""
    good = citation("调解纠纷45件")
    bad = (
        Citation(2, "r1", "f", "", "", "", None, (), good.start, good.end, "调解纠纷46件"),
        Citation(3, "r1", "f", "", "", "", None, (), good.start + 1, good.end + 1, good.quote),
        Citation(4, "r9", "f", "", "", "", None, (), good.start, good.end, good.quote),
    )
    counts = judged(case(answer=[WANTED]), answer(figure(45), citations=(good, *bad))).counts
    assert (counts["bad_quotes"], counts["citations"]) == (3, 4)


def test_an_evaluation_adds_up() -> None:
    """The questions are counted by kind, the faults over all, and those that failed are listed."""
    cases = [case(answer=[WANTED]), case("followup", answer=[WANTED]), case("unanswerable")]
    result = evaluate(cases, lambda one: answer(figure(45)), lambda report: TEXT)
    assert result.kinds == {"followup": (1, 1), "single": (1, 1), "unanswerable": (0, 1)}
    assert (result.passed, result.asked, result.counts["figures"]) == (2, 3, 3)
    assert [one.case.kind for one in result.failed] == ["unanswerable"]
    assert json.loads(json.dumps(result.to_json()))["passed"] == 2


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "single", "q": "x", "answer": [{"unit": "件"}]},
        {"q": "x"},
        {"kind": "single", "q": "x", "answer": [5]},
        {"kind": "single", "q": "x", "answer": [{"value": "many"}]},
    ],
)
def test_a_line_that_cannot_be_scored_is_named(record: dict[str, Any]) -> None:
    """A question without its kind, or with a figure without value, is bad input."""
    with pytest.raises(QuestionError, match="第 3 行"):
        to_case(parse_line(json.dumps(record).encode(), 3))


def test_a_line_without_id_is_numbered() -> None:
    """An id is made from the line's number where there is none."""
    assert to_case(parse_line(b'{"kind": "single", "q": "x"}', 7)).id == "q007"
