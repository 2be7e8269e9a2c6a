"""Tables with a row a village, station or office and a column an indicator: the last row mostly is the town's total.

村（单位） | 调解纠纷（件） | 法律咨询（人次）
楮皮村 | 18 | 64
全乡合计 | 96 | 400
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.cells import Cell, lines_of, overlaps
from index.records import Role
from index.table_header import known_units, name_and_unit

_BODIES = re.compile(
    r"村名|(?:村|社区|站所|所站|单位|部门|科室|机构|网格|片区|村居|办所|镇直|所属)[一-鿿（）()、/]{0,8}(?:名称)?|(?:村居?|社区|单位|部门|站所|机构)名称?"
)
_INDICATOR = re.compile(r"[一-鿿A-Za-z“”\d]{2,16}")
_TOTAL = re.compile(r"(?:全[镇乡]|全街道|[镇乡]|街道|年度)?(?:合计|总计|共计|总数)|全[镇乡]|全街道")
_SUBTOTAL = re.compile(r"小计")
# Columns of years, targets and changes, and rows of other places: such a table says something else.
_NO_INDICATOR = re.compile(
    r"\d{4}|[上去本今前]一?年|目标|计划|任务|增减|同比|增长|完成|上半年|下半年|季度|排名|电话|编号"
)
_OTHER_PLACES = re.compile(r"(?:[县区省局镇乡]|市|街道)$")
_VALUE = re.compile(r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<about>余|多)?(?P<unit>[一-鿿%]{0,3})")
_SERIAL = re.compile(r"序号|编号")
_NOTHING = re.compile(r"[—\-–－/／\\无]*")
_RULE = re.compile(r"[\s|:：\-—+=]+")
_CELL = re.compile(r"[^\t|｜]+")
_SPACED_CELL = re.compile(r"\S+")
_FEWEST_COLUMNS = 2
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    unit: str


def matrix_cells(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """The numbers in such tables of ``text``, outside the rows of the cells ``before``; a body's are parts of the total."""
    taken = [cell.row for cell in before]
    count = len(before)
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        columns = _header(text, lines[at])
        rows = _rows(text, lines[at + 1 :], columns) if columns else []
        if len(rows) < _FEWEST_ROWS or overlaps(lines[at], taken):
            at += 1
            continue
        title = " ".join(text[slice(*lines[at])].split())
        cells = list(_cells(columns, rows, title, year))
        totals = {cell.label: count + position for position, cell in enumerate(cells) if not cell.by}
        for cell in cells:
            named = cell.label.removeprefix(cell.by)
            yield replace(cell, whole=totals.get(named)) if cell.by else cell
        count += len(cells)
        at += len(rows) + 1


def _split(text: str, line: tuple[int, int]) -> list[tuple[str, int]]:
    """The cells of a line, without marks for bold, and where each begins."""
    pattern = _CELL if re.search(r"[\t|｜]", text[slice(*line)]) else _SPACED_CELL
    found: list[tuple[str, int]] = []
    for cell in pattern.finditer(text, *line):
        bare = cell.group().strip(" 　*\r")
        if bare or found:
            found.append((bare, text.index(bare, cell.start())))
    while found and not found[-1][0]:
        found.pop()
    return found


def _header(text: str, line: tuple[int, int]) -> list[_Column]:
    """The columns behind the one of the bodies; none where the line is no such header."""
    cells = [cell for cell, _ in _split(text, line)]
    cells = cells[1:] if cells and _SERIAL.fullmatch(cells[0]) else cells
    if len(cells) <= _FEWEST_COLUMNS or not _BODIES.fullmatch(cells[0]):
        return []
    columns = []
    for cell in cells[1:]:
        name, unit = name_and_unit(cell)
        if not _INDICATOR.fullmatch(name) or _NO_INDICATOR.search(cell):
            return []
        columns.append(_Column(name, unit))
    return columns


_Row = tuple[tuple[int, int], list[tuple[str, int]]]


def _rows(text: str, lines: Sequence[tuple[int, int]], columns: Sequence[_Column]) -> list[_Row]:
    """The lines below a header that hold a name and as many numbers as it has columns."""
    rows: list[_Row] = []
    for line in lines:
        if _RULE.fullmatch(text, *line):
            rows.append((line, []))
            continue
        cells = _split(text, line)
        if len(cells) == len(columns) + 2 and cells[0][0].isdigit():
            cells = cells[1:]  # a serial number
        values = [cell for cell, _ in cells[1:]]
        if len(cells) != len(columns) + 1 or not all(
            _VALUE.fullmatch(one) or _NOTHING.fullmatch(one) for one in values
        ):
            break
        if _OTHER_PLACES.search(cells[0][0]) and not _TOTAL.fullmatch(cells[0][0]):
            return []
        rows.append((line, [] if _SUBTOTAL.fullmatch(cells[0][0]) else cells))
    return rows if sum(bool(cells) for _, cells in rows) >= _FEWEST_ROWS else []


def _cells(columns: Sequence[_Column], rows: Sequence[_Row], title: str, year: int | None) -> Iterator[Cell]:
    for line, cells in rows:
        if not cells:
            continue
        body = "" if _TOTAL.fullmatch(cells[0][0]) else cells[0][0]
        for column, (said, start) in zip(columns, cells[1:], strict=True):
            found = _VALUE.fullmatch(said)
            unit = (found["unit"] or column.unit) if found else ""
            if found is None or unit not in known_units():
                continue
            yield Cell(
                start=start,
                end=start + found.end("digits") + len(found["about"] or "") + len(found["unit"]),
                value=float(found["digits"].replace(",", "")),
                unit=unit,
                approx=bool(found["about"]),
                label=f"{body}{column.name}",
                row=(cells[0][1], line[1]),
                year=year,
                role=Role.OUTCOME,
                whole=None,
                context=title,
                by=body,
                loose=True,
            )
