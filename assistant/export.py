"""The ledger of figures as rows, and its way into spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from index.records import Figure, Report, Role

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.rows import ReportInfo

ROLE_NAMES = {
    Role.OUTCOME: "实绩",
    Role.REQUIREMENT: "要求",
    Role.PLAN: "计划",
    Role.GROWTH: "增减",
    Role.RANK: "名次",
    Role.OTHER_YEAR: "其他年度",
    Role.OTHER_PARTY: "其他单位",
    Role.SUPERSEDED: "已更正",
}

# Spreadsheets run what begins so; the full-width forms count in some East Asian versions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CELL_CHARS = 32_767
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure with everything that binds it. ``year`` is the year reported on, ``about_year`` the figure's own.

    ``words`` is the number as the report words it and ``start:end`` where; ``quote`` is the sentence that holds it.
    """

    place: str
    county: str
    year: int | None
    indicator: str
    value: float
    unit: str
    approx: bool
    role: str
    about_year: int | None
    period: str
    words: str
    quote: str
    section: tuple[str, ...]
    report: str
    title: str
    file: str
    start: int
    end: int


def choose_reports(infos: Iterable[ReportInfo], places: Sequence[str], years: Collection[int]) -> list[ReportInfo]:
    """The reports of these places and years (of any when none is named), each text once.

    A place is meant by any part of its full name (张良, 鲁山县, 鲁山县张良镇).

    Raises:
        SettingsError: a place or year, or the two together, has no report; the message lists what there is.
    """
    known = [info for info in infos if info.duplicate_of is None]
    for place in places:
        here = [info for info in known if place in info.place.full_name]
        if not here:
            raise _absent(f"“{place}”", place, sorted({info.place.township or info.file for info in known}))
        if years and not any(info.year in years for info in here):
            asked = "、".join(map(str, sorted(years)))
            raise _absent(f"“{place}”{asked}年", f"{place} in {asked}", _years(here))
    for year in years:
        if not any(info.year == year for info in known):
            raise _absent(f"{year}年", str(year), _years(known))
    return [
        info
        for info in known
        if (not places or any(place in info.place.full_name for place in places)) and (not years or info.year in years)
    ]


def ledger_rows(
    catalog: Catalog, reports: Sequence[ReportInfo], wanted: Callable[[Figure], bool] | None = None
) -> Iterator[LedgerRow]:
    """The figures of these reports as rows, in the order of files and texts; ``wanted`` leaves out the others."""
    figures = catalog.figures([info.report_id for info in reports])
    for report_id, group in groupby(figures, key=lambda figure: figure.report_id):
        chosen = [figure for figure in group if wanted is None or wanted(figure)]
        if chosen:
            report = catalog.report(report_id)
            yield from (_row(figure, report) for figure in chosen)


def mentions(indicator: str) -> Callable[[Figure], bool]:
    """A test of whether a figure's own words hold every word of ``indicator``."""
    from index.terms import tokens  # noqa: PLC0415 - jieba's dictionary takes 0.5 s

    asked = set(tokens(indicator))

    def wanted(figure: Figure) -> bool:
        return asked <= set(tokens(f"{figure.context} {figure.subject} {figure.indicator} {figure.unit}"))

    return wanted


def write_csv(rows: Iterable[LedgerRow], path: Path) -> int:
    """Write the rows as CSV that spreadsheets open with the right encoding; returns how many there were.

    Raises:
        SettingsError: the file can't be written.
    """
    count = 0
    try:
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*(name for name, _, _ in _VALUES), *(name for name, _, _ in _SOURCES)])
            for row in rows:
                count += 1
                cells = [get(row) for columns in (_VALUES, _SOURCES) for _, _, get in columns]
                writer.writerow([f"'{cell}" if _is_formula(cell) else cell for cell in cells])
    except OSError as error:
        raise _unwritable(path, error) from error
    return count


