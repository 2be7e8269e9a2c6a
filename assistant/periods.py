"""Parts of a year: a question about the second half is not answered by the first half's figure, nor by the year's."""

from __future__ import annotations

import re
from functools import lru_cache

from index.numbers import spoken_value

_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = r"(?:\s*\d{1,2}\s*[日号])?"
_TO = r"\s*[-–—~～至到]\s*(?:20\d\d\s*年\s*)?"
_QUARTER = r"([一二三四1-4])"
_NO_MONTH = r"(?<![近每期第\d])"
# In this order; what one has read is taken out before the next. Each gives the first and the last month of a match.
_RULES = (
    (re.compile(rf"{_NO_MONTH}{_NUMBER}\s*月?(?:份|初)?{_DAY}{_TO}{_NUMBER}\s*月"), lambda a, b: (a, b)),
    (
        re.compile(rf"(?:截至|截止|(?<![接收得受遇办调])到)[^，。；]{{0,6}}?{_NO_MONTH}{_NUMBER}\s*月"),
        lambda a, _: (1, a),
    ),
    (re.compile(rf"(?:前|(?<![牵源带街回])头){_NUMBER}\s*个月"), lambda a, _: (1, a)),
    (re.compile(rf"(?:前|(?<![牵源带街回])头){_QUARTER}\s*个?季度"), lambda a, _: (1, 3 * a)),
    (re.compile(rf"{_QUARTER}\s*季?度?\s*[、和至到-]\s*第?{_QUARTER}\s*季度"), lambda a, b: (3 * a - 2, 3 * b)),
    (re.compile(rf"第?{_QUARTER}\s*季度"), lambda a, _: (3 * a - 2, 3 * a)),
    (re.compile(r"上半年|头半年|前半年"), lambda _a, _b: (1, 6)),
    (re.compile(r"下半年"), lambda _a, _b: (7, 12)),
    (re.compile(rf"{_NO_MONTH}{_NUMBER}\s*月"), lambda a, _: (a, a)),
)
WHOLE_YEAR = re.compile(r"全年|整年|一年|年度|(?:whole|entire|full) year")


@lru_cache(maxsize=4096)
def periods(text: str) -> frozenset[tuple[int, int]]:
    """The parts of a year that ``text`` names, as first and last month."""
    found: set[tuple[int, int]] = set()
    rest = text
    for pattern, months in _RULES:
        for match in pattern.finditer(rest):
            numbers = [_number(words) for words in match.groups()]
            first, last = months(*[*numbers, 0, 0][:2])
            if 1 <= first <= last <= 12 and (first, last) != (1, 12):
                found.add((first, last))
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    return frozenset(found)


# 2023年1月 in a title is when it was written.
_SHORTEST_REPORTED = 3
# Nearly all titles name no part of a year, and those of a whole library are looked at.
_NAMES_A_PART = re.compile("月|季|半年")


def reported_on(title: str) -> frozenset[tuple[int, int]]:
    """The parts of the year that a report of this title is on (上半年, 前三季度); none where it is on the year."""
    if not _NAMES_A_PART.search(title):
        return frozenset()
    told = frozenset((first, last) for first, last in periods(title) if last - first + 1 >= _SHORTEST_REPORTED)
    return frozenset() if "全年" in title or {(1, 6), (7, 12)} <= told else told


def without_periods(text: str) -> str:
    """``text`` without the parts of a year that it names."""
    for pattern, _ in _RULES:
        text = re.sub(rf"(?:{pattern.pattern})(?:份|底|末)?", "", text)
    return WHOLE_YEAR.sub("", text)


def of_another_period(asked: str, earlier: str, clause: str, around: str) -> bool:
    """Whether a part of the year is asked for and the figure is not said to be of it.

    ``earlier`` is what was asked before, whose period goes on; ``clause`` holds the figure, ``around`` is what stands about it.
    """
    wanted = periods(asked) or (frozenset() if WHOLE_YEAR.search(asked) else periods(earlier))
    if not wanted:
        return False
    return wanted.isdisjoint(periods(clause) or periods(around))


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(spoken_value(words) or 0)
