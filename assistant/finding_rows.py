"""What stays of one ask's findings over several reports: whose total covers years, what was planned, the one subject meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.figure_choice import Finding

# So many figures that come near are offered of a report.
MOST_OFFERED = 3


def told_since(row: list[Finding], since: int, text_of: Callable[[str], str]) -> list[Finding]:
    """``row`` without the single years of a town that states itself what has come together since that year.

    ``text_of`` gives a report's text by its id.
    """
    said = re.compile(rf"{since}年度?(?:以来|至今|起|到现在)")

    def is_told(finding: Finding) -> bool:
        if not finding.matches:
            return False
        figure = finding.matches[0].figure
        text = text_of(finding.slot.report.report_id)
        return said.search(text, figure.sentence_start, figure.start) is not None

    own = {finding.slot.town: finding for finding in row if is_told(finding)}
    return [f for f in row if own.get(f.slot.town, f) is f]


def as_planned(row: list[Finding]) -> list[Finding]:
    """What a year was planned to bring stands in the report before it; where that says so, the year's own is left out."""
    told = {(f.slot.town, f.slot.year + 1) for f in row if f.matches and f.slot.year is not None}
    kept = [finding for finding in row if (finding.slot.town, finding.slot.year) not in told]
    return kept or row


def only_offered(finding: Finding) -> Finding:
    """``finding`` with what it asserts only offered."""
    return replace(finding, matches=(), nearest=(*finding.matches, *finding.nearest)[:MOST_OFFERED])


def of_one_subject(found: list[list[Finding]]) -> list[list[Finding]]:
    """A question that names no place asks about one thing: only the reports that answer its first part best stay."""
    scores = [finding.matches[0].score if finding.matches else 0.0 for finding in found[0]] if found else []
    best = max(scores, default=0.0)
    if best == 0.0:
        return found
    kept = [position for position, score in enumerate(scores) if score >= 0.9 * best]
    return [[row[position] for position in kept] for row in found] if len(kept) <= 2 else found
