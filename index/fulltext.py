"""Full text over the chunks' tokens in SQLite: an FTS5 table of body, head and scope.

The tokens come from ``index.terms`` and are stored with single spaces between them; FTS5 itself only cuts at spaces.
The table keeps its own copy of them, because deleting from a table without one needs SQLite 3.43.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, text

# Beyond this many reports an OR over their scope tokens costs more than it saves, and a join does the narrowing.
_SCOPE_TOKENS = 200
# A question has a dozen tokens; of a pasted page the rarest say what it is about.
_QUERY_TOKENS = 48
_LOOKED_UP = 400


@dataclass(frozen=True, slots=True)
class Terms:
    """What the full text knows of a chunk: its key, its report's number, and the tokens of its words and headings."""

    key: int
    report: int
    body: Sequence[str]
    head: Sequence[str]


class FullText(Protocol):
    """The full text beside the catalog's tables, in the same transactions."""

    def create(self, connection: Connection) -> None:
        """Make the table where it is missing."""

    def insert(self, connection: Connection, rows: Iterable[Terms]) -> None:
        """Add chunks."""

    def delete(self, connection: Connection, report: int) -> None:
        """Remove the chunks of a report; its rows in ``chunks`` must still be there."""

    def search(
        self,
        connection: Connection,
        tokens: Sequence[str],
        numbers: Sequence[int] | None,
        limit: int,
        weights: tuple[float, float],
    ) -> list[tuple[str, float]]:
        """Ids of the chunks that hold any of the tokens with their scores (more is better), best first.

        ``numbers`` restricts to these reports; ``weights`` are those of a word in the body and in the head.
        """


class SqliteFullText:
    """FTS5 with ``bm25()``."""

    def create(self, connection: Connection) -> None:
        """Make the table where it is missing."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS chunk_terms USING fts5("
            # Every mark that a token may hold; the other ASCII marks separate, and no token has them.
            """body, head, scope, tokenize = "ascii tokenchars '.+#&-_%'")"""
        )
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS chunk_vocabulary USING fts5vocab(chunk_terms, row)"
        )

    def insert(self, connection: Connection, rows: Iterable[Terms]) -> None:
        """Add chunks."""
        values = [
            {"key": row.key, "body": " ".join(row.body), "head": " ".join(row.head), "scope": _scope(row.report)}
            for row in rows
        ]
        if values:
            connection.execute(
                text("INSERT INTO chunk_terms(rowid, body, head, scope) VALUES (:key, :body, :head, :scope)"), values
            )

    def delete(self, connection: Connection, report: int) -> None:
        """Remove the chunks of a report; its rows in ``chunks`` must still be there."""
        connection.execute(
            text("DELETE FROM chunk_terms WHERE rowid IN (SELECT key FROM chunks WHERE report = :report)"),
            {"report": report},
        )

    def search(
        self,
        connection: Connection,
        tokens: Sequence[str],
        numbers: Sequence[int] | None,
        limit: int,
        weights: tuple[float, float],
    ) -> list[tuple[str, float]]:
        """Ids of the chunks that hold any of the tokens with their scores (more is better), best first."""
        wanted = _rarest(connection, list(dict.fromkeys(tokens)))
        if not wanted or (numbers is not None and not numbers):
            return []
        match = f"{{body head}} : ({_any_of(wanted)})"
        narrowed = ""
        values: dict[str, Any] = {"limit": limit, "body": weights[0], "head": weights[1]}
        if numbers is not None and len(numbers) <= _SCOPE_TOKENS:
            match = f"scope : ({_any_of(_scope(number) for number in numbers)}) AND {match}"
        elif numbers is not None:
            narrowed = "AND chunks.report IN (SELECT value FROM json_each(:numbers)) "
            values["numbers"] = str(list(numbers))
        found = connection.execute(
            text(
                "SELECT chunk_id, bm25(chunk_terms, :body, :head, 0.0) AS score "
                "FROM chunk_terms JOIN chunks ON chunks.key = chunk_terms.rowid "
                f"WHERE chunk_terms MATCH :match {narrowed}"
                "ORDER BY score, chunk_id LIMIT :limit"
            ),
            {**values, "match": match},
        )
        return [(chunk_id, -score) for chunk_id, score in found]


def _scope(number: int) -> str:
    return f"r{number}"


def _any_of(words: Iterable[str]) -> str:
    """An OR of quoted strings: inside double quotes nothing is an operator, and a quote is doubled."""
    return " OR ".join('"' + word.replace('"', '""').replace("\0", "") + '"' for word in words)


def _rarest(connection: Connection, words: list[str]) -> list[str]:
    if len(words) <= _QUERY_TOKENS:
        return words
    frequent = text("SELECT doc FROM chunk_vocabulary WHERE term = :term")
    counted = [(connection.execute(frequent, {"term": word}).scalar() or 0, word) for word in words[:_LOOKED_UP]]
    known = sorted((count, word) for count, word in counted if count)
    return [word for _, word in known[:_QUERY_TOKENS]]
