"""What is computed from figures: which is most, the sum, the mean, how many, the ranking, the change. Pure functions.

Only figures of units that may be added are put together; the rest is set aside with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Aggregate, Operation
from assistant.figure_choice import Finding
from assistant.kinds import Threshold
from assistant.match import Match
from index.units import MONEY, RATE, alike, fit, unit_apart, yuan
from index.vocabulary import objects, terms


@dataclass(frozen=True, slots=True)
class Entry:
    """One report's figure as it goes into a computation."""

    finding: Finding
    match: Match

    @property
    def amount(self) -> float:
        """The figure's value; money in 元, so that sums of money compare."""
        figure = self.match.figure
        return figure.value * yuan(figure.unit)


@dataclass(frozen=True, slots=True)
class Computed:
    """A computation: ``entries`` that went in (the winner first), ``excluded`` that could not, and why not if none could;
    ``nth`` is the place that the winner is in, where that was asked for and there are so many."""

    entries: tuple[Entry, ...]
    excluded: tuple[Entry, ...]
    aggregate: Aggregate | None
    refusal: str = ""
    nth: int = 0


def entries_of(findings: Sequence[Finding], *, ordered: bool = False) -> tuple[list[Entry], list[Entry]]:
    """The best figure of each finding, parted into those of the commonest kind of unit and the others.

    What is only put in order, not added up, may be counted by 次 here and by 人次 there.
    """
    entries = [Entry(finding, finding.matches[0]) for finding in findings if finding.matches]
    if not entries:
        return [], []
    asked = entries[0].finding.ask.unit
    counts = Counter(entry.match.figure.unit for entry in entries)
    main = max(
        counts,
        key=lambda unit: (
            fit(asked, unit) if asked else 0,
            sum(n for other, n in counts.items() if alike(unit, other)),
            counts[unit],
        ),
    )
    same = _of_one_thing(entries, ordered=ordered)
    kept: list[Entry] = []
    excluded: list[Entry] = []
    for entry in entries:
        unit = entry.match.figure.unit
        (kept if alike(main, unit) or any({main, unit} <= units for units in same) else excluded).append(entry)
    return kept, excluded


# 47份合同 and 16件合同 are sixty-three contracts.
_PIECES = frozenset(("份", "件"))
# Who is advised is advised once a time.
_OCCASIONS = frozenset(("次", "人次", "人"))
_ONE_AT_A_TIME = "@consult"
# 合同纠纷16件 are no contracts.
_DISPUTES = {"@dispute", "@litigation", "@petition"}


def _of_one_thing(entries: Sequence[Entry], *, ordered: bool) -> tuple[frozenset[str], ...]:
    """Units that count the same here: pieces, where every figure counts pieces of one document or case, and occasions."""
    named = [objects(terms(entry.match.figure.indicator)) for entry in entries]
    shared = set.intersection(*named) if named else set[str]()
    found = []
    if shared and not any(_DISPUTES & one for one in named):
        found.append(_PIECES)
    if ordered and _ONE_AT_A_TIME in shared:
        found.append(_OCCASIONS)
    return tuple(found)


def compute(
    operation: Operation,
    findings: Sequence[Finding],
    threshold: Threshold | None,
    top: int,
    *,
    ascending: bool,
    zero: bool,
    reports: bool = False,
) -> Computed:
    """``operation`` over the findings of one ask; with ``reports``, reports are counted and not towns."""
    kept, excluded = entries_of(findings, ordered=operation in ("max", "min", "rank"))
    if zero and operation == "count" and threshold is None:
        # None is none in whatever unit: 未作出处罚决定 beside 罚款5.4万元.
        kept, excluded = [*kept, *excluded], []
    if not kept:
        return Computed((), tuple(excluded), None)
    approx = any(entry.match.figure.approx for entry in kept)
    unit = _common_unit(kept)
    ordered = sorted(kept, key=lambda entry: entry.amount, reverse=operation != "min" and not ascending)
    if operation in ("max", "min"):
        return Computed(tuple(ordered), tuple(excluded), _won(operation, ordered[0]))
    if operation in ("sum", "mean"):
        if unit == RATE and operation == "sum":
            return Computed(tuple(ordered), tuple(excluded), None, "比率不能相加，下面分别列出。")
        total = _in_unit(sum(entry.amount for entry in kept), unit)
        value = round(total if operation == "sum" else total / len(kept), 4)
        return Computed(tuple(kept), tuple(excluded), Aggregate(operation, value, unit, approx=approx))
    if operation == "count":
        if threshold:
            ordered = [entry for entry in ordered if meets(threshold, entry.amount)]
        elif zero:
            ordered = [entry for entry in ordered if entry.match.figure.value == 0]
        else:
            ordered = [entry for entry in ordered if entry.match.figure.value > 0]
        towns = len({id(entry.finding.slot.town) for entry in ordered})
        counted = Aggregate("count", len(ordered), "份") if reports else Aggregate("count", towns, "个")
        return Computed(tuple(ordered), tuple(excluded), counted)
    if operation == "change":
        return _change(kept, excluded, unit)
    if threshold:
        ordered = [entry for entry in ordered if meets(threshold, entry.amount)]
    shown = ordered[:top] if top else ordered
    if not shown:
        return Computed((), tuple(excluded), Aggregate("count", 0, "个") if threshold else None)
    aggregate = (
        Aggregate("count", len(shown), "个")
        if threshold
        else Aggregate(
            "rank",
            shown[0].match.figure.value,
            shown[0].match.figure.unit,
            shown[0].finding.slot.town.name,
            shown[0].finding.slot.year,
        )
    )
    return Computed(tuple(shown), tuple(excluded), aggregate)


