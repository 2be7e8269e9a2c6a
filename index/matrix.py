"""Tables with a row a village, station or office, or a row a kind, and a column an indicator: the last row mostly is the total.

村（单位） | 调解纠纷（件） | 法律咨询（人次）
楮皮村 | 18 | 64
全乡合计 | 96 | 400

纠纷类型 | 调解（件） | 调解成功（件）
邻里 | 53 | 52
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.cells import Cell, lines_of, overlaps
from index.records import Role
from index.table_header import TITLE_CHARS, known_units, last_words, name_and_unit, title_unit
from index.units import RATE

_BODIES = re.compile(
    r"村名|(?:村|社区|站所|所站|单位|部门|科室|机构|网格|片区|村居|办所|镇直|所属)[一-鿿（）()、/]{0,8}(?:名称)?|(?:村居?|社区|单位|部门|站所|机构)名称?"
)
# What the kinds are of, and that they are kinds: 纠纷类型.
_KINDS = re.compile(
    r"(?P<of>[一-鿿]{0,8}?)(?:类型|类别|种类|分类|事项|项目|领域|案由|来源|渠道|途径|方式|内容|指标|名称)(?:名称)?"
)
_ANY_KINDS = re.compile(r"具体|主要|重点|工作|业务|统计|数据|指标|事项|项目|案件$")
_SO_MANY = re.compile(r"(?<=[一-鿿]{2})(?<![人户次件场份家条个批岁])数量?$")
_COUNTED = re.compile(r"(人次|场次|批次|户次|件次|件|起|次|场|份|户|人|名|个|条|宗)数?$")
_INDICATOR = re.compile(r"[一-鿿A-Za-z“”\d]{2,16}")
_TOTAL = re.compile(r"(?:全[镇乡]|全街道|[镇乡]|街道|年度)?(?:合计|总计|共计|总数)|全[镇乡]|全街道")
_SUBTOTAL = re.compile(r"小计")
# Columns of years, targets and changes, and rows of other places: such a table says something else.
_NO_INDICATOR = re.compile(
    r"\d{4}|[上去本今前]一?年|目标|计划|任务|增减|同比|增长|完成|上半年|下半年|季度|[上本同往]期|往年|排名|电话|编号"
)
# Columns of other places or bodies, or of what was due: no indicators of the town.
_NO_KIND = re.compile(
    r"(?:[县省局镇乡村所站]|社区|街道|(?<![夜早])市|区)$|平均|要求|标准|考核|指标|^应|^全[县市区省]|^[县市省本]"
)
_OTHER_PLACES = re.compile(r"(?:[县省局镇乡]|(?<![社小片园景校辖街山库牧])区|市|街道)$")
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


@dataclass(frozen=True, slots=True)
class _Head:
    """A header: its columns, whether its rows are bodies of the town, and what the kinds are of where they are kinds."""

    columns: tuple[_Column, ...]
    bodies: bool
    of: str = ""

    def label(self, row: str, column: _Column) -> str:
        """What the cell of a row, empty for the total, and a column counts."""
        of = self.of if not row.endswith(self.of[-2:]) else ""
        return f"{row}{of}{column.name.removeprefix(self.of)}"


def matrix_cells(text: str, year: int | None, before: Sequence[Cell]) -> Iterator[Cell]:
    """The numbers in such tables of ``text``, outside the rows of the cells ``before``; a body's are parts of the total."""
    taken = [cell.row for cell in before]
    count = len(before)
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        above = text[slice(*lines[at - 1])].strip() if at else ""
        head = _header(text, lines[at], above)
        rows = _rows(text, lines[at + 1 :], head.columns) if head else []
        if head is None or len(rows) < _FEWEST_ROWS or _is_taken([lines[at], *(line for line, _ in rows)], taken):
            at += 1
            continue
        title = " ".join(f"{last_words(above)[-TITLE_CHARS:]} {text[slice(*lines[at])]}".split())
        cells = list(_cells(head, rows, title, year))
        totals = {name: count + position for position, (row, name, _) in enumerate(cells) if not row}
        for row, name, cell in cells:
            # A rate of some is no part of the rate of all.
            part = row and (head.bodies or cell.unit != RATE)
            yield replace(cell, whole=totals.get(name)) if part else cell
        count += len(cells)
        at += len(rows) + 1


def _is_taken(lines: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether one of ``lines`` has been read as the row of another table."""
    return any(overlaps(line, taken) for line in lines)


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


def _header(text: str, line: tuple[int, int], above: str) -> _Head | None:
    """The header that the line is, if it is one; the line ``above`` it may name the unit of all of it."""
    cells = [cell for cell, _ in _split(text, line)]
    cells = cells[1:] if cells and _SERIAL.fullmatch(cells[0]) else cells
    if len(cells) <= _FEWEST_COLUMNS:
        return None
    bodies, kinds = _BODIES.fullmatch(cells[0]), _KINDS.fullmatch(cells[0])
    if not (bodies or kinds):
        return None
    unit = title_unit(above[-TITLE_CHARS:])
    columns = []
    for cell in cells[1:]:
        name, own = name_and_unit(cell)
        if (
            not _INDICATOR.fullmatch(name)
            or _NO_INDICATOR.search(cell)
            or (kinds and not bodies and _NO_KIND.search(name))
        ):
            return None
        counted = _COUNTED.search(name)
        if counted and not own and kinds:
            name, own = name[: counted.start()], counted[1]
        elif kinds and own:
            name = _SO_MANY.sub("", name)  # 调解数（件）
        columns.append(_Column(name, own or unit))
    of = _ANY_KINDS.sub("", kinds["of"]) if kinds and not bodies else ""
    return _Head(tuple(columns), bool(bodies), of)


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


def _cells(head: _Head, rows: Sequence[_Row], title: str, year: int | None) -> Iterator[tuple[str, str, Cell]]:
    """The row's name (empty for the total), the column's, and the cell of each number."""
    for line, cells in rows:
        if not cells:
            continue
        row = "" if _TOTAL.fullmatch(cells[0][0]) else cells[0][0]
        for column, (said, start) in zip(head.columns, cells[1:], strict=True):
            found = _VALUE.fullmatch(said)
            unit = (found["unit"] or column.unit) if found else ""
            label = head.label(row, column)
            if found is None or unit not in known_units() or not label:
                continue
            yield (
                row,
                column.name,
                Cell(
                    start=start,
                    end=start + found.end("digits") + len(found["about"] or "") + len(found["unit"]),
                    value=float(found["digits"].replace(",", "")),
                    unit=unit,
                    approx=bool(found["about"]),
                    label=label,
                    row=(cells[0][1], line[1]),
                    year=year,
                    role=Role.OUTCOME,
                    whole=None,
                    context=title,
                    by=row if head.bodies else "",
                    loose=True,
                ),
            )
