"""The ways in which a model writes that it cites something, brought to one form: ``[n]``. Pure.

Models write [1], [1,2], [1-3], 【1】, (来源1), [^1], ①, 来源：1 and worse. What names evidence that exists becomes ``[n]``;
everything else that means to be a reference is taken out and reported.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_LONGEST_RANGE = 8
_WORD = r"(?:数据来源|资料来源|参考资料|参考文献|来源|出处|引文|引用|资料|文献|依据|证据|参考|条目|编号|注释?|sources?|refs?|references?|cit(?:e|ation)s?|evidence|docs?|passages?)"
_NUMBER = r"(?:\d{1,6}|[一二三四五六七八九十]{1,3})"
_JOIN = r"(?:\s*(?:[,，、;；&+/]|和|与|及|and)\s*|\s+)"
_TO = r"\s*(?:[-–—~～]|至|到|to)\s*"
_PREFIX = rf"(?:(?:见|参见|据|详见|see)?\s*{_WORD}\s*(?:第|编号|No\.?|#|№)?\s*[:：.]?\s*|[\^#№]\s*|第\s*)"
_ITEM = rf"(?:{_PREFIX})?{_NUMBER}(?:{_TO}(?:{_PREFIX})?{_NUMBER})?\s*(?:号|条|项)?"
_LIST = rf"{_ITEM}(?:{_JOIN}{_ITEM})*"

_SQUARE = re.compile(r"[\[【［〔]+\s*([^\[\]【】［］〔〕\n]{0,80}?)\s*[\]】］〕]+")
_ROUND = re.compile(rf"[(（]\s*({_PREFIX}{_LIST})\s*[)）]", re.IGNORECASE)
# A bare number in round brackets, or a number in a circle, is a reference only where a clause ends; else it counts a list.
_CLAUSE_END = r"(?=\s*(?:$|[。．，,；;、！!？?\[【(（①-⑳]|\.(?!\d)))"
_ROUND_BARE = re.compile(rf"(?<=[^\s。，,；;：:\n])[(（]\s*(\d{{1,3}}(?:{_JOIN}\d{{1,3}})*)\s*[)）]{_CLAUSE_END}")
_CIRCLED = re.compile(rf"(?<=[^\s。，,；;：:\n])([①-⑳]+|[¹²³⁴⁵⁶⁷⁸⁹]+){_CLAUSE_END}")
_BARE_WORD = re.compile(
    rf"(?:[,，]?\s*(?:根据|依据|参见|详见|见|据|如|see\s+)\s*(?:数据来源|资料来源|来源|出处|资料|条目|引文|sources?)"
    rf"|[,，]?\s*(?:数据来源|资料来源|来源|出处|引文|sources?)|^(?:资料|条目))\s*[:：]?\s*"
    rf"({_NUMBER}(?:{_JOIN}(?:资料|条目|来源|引文|sources?)?\s*{_NUMBER})*)(?:中|里)?(?:显示|所述|可知|所示|提到|指出)?{_CLAUSE_END}",
    re.IGNORECASE,
)
# （见[2]）, 第[1]条: what is left of a phrase around a reference that is in its form already.
_WRAPPED = re.compile(
    rf"[(（]\s*(?:(?:见|参见|据|详见|引用|see)|{_WORD}|[:：\s])*((?:\[\d+\])+)\s*[)）]", re.IGNORECASE
)
_COUNTED = re.compile(r"第\s*((?:\[\d+\])+)\s*[条号项]")
# A sentence that begins with its references has them at its end.
_LEADING = re.compile(r"^\s*((?:\[\d+\])+)\s*[,，:：]?\s*(\S.*?)([。！？；.!?;]?)\s*$", re.DOTALL)
_WHOLE_LIST = re.compile(_LIST, re.IGNORECASE)
_ONE = re.compile(rf"({_NUMBER})(?:{_TO}(?:{_PREFIX})?({_NUMBER}))?", re.IGNORECASE)
_SUFFIX = re.compile(r"[†‡|].*$")
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}

MARK = re.compile(r"\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Text whose only references are ``[n]`` of what exists; ``numbers`` are those, ``refused`` what was taken out."""

    text: str
    numbers: tuple[int, ...]
    refused: tuple[str, ...]


def resolve(text: str, known: Collection[int]) -> Resolved:
    """``text`` with every reference either in the one form or taken out; ``known`` are the numbers that exist."""
    refused: list[str] = []

    def put(found: re.Match[str], inside: str) -> str:
        numbers = _numbers(inside, known)
        if numbers is None or not numbers[0]:
            refused.append(found.group().strip())
            return ""
        if numbers[1]:
            refused.append(found.group().strip())
        return "".join(f"[{n}]" for n in numbers[0])

    def square(found: re.Match[str]) -> str:
        return put(found, _SUFFIX.sub("", found[1]))

    def circled(found: re.Match[str]) -> str:
        marks = found[1].translate(_SUPERSCRIPT)
        return put(found, ",".join(str(ord(c) - ord("①") + 1) if c > "⑟" else c for c in marks))

    plain = _SQUARE.sub(square, text.translate(_WIDE))
    for pattern in (_ROUND, _ROUND_BARE, _BARE_WORD):
        plain = pattern.sub(lambda found: put(found, found[1]), plain)
    plain = _CIRCLED.sub(circled, plain)
    for pattern in (_WRAPPED, _COUNTED):
        plain = pattern.sub(r"\1", plain)
    plain = _LEADING.sub(r"\2\1\3", plain)
    plain = re.sub(r"(\[\d+\])(?:\1)+", r"\1", plain)
    return Resolved(plain, tuple(dict.fromkeys(int(n) for n in MARK.findall(plain))), tuple(refused))


def without_marks(text: str) -> str:
    """``text`` without its ``[n]``."""
    return MARK.sub("", text)


def _numbers(inside: str, known: Collection[int]) -> tuple[list[int], bool] | None:
    """The numbers of a reference that exist, and whether it also names some that don't; None if it is no list of numbers."""
    if not _WHOLE_LIST.fullmatch(inside):
        return None
    found: list[int] = []
    invented = False
    for one in _ONE.finditer(inside):
        first, last = _value(one[1]), _value(one[2]) if one[2] else _value(one[1])
        span = range(first, last + 1) if first <= last else range(last, first + 1)
        if len(span) > _LONGEST_RANGE or not all(n in known for n in span):
            # A range that reaches beyond what exists says nothing about which of it was meant.
            invented = True
            continue
        found.extend(n for n in span if n not in found)
    return found, invented


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _CHINESE.get(words, 0) if len(words) == 1 else 0
    return (_CHINESE.get(tens, 1) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)
