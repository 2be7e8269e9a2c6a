"""Passages for a question: by sense (vectors), by words (BM25), or both joined, within the reports asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.background import background
from index.bm25 import Matches
from index.dense import cosines as _cosines
from index.fold import fold
from index.fusion import Fused, fuse
from index.library import Library
from index.records import Hit
from index.rerank import LOOKED_AT, reranked
from index.terms import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How many candidates each side brings.
_CANDIDATES = 100
# Up to this many passages are compared one by one, which is exact; more are taken from the nearest of all.
_EXACT = 3000
_WIDEST = 5000
# A word of a title or heading stands over the whole section; a word of the passage itself says more.
_WEIGHTS = (1.0, 0.5)
# The model reads some 500 tokens; a pasted page is cut before it is worked on.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a search found, best first, with the cosines by chunk id and the question's vector behind them.

    ``vector`` is ``None`` and ``cosines`` empty where the store's vectors can't be used.
    """

    hits: tuple[Hit, ...] = ()
    cosines: Mapping[str, float] = field(default_factory=dict)
    vector: NDArray[np.float32] | None = None


def search(
    library: Library,
    query: str,
    *,
    report_ids: Collection[str] | None = None,
    limit: int = 10,
    query_tokens: Sequence[str] | None = None,
) -> list[Hit]:
    """The passages that fit ``query`` best by sense and words together, best first.

    ``report_ids`` is the scope: an empty one finds nothing, ``None`` is all reports. ``query_tokens`` replaces the
    words taken from ``query``, e.g. with synonyms added. The same question to the same store gives the same order.

    Raises:
        StoreError, EmbeddingError: the store or the model can't be used.
    """
    found = candidates(library, query, report_ids=report_ids, limit=limit, query_tokens=query_tokens)
    return list(found.hits)


def candidates(
    library: Library,
    query: str,
    *,
    report_ids: Collection[str] | None = None,
    limit: int = 10,
    query_tokens: Sequence[str] | None = None,
    question: bool = False,
) -> Candidates:
    """What ``search`` finds, with the scores behind it, for those who judge the passages further.

    With ``question``, ``query`` is what a person asks, in other words than passages have.
    """
    query = query[:_LONGEST].encode("utf-8", "replace").decode().strip()
    if limit <= 0 or (report_ids is not None and not report_ids) or not any(c.isalnum() for c in query):
        return Candidates()
    wanted = max(_CANDIDATES, 2 * limit)
    matches = lexical(library, tokens(query) if query_tokens is None else query_tokens, report_ids, wanted)
    by_words = dict(matches.hits)
    vector = None if library.dense() is None else _vector(library, query, question=question)
    by_sense = {} if vector is None else _near(library, vector, report_ids, wanted, list(by_words))
    given = background(library)
    ranked = fuse(
        by_sense,
        by_words,
        _pairs(library, given.pair_weights(query), by_sense.keys() | by_words.keys()),
        spread=1.0 if vector is None else given.spread(vector),
        ceiling=matches.ceiling,
        lexical_floor=min(by_words.values()) if len(by_words) >= wanted else 0.0,
    )[: max(limit, LOOKED_AT) if library.settings.reranker else limit]
    cosines = {one.chunk_id: by_sense[one.chunk_id] for one in ranked if one.chunk_id in by_sense}
    hits = to_hits(library, ranked)
    if library.settings.reranker:
        best, rest = hits[:LOOKED_AT], hits[LOOKED_AT:]
        order = reranked(library.settings.reranker, query, [hit.text for hit in best])
        hits = [*(best[at] for at in order), *rest][:limit]
    return Candidates(tuple(hits), cosines, vector)


def _vector(library: Library, query: str, *, question: bool) -> NDArray[np.float32]:
    return library.embedder.embed_question(query) if question else library.embedder.embed_query(query)


def lexical(library: Library, words: Sequence[str], report_ids: Collection[str] | None, limit: int) -> Matches:
    """The passages that hold any of these tokens, with BM25 scores, best first."""
    return library.catalog.matches(words, report_ids, limit, _WEIGHTS)


def dense(
    library: Library, query: str, report_ids: Collection[str] | None, limit: int, also: Sequence[str] = ()
) -> dict[str, float]:
    """The passages nearest to ``query`` with their cosines, and those of ``also``; nothing if there are no vectors."""
    if library.dense() is None:
        return {}
    return _near(library, library.embedder.embed_query(query), report_ids, limit, also)


def _pairs(library: Library, weights: Mapping[str, float], ids: Collection[str]) -> dict[str, float]:
    """The share of the question's pairs of characters that each passage holds, or what stands above it."""
    if not weights:
        return {}
    found = {}
    for chunk in library.catalog.chunks(sorted(ids)):
        plain = fold(chunk.embedded).lower()
        found[chunk.chunk_id] = sum(weight for pair, weight in weights.items() if pair in plain)
    return found


def _near(
    library: Library,
    vector: NDArray[np.float32],
    report_ids: Collection[str] | None,
    limit: int,
    also: Sequence[str],
) -> dict[str, float]:
    source = library.dense()
    if source is None:
        return {}
    catalog = library.catalog
    if report_ids is not None:
        ids = catalog.chunk_ids(report_ids)
        if len(ids) <= _EXACT:
            return _nearest(_scored(source.fetch(ids), vector), limit, also)
        inside = set(ids)
        found = dict(hit for hit in source.query(vector, min(_WIDEST, 20 * limit)) if hit[0] in inside)
        if len(found) < limit:
            found = dict(hit for hit in source.query(vector, _WIDEST) if hit[0] in inside)
    else:
        found = dict(source.query(vector, limit))
    missing = [one for one in also if one not in found]
    return _nearest(found, limit, ()) | _scored(source.fetch(missing), vector)


def _scored(vectors: dict[str, NDArray[np.float32]], query: NDArray[np.float32]) -> dict[str, float]:
    if not vectors:
        return {}
    import numpy as np  # noqa: PLC0415 - 0.1 s that a search without vectors needn't wait for

    scores = _cosines(np.stack(list(vectors.values())), query)
    return {one: float(score) for one, score in zip(vectors, scores, strict=True)}


def _nearest(scores: dict[str, float], limit: int, also: Sequence[str]) -> dict[str, float]:
    best = sorted(scores, key=lambda one: (-scores[one], one))[:limit]
    return {one: scores[one] for one in dict.fromkeys([*best, *also]) if one in scores}


def to_hits(library: Library, ranked: Sequence[Fused]) -> list[Hit]:
    """Candidates as passages with the words and the whereabouts to quote; those gone meanwhile are left out."""
    catalog = library.catalog
    by_id = {one.chunk_id: one for one in ranked}
    reports = {info.report_id: info for info in catalog.reports()}
    hits = []
    for passage in catalog.passages(list(by_id)):
        info, found = reports.get(passage.report_id), by_id[passage.chunk_id]
        if info is not None:
            hits.append(
                Hit(
                    chunk_id=passage.chunk_id,
                    report_id=passage.report_id,
                    file=info.file,
                    place=info.place,
                    year=info.year,
                    section=passage.section,
                    start=passage.start,
                    end=passage.end,
                    text=passage.text,
                    score=found.score,
                    dense_rank=found.dense_rank,
                    lexical_rank=found.lexical_rank,
                )
            )
    return hits
