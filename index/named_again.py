"""Numbers that only point at one told before: they count nothing new."""

from __future__ import annotations

import re

from index.numbers import Quantity

# 该31件均已计入, 上述451件, 三件合计, 41件中有3件未调成, 除481件以外: a number told before is named again, it counts nothing new.
_POINTED_AT = re.compile(r"(?:该|上述|前述|(?<![到至从由自])这)$")
_TAKEN_TOGETHER = re.compile(r"(?:合计|共计|相加|加起来|加总)[，,]")
_OPENS = re.compile(r"(?:^|[，,。.；;：:\n])$")


def is_named_again(text: str, number: Quantity) -> bool:
    """Whether ``number`` only points at one that was told before."""
    before = text[max(0, number.start - 3) : number.start]
    again = _OPENS.search(before) is not None and _TAKEN_TOGETHER.match(text, number.end) is not None
    return (
        again
        or _POINTED_AT.search(before) is not None
        or (_OUT_OF.match(text, number.end) is not None and _told_before(text, number))
    )


_OUT_OF = re.compile(r"(?:的?[当之]?中|里[头面]?)[，,]?(?:还|仍|也|就|只|仅|竟)?有|(?:之|以)外")
_OUTSIDE = re.compile(r"除(?:了|去|开)?[^，,。；;\d]{0,16}$")


def _told_before(text: str, number: Quantity) -> bool:
    """Whether ``number`` opens its clause, or stands in what is left aside, and stands in the text before."""
    before = text[max(0, number.start - 20) : number.start]
    if not (_OPENS.search(before[-1:]) or _OUTSIDE.search(before)):
        return False
    digits = re.match(r"\d[\d,.]*", text[number.start : number.end])
    if digits is None:
        return False
    # With its unit, or as the cell of a table.
    told = rf"(?<![\d.,]){re.escape(digits.group())}\s*(?:{re.escape(number.unit)}|(?=[|｜\t\n]))"
    return re.search(told, text[: number.start]) is not None
