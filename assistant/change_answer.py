"""The answer to who changed most between two years: each town's two figures and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.aggregate import Entry
from assistant.answer import Aggregate, Answer, AssertedFigure, Table, TableCell
from assistant.asserted import Builder, finish, place_name, year_of
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.town_changes import TownChange, asks_fall, in_asked_order
from assistant.wording import Wording
from index.units import unit_apart


def answer_changes(
    question: Question,
    selection: Selection,
    changes: Sequence[TownChange],
    excluded: Sequence[Entry],
    builder: Builder,
    coverage: tuple[list[str], int, Sequence[str]],
) -> Answer:
    """How much each of several towns changed between two years, the one asked for first; ``coverage`` says which reports state it."""
    words = builder.words
    ordered, winner_only = in_asked_order(question, changes)
    said, covered, missing = coverage
    offered: list[AssertedFigure] = []
    lines, rows = [], []
    for position, change in enumerate(ordered):
        beside = winner_only and position > 0 and abs(change.amount) != abs(ordered[0].amount)
        # The year asked about last is what a reader looks for first.
        made = [
            (builder.offer if beside else builder.claim)(entry.finding.slot, entry.match)
            for entry in (change.last, change.first)
        ]
        offered += made if beside else []
        lines.append(_change_line(change, made, builder, counted=position == 0 and question.operation != "count"))
        rows.append(_row(change, made, builder, asserted=not beside, dated=question.years.open_pair))
    if not ordered:
        lines.append(words.counted_none)
    related = [*offered, *(builder.offer(entry.finding.slot, entry.match) for entry in excluded)]
    table = Table(_heads(ordered, builder), tuple(rows)) if ordered else None
    return finish(
        question,
        selection,
        builder,
        [*lines, *said],
        covered,
        missing,
        aggregate=_computed(ordered, counted=question.operation == "count", fall=asks_fall(question.text)),
        related=related,
        table=table,
    )


def _computed(ordered: Sequence[TownChange], *, counted: bool, fall: bool) -> Aggregate:
    """The change that is told in a number: the first one's, or its fall where that is asked for; how many there are, where none is."""
    if not ordered or counted:
        return Aggregate("count", len(ordered), "个")
    first = ordered[0]
    slot = first.last.finding.slot
    value = -first.in_unit if fall and first.amount < 0 else first.in_unit
    return Aggregate("change", value, unit_apart(first.unit), slot.town.name, slot.year)


def _heads(changes: Sequence[TownChange], builder: Builder) -> tuple[str, ...]:
    """The table's heads: the two years, or the earlier and the later where the towns' years differ."""
    words = builder.words
    years = {tuple(year_of(one.finding.slot, words) for one in (change.first, change.last)) for change in changes}
    ends = years.pop() if len(years) == 1 else (words.earlier, words.later)
    return (words.place_head, *ends, words.change_head)


def _row(
    change: TownChange, made: Sequence[AssertedFigure], builder: Builder, *, asserted: bool, dated: bool
) -> tuple[TableCell, ...]:
    """A town's row: its figures of both years, with the year if ``dated``, and what lies between them."""
    cells = [
        TableCell(
            f"{year_of(entry.finding.slot, builder.words) if dated else ''}{builder.shown(entry.finding.slot, entry.match)}",
            builder.position(one) if asserted else None,
            one.citation,
        )
        for entry, one in zip((change.first, change.last), reversed(made), strict=True)
    ]
    return (TableCell(place_name(change.last.finding.slot)), *cells, TableCell(f"{change.in_unit:+.10g}"))


def _change_line(change: TownChange, made: Sequence[AssertedFigure], builder: Builder, *, counted: bool) -> str:
    """How much a town's figure changed; only which way, unless ``counted``: the table has the numbers of all."""
    items = "、".join(
        f"{year_of(entry.finding.slot, builder.words)}{builder.shown(entry.finding.slot, entry.match)}[{one.citation}]"
        for entry, one in zip((change.last, change.first), made, strict=True)
    )
    approx = change.first.match.figure.approx or change.last.match.figure.approx
    number = (f"{abs(change.in_unit):.10g}", unit_apart(change.unit)) if counted else ("", "")
    ends = (change.first.finding.slot, change.last.finding.slot)
    return change_told(change.amount, ends, number, items, builder.words, approx=approx and counted)


def change_told(
    amount: float, ends: tuple[Slot, Slot], number: tuple[str, str], items: str, words: Wording, *, approx: bool
) -> str:
    """The line that says which way a figure went between the years of ``ends``, by ``amount``, written as ``number`` and its unit."""
    template = words.change_up if amount > 0 else words.change_down if amount < 0 else words.change_none
    first, last = ends
    value, unit = number
    return template.format(
        place=place_name(first),
        first=year_of(first, words),
        last=year_of(last, words),
        about=words.about if approx else "",
        value=value,
        unit=unit,
        items=items,
    )
