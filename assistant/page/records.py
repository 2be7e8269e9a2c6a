"""The way back from an answer's JSON, which a browser keeps, to an Answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from assistant.answer import (
    Aggregate,
    Answer,
    AssertedFigure,
    Citation,
    Correction,
    Kind,
    Operation,
    Scope,
    Status,
    Table,
    TableCell,
)


def answer_from(plain: object) -> Answer | None:
    """The answer that ``plain`` (``Answer.to_json``) describes; ``None`` if it isn't one of this version's.

    What comes back from a browser may be anything: it is shown to that browser only, and escaped like all else.
    """
    try:
        return _answer(cast("Mapping[str, Any]", plain))
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _answer(plain: Mapping[str, Any]) -> Answer:
    table = plain.get("table")
    aggregate = plain.get("aggregate")
    return Answer(
        question=str(plain["question"]),
        standalone=str(plain["standalone"]),
        kind=_one_of(Kind, plain["kind"]),
        status=_one_of(Status, plain["status"]),
        answer=str(plain["answer"]),
        scope=_scope(plain["scope"]),
        figures=tuple(_figure(one) for one in plain["figures"]),
        aggregate=None if aggregate is None else _aggregate(aggregate),
        related=tuple(_figure(one) for one in plain["related"]),
        citations=tuple(_citation(one) for one in plain["citations"]),
        mode="llm" if plain["mode"] == "llm" else "extractive",
        model=None if plain["model"] is None else str(plain["model"]),
        table=None if table is None else _table(table),
        suggestions=_strings(plain["suggestions"]),
        notes=_strings(plain["notes"]),
        corrections=tuple(
            Correction(str(one["was"]), str(one["now"]), str(one["why"])) for one in plain.get("corrections", ())
        ),
    )


def _one_of(literal: Any, value: object) -> Any:
    if value not in get_args(literal):
        raise ValueError(value)
    return value


def _strings(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in cast("list[object]", values))


def _year(value: Any) -> int | None:
    return None if value is None else int(value)


def _scope(plain: Mapping[str, Any]) -> Scope:
    return Scope(
        places=_strings(plain["places"]),
        years=tuple(int(year) for year in plain["years"]),
        reports=int(plain["reports"]),
        covered=int(plain["covered"]),
        missing=_strings(plain["missing"]),
        available=_strings(plain.get("available", ())),
        assumed_latest=bool(plain.get("assumed_latest", False)),
    )


def _figure(plain: Mapping[str, Any]) -> AssertedFigure:
    return AssertedFigure(
        place=str(plain["place"]),
        county=str(plain["county"]),
        year=_year(plain["year"]),
        indicator=str(plain["indicator"]),
        value=float(plain["value"]),
        unit=str(plain["unit"]),
        approx=bool(plain["approx"]),
        citation=int(plain["citation"]),
        words=str(plain.get("words", "")),
        report=str(plain.get("report", "")),
        start=int(plain.get("start", 0)),
        end=int(plain.get("end", 0)),
        note=str(plain.get("note", "")),
    )


def _aggregate(plain: Mapping[str, Any]) -> Aggregate:
    return Aggregate(
        op=_one_of(Operation, plain["op"]),
        value=float(plain["value"]),
        unit=str(plain["unit"]),
        place=str(plain.get("place", "")),
        year=_year(plain.get("year")),
        approx=bool(plain.get("approx", False)),
    )


def _citation(plain: Mapping[str, Any]) -> Citation:
    return Citation(
        n=int(plain["n"]),
        report=str(plain["report"]),
        file=str(plain["file"]),
        title=str(plain["title"]),
        place=str(plain["place"]),
        county=str(plain["county"]),
        year=_year(plain["year"]),
        section=_strings(plain["section"]),
        start=int(plain["start"]),
        end=int(plain["end"]),
        quote=str(plain["quote"]),
    )


def _table(plain: Mapping[str, Any]) -> Table:
    return Table(
        columns=_strings(plain["columns"]),
        rows=tuple(
            tuple(TableCell(str(cell["text"]), _year(cell.get("figure")), _year(cell.get("citation"))) for cell in row)
            for row in plain["rows"]
        ),
        values=tuple(None if value is None else float(value) for value in plain.get("values", ())),
        unit=str(plain.get("unit", "")),
    )
