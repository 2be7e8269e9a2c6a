"""What one answer about figures asserts, quotes and says, collected piece by piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.aggregate import Entry
from assistant.answer import Aggregate, Answer, AssertedFigure, Scope, Status, Table
from assistant.citations import Citations, figure_span
from assistant.ledger import Ledger
from assistant.match import Match
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.wording import Wording
from index.numbers import quantities
from index.records import IN_TABLE, Figure, Report, Role


@dataclass
class Builder:
    """Collects what one answer asserts, quotes and says."""

    ledger: Ledger
    words: Wording
    citations: Citations = field(default_factory=Citations)
    figures: list[AssertedFigure] = field(default_factory=list)
    _positions: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def claim(self, slot: Slot, found: Match) -> AssertedFigure:
        """The asserted figure of a match, with its quote cited; the same match is asserted once."""
        span = (slot.report.report_id, found.figure.start, found.figure.end)
        if span not in self._positions:
            self._positions[span] = len(self.figures)
            self.figures.append(self._figure(slot, found))
        return self.figures[self._positions[span]]

    def position(self, made: AssertedFigure) -> int:
        """Where a claimed figure stands among the asserted ones."""
        return self._positions[(made.report, made.start, made.end)]

    def offer(self, slot: Slot, found: Match) -> AssertedFigure:
        """The same for a figure that is only offered."""
        return self._figure(slot, found)

    def _figure(self, slot: Slot, found: Match) -> AssertedFigure:
        figure = found.figure
        report = self.ledger.report(slot.report.report_id)
        n = self.citations.cite(report, slot.report, *figure_span(report.text, figure))
        return AssertedFigure(
            place=slot.town.name,
            county=slot.town.county,
            year=figure.year if figure.role is Role.OTHER_YEAR else slot.report.year,
            indicator=figure.indicator,
            value=figure.value,
            unit=figure.unit,
            approx=figure.approx,
            citation=n,
            words=report.text[figure.start : figure.end],
            report=report.report_id,
            start=figure.start,
            end=figure.end,
            note=figure.period,
        )

    def statement(self, slot: Slot, found: Match) -> str:
        """The report's own words for a figure."""
        return statement(self.ledger.report(slot.report.report_id), found.figure)

    def shown(self, slot: Slot, found: Match) -> str:
        """A figure's number as the report has it, with its unit."""
        return shown(self.ledger.report(slot.report.report_id).text, found.figure)

    def item(self, entry: Entry, several_years: bool, offered: list[AssertedFigure] | None = None) -> str:
        """An entry of a list: place, the report's words for the number, its citation. With ``offered`` it joins those, and isn't
        asserted."""
        slot, match = entry.finding.slot, entry.match
        made = self.claim(slot, match) if offered is None else self.offer(slot, match)
        if offered is not None:
            offered.append(made)
        year = (
            f"{made.year}年"
            if several_years and made.year and self.words.about == "约"
            else (f" {made.year}: " if several_years and made.year else "")
        )
        words = self.shown(slot, match)
        return f"{place_name(slot)}{year}{words}[{made.citation}]"

    def own_item(self, entry: Entry) -> str:
        """An entry of a list of one place's figures: what the report says of it, its citation."""
        made = self.claim(entry.finding.slot, entry.match)
        return f"{self.own_words(entry)}[{made.citation}]"

    def own_words(self, entry: Entry) -> str:
        """The report's words for one figure of several that stand in a list."""
        return own_words(self.ledger.report(entry.finding.slot.report.report_id).text, entry.match.figure)


_BETWEEN_ITEMS = re.compile(r"[、，,；;：:（）()和与及]")


