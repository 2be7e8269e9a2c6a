"""An ask right behind another one: 其中…, 涉及几个人, 来了多少人 mean figures that stand beside the one just told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asks import bare_words
from assistant.figure_view import FigureView
from index.records import Figure
from index.units import families

_OF_THEM = re.compile(r"\W*(?:那|这)?(?:其中|里面|里头|当中)|of (?:these|them|those)\b")
# 讨回多少工资，涉及几个人: those of the figure just told, not of another.
_WHOM_IT_REACHED = re.compile(
    r"(?:一共|总共|共|都|又)?(?:涉及|惠及|牵涉|牵扯|关系|受益|帮|覆盖)(?:到|的|了)?(?:有|是)?(?:多少|几)(?:个|名|位|家|户)?"
    r"(?:人|户|家|家庭|农民工|民工|工人|职工|群众|村民|居民|企业|职工)?(?:受益)?"
)
# 办了几期，来了多少人: whoever was at what was just told.
_WHO_CAME = re.compile(
    r"(?:一共|总共|共|都|又)?(?:来|到|去|听|参加|参与|到场|受训|培训|教|受教育|受众|受益|惠及|覆盖|触达)(?:了|过|的|到)?(?:有|是)?"
    r"(?:多少|几)(?:个|名|位)?(?:人次?|乡亲|群众|村民|居民|干部)?(?:来听|来|听)?"
    r"|(?:有)?(?:多少|几)个?(?:人次?|乡亲|群众|村民|居民|干部)(?:来听|来|到场|听|参加|参训|受益|受教育)(?:了|的|过)?"
)
# Characters within which they are counted.
_NEXT_TO = 40


def behind_it(asked: str, views: list[FigureView], previous: Figure) -> list[FigureView]:
    """Those of ``views`` that can be meant by ``asked``, an ask's text, behind the one that ``previous`` answered."""
    others = [one for one in views if one.figure.number != previous.number]
    if _OF_THEM.match(asked):
        # A part of it is asked for, if it isn't itself the part that is named.
        part = bare_words(_OF_THEM.sub("", asked)).strip()
        return [one for one in views if one.figure.value != previous.value or (part and part in one.head.text)]
    if _WHOM_IT_REACHED.fullmatch(asked):
        beside = [one for one in others if one.figure.clause_start == previous.clause_start]
        return beside or [one for one in others if _follows(one, previous)] or views
    return views


def who_came(asked: str, views: Sequence[FigureView], previous: Figure) -> FigureView | None:
    """The people counted behind ``previous`` in its sentence, where ``asked`` wants them and just one figure does.

    夜校18期，培训村民1100余人次.
    """
    if not _WHO_CAME.fullmatch(asked):
        return None
    people = families()["person"]
    found = [
        one
        for one in views
        if one.figure.unit in people and _follows(one, previous) and one.figure.start - previous.end <= _NEXT_TO
    ]
    return found[0] if len(found) == 1 else None


def _follows(one: FigureView, previous: Figure) -> bool:
    return one.figure.sentence_start == previous.sentence_start and one.figure.start >= previous.end
