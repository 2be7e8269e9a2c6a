"""Which part of a report a section is: what was done, what is wanting, the first responsible person, what comes next."""

from __future__ import annotations

import re
from enum import StrEnum

from index.fold import fold


class Part(StrEnum):
    """The statutory parts of a report."""

    OPENING = "opening"
    MEASURES = "measures"
    SHORTCOMINGS = "shortcomings"
    RESPONSIBILITY = "responsibility"
    PLANS = "plans"


_PATTERNS = (
    (Part.RESPONSIBILITY, re.compile(r"第一责任人|主要负责人履|主要负责同志履|党政主要负责人")),
    (Part.SHORTCOMINGS, re.compile(r"不足|问题|短板|薄弱|困难|原因|差距")),
    (Part.PLANS, re.compile(r"下一?年|下一?步|明年|来年|(?:工作)?(?:打算|安排|计划|思路|规划)$|今后|努力方向|下半年")),
    (Part.MEASURES, re.compile(r"举措|成效|做法|工作(?:开展)?情况|成绩|亮点|主要工作")),
)


def part_of(path: tuple[str, ...]) -> Part:
    """The part that a section of this heading path belongs to; the outermost heading that tells decides."""
    if not path:
        return Part.OPENING
    for heading in path:
        plain = fold(heading)
        found = [part for part, pattern in _PATTERNS if pattern.search(plain)]
        # One heading over both (举措和成效、不足；下一年安排) leaves it to those below.
        if len(found) == 1 or (found and heading == path[-1]):
            return found[0]
    return Part.MEASURES


def part_asked(text: str) -> Part | None:
    """The part that a question names, if it names one."""
    plain = fold(text)
    if re.search(r"第一责任人|主要负责人履", plain):
        return Part.RESPONSIBILITY
    if re.search(r"不足|存在(?:的)?(?:主要)?(?:问题|短板|困难)|主要问题|短板|薄弱环节|shortcoming|problems", plain):
        return Part.SHORTCOMINGS
    if re.search(r"下一?(?:年|步)|明年|来年|工作(?:打算|安排|计划)|今后|next year|plans", plain):
        return Part.PLANS
    return None
