"""Joining sense and words into one ranking: pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What holding all of a question's words, and all of its pairs of characters, is worth in deviations of sense. Measured
# over invented articles and reports: both sides by themselves, their ranks joined, and weighted sums of standardised
# scores all found less (DEVELOPMENT.md has the table).
WORDS_WORTH = 3.0
PAIRS_WORTH = 6.0


@dataclass(frozen=True, slots=True)
class Fused:
    """A candidate with its joined score and its rank (from 1) in each ranking, ``None`` where it isn't in it."""

    chunk_id: str
    score: float
    dense_rank: int | None
    lexical_rank: int | None


def fuse(
    dense: Mapping[str, float],
    lexical: Mapping[str, float],
    pairs: Mapping[str, float] | None = None,
    *,
    spread: float = 1.0,
    ceiling: float = 1.0,
    lexical_floor: float = 0.0,
) -> list[Fused]:
    """All candidates of both, best first; equal ones by id.

    ``dense`` are cosines, which count in deviations: ``spread`` is that of the question's cosines over the library.
    ``lexical`` are BM25 scores, which count as shares of ``ceiling``, the score of a passage with every word; so a
    chance match of one word of many is worth little. ``pairs`` are shares of the question's pairs of characters. A
    candidate without a lexical score has ``lexical_floor``, one without a cosine the lowest of the others'.
    """
    ids = sorted(dense.keys() | lexical.keys())
    lowest = min(dense.values(), default=0.0)
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    pairs = pairs or {}
    joined = [
        Fused(
            one,
            (dense.get(one, lowest) - lowest) / spread
            + WORDS_WORTH * lexical.get(one, lexical_floor) / max(ceiling, 1e-9)
            + PAIRS_WORTH * pairs.get(one, 0.0),
            dense_ranks.get(one),
            lexical_ranks.get(one),
        )
        for one in ids
    ]
    # Rounded, so that the order of equals doesn't hang on the last bit of a sum.
    return sorted(joined, key=lambda one: (-round(one.score, 9), one.chunk_id))


def _ranks(scores: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(scores, key=lambda one: (-scores[one], one))
    return {one: rank for rank, one in enumerate(ordered, start=1)}
