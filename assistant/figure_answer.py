"""Figure findings to an answer: asserted figures with their quotes, a table, what was computed, and the coverage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.aggregate import Computed, Entry, compute
from assistant.answer import Aggregate, Answer, AssertedFigure, Scope, Status, Table, TableCell
from assistant.citations import Citations, figure_span
from assistant.ledger import Finding, Ledger
from assistant.match import Match
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.wording import Wording, wording
from index.records import Figure, Report, Role

_MOST_RELATED = 4
# Rows of a computed table for towns whose reports don't say.
_MOST_MISSING = 40


@dataclass
class _Builder:
    """Collects what one answer asserts, quotes and says."""

    ledger: Ledger
    words: Wording
    citations: Citations = field(default_factory=Citations)
    figures: list[AssertedFigure] = field(default_factory=list)

    def claim(self, slot: Slot, found: Match) -> AssertedFigure:
        """The asserted figure of a match, with its quote cited; the same match is asserted once."""
        made = self._figure(slot, found)
        for known in self.figures:
            if (known.report, known.start, known.end) == (made.report, made.start, made.end):
                return known
        self.figures.append(made)
        return made

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

    def item(self, entry: Entry, several_years: bool) -> str:
        """An entry of a list: place, the report's words for the number, its citation."""
        made = self.claim(entry.finding.slot, entry.match)
        year = (
            f"{made.year}年"
            if several_years and made.year and self.words.about == "约"
            else (f" {made.year}: " if several_years and made.year else "")
        )
        return f"{place_name(entry.finding.slot)}{year}{made.words}[{made.citation}]"


def statement(report: Report, figure: Figure) -> str:
    """The clause that states ``figure``, with the one before it when it says too little by itself."""
    text = report.text
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


def answer_figures(question: Question, selection: Selection, findings: list[list[Finding]], ledger: Ledger) -> Answer:
    """The answer to a figure question; ``not_found`` with the nearest figures when no report states it."""
    builder = _Builder(ledger, wording(question.english))
    stated = [finding for row in findings for finding in row if finding.matches]
    if not stated:
        return _not_stated(question, selection, findings, builder)
    if question.operation is not None:
        return _aggregated(question, selection, findings, builder)
    if question.kind == "compare" or len(selection.slots) > 1:
        return _compared(question, selection, findings, builder)
    return _single(question, selection, findings, builder)


def _finish(  # noqa: PLR0913 - the parts of an answer, by name
    question: Question,
    selection: Selection,
    builder: _Builder,
    text: list[str],
    covered: int,
    missing: Sequence[str],
    *,
    status: Status = "answered",
    aggregate: Aggregate | None = None,
    related: Sequence[AssertedFigure] = (),
    table: Table | None = None,
) -> Answer:
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


def _year(slot: Slot, words: Wording) -> str:
    if slot.year is None:
        return words.undated
    return f"{slot.year}年" if words.about == "约" else str(slot.year)


def _line(builder: _Builder, finding: Finding) -> str:
    """One finding in a sentence, every asserted figure cited."""
    slot = finding.slot
    parts = []
    for found in finding.matches:
        made = builder.claim(slot, found)
        parts.append(f"{builder.statement(slot, found)}[{made.citation}]")
    template = builder.words.figure
    if finding.matches[0].figure.role is Role.OTHER_YEAR:
        template = builder.words.figure_other_year
    return template.format(
        place=place_name(slot),
        year=_year(slot, builder.words),
        statement="；".join(dict.fromkeys(parts)),
        cite="",
        report_year=f"{slot.report.year}年" if builder.words.about == "约" else slot.report.year,
    )


def _single(question: Question, selection: Selection, findings: list[list[Finding]], builder: _Builder) -> Answer:
    lines = []
    for row in findings:
        for finding in row:
            if finding.matches:
                lines.append(_line(builder, finding))
                if len(finding.matches) > 1:
                    lines.append(builder.words.two_scopes)
            else:
                lines.append(builder.words.not_stated_part.format(topic=_topic(question, finding)))
    return _finish(question, selection, builder, list(dict.fromkeys(lines)), len(selection.report_ids), ())


