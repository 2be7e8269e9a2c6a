"""The catalog: reports, sections, chunks, figures and a person's corrections, with full text over the chunks."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from index import schema
from index.database import connect, translated
from index.errors import StoreError
from index.fulltext import FullText, SqliteFullText, Terms
from index.records import Chunk, Figure, Place, Report, Role, Section
from index.terms import tokens

# SQLite and drivers limit the parameters of one statement; longer lists are asked for in parts.
_PART = 500
_FIGURE_COLUMNS = tuple(field.name for field in fields(Figure) if field.name != "report_id")


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
    """Everything there is to store of one report. ``digest`` is of the file's bytes, ``stamp`` of its size and times."""

    report: Report
    chunks: tuple[Chunk, ...]
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


class Catalog:
    """One catalog, open. Safe to use from several threads; writing is for the one holder of the writer's lock."""

    def __init__(self, path: Path, url: str = "", namespace: str = "fazhi") -> None:
        """Open the SQLite file ``path``, or ``url`` when one is given, and make the tables where they are missing.

        Raises:
            SettingsError: ``url`` can't be used.
            StoreDamagedError: the file is not a catalog any more.
        """
        self._engine = connect(path, url, namespace)
        self._fulltext = _fulltext(self._engine.dialect.name)
        self._lock = threading.Lock()
        self._listed: tuple[int, tuple[ReportInfo, ...], dict[str, int]] | None = None
        with translated(), self._engine.begin() as connection:
            schema.metadata.create_all(connection)
            self._fulltext.create(connection)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    # Reading

    def version(self) -> int:
        """A number that grows with every write, by whichever process."""
        return int(self.meta("version") or 0)

    def meta(self, name: str) -> str | None:
        """A note kept with the catalog."""
        with self._reading() as connection:
            value: str | None = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == name))
        return value

    def reports(self) -> tuple[ReportInfo, ...]:
        """All reports in the order of their files; as cheap as one small query until something is written."""
        return self._list()[0]

    def report(self, report_id: str) -> Report:
        """One report with its text and sections.

        Raises:
            StoreError: there is no such report (any more).
        """
        with self._reading() as connection:
            table = schema.reports.c
            row = connection.execute(
                select(*schema.reports.c, schema.texts.c.text)
                .join(schema.texts, schema.texts.c.report == table.number)
                .where(table.report_id == report_id)
            ).one_or_none()
            if row is None:
                raise _missing(report_id)
            found = connection.execute(
                select(schema.sections).where(schema.sections.c.report == row.number).order_by(schema.sections.c.number)
            )
            parts = tuple(
                Section(one.number, one.level, one.heading, tuple(json.loads(one.path)), *_span(one)) for one in found
            )
        return Report(
            report_id=row.report_id,
            file=row.file,
            text=row.text,
            title=row.title,
            place=_place(row),
            year=row.year,
            issued=row.issued,
            sections=parts,
            warnings=tuple(json.loads(row.warnings)),
        )

    def text(self, report_id: str) -> str:
        """The text of a report.

        Raises:
            StoreError: there is no such report (any more).
        """
        with self._reading() as connection:
            found: str | None = connection.scalar(
                select(schema.texts.c.text)
                .join(schema.reports, schema.texts.c.report == schema.reports.c.number)
                .where(schema.reports.c.report_id == report_id)
            )
        if found is None:
            raise _missing(report_id)
        return found

    def chunks(self, ids: Sequence[str]) -> list[Chunk]:
        """The chunks with these ids, in the order of ``ids``; those that aren't there are left out."""
        table = schema.chunks.c
        columns = (table.chunk_id, schema.reports.c.report_id, table.number, table.section, table.start, table.end)
        query = select(*columns, table.embedded).join(schema.reports, schema.reports.c.number == table.report)
        found: dict[str, Chunk] = {}
        with self._reading() as connection:
            for part in _parts(ids):
                found |= {row[0]: Chunk(*row) for row in connection.execute(query.where(table.chunk_id.in_(part)))}
        return [found[one] for one in ids if one in found]

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The words of these chunks, in the order of ``ids``; those that aren't there are left out."""
        table, parts = schema.chunks.c, schema.sections.c
        words = func.substr(schema.texts.c.text, table.start + 1, table.end - table.start)
        query = (
            select(table.chunk_id, schema.reports.c.report_id, parts.path, table.start, table.end, words)
            .join(schema.reports, schema.reports.c.number == table.report)
            .join(schema.texts, schema.texts.c.report == table.report)
            .join(schema.sections, (parts.report == table.report) & (parts.number == table.section))
        )
        found: dict[str, Passage] = {}
        with self._reading() as connection:
            for part in _parts(ids):
                for row in connection.execute(query.where(table.chunk_id.in_(part))):
                    chunk_id, report_id, path, start, end, said = row
                    found[chunk_id] = Passage(chunk_id, report_id, tuple(json.loads(path)), start, end, said)
        return [found[one] for one in ids if one in found]

    def chunk_ids(self, report_ids: Collection[str] | None = None) -> list[str]:
        """The ids of the chunks of these reports (of all when ``None``)."""
        table = schema.chunks.c
        query = select(table.chunk_id).order_by(table.report, table.number)
        with self._reading() as connection:
            if report_ids is None:
                return list(connection.scalars(query))
            found: list[str] = []
            for part in _parts(self._numbers(report_ids)):
                found += connection.scalars(query.where(table.report.in_(part)))
        return found

    def chunk_count(self) -> int:
        """How many chunks there are."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(schema.chunks)) or 0

    def figures(self, report_ids: Collection[str] | None = None) -> list[Figure]:
        """The figures of these reports (of all when ``None``), by file, in the order of the text."""
        known = self._list()
        names = {number: report_id for report_id, number in known[1].items()}
        table = schema.figures.c
        query = select(table.report, *(table[name] for name in _FIGURE_COLUMNS)).order_by(table.report, table.number)
        rows: list[Row[Any]] = []
        with self._reading() as connection:
            if report_ids is None:
                rows += connection.execute(query)
            else:
                for part in _parts(self._numbers(report_ids)):
                    rows += connection.execute(query.where(table.report.in_(part)))
        by_report: dict[str, list[Figure]] = {}
        role = _FIGURE_COLUMNS.index("role") + 1
        for row in rows:
            report_id = names.get(row[0])
            if report_id is not None:
                figure = Figure(report_id, *row[1:role], Role(row[role]), *row[role + 1 :])
                by_report.setdefault(report_id, []).append(figure)
        return [figure for one in known[0] for figure in by_report.get(one.report_id, ())]

    def lexical(
        self,
        words: Sequence[str],
        report_ids: Collection[str] | None = None,
        limit: int = 100,
        weights: tuple[float, float] = (1.0, 1.0),
    ) -> list[tuple[str, float]]:
        """The chunks that hold any of these tokens (of ``index.terms.tokens``) and their BM25 scores, best first.

        ``weights`` are those of a word in the passage and in its title and headings.
        """
        numbers = None if report_ids is None else self._numbers(report_ids)
        with self._reading() as connection:
            return self._fulltext.search(connection, words, numbers, limit, weights)

    def known_vectors(self, digests: Collection[str]) -> dict[str, str]:
        """For each digest of an embedded text that is known, the id of a chunk that has it."""
        table = schema.chunks.c
        found: dict[str, str] = {}
        with self._reading() as connection:
            for part in _parts(list(digests)):
                rows = connection.execute(select(table.digest, table.chunk_id).where(table.digest.in_(part)))
                found |= {digest: chunk_id for digest, chunk_id in rows}
        return found

    def corrections(self) -> dict[str, Correction]:
        """What people corrected, by file."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.corrections))
            return {row.file: Correction(row.province, row.city, row.county, row.township, row.year) for row in rows}

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be used at the last indexing."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.failures).order_by(schema.failures.c.file))
            return tuple(Failure(row.file, row.stamp, row.reason, row.english) for row in rows)

    # Writing

    def add(self, entry: Entry) -> None:
        """Store a report in one transaction, in place of what was stored of the same file."""
        report = entry.report
        with self._writing() as connection:
            _remove(connection, self._fulltext, report.file)
            number = connection.execute(insert(schema.reports).values(_report_row(entry))).inserted_primary_key
            assert number is not None
            self._fill(connection, number[0], entry)

    def _fill(self, connection: Connection, number: int, entry: Entry) -> None:
        report = entry.report
        connection.execute(insert(schema.texts).values(report=number, text=report.text))
        _insert(connection, schema.sections, (_section_row(number, section) for section in report.sections))
        _insert(connection, schema.chunks, (_chunk_row(number, chunk) for chunk in entry.chunks))
        _insert(connection, schema.figures, (_figure_row(number, figure) for figure in entry.figures))
        table = schema.chunks.c
        keys = dict(
            connection.execute(select(table.chunk_id, table.key).where(table.report == number)).tuples().all()
        )
        self._fulltext.insert(connection, _terms(number, entry, keys))

    def remove(self, files: Iterable[str]) -> None:
        """Forget these files' reports; corrections stay."""
        with self._writing() as connection:
            for file in files:
                _remove(connection, self._fulltext, file)

    def stamp(self, file: str, stamp: str) -> None:
        """Note that a file with other times still has the content that is stored."""
        with self._writing() as connection:
            connection.execute(update(schema.reports).where(schema.reports.c.file == file).values(stamp=stamp))

    def set_failures(self, failures: Iterable[Failure]) -> None:
        """Replace the list of files that could not be used."""
        with self._writing() as connection:
            connection.execute(delete(schema.failures))
            _insert(
                connection,
                schema.failures,
                ({"file": f.file, "stamp": f.stamp, "reason": f.reason, "english": f.english} for f in failures),
            )

    def set_meta(self, name: str, value: str) -> None:
        """Keep a note with the catalog."""
        with self._writing() as connection:
            _set_meta(connection, name, value)

    def correct(self, file: str, correction: Correction | None) -> None:
        """Keep what a person says about a file (``None`` forgets it).

        Its report shows it at once; its passages are embedded again by the next indexing, which this asks for.
        """
        with self._writing() as connection:
            connection.execute(delete(schema.corrections).where(schema.corrections.c.file == file))
            changed: dict[str, Any] = {"stamp": "", "digest": ""}
            if correction is not None:
                values = {field.name: getattr(correction, field.name) for field in fields(correction)}
                connection.execute(insert(schema.corrections).values(file=file, **values))
                changed |= {name: value for name, value in values.items() if value is not None}
            connection.execute(update(schema.reports).where(schema.reports.c.file == file).values(changed))

    # Inside

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(), self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                # The driver would begin only at a write: then two queries could see two states.
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(), self._engine.begin() as connection:
            yield connection
            current = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "version"))
            _set_meta(connection, "version", str(int(current or 0) + 1))

    def _list(self) -> tuple[tuple[ReportInfo, ...], dict[str, int]]:
        version = self.version()
        with self._lock:
            if self._listed is None or self._listed[0] != version:
                with self._reading() as connection:
                    rows = connection.execute(select(schema.reports).order_by(schema.reports.c.file)).all()
                self._listed = (version, _infos(rows), {row.report_id: row.number for row in rows})
            return self._listed[1], self._listed[2]

    def _numbers(self, report_ids: Collection[str]) -> list[int]:
        known = self._list()[1]
        return sorted({known[one] for one in report_ids if one in known})


