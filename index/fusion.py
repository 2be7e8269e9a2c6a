"""Joining two rankings into one: pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean, pstdev

# Of the score, at most the rest is the words': all of it where the best passage has the half of what was asked (by
# rarity) or more, and less, by the square, where the question's words hardly stand anywhere. Then a chance match of one
# word would be far above all others that have none, and outweigh the sense.
DENSE_SHARE = 0.65
_FULL_COVERAGE = 0.5


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
    *,
    lexical_floor: float = 0.0,
    coverage: float = 1.0,
    dense_share: float = DENSE_SHARE,
) -> list[Fused]:
    """All candidates of both, best first: the weighted sum of their standardised scores; equal ones by id.

    A candidate without a lexical score has ``lexical_floor``, one without a dense score the lowest of the others'.
    ``coverage`` is how much of the question the best lexical candidate holds.
    """
    lexical_share = (1 - dense_share) * min(1.0, coverage / _FULL_COVERAGE) ** 2
    ids = sorted(dense.keys() | lexical.keys())
    lowest = min(dense.values(), default=0.0)
    dense_scores = _standardised([dense.get(one, lowest) for one in ids])
    lexical_scores = _standardised([lexical.get(one, lexical_floor) for one in ids])
    dense_ranks, lexical_ranks = _ranks(dense), _ranks(lexical)
    joined = [
        Fused(one, dense_share * by_sense + lexical_share * by_words, dense_ranks.get(one), lexical_ranks.get(one))
        for one, by_sense, by_words in zip(ids, dense_scores, lexical_scores, strict=True)
    ]
    # Rounded, so that the order of equals doesn't hang on the last bit of a sum.
    return sorted(joined, key=lambda one: (-round(one.score, 9), one.chunk_id))


def _standardised(scores: list[float]) -> list[float]:
    """Scores with mean 0 and deviation 1; all 0 where they don't differ."""
    if not scores:
        return []
    mean, deviation = fmean(scores), pstdev(scores)
    return [(score - mean) / deviation if deviation > 1e-9 else 0.0 for score in scores]


def _ranks(scores: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(scores, key=lambda one: (-scores[one], one))
    return {one: rank for rank, one in enumerate(ordered, start=1)}