def _topic(question: Question, finding: Finding | None) -> str:
    text = finding.ask.text if finding is not None else question.topic
    return re.sub(r"[？?。！!]", "", text).strip() or question.topic


def _not_stated(question: Question, selection: Selection, findings: list[list[Finding]], builder: _Builder) -> Answer:
    slots = selection.slots
    near = sorted(
        ((m.score, f.slot, m) for row in findings for f in row for m in f.nearest),
        key=lambda item: -item[0],
    )
    looked_elsewhere = all(slot.other_year for slot in slots)
    near = [] if looked_elsewhere else near[:_MOST_RELATED]
    related = [builder.offer(slot, found) for _, slot, found in near]
    words = builder.words
    topic = question.topic or question.text
    if len({slot.town.full_name for slot in slots}) == 1:
        slot = slots[0]
        years = "、".join(dict.fromkeys(_year(s, words) for s in slots))
        lines = [words.not_stated.format(place=place_name(slot), year=years, topic=topic)]
    else:
        lines = [words.not_stated_part.format(topic=topic)]
    if looked_elsewhere and selection.absent:
        town = slots[0].town
        have = "、".join(f"{year}年" for year in sorted(town.years))
        lines = [
            f"没有{'、'.join(selection.absent)}的报告，现有{have}。"
            if not question.english
            else f"There is no such report; available: {', '.join(map(str, sorted(town.years)))}."
        ]
    if related:
        items = "；".join(
            f"{statement(builder.ledger.report(slot.report.report_id), found.figure)}[{made.citation}]"
            for (_, slot, found), made in zip(near, related, strict=False)
        )
        lines.append(words.near.format(items=items))
    missing = [f"{place_name(slot)}{slot.year or ''}" for slot in slots]
    return _finish(question, selection, builder, lines, 0, missing, status="not_found", related=related)


def _missing(findings: Sequence[Finding]) -> list[str]:
    several_years = len({finding.slot.year for finding in findings}) > 1
    return [
        place_name(f.slot) + (f"{f.slot.year}年" if several_years and f.slot.year else "")
        for f in findings
        if not f.matches
    ]


def _coverage(builder: _Builder, findings: Sequence[Finding]) -> tuple[list[str], int, list[str]]:
    covered = len({f.slot.report.report_id for f in findings if f.matches})
    missing = _missing(findings)
    lines = [builder.words.coverage.format(reports=len({f.slot.report.report_id for f in findings}), covered=covered)]
    if missing:
        lines.append(builder.words.missing.format(places="、".join(missing)))
    return lines, covered, missing


def _compared(question: Question, selection: Selection, findings: list[list[Finding]], builder: _Builder) -> Answer:
    lines = [_line(builder, finding) for row in findings for finding in row if finding.matches]
    coverage: list[str] = []
    covered = 0
    missing: list[str] = []
    for row in findings:
        said, count, absent = _coverage(builder, row)
        covered = max(covered, count)
        missing.extend(name for name in absent if name not in missing)
        coverage.extend(said)
    table = _table(builder, findings)
    return _finish(question, selection, builder, [*lines, *dict.fromkeys(coverage)], covered, missing, table=table)


def _table(builder: _Builder, findings: list[list[Finding]]) -> Table:
    rows = []
    for position, first in enumerate(findings[0]):
        cells = [TableCell(place_name(first.slot)), TableCell(str(first.slot.year or ""))]
        for row in findings:
            found = row[position].matches
            if not found:
                cells.append(TableCell("未载明" if builder.words.about == "约" else "not stated"))
                continue
            made = builder.claim(row[position].slot, found[0])
            cells.append(TableCell(made.words, builder.figures.index(made), made.citation))
        rows.append(tuple(cells))
    heads = ("地方", "年份") if builder.words.about == "约" else ("Place", "Year")
    values = tuple(finding.matches[0].figure.value if finding.matches else None for finding in findings[0])
    units = [finding.matches[0].figure.unit for finding in findings[0] if finding.matches]
    return Table((*heads, *(row[0].ask.text or "" for row in findings)), tuple(rows), values, units[0] if units else "")


