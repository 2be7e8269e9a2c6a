"""Numbers as they are stated, each with the words around it: in sources, in the ledger and in what a model wrote. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answer import AssertedFigure
from index.fold import fold
from index.masks import NUMERALS, mask
from index.numbers import quantities
from index.units import MONEY, alike, fit, units, yuan

# Units that may stand for each other: 326件 and 326起, not 326件 and 326人.
_BOUNDS = "，,；;。：:！!？?、\n()（）“”"
_OTHER_YEAR = re.compile(r"上一?年|去年|同期|往年|前一?年|上年度")
_PLAN = re.compile(
    r"计划(?!生育)|打算|拟(?![定写稿])|力争|争取(?!到)|预计|不少于|不低于|不得少于|至少|下一?年|明年|下一?步|将(?=开展|举办|继续|进一步|加强|推进|新建|建设|组织|实施|着力|加大|完善|对)"
    r"|\b(?:plan|will|at least)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\d.])\d+(?:[,，]\d{3})*(?:\.\d+)?")
_YEAR = re.compile(
    r"(?<![\d.,])((?:19|20)\d{2})(?![\d,.]\d|\d)|(?<![\d.,])(\d{2})(?=年度?(?!来|内|以))|([二两][〇零○][〇零○一二三四五六七八九]{2})(?=年)"
)
_ORDINAL = re.compile(rf"第[{NUMERALS}]+(?![，,、：:是])|第\d+")
_IN_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_NUMBER = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_IN_ENGLISH[1:10])}))?|{'|'.join(_IN_ENGLISH[2:])}|hundreds?|thousands?|millions?|dozens?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number in a text. ``words`` as written, ``start:end`` where; ``around`` are the pairs of characters by it."""

    start: int
    end: int
    words: str
    value: float
    unit: str
    approx: bool
    around: frozenset[str]
    other_year: bool = False
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of source ``n``, bound to a place and year; ``row`` is its position among the asserted figures, if one."""

    n: int
    place: str
    county: str
    year: int | None
    said: Said
    row: int | None = None


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters in ``text``."""
    return frozenset(run[at : at + 2] for run in re.findall(r"[一-鿿]+", fold(text)) for at in range(len(run) - 1))


@lru_cache(maxsize=4096)
def numbers_in(text: str, names: tuple[str, ...] = ()) -> tuple[Said, ...]:
    """The numbers with units in ``text``, in order; ``names`` are left out of the words around them."""
    found = []
    counted = quantities(text)
    for at, one in enumerate(counted):
        left, right = _clause(text, one.start, one.end, counted[at - 1].end if at else 0)
        around = _around(text, left, one.start, one.end, right, names)
        if len(around) < 2 and left > 0:
            before = max((text.rfind(mark, 0, left - 1) for mark in _BOUNDS), default=-1) + 1
            around |= _around(text, before, one.start, one.end, right, names)
        clause = text[left:right]
        found.append(
            Said(
                one.start,
                one.end,
                text[one.start : one.end],
                one.value * yuan(one.unit),
                one.unit,
                one.approx,
                around,
                bool(_OTHER_YEAR.search(clause)),
                one.floor or bool(_PLAN.search(clause)),
            )
        )
    return tuple(found)


def _clause(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    left = start
    while left > floor and text[left - 1] not in _BOUNDS:
        left -= 1
    right = end
    while right < len(text) and text[right] not in _BOUNDS:
        right += 1
    return left, right


def _around(text: str, left: int, start: int, end: int, right: int, names: Sequence[str]) -> frozenset[str]:
    words = text[left:start] + "|" + text[end:right]
    for name in names:
        words = words.replace(name, "|")
    return pairs(re.sub(r"\d+年?|全[镇乡县年]|[一-鿿]?年度?|累计|共计|合计|总计|开展|进行|共", "|", words))


def of_figure(figure: AssertedFigure, quote: str, start: int, names: tuple[str, ...]) -> Said:
    """An asserted figure as its ``quote``, which begins at ``start`` of the report, states it."""
    at = figure.start - start
    value = amount(figure.value, figure.unit)
    plain = Said(at, at + len(figure.words), figure.words, value, figure.unit, figure.approx, pairs(figure.indicator))
    for one in numbers_in(quote, names):
        if one.start <= at < one.end or at <= one.start < plain.end:
            around = one.around | plain.around
            return replace(plain, around=around, other_year=one.other_year, plan=one.plan)
    return plain


def amount(value: float, unit: str) -> float:
    """A value for comparing: money in 元."""
    return value * yuan(unit)


def same_value(one: float, other: float) -> bool:
    """Whether two values are the same number."""
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def same_unit(one: str, other: str) -> bool:
    """Whether two units count the same."""
    return one == other or (
        (one in MONEY) == (other in MONEY) and (alike(one, other) or ("个" in (one, other) and fit(one, other) > 0))
    )


def years_in(text: str) -> list[tuple[int, int, int]]:
    """The years named in ``text``: the year and where it stands; no number with a unit is one."""
    taken = [(one.start, one.end) for one in numbers_in(text)]
    found = []
    for year in _YEAR.finditer(fold(text)):
        if any(start <= year.start() < end for start, end in taken):
            continue
        if year[1]:
            value = int(year[1])
        elif year[2]:
            value = 2000 + int(year[2])
        else:
            value = int(
                "".join(
                    str("〇一二三四五六七八九".index(c)) for c in year[3].translate(str.maketrans("零○两", "〇〇二"))
                )
            )
        found.append((value, year.start(), year.end()))
    return found


def literals_in(text: str) -> list[str]:
    """What else reads as a number in ``text``: it can only be taken as it stands in a source.

    Digits come with the sign behind them (第15条: 15条), Chinese numerals with their unit.
    """
    folded = fold(text)
    taken = [(one.start, one.end) for one in numbers_in(text)] + [(start, end) for _, start, end in years_in(text)]

    def free(start: int) -> bool:
        return not any(first <= start < last for first, last in taken)

    found = []
    for digits in _DIGITS.finditer(folded):
        if free(digits.start()):
            following = folded[digits.end() : digits.end() + 1]
            found.append(digits.group() + (following if re.match(r"[一-鿿%]", following) else ""))
    found += [one.group() for one in _ORDINAL.finditer(folded) if free(one.start())]
    masked = mask(text)
    found += [one.group() for one in _spoken().finditer(masked) if free(one.start())]
    return found


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    counted = "|".join(re.escape(unit) for unit in (*units(), "镇", "地", "乡", "方面"))
    return re.compile(rf"(?<![几数第])[{NUMERALS}万亿]+(?:余|多|来)?(?:{counted})")


def english_numbers(text: str) -> list[tuple[str, float | None]]:
    """The numbers of an English sentence: as written and, unless it is too vague to tell, the value."""
    found: list[tuple[str, float | None]] = []
    for digits in re.finditer(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?", text):
        found.append((digits.group(), float(digits.group().replace(",", ""))))
    for word in _ENGLISH_NUMBER.finditer(text):
        first, _, rest = word.group().lower().replace("-", " ").partition(" ")
        if first in _TENS:
            found.append((word.group(), 20.0 + 10 * _TENS.index(first) + (_IN_ENGLISH.index(rest) if rest else 0)))
        else:
            found.append((word.group(), float(_IN_ENGLISH.index(first)) if first in _IN_ENGLISH else None))
    return found
