"""Figures in lists: 各村纠纷受理量（件） 上岭村 31 下岭村 24, 法律咨询（人次）：340, and boxes of a number over its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.cells import Cell, lines_of, overlaps
from index.markers import starts_with_marker
from index.numbers import quantities
from index.records import Role
from index.table_header import known_units

_LISTED = re.compile(
    r"(?P<label>[一-鿿]{2,14})\((?P<unit>[^()\s]{1,3})\)\s*:?"
    r"(?P<items>(?:[ \t\n]+[一-鿿]{1,10}[ \t]+\d[\d,]*(?:\.\d+)?(?=[\s。；;,，]|$)){3,})"
)
_ITEM = re.compile(r"([一-鿿]{1,10})[ \t]+(\d[\d,]*(?:\.\d+)?)")
_TOTAL = re.compile(r"合计|总计|共计")
_EVERY = re.compile(r"^(?:各|全)[村镇社区乡街道个单位]{0,4}(?:的)?|数?量$")


def lists(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """Lists whose name gives the unit of all: 各村纠纷受理量（件） 上岭村 31 下岭村 24 合计 55."""
    taken = [cell.row for cell in before]
    count = len(before)
    for match in _LISTED.finditer(text):
        if match["unit"] not in known_units() or overlaps(match.span(), taken):
            continue
        items = list(_ITEM.finditer(text, match.start("items"), match.end()))
        total = next((position for position, item in enumerate(items) if _TOTAL.fullmatch(item[1])), None)
        what = _EVERY.sub("", match["label"])
        for position, item in enumerate(items):
            name = what if position == total else f"{item[1]}{what}"
            yield Cell(
                start=item.start(2),
                end=item.end(2),
                value=float(item[2].replace(",", "")),
                unit=match["unit"],
                approx=False,
                label=name,
                row=match.span(),
                year=year,
                role=Role.OUTCOME,
                whole=None if total is None or position == total else count + total,
                context=match["label"],
            )
        count += len(items)


# What is another year's, planned or a change, and no figure of the year.
_NOT_DONE = re.compile(r"上一?年|去年|同比|环比|增减|增加|减少|增长|目标|计划|力争|预计|拟(?!定)|任务")
# 法律咨询（人次）：340, 其中：涉企纠纷（件）：16, 信访总量：33（件）
_ENTRY = re.compile(
    r"(?:^|(?<=[\n；;。]))[ \t　]*(?:\d{1,2}[.、．）) ]\s*|[(（]\d{1,2}[)）]\s*|[-●•·]\s*)?(?P<part>其中[:：]?\s*)?"
    r"(?P<label>(?:123\d\d)?[一-鿿“”]{2,14})"
    r"(?:\((?P<unit>[^()\s\d]{1,3})\)\s*[:：]?\s*(?P<value>\d[\d,]*(?:\.\d+)?)"
    r"|\s*[:：]\s*(?P<first>\d[\d,]*(?:\.\d+)?)\s*\((?P<behind>[^()\s\d]{1,3})\))(?P<about>[余多])?(?=\s*(?:[。；;,，]|\n|$))"
)


def entries(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """Single entries whose name gives the unit; one behind 其中 is a part of the last that is none."""
    taken = [cell.row for cell in before]
    count, whole = len(before), None
    for match in _ENTRY.finditer(text):
        unit = match["unit"] or match["behind"]
        number = "value" if match["value"] else "first"
        at = match.span(number)
        if unit not in known_units() or overlaps(at, taken) or _NOT_DONE.search(match["label"]):
            continue
        row = (match.start("label"), match.end())
        value = float(match[number].replace(",", ""))
        of = whole if match["part"] else None
        whole = whole if match["part"] else count
        count += 1
        yield Cell(*at, value, unit, bool(match["about"]), match["label"], row, year, Role.OUTCOME, of, "", loose=True)


_NUMBER_LINE = re.compile(r"[ \t　]*(?P<number>约?\d[\d,.]*(?:万|亿)?(?:余|多)?[一-鿿%]{1,3}(?:余|多)?)[ \t　]*")
_WORDS_LINE = re.compile(r"[ \t　]*(?P<words>[^\d\n。；;]{4,30}?)[ \t　]*")
_FEWEST_BOXES = 3


def boxes(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """Numbers that stand on a line of their own over the words that say what they count, several in a row:

    16次 / 党工委会议学法 / 42场 / “法治夜市”等宣传活动.

    Where one more number follows the last words, they may as well stand under theirs: nothing is read then.
    """
    taken = [cell.row for cell in before]
    lines = lines_of(text)
    run: list[Cell] = []
    at = 0
    while at < len(lines):
        box = _box(text, lines[at], lines[at + 1], year) if at + 1 < len(lines) else None
        if box is not None and not overlaps(box.row, taken):
            run.append(box)
            at += 2
            continue
        if len(run) >= _FEWEST_BOXES and _NUMBER_LINE.fullmatch(text, *lines[at]) is None:
            yield from run
        run, at = [], at + 1
    if len(run) >= _FEWEST_BOXES:
        yield from run


def _box(text: str, upper: tuple[int, int], lower: tuple[int, int], year: int | None) -> Cell | None:
    """The number on one line with the words on the next, if that is what they hold."""
    number, words = _NUMBER_LINE.fullmatch(text, *upper), _WORDS_LINE.fullmatch(text, *lower)
    if number is None or words is None:
        return None
    label, start = words["words"].strip(), number.start("number")
    counted = quantities(number["number"])
    if len(counted) != 1 or starts_with_marker(label) or _NOT_DONE.search(label):
        return None
    one, row = counted[0], (start, words.end("words"))
    return Cell(
        start,
        number.end("number"),
        one.value,
        one.unit,
        one.approx,
        label,
        row,
        year,
        Role.OUTCOME,
        None,
        "",
        loose=True,
    )
