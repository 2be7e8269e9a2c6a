"""Full text over the chunks' tokens in PostgreSQL: a ``tsvector`` made of the tokens as they are, under a GIN index.

PostgreSQL's own parser would cut Chinese by the server's locale, so lexemes are written out, each with its positions.
``ts_rank`` doesn't know how rare a word is; each word's rank is weighted by that here. A small scope is scored as on
SQLite.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from index.bm25 import Matches, Words, rank
from index.fulltext import SMALL_SCOPE, Terms

_QUERY_TOKENS = 48
_LOOKED_UP = 400
_ONCE = 0.6079
# Limits of a tsvector: positions up to 16383, 256 of them a lexeme.
_LAST_POSITION = 16383


class PostgresFullText:
    """A table of ``tsvector`` beside the catalog's tables: bodies under weight A, heads under B."""

    def create(self, connection: Connection) -> None:
        """Make the table where it is missing."""
        connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS chunk_terms (key integer PRIMARY KEY REFERENCES chunks (key) "
                "ON DELETE CASCADE, report integer NOT NULL, body text NOT NULL, head text NOT NULL, "
                "terms tsvector NOT NULL)"
            )
        )
        connection.execute(text("CREATE INDEX IF NOT EXISTS chunk_terms_by_term ON chunk_terms USING gin (terms)"))
        connection.execute(text("CREATE INDEX IF NOT EXISTS chunk_terms_by_report ON chunk_terms (report)"))

    def insert(self, connection: Connection, rows: Iterable[Terms]) -> None:
        """Add chunks."""
        values = [
            {
                "key": row.key,
                "report": row.report,
                "body": " ".join(row.body),
                "head": " ".join(row.head),
                "terms": _vector(row),
            }
            for row in rows
        ]
        if values:
            connection.execute(
                text(
                    "INSERT INTO chunk_terms (key, report, body, head, terms) "
                    "VALUES (:key, :report, :body, :head, CAST(:terms AS tsvector))"
                ),
                values,
            )

    def delete(self, connection: Connection, report: int) -> None:
        """Remove the chunks of a report."""
        connection.execute(text("DELETE FROM chunk_terms WHERE report = :report"), {"report": report})

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
            found = rank(tokens, _words(connection, numbers), weights)
            return Matches(found.hits[:limit], found.ceiling)
        rarity = _rarity(connection, list(dict.fromkeys(tokens)))
        ceiling = sum(idf for _, idf, _ in rarity)
        wanted = sorted((one for one in rarity if one[2]), key=lambda one: (-one[1], one[0]))[:_QUERY_TOKENS]
        if not wanted:
            return Matches([], ceiling)
        # The weights of ts_rank are for D, C, B, A and at most 1; a word that stands once then ranks 0.6079 of them.
        most = max(*weights, 1e-9)
        values: dict[str, Any] = {"weights": [0.0, 0.0, weights[1] / most, weights[0] / most], "limit": limit}
        ranks = []
        for at, (word, idf, _) in enumerate(wanted):
            values |= {f"word{at}": _lexeme(word), f"idf{at}": idf / _ONCE}
            ranks.append(
                f"CAST(:idf{at} AS real) * ts_rank(CAST(:weights AS real[]), terms, CAST(:word{at} AS tsquery))"
            )
        narrowed = ""
        if numbers is not None:
            narrowed = "AND chunk_terms.report = ANY(CAST(:numbers AS integer[])) "
            values["numbers"] = list(numbers)
        rows = connection.execute(
            text(
                f"SELECT chunk_id, {' + '.join(ranks)} AS score "
                "FROM chunk_terms JOIN chunks ON chunks.key = chunk_terms.key "
                f"WHERE terms @@ CAST(:any AS tsquery) {narrowed}"
                "ORDER BY score DESC, chunk_id LIMIT :limit"
            ),
            {**values, "any": " | ".join(_lexeme(word) for word, _, _ in wanted)},
        )
        return Matches([(chunk_id, float(score)) for chunk_id, score in rows], ceiling)


def _words(connection: Connection, numbers: Sequence[int]) -> list[Words]:
    query = text(
        "SELECT chunk_id, body, head FROM chunks JOIN chunk_terms ON chunk_terms.key = chunks.key "
        "WHERE chunks.report = ANY(CAST(:numbers AS integer[]))"
    )
    rows = connection.execute(query, {"numbers": list(numbers)})
    return [Words(chunk_id, body.split(), head.split()) for chunk_id, body, head in rows]


def _vector(row: Terms) -> str:
    """The tokens as the text form of a ``tsvector``: ``'法律':1A,7A '顾问':2A``."""
    places: dict[str, list[str]] = {}
    position = 0
    for words, weight in ((row.head, "B"), (row.body, "A")):
        for word in words:
            position = min(position + 1, _LAST_POSITION)
            places.setdefault(word, []).append(f"{position}{weight}")
    return " ".join(f"{_lexeme(word)}:{','.join(found[:255])}" for word, found in places.items())


def _lexeme(word: str) -> str:
    """A quoted lexeme: inside single quotes nothing is an operator; quotes and backslashes are doubled."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _rarity(connection: Connection, words: list[str]) -> list[tuple[str, float, int]]:
    """Each of the words with its inverse document frequency and the number of chunks that hold it."""
    total = connection.scalar(text("SELECT count(*) FROM chunk_terms")) or 0
    counting = text("SELECT count(*) FROM chunk_terms WHERE terms @@ CAST(:word AS tsquery)")
    counted = [(word, connection.scalar(counting, {"word": _lexeme(word)}) or 0) for word in words[:_LOOKED_UP]]
    return [(word, math.log(1 + (total - count + 0.5) / (count + 0.5)), count) for word, count in counted]
