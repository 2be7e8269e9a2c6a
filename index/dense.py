"""Where a search finds vectors: Chroma, or the catalog's own copy of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.catalog import Catalog


class DenseSource(Protocol):
    """What both can do."""

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The ``limit`` nearest chunk ids with their cosine similarity, best first."""

    def fetch(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of these chunks; ids that aren't there are left out."""


class StoredVectors:
    """The catalog's copy of the vectors, compared one by one: for a process that may not open Chroma's files.

    Exact, and safe beside a writer. All vectors are read at the first ``query`` after a change.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._version = -1
        self._ids: list[str] = []
        self._blocks: list[NDArray[np.float32]] = []

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The ``limit`` nearest chunk ids with their cosine similarity, best first."""
        with self._lock:
            self._load()
            ids, blocks = self._ids, self._blocks
        if not ids or limit <= 0:
            return []
        unit = vector / max(float(np.linalg.norm(vector)), 1e-12)
        scores = np.concatenate([block @ unit for block in blocks])
        best = np.arange(len(scores))
        if limit < len(scores):
            # Sorting all of them takes longer than comparing them.
            best = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
        best = best[np.lexsort((best, -scores[best]))][:limit]
        return [(ids[at], float(scores[at])) for at in best]

    def fetch(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of these chunks; ids that aren't there are left out."""
        return self._catalog.vectors(ids)

    def _load(self) -> None:
        version = self._catalog.version()
        if version == self._version:
            return
        ids: list[str] = []
        blocks: list[NDArray[np.float32]] = []
        for some, vectors in self._catalog.all_vectors():
            ids += some
            # Of length 1, so that a product is the cosine.
            blocks.append(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))
        self._version, self._ids, self._blocks = version, ids, blocks


def cosines(rows: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosine of each row (n, d) with ``vector`` (d,)."""
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
    found: NDArray[np.float32] = (rows @ vector) / np.maximum(lengths, 1e-12)
    return found
