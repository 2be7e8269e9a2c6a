"""A part of the report asked for as a whole (不足怎么写, 下一年打算各摘一段): its items are quoted as one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.quoted import Quoted
from index.library import Library
from index.parts import Part, part_of
from index.records import Report

# A part longer than this is left in passages.
_LONGEST = 1200


def whole_parts(library: Library, quotes: Sequence[Quoted], part: Part) -> list[Quoted]:
    """``quotes`` with those of one report's ``part`` made one that holds all of it, where it is short enough to be read."""
    found: list[Quoted] = []
    reports: dict[str, tuple[Report, tuple[int, int] | None]] = {}
    for one in quotes:
        report_id = one.slot.report.report_id
        if report_id not in reports:
            report = library.catalog.report(report_id)
            reports[report_id] = (report, _span(report, part))
        report, span = reports[report_id]
        if span is None or not span[0] <= one.start < span[1]:
            found.append(one)
        elif not any(other.slot == one.slot and (other.start, other.end) == span for other in found):
            start, end = span
            found.append(
                replace(one, start=start, end=end, shown=span, text=report.text[start:end], section=one.section[:1])
            )
    return found


def _span(report: Report, part: Part) -> tuple[int, int] | None:
    """Where ``part`` stands in ``report``; None where it is long, or in several places."""
    sections = [section for section in report.sections if section.path and part_of(section.path) is part]
    if not sections:
        return None
    start, end = sections[0].start, sections[-1].end
    if end - start > _LONGEST or sum(section.end - section.start for section in sections) != end - start:
        return None
    text = report.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
