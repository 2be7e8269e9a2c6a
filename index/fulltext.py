"""Full text over the chunks' tokens in SQLite: an FTS5 table of bodies and heads.

The tokens come from ``index.terms`` and are stored with single spaces between them; FTS5 itself only cuts at spaces.
The table keeps its own copy of them: deleting from a table without one needs SQLite 3.43, and a small scope is scored
from it without touching the rest of the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, text

from index.bm25 import Matches, Words, rank

# Up to this many reports (some 1,500 passages) are scored one by one: faster than the index, whose counts of words go
# over the whole corpus, and a word's rarity is judged among what was asked about.
SMALL_SCOPE = 80
# A question has a dozen tokens; of a pasted page the rarest say what it is about.
_QUERY_TOKENS = 48
_LOOKED_UP = 400
# The rarest words are searched for until their places in the corpus come to this many: words that stand in most
# passages cost seconds at a quarter of a million passages and hardly move the order.
_PLACES = 60_000


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
    ) -> Matches:
        """The chunks of these reports (of all when ``None``) that hold any of the tokens.

        ``weights`` are those of a word in the body and in the head.
        """


class SqliteFullText:
    """FTS5 with ``bm25()``."""

    def create(self, connection: Connection) -> None:
        """Make the table where it is missing."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS chunk_terms USING fts5("
            # Every mark that a token may hold; the other ASCII marks separate, and no token has them.
            """body, head, tokenize = "ascii tokenchars '.+#&-_%'")"""
        )
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS chunk_vocabulary USING fts5vocab(chunk_terms, row)"
        )

    def insert(self, connection: Connection, rows: Iterable[Terms]) -> None:
        """Add chunks."""
        values = [{"key": row.key, "body": " ".join(row.body), "head": " ".join(row.head)} for row in rows]
        if values:
            connection.execute(text("INSERT INTO chunk_terms(rowid, body, head) VALUES (:key, :body, :head)"), values)

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
    ) -> Matches:
        """The chunks of these reports (of all when ``None``) that hold any of the tokens."""
        if not tokens or (numbers is not None and not numbers):
            return Matches([], 0.0)
        if numbers is not None and len(numbers) <= SMALL_SCOPE:
            found = rank(tokens, self._words(connection, numbers), weights)
            return Matches(found.hits[:limit], found.ceiling)
        total = connection.scalar(text("SELECT count(*) FROM chunks")) or 0
        counted = self._counted(connection, tokens)
        ceiling = sum(_rarity(total, count) for count, _ in counted)
        wanted = _rarest(counted)
        if not wanted:
            return Matches([], ceiling)
        values: dict[str, Any] = {} if numbers is None else {"numbers": str(list(numbers))}
        rows = connection.execute(
            text(_ANYWHERE if numbers is None else _WITHIN),
            {**values, "match": _any_of(wanted), "body": weights[0], "head": weights[1], "limit": limit},
        )
        return Matches([(chunk_id, -score) for chunk_id, score in rows], ceiling)

    def _words(self, connection: Connection, numbers: Sequence[int]) -> list[Words]:
        query = text(
            "SELECT chunk_id, body, head FROM chunks JOIN chunk_terms ON chunk_terms.rowid = chunks.key "
            "WHERE chunks.report IN :numbers"
        ).bindparams(bindparam("numbers", expanding=True))
        rows = connection.execute(query, {"numbers": list(numbers)})
        return [Words(chunk_id, body.split(), head.split()) for chunk_id, body, head in rows]

    def _counted(self, connection: Connection, tokens: Sequence[str]) -> list[tuple[int, str]]:
        """In how many chunks each of the tokens stands."""
        query = text("SELECT doc FROM chunk_vocabulary WHERE term = :term")
        words = list(dict.fromkeys(tokens))[:_LOOKED_UP]
        return [(connection.scalar(query, {"term": word}) or 0, word) for word in words]


# Without a scope only the best are looked up in the table of chunks, not each one that matches.
_ANYWHERE = (
    "SELECT chunk_id, score FROM (SELECT rowid AS found, bm25(chunk_terms, :body, :head) AS score FROM chunk_terms "
    "WHERE chunk_terms MATCH :match ORDER BY score, rowid LIMIT :limit) "
    "JOIN chunks ON chunks.key = found ORDER BY score, chunk_id"
)
_WITHIN = (
    "SELECT chunk_id, bm25(chunk_terms, :body, :head) AS score "
    "FROM chunk_terms JOIN chunks ON chunks.key = chunk_terms.rowid "
    "WHERE chunk_terms MATCH :match AND chunks.report IN (SELECT value FROM json_each(:numbers)) "
    "ORDER BY score, chunk_id LIMIT :limit"
)


def _rarest(counted: Sequence[tuple[int, str]]) -> list[str]:
    wanted: list[str] = []
    places = 0
    for count, word in sorted(pair for pair in counted if pair[0]):
        places += count
        if wanted and (places > _PLACES or len(wanted) == _QUERY_TOKENS):
            break
        wanted.append(word)
    return wanted


def _rarity(total: int, count: int) -> float:
    """How much a word counts for in FTS5's bm25()."""
    return max(math.log((total - count + 0.5) / (count + 0.5)), 1e-6)


def _any_of(words: Iterable[str]) -> str:
    """An OR of quoted strings: inside double quotes nothing is an operator, and a quote is doubled."""
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
