"""What figures mean: the question's vector against those of a report's figures, for wordings that share no words.

Cosines of one model crowd together, so only how far a figure stands out among its own report's figures counts.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.records import Figure, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder

_CONTEXT = 40
_HEADING = 20
_KEPT = 256
_FEWEST = 5


class Sense:
    """Vectors of figures, computed when a report is first asked about and kept for a while. Safe for several threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def standing_out(self, asked: str, report: Report, figures: Sequence[Figure]) -> list[float]:
        """For each figure, by how many standard deviations it is nearer to ``asked`` than the report's figures are on
        average; all zero for a report of few figures, where that means nothing."""
        if len(figures) < _FEWEST or not asked.strip():
            return [0.0] * len(figures)
        vectors = self._of(report, figures)
        scores = vectors @ self._embedder.embed_query(asked)
        spread = float(scores.std())
        if spread == 0.0:
            return [0.0] * len(figures)
        return [float(score) for score in (scores - scores.mean()) / spread]

    def _of(self, report: Report, figures: Sequence[Figure]) -> NDArray[np.float32]:
        with self._lock:
            known = self._vectors.get(report.report_id)
            if known is not None and len(known) == len(figures):
                self._vectors.move_to_end(report.report_id)
                return known
        made = self._embedder.embed_documents([_words(report, figure) for figure in figures])
        with self._lock:
            self._vectors[report.report_id] = made
            while len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return made


def _words(report: Report, figure: Figure) -> str:
    """A figure as the model reads it: heading, the words before, its clause."""
    heading = next((s.path[-1] for s in report.sections if s.number == figure.section and s.path), "")
    clause = report.text[figure.clause_start : figure.clause_end].replace("\n", "")
    return f"{heading[:_HEADING]}：{figure.context[-_CONTEXT:]}{clause}"
