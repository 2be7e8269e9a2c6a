"""What is usual in a library, so that a score can be read against it: the spread of its vectors, and which pairs of
characters and which words are rare.

From a sample of at most 1,500 passages of reports evenly spread, the same for the same store.
"""

from __future__ import annotations

import math
import re
import threading
import weakref
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.fold import fold
from index.library import Library
from index.vocabulary import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.catalog import Catalog

_SAMPLED_REPORTS = 120
_SAMPLED_PASSAGES = 1500
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[a-z][a-z0-9]{2,}")


@dataclass(frozen=True)
class Background:
    """The mean and covariance of a library's vectors, and in how many of the sampled passages each thing stands."""

    mean: NDArray[np.float32] | None
    covariance: NDArray[np.float32] | None
    texts: tuple[str, ...]

    @property
    def passages(self) -> int:
        """How many passages were sampled."""
        return len(self.texts)

    @cached_property
    def pairs(self) -> Counter[str]:
        """In how many passages each pair of characters stands."""
        return Counter(pair for text in self.texts for pair in pairs_of(fold(text).lower()))

    @cached_property
    def terms(self) -> Counter[str]:
        """In how many passages each term stands."""
        return Counter(term for text in self.texts for term in terms(text))

    def deviations(self, cosine: float, vector: NDArray[np.float32]) -> float:
        """How far ``cosine`` lies above the mean of this question's cosines, in their standard deviations."""
        if self.mean is None or self.covariance is None:
            return 0.0
        return (cosine - float(self.mean @ vector)) / self.spread(vector)

    def spread(self, vector: NDArray[np.float32]) -> float:
        """The standard deviation of the cosines of a question with the library's passages."""
        if self.covariance is None:
            return 1.0
        return math.sqrt(max(float(vector @ self.covariance @ vector), 1e-8))

    def rarity(self, count: int) -> float:
        """The weight of something that ``count`` of the sample's passages hold."""
        return math.log((self.passages + 1) / (count + 0.5))

    def pair_weights(self, query: str) -> dict[str, float]:
        """The pairs of characters and the Latin words of a question, each with its share in it by rarity."""
        plain = fold(query).lower()
        weights = {pair: max(self.rarity(self.pairs[pair]), 0.0) for pair in sorted(pairs_of(plain))}
        weights |= {word: self.rarity(0) for word in sorted(set(_LATIN.findall(plain)))}
        total = sum(weights.values())
        return {pair: weight / total for pair, weight in weights.items()} if total > 0 else {}


_known: weakref.WeakKeyDictionary[Catalog, tuple[int, Background]] = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def background(library: Library) -> Background:
    """The background of the library as it stands, measured once after each change."""
    catalog = library.catalog
    with _lock:
        version = catalog.version()
        known = _known.get(catalog)
        if known is None or known[0] != version:
            known = _known[catalog] = (version, _measure(library))
        return known[1]


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring Chinese characters in ``text``."""
    return {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}


def _measure(library: Library) -> Background:
    import numpy as np  # noqa: PLC0415 - 0.1 s that nobody waits for before the first search

    catalog = library.catalog
    reports = [info.report_id for info in catalog.reports() if info.duplicate_of is None]
    # Many short reports are one passage each: then as many of them as passages are taken.
    sampled = _spread(reports, _SAMPLED_REPORTS)
    ids = catalog.chunk_ids(sampled)
    if len(ids) < _SAMPLED_PASSAGES and len(reports) > len(sampled):
        each = max(1.0, len(ids) / len(sampled))
        ids = catalog.chunk_ids(_spread(reports, max(_SAMPLED_REPORTS, int(_SAMPLED_PASSAGES / each))))
    ids = _spread(ids, _SAMPLED_PASSAGES)
    texts = tuple(passage.text for passage in catalog.passages(ids))
    source = library.dense()
    vectors = source.fetch(ids) if source is not None else {}
    if len(vectors) < 2:
        return Background(None, None, texts)
    rows = np.stack(list(vectors.values())).astype(np.float32)
    return Background(rows.mean(axis=0), np.cov(rows.T).astype(np.float32), texts)


def _spread(items: Sequence[str], most: int) -> list[str]:
    if len(items) <= most:
        return list(items)
    return [items[position * len(items) // most] for position in range(most)]