def _fulltext(dialect: str) -> FullText:
    if dialect == "sqlite":
        return SqliteFullText()
    from index.fulltext_postgres import PostgresFullText  # noqa: PLC0415 - only where it is used

    return PostgresFullText()


def embedded_digest(chunk: Chunk) -> str:
    """Equal for chunks whose embedded texts are equal."""
    return blake2b(chunk.embedded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _missing(report_id: str) -> StoreError:
    return StoreError(
        f"库中没有编号为 {report_id} 的报告，可能刚刚更新或删除，请重新提问。",
        f"There is no report {report_id}; it may just have been updated or removed. Ask again.",
    )


def _infos(rows: Sequence[Row[Any]]) -> tuple[ReportInfo, ...]:
    # Of several files with one text, the one that says most about itself stands for them, then the first by name.
    first: dict[str, Row[Any]] = {}
    for row in sorted(rows, key=lambda row: (not row.township, row.year is None, not row.county, row.file)):
        first.setdefault(row.text_digest, row)
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
            duplicate_of=None if first[row.text_digest] is row else first[row.text_digest].report_id,
        )
        for row in rows
    )


def _place(row: Row[Any]) -> Place:
    return Place(row.province, row.city, row.county, row.township)


def _span(row: Row[Any]) -> tuple[int, int, int]:
    return row.start, row.body_start, row.end


def _parts[T](items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _PART):
        yield items[start : start + _PART]