def _aggregated(question: Question, selection: Selection, rows: list[list[Finding]], builder: _Builder) -> Answer:
    assert question.operation is not None
    # 诉讼和复议一共几件 adds up several things, not only several towns.
    added = question.operation == "sum" and len(rows) > 1
    findings = [finding for row in rows for finding in row] if added else rows[0]
    if added and not all(finding.matches for finding in findings):
        return _compared(question, selection, rows, builder)  # a total without one of them would be a wrong number
    zero = bool(re.search(r"没有|未|零|无", question.text)) and question.threshold is None
    ascending = bool(re.search(r"从少到多|从低到高|由少到多|由低到高|倒数", question.text))
    computed = compute(question.operation, findings, question.threshold, question.top, ascending=ascending, zero=zero)
    lines = _computed_lines(question, computed, builder, zero=zero, ascending=ascending)
    said, covered, missing = _coverage(builder, findings)
    related = [builder.offer(entry.finding.slot, entry.match) for entry in computed.excluded]
    if related:
        items = "；".join(
            f"{place_name(entry.finding.slot)}{made.words}[{made.citation}]"
            for entry, made in zip(computed.excluded, related, strict=True)
        )
        lines.append(builder.words.excluded.format(items=items))
    shown = [entry.finding for entry in computed.entries]
    if shown and question.operation != "count" and question.threshold is None:
        shown += [finding for finding in findings if not finding.matches][:_MOST_MISSING]
    table = _table(builder, rows if added else [shown]) if shown else None
    return _finish(
        question,
        selection,
        builder,
        [*lines, *said],
        covered,
        missing,
        aggregate=computed.aggregate,
        related=related,
        table=table,
    )


def _computed_lines(
    question: Question, computed: Computed, builder: _Builder, *, zero: bool, ascending: bool
) -> list[str]:
    words = builder.words
    entries = computed.entries
    several = len({entry.finding.slot.year for entry in entries}) > 1
    aggregate = computed.aggregate
    if question.operation in ("max", "min") and entries:
        winner = entries[0]
        ties = [entry for entry in entries if entry.amount == winner.amount]
        template = words.maximum if question.operation == "max" else words.minimum
        lines = []
        for entry in ties:
            made = builder.claim(entry.finding.slot, entry.match)
            lines.append(
                template.format(
                    place=place_name(entry.finding.slot),
                    year=_year(entry.finding.slot, words),
                    statement=builder.statement(entry.finding.slot, entry.match),
                    cite=f"[{made.citation}]",
                )
            )
        rest = [builder.item(entry, several) for entry in entries if entry not in ties]
        return lines + ([words.others.format(items="、".join(rest))] if rest else [])
    items = "、".join(builder.item(entry, several or question.operation == "change") for entry in entries)
    if question.operation in ("sum", "mean") and aggregate is not None:
        template = words.total if question.operation == "sum" else words.mean
        return [
            template.format(
                about=words.about if aggregate.approx else "",
                value=f"{aggregate.value:.10g}",
                unit=aggregate.unit,
                count=len(entries),
                items=items,
            )
        ]
    if question.operation == "change" and aggregate is not None:
        template = (
            words.change_up if aggregate.value > 0 else words.change_down if aggregate.value < 0 else words.change_none
        )
        return [
            template.format(
                place=place_name(entries[0].finding.slot),
                first=_year(entries[0].finding.slot, words),
                last=_year(entries[-1].finding.slot, words),
                about=words.about if aggregate.approx else "",
                value=f"{abs(aggregate.value):.10g}",
                unit=aggregate.unit,
                items=items,
            )
        ]
    if not entries:
        return [words.counted_none]
    if question.operation == "count" and zero:
        return [words.counted_zero.format(items=items)]
    if aggregate is not None and aggregate.op == "count":
        return [words.counted.format(count=f"{aggregate.value:g}", items=items)]
    if computed.refusal:
        return [computed.refusal, items + "。"]
    direction = (
        ("少到多" if ascending else "多到少") if words.about == "约" else ("ascending" if ascending else "descending")
    )
    return [words.ranking.format(direction=direction, items=items)]
