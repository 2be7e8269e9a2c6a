"""Citations: numbered quotes, each exactly a span of its report's text."""

from __future__ import annotations

from assistant.answer import Citation
from index.records import Figure, Report
from index.rows import ReportInfo

LONGEST_QUOTE = 180
_CLAUSE_ENDS = "，,；;。！？!?\n"


class Citations:
    """Gives every quoted span its number, the same span the same one, in the order of first use."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, int, int], Citation] = {}

    def cite(self, report: Report, info: ReportInfo, start: int, end: int) -> int:
        """The number of the quote ``report.text[start:end]``, trimmed of the whitespace around it."""
        quote = report.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        end = start + len(quote)
        key = (report.report_id, start, end)
        if key not in self._given:
            self._given[key] = Citation(
                n=len(self._given) + 1,
                report=report.report_id,
                file=info.file,
                title=info.title,
                place=info.place.township or info.place.county or info.place.city,
                county=info.place.county,
                year=info.year,
                section=section_at(report, start),
                start=start,
                end=end,
                quote=quote,
            )
        return self._given[key].n

    def all(self) -> tuple[Citation, ...]:
        """Every citation given, by number."""
        return tuple(self._given.values())


def section_at(report: Report, offset: int) -> tuple[str, ...]:
    """The headings above ``offset``, the outermost first."""
    for section in report.sections:
        if section.start <= offset < section.end:
            return section.path
    return ()


def figure_span(text: str, figure: Figure) -> tuple[int, int]:
    """What to quote for a figure: its sentence, or the clauses around the number when the sentence is long."""
    start, end = figure.sentence_start, figure.sentence_end
    if end - start <= LONGEST_QUOTE:
        return start, end
    left, right = figure.clause_start, figure.clause_end
    room = LONGEST_QUOTE - (right - left)
    while left > start:
        earlier = _previous_clause(text, start, left)
        if left - earlier > room // 2:
            break
        room -= left - earlier
        left = earlier
    while right < end:
        later = _next_clause(text, right, end)
        if later - right > room:
            break
        room -= later - right
        right = later
    if right < end and text[right] in "。；;":
        right += 1
    return left, right


def _previous_clause(text: str, start: int, left: int) -> int:
    at = left - 1
    while at > start and text[at - 1] not in _CLAUSE_ENDS:
        at -= 1
    return max(at, start)


def _next_clause(text: str, right: int, end: int) -> int:
    at = right + 1
    while at < end and text[at] not in _CLAUSE_ENDS:
        at += 1
    return min(at, end)
