"""Figures in tables that became lines: 项目 单位 2023年 2024年 增减, and a row 矛盾纠纷受理 件 103 118 +15 below it.

A table of a Word file or a page keeps a tab between its cells; a copied one keeps spaces, and may stand on one line
altogether. So a table is told by its header and read by what its columns may hold, not by line breaks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.cells import Cell
from index.fold import fold
from index.listed import boxes, entries, lists
from index.matrix import matrix_cells
from index.records import Role
from index.table_header import (
    IN_BRACKETS,
    TITLE_CHARS,
    Column,
    Holds,
    header_at,
    known_units,
    last_words,
    title_unit,
)

_HEADER_NEAR = re.compile(r"(?:项目|指标|类别|事项|内容|名称|类型|种类)[\s|｜]")
_CELL = re.compile(r"[^\s|｜]+")
_TABBED_CELL = re.compile(r"[^\t\n|｜]*[^\s|｜][^\t\n|｜]*")
_VALUE = re.compile(r"([+\-−－＋]?)(\d[\d,]*(?:\.\d+)?)(余)?([^\d\s]{0,3})")
_NOTHING = re.compile(r"[—\-–－/／\\无]+")
_GAP = re.compile(r"\s")
_PART = re.compile(r"^其中[:：,，]?")
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST_LABEL = 30
_MOST_LABEL_CELLS = 3


_Token = re.Match[str]


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: its columns, the words above the rows, what is counted of each row's thing, the unit of the whole table."""

    columns: Sequence[Column]
    context: str
    prefix: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its label, unit and numbers, its span, of how many cells it is made, and the span of the remark at its end."""

    label: str
    unit: str
    values: tuple[_Token, ...]
    span: tuple[int, int]
    cells: int
    remark: tuple[int, int] | None


def table_cells(text: str, year: int | None) -> list[Cell]:
    """The numbers in the tables of ``text``, a report on ``year``: row by row, lists after them."""
    folded = fold(text)
    found: list[Cell] = []
    at = 0
    while near := _HEADER_NEAR.search(folded, at):
        line = max(folded.rfind("\n", 0, near.start()) + 1, at)
        if near.start() - line > TITLE_CHARS:
            gap = _GAP.search(folded, near.start() - TITLE_CHARS, near.start())
            line = gap.end() if gap else near.start()
        read = _table(folded, _tokens(folded, line), year, len(found))
        at = near.end()
        if read:
            found.extend(read)
            at = max(at, read[-1].row[1])
    for more in (matrix_cells, lists, entries, boxes):
        found.extend(more(folded, year, tuple(found)))
    return found


def _tokens(text: str, start: int) -> list[_Token]:
    """The cells from ``start`` on, as far as one table may reach: line by line, by tabs where a line has them."""
    tokens: list[_Token] = []
    line = start
    while line < len(text) and len(tokens) < _MOST_CELLS:
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        cell = _TABBED_CELL if "\t" in text[line:end] else _CELL
        tokens.extend(cell.finditer(text, line, end))
        line = end + 1
    return tokens


_MOST_CELLS = 600


def _table(text: str, tokens: Sequence[_Token], year: int | None, count: int) -> list[Cell]:
    """The cells of the first table among ``tokens``; none where no header with rows below it is there."""
    for at in range(min(len(tokens), _MOST_CELLS)):
        columns = header_at(tokens, at)
        if columns:
            before = text[max(0, tokens[at].start() - TITLE_CHARS) : tokens[at].start()]
            heading = tokens[at : at + len(columns)]
            context = " ".join(f"{_title(before)} {text[heading[0].start() : heading[-1].end()]}".split())
            named = next(one.group() for one, holds in zip(heading, columns, strict=True) if holds.holds is Holds.NAME)
            prefix = _NAMES_ROWS.sub("", named.strip())
            head = _Head(columns, context, prefix, title_unit(before))
            cells: list[Cell] = []
            wholes: dict[int, int] = {}
            for row in _rows(text, heading, tokens[at + len(columns) :], head):
                if not row.values and row.remark:
                    cells.append(_only_remarked(row, head, year))
                    continue
                cells.extend(_cells(row, head, year, count + len(cells), wholes))
            return cells
        if at and "\n" in text[tokens[at - 1].end() : tokens[at].start()]:
            return []
    return []


# A number with its unit among words.
_COUNTS = re.compile(r"[一-鿿]\d[\d,.]*[一-鿿%]")


def _only_remarked(row: _Row, head: _Head, year: int | None) -> Cell:
    """The row of a table that holds words only: a cell without a unit, which is no figure itself."""
    start, end = row.remark or row.span
    return Cell(
        start, end, 0.0, "", False, row.label, row.span, year, Role.OUTCOME, None, head.context, remark=row.remark
    )


# Of 审查类别 the word that tells what is counted of each kind.
_NAMES_ROWS = re.compile(
    r"(?:统计|具体|主要|重点|工作|数据|指标|项目|事项|任务)*(?:项目|指标|类别|事项|内容|名称|类型|种类)$"
)


def _title(before: str) -> str:
    """What names a table: the line above its header, or the words since the last sentence on the same line."""
    lines = [line for line in before.split("\n") if line.strip()]
    return last_words(lines[-1]) if lines else ""


def _rows(text: str, heading: Sequence[_Token], tokens: Sequence[_Token], head: _Head) -> Iterator[_Row]:
    """The rows behind a header: a line each where the header keeps to its line, else counted off, cell by cell.

    What is counted off must leave no doubt: labels of one cell, no serial numbers, no remarks, nothing but a label behind.
    """
    if not _breaks_between(text, heading) and tokens and _breaks_between(text, (heading[-1], tokens[0])):
        for line in _lines(text, tokens):
            row = _row(line, head, most_label_cells=_MOST_LABEL_CELLS)
            if row is not None and row.cells == len(line):
                yield row
            elif not any(_value(token) for token in line):
                return
        return
    if any(column.holds is Holds.ORDER for column in head.columns):
        yield from _numbered_rows(tokens, head)
        return
    if any(column.holds is Holds.REMARK for column in head.columns):
        return
    at = 0
    while (row := _row(tokens[at:], head, most_label_cells=1)) is not None:
        at += row.cells
        if at < len(tokens) and _value(tokens[at]):
            return
        yield row


def _numbered_rows(tokens: Sequence[_Token], head: _Head) -> Iterator[_Row]:
    """The rows of a table on one line, each opened by its serial number; the last is as long as the header."""
    at, serial, wide = 0, 1, len(head.columns)
    while at < len(tokens) and tokens[at].group().strip() == str(serial):
        # As long as the header, longer by a label of several words, or shorter by a remark.
        reach = (*range(at + wide, min(at + wide + _MOST_LABEL_CELLS, len(tokens))), at + wide - 1)
        following = next((one for one in reach if tokens[one].group().strip() == str(serial + 1)), at + wide)
        row = _row(tokens[at:following], head, most_label_cells=_MOST_LABEL_CELLS, prose=True)
        if row is not None and row.cells == following - at:
            yield row
        at, serial = following, serial + 1


def _breaks_between(text: str, tokens: Sequence[_Token]) -> bool:
    return any("\n" in text[one.end() : other.start()] for one, other in pairwise(tokens))


def _lines(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    line = [tokens[0]]
    for one, other in pairwise(tokens):
        if "\n" in text[one.end() : other.start()]:
            yield line
            line = []
        line.append(other)
    yield line


def _cells(row: _Row, head: _Head, year: int | None, count: int, wholes: dict[int, int]) -> list[Cell]:
    """The numbers of a row; ``count`` cells stand before them, ``wholes`` are the last ones of a whole by column."""
    part = bool(_PART.match(row.label))
    columns = [column for column in head.columns if column.holds is Holds.VALUE]
    stated = {
        column.year: _amount(found)
        for token, column in zip(row.values, columns, strict=True)
        if column.role is not Role.GROWTH and (found := _value(token))
    }
    cells: list[Cell] = []
    for position, (token, column) in enumerate(zip(row.values, columns, strict=True)):
        found = _value(token)
        if found is None:
            continue
        unit = _unit_of(column, found[4], row.unit, _amount(found), stated, year)
        if unit not in known_units():
            continue
        start = token.start() + len(token.group()) - len(token.group().lstrip())
        of = column.year if column.year > 0 else None if year is None else year + column.year
        if not part:
            wholes[position] = count + len(cells)
        cells.append(
            Cell(
                start=start + len(found[1]),
                end=start + len(found[0]),
                value=_amount(found),
                unit=unit,
                approx=bool(found[3]),
                label=f"{column.period}{head.prefix}{_PART.sub('', row.label)}",
                period=column.period,
                row=row.span,
                year=of,
                role=_role(column, of, year),
                whole=wholes.get(position) if part and column.role is not Role.GROWTH else None,
                context=head.context,
                remark=row.remark,
            )
        )
    return cells


def _value(token: _Token) -> re.Match[str] | None:
    """A cell read as a number: its sign, digits, 余 and unit."""
    return _VALUE.fullmatch(token.group().strip())


def _amount(found: re.Match[str]) -> float:
    return float(found[2].replace(",", ""))


def _unit_of(column: Column, own: str, of_row: str, value: float, stated: Mapping[int, float], year: int | None) -> str:
    """The unit of a cell. A change without one may be a rate: only one that is the difference of the years has the row's."""
    if own or column.unit:
        return own or column.unit
    if column.role is not Role.GROWTH:
        return of_row
    now = stated.get(year or 0) if stated.get(0) is None else stated.get(0)
    before = stated.get(-1) if stated.get(-1) is not None else stated.get((year or 0) - 1)
    if now is None or before is None:
        return ""
    return of_row if math.isclose(abs(now - before), value, abs_tol=1e-6) else ""


