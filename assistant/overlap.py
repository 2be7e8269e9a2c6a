"""How much of one text another says: character by character, by shared runs, by concepts, by words that stand for one another.

Whole characters, because segmentation cuts colloquial questions at other places than a report's prose (调成了, 写征迁).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from index.fold import fold
from index.thesaurus import group_spans
from index.vocabulary import concept_spans, kind, nearness

_UNIT = re.compile(r"[一-鿿]|[a-z0-9]+")
_BREAKS = re.compile(r"\s+")
# What a unit is met by: a run of two or more in common, one character in common, words of one group of the thesaurus.
_RUN, _CHARACTER, _GROUP = 1.0, 0.4, 0.9
# The same concept in another wording: the very words are still nearer.
_OTHER_WORDING = 0.92
_KIND_WEIGHTS = {"object": 1.0, "quality": 0.8, "action": 0.75, "generic": 0.2}
_WORD_WEIGHT = 0.8
# An English word that no list knows: a Chinese report can't be expected to meet it.
_UNKNOWN_WORD = 0.3
_LEAST_IN_CONCEPT = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """A text as what is to be met: its units (characters; runs of letters or digits), what each weighs and what all do, and its meanings.

    ``concepts`` and ``groups`` say of which units (first, last + 1) which concept or groups of the thesaurus they are.
    """

    text: str
    units: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    concepts: tuple[tuple[int, int, str], ...]
    groups: tuple[tuple[int, int, frozenset[int]], ...]

    total: float

    def share(self, met: Sequence[float]) -> float:
        """The share of the weight that is met; 0 of nothing."""
        return sum(map(mul, self.weights, met)) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """A text as what meets another: folded, with its concepts and groups."""

    text: str
    concepts: frozenset[str]
    groups: frozenset[int]


@lru_cache(maxsize=16384)
def read_field(text: str) -> Field:
    """``text`` as what may meet another."""
    folded = fold(text).lower()
    plain = folded if re.search("[a-z]", folded) else _BREAKS.sub("", folded)
    groups = frozenset(group for _, _, some in group_spans(plain) for group in some)
    return Field(plain, frozenset(name for _, _, name in concept_spans(plain)), groups)


def read_words(text: str, rarity: dict[str, float]) -> Words:
    """``text`` as what is to be met; ``rarity`` is what a character weighs (1 where it is not listed)."""
    folded = fold(text).lower()
    units = tuple((match.start(), match.end()) for match in _UNIT.finditer(folded))
    concepts = tuple((*_units_of(units, start, end), name) for start, end, name in concept_spans(folded))
    groups = tuple((*_units_of(units, start, end), some) for start, end, some in group_spans(folded))
    weights = [rarity.get(folded[a:b], 1.0) if b - a == 1 else _WORD_WEIGHT for a, b in units]
    known = {position for first, last, _ in (*concepts, *groups) for position in range(first, last)}
    for position, (begin, end) in enumerate(units):
        if position not in known and folded[begin:end].isalpha() and folded[begin:end].isascii():
            weights[position] = _UNKNOWN_WORD
    for first, last, name in concepts:
        for position in range(first, last):
            weights[position] = max(weights[position], _LEAST_IN_CONCEPT) * _KIND_WEIGHTS[kind(name)]
    return Words(folded, units, tuple(weights), concepts, groups, sum(weights))


def _units_of(units: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    inside = [position for position, (begin, _) in enumerate(units) if start <= begin < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def met(words: Words, field: Field) -> list[float]:
    """For each unit of ``words`` how well ``field`` meets it, 0..1."""
    found = [0.0] * len(words.units)
    if not field.text:
        return found
    _meet_runs(words, field.text, found)
    for first, last, name in words.concepts:
        near = max((nearness(name, other) for other in field.concepts), default=0.0)
        begin, end = words.units[first][0], words.units[last - 1][1]
        if near == 1.0 and words.text[begin:end] not in field.text:
            near = _OTHER_WORDING
        _raise(found, first, last, near)
    for first, last, some in words.groups:
        if not some.isdisjoint(field.groups):
            _raise(found, first, last, _GROUP)
    return found


def _meet_runs(words: Words, text: str, found: list[float]) -> None:
    units, own = words.units, words.text
    for first, (begin, end) in enumerate(units):
        word = own[begin:end]
        if word not in text or (word.isascii() and not re.search(rf"(?<![a-z0-9]){word}(?![a-z0-9])", text)):
            continue
        last = first
        while (
            last + 1 < len(units) and units[last + 1][0] == units[last][1] and own[begin : units[last + 1][1]] in text
        ):
            last += 1
        _raise(found, first, last + 1, _RUN if last > first or end - begin > 1 else _CHARACTER)


def _raise(found: list[float], first: int, last: int, value: float) -> None:
    for position in range(first, last):
        found[position] = max(found[position], value)


def either(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Unit by unit the better of the two."""
    return list(map(max, one, other))
