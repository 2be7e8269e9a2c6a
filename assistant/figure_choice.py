"""Which of the figures of one report that answer are given: the best, and another scope beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.asks import Ask
from assistant.match import Match
from assistant.scope import Slot
from index.binding import is_part_of_town
from index.records import Figure, Role
from index.units import RATE, alike
from index.vocabulary import objects, terms


@dataclass(frozen=True, slots=True)
class Finding:
    """What one report says to one ask: ``matches`` are asserted, best first; ``nearest`` are only offered.

    ``kinds`` are what it counts kind by kind where it states no whole and no kind was asked for.
    """

    slot: Slot
    ask: Ask
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    kinds: tuple[Match, ...] = ()


# Of two asks that one figure answers, the less sure takes the figure that comes next, if that is as probable as this.
_NEXT_BEST = 0.2
# Two figures of one report both answer when they fit about equally well (a centre's 37 件 and the town's 45 起).
_EQUAL = 0.6
_SECOND = 0.02
# Of a centre's figure the words themselves say that it is one.
_OTHER_SCOPE = 0.001
# The units through which a town does the work of the whole: their figure is a second answer, not a detail.
_CORE_UNIT = re.compile(r"(?:镇|乡|街道)?(?:(?:治理|综治|矛调|调解|服务)?中心|调委会|人民调解委员会|司法所)")


def _second_scope(best: Match, other: Match, ask: Ask) -> bool:
    """Whether ``other`` is the same thing counted by the town's own centre (中心调解37件 beside 全镇45起)."""
    if ask.total or ask.rate or not _CORE_UNIT.fullmatch(other.figure.subject) or is_part_of_town(best.figure.subject):
        return False
    mine, theirs = (objects(terms(m.figure.indicator)) for m in (best, other))
    return (
        bool(mine)
        and mine <= theirs
        and other.figure.value < best.figure.value
        and alike(best.figure.unit, other.figure.unit)
    )


def choose(found: Sequence[Match], near: Sequence[Match], ask: Ask) -> list[Match]:
    """The best match and any other that answers as well, in other words about another scope.

    ``near`` are all by the first reading: of two that answer, the second makes one.
    """
    best = found[0]
    scopes = [
        other
        for other in sorted(near, key=lambda match: -match.score)
        if other.score >= _OTHER_SCOPE and _second_scope(best, other, ask) and not _tells_the_same(best, other)
    ]
    equal = [
        other
        for other in found[1:]
        if other.score >= max(_SECOND, _EQUAL * best.score)
        and other.figure.sentence_start != best.figure.sentence_start
        and not _tells_the_same(best, other)
    ]
    return [best, *(scopes or equal)[:1]]


# 从几件降到几件 asks for both ends.
_FROM_TO_ASKED = re.compile(
    r"[从由](?:多少|几)[一-鿿]{0,3}?(?:降|升|增|减|涨|压|提高|下降|上升|减少|增加|缩短|变)[一-鿿]{0,2}?[到至为成](?:多少|几)"
)


def _counts(ask: Ask) -> bool:
    """Whether an ask says itself that something is to be counted: not 有没有 before 有的话几件, nor 12345热线呢."""
    return not ask.whether and bool(_HOW_MANY.search(ask.text))


_HOW_MANY = re.compile(r"多少|几|how many", re.IGNORECASE)


def one_each(found: Sequence[Finding], fits: Callable[[int, Match], bool]) -> tuple[Finding, ...]:
    """``found`` of one report, an ask each, where two asks don't get one number: 谈成几部、装好几部 are two.

    A rate or a none may be told of two things at once. ``fits`` says whether a figure may answer the ask at a position at all.
    """
    given = list(found)
    for at, after in combinations(range(len(given)), 2):
        one, other = given[at], given[after]
        if not (one.matches and other.matches) or one.matches[0].figure is not other.matches[0].figure:
            continue
        figure = one.matches[0].figure
        if figure.unit == RATE or not figure.value or not (_counts(one.ask) and _counts(other.ask)):
            continue
        unsure = at if one.matches[0].score <= other.matches[0].score else after
        taken = {match.figure.number for finding in given for match in finding.matches}
        instead = next(
            (
                match
                for match in given[unsure].nearest
                if match.score >= _NEXT_BEST and match.figure.number not in taken and fits(unsure, match)
            ),
            None,
        )
        if instead is not None:
            given[unsure] = replace(given[unsure], matches=(instead,))
    return tuple(given)


def asks_from_and_to(text: str) -> bool:
    """Whether ``text`` asks for both ends of a change."""
    return bool(_FROM_TO_ASKED.search(text))


def moved_from(before: Figure, best: Figure) -> bool:
    """Whether ``before`` is what ``best`` rose or fell from, in the same clause."""
    return (
        before.role is Role.OTHER_YEAR
        and before.clause_start == best.clause_start
        and before.end <= best.start
        and before.unit == best.unit
    )


def _tells_the_same(best: Match, other: Match) -> bool:
    """Whether ``other`` only says the same number again, or is a part of the same whole."""
    one, two = best.figure, other.figure
    again = one.value == two.value and alike(one.unit, two.unit)
    return again or two.whole == one.number or one.whole == two.number
