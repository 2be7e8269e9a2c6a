"""Finds the numbered headings of a report, at the beginning of a line or inside one long line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from index.markers import Marker, Style, find_markers
from index.spans import inside_pairs


class Before(Enum):
    """What stands in front of a heading number: how much it says that a heading may begin here."""

    LINE = "line"
    STOP = "stop"
    SOFT = "soft"
    SPACE = "space"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class HeadingStart:
    """A number that begins a heading; ``start`` includes decoration such as ``**`` or ``●`` in front of it."""

    start: int
    marker: Marker
    at_line: bool


_HARD_STOPS = frozenset("。！？!?")
_SOFT_STOPS = frozenset("；;：:")
_CLOSERS = frozenset("”’」』）)》】")
# What may stand between a line's beginning and its heading's number.
_DECORATION = re.compile(r"(?:\[bookmark:[^\]\n]{0,40}\]|[\s\u3000\xa0#>*＊●○■□◆◇★☆▲△▪•·\-—\u200b\ufeff])*")
_REFERENCE_BEFORE = re.compile(r"(?:第|按照|依照|根据|见|条|款|项)$")
# Before 一、 these make a word of it: 统一、, 唯一、, 星期一、.
_WORD_BEFORE = re.compile(r"(?:星期|礼拜|周|统|唯|不|之|其|专|单|同|万|归|合|划|逐|每|某|任|百|千|年|月)$")
_REFERENCE_AFTER = re.compile(
    r"[\s]*(?:项(?![目])|款(?!待)|条(?![例件])|目(?![标前的])|类[人案]|(?:至|到|—|-|－|~)[（(]?[一二三四五六七八九十\d])"
)
_LIST_AFTER = re.compile(
    r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)]?\s*(?:[、，,.．]|(?:号|类|级|楼|组|期|届|次|年|月|日|产业|线|层|季度|等|村|组))"
)
# （二）一村一法律顾问 is a heading.
_EACH_ITS_OWN = re.compile(r"\s*一[一-鿿]一")
_LIST_BEFORE = re.compile(r"[一二三四五六七八九十\d][、，,]$")
_TOPIC = re.compile(
    r"\s*(?:20\d\d|存在|主要|下一|下步|问题|不足|今后|工作|推进|法治|党政|加强|强化|落实|履行|明年|上一|本年|年度|其他|健全|完善|"
    r"坚持|深入|提高|提升|推动|深化|依法|规范|严格|全面|聚焦|突出|开展|扎实|持续|创新|切实|有效|化解|优化|狠抓|抓|整改)"
)
_ANNOUNCES = re.compile(
    r"(?:如下|有|为|是|在于|表现在|方面|计划|安排|措施|问题|不足|情况|举措|成效|做法|打算|报告|总结)$"
)
# Digits followed by one of these count something: never a heading number that has lost its stop.
_COUNTED = frozenset(
    "年月日号次件人名个场条份起项户万亿千百十余多所位处村镇部期批篇家支辆元岁天周点时分%％级类届只台套本册亩米公里平种宗例笔栋楼室学课遍轮组座段张封度倍成季"
)
_LONGEST_HEADING = 60
# A list of attachments at the end numbers files, not headings.
ATTACHMENT = re.compile(r"(?:(?<=\n)|(?<=[。\s]))\s*附件\s*[:：]")
_ATTACHMENT_ZONE = 500


def find_headings(text: str) -> list[HeadingStart]:
    """The heading numbers of ``text`` in order; items such as 一是 are sentences, not headings."""
    quoted = inside_pairs(text)
    attached = ATTACHMENT.search(text, max(0, len(text) - _ATTACHMENT_ZONE))
    limit = attached.start() if attached else len(text)
    found: list[HeadingStart] = []
    last: dict[Style, int] = {}
    ever: dict[Style, int] = {}
    for marker in find_markers(text):
        if marker.start >= limit:
            break
        if quoted[marker.start]:
            continue
        start = _line_begin(text, marker.start)
        at_line = start >= 0
        before = Before.LINE if at_line else _before(text, marker.start)
        # Numbering may run on across sections: then the number before is the last one anywhere.
        previous = last.get(marker.style, 0) or (ever.get(marker.style, 0) if marker.value > 1 else 0)
        if not _is_heading(text, marker, before, previous, found):
            continue
        found.append(HeadingStart(start if at_line else marker.start, marker, at_line))
        last[marker.style] = ever[marker.style] = marker.value
        for style in Style:
            if style > marker.style:
                last.pop(style, None)
    return found


def _line_begin(text: str, position: int) -> int:
    """Where the decoration of the line begins if nothing else stands before ``position``, else -1."""
    line = text.rfind("\n", 0, position) + 1
    if position - line > 60:
        return -1
    decoration = text[line:position]
    if _DECORATION.fullmatch(decoration) is None:
        return -1
    return position - len(decoration.lstrip())


def _before(text: str, position: int) -> Before:
    index = position - 1
    while index >= 0 and position - index < 8 and text[index].isspace():
        index -= 1
    spaced = index < position - 1
    if index < 0:
        return Before.LINE
    character = text[index]
    if character in _CLOSERS and index and (text[index - 1] in _HARD_STOPS or text[index - 1] in _SOFT_STOPS):
        character = text[index - 1]
    if character in _HARD_STOPS:
        return Before.STOP
    if character in _SOFT_STOPS:
        return Before.SOFT
    return Before.SPACE if spaced else Before.NOTHING


def _is_heading(text: str, marker: Marker, before: Before, previous: int, found: list[HeadingStart]) -> bool:
    head = text[max(0, marker.start - 6) : marker.start].rstrip(" \u3000\xa0\t")
    following = text[marker.end : marker.end + 14]
    if _is_no_number(marker, before, head, following):
        return False
    in_order = marker.value == previous + 1
    if marker.loose:
        words = text[marker.start : marker.end]
        return before is Before.LINE and previous > 0 and in_order and _loose_fits(words, following)
    fits = {
        Before.LINE: True,
        Before.STOP: marker.style is not Style.CHINESE or marker.value >= previous or bool(_TOPIC.match(following)),
        Before.SOFT: in_order or (marker.value == 1 and marker.style is not Style.CHINESE),
    }.get(before)
    return _fits_unstopped(text, marker, before, in_order, head, following, found) if fits is None else fits


def _is_no_number(marker: Marker, before: Before, head: str, following: str) -> bool:
    """Whether the words around a number make it a part of a list, a reference, a date or a count."""
    if not following.strip() or following.lstrip()[0] in "，。、；：！？）》”,.;:!?)%％":
        return True
    listed = _LIST_AFTER.match(following) and not _EACH_ITS_OWN.match(following)
    if _LIST_BEFORE.search(head) or listed or _REFERENCE_AFTER.match(following):
        return True
    glued = before is not Before.LINE and head[-1:].isascii() and head[-1:].isalnum()
    return marker.style is Style.DIGIT and glued


def _loose_fits(words: str, following: str) -> bool:
    """Whether a number that lost its stop (2优化) can't be a count (2次)."""
    return following[0] not in _COUNTED and not words[-1:].isspace()


def _fits_unstopped(
    text: str, marker: Marker, before: Before, in_order: bool, head: str, following: str, found: list[HeadingStart]
) -> bool:
    """A number inside a line with no stop in front: right after another heading's words, or next in its sequence."""
    if marker.half or _REFERENCE_BEFORE.search(head) or (marker.style is Style.CHINESE and _WORD_BEFORE.search(head)):
        return False
    if found and marker.style > found[-1].marker.style and (in_order or marker.value <= 1):
        between = text[found[-1].marker.end : marker.start]
        if 2 <= len(between) <= _LONGEST_HEADING and not any(stop in between for stop in "。！？；;"):
            return True
    if not in_order:
        return False
    if marker.value == 1:
        return (before is Before.SPACE and marker.style is not Style.DIGIT) or bool(_ANNOUNCES.search(head))
    return before is Before.SPACE or (marker.style <= Style.CHINESE_BRACKETED and bool(_TOPIC.match(following)))
