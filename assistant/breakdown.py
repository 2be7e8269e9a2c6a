"""哪一类纠纷最多, asked of one town: the parts that its report names of what is asked about, the largest or smallest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Operation
from assistant.asks import asks_of
from assistant.figure_choice import Finding
from assistant.ledger import Ledger
from assistant.match import Match
from assistant.question import Question
from assistant.scope import Selection
from index.records import Figure
from index.units import alike

_WHICH_PART = re.compile(
    r"(?:是)?哪(?:一|几)?(?:类|种|样|块|个(?:行政)?村|个社区|个网格|个站所|个部门)的?(?P<what>[一-鿿]{0,10}?)的?"
    r"(?:占比|数量|比例)?(?:是|发生得|发生)?(?:最(?P<way>[多高大少低小])|居多|占大头|占多数)(?:的是哪.{0,6})?"
    r"|\bwhich (?:type|kind|sort|category|village) of (?P<thing>[a-z ]{3,40}?) (?:was|is|were|are|had|has|did)?"
    r"\s*(?:the )?(?P<english>most|largest|fewest|least)[a-z ]*",
    re.IGNORECASE,
)
# 办结80件、未结6件 is how far all have come, no kinds of them.
_HOW_FAR = re.compile(r"[未已](?:办|调|化|整|结)|办结|结案|成功|完成|整改")
_LEAST = frozenset(("少", "低", "小", "fewest", "least"))
_FEWEST_PARTS = 2
# Characters between the figures of one list.
_FAR = 60
# Characters behind the whole within which its parts stand, and the least whole that a sum proves anything of.
_REACH = 400
_LEAST_WHOLE = 10


def by_parts(question: Question, selection: Selection, ledger: Ledger) -> tuple[Question, list[list[Finding]]] | None:
    """What answers a question for the largest part of one town's figure: the question as it is computed, and a finding a
    part; nothing where another thing is asked or no parts are named."""
    asked = _WHICH_PART.search(question.topic)
    if asked is None or len(selection.slots) != 1:
        return None
    what = asked["what"] or asked["thing"] or ""
    whole = f"{question.topic[: asked.start()]}{what}多少{question.topic[asked.end() :]}"
    asks = asks_of(whole, None, several_years=False)[:1]
    if not asks:
        return None
    ask = replace(asks[0], unit="", part=False)
    counted = replace(question, kind="single", figures=True, operation=None, asks=(ask,), own_asks=(), threshold=None)
    (found,) = ledger.find(counted, selection)[0]
    stated = found.matches or found.kinds
    figures = [one.figure for one in ledger.open(selection.report_ids)[found.slot.report.report_id].views]
    beside = [
        one
        for match in stated[:1]
        for one in figures
        if one.sentence_start == match.figure.sentence_start and alike(one.unit, match.figure.unit)
    ]
    near = [match.figure for match in found.nearest if match.figure.unit and beside]
    for figure in [*(match.figure for match in stated), *beside, *near]:
        parts = parts_of(figure, figures) or [match.figure for match in found.kinds]
        if len(parts) >= _FEWEST_PARTS:
            smallest = (asked["way"] or (asked["english"] or "").lower()) in _LEAST
            operation: Operation = "min" if smallest else "max"
            computed = replace(counted, kind="aggregate", operation=operation)
            score = stated[0].score
            return computed, [[Finding(found.slot, ask, (Match(part, score),), ()) for part in parts]]
    return None


def asks_largest_part(question: Question) -> bool:
    """Whether a question is for the largest or smallest part of something."""
    return _WHICH_PART.search(question.topic) is not None


def parts_of(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that are parts of ``figure`` or, where it is a part itself, of the same whole; where none is marked as one,
    figures that stand together and add up to it."""
    told = [one for one in figures if (one.role, one.year) == (figure.role, figure.year)]
    own = [one for one in told if one.whole == figure.number]
    if not own and figure.whole is not None:
        own = [one for one in told if one.whole == figure.whole]
    if len(own) < _FEWEST_PARTS:
        return _adding_up(figure, told)
    if any(_HOW_FAR.search(one.indicator) for one in own):
        return []
    return [one for one in own if alike(one.unit, own[0].unit)]


def _adding_up(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The first run of three or more figures, one close to the next and of the unit of ``figure``, whose sum it is."""
    if figure.value < _LEAST_WHOLE:
        return []  # 4 is the sum of many things
    near = [
        one
        for one in figures
        if one.value
        and alike(one.unit, figure.unit)
        and one.number != figure.number
        and figure.end <= one.start <= figure.end + _REACH
    ]
    numbers = {one.number for one in near}
    near = [one for one in near if one.whole not in numbers]  # no parts of parts
    for first in range(len(near)):
        total = 0.0
        for last in range(first, len(near)):
            if last > first and near[last].start - near[last - 1].end > _FAR:
                break
            total += near[last].value
            if total >= figure.value:
                if total == figure.value and last - first >= _FEWEST_PARTS:
                    return near[first : last + 1]
                break
    return []
