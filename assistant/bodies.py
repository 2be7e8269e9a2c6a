"""Whose figure it is: one that a question asks of some office or room is not told of the town, nor of another one."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asks import Ask
from assistant.figure_view import FigureView
from index.records import IN_TABLE, Report, Role

# What a body's name ends with: bodies that do a share of what a town does. Its enforcement team does all of it.
_ENDS = re.compile(
    r"(?:(?<![格布结全大])局|(?<![场厕住诊会])所|(?<![为以绕重核])中心|[工作调解]{2}室|法庭|法院|检察院|协会|商会|合作社|窗口|驿站|联席办)(?![长有在]?[一-鿿]?级)"
)
_PARTS = re.compile(r"[各的在由被和与跟及里中给让请把对到从了，,、。；;：:\s]")
_LONGEST, _SHORTEST = 10, 3
# Whoever was named before is later only called by what it is: 中心自身调处58件.
_NOUN = 2
# 县综合执法局: another body than any of the town's.
_COUNTY_OFFICE = re.compile(
    r"(?<![辖社片园城小])(?:[县区省]|市(?![容政场民监]))(?:级)?(?:(?![镇乡我本]|街道)[一-鿿]){1,8}?(?:局|大队|支队)"
)


def of_another_body(ask: Ask, one: FigureView, report: Report) -> bool:
    """Whether ``ask`` names a body of which ``report`` tells elsewhere, or a county's office, and ``one`` isn't told of it."""
    named = bodies_asked(ask.text)
    if not named:
        return False
    around = _told_with(one, report)
    for body in named:
        known = _as_told(body, report.text)
        if (
            known
            and known not in around
            and body[-_NOUN:] not in report.text[one.figure.sentence_start : one.figure.sentence_end]
        ):
            return True
        if not known and _COUNTY_OFFICE.fullmatch(body) and one.figure.role is not Role.OTHER_PARTY:
            return True
    return False


@lru_cache(maxsize=256)
def bodies_asked(text: str) -> tuple[str, ...]:
    """The names of bodies in ``text``, with whatever stands right before them."""
    found = []
    for end in _ENDS.finditer(text):
        if _COUNTED.match(text, end.end()) or _MADE.search(text, 0, end.start()):
            continue  # 设了几个窗口, 改造厕所多少座: what is counted
        before = _PARTS.split(text[max(0, end.end() - _LONGEST) : end.start()])[-1]
        name = f"{before}{end.group()}"
        office = _COUNTY_OFFICE.search(name)
        found.append(office.group() if office else name)
    return tuple(name for name in found if len(name) >= _SHORTEST)


def _as_told(body: str, text: str) -> str:
    """The longest end of a body's name that stands in ``text``; empty where none does."""
    return next((body[at:] for at in range(len(body) - _SHORTEST + 1) if body[at:] in text), "")


def _told_with(one: FigureView, report: Report) -> str:
    """What a figure is told with: its section so far and the headings above it; of a table's only its row and what names that."""
    figure = one.figure
    if figure.qualifier == IN_TABLE:
        return f"{figure.indicator} {figure.subject} {figure.context}"
    section = next((part for part in report.sections if part.number == figure.section), None)
    begin = max(section.start if section else 0, figure.sentence_start - _REACH)
    return f"{' '.join(section.path) if section else ''} {report.text[begin : figure.clause_end]}"


_COUNTED = re.compile(r"(?:一共|总共|共)?(?:有|是)?(?:多少|几)")
_MADE = re.compile(r"(?:检查|建成|改造|设立?|新建|入驻|走访|整治|取缔)[一-鿿]{0,6}$")
# Characters before its sentence within which a body is still spoken of.
_REACH = 200
