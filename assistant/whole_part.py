"""A part of the report asked for as a whole (不足怎么写, 下一年打算各摘一段): its items are quoted as one passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.quoted import Quoted
from assistant.scope import Slot
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
    sections = [section for section in report.sections if section.path and part_of(section.path, report.year) is part]
    if not sections:
        return None
    start, end = sections[0].start, sections[-1].end
    if end - start > _LONGEST or sum(section.end - section.start for section in sections) != end - start:
        return None
    text = report.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


# The openings of so many reports are enough to write one from.
_MOST_OPENINGS = 12
# An opening is at least so long; a report without headings opens with its first paragraph of that length.
_LEAST_OPENING = 30


def openings(library: Library, slots: Sequence[Slot]) -> tuple[list[Quoted], tuple[Slot, ...]]:
    """How the first reports of ``slots`` open, and those of them that open with nothing but a title."""
    found, silent = [], []
    for slot in slots[:_MOST_OPENINGS]:
        report = library.catalog.report(slot.report.report_id)
        span = _opening(report)
        if span is None:
            silent.append(slot)
        else:
            found.append(Quoted(slot, *span, (), 0.0, span, report.text[slice(*span)]))
    return found, tuple(silent)


def _opening(report: Report) -> tuple[int, int] | None:
    """Where the opening stands: from behind the title and whom it is addressed to, up to the first heading."""
    text = report.text
    # The title may be broken over lines.
    titled = re.search(r"\s*".join(map(re.escape, "".join(report.title.split()))), text) if report.title else None
    start = titled.end() if titled else 0
    first = next((section.start for section in report.sections if section.path), len(text))
    salutation = _ADDRESSED.match(text, start, first)
    start = salutation.end() if salutation else start
    end = first
    if first == len(text):
        line_end = text.find("\n", start + _LEAST_OPENING)
        end = line_end if line_end >= 0 else first
    body = text[start:end]
    start, end = start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())
    return (start, end) if _LEAST_OPENING <= end - start <= _LONGEST else None


_ADDRESSED = re.compile(r"\s*(?![^：:]*(?:如下|现将|现就))[一-鿿、（）()\s]{2,40}[：:]\s*")
