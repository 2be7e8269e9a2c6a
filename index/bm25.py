"""BM25 over a handful of passages, with how rare a word is judged among these alone: pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The usual constants, which SQLite's bm25() has too.
_K1 = 1.2
_B = 0.75


@dataclass(frozen=True, slots=True)
class Matches:
    """Chunk ids with their scores, best first, and what a passage with each asked word once would score, about.

    A best score far below ``ceiling`` means that most of what was asked stands nowhere.
    """

    hits: list[tuple[str, float]]
    ceiling: float


@dataclass(frozen=True, slots=True)
class Words:
    """A chunk's tokens: of its passage, and of its title and headings."""

    chunk_id: str
    body: Sequence[str]
    head: Sequence[str]


def rank(query: Sequence[str], chunks: Iterable[Words], weights: tuple[float, float]) -> Matches:
    """The chunks that hold any word of ``query``; ``weights`` are those of a word in the body and in the head."""
    asked = set(query)
    counted = [(one.chunk_id, _counts(one, asked, weights), len(one.body) + len(one.head)) for one in chunks]
    total = len(counted)
    if not total:
        return Matches([], 0.0)
    average = max(sum(length for _, _, length in counted) / total, 1.0)
    holding = Counter(word for _, counts, _ in counted for word in counts)
    rarity = {word: math.log(1 + (total - holding[word] + 0.5) / (holding[word] + 0.5)) for word in asked}
    hits = []
    for chunk_id, counts, length in counted:
        damped = _K1 * (1 - _B + _B * length / average)
        score = sum(rarity[word] * count * (_K1 + 1) / (count + damped) for word, count in sorted(counts.items()))
        if counts:
            hits.append((chunk_id, score))
    return Matches(sorted(hits, key=lambda hit: (-hit[1], hit[0])), sum(rarity[word] for word in sorted(asked)))


def _counts(chunk: Words, asked: set[str], weights: tuple[float, float]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for words, weight in ((chunk.body, weights[0]), (chunk.head, weights[1])):
        for word in words:
            if word in asked:
                counts[word] = counts.get(word, 0.0) + weight
    return counts