def in_place(computed: Computed, nth: int) -> Computed:
    """What was computed as most or least, as the towns in the ``nth`` place, before those in the first; as it is where there
    are not so many places."""
    amounts = [entry.amount for entry in computed.entries]
    if computed.aggregate is None or not 1 < nth <= len(amounts):
        return computed
    amount = amounts[nth - 1]
    wanted = dict.fromkeys((amount, amounts[0]))
    entries = tuple(entry for one in wanted for entry in computed.entries if entry.amount == one)
    return Computed(entries, computed.excluded, _won(computed.aggregate.op, entries[0]), nth=1 + amounts.index(amount))


def _won(operation: Operation, entry: Entry) -> Aggregate:
    figure, slot = entry.match.figure, entry.finding.slot
    return Aggregate(operation, figure.value, figure.unit, slot.town.name, slot.year, figure.approx)


def meets(threshold: Threshold, value: float) -> bool:
    """Whether ``value``, money in 元, lies within the bound."""
    return {
        ">=": value >= threshold.value,
        ">": value > threshold.value,
        "<=": value <= threshold.value,
        "<": value < threshold.value,
        "=": value == threshold.value,
    }[threshold.sign]


def _change(kept: Sequence[Entry], excluded: Sequence[Entry], unit: str) -> Computed:
    """The last year's value less the first year's, of one town."""
    ordered = sorted(kept, key=lambda entry: entry.finding.slot.year or 0)
    towns = {entry.finding.slot.town.full_name for entry in ordered}
    if len(towns) != 1 or len(ordered) < 2:
        return Computed(tuple(ordered), tuple(excluded), None)
    difference = _in_unit(ordered[-1].amount - ordered[0].amount, unit)
    approx = ordered[0].match.figure.approx or ordered[-1].match.figure.approx
    slot = ordered[-1].finding.slot
    return Computed(
        tuple(ordered),
        tuple(excluded),
        Aggregate("change", round(difference, 4), unit, slot.town.name, slot.year, approx),
    )


def spread(computed: Computed) -> Computed | None:
    """``computed``, a most or a least, as the first and the last of its entries and how far they lie apart; None where there is only
    one, or their units differ."""
    if len(computed.entries) < 2 or computed.nth:
        return None
    ends = (computed.entries[0], computed.entries[-1])
    if not alike(ends[0].match.figure.unit, ends[1].match.figure.unit):
        return None
    apart = _apart(ends)
    return Computed(ends, computed.excluded, replace(apart, unit=unit_apart(apart.unit)))


def difference(findings: Sequence[Finding]) -> Aggregate | None:
    """How far the figures of two places lie apart, where their units allow it."""
    kept, excluded = entries_of(findings)
    return _apart(kept) if len(kept) == 2 and not excluded else None


def _apart(ends: Sequence[Entry]) -> Aggregate:
    """How far two figures lie apart, in the unit of both."""
    one, other = ends
    unit = _common_unit(ends)
    apart = _in_unit(abs(one.amount - other.amount), unit)
    return Aggregate("difference", round(apart, 4), unit, approx=any(entry.match.figure.approx for entry in ends))


def _common_unit(entries: Sequence[Entry]) -> str:
    units = Counter(entry.match.figure.unit for entry in entries)
    if any(unit in MONEY for unit in units):
        return "万元" if "万元" in units else max(units, key=lambda unit: units[unit])
    return max(units, key=lambda unit: units[unit])


def _in_unit(amount: float, unit: str) -> float:
    return amount / yuan(unit)