def _role(column: Column, of: int | None, year: int | None) -> Role:
    if column.role is not Role.OUTCOME or of is None or year is None or of == year:
        return column.role
    return Role.PLAN if of > year else Role.OTHER_YEAR


def _row(tokens: Sequence[_Token], head: _Head, *, most_label_cells: int, prose: bool = False) -> _Row | None:
    """The row that ``tokens`` begin with; none where a column doesn't hold what it should.

    With ``prose``, what was done may be told in words (排查152件、化解149件): they are the row's remark.
    """
    at, label, unit = 0, "", head.unit
    values: list[_Token] = []
    remark: tuple[int, int] | None = None
    columns = head.columns
    for column, following in zip(columns, (*columns[1:], None), strict=True):
        if column.holds is Holds.NAME:
            has_unit = following is not None and following.holds is Holds.UNIT
            if len(tokens) == len(columns):
                label, at = tokens[at].group().strip(), at + 1
            else:
                label, at = _label(tokens, at, most_label_cells, has_unit=has_unit)
            if not re.search(r"[一-鿿]{2}", label):
                return None
            continue
        if column.holds is Holds.REMARK and following is None:
            remark = (tokens[at].start(), tokens[-1].end()) if at < len(tokens) else None
            at = len(tokens)
            continue
        if at == len(tokens) or (column.holds is Holds.ORDER and not tokens[at].group().strip().isdigit()):
            return None
        if column.holds is Holds.UNIT:
            unit = tokens[at].group().strip()
            if unit not in known_units():
                return None
        elif column.holds is Holds.VALUE:
            values.append(tokens[at])
        at += 1
    bracket = IN_BRACKETS.search(label)
    if bracket and bracket[1] in known_units():
        label, unit = label[: bracket.start()], bracket[1]
    stated = [_value(token) is not None for token in values]
    told = next(
        (one for one, is_number in zip(values, stated, strict=True) if not is_number and _COUNTS.search(one.group())),
        None,
    )
    if prose and told is not None and remark is None:
        remark = told.span()
    if not any(stated):
        return (
            _Row(label, unit, (), (tokens[0].start(), tokens[at - 1].end()), at, remark) if prose and remark else None
        )
    # A target may be words (应审尽审) beside what was done.
    kinds = [column for column in columns if column.holds is Holds.VALUE]
    if not all(
        is_number or column.role is Role.PLAN or _NOTHING.fullmatch(token.group().strip())
        for is_number, token, column in zip(stated, values, kinds, strict=True)
    ):
        return None
    return _Row(label, unit, tuple(values), (tokens[0].start(), tokens[at - 1].end()), at, remark)


def _label(tokens: Sequence[_Token], at: int, most: int, *, has_unit: bool) -> tuple[str, int]:
    """The words that name a row, and the token behind them; empty where no row begins here."""
    words: list[str] = []
    while at < len(tokens) and len(words) <= most:
        word = tokens[at].group().strip()
        ends = word in known_units() if has_unit else bool(_VALUE.fullmatch(word) or _NOTHING.fullmatch(word))
        if ends and words:
            break
        if _SENTENCE.search(word) or _VALUE.fullmatch(word):
            return "", at
        words.append(word)
        at += 1
    label = "".join(words)
    whole = at < len(tokens) and 0 < len(words) <= most and len(label) <= _LONGEST_LABEL
    return (label, at) if whole and re.search(r"[一-鿿]{2}", label) else ("", at)
