"""Report text as HTML: everything escaped, spans of it marked. Nothing else on the page writes report text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

QUOTE = "fz-quote"
NUMBER = "fz-number"

# What stands after a mark is on its line, as is the character before it.
_STOPS = "。，、；：！？）,.;:!?)"
_REFERENCE = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a report's text (offsets in its characters) and the CSS class that shows it."""

    start: int
    end: int
    style: str


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """``text[start:end]`` as HTML with the parts that ``marks`` cover wrapped in ``<mark>``; marks may overlap."""
    edges = {start, end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    ordered = sorted(edges)
    pieces = []
    for left, right in pairwise(ordered):
        words = escape(text[left:right])
        styles = sorted({mark.style for mark in marks if mark.start <= left and right <= mark.end})
        pieces.append(f'<mark class="{" ".join(styles)}">{words}</mark>' if styles else words)
    return "".join(pieces)


def referenced(text: str, known: Iterable[int], label: str) -> str:
    """Answer text as HTML: ``[n]`` of a ``known`` citation becomes a button, any other bracket stays as it is.

    ``label`` is what a screen reader says of the button, with ``{n}`` for the number.
    """
    numbers = set(known)
    pieces = []
    done = 0
    for found in _REFERENCE.finditer(text):
        number = int(found.group(1))
        if number not in numbers:
            continue
        before = text[done : found.start()]
        after = text[found.end() : found.end() + 1]
        after = after if after and after in _STOPS else ""
        pieces.append(escape(before[:-1]))
        name = escape(label.format(n=number))
        pieces.append(
            f'<span class="fz-held">{escape(before[-1:])}<button type="button" class="fz-ref" data-cite="{number}" '
            f'aria-label="{name}">{number}</button>{escape(after)}</span>'
        )
        done = found.end() + len(after)
    pieces.append(escape(text[done:]))
    return "".join(pieces)
