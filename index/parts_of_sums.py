"""Parts known by their sum: 97件…山林权属23件、土地41件、其他33件 are the parts of 97件, whatever words stand between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.records import Figure, Role
from index.units import MONEY, RATE, fit

_REACH = 260
_FEWEST, _MOST = 2, 12


def add_sums(figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` with ``whole`` set where the figures right behind one add up to it exactly.

    Rates, ranks, approximate figures and figures that are parts already are left as they are.
    """
    found = list(figures)
    for position, whole in enumerate(found):
        if not _countable(whole) or whole.whole is not None or whole.value < _FEWEST:
            continue
        for first in (position + 1, position + 2, position + 3):
            parts = _parts(found, whole, first)
            if parts:
                for part in parts:
                    found[part] = replace(found[part], whole=whole.number)
                break
    return found


def _parts(figures: Sequence[Figure], whole: Figure, first: int) -> list[int]:
    """The run of figures from ``first`` that adds up to ``whole``; empty if none does."""
    total = 0.0
    run: list[int] = []
    for position in range(first, min(first + _MOST, len(figures))):
        part = figures[position]
        if (
            part.section != whole.section
            or part.start - whole.end > _REACH
            or not _countable(part)
            or fit(whole.unit, part.unit) < 0.9
        ):
            return []
        if part.whole is not None and part.whole != whole.number:
            return []
        total += part.value
        run.append(position)
        if total == whole.value and len(run) >= _FEWEST:
            return run
        if total > whole.value:
            return []
    return []


def _countable(figure: Figure) -> bool:
    return (
        figure.unit != RATE
        and figure.unit not in MONEY
        and not figure.approx
        and figure.role is Role.OUTCOME
        and figure.value > 0
    )
