"""What is computed from figures, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.aggregate import Computed, compute, difference, entries_of, in_place, meets
from assistant.answer import Operation
from assistant.asks import Ask
from assistant.figure_choice import Finding
from assistant.kinds import Threshold
from assistant.match import Match
from assistant.scope import Slot
from assistant.towns import Town
from index.records import Figure, Place, Role
from index.rows import ReportInfo


def finding(
    place: str,
    value: float | None,
    unit: str = "件",
    year: int = 2024,
    *,
    approx: bool = False,
    asked: str = "件",
    counts: str = "调解",
) -> Finding:
    """What the report of a place says; None: nothing."""
    report = ReportInfo(place, f"{place}.txt", place, Place(township=place), year, None, 9, 1, (), "", "", "", None)
    slot = Slot(Town(place, "", "", "", ((year, place),)), year, report)
    ask = Ask("调解", frozenset(), unit=asked)
    if value is None:
        return Finding(slot, ask, (), ())
    figure = Figure(
        place, 0, 0, 0, 1, 0, 1, 0, 1, counts, "", value, unit, approx, "", Role.OUTCOME, year, "", None, ""
    )
    return Finding(slot, ask, (Match(figure, 1.0),), ())


def computed(
    operation: Operation,
    *findings: Finding,
    threshold: Threshold | None = None,
    top: int = 0,
    zero: bool = False,
    ascending: bool = False,
) -> Computed:
    """The computation over these findings."""
    return compute(operation, findings, threshold, top, ascending=ascending, zero=zero)


def places(result: Computed) -> list[str]:
    """Who went in, in order."""
    return [entry.finding.slot.town.name for entry in result.entries]


THREE = (finding("甲镇", 30), finding("乙镇", 50), finding("丙镇", 40))


def test_the_most_and_the_fewest() -> None:
    """The winner stands first and gives the value, place and year."""
    most, fewest = computed("max", *THREE), computed("min", *THREE)
    assert places(most) == ["乙镇", "丙镇", "甲镇"]
    assert places(fewest) == ["甲镇", "丙镇", "乙镇"]
    assert most.aggregate is not None
    assert (most.aggregate.value, most.aggregate.place, most.aggregate.year) == (50, "乙镇", 2024)
    assert fewest.aggregate is not None
    assert (fewest.aggregate.value, fewest.aggregate.place) == (30, "甲镇")


def test_a_place_further_down() -> None:
    """The towns in the place asked for come before those in the first; of too few places all are told in order."""
    second = in_place(computed("max", *THREE, finding("丁镇", 40)), 2)
    assert places(second) == ["丙镇", "丁镇", "乙镇"]
    assert second.nth == 2
    assert second.aggregate is not None
    assert (second.aggregate.value, second.aggregate.place) == (40, "丙镇")
    shared = in_place(computed("max", *THREE, finding("丁镇", 50)), 2)
    assert (places(shared), shared.nth) == (["乙镇", "丁镇"], 1)
    fourth = in_place(computed("max", *THREE), 4)
    assert (places(fourth), fourth.nth) == (["乙镇", "丙镇", "甲镇"], 0)


def test_sum_and_mean() -> None:
    """All figures, in their unit."""
    total, mean = computed("sum", *THREE).aggregate, computed("mean", *THREE).aggregate
    assert total is not None
    assert mean is not None
    assert (total.value, total.unit, total.approx) == (120, "件", False)
    assert (mean.value, mean.unit) == (40, "件")


def test_what_is_not_stated_is_left_out() -> None:
    """A report without the figure is not counted as 0."""
    mean = computed("mean", *THREE, finding("丁镇", None)).aggregate
    assert mean is not None
    assert mean.value == 40
    assert computed("sum", finding("丁镇", None)).aggregate is None


def test_an_approximate_figure_makes_the_sum_approximate() -> None:
    """300余 plus 20 is about 320."""
    total = computed("sum", finding("甲镇", 300, approx=True), finding("乙镇", 20)).aggregate
    assert total is not None
    assert (total.value, total.approx) == (320, True)


def test_words_for_the_same_unit_are_added() -> None:
    """件 and 起 count the same thing."""
    result = computed("sum", finding("甲镇", 30, "件"), finding("乙镇", 20, "起"))
    assert result.aggregate is not None
    assert result.aggregate.value == 50
    assert result.excluded == ()


@pytest.mark.parametrize(("counts", "together"), [("审查合同", True), ("调解", False)])
def test_pieces_of_one_thing_are_added(counts: str, *, together: bool) -> None:
    """47份合同 and 16件合同 are 63; without a common thing 份 and 件 stay apart."""
    result = computed(
        "sum",
        finding("甲镇", 47, "份", asked="份", counts=counts),
        finding("乙镇", 16, "件", asked="份", counts=counts),
    )
    assert result.aggregate is not None
    assert result.aggregate.value == (63 if together else 47)


def test_contracts_and_disputes_over_contracts_are_two_things() -> None:
    """47份合同 and 16件合同纠纷 share a word and nothing else."""
    result = computed(
        "sum",
        finding("甲镇", 47, "份", asked="份", counts="审查合同"),
        finding("乙镇", 16, "件", asked="份", counts="调解合同纠纷"),
    )
    assert result.aggregate is not None
    assert (result.aggregate.value, len(result.excluded)) == (47, 1)


@pytest.mark.parametrize(("one", "other"), [("人次", "份"), ("件", "%"), ("件", "万元"), ("人", "人次")])
def test_other_units_are_not_added(one: str, other: str) -> None:
    """They are set aside, and shown with the reason."""
    result = computed(
        "sum",
        finding("甲镇", 30, one, asked=one),
        finding("乙镇", 20, one, asked=one),
        finding("丙镇", 5, other, asked=one),
    )
    assert result.aggregate is not None
    assert (result.aggregate.value, result.aggregate.unit) == (50, one)
    assert [entry.finding.slot.town.name for entry in result.excluded] == ["丙镇"]


def test_rates_are_not_added_up() -> None:
    """98% and 97% have no sum; their mean and the highest can be told."""
    rates = (finding("甲镇", 98, "%", asked="%"), finding("乙镇", 97, "%", asked="%"))
    result = computed("sum", *rates)
    assert result.aggregate is None
    assert result.refusal
    assert len(result.entries) == 2
    mean = computed("mean", *rates).aggregate
    assert mean is not None
    assert mean.value == 97.5


def test_money_is_compared_in_yuan() -> None:
    """5000元 is less than 1万元, and together they make 1.5万元."""
    money = (finding("甲镇", 5000, "元", asked="万元"), finding("乙镇", 1, "万元", asked="万元"))
    assert places(computed("max", *money)) == ["乙镇", "甲镇"]
    total = computed("sum", *money).aggregate
    assert total is not None
    assert (total.value, total.unit) == (1.5, "万元")


@pytest.mark.parametrize(
    ("threshold", "inside"),
    [
        (Threshold(">=", 40), ["乙镇", "丙镇"]),
        (Threshold(">", 40), ["乙镇"]),
        (Threshold("<=", 40), ["丙镇", "甲镇"]),
        (Threshold("<", 40), ["甲镇"]),
        (Threshold(">", 99), []),
        (Threshold("=", 40), ["丙镇"]),
    ],
)
def test_who_lies_within_a_bound(threshold: Threshold, inside: list[str]) -> None:
    """The bound itself belongs to 以上 and 以下, not to 超过 and 不足."""
    result = computed("rank", *THREE, threshold=threshold)
    assert places(result) == inside
    assert result.aggregate is not None
    assert (result.aggregate.op, result.aggregate.value) == ("count", len(inside))
    counted = computed("count", *THREE, threshold=threshold).aggregate
    assert counted is not None
    assert counted.value == len(inside)


def test_who_had_none() -> None:
    """Only those whose report says zero: saying nothing is not zero."""
    result = computed("count", finding("甲镇", 0), finding("乙镇", 3), finding("丙镇", None), zero=True)
    assert places(result) == ["甲镇"]


def test_a_ranking() -> None:
    """From the top or from the bottom, all or the first few."""
    assert places(computed("rank", *THREE)) == ["乙镇", "丙镇", "甲镇"]
    assert places(computed("rank", *THREE, ascending=True)) == ["甲镇", "丙镇", "乙镇"]
    assert places(computed("rank", *THREE, top=2)) == ["乙镇", "丙镇"]


def test_a_change_is_the_last_year_less_the_first() -> None:
    """Up or down, of one town only."""
    up = computed("change", finding("甲镇", 30, year=2024), finding("甲镇", 20, year=2023)).aggregate
    assert up is not None
    assert up.value == 10
    assert computed("change", finding("甲镇", 30, year=2024)).aggregate is None


def test_how_far_two_lie_apart() -> None:
    """The larger less the smaller, whichever stands first; not where units differ, nor of one or three."""
    for pair in (THREE[:2], THREE[1::-1]):
        apart = difference(pair)
        assert apart is not None
        assert (apart.op, apart.value, apart.unit) == ("difference", 20, "件")
    assert difference((finding("甲镇", 30), finding("乙镇", 5, "人次"))) is None
    assert difference(THREE) is None
    assert difference((finding("甲镇", 30), finding("乙镇", None))) is None


def test_nothing_comes_of_nothing() -> None:
    """No finding, no entry, no value."""
    assert computed("max") == Computed((), (), None)
    assert entries_of([]) == ([], [])


amounts = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(["件", "起", "人次", "%", "万元"])), max_size=8)


@given(amounts, st.sampled_from(["max", "min", "sum", "mean", "rank", "count"]))
def test_every_figure_is_used_or_set_aside(rows: list[tuple[int, str]], operation: Operation) -> None:
    """None is lost and none counted twice, and sums are the sums of what went in."""
    findings = [finding(f"{n}镇", value, unit, asked="") for n, (value, unit) in enumerate(rows)]
    kept, excluded = entries_of(findings)
    assert len(kept) + len(excluded) == len(findings)
    result = compute(operation, findings, None, 0, ascending=False, zero=False)
    if operation == "sum" and result.aggregate is not None:
        assert result.aggregate.value == sum(entry.match.figure.value for entry in result.entries)
    if operation == "max" and result.entries:
        assert result.entries[0].amount == max(entry.amount for entry in result.entries)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_bounds_part_the_numbers(bound: float, value: float) -> None:
    """Every value lies on exactly one side."""
    assert meets(Threshold(">=", bound), value) is not meets(Threshold("<", bound), value)
    assert meets(Threshold(">", bound), value) is not meets(Threshold("<=", bound), value)


def test_none_is_none_in_whatever_unit() -> None:
    """Who imposed no penalties is told by a none in 件, though the others state money."""
    result = computed(
        "count", finding("甲镇", 0, "件"), finding("乙镇", 5.4, "万元"), finding("丙镇", 4.1, "万元"), zero=True
    )
    assert (places(result), result.excluded) == (["甲镇"], ())
