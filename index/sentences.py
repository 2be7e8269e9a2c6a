"""Exact spans of the sentences of a report, whatever its line breaks look like.

Web copies break lines inside sentences, leave blank lines inside paragraphs, or stand on one line altogether. So a line
break ends a sentence only where the lines around it say so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.markers import point_ends_count, starts_with_marker

_CLOSERS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "[": "]",
}
_QUOTE_ENDS = frozenset("”’」』")
_TAIL = frozenset('”’」』）)》】〕"。！？!?；;…')
_STOPS = frozenset("。！？；!?;｡﹔﹗﹖")
_HARD_STOPS = frozenset("。！？!?｡﹗﹖")
_LINE_END_STOPS = _STOPS | frozenset("：:…")
_CARRY_ON = frozenset("，、,—-－～~（(《“‘〔【「『·+/＋")
_CANNOT_START = frozenset("，、。；：！？）》”’】〕」』,;:!?)%％…")
# A line that begins with one of these begins something.
_BULLETS = frozenset("●○■□◆◇★☆▲△▪•※➢✦")

# A stop inside a bracket or a quotation this long or shorter belongs to the sentence around it.
_LONGEST_QUOTATION = 80
# A row of a table whose cells bars part.
_BARRED = ("|", "｜")

# Shorter lines without a stop are headings, titles or signatures; longer ones are paragraphs that a copy has broken.
_SHORTEST_BROKEN_LINE = 32
_SHORTEST_BROKEN_HEADING = 14
_LONGEST_HEADING_LINE = 60
_LONGEST_HEADING_REST = 30

# 撤销1 at a line's end, 件 at the next one's beginning.
_PARTED_FROM_UNIT = re.compile(
    r"[一-鿿](?<![表图件])\s*\d[\d,.]*\n(?:余|多|万)?(?:人次|场次|户次|[件起名次份条户项宗]|万?元)(?![一-鿿]?[）)])"
)
# A page that sets its numbers apart: 全年学法 / 10 / 次，专题研究…
_NUMBER_ALONE = re.compile(r"[\d０-９][\d０-９,.，．]*")
_OPENS_WITH_UNIT = re.compile(
    r"\s*(?:余|多|万)?(?:人次|场次|户次|批次|家次|公里|平方米|亩|[件起次人名份个条户项宗场家期批本册处支块辆部轮元天%％]|万元)"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_NUMERALS = frozenset("一二三四五六七八九十")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as ``(start, end)`` offsets into ``text``, in order.

    The spans are trimmed, don't overlap, and together hold every character of the range that isn't whitespace.
    """
    found: list[tuple[int, int]] = []
    begin = start
    position = start
    while position < end:
        following = _break_after(text, position, begin, end)
        if following < 0:
            begin = _keep(text, begin, -following, found)
            position = -following
        else:
            position = following
    _keep(text, begin, end, found)
    return found


# A page is set in lines of one width if so many of its lines come so near to that of its widest ones.
_FEWEST_LINES = 8
_NEAR_THE_EDGE = 6
_SHARE_AT_THE_EDGE = 0.4
_NARROWEST, _WIDEST = 36, 120


@lru_cache(maxsize=16)
def wrapped_from(text: str) -> int:
    """The width from which on a line of ``text`` was broken because it was full, 0 where its lines are of no one width.

    Chinese characters are two wide, as pages set them.
    """
    widths = sorted(
        _width(line.strip()) for line in text.split("\n") if line.strip() and "|" not in line and "\t" not in line
    )
    if len(widths) < _FEWEST_LINES:
        return 0
    widest = widths[int(0.9 * (len(widths) - 1))]
    full = sum(widest - _NEAR_THE_EDGE <= width <= widest + _NEAR_THE_EDGE for width in widths)
    wrapped = _NARROWEST <= widest <= _WIDEST and full >= _SHARE_AT_THE_EDGE * len(widths)
    return widest - _NEAR_THE_EDGE if wrapped else 0


def _width(line: str) -> int:
    return sum(1 if character.isascii() else 2 for character in line)