def own_words(text: str, figure: Figure) -> str:
    """The words about ``figure`` alone, of a clause or list that states several: 邻里33起 of 征地补偿24起，邻里33起."""
    if figure.qualifier == IN_TABLE:
        return of_row(text, figure)
    first, last = figure.clause_start, figure.clause_end
    others = quantities(text[first:last])
    start = max((first + one.end for one in others if first + one.end <= figure.start), default=first)
    before = list(_BETWEEN_ITEMS.finditer(text, start, figure.start)) if start > first else []
    followed = any(first + one.start >= figure.end for one in others)
    after = _BETWEEN_ITEMS.search(text, figure.end, last) if followed else None
    words = text[before[-1].end() if before else start : after.start() if after else last].strip().removeprefix("其中")
    return "".join(words.split()).strip("。.")


def shown(text: str, figure: Figure) -> str:
    """The number of ``figure`` as it stands in ``text``; with its unit where that stands elsewhere in the row of a table."""
    words = text[figure.start : figure.end]
    return f"{words}{figure.unit}" if figure.qualifier == IN_TABLE and not words.endswith(figure.unit) else words


def of_row(text: str, figure: Figure) -> str:
    """A figure of a table in words: 矛盾纠纷受理118件."""
    if figure.role is not Role.GROWTH:
        return f"{figure.indicator}{shown(text, figure)}"
    sign = text[figure.start - 1] if figure.start and text[figure.start - 1] in "+-−－＋" else ""
    return f"{figure.indicator}增减{sign}{shown(text, figure)}"


def statement(report: Report, figure: Figure) -> str:
    """The clause that states ``figure``, with the one before it when it says too little by itself."""
    text = report.text
    if figure.qualifier == IN_TABLE:
        return of_row(text, figure)
    start, end = figure.clause_start, figure.clause_end
    words = re.findall(r"[一-鿿]", text[start : figure.start] + text[figure.end : end])
    if len(words) < 3 and start > figure.sentence_start:
        before = max((text.rfind(mark, figure.sentence_start, start - 1) for mark in "，,；;：:（("), default=-1)
        start = before + 1 if before >= 0 else figure.sentence_start
    clause = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text[start:end]).strip("，,；;。、 ")
    if clause.count("（") + clause.count("(") > clause.count("）") + clause.count(")"):
        clause += "）"
    return re.sub(r"^(?:[一二三四五六七八九十]是|\d{1,2}[.、．]|[(（][一二三四五六七八九十\d]{1,3}[)）])", "", clause)


def place_name(slot: Slot) -> str:
    """The place's name, with its county where the library knows it."""
    return slot.town.full_name


def finish(  # noqa: PLR0913 - the parts of an answer, by name
    question: Question,
    selection: Selection,
    builder: Builder,
    text: list[str],
    covered: int,
    missing: Sequence[str],
    *,
    status: Status = "answered",
    aggregate: Aggregate | None = None,
    related: Sequence[AssertedFigure] = (),
    table: Table | None = None,
) -> Answer:
    """The answer made of lines of ``text``; ``covered`` reports state what was asked, ``missing`` names those that don't."""
    lines = [line for line in text if line]
    if selection.assumed_latest and status == "answered":
        lines.append(builder.words.assumed_latest)
    lines.extend(note for note in selection.notes)
    return Answer(
        question=question.text,
        standalone=question.standalone,
        kind=question.kind,
        status=status,
        answer="\n".join(lines),
        scope=scope_of(selection, covered, missing),
        figures=tuple(builder.figures),
        aggregate=aggregate,
        related=tuple(related),
        citations=builder.citations.all(),
        table=table,
    )


def scope_of(selection: Selection, covered: int, missing: Sequence[str]) -> Scope:
    """The scope as the answer tells it."""
    slots = selection.slots
    return Scope(
        places=tuple(dict.fromkeys(slot.town.name for slot in slots)),
        years=tuple(sorted({slot.year for slot in slots if slot.year is not None})),
        reports=len(selection.report_ids),
        covered=covered,
        missing=(*missing, *selection.absent),
        available=selection.available,
        assumed_latest=selection.assumed_latest,
    )


def year_of(slot: Slot, words: Wording) -> str:
    """The slot's year as a sentence has it."""
    if slot.year is None:
        return words.undated
    return f"{slot.year}年" if words.about == "约" else str(slot.year)
