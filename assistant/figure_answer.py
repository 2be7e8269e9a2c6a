"""Figure findings to an answer: asserted figures with their quotes, a table, what was computed, and the coverage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.aggregate import Computed, Entry, compute, difference, in_place, spread
from assistant.answer import Aggregate, Answer, AssertedFigure, Table, TableCell
from assistant.asserted import Builder, finish, place_name, year_of
from assistant.change_answer import answer_changes, change_told
from assistant.figure_choice import Finding
from assistant.kinds import asks_spread, counts_reports
from assistant.ledger import Ledger
from assistant.not_stated import answer_not_stated, told_by_kind, topic_shown
from assistant.question import Question
from assistant.scope import Selection
from assistant.town_changes import asks_fall, changes_asked, changing, town_changes
from assistant.wording import wording
from index.records import Role

# Rows of a computed table for towns whose reports don't say.
_MOST_MISSING = 40
# 有没有哪家败诉 asks which had any, 哪家没有败诉 which had none.
_NONE_ASKED = re.compile(
    r"(?<![有过了罚])没(?!收)|(?<=[过了])没(?!有?[？?。]?\s*$)|未(?!成年|来)|零|(?<!有)无(?!讼|人机|障碍)"
)


def answer_figures(
    question: Question,
    selection: Selection,
    findings: list[list[Finding]],
    ledger: Ledger,
    instead: Sequence[Finding] = (),
) -> Answer:
    """The answer to a figure question; ``not_found`` with the nearest figures when no report states it.

    ``instead`` is what the newest reports state where there is none of the year asked about.
    """
    builder = Builder(ledger, wording(question.english))
    stated = [finding for row in findings for finding in row if finding.matches]
    if not stated:
        return answer_not_stated(question, selection, findings, builder, instead)
    if changes_asked(question):
        row = changing(question)
        told = findings[row] if row is not None and row < len(findings) else []
        changes, excluded = town_changes(told)
        if changes:
            return answer_changes(question, selection, changes, excluded, builder, _coverage(builder, told))
        # The figures side by side: an order of them would not be that of the changes.
        return _compared(question, selection, findings, builder)
    if question.operation is not None:
        return _aggregated(question, selection, findings, builder)
    if question.kind == "compare" or len(selection.slots) > 1:
        return _compared(question, selection, findings, builder)
    return _single(question, selection, findings, builder)


def _line(builder: Builder, finding: Finding) -> str:
    """One finding in a sentence, every asserted figure cited."""
    slot = finding.slot
    parts = []
    for found in finding.matches:
        made = builder.claim(slot, found)
        parts.append(f"{builder.statement(slot, found)}[{made.citation}]")
    template = builder.words.figure
    if all(found.figure.role is Role.OTHER_YEAR for found in finding.matches):
        template = builder.words.figure_other_year
    return template.format(
        place=place_name(slot),
        year=year_of(slot, builder.words),
        statement="；".join(dict.fromkeys(parts)),
        cite="",
        report_year=f"{slot.report.year}年" if builder.words.about == "约" else slot.report.year,
    )


def _single(question: Question, selection: Selection, findings: list[list[Finding]], builder: Builder) -> Answer:
    lines = []
    for row in findings:
        for finding in row:
            if finding.matches:
                lines.append(_line(builder, finding))
                if len({match.figure.clause_start for match in finding.matches}) > 1:
                    lines.append(builder.words.two_scopes)
            else:
                lines.append(
                    builder.words.not_stated_part.format(topic=topic_shown(finding.ask.text) or question.topic)
                )
    return finish(question, selection, builder, list(dict.fromkeys(lines)), len(selection.report_ids), ())


def _missing(findings: Sequence[Finding]) -> list[str]:
    several_years = len({finding.slot.year for finding in findings}) > 1
    return [
        place_name(f.slot) + (f"{f.slot.year}年" if several_years and f.slot.year else "")
        for f in findings
        if not f.matches
    ]


def _coverage(builder: Builder, findings: Sequence[Finding]) -> tuple[list[str], int, list[str]]:
    covered = len({f.slot.report.report_id for f in findings if f.matches})
    missing = _missing(findings)
    lines = [builder.words.coverage.format(reports=len({f.slot.report.report_id for f in findings}), covered=covered)]
    if missing:
        lines.append(builder.words.missing.format(places="、".join(missing)))
    return lines, covered, missing


def _compared(question: Question, selection: Selection, findings: list[list[Finding]], builder: Builder) -> Answer:
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
    apart = difference(findings[0]) if question.difference and len(findings) == 1 else None
    if apart is not None:
        lines.append(_apart_line(apart, builder))
    by_kind, offered = told_by_kind([finding for row in findings for finding in row], builder)
    said = [*lines, *dict.fromkeys(coverage), *by_kind]
    return finish(question, selection, builder, said, covered, missing, aggregate=apart, related=offered, table=table)


def _head(finding: Finding) -> str:
    """What a column holds: the ask's words, of an English question without those that only ask."""
    return (
        topic_shown(finding.ask.text)
        if finding.ask.text.startswith(("多少 ", "最")) or " 多少" in finding.ask.text
        else finding.ask.text
    )


