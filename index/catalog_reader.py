"""Reading the catalog: reports, sections, chunks, figures, vectors and words."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, func, select

from index import schema
from index.bm25 import Matches
from index.database import connect, translated
from index.errors import StoreError
from index.fulltext import FullText, SqliteFullText
from index.records import Chunk, Figure, Report
from index.rows import (
    FIGURE_COLUMNS,
    Correction,
    Failure,
    Passage,
    ReportInfo,
    to_figure,
    to_infos,
    to_report,
    to_section,
    to_vectors,
)

_T = TypeVar("_T")

# SQLite and drivers limit the parameters of one statement; longer lists are asked for in parts.
_PART = 500
_VECTORS = 8192


class CatalogReader:
    """One catalog, open for reading. Safe to use from several threads."""

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
            return to_report(row, [to_section(one) for one in found])

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

    def chunk_ids_of_files(self, files: Sequence[str]) -> list[str]:
        """The ids of the chunks of these files' reports."""
        query = select(schema.chunks.c.chunk_id).join(schema.reports, schema.reports.c.number == schema.chunks.c.report)
        found: list[str] = []
        with self._reading() as connection:
            for part in _parts(files):
                found += connection.scalars(query.where(schema.reports.c.file.in_(part)))
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
        query = select(table.report, *(table[name] for name in FIGURE_COLUMNS)).order_by(table.report, table.number)
        by_report: dict[str, list[Figure]] = {}
        with self._reading() as connection:
            parts: Iterable[Sequence[int] | None] = [None] if report_ids is None else _parts(self._numbers(report_ids))
            for part in parts:
                for row in connection.execute(query if part is None else query.where(table.report.in_(part))):
                    if (report_id := names.get(row[0])) is not None:
                        by_report.setdefault(report_id, []).append(to_figure(report_id, row))
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
        return self.matches(words, report_ids, limit, weights).hits

    def matches(
        self,
        words: Sequence[str],
        report_ids: Collection[str] | None = None,
        limit: int = 100,
        weights: tuple[float, float] = (1.0, 1.0),
    ) -> Matches:
        """As ``lexical``, with the score that a passage with every word would have."""
        numbers = None if report_ids is None else self._numbers(report_ids)
        # What no text can hold matches nothing, but would be refused by the database.
        words = [word.encode("utf-8", "replace").decode().replace("\0", "") for word in words]
        with self._reading() as connection:
            return self._fulltext.search(connection, [word for word in words if word], numbers, limit, weights)

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors (d,) of these chunks; ids that aren't there are left out."""
        return self._vectors_by(schema.chunks.c.chunk_id, ids)

    def vectors_of_texts(self, digests: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors (d,) of embedded texts with these digests, as far as such a text is known."""
        return self._vectors_by(schema.chunks.c.digest, digests)

    def _vectors_by(self, column: Column[str], names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        query = select(column, schema.vectors.c.vector).join(
            schema.vectors, schema.vectors.c.key == schema.chunks.c.key
        )
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for part in _parts(names):
                found |= {row[0]: row[1] for row in connection.execute(query.where(column.in_(part)))}
        return dict(zip(found, to_vectors(list(found.values())), strict=True))

    def all_vectors(self) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
        """Everything that is embedded, as ids with their vectors (n, d), some thousands at a time."""
        table = schema.chunks.c
        query = (
            select(table.key, table.chunk_id, schema.vectors.c.vector)
            .join(schema.vectors, schema.vectors.c.key == table.key)
            .order_by(table.key)
            .limit(_VECTORS)
        )
        last = -1
        with self._reading() as connection:
            while rows := connection.execute(query.where(table.key > last)).all():
                last = rows[-1][0]
                yield [row[1] for row in rows], to_vectors([row[2] for row in rows])

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

    # Inside

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(), self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                # The driver would begin only at a write: then two queries could see two states.
                connection.exec_driver_sql("BEGIN")
            yield connection

    def _list(self) -> tuple[tuple[ReportInfo, ...], dict[str, int]]:
        version = self.version()
        with self._lock:
            if self._listed is None or self._listed[0] != version:
                with self._reading() as connection:
                    rows = connection.execute(select(schema.reports).order_by(schema.reports.c.file)).all()
                self._listed = (version, to_infos(rows), {row.report_id: row.number for row in rows})
            return self._listed[1], self._listed[2]

    def _numbers(self, report_ids: Collection[str]) -> list[int]:
        known = self._list()[1]
        return sorted({known[one] for one in report_ids if one in known})


def _fulltext(dialect: str) -> FullText:
    if dialect == "sqlite":
        return SqliteFullText()
    from index.fulltext_postgres import PostgresFullText  # noqa: PLC0415 - only where it is used

    return PostgresFullText()


def _missing(report_id: str) -> StoreError:
    return StoreError(
        f"库中没有编号为 {report_id} 的报告，可能刚刚更新或删除，请重新提问。",
        f"There is no report {report_id}; it may just have been updated or removed. Ask again.",
    )


def _parts(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), _PART):
        yield items[start : start + _PART]
