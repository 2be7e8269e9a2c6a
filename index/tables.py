"""Figures in tables that became lines: 项目 单位 2023年 2024年 增减, and a row 矛盾纠纷受理 件 103 118 +15 below it.

A table of a Word file or a page keeps a tab between its cells; a copied one keeps spaces, and may stand on one line
altogether. So a table is told by its header and read by what its columns may hold, not by line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from index.fold import fold
from index.records import Role
from index.units import MONEY, RATE, units

_HEADER_NEAR = re.compile(r"(?:项目|指标|类别|事项|内容|名称|类型|种类)[\s|｜]")
_CELL = re.compile(r"[^\s|｜]+")
_TABBED_CELL = re.compile(r"[^\t\n|｜]*[^\s|｜][^\t\n|｜]*")
_NAME = re.compile(r"[一-鿿]{0,6}(?:项目|指标|类别|事项|内容|名称|类型|种类)")
_ORDER = re.compile(r"序号|编号")
_UNIT = re.compile(r"(?:计量)?单位")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?(?:数量?|情况|完成(?:数|情况)?)?")
_BEFORE = re.compile(r"(?:上一?年|去年|上期)(?:度|同期)?(?:数量?)?")
_NOW = re.compile(
    r"(?:本年|今年|当年|本期)(?:度)?(?:数量?)?|数量|数值|数据|数字|完成(?:数量?|情况|量)|实际(?:完成)?(?:数量?)?|数额|金额|结果|合计|总数"
)
_GROWN = re.compile(
    r"增减(?:量|数|幅度?|情况)?|同比(?:增减|增长)?|增幅|增长率?|变化|比上年(?:增减|增长)?|较上年(?:增减|增长)?"
)
_PLANNED = re.compile(r"(?:年度?)?(?:目标|计划|任务)(?:数|值)?")
_REMARK = re.compile(r"备注|说明")
_COUNTED = re.compile(r"(件|人|次|场|份|户|起|批|条|期|个)数|(人次|场次|批次|户次)")
_IN_BRACKETS = re.compile(r"\(([^()]{1,8})\)$")
_VALUE = re.compile(r"([+\-−－＋]?)(\d[\d,]*(?:\.\d+)?)(余)?([^\d\s]{0,3})")
_NOTHING = re.compile(r"[—\-–－/／\\无]+")
_TITLE_UNIT = re.compile(r"单位\s*[:：]\s*([^()\s]{1,8})")
_PART = re.compile(r"^其中[:：,，]?")
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST_LABEL = 30
_MOST_LABEL_CELLS = 3
_TITLE_CHARS = 40
_MOST_COLUMNS = 8

_LISTED = re.compile(
    r"(?P<label>[一-鿿]{2,14})\((?P<unit>[^()\s]{1,3})\)\s*:?"
    r"(?P<items>(?:[ \t\n]+[一-鿿]{1,10}[ \t]+\d[\d,]*(?:\.\d+)?(?=[\s。；;,，]|$)){3,})"
)
_ITEM = re.compile(r"([一-鿿]{1,10})[ \t]+(\d[\d,]*(?:\.\d+)?)")
_TOTAL = re.compile(r"合计|总计|共计")
_EVERY = re.compile(r"^(?:各|全)[村镇社区乡街道个单位]{0,4}(?:的)?|数?量$")


class _Holds(Enum):
    """What the cells of a column hold."""

    ORDER = "order"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: ``year`` is the year that its numbers are of, 0 for the one reported on, -1 for the one before."""

    holds: _Holds
    year: int = 0
    role: Role = Role.OUTCOME
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: its columns, the words above the rows, what is counted of each row's thing, the unit of the whole table."""

    columns: Sequence[_Column]
    context: str
    prefix: str
    unit: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: its span, what its row says that it counts, the span of that row, its year and role.

    ``whole`` is the position, among the cells, of the one that it is a part of (其中); ``context`` what stands above.
    """

    start: int
    end: int
    value: float
    unit: str
    approx: bool
    label: str
    row: tuple[int, int]
    year: int | None
    role: Role
    whole: int | None
    context: str


def table_cells(text: str, year: int | None) -> list[Cell]:
    """The numbers in the tables of ``text``, a report on ``year``: row by row, lists after them."""
    folded = fold(text)
    found: list[Cell] = []
    at = 0
    while near := _HEADER_NEAR.search(folded, at):
        line = max(folded.rfind("\n", 0, near.start()) + 1, at)
        if near.start() - line > _TITLE_CHARS:
            gap = re.compile(r"\s").search(folded, near.start() - _TITLE_CHARS, near.start())
            line = gap.end() if gap else near.start()
        read = _table(folded, _tokens(folded, line), year, len(found))
        at = near.end()
        if read:
            found.extend(read)
            at = max(at, read[-1].row[1])
    found.extend(_listed(folded, year, found))
    return found


def _tokens(text: str, start: int) -> list[re.Match[str]]:
    """The cells from ``start`` on, as far as one table may reach: line by line, by tabs where a line has them."""
    tokens: list[re.Match[str]] = []
    line = start
    while line < len(text) and len(tokens) < _MOST_CELLS:
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        cell = _TABBED_CELL if "\t" in text[line:end] else _CELL
        tokens.extend(cell.finditer(text, line, end))
        line = end + 1
    return tokens


_MOST_CELLS = 600


def _table(text: str, tokens: Sequence[re.Match[str]], year: int | None, count: int) -> list[Cell]:
    """The cells of the first table among ``tokens``; none where no header with rows below it is there."""
    for at in range(min(len(tokens), _MOST_CELLS)):
        columns = _header(tokens, at)
        if columns:
            before = text[max(0, tokens[at].start() - _TITLE_CHARS) : tokens[at].start()]
            heading = tokens[at : at + len(columns)]
            context = " ".join(f"{_title(before)} {text[heading[0].start() : heading[-1].end()]}".split())
            named = next(one.group() for one, holds in zip(heading, columns, strict=True) if holds.holds is _Holds.NAME)
            prefix = _NAMES_ROWS.sub("", named.strip())
            head = _Head(columns, context, prefix, _title_unit(before))
            return _rows(text, tokens[at + len(columns) :], head, year, count)
        if at and "\n" in text[tokens[at - 1].end() : tokens[at].start()]:
            return []
    return []


# Of 审查类别 the word that tells what is counted of each kind.
_NAMES_ROWS = re.compile(r"(?:统计|具体|主要|工作|数据|指标|项目|事项)*(?:项目|指标|类别|事项|内容|名称|类型|种类)$")


def _title(before: str) -> str:
    """What names a table: the line above its header, or the words since the last sentence on the same line."""
    lines = [line for line in before.split("\n") if line.strip()]
    return re.split(r"[。；;！？]", lines[-1])[-1] if lines else ""


def _header(tokens: Sequence[re.Match[str]], at: int) -> list[_Column]:
    """The columns of a header that begins at a token; none where it is no header."""
    columns: list[_Column] = []
    for token in tokens[at : at + _MOST_COLUMNS]:
        column = _column(token.group().strip(), first=not any(one.holds is _Holds.NAME for one in columns))
        if column is None:
            break
        columns.append(column)
    kinds = [column.holds for column in columns]
    return columns if _Holds.NAME in kinds and _Holds.VALUE in kinds else []


def _column(words: str, *, first: bool) -> _Column | None:
    """What a column of this heading holds; ``first`` says that none before it holds names."""
    bracket = _IN_BRACKETS.search(words)
    unit = bracket[1] if bracket and bracket[1] in _units() else ""
    words = words[: bracket.start()] if bracket else words
    if _ORDER.fullmatch(words):
        return _Column(_Holds.ORDER)
    if first:
        return _Column(_Holds.NAME) if _NAME.fullmatch(words) else None
    if _UNIT.fullmatch(words):
        return _Column(_Holds.UNIT)
    if _REMARK.fullmatch(words):
        return _Column(_Holds.REMARK)
    if named := _YEAR.fullmatch(words):
        return _Column(_Holds.VALUE, int(named[1]), unit=unit)
    if _BEFORE.fullmatch(words):
        return _Column(_Holds.VALUE, -1, unit=unit)
    if counted := _COUNTED.fullmatch(words):
        return _Column(_Holds.VALUE, unit=unit or counted[1] or counted[2])
    if _GROWN.fullmatch(words):
        return _Column(_Holds.VALUE, role=Role.GROWTH, unit=unit)
    if _PLANNED.fullmatch(words):
        return _Column(_Holds.VALUE, role=Role.PLAN, unit=unit)
    return _Column(_Holds.VALUE, unit=unit) if _NOW.fullmatch(words) else None


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset((*units(), *MONEY, RATE))


def _title_unit(before: str) -> str:
    """The unit that stands above a table for all of it: 单位：件."""
    found = _TITLE_UNIT.search(before)
    if not found:
        return ""
    return next((one for one in re.split(r"[、,，/]", found[1]) if one in _units()), "")


def _rows(text: str, tokens: Sequence[re.Match[str]], head: _Head, year: int | None, count: int) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    wholes: dict[int, int] = {}
    while (row := _row(text, tokens, at, head.columns, head.unit)) is not None:
        label, row_unit, values, span, at = row
        part = bool(_PART.match(label))
        name = f"{head.prefix}{_PART.sub('', label)}"
        for position, (token, column) in enumerate(zip(values, _of_values(head.columns), strict=True)):
            found = _VALUE.fullmatch(token.group().strip())
            if found is None:
                continue
            own = row_unit if not found[4] else found[4]
            own = column.unit or own
            if column.role is Role.GROWTH and found[4] == RATE:
                own = RATE
            if own not in _units():
                continue
            start = token.start() + len(token.group()) - len(token.group().lstrip())
            of = column.year if column.year > 0 else None if year is None else year + column.year
            if not part:
                wholes[position] = count + len(cells)
            cells.append(
                Cell(
                    start=start + len(found[1]),
                    end=start + len(found[0]),
                    value=float(found[2].replace(",", "")),
                    unit=own,
                    approx=bool(found[3]),
                    label=name,
                    row=span,
                    year=of,
                    role=_role(column, of, year),
                    whole=wholes.get(position) if part and column.role is not Role.GROWTH else None,
                    context=head.context,
                )
            )
    return cells


def _of_values(columns: Sequence[_Column]) -> list[_Column]:
    """The columns that hold numbers."""
    return [column for column in columns if column.holds is _Holds.VALUE]


def _role(column: _Column, of: int | None, year: int | None) -> Role:
    if column.role is not Role.OUTCOME or of is None or year is None or of == year:
        return column.role
    return Role.PLAN if of > year else Role.OTHER_YEAR


def _row(
    text: str, tokens: Sequence[re.Match[str]], at: int, columns: Sequence[_Column], unit: str
) -> tuple[str, str, list[re.Match[str]], tuple[int, int], int] | None:
    """The row that begins at a token: its label, unit, numbers, span, and where the next one begins."""
    first = at
    label = ""
    values: list[re.Match[str]] = []
    for column, following in zip(columns, (*columns[1:], None), strict=True):
        if column.holds is _Holds.NAME:
            label, at = _label(tokens, at, has_unit=following is not None and following.holds is _Holds.UNIT)
            if not label:
                return None
            continue
        if column.holds is _Holds.REMARK:
            while at < len(tokens) and "\n" not in text[tokens[at - 1].end() : tokens[at].start()]:
                at += 1
            continue
        if at == len(tokens):
            return None
        word = tokens[at].group().strip()
        if column.holds is _Holds.ORDER and not word.isdigit():
            continue  # a row without its number
        if column.holds is _Holds.UNIT:
            unit = word
        elif column.holds is _Holds.VALUE:
            values.append(tokens[at])
        at += 1
    bracket = _IN_BRACKETS.search(label)
    if bracket and bracket[1] in _units():
        label, unit = label[: bracket.start()], bracket[1]
    words = [value.group().strip() for value in values]
    stated = [bool(_VALUE.fullmatch(word)) for word in words]
    if not any(stated) or not all(
        is_number or _NOTHING.fullmatch(word) for is_number, word in zip(stated, words, strict=True)
    ):
        return None
    if any(column.holds is _Holds.UNIT for column in columns) and unit not in _units():
        return None
    return label, unit, values, (tokens[first].start(), tokens[at - 1].end()), at


def _label(tokens: Sequence[re.Match[str]], at: int, *, has_unit: bool) -> tuple[str, int]:
    """The words that name a row, and the token behind them; empty where no row begins here."""
    words: list[str] = []
    while at < len(tokens) and len(words) <= _MOST_LABEL_CELLS:
        word = tokens[at].group().strip()
        ends = word in _units() if has_unit else bool(_VALUE.fullmatch(word) or _NOTHING.fullmatch(word))
        if ends and words:
            break
        if _SENTENCE.search(word) or _VALUE.fullmatch(word):
            return "", at
        words.append(word)
        at += 1
    label = "".join(words)
    whole = at < len(tokens) and 0 < len(words) <= _MOST_LABEL_CELLS and len(label) <= _LONGEST_LABEL
    return (label, at) if whole and re.search(r"[一-鿿]{2}", label) else ("", at)


def _listed(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """Lists whose name gives the unit of all: 各村纠纷受理量（件） 上岭村 31 下岭村 24 合计 55."""
    taken = [cell.row for cell in before]
    count = len(before)
    for match in _LISTED.finditer(text):
        if match["unit"] not in _units() or any(start < match.end() and match.start() < end for start, end in taken):
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
