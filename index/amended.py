"""Numbers that a report itself corrects: 原报188件，现更正为178件; 全年调解为149件，以本注为准."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from index.binding import is_part_of_town
from index.records import Figure, Role
from index.units import alike
from index.vocabulary import kind, terms

# A sentence that corrects says so.
_CORRECTS = re.compile(
    r"更正|订正|勘误|核定为|核实为|(?:修|改)正为|笔误|误(?:报|写|填|录|计|统计)?为|原报|快报数?|系初步统计|"
    r"以(?:本(?:注|说明|表|数|报告|更正)|此(?:注|说明|数|表)|更正|(?:最终|年终|核定)[一-鿿]{0,4}(?:数|数据|统计))[一-鿿]{0,4}为准"
)
# 原报188件，经核实有10件重复登记，现更正为178件: the number that was wrong is said to be.
_WAS = re.compile(r"(?:原[报为是载填]|误(?:报|写|填|录|计|统计)?为|快报数?为?|初步统计为?|由)约?$")
# What stands between a number and the one that is put in its place.
_PUT_RIGHT = re.compile(r"(?:(?:更|订|修|改)正|核定|核实|勘误)后?(?:应|数)?(?:为|是|到)约?$|[应实](?:际)?为约?$|以约?$")
_DECIDES = re.compile(r"以(?:本(?:注|说明|表|数|报告|更正)|此(?:注|说明|数|表)|更正)[一-鿿]{0,4}为准")
# What is a part decides nothing of its whole.
_A_PART = re.compile(r"其中|含|村级|司法所|[一-鿿]{1,4}(?:中心|调委会)")


def amend(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` of ``text``, numbered by their places, with those that it corrects elsewhere marked as superseded.

    The number put right takes the words of the one that it replaces.
    """
    found = list(figures)
    for (start, end), group in groupby(figures, key=lambda one: (one.sentence_start, one.sentence_end)):
        if not _CORRECTS.search(text, start, end):
            continue
        here = list(group)
        replaced = dict(_pairs(here, text))
        numbers, outdated = {one.number for one in here}, {one.number for one in replaced.values()}
        for new in here:
            old = replaced.get(new.number)
            noted = found[new.whole] if new.whole is not None and new.whole not in numbers else None
            if noted is not None and _PUT_RIGHT.search(text[new.clause_start : new.start].rstrip()):
                old, wrong = None, [noted]  # a note on the number itself: 受理数应为268件
            elif old is not None:
                wrong = _told_before(found, old, here)
                found[old.number] = replace(old, role=Role.SUPERSEDED)
            elif _DECIDES.search(text, start, end) and new.number not in outdated:
                wrong = _of_the_same(found, new)
            else:
                continue
            for one in wrong:
                found[one.number] = replace(one, role=Role.SUPERSEDED)
            found[new.number] = _put_right(new, old, wrong)
    return found


def _pairs(here: Sequence[Figure], text: str) -> Iterator[tuple[int, Figure]]:
    """The number of each figure of a sentence that is put in another's place, with that other."""
    for position, new in enumerate(here):
        before = [
            old
            for old in here[max(0, position - 2) : position]
            if alike(old.unit, new.unit) and not re.search("[。；;]", text[old.end : new.start])
        ]
        if before and _PUT_RIGHT.search(text[before[-1].end : new.start].rstrip()):
            said = [old for old in before if _WAS.search(text[old.clause_start : old.start].rstrip())]
            yield new.number, (said or before)[-1]


def _told_before(found: Sequence[Figure], old: Figure, here: Sequence[Figure]) -> list[Figure]:
    """The figures elsewhere in the report that state the number ``old`` of a correction."""
    inside = {one.number for one in here}
    same = [
        one
        for one in found
        if one.number not in inside
        and one.value == old.value
        and alike(one.unit, old.unit)
        and one.role is Role.OUTCOME
    ]
    named = _meaning(old)
    alike_named = [one for one in same if _meaning(one) & named]
    return alike_named or (same if not named and len(same) == 1 else [])


def _of_the_same(found: Sequence[Figure], new: Figure) -> list[Figure]:
    """The figures elsewhere that count what ``new``, which decides, counts."""
    named = _meaning(new)
    if not named or _A_PART.search(new.indicator) or is_part_of_town(new.subject):
        return []
    return [
        one
        for one in found
        if one.whole is None
        and one.sentence_start != new.sentence_start
        and one.role is Role.OUTCOME
        and alike(one.unit, new.unit)
        and _meaning(one) == named
    ]


def _meaning(figure: Figure) -> frozenset[str]:
    """The concepts that a figure's words name."""
    return frozenset(t for t in terms(figure.indicator) if t.startswith("@") and kind(t) != "generic")


def _put_right(new: Figure, old: Figure | None, wrong: Sequence[Figure]) -> Figure:
    words = wrong[0].indicator if wrong else old.indicator if old is not None else new.indicator
    return replace(
        new,
        role=Role.OUTCOME,
        indicator=words or new.indicator,
        subject=wrong[0].subject if wrong else new.subject,
        clause_start=old.clause_start if old is not None else new.clause_start,
        year=wrong[0].year if wrong else new.year,
        whole=wrong[0].whole if wrong else None,
    )
