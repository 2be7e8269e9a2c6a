"""The lines of a PDF's pages to running text: paragraphs joined, what repeats on every page and page numbers left out.

Pure: what is drawn where comes in, text goes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, its edges in points from the page's left and bottom, and how wide one character is."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in the order in which they are drawn; ``picture`` says that it is one, with hardly any words."""

    width: float
    height: float
    lines: tuple[Line, ...]
    picture: bool = False


# Running heads, running feet and page numbers stand this near to the page's edges, as a share of its height.
_EDGE = 0.12
# "— 3 —", "第 3 页 共 8 页", "3 / 8": nothing but a page's number. A bare number is judged by the pages around it.
_NUMBERED = re.compile(
    r"(?:[-—–―－_·•~\s]+\d{1,4}[-—–―－_·•~\s]+|第\s*\d{1,4}\s*页(?:[\s,，/／]*共?\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)"
)
_BARE = re.compile(r"\d{1,4}")
# What browsers print around a page.
_PRINTED = re.compile(r"(?:https?|file)://\S+|\d{1,4}[/-]\d{1,2}[/-]\d{1,4}[,，]?\s+\d{1,2}:\d{2}")
# A line of a table of contents.
_CONTENTS = re.compile(r"[.．·…‥]{3,}[\s\t]*\d{1,3}$|.{2,}[.．·…]{3,}\s*[（(]?\d{1,3}[）)]?$")
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条])"
)
_SENTENCE_END = "。！？!?；;"


def flowing_text(pages: Sequence[Page]) -> str:
    """The text of all pages, a paragraph (or a row of a table, its cells apart by tabs) a line."""
    return "\n".join(_paragraphs([replace(page, lines=tuple(_told(page))) for page in _bare(pages)]))


def _told(page: Page) -> Iterator[Line]:
    for line in page.lines:
        if not _CONTENTS.search(line.text):
            yield replace(line, text=_plain(line.text))


def _plain(text: str) -> str:
    """Radicals, which many PDFs write for the characters that look the same, as those characters."""
    if not any("\u2e80" <= one <= "\u2fdf" for one in text):
        return text
    return "".join(unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" else one for one in text)


def _bare(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads, running feet and page numbers."""
    repeated = Counter(
        key for page in pages for key in {_mask(line.text) for line in page.lines if _at_edge(line, page)}
    )
    often = {key for key, count in repeated.items() if count >= 2 and count * 2 >= len(pages)}
    numbers = Counter(
        int(line.text) - position
        for position, page in enumerate(pages)
        for line in page.lines
        if _at_edge(line, page) and _BARE.fullmatch(line.text)
    )
    # The page that counts along with the others, or the first of a single one.
    counting = {offset for offset, count in numbers.items() if count >= 2 or (len(pages) == 1 and offset == 1)}

    def extra(line: Line, page: Page, position: int) -> bool:
        if not _at_edge(line, page):
            return False
        if _NUMBERED.fullmatch(line.text.strip()) or _PRINTED.match(line.text):
            return True
        if _BARE.fullmatch(line.text):
            return int(line.text) - position in counting
        return _mask(line.text) in often

    return [
        replace(page, lines=tuple(line for line in page.lines if not extra(line, page, position)))
        for position, page in enumerate(pages)
    ]


def _at_edge(line: Line, page: Page) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < _EDGE * page.height or middle > (1 - _EDGE) * page.height


def _mask(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))


def _paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    everything = [line for page in pages for line in page.lines]
    if not everything:
        return
    apart = _line_distance(pages)
    edges = _edges(everything)
    joined = ""
    before: Line | None = None
    for page in pages:
        own = _edges(page.lines) if len(page.lines) > 5 else edges
        for number, line in enumerate(page.lines):
            if before is not None and _continues(before, line, own, apart, first=number == 0):
                joined = _glued(joined, line.text)
            else:
                if joined:
                    yield joined
                joined = line.text
            before = line
    if joined:
        yield joined


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Where lines begin and where full ones end."""
    if len(lines) < 2:
        return lines[0].left, lines[0].right
    return quantiles((line.left for line in lines), n=10)[0], quantiles((line.right for line in lines), n=10)[-1]


def _line_distance(pages: Iterable[Page]) -> float:
    steps = [one.top - other.top for page in pages for one, other in pairwise(page.lines) if one.top > other.top]
    return median(steps) if steps else 0.0


def _continues(before: Line, line: Line, edges: tuple[float, float], apart: float, *, first: bool) -> bool:
    """Whether ``line`` goes on with the paragraph that ``before`` is in; ``first`` of its page, it may stand higher."""
    left, right = edges
    if "\t" in before.text or "\t" in line.text or abs(line.size / before.size - 1) > 0.15:
        return False
    if before.right < right - 2.2 * line.size or line.left > left + 0.9 * line.size:
        return False
    if not first and not 0 < before.top - line.top <= 1.7 * apart:
        return False
    return not (_MARKER.match(line.text) and before.text[-1] in _SENTENCE_END)


def _glued(one: str, other: str) -> str:
    words = one[-1].isascii() and one[-1].isalpha() and other[0].isascii() and other[0].isalpha()
    return f"{one} {other}" if words else one + other
