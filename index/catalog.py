"""The catalog: reports, sections, chunks, figures and a person's corrections, with full text over the chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from index import schema
from index.catalog_reader import CatalogReader
from index.database import translated
from index.fulltext import FullText, Terms
from index.rows import (
    Correction,
    Entry,
    Failure,
    chunk_row,
    figure_row,
    report_row,
    section_row,
    to_bytes,
)
from index.terms import tokens


class Catalog(CatalogReader):
    """One catalog, open. Safe to use from several threads; writing is for the one holder of the writer's lock."""

    def add(self, entry: Entry) -> None:
        """Store a report in one transaction, in place of what was stored of the same file."""
        report = entry.report
        with self._writing() as connection:
            _remove(connection, self._fulltext, report.file)
            done = connection.execute(insert(schema.reports).values(report_row(entry)))
            (number,) = done.inserted_primary_key or (0,)
            connection.execute(insert(schema.texts).values(report=number, text=report.text))
            _insert(connection, schema.sections, (section_row(number, section) for section in report.sections))
            _insert(connection, schema.chunks, (chunk_row(number, chunk) for chunk in entry.chunks))
            _insert(connection, schema.figures, (figure_row(number, figure) for figure in entry.figures))
            table = schema.chunks.c
            rows = connection.execute(select(table.chunk_id, table.key).where(table.report == number))
            keys = {row.chunk_id: row.key for row in rows}
            vectors = zip(entry.chunks, entry.vectors, strict=True)
            stored = ({"key": keys[chunk.chunk_id], "vector": to_bytes(vector)} for chunk, vector in vectors)
            _insert(connection, schema.vectors, stored)
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
            _insert(connection, schema.failures, (asdict(failure) for failure in failures))

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
                values = asdict(correction)
                connection.execute(insert(schema.corrections).values(file=file, **values))
                changed |= {name: value for name, value in values.items() if value is not None}
            connection.execute(update(schema.reports).where(schema.reports.c.file == file).values(changed))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(), self._engine.begin() as connection:
            yield connection
            current = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "version"))
            _set_meta(connection, "version", str(int(current or 0) + 1))


def _terms(number: int, entry: Entry, keys: Mapping[str, int]) -> Iterator[Terms]:
    report = entry.report
    about = tokens(f"{report.title} {report.place.full_name}")
    for chunk in entry.chunks:
        headings = tokens(" ".join(report.sections[chunk.section].path))
        yield Terms(keys[chunk.chunk_id], number, tokens(report.text[chunk.start : chunk.end]), about + headings)


def _remove(connection: Connection, fulltext: FullText, file: str) -> None:
    number = connection.scalar(select(schema.reports.c.number).where(schema.reports.c.file == file))
    if number is not None:
        fulltext.delete(connection, number)
        connection.execute(delete(schema.reports).where(schema.reports.c.number == number))


def _insert(connection: Connection, table: Table, values: Iterable[Mapping[str, object]]) -> None:
    if rows := list(values):
        connection.execute(insert(table), rows)


def _set_meta(connection: Connection, name: str, value: str) -> None:
    table = schema.meta
    if not connection.execute(update(table).where(table.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(table).values(name=name, value=value))
