"""Passages of several places side by side: what all write, what only one does, and which say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.quoted import Quoted
from index.fold import fold
from index.parts import topics, topics_of

# Passages of two places that share this part of their pairs of characters are one wording.
_ALIKE = 0.5
_DEALT = 0.75
_MOST_NAMED = 3
_NAME = re.compile(r"“([^“”\d]{2,12})”")
# Quoted in every report, so they tell no place from another.
_COMMON_NAMES = re.compile(
    r"枫桥经验|法律明白人|法律进|放管服|一网通办|两委|四议|三项制度|谁执法谁普法|关键少数|一窗|最多跑一次|双随机|普法|第一议题|八五|七五"
)


def fold_alike(quotes: Sequence[Quoted]) -> list[tuple[Quoted, tuple[Quoted, ...]]]:
    """``quotes`` in their order, each with those of other places that say nearly the same and need not be shown."""
    kept: list[tuple[Quoted, list[Quoted]]] = []
    pairs = {quote: _pairs(quote.text) for quote in quotes}
    for quote in quotes:
        for first, alike in kept:
            if first.slot.town != quote.slot.town and _overlap(pairs[first], pairs[quote]) >= _ALIKE:
                alike.append(quote)
                break
        else:
            kept.append((quote, []))
    return [(quote, tuple(alike)) for quote, alike in kept]


def contrast(quotes: Sequence[Quoted], numbers: Mapping[Quoted, int], *, english: bool = False) -> list[str]:
    """One line on what every place deals with and one on what only one does, each point with the ``[n]`` of its quotes."""
    by_place: dict[str, list[Quoted]] = {}
    for quote in quotes:
        by_place.setdefault(quote.slot.town.full_name, []).append(quote)
    if len(by_place) < 2:
        return []
    lines = []
    dealt = {place: _topics(own) for place, own in by_place.items()}
    shared = [key for key in topics() if all(key in own for own in dealt.values())][:_MOST_NAMED]
    if shared:
        points = []
        for key in shared:
            marks = "".join(f"[{numbers[own[key]]}]" for own in dealt.values())
            points.append(f"{topics()[key].name}{marks}")
        lines.append(("In common: " if english else "共同点：都写到") + "、".join(points) + ("." if english else "。"))
    names = {place: _names(own) for place, own in by_place.items()}
    for place, own in names.items():
        others = " ".join(fold(quote.text) for other, each in by_place.items() if other != place for quote in each)
        single = [(name, quote) for name, quote in own.items() if fold(name) not in others][:_MOST_NAMED]
        points = [f"“{name}”[{numbers[quote]}]" for name, quote in single]
        if not points:
            rest = [
                key for key in dealt[place] if all(key not in each for other, each in dealt.items() if other != place)
            ]
            points = [f"{topics()[key].name}[{numbers[dealt[place][key]]}]" for key in rest[:_MOST_NAMED]]
        if points:
            lines.append(
                (f"Only {place}: " if english else f"只有{place}写到：")
                + "、".join(points)
                + ("." if english else "。")
            )
    return lines


def _topics(own: Sequence[Quoted]) -> dict[str, Quoted]:
    found: dict[str, Quoted] = {}
    for quote in own:
        for key, strength in topics_of(quote.section, quote.text).items():
            if strength >= _DEALT:
                found.setdefault(key, quote)
    return found


def _names(own: Sequence[Quoted]) -> dict[str, Quoted]:
    found: dict[str, Quoted] = {}
    for quote in own:
        for name in _NAME.findall(quote.text):
            if not _COMMON_NAMES.search(name) and not re.search(r"[，。；：\s]", name):
                found.setdefault(name, quote)
    return found


def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"[^一-鿿]", "", fold(text))
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the smaller one's pairs that the other holds as well, of both together."""
    return len(first & second) / max(1, len(first | second))
