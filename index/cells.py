"""A number that stands in a table or a list, its unit and what it counts elsewhere in its row; and the lines of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Role


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: its span, what its row says that it counts, the span of that row, its year and role.

    ``whole`` is the position, among the cells, of the one that it is a part of (其中); ``context`` what stands above;
    ``remark`` the span of what the row's last column remarks; ``by`` whose row it is in a table of villages or offices, empty
    for the town's own; ``period`` the part of the year that its column is of; ``loose`` says that no header tells
    of which year it is.
    """

    start: int
    end: int
    value: float
    unit: str
    approx: bool
    label: str
    row: tuple[int, int]
    year: int | None
    role: Role
    whole: int | None
    context: str
    remark: tuple[int, int] | None = None
    by: str = ""
    period: str = ""
    loose: bool = False


def lines_of(text: str) -> list[tuple[int, int]]:
    """The spans of the lines of ``text`` that hold anything."""
    return [line.span() for line in re.finditer(r"[^\n]+", text) if line.group().strip()]


def overlaps(span: tuple[int, int], rows: Sequence[tuple[int, int]]) -> bool:
    """Whether a span and one of ``rows`` share a character."""
    return any(start < span[1] and span[0] < end for start, end in rows)
