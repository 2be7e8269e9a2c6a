"""The frozen records that pass between the stages of the index.

All offsets are counted in Python characters (code points) of ``Report.text``, start inclusive, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report comes from, as far as its own words say; an unknown part is the empty string."""

    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""

    @property
    def full_name(self) -> str:
        """The parts joined from the largest to the township, e.g. ``鲁山县张良镇``."""
        return self.province + self.city + self.county + self.township


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with the text that follows it, up to the next heading of any level.

    The sections of a report tile its text: they don't overlap and leave nothing out. Section 0 is the opening (level 0,
    empty heading) and may be empty of words.
    """

    number: int
    level: int
    heading: str
    path: tuple[str, ...]
    start: int
    body_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its text, normalised once and never rewritten, and what is known about it."""

    report_id: str
    file: str
    text: str
    title: str
    place: Place
    year: int | None
    issued: str | None
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage inside one section. ``embedded`` is what the model reads; what is quoted is ``text[start:end]``."""

    chunk_id: str
    report_id: str
    number: int
    section: int
    start: int
    end: int
    embedded: str


class Role(StrEnum):
    """What a figure says: only an outcome is a count of what this place did in the year reported on.

    A superseded one is corrected elsewhere in the report itself.
    """

    OUTCOME = "outcome"
    REQUIREMENT = "requirement"
    PLAN = "plan"
    GROWTH = "growth"
    RANK = "rank"
    OTHER_YEAR = "other_year"
    OTHER_PARTY = "other_party"
    SUPERSEDED = "superseded"


# The qualifier of a figure whose number stands in a table, its unit and what it counts elsewhere in its row.
IN_TABLE = "表"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number bound to what it counts, where it stands and the words that say so.

    ``start:end`` covers the number with its approximation words and unit (``200余人次``); ``clause_start:clause_end`` the
    clause that binds it; ``sentence_start:sentence_end`` the sentence to quote. ``value`` counts ``unit``: 万 is multiplied
    out before a counting unit, money keeps 万元, rates are in %. ``whole`` is the number of the figure that this one is a
    part of (其中…).
    """

    report_id: str
    number: int
    section: int
    start: int
    end: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int
    indicator: str
    subject: str
    value: float
    unit: str
    approx: bool
    qualifier: str
    role: Role
    year: int | None
    period: str
    whole: int | None
    context: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search, with the ranks (from 1) that it had in each kind of search."""

    chunk_id: str
    report_id: str
    file: str
    place: Place
    year: int | None
    section: tuple[str, ...]
    start: int
    end: int
    text: str
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None
