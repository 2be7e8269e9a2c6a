"""The header of a table that became lines: which columns it has, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from index.records import Role
from index.units import MONEY, RATE, units

_NAME = re.compile(r"[一-鿿]{0,6}(?:项目|指标|类别|事项|内容|名称|类型|种类)")
_ORDER = re.compile(r"序号|编号")
_UNIT = re.compile(r"(?:计量)?单位")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?(?:数量?|情况|完成(?:数|情况)?)?")
_BEFORE = re.compile(r"(?:上一?年|去年|上期)(?:度|同期)?(?:数量?)?")
_NOW = re.compile(
    r"(?:本年|今年|当年|本期)(?:度)?(?:数量?)?|(?:全年|年度)(?:数量?|合计|累计|总数|完成(?:数|情况)?)?|完成数|数量|数值|数据|数字|完成(?:数量?|情况|量)|实际(?:完成)?(?:数量?)?|数额|金额|结果|合计|总数"
)
_GROWN = re.compile(r"增减(?:量|数|情况)?|同比(?:增减|增长)?|增长|变化|比上年(?:增减|增长)?|较上年(?:增减|增长)?")
_RATE_OF_GROWTH = re.compile(r"(?:同比)?(?:增减|增长|上升|下降|增|降|涨)?(?:率|幅度?)|增长%|同比%")
_PART_OF_YEAR = re.compile(r"(上半年|下半年|第?[一二三四]季度|前三季度)(?:数量?)?")
_PLANNED = re.compile(r"(?:年度?)?(?:目标|计划|任务)(?:数|值)?")
_REMARK = re.compile(r"备注|说明")
_COUNTED = re.compile(r"(件|人|次|场|份|户|起|批|条|期|个)数|(人次|场次|批次|户次)")
_TITLE_UNIT = re.compile(r"单位\s*[:：]\s*([^()\s]{1,8})")
# Characters before a header that may name the table.
TITLE_CHARS = 40
IN_BRACKETS = re.compile(r"\(([^()]{1,8})\)$")
_MOST_COLUMNS = 8


class Holds(Enum):
    """What the cells of a column hold."""

    ORDER = "order"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``year`` is the year that its numbers are of, 0 for the one reported on, -1 for the one before; ``period`` the
    part of the year, if it is of one (上半年)."""

    holds: Holds
    year: int = 0
    role: Role = Role.OUTCOME
    unit: str = ""
    period: str = ""


def header_at(tokens: Sequence[re.Match[str]], at: int) -> list[Column]:
    """The columns of a header that begins at a token; none where it is no header."""
    columns: list[Column] = []
    for token in tokens[at : at + _MOST_COLUMNS]:
        column = _column(token.group().strip(), first=not any(one.holds is Holds.NAME for one in columns))
        if column is None:
            break
        columns.append(column)
    kinds = [column.holds for column in columns]
    return columns if Holds.NAME in kinds and Holds.VALUE in kinds else []


def name_and_unit(words: str) -> tuple[str, str]:
    """A heading without the bracket at its end, and the unit in that, if it holds one: 调解纠纷（件）."""
    bracket = IN_BRACKETS.search(words)
    if bracket is None:
        return words, ""
    return words[: bracket.start()], bracket[1] if bracket[1] in known_units() else ""


def _column(words: str, *, first: bool) -> Column | None:
    """What a column of this heading holds; ``first`` says that none before it holds names."""
    words, unit = name_and_unit(words)
    if _ORDER.fullmatch(words):
        return Column(Holds.ORDER)
    if first:
        return Column(Holds.NAME) if _NAME.fullmatch(words) else None
    if _UNIT.fullmatch(words):
        return Column(Holds.UNIT)
    if _REMARK.fullmatch(words):
        return Column(Holds.REMARK)
    if named := _YEAR.fullmatch(words):
        return Column(Holds.VALUE, int(named[1]), unit=unit)
    if _BEFORE.fullmatch(words):
        return Column(Holds.VALUE, -1, unit=unit)
    if part := _PART_OF_YEAR.fullmatch(words):
        return Column(Holds.VALUE, unit=unit, period=part[1])
    if counted := _COUNTED.fullmatch(words):
        return Column(Holds.VALUE, unit=unit or counted[1] or counted[2])
    if _RATE_OF_GROWTH.fullmatch(words):
        return Column(Holds.VALUE, role=Role.GROWTH, unit=RATE)
    if _GROWN.fullmatch(words):
        return Column(Holds.VALUE, role=Role.GROWTH, unit=unit)
    if _PLANNED.fullmatch(words):
        return Column(Holds.VALUE, role=Role.PLAN, unit=unit)
    return Column(Holds.VALUE, unit=unit) if _NOW.fullmatch(words) else None


@lru_cache(maxsize=1)
def known_units() -> frozenset[str]:
    """Every unit that a cell may name."""
    return frozenset((*units(), *MONEY, RATE))


def title_unit(before: str) -> str:
    """The unit that stands above a table for all of it: 单位：件."""
    found = _TITLE_UNIT.search(before)
    if not found:
        return ""
    return next((one for one in re.split(r"[、,，/]", found[1]) if one in known_units()), "")


def last_words(line: str) -> str:
    """What a line says after its last whole sentence: the name of the table below it."""
    return re.split(r"[。；;！？]", line)[-1]
