"""A list that a passage only announces: 推行“四个一”治理模式： and then four headings, one each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from index.numbers import spoken_value
from index.records import Report, Section
from index.sentences import sentences

_HOW_MANY_LISTED = re.compile(r"哪\s*([二两三四五六七八九十\d]{1,2})(?:[个项种类点条步道招关张支句本]|$|[？?。])")
_ANNOUNCES = re.compile(r"[:：]\s*$")
# A passage with so many marks of a list lists for itself.
_MARKS = re.compile(r"[、；;]|[一二三四五六七八九]是")


def how_many_listed(question: str) -> int:
    """How many things ``question`` wants listed (五个集成是哪五个); 0 for none."""
    found = _HOW_MANY_LISTED.search(question)
    return int(spoken_value(found[1]) or 0) if found else 0


def listed_below(report: Report, question: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The spans of the ``count`` headings, each with its first sentence, that ``report.text[start:end]`` announces.

    Empty where it lists them itself, announces nothing, or where fewer headings follow.
    """
    said = report.text[start:end]
    name = _named(question, count)
    if len(_MARKS.findall(said)) >= count - 1 or not (_ANNOUNCES.search(said) or (name and name in said)):
        return []
    at = max((section for section in report.sections if section.start <= start), key=lambda section: section.start)
    behind = [section for section in report.sections if section.number > at.number]
    if not behind:
        return []
    level = behind[0].level
    if level < at.level or (level == at.level and not _ANNOUNCES.search(said)):
        return []
    listed = [one for one in takewhile(lambda section: section.level >= level, behind) if one.level == level]
    return [_opening(report, one) for one in listed[:count]] if len(listed) >= count else []


def _named(question: str, count: int) -> str:
    """The name that the list goes by (四道关口), where the question gives it with its number."""
    found = re.search(r"[“\"]?([二两三四五六七八九十][一-鿿]{1,4}?)[”\"]?(?:分别)?(?:是|指|都是|包括)?哪", question)
    return found[1] if found and spoken_value(found[1][0]) == count else ""


def _opening(report: Report, section: Section) -> tuple[int, int]:
    """The heading of ``section`` with the first sentence below it."""
    spans: Sequence[tuple[int, int]] = sentences(report.text, section.body_start, section.end)
    return section.start, spans[0][1] if spans else section.end
