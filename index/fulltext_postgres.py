"""Full text over the chunks' tokens in PostgreSQL: a ``tsvector`` made of the tokens as they are, under a GIN index.

PostgreSQL's own parser would cut Chinese by the server's locale, so lexemes are written out, each with its positions.
``ts_rank`` doesn't know how rare a word is; each word's rank is weighted by that here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from index.fulltext import Terms

_QUERY_TOKENS = 48
# Limits of a tsvector: positions up to 16383, 256 of them a lexeme.
_LAST_POSITION = 16383


class PostgresFullText:
    """A table of ``tsvector`` beside the catalog's tables: bodies under weight A, heads under B."""

    def create(self, connection: Connection) -> None:
        """Make the table where it is missing."""
        connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS chunk_terms (key integer PRIMARY KEY REFERENCES chunks (key) "
                "ON DELETE CASCADE, report integer NOT NULL, terms tsvector NOT NULL)"
            )
        )
        connection.execute(text("CREATE INDEX IF NOT EXISTS chunk_terms_by_term ON chunk_terms USING gin (terms)"))
        connection.execute(text("CREATE INDEX IF NOT EXISTS chunk_terms_by_report ON chunk_terms (report)"))

    def insert(self, connection: Connection, rows: Iterable[Terms]) -> None:
        """Add chunks."""
        values = [{"key": row.key, "report": row.report, "terms": _vector(row)} for row in rows]
        if values:
            connection.execute(
                text("INSERT INTO chunk_terms (key, report, terms) VALUES (:key, :report, CAST(:terms AS tsvector))"),
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
    ) -> list[tuple[str, float]]:
        """Ids of the chunks that hold any of the tokens with their scores (more is better), best first."""
        if not tokens or (numbers is not None and not numbers):
            return []
        rarity = _rarity(connection, list(dict.fromkeys(tokens)))
        if not rarity:
            return []
        # The weights of ts_rank are for D, C, B, A and at most 1.
        most = max(*weights, 1e-9)
        values: dict[str, Any] = {"weights": [0.0, 0.0, weights[1] / most, weights[0] / most], "limit": limit}
        ranks = []
        for at, (word, idf) in enumerate(rarity):
            values |= {f"word{at}": _lexeme(word), f"idf{at}": idf}
            ranks.append(f":idf{at} * ts_rank(CAST(:weights AS real[]), terms, CAST(:word{at} AS tsquery), 1)")
        narrowed = ""
        if numbers is not None:
            narrowed = "AND chunk_terms.report = ANY(CAST(:numbers AS integer[])) "
            values["numbers"] = list(numbers)
        found = connection.execute(
            text(
                f"SELECT chunk_id, {' + '.join(ranks)} AS score "
                "FROM chunk_terms JOIN chunks ON chunks.key = chunk_terms.key "
                f"WHERE terms @@ CAST(:any AS tsquery) {narrowed}"
                "ORDER BY score DESC, chunk_id LIMIT :limit"
            ),
            {**values, "any": " | ".join(_lexeme(word) for word, _ in rarity)},
        )
        return [(chunk_id, float(score)) for chunk_id, score in found]


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
    return "'" + word.replace("\\", "\\\\").replace("'", "''").replace("\0", "") + "'"


def _rarity(connection: Connection, words: list[str]) -> list[tuple[str, float]]:
    """The rarest of the words that stand anywhere, each with its inverse document frequency."""
    total = connection.scalar(text("SELECT count(*) FROM chunk_terms")) or 0
    counting = text("SELECT count(*) FROM chunk_terms WHERE terms @@ CAST(:word AS tsquery)")
    counted = sorted((connection.scalar(counting, {"word": _lexeme(word)}) or 0, word) for word in words)
    known = [(count, word) for count, word in counted if count][:_QUERY_TOKENS]
    return [(word, math.log(1 + (total - count + 0.5) / (count + 0.5))) for count, word in known]