def _table(builder: Builder, findings: list[list[Finding]], *, parts: bool = False) -> Table:
    """A row a place and year; with ``parts``, of one place, a row for each thing that its figure is made of."""
    rows = []
    for position, first in enumerate(findings[0]):
        named = first.matches[0].figure.indicator if parts else place_name(first.slot)
        cells = [TableCell(named), TableCell(str(first.slot.year or ""))]
        for row in findings:
            found = row[position].matches
            if not found:
                cells.append(TableCell("未载明" if builder.words.about == "约" else "not stated"))
                continue
            made = builder.claim(row[position].slot, found[0])
            words = builder.shown(row[position].slot, found[0])
            cells.append(TableCell(words, builder.position(made), made.citation))
        rows.append(tuple(cells))
    heads = (builder.words.place_head, builder.words.year_head)
    if parts:
        heads = (("分项", "Part")[builder.words.about != "约"], heads[1])
    values = tuple(finding.matches[0].figure.value if finding.matches else None for finding in findings[0])
    units = [finding.matches[0].figure.unit for finding in findings[0] if finding.matches]
    return Table(
        (*heads, *(" / ".join(dict.fromkeys(_head(f) for f in row)) for row in findings)),
        tuple(rows),
        values,
        units[0] if units else "",
    )


def _aggregated(question: Question, selection: Selection, rows: list[list[Finding]], builder: Builder) -> Answer:
    assert question.operation is not None
    rows = _of_different_things(rows)
    untold: list[str] = []
    if question.operation == "change" and any(finding.matches for row in rows for finding in row):
        # Of several things that may have changed those are told that the reports state.
        empty = [row for row in rows if not any(finding.matches for finding in row)]
        untold = [builder.words.not_stated_part.format(topic=topic_shown(row[0].ask.text)) for row in empty if row]
        rows = [row for row in rows if row not in empty]
    # 诉讼和复议一共几件 adds up several things, not only several towns.
    added = question.operation == "sum" and len(rows) > 1
    findings = [finding for row in rows for finding in row] if added else rows[0]
    if added and not all(finding.matches for finding in findings):
        return _compared(question, selection, rows, builder)  # a total without one of them would be a wrong number
    zero = bool(_NONE_ASKED.search(question.said)) and question.threshold is None
    ascending = bool(re.search(r"从少到多|从低到高|由少到多|由低到高|倒数", question.said))
    computed = compute(
        question.operation,
        findings,
        question.threshold,
        question.top,
        ascending=ascending,
        zero=zero,
        reports=counts_reports(question.said),
    )
    computed = in_place(computed, question.nth)
    offered: list[AssertedFigure] = []
    apart = spread(computed) if question.operation in ("max", "min") and asks_spread(question.said) else None
    if apart is not None:
        computed = apart
        lines = _spread_lines(question, computed, builder)
    elif computed.nth:
        lines, offered = _nth_lines(computed.nth, computed.entries, builder)
    else:
        lines = _computed_lines(question, computed, builder, offered, zero=zero, ascending=ascending)
        if question.nth and computed.entries:
            lines.insert(0, builder.words.no_such_place.format(nth=question.nth, count=len(computed.entries)))
    if question.operation == "change" and not added:
        for row in rows[1:]:
            also = compute("change", row, None, 0, ascending=ascending, zero=zero)
            if also.aggregate is not None:
                # How far these lie apart is left to the reader: one number is computed in an answer.
                lines.append("、".join(builder.item(entry, several_years=True) for entry in also.entries) + "。")
    change = computed.aggregate if computed.aggregate and computed.aggregate.op == "change" else None
    if change and change.value < 0 and any(asks_fall(ask.text) for ask in question.asks):
        # 少了几件 asks for the fall: what has fallen by 17 is answered by 17.
        computed = replace(computed, aggregate=replace(change, value=-change.value))
    said, covered, missing = _coverage(builder, findings)
    if _of_one_report(computed):
        said = []
    slots = [entry.finding.slot for entry in computed.entries]
    if not question.years.any and len({slot.town for slot in slots}) > 1 and len({slot.year for slot in slots}) > 1:
        said.append(builder.words.years_differ)
    related = [builder.offer(entry.finding.slot, entry.match) for entry in computed.excluded]
    if related:
        items = "；".join(
            f"{place_name(entry.finding.slot)}{builder.shown(entry.finding.slot, entry.match)}[{made.citation}]"
            for entry, made in zip(computed.excluded, related, strict=True)
        )
        lines.append(builder.words.excluded.format(items=items))
    by_kind, kinds = told_by_kind(findings, builder)
    said.extend(by_kind)
    shown = [entry.finding for entry in computed.entries]
    if shown and question.operation != "count" and question.threshold is None:
        shown += [finding for finding in findings if not finding.matches][:_MOST_MISSING]
    of_parts = not added and _of_one_report(computed)
    table = _table(builder, rows if added else [shown], parts=of_parts) if shown else None
    answer = finish(
        question,
        selection,
        builder,
        [*lines, *untold, *said],
        covered,
        missing,
        aggregate=computed.aggregate,
        related=[*offered, *related, *kinds],
        table=table,
    )
    return _without_offered(answer, offered)