def write_xlsx(rows: Iterable[LedgerRow], path: Path) -> int:
    """Write the rows as a workbook, the values on one sheet and their sources on another; returns how many there were.

    Raises:
        SettingsError: the file can't be written.
    """
    count = 0
    try:
        # Opened first: a workbook that was begun and can't be saved leaves its temporary files lying about.
        with path.open("wb") as file:
            book = _openpyxl().Workbook(write_only=True)
            values = _sheet(book, "指标", _VALUES)
            sources = _sheet(book, "出处", _SOURCES)
            for row in rows:
                count += 1
                for sheet, columns in ((values, _VALUES), (sources, _SOURCES)):
                    sheet.append([count, *(_cell(sheet, get(row)) for _, _, get in columns)])
            book.save(file)
    except OSError as error:
        raise _unwritable(path, error) from error
    return count


# Name, width in characters, content.
_Column = tuple[str, int, Callable[[LedgerRow], Any]]
_VALUES: tuple[_Column, ...] = (
    ("地方", 14, lambda row: row.place),
    ("县（市、区）", 14, lambda row: row.county),
    ("报告年度", 10, lambda row: row.year),
    ("指标", 36, lambda row: row.indicator),
    ("数值", 12, lambda row: int(row.value) if float(row.value).is_integer() else row.value),
    ("单位", 8, lambda row: row.unit),
    ("约数", 6, lambda row: "约" if row.approx else ""),
    ("性质", 10, lambda row: ROLE_NAMES[Role(row.role)]),
    ("所指年份", 10, lambda row: row.about_year),
    ("时段", 14, lambda row: row.period),
    ("原文数字", 16, lambda row: row.words),
)
_SOURCES: tuple[_Column, ...] = (
    ("原句", 80, lambda row: row.quote),
    ("章节", 40, lambda row: " › ".join(row.section)),
    ("报告标题", 40, lambda row: row.title),
    ("文件", 40, lambda row: row.file),
    ("起（字）", 9, lambda row: row.start),
    ("止（字）", 9, lambda row: row.end),
)


def _row(figure: Figure, report: Report) -> LedgerRow:
    return LedgerRow(
        place=report.place.township,
        county=report.place.county,
        year=report.year,
        indicator=figure.indicator,
        value=figure.value,
        unit=figure.unit,
        approx=figure.approx,
        role=figure.role.value,
        about_year=figure.year,
        period=figure.period,
        words=report.text[figure.start : figure.end],
        quote=report.text[figure.sentence_start : figure.sentence_end],
        section=report.sections[figure.section].path,
        report=report.report_id,
        title=report.title,
        file=report.file,
        start=figure.start,
        end=figure.end,
    )


def _sheet(book: Any, name: str, columns: Sequence[_Column]) -> Any:
    excel = _openpyxl()
    sheet = book.create_sheet(name)
    # A write-only sheet takes these before its first row.
    sheet.freeze_panes = "B2"
    for number, width in enumerate((6, *(width for _, width, _ in columns)), 1):
        sheet.column_dimensions[excel.utils.get_column_letter(number)].width = width
    header = [excel.cell.WriteOnlyCell(sheet, title) for title in ("序号", *(title for title, _, _ in columns))]
    for cell in header:
        cell.font = excel.styles.Font(bold=True)
    sheet.append(header)
    return sheet


def _cell(sheet: Any, value: Any) -> Any:
    """``value`` as a cell; words that look like a formula stay words."""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)[:_CELL_CHARS]
    cell = _openpyxl().cell.WriteOnlyCell(sheet, text)
    if _is_formula(text):
        cell.data_type = "s"
        cell.quotePrefix = True  # and stay so when a person edits the cell
    return cell


def _openpyxl() -> Any:
    import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415 - carries no types; 0.3 s

    return openpyxl


def _is_formula(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith(_FORMULA)


def _years(infos: Iterable[ReportInfo]) -> list[str]:
    return [f"{year}年" for year in sorted({info.year for info in infos if info.year is not None})]


def _absent(asked: str, english: str, there: Sequence[str]) -> SettingsError:
    most = 30
    listed = "、".join(there[:most]) + ("等" if len(there) > most else "") or "（没有）"
    return SettingsError(f"库中没有{asked}的报告；现有：{listed}。", f"No report for {english}; there is: {listed}.")


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(f"无法写入 {path}：{error.strerror}", f"{path} can't be written: {error.strerror}")
