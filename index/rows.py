"""What the catalog holds and hands out beside the common records, and the way between records and table rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from index.records import Chunk, Figure, Place, Report, Role, Section

FIGURE_COLUMNS = tuple(field.name for field in fields(Figure) if field.name != "report_id")
AnyRow = Row[*tuple[Any, ...]]
_ROLES = {role.value: role for role in Role}
_ROLE = FIGURE_COLUMNS.index("role") + 1


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """A report without its text. ``duplicate_of`` names the report that has the same text and counts in its stead."""

    report_id: str
    file: str
    title: str
    place: Place
    year: int | None
    issued: str | None
    chars: int
    figures: int
    warnings: tuple[str, ...]
    digest: str
    stamp: str
    added_at: str
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says a file's place and year are; ``None`` leaves what was read from the report."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    township: str | None = None
    year: int | None = None

    def applied(self, place: Place, year: int | None) -> tuple[Place, int | None]:
        """The place and year with the corrected parts put in."""
        parts = {name: value for name in ("province", "city", "county", "township") if (value := getattr(self, name))}
        parts |= {name: "" for name in ("province", "city", "county", "township") if getattr(self, name) == ""}
        return replace(place, **parts), year if self.year is None else self.year


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be used, as it was (``stamp``) when that was found."""

    file: str
    stamp: str
    reason: str
    english: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All there is to store of one report.

    ``vectors`` (n, d) belong to ``chunks`` in their order. ``digest`` is of the file's bytes, ``stamp`` of its size and
    times.
    """

    report: Report
    chunks: tuple[Chunk, ...]
    vectors: NDArray[np.float32]
    figures: tuple[Figure, ...]
    digest: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as it is quoted: its words and where in the report they stand."""

    chunk_id: str
    report_id: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str


def embedded_digest(chunk: Chunk) -> str:
    """Equal for chunks whose embedded texts are equal."""
    return blake2b(chunk.embedded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def text_digest(text: str) -> str:
    """Equal for texts that differ in white space only."""
    return blake2b("".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# Fewer figures than these are no proof that two reports are one.
_TELLING_FIGURES = 5


def figures_digest(figures: Sequence[Figure]) -> str:
    """Equal for reports that state the same values; empty where there are too few to tell."""
    if len(figures) < _TELLING_FIGURES:
        return ""
    stated = sorted(f"{figure.value:.12g}{figure.unit}" for figure in figures)
    return blake2b("|".join(stated).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def rounded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors as they will come back from the catalog, so that Chroma gets the very same."""
    return vectors.astype(np.float16).astype(np.float32)


def to_bytes(vector: NDArray[np.float32]) -> bytes:
    """A vector as it is stored."""
    return vector.astype("<f2").tobytes()


def to_vectors(stored: Sequence[bytes]) -> NDArray[np.float32]:
    """Stored vectors of one dimension as rows."""
    if not stored:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(stored), dtype="<f2").reshape(len(stored), -1).astype(np.float32)


def report_row(entry: Entry) -> dict[str, object]:
    """A row of ``reports``, without its number."""
    report = entry.report
    return {
        "report_id": report.report_id,
        "file": report.file,
        "stamp": entry.stamp,
        "digest": entry.digest,
        "text_digest": text_digest(report.text),
        "figures_digest": figures_digest(entry.figures),
        "title": report.title,
        **asdict(report.place),
        "year": report.year,
        "issued": report.issued,
        "chars": len(report.text),
        "figures": len(entry.figures),
        "warnings": json.dumps(report.warnings, ensure_ascii=False),
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def section_row(report: int, section: Section) -> dict[str, object]:
    """A row of ``sections``."""
    return {**asdict(section), "path": json.dumps(section.path, ensure_ascii=False), "report": report}


def chunk_row(report: int, chunk: Chunk) -> dict[str, object]:
    """A row of ``chunks``, without its key."""
    row = {**asdict(chunk), "report": report, "digest": embedded_digest(chunk)}
    del row["report_id"]
    return row


def figure_row(report: int, figure: Figure) -> dict[str, object]:
    """A row of ``figures``."""
    row = {**asdict(figure), "role": figure.role.value, "report": report}
    del row["report_id"]
    return row


def to_figure(report_id: str, row: AnyRow) -> Figure:
    """A row of the report's number and ``FIGURE_COLUMNS`` as a record."""
    values: list[Any] = [report_id, *row[1:]]
    values[_ROLE] = _ROLES[values[_ROLE]]
    return Figure(*values)


def to_section(row: AnyRow) -> Section:
    """A row of ``sections`` as a record."""
    path = tuple(json.loads(row.path))
    return Section(row.number, row.level, row.heading, path, row.start, row.body_start, row.end)


def to_report(row: AnyRow, sections: Sequence[Section]) -> Report:
    """A row of ``reports`` with its ``text`` as a record."""
    return Report(
        report_id=row.report_id,
        file=row.file,
        text=row.text,
        title=row.title,
        place=_place(row),
        year=row.year,
        issued=row.issued,
        sections=tuple(sections),
        warnings=tuple(json.loads(row.warnings)),
    )


def to_infos(rows: Sequence[AnyRow]) -> tuple[ReportInfo, ...]:
    """Rows of ``reports``, all of them, as records: only together do they say which is a duplicate of which."""
    # Of several files with one text, or of one place and year with the same figures (a report as text and as PDF), the one
    # that says most about itself stands for them, then the first by name.
    stands: dict[str, str] = {}
    by_text: dict[str, str] = {}
    by_figures: dict[tuple[str, int, str], AnyRow] = {}
    for row in sorted(rows, key=lambda row: (not row.township, row.year is None, not row.county, row.file)):
        same = by_text.get(row.text_digest)
        if row.township and row.year is not None and row.figures_digest:
            twin = by_figures.setdefault((row.township, row.year, row.figures_digest), row)
            if twin is not row and twin.county in ("", row.county or twin.county):
                same = same or stands.get(twin.report_id, twin.report_id)
        by_text.setdefault(row.text_digest, same or row.report_id)
        if same:
            stands[row.report_id] = same
    return tuple(
        ReportInfo(
            report_id=row.report_id,
            file=row.file,
            title=row.title,
            place=_place(row),
            year=row.year,
            issued=row.issued,
            chars=row.chars,
            figures=row.figures,
            warnings=tuple(json.loads(row.warnings)),
            digest=row.digest,
            stamp=row.stamp,
            added_at=row.added_at,
            duplicate_of=stands.get(row.report_id),
        )
        for row in rows
    )


def _place(row: AnyRow) -> Place:
    return Place(row.province, row.city, row.county, row.township)
