"""A report's text for the source panel, with the quote highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from assistant.page.marks import NUMBER, QUOTE, Mark, marked
from assistant.page.render import where
from assistant.page.words import Words
from index.records import Report, Section

# Browsers stay quick with this many characters in one panel; a longer report is shown around the quote.
SHOWN_CHARACTERS = 200_000


def source_html(report: Report, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The report's text with ``text[start:end]`` highlighted and the figures at ``spans`` in it marked.

    Offsets that don't fit the text are cut to it: the panel then opens at the nearest place.
    """
    length = len(report.text)
    start = min(max(start, 0), length)
    end = min(max(end, start), length)
    marks = [Mark(start, end, QUOTE), *(Mark(left, right, NUMBER) for left, right in spans if start <= left < right)]
    first = max(0, min(start - SHOWN_CHARACTERS // 2, length - SHOWN_CHARACTERS))
    last = min(length, first + SHOWN_CHARACTERS)
    body = "".join(_section(report, section, marks, first, last) for section in report.sections)
    return f'<div class="fz-report" lang="zh-CN">{body}</div>'


def source_head(report: Report, start: int, words: Words) -> str:
    """What the report is, and the section that position ``start`` of it is in."""
    title = report.title or words("source.untitled")
    place = report.place
    county = place.province + place.city + place.county
    facts = [where(place.township, county, report.year, words)]
    if report.issued:
        facts.append(words("source.issued", date=report.issued))
    facts.append(words("source.file", file=report.file))
    line = " · ".join(fact for fact in facts if fact)
    section = next((one for one in report.sections if one.start <= start < one.end), None)
    path = " › ".join(section.path) if section and section.path else ""
    return f'<h2 tabindex="-1">{escape(title)}</h2><p class="fz-soft">{escape(line)}</p>' + (
        f'<p class="fz-path">{escape(path)}</p>' if path else ""
    )


def _section(report: Report, section: Section, marks: Sequence[Mark], first: int, last: int) -> str:
    parts = []
    if section.heading:
        level = min(max(section.level, 1), 4)
        for left, right in _lines(report.text, max(section.start, first), min(section.body_start, last)):
            parts.append(f'<p class="fz-h fz-h{level}">{marked(report.text, left, right, marks)}</p>')
    else:
        # An opening has no heading: all of it is body.
        for left, right in _lines(report.text, max(section.start, first), min(section.body_start, last)):
            parts.append(f"<p>{marked(report.text, left, right, marks)}</p>")
    for left, right in _lines(report.text, max(section.body_start, first), min(section.end, last)):
        parts.append(f"<p>{marked(report.text, left, right, marks)}</p>")
    return "".join(parts)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines of ``text[start:end]`` that hold more than spaces."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1
