"""Which of very many reports can state what is asked at all: an inverted index over the words around their figures.

A question over every town of a province would weigh tens of thousands of figures, most of which name another thing. What is told
here is necessary, not enough: the ledger weighs whatever passes as it weighs any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked, Thing
from assistant.features import can_answer
from assistant.figure_view import FigureView
from index.records import Figure, Role
from index.units import MONEY


class Postings:
    """The figures of some reports by what stands around them. Not changed once made."""

    def __init__(self, views: Mapping[str, Sequence[FigureView]]) -> None:
        """``views`` are the figures of each report, by its id."""
        self._views = dict(views)
        self._ids = tuple(views)
        self._report = np.repeat(np.arange(len(views)), [len(some) for some in views.values()])
        # Unit and role are all that say whether a figure can answer: one figure speaks for all that have them alike.
        self._alike: dict[tuple[str, Role], tuple[int, Figure]] = {}
        concepts: dict[str, list[int]] = {}
        groups: dict[int, list[int]] = {}
        texts, kinds = [], []
        for position, one in enumerate(chain.from_iterable(views.values())):
            number, _ = self._alike.setdefault((one.figure.unit, one.figure.role), (len(self._alike), one.figure))
            kinds.append(number)
            for concept in frozenset(chain.from_iterable(field.concepts for field in one.around)):
                concepts.setdefault(concept, []).append(position)
            for group in frozenset(chain.from_iterable(field.groups for field in one.around)):
                groups.setdefault(group, []).append(position)
            texts.append("\n".join(field.text for field in one.around))
        self._kind = np.array(kinds, dtype=np.int32)
        self._concepts = {name: np.array(some, dtype=np.int32) for name, some in concepts.items()}
        self._groups = {group: np.array(some, dtype=np.int32) for group, some in groups.items()}
        self._text = "\n\n".join(texts)
        self._starts = np.cumsum([0, *(len(text) + 2 for text in texts[:-1])])

    def of_these(self, views: Mapping[str, Sequence[FigureView]]) -> bool:
        """Whether these are the postings of ``views`` as they are now."""
        return len(views) == len(self._views) and all(self._views.get(key) is some for key, some in views.items())

    def could_state(self, asked: Asked) -> frozenset[str]:
        """The ids of the reports with a figure of a unit and role that fit, near which all things are named that ``asked`` names."""
        fits = self._whose(lambda figure: can_answer(asked.ask, figure))
        for thing in asked.things:
            fits &= self._naming(thing)
        return frozenset(self._ids[number] for number in np.unique(self._report[fits]))

    def _whose(self, unit_or_role: Callable[[Figure], bool]) -> NDArray[np.bool_]:
        """Which figures are of a unit and role that ``unit_or_role`` holds of."""
        holds = np.array([unit_or_role(figure) for _, figure in self._alike.values()], dtype=bool)
        return holds[self._kind]

    def _naming(self, thing: Thing) -> NDArray[np.bool_]:
        """Which figures have ``thing`` named around them, or by their unit."""
        named = (
            self._whose(lambda figure: figure.unit in MONEY)
            if thing.is_money
            else np.zeros(len(self._kind), dtype=bool)
        )
        for concept in filter(thing.is_near, self._concepts):
            named[self._concepts[concept]] = True
        for group in thing.groups & self._groups.keys():
            named[self._groups[group]] = True
        named[self._with(thing.words)] = True
        return named

    def _with(self, words: str) -> NDArray[np.int64]:
        """The figures around which ``words`` stand."""
        return np.searchsorted(self._starts, list(_places_of(words, self._text)), side="right") - 1


def _places_of(words: str, text: str) -> Iterator[int]:
    """Where ``words`` begin in ``text``."""
    found = text.find(words)
    while found >= 0:
        yield found
        found = text.find(words, found + 1)