def joins_next_line(line: str, following: str, *, full: int = 0) -> bool:
    """Whether a line break between two non-empty, stripped lines stands inside a sentence or a heading.

    ``full`` is the width from which on lines are broken because they are full, if it is known (``wrapped_from``).
    """
    if not line or not following or _is_finished(line):
        return False
    if following[0] in _BULLETS or following[0] in _BARRED or line[-1] in _BARRED:
        return False
    if _NUMBER_ALONE.fullmatch(line):
        return _OPENS_WITH_UNIT.match(following) is not None
    if following[0] in _CANNOT_START or starts_with_marker(following):
        return following[0] in _CANNOT_START
    if (
        line[-1] in _CARRY_ON
        or _left_open(line, following)
        or _PARTED_FROM_UNIT.search(f"{line[-10:]}\n{following[:3]}")
    ):
        return True
    if _reads_as_heading(line):
        short = len(line) >= _SHORTEST_BROKEN_HEADING and len(following) <= _LONGEST_HEADING_REST
        return short and not any(mark in following for mark in "。！？；，,;：:")
    return len(line) >= _SHORTEST_BROKEN_LINE or (0 < full <= _width(line))


def _is_finished(line: str) -> bool:
    return (
        line[-1] in _LINE_END_STOPS
        or (line[-1] in _TAIL and line[-2:-1] in _HARD_STOPS)
        or (line[-1] in ".．" and _HAN.match(line[-2:-1]) is not None)
    )


def _reads_as_heading(line: str) -> bool:
    return (
        starts_with_marker(line)
        and len(line) <= _LONGEST_HEADING_LINE
        and not any(stop in line for stop in _HARD_STOPS)
    )


def _break_after(text: str, position: int, begin: int, end: int) -> int:
    """The next position to look at; negative if a sentence ends there."""
    character = text[position]
    closer = _CLOSERS.get(character)
    if closer is not None:
        return _past_quotation(text, position, closer, end)
    if character in _STOPS or (character == "." and _is_full_stop(text, position, end)):
        if character == ";" and _ends_entity(text, position, begin):
            return position + 1
        position += 1
        while position < end and text[position] in _TAIL:
            position += 1
        return -position
    if character == "\n":
        return _past_line_break(text, position, begin, end)
    return position + 1


def _past_quotation(text: str, position: int, closer: str, end: int) -> int:
    limit = min(end, position + _LONGEST_QUOTATION)
    found = text.find(closer, position + 1, limit)
    opener = text[position]
    if found > 0 and text.find(opener, position + 1, found) > 0:
        inner = text.find(closer, found + 1, limit)
        found = inner if inner > 0 else found
    if found < 0 or text.find("\n", position, found) >= 0:
        return position + 1
    after = found + 1
    if (
        closer in _QUOTE_ENDS
        and text[found - 1] in _HARD_STOPS
        and (after >= end or text[after] not in "的，、等和；。")
    ):
        return -after
    return after


def _past_line_break(text: str, position: int, begin: int, end: int) -> int:
    following = position
    while following < end and text[following].isspace():
        following += 1
    if following >= end:
        return end
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", following, end)
    line = text[line_start:position].strip()
    next_line = text[following : line_end if line_end >= 0 else end].strip()
    number_within = (
        line_end >= 0
        and _NUMBER_ALONE.fullmatch(next_line) is not None
        and _HAN.match(line[-1:]) is not None
        and _OPENS_WITH_UNIT.match(text, line_end, end) is not None
    )
    joined = number_within or joins_next_line(line, next_line, full=wrapped_from(text))
    return following if joined else -following


def _is_full_stop(text: str, position: int, end: int) -> bool:
    before = text[position - 1] if position else ""
    if before not in tuple("%％‰)）]”’》") and (not _HAN.match(before) or before in _NUMERALS):
        return False
    if position + 1 >= end or text[position + 1].isspace() or _HAN.match(text[position + 1]):
        return True
    # A number may begin the next sentence.
    return text[position + 1].isdigit() and point_ends_count(text, position)


def _ends_entity(text: str, position: int, begin: int) -> bool:
    ampersand = text.rfind("&", max(begin, position - 10), position)
    return ampersand >= 0 and _ENTITY.fullmatch(text, ampersand, position + 1) is not None


def _left_open(line: str, following: str) -> bool:
    """A bracket or title mark opened in ``line`` is closed early in ``following``."""
    head = following[:_LONGEST_QUOTATION]
    return any(line.rfind(opener) > line.rfind(closer) and closer in head for opener, closer in _CLOSERS.items())


def _keep(text: str, begin: int, end: int, found: list[tuple[int, int]]) -> int:
    """Appends the trimmed span, unless there is nothing in it; gives where the next sentence may begin."""
    begin_trimmed, end_trimmed = begin, end
    while begin_trimmed < end_trimmed and text[begin_trimmed].isspace():
        begin_trimmed += 1
    while end_trimmed > begin_trimmed and text[end_trimmed - 1].isspace():
        end_trimmed -= 1
    if begin_trimmed < end_trimmed:
        found.append((begin_trimmed, end_trimmed))
    return end
