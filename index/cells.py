"""The record of a number that stands in a table or a list, its unit and what it counts elsewhere in its row."""

from __future__ import annotations

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
