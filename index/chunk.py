"""Sections to chunks: passages of about one paragraph that never cross a section.

What is quoted is ``text[start:end]``; what the model reads (``embedded``) puts the place, the year, the title and the
headings in front of it, so that a passage is understood on its own.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.records import Chunk, Report, Section
from index.sentences import sentences

# Part of the store's signature: raise it whenever sections, chunk spans or embedded text change for the same file.
CHUNKER_VERSION = "2"

_TARGET = 350
_MAXIMUM = 500
# A paragraph of at least so many characters stands by itself.
_PARAGRAPH = 150
_LONGEST_TITLE = 40
_LONGEST_HEADING = 40
_OPENING_WORDS = 60
_ITEM = re.compile(r"(?:十?[一二三四五六七八九十])(?:是|要)(?![一二三四五六七八九十个些])")
_SOFT_BREAK = re.compile(r"[，,、：:\s]")


def chunk_report(report: Report) -> tuple[Chunk, ...]:
    """The chunks of ``report``, in order; ids depend on nothing but the report and their number."""
    chunks: list[Chunk] = []
    for section in report.sections:
        if _speaks_through_children(report, section):
            continue
        for start, end in _spans(report.text, section.start, section.end):
            number = len(chunks)
            embedded = _embedded(report, section, start, end, first=not chunks)
            chunks.append(
                Chunk(
                    f"{report.report_id}-{number:04d}", report.report_id, number, section.number, start, end, embedded
                )
            )
    return tuple(chunks)


def _speaks_through_children(report: Report, section: Section) -> bool:
    """A heading without a body whose words reach the search in the paths of the sections below it."""
    if section.level == 0 or report.text[section.body_start : section.end].strip():
        return False
    following = section.number + 1
    return following < len(report.sections) and report.sections[following].level > section.level


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed, disjoint spans of about ``_TARGET`` characters that hold every word of ``text[start:end]``."""
    pieces = [part for piece in sentences(text, start, end) for part in _parts(text, *piece)]
    return [span for paragraph in _paragraphs(text, pieces) for span in _packed(paragraph)]


def _paragraphs(text: str, pieces: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """``pieces`` by paragraph, as far as those on both sides of a line break are long enough to stand by themselves."""
    lines: list[list[tuple[int, int]]] = []
    for piece in pieces:
        if lines and "\n" not in text[lines[-1][-1][1] : piece[0]]:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    grouped: list[list[tuple[int, int]]] = []
    for line in lines:
        if grouped and not (_length(grouped[-1]) >= _PARAGRAPH and _length(line) >= _PARAGRAPH):
            grouped[-1].extend(line)
        else:
            grouped.append(list(line))
    return grouped


def _length(pieces: list[tuple[int, int]]) -> int:
    return pieces[-1][1] - pieces[0][0]


def _packed(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Even spans over ``pieces``."""
    # An even share for each chunk, so that the last one isn't a crumb.
    share = _length(pieces) / max(1, round(_length(pieces) / _TARGET))
    spans: list[tuple[int, int]] = []
    begin, reached = pieces[0]
    for piece_start, piece_end in pieces[1:]:
        grown = piece_end - begin
        if grown > _MAXIMUM or grown - share > share - (reached - begin):
            spans.append((begin, reached))
            begin = piece_start
        reached = piece_end
    spans.append((begin, reached))
    return spans


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is, or broken at its items (一是…), or at commas if one is longer than a chunk may be."""
    if end - start <= _TARGET // 2:
        return [(start, end)]
    breaks = [
        found.start() for found in _ITEM.finditer(text, start + 1, end) if text[found.start() - 1] in "，,；;：:、。 "
    ]
    edges = [start, *breaks, end]
    parts: list[tuple[int, int]] = []
    for left, right in pairwise(edges):
        parts.extend(_cut_long(text, left, right))
    return parts


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    while end - start > _MAXIMUM:
        soft = [found.end() for found in _SOFT_BREAK.finditer(text, start + _TARGET // 2, start + _TARGET)]
        cut = soft[-1] if soft else start + _TARGET
        _append_trimmed(parts, text, start, cut)
        start = cut
    _append_trimmed(parts, text, start, end)
    return parts


def _append_trimmed(parts: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        parts.append((start, end))


def _embedded(report: Report, section: Section, start: int, end: int, *, first: bool) -> str:
    body_from = max(start, min(section.body_start, end))
    body = report.text[body_from:end].strip() or report.text[start:end]
    context = _context(report)
    if not context and not section.path:
        if first:
            return body
        opening = " ".join(report.text[: _OPENING_WORDS * 2].split())[:_OPENING_WORDS]
        return f"{opening}\n{body}"
    path = " > ".join(_shorten(heading, _LONGEST_HEADING) for heading in section.path)
    return "\n".join(line for line in (context, path, body) if line)


def _context(report: Report) -> str:
    year = "" if report.year is None else f"{report.year}年"
    title = report.title
    place = report.place
    for known in (place.township, place.county, place.city, place.province, f"{report.year}年度", year):
        title = title.replace(known, "") if known else title
    title = re.sub(r"^(?:中共|人民政府|政府|委员会|党工委|办事处|关于|的|年度?|\s)+", "", title)
    return " ".join(part for part in (report.place.full_name, year, _shorten(title, _LONGEST_TITLE)) if part)


def _shorten(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1] + "…"
