"""What an answer consists of, frozen, and its JSON form (the contract that ``fazhi ask --json`` prints)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["answered", "not_found", "error"]
Kind = Literal["single", "compare", "aggregate", "narrative", "practice", "example", "library", "other"]
Operation = Literal["max", "min", "sum", "mean", "count", "rank", "change", "difference"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote: ``quote`` is exactly ``text[start:end]`` of the report's stored text. ``n`` counts from 1."""

    n: int
    report: str
    file: str
    title: str
    place: str
    county: str
    year: int | None
    section: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AssertedFigure:
    """A figure that an answer gives, bound to place, year, indicator, value and unit by citation ``citation``.

    ``start:end`` is where the number with its unit stands in the report's text, so that it can be marked in the quote;
    ``words`` is the number as the report words it (``200余人次``).
    """

    place: str
    county: str
    year: int | None
    indicator: str
    value: float
    unit: str
    approx: bool
    citation: int
    words: str = ""
    report: str = ""
    start: int = 0
    end: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A value computed from figures; for max and min the winner's place and year."""

    op: Operation
    value: float
    unit: str
    place: str = ""
    year: int | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports were looked at. ``missing`` names the reports (place and year) that don't hold what was asked.

    ``available`` lists what the library has instead when the place or year asked about is not in it.
    """

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reports: int = 0
    covered: int = 0
    missing: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    assumed_latest: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a comparison; an empty ``figure`` means that the report doesn't state it (未载明)."""

    text: str
    figure: int | None = None  # position in Answer.figures
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison by place and year. ``values`` holds the numbers for a chart, None where nothing is stated."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    values: tuple[float | None, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Where what a model wrote was put right: ``was`` became ``now``, nothing if it was left out; ``why`` in a few words."""

    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``answer`` is the text with ``[n]`` marks; ``suggestions`` are questions a person may ask next."""

    question: str
    standalone: str
    kind: Kind
    status: Status
    answer: str
    scope: Scope = field(default_factory=Scope)
    figures: tuple[AssertedFigure, ...] = ()
    aggregate: Aggregate | None = None
    related: tuple[AssertedFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    mode: Literal["extractive", "llm"] = "extractive"
    model: str | None = None
    timings_ms: dict[str, int] = field(default_factory=dict)
    table: Table | None = None
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON types, numbers without a needless ``.0``."""
        plain = _plain(asdict(self))
        if self.id is None:
            del plain["id"]
        if not self.corrections:
            del plain["corrections"]
        return plain  # type: ignore[no-any-return]  # asdict of a dataclass gives a dict


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
