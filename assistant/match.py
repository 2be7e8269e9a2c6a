"""A figure that may answer an ask."""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Figure


@dataclass(frozen=True, slots=True)
class Match:
    """``figure`` with the probability, 0..1, that it and no other of its report is the answer."""

    figure: Figure
    score: float