def _without_offered(answer: Answer, offered: Sequence[AssertedFigure]) -> Answer:
    """``answer`` with ``offered`` no longer asserted: its table names them as well, and so had claimed them."""
    if not offered or answer.table is None:
        return answer
    kept = [position for position, figure in enumerate(answer.figures) if figure not in offered]
    now = {before: after for after, before in enumerate(kept)}
    rows = tuple(
        tuple(replace(cell, figure=None if cell.figure is None else now.get(cell.figure)) for cell in row)
        for row in answer.table.rows
    )
    figures = tuple(answer.figures[position] for position in kept)
    return replace(answer, figures=figures, table=replace(answer.table, rows=rows))


def _of_different_things(rows: list[list[Finding]]) -> list[list[Finding]]:
    """``rows`` without those that found the very figures of an earlier one: 各地罚没了多少钱，罚款总共几万 asks once."""
    found: dict[tuple[tuple[str, int], ...], list[Finding]] = {}
    for row in rows:
        figures = [(f.slot.report.report_id, match.figure.number) for f in row for match in f.matches]
        found.setdefault(tuple(figures) if figures else ((str(len(found)), -1),), row)
    return list(found.values())


def _of_one_report(computed: Computed) -> bool:
    """Whether several figures of one report were computed with: its parts, or things of it that were added up."""
    return len(computed.entries) > 1 and len({entry.finding.slot for entry in computed.entries}) == 1


def _nth_lines(nth: int, entries: Sequence[Entry], builder: Builder) -> tuple[list[str], list[AssertedFigure]]:
    """The towns in the place asked for, and beside them, as figures that are only offered, those in the first."""
    first = entries[-1].amount
    lines, offered = [], []
    for entry in entries:
        slot, match = entry.finding.slot, entry.match
        leads = entry.amount == first
        made = builder.offer(slot, match) if leads else builder.claim(slot, match)
        offered += [made] if leads else []
        statement = builder.statement(slot, match)
        lines.append(_standing(builder.words.nth, entry, made, statement, builder, nth=1 if leads else nth))
    return lines, offered


