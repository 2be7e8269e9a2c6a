"""Parts of a year: a question about the second half is not answered by the first half's figure, nor by the year's."""

from __future__ import annotations

import re

_MONTH = r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:份|底|末|\d{1,2}\s*[日号])?"
# Months by their number, quarters and halves by the months that they end with.
_SPANS = (
    (re.compile(rf"(?:1|一)\s*月?\s*[-–—~～至到]\s*{_MONTH}"), "first"),
    (re.compile(rf"(?:截至|截止)[^，。；]{{0,6}}?{_MONTH}"), "first"),
    (re.compile(r"上半年"), "half1"),
    (re.compile(r"下半年"), "half2"),
    (re.compile(r"前([一二三])(?:个)?季度"), "first quarters"),
    (re.compile(r"(?<!前)第?([一二三四1-4])季度"), "quarter"),
    (re.compile(rf"(?<![-–—~～至到\d])(?<!\d月){_MONTH}"), "month"),
)
_NUMERALS = {word: value for value, word in enumerate("零一二三四五六七八九十")}


def periods(text: str) -> frozenset[tuple[int, int]]:
    """The parts of a year that ``text`` names, as first and last month."""
    found: set[tuple[int, int]] = set()
    rest = text
    for pattern, kind in _SPANS:
        for match in pattern.finditer(rest):
            number = _number(match[1]) if match.groups() else 0
            span = {
                "first": (1, number),
                "half1": (1, 6),
                "half2": (7, 12),
                "first quarters": (1, 3 * number),
                "quarter": (3 * number - 2, 3 * number),
                "month": (number, number),
            }[kind]
            if 1 <= span[0] <= span[1] <= 12 and span != (1, 12):
                found.add(span)
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    return frozenset(found)


def of_another_period(asked: str, stated: str) -> bool:
    """Whether ``asked`` names a part of the year and ``stated``, the words about a figure, doesn't."""
    wanted = periods(asked)
    return bool(wanted) and wanted.isdisjoint(periods(stated))


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    if len(words) == 2:  # 十一, 十二
        return 10 + _NUMERALS.get(words[1], 0)
    return _NUMERALS.get(words, 0)
