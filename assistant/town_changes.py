"""How much each of several towns changed between two years, and which of them the most: 2024年比2023年增加最多的是哪个镇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.aggregate import Entry, entries_of, meets
from assistant.figure_choice import Finding
from assistant.kinds import rose_or_fell
from assistant.question import Question
from index.units import yuan

_YEAR = r"(?:20)?\d\d\s*年?度?"
# 2024年比2023年, 从2023到2024, 增加最多, 降得最快, 各增减了几件: but not 占比最高, 新增的人最多.
_WAYS = r"增加|增长|提升|提高|增幅|上升|(?<![新网])增(?=得|最)|添得?|上?涨|升得?|多得|减少|减(?=得|最)|下降|降低|降幅|降(?=得|最)|少得|回落|跌|变化|变动|增减"
_BETWEEN_YEARS = re.compile(
    rf"(?:比|较)(?!较)\s*(?:{_YEAR}|上一?年|前一?年|去年)|(?:{_WAYS})(?:得|的|幅度|数量)*最|最[大小快慢]的?[增降变]"
    r"|增减|(?:各|分别)(?:增加|减少|增长|下降|变化)了?(?:多少|几|$|[，,？?])"
)
# The way of the change and which end of it is asked for, in the word beside 最.
_ASKED = re.compile(
    rf"(?P<way>{_WAYS})(?:得|的|幅度|数量)*最(?P<end>[多大快高明显]|[少小慢低])|最(?P<first>[大小])的?(?P<after>增|降|变)"
)
# 少了几件: by how much.
_FALL_ASKED = re.compile(
    r"(?:(?<![至最多变])少|降低?|下降|减少?|压减|跌)了?(?:多少|几)|how (?:many|much) (?:fewer|less)"
)
# 按增加的件数从大到小排 asks for nothing more.
_ORDER = re.compile(r"从[大多高小少低]到|排(?:列|序|名|个|$)")
_WAY = re.compile(_WAYS)
_FALLS = re.compile(r"减(?!证)|降|少|跌|回落")
_MOVES = re.compile(r"变|增减")
_BOTH_WAYS = re.compile(r"(?:增加|上升|多|涨)了.*(?:减少|下降|少|降)了|(?:减少|下降|少|降)了.*(?:增加|上升|多|涨)了")


@dataclass(frozen=True, slots=True)
class TownChange:
    """One town's figures of the first and the last year asked about, and the last less the first (money in 元)."""

    first: Entry
    last: Entry

    @property
    def amount(self) -> float:
        """How much was added; negative where it fell."""
        return self.last.amount - self.first.amount

    @property
    def unit(self) -> str:
        """The unit of its last figure."""
        return self.last.match.figure.unit

    @property
    def in_unit(self) -> float:
        """``amount`` in that unit."""
        return round(self.amount / yuan(self.unit), 4)


def changes_asked(question: Question) -> bool:
    """Whether a question asks how several towns changed between two years, or which of them most."""
    over_towns = question.places.everywhere or len(question.places.towns) != 1
    two_years = (len(question.years.years) == 2 and not question.own_years) or question.years.open_pair
    computed = question.operation in ("max", "min", "rank", "change", "count")
    asked = rose_or_fell(question.text) or _BETWEEN_YEARS.search(question.text)
    return over_towns and two_years and computed and bool(asked)


def asks_fall(text: str) -> bool:
    """Whether ``text`` asks by how much something fell: what has fallen by 17 is answered by 17."""
    return bool(_FALL_ASKED.search(text))


def changing(question: Question) -> int | None:
    """Which of a question's asks is the one thing that changes; None where several are, or a place in the order is asked for."""
    things = [at for at, ask in enumerate(question.asks) if not _ORDER.search(ask.text)]
    return things[0] if len(things) == 1 and not question.nth else None


def town_changes(findings: Sequence[Finding]) -> tuple[list[TownChange], list[Entry]]:
    """The towns with figures of both years (of several: of the first and the last), those that rose most first; and the figures
    of units that can't be compared."""
    kept, excluded = entries_of(findings)
    by_town: dict[str, dict[int, Entry]] = {}
    for entry in kept:
        slot = entry.finding.slot
        if slot.year is not None:
            by_town.setdefault(slot.town.full_name, {}).setdefault(slot.year, entry)
    both = [TownChange(own[min(own)], own[max(own)]) for own in by_town.values() if len(own) > 1]
    return sorted(both, key=lambda change: -change.amount), excluded


def in_asked_order(question: Question, changes: Sequence[TownChange]) -> tuple[list[TownChange], bool]:
    """``changes`` with the one first that is asked for, and whether the first alone answers.

    Who fell most is one that fell; what only changed most may have done either.
    """
    text = question.text
    found = _ASKED.search(text)
    any_way = _WAY.search(text)
    way = rose_or_fell(text)
    word = (found["way"] or found["after"]) if found else any_way.group() if any_way else "增"
    falls = way == "fell" or (not way and bool(_FALLS.search(word)))
    moves = bool(_MOVES.search(word)) or bool(_BOTH_WAYS.search(text))
    one_way = bool(way or found or any_way) and not moves
    kept = [one for one in changes if one.amount and (one.amount < 0) == falls] if one_way else list(changes)
    least = (found["end"] or found["first"]) in "少小慢低" if found else question.operation == "min"
    ordered = sorted(kept, key=lambda one: abs(one.amount) if one_way or found else one.amount, reverse=not least)
    if question.threshold is not None:
        bound = question.threshold
        return [one for one in ordered if meets(bound, abs(one.amount))], False
    if question.operation in ("max", "min") and not way:
        return ordered, True
    if way:
        return ordered, False
    everyone = sorted(changes, key=lambda one: one.amount, reverse=not (falls and one_way))
    return (everyone[: question.top] if question.top else everyone), False