def _spread_lines(question: Question, computed: Computed, builder: Builder) -> list[str]:
    """The most, the least, and how far they lie apart."""
    words, found = builder.words, computed.aggregate
    templates = (words.maximum, words.minimum) if question.operation == "max" else (words.minimum, words.maximum)
    lines = []
    for template, entry in zip(templates, computed.entries, strict=True):
        slot, match = entry.finding.slot, entry.match
        lines.append(_standing(template, entry, builder.claim(slot, match), builder.statement(slot, match), builder))
    if found is not None:
        lines.append(_apart_line(found, builder))
    return lines


def _apart_line(found: Aggregate, builder: Builder) -> str:
    """How far two figures lie apart."""
    about = builder.words.about if found.approx else ""
    return builder.words.difference.format(about=about, value=f"{found.value:.10g}", unit=found.unit)


def _standing(template: str, entry: Entry, made: AssertedFigure, statement: str, builder: Builder, nth: int = 1) -> str:
    """The line that says where a town stands: in the ``nth`` place."""
    slot = entry.finding.slot
    return template.format(
        nth=nth,
        place=place_name(slot),
        year=year_of(slot, builder.words),
        statement=statement,
        cite=f"[{made.citation}]",
    )


# Of two that were compared both are told.
_A_PAIR = 2
_OF_EACH = re.compile(r"各|分别|排|差|[多少](?:了|出)?(?:多少|几)|\beach\b")


def _computed_lines(
    question: Question,
    computed: Computed,
    builder: Builder,
    offered: list[AssertedFigure],
    *,
    zero: bool,
    ascending: bool,
) -> list[str]:
    """The lines that say what was computed. 那最少的呢 wants the winner: the other towns' figures join ``offered``."""
    words = builder.words
    entries = computed.entries
    several = len({entry.finding.slot.year for entry in entries}) > 1
    aggregate = computed.aggregate
    if question.operation in ("max", "min") and entries:
        winner = entries[0]
        ties = [entry for entry in entries if entry.amount == winner.amount]
        template = words.maximum if question.operation == "max" else words.minimum
        of_one = _of_one_report(computed)
        lines = []
        for entry in ties:
            made = builder.claim(entry.finding.slot, entry.match)
            own = builder.own_words(entry) if of_one else builder.statement(entry.finding.slot, entry.match)
            lines.append(_standing(template, entry, made, own, builder))
        unplaced = not question.places.spans or bool(question.places.region)
        several_left = len(entries) > _A_PAIR
        alone = question.follows and unplaced and several_left and not _OF_EACH.search(question.said)
        beside = offered if alone else None
        rest = [
            builder.own_item(entry) if of_one else builder.item(entry, several, beside)
            for entry in entries
            if entry.amount != winner.amount
        ]
        return lines + ([words.others.format(items="、".join(rest))] if rest else [])
    of_one = question.operation == "sum" and _of_one_report(computed)
    items = "、".join(
        builder.own_item(entry) if of_one else builder.item(entry, several or question.operation == "change")
        for entry in entries
    )
    if question.operation in ("sum", "mean") and aggregate is not None:
        template = words.mean if question.operation == "mean" else words.total_of_items if of_one else words.total
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
        number = (f"{abs(aggregate.value):.10g}", aggregate.unit)
        ends = (entries[0].finding.slot, entries[-1].finding.slot)
        return [change_told(aggregate.value, ends, number, items, words, approx=aggregate.approx)]
    if not entries:
        return [words.counted_none]
    if question.operation == "count" and zero:
        return [words.counted_zero.format(items=items)]
    if aggregate is not None and aggregate.op == "count":
        return [words.counted.format(count=f"{aggregate.value:g}", unit=aggregate.unit, items=items)]
    if computed.refusal:
        return [computed.refusal, items + "。"]
    direction = (
        ("少到多" if ascending else "多到少") if words.about == "约" else ("ascending" if ascending else "descending")
    )
    return [words.ranking.format(direction=direction, items=items)]
