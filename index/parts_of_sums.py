"""Parts known by their sum: 97件…山林权属23件、土地41件、其他33件 are the parts of 97件, whatever words stand between."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import Figure, Role
from index.units import MONEY, RATE, alike

_REACH = 260
_FEWEST, _MOST = 2, 12


def add_sums(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` of ``text`` with ``whole`` set where the figures right behind one add up to it exactly.

    Rates, ranks, approximate figures and figures that are parts already are left as they are.
    """
    found = list(figures)
    for position, whole in enumerate(found):
        if not (_countable(whole) or _is_sum_of_money(whole)) or whole.whole is not None or whole.value < _FEWEST:
            continue
        for first in (position + 1, position + 2, position + 3):
            parts = _parts(found, whole, first)
            if parts and whole.unit in MONEY and not _ANNOUNCED.search(text, whole.end, found[parts[0]].start):
                parts = []  # round sums of different things add up by chance
            if parts:
                for part in parts:
                    found[part] = replace(found[part], whole=whole.number)
                break
    return found


# What stands between a sum of money and its parts.
_ANNOUNCED = re.compile(r"其中|包括|分别|含|[（(：:]")


def to_their_sum(figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` with parts that don't add up to the whole that they stand behind given to one before it that they do add up to.

    受理1018件，调解成功999件，其中物业311件、…: the parts are 1018, and so not of 999.
    """
    found = list(figures)
    parts_of: dict[int, list[int]] = {}
    for at, one in enumerate(found):
        if one.whole is not None:
            parts_of.setdefault(one.whole, []).append(at)
    for whole in found:
        parts = parts_of.get(whole.number, [])
        total = sum(found[at].value for at in parts)
        if len(parts) < _FEWEST or not _countable(whole) or math.isclose(total, whole.value):
            continue
        sums = [
            one
            for one in found[: parts[0]]
            if one.sentence_start == whole.sentence_start
            and _countable(one)
            and alike(one.unit, whole.unit)
            and math.isclose(one.value, total)
        ]
        for at in parts if sums else ():
            found[at] = replace(found[at], whole=sums[-1].number)
    return found


def name_totals(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` of ``text`` with a bare total named by what it adds up: 审查文件11件、合同27件、重大决策4件，共计42件.

    The figures before it that add up to it become its parts.
    """
    found = list(figures)
    for position, total in enumerate(found):
        said = text[total.clause_start : total.start].strip()
        if len(total.indicator) > 1 or not _BARE_TOTAL.fullmatch(said) or not _countable(total):
            continue
        parts = _adding_up(found, position)
        if not parts:
            continue
        named = "、".join(dict.fromkeys(found[part].indicator for part in parts if found[part].indicator))
        found[position] = replace(total, indicator=named or total.indicator, whole=None)
        for part in parts:
            found[part] = replace(found[part], whole=total.number)
    return found


# Characters from a whole to the sentence behind it that opens with 其中.
_BEHIND = 60
_MOST_BEFORE = 3
_AMONG_THEM = re.compile(r"其中[，,：:]?")
_OPENING = 3


def add_opened(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` with ``whole`` set for those of a sentence that opens with 其中, behind its whole's.

    受理229件，成功220件；其中消费88件: a part of 229.
    """
    found = list(figures)
    for position, part in enumerate(found):
        opens = _AMONG_THEM.match(text, part.sentence_start) and part.clause_start - part.sentence_start <= _OPENING
        if not opens or not position or part.whole is not None or not _countable(part):
            continue
        listed = _listed_with(found, position)
        before = [
            one
            for one in found[max(0, position - _MOST_BEFORE) : position]
            if one.sentence_start != part.sentence_start
            and part.sentence_start - one.end <= _BEHIND
            and one.whole is None
            and _countable(one)
            and alike(one.unit, part.unit)
            and one.value >= sum(found[at].value for at in listed)
        ]
        if before:
            for at in listed:
                found[at] = replace(found[at], whole=before[0].number)
    return found


def _listed_with(found: Sequence[Figure], position: int) -> list[int]:
    """The positions of the figures that are listed with the one at ``position``: 其中消费88件、租赁53件、邻里47件."""
    first = found[position]
    listed = [position]
    for at in range(position + 1, len(found)):
        one = found[at]
        if (
            one.sentence_start != first.sentence_start
            or one.whole is not None
            or not _countable(one)
            or not alike(one.unit, first.unit)
        ):
            break
        listed.append(at)
    return listed


# 渔业纠纷（含在人民调解内）：33件 is a part of 人民调解：87件.
_WITHIN = re.compile(r"[（(][^（）()]{0,4}(?:含|计入?)在?(?P<whole>[一-鿿]{2,10}?)(?:之?内|之?中|里)?[)）]")


def add_within(figures: Sequence[Figure]) -> list[Figure]:
    """``figures`` with ``whole`` set where a figure's own words say in which other one it is contained."""
    found = list(figures)
    for position, part in enumerate(found):
        said = _WITHIN.search(part.indicator)
        if said is None or part.whole is not None:
            continue
        whole = next((one for one in reversed(found[:position]) if one.indicator == said["whole"]), None)
        if whole is not None and alike(whole.unit, part.unit) and part.value <= whole.value:
            found[position] = replace(part, whole=whole.number)
    return found


_BARE_TOTAL = re.compile(
    r"(?:[两二三四五六七八九]者|[两二三四五六七八九几]项|以上|上述)?(?:总共|一共|共计|合计|总计|累计|共)(?:为|达|有)?"
)


def _adding_up(figures: Sequence[Figure], position: int) -> list[int]:
    """The run of figures right before the total at ``position`` that adds up to it; empty if none does."""
    total = figures[position]
    before = range(position - 1, max(-1, position - 1 - _MOST), -1)
    # 两项 in 两项合计 is none of them.
    return sorted(_run(figures, total, [at for at in before if figures[at].start < total.clause_start]))


def _parts(figures: Sequence[Figure], whole: Figure, first: int) -> list[int]:
    """The run of figures from ``first`` that adds up to ``whole``; empty if none does."""
    return _run(figures, whole, range(first, min(first + _MOST, len(figures))))


def _run(figures: Sequence[Figure], whole: Figure, positions: Sequence[int]) -> list[int]:
    """As many of ``positions``, in their order, as add up to ``whole``; empty where one before that can't be a part."""
    total = 0.0
    run: list[int] = []
    for position in positions:
        part = figures[position]
        if (
            part.section != whole.section
            or max(part.start - whole.end, whole.start - part.end) > _REACH
            or not (_countable(part) or (_is_sum_of_money(part) and part.unit == whole.unit))
            or not alike(whole.unit, part.unit)
            or part.whole not in (None, whole.number)
        ):
            return []
        total += part.value
        run.append(position)
        if math.isclose(total, whole.value) and len(run) >= _FEWEST:
            return run
        if total > whole.value:
            return []
    return []


def _is_sum_of_money(figure: Figure) -> bool:
    return figure.unit in MONEY and not figure.approx and figure.role is Role.OUTCOME and figure.value > 0


def _countable(figure: Figure) -> bool:
    return (
        figure.unit != RATE
        and figure.unit not in MONEY
        and not figure.approx
        and figure.role is Role.OUTCOME
        and figure.value > 0
    )
