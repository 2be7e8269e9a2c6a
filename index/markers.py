"""The numbers that begin a heading: 第一部分, 一、, （一）, 1., （1）, ①, and the malformed ones of web copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Style(IntEnum):
    """How a heading is numbered, from the outermost by nature to the innermost."""

    PART = 1
    """第一部分, 第一章"""
    CHINESE = 2
    """一、"""
    CHINESE_BRACKETED = 3
    """（一）"""
    DIGIT = 4
    """1."""
    DIGIT_BRACKETED = 5
    """（1）"""
    CIRCLED = 6
    """①"""


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading's number: ``text[start:end]`` with its stop, its style and its value (0 if it can't be told).

    ``loose``: it has an odd stop or none (2优化, 一，) and needs its neighbours' word for it; ``half``: 1）.
    """

    start: int
    end: int
    style: Style
    value: int
    loose: bool = False
    half: bool = False


_CN = "[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,4}"
_SPACE = r"[ \t\u3000\xa0]{0,3}"

_MARKER = re.compile(
    rf"""
      (?P<part>第{_SPACE}(?:{_CN}|\d{{1,2}}){_SPACE}(?:部分|章|篇){_SPACE}[、:：.．]?)
    | (?P<chinese_bracketed>[（(〔【\[]{_SPACE}(?P<cb>{_CN}){_SPACE}[）)〕】\]]{_SPACE}[、.．:：]?)
    | (?P<chinese>(?P<c>{_CN}){_SPACE}(?:、|[.．](?!\d)|(?P<odd_c>[,，:：](?!\d))))
    | (?P<digit_bracketed>[（(]{_SPACE}(?P<db>\d{{1,2}}){_SPACE}[）)]{_SPACE}[、.．:：]?)
    | (?P<half_bracketed>(?P<hb>\d{{1,2}}|{_CN}){_SPACE}[）)]{_SPACE}[、.．]?)
    | (?P<digit>(?<![\d.])(?P<d>\d{{1,2}})
        (?:{_SPACE}(?:、|[.．](?![\d%])|(?P<odd_d>[:：，,](?![\d%])))|(?P<bare>(?=[\u4e00-\u9fff])))
      )
    | (?P<circled>[\u2460-\u2473\u2776-\u277f]{_SPACE}[、.．]?)
    | (?P<special>[\u2474-\u2487\u2488-\u249b\u3220-\u3229])
    """,
    re.VERBOSE,
)

_ITEM = re.compile(
    r"(?:一|二|三|四|五|六|七|八|九|十|十[一-五])(?:是|要|为)|(?:首先|其次|再次|最后|第[一二三四五六七八九十]{1,2})[，,、]"
)
_VALUES = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}


def find_markers(text: str) -> Iterator[Marker]:
    """Whatever may be a heading number, anywhere in ``text``, in order."""
    return map(_marker, _MARKER.finditer(text))


def _marker(found: re.Match[str]) -> Marker:
    group = found.group
    loose = half = False
    if group("part"):
        digits = re.search(rf"{_CN}|\d+", group("part"))
        style, value = Style.PART, _number(digits.group()) if digits else 0
    elif group("chinese_bracketed"):
        style, value = Style.CHINESE_BRACKETED, _number(group("cb"))
    elif group("chinese"):
        style, value, loose = Style.CHINESE, _number(group("c")), group("odd_c") is not None
    elif group("digit_bracketed"):
        style, value = Style.DIGIT_BRACKETED, _number(group("db"))
    elif group("half_bracketed"):
        digits_only = group("hb").isdecimal()
        style = Style.DIGIT_BRACKETED if digits_only else Style.CHINESE_BRACKETED
        value, half = _number(group("hb")), True
    elif group("digit"):
        style, value = Style.DIGIT, _number(group("d"))
        loose = group("odd_d") is not None or group("bare") is not None
    elif group("circled"):
        code = ord(group("circled")[0])
        style, value = Style.CIRCLED, code - (0x245F if code < 0x2776 else 0x2775)
    else:
        style, value = _special(ord(group("special")[0]))
    return Marker(found.start(), found.end(), style, value, loose, half)


def starts_with_marker(line: str) -> bool:
    """Whether a stripped line begins with a heading number or an item word (一是, 首先)."""
    found = _MARKER.match(line)
    return (found is not None and not _marker(found).loose) or starts_with_item(line)


def starts_with_item(line: str) -> bool:
    """Whether a stripped line begins with 一是, 二要, 首先, 第一，…"""
    return _ITEM.match(line) is not None


def _special(code: int) -> tuple[Style, int]:
    """One character numbers: ⑴ … ⒇, ⒈ … ⒛, ㈠ … ㈩."""
    if code >= 0x3220:
        return Style.CHINESE_BRACKETED, code - 0x321F
    if code >= 0x2488:
        return Style.DIGIT, code - 0x2487
    return Style.DIGIT_BRACKETED, code - 0x2473


def _number(words: str) -> int:
    """The value of 十一 or 12, up to 99; 0 for anything else."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _VALUES.get(words, 0) if len(words) == 1 else 0
    if (tens and tens not in _VALUES) or (ones and ones not in _VALUES):
        return 0
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)


_ENDS_COUNT = re.compile(r"\d[万余多]*[一-鿿]{1,3}\.$")


def point_ends_count(text: str, position: int) -> bool:
    """Whether the point at ``position`` is the full stop behind a count (120人次.30名) and not a decimal's (约.5万)."""
    return _ENDS_COUNT.search(text, max(0, position - 8), position + 1) is not None
