"""The ledger's way into spreadsheets."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # carries no types
import pytest

from assistant.export import LedgerRow, choose_reports, write_csv, write_xlsx
from index.errors import SettingsError
from index.records import Place
from index.rows import ReportInfo

ROW = LedgerRow(
    place="柳溪镇",
    county="青石县",
    year=2023,
    indicator="排查化解矛盾纠纷",
    value=41.0,
    unit="件",
    approx=False,
    role="outcome",
    about_year=2023,
    period="",
    words="41件",
    quote="全年排查化解矛盾纠纷41件，成功率98%以上。",
    section=("一、主要举措", "（一）化解矛盾纠纷"),
    report="r1",
    title="关于2023年法治政府建设情况的报告",
    file="柳溪镇2023.txt",
    start=60,
    end=63,
)
RATE = replace(ROW, indicator="成功率", value=98.5, unit="%", approx=True, role="requirement", about_year=None)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1"]


def info(township: str, year: int | None, county: str = "青石县", duplicate_of: str | None = None) -> ReportInfo:
    """A report of the catalog."""
    place, name = Place(county=county, township=township), f"{county}{township}{year}"
    return ReportInfo(name, f"{name}.txt", "", place, year, None, 0, 0, (), "", "", "", duplicate_of)


KNOWN = [
    info("柳溪镇", 2023),
    info("柳溪镇", 2024, "岚山县"),
    info("云台乡", 2024),
    info("云台乡", 2022, duplicate_of="x"),
    info("", None, ""),
]


def names(chosen: list[ReportInfo]) -> list[str]:
    """The ids of the chosen reports."""
    return [one.report_id for one in chosen]


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    """The file begins with the mark by which spreadsheets know UTF-8, and has a header and a row for each figure."""
    path = tmp_path / "figures.csv"
    assert write_csv([ROW, RATE], path) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file)
    told = dict(zip(header, first, strict=True))
    assert (told["地方"], told["报告年度"], told["指标"], told["数值"], told["单位"]) == (
        "柳溪镇",
        "2023",
        "排查化解矛盾纠纷",
        "41",
        "件",
    )
    assert (told["原句"], told["章节"], told["起（字）"]) == (ROW.quote, "一、主要举措 › （一）化解矛盾纠纷", "60")
    rate = dict(zip(header, second, strict=True))
    assert (rate["数值"], rate["约数"], rate["性质"], rate["所指年份"]) == ("98.5", "约", "要求", "")


@pytest.mark.parametrize("words", FORMULAS)
def test_csv_runs_no_formula(tmp_path: Path, words: str) -> None:
    """Words from a report that a spreadsheet would run are kept from it by a quotation mark in front."""
    path = tmp_path / "figures.csv"
    write_csv([replace(ROW, quote=words)], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert dict(zip(header, row, strict=True))["原句"] == f"'{words}"


def sheets(path: Path) -> tuple[list[list[Any]], list[list[Any]]]:
    """The cells of both sheets."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["指标", "出处"]
    values, sources = ([[cell.value for cell in row] for row in sheet.rows] for sheet in book)
    return values, sources


def test_xlsx_has_values_and_sources_apart(tmp_path: Path) -> None:
    """Numbers are numbers, the sources are numbered alike, headers stay in sight and columns are wide enough."""
    path = tmp_path / "figures.xlsx"
    assert write_xlsx([ROW, RATE], path) == 2
    values, sources = sheets(path)
    assert [row[0] for row in values] == [row[0] for row in sources] == ["序号", 1, 2]
    told = dict(zip(values[0], values[1], strict=True))
    assert (told["数值"], told["报告年度"], told["性质"]) == (41, 2023, "实绩")
    assert dict(zip(sources[0], sources[1], strict=True))["原句"] == ROW.quote
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.column_dimensions["B"].width > 10


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_xlsx_runs_no_formula(tmp_path: Path, words: str) -> None:
    """Words that look like a formula are stored as words, unchanged, and stay so when a person edits the cell."""
    path = tmp_path / "figures.xlsx"
    write_xlsx([replace(ROW, indicator=words)], path)
    cell = openpyxl.load_workbook(path)["指标"]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_xlsx_takes_what_no_cell_may_hold(tmp_path: Path) -> None:
    """Control characters are left out, and a sentence longer than a cell is cut."""
    path = tmp_path / "figures.xlsx"
    write_xlsx([replace(ROW, quote="一\x00二\x0b三\ud800" + "长" * 40_000)], path)
    quote = sheets(path)[1][1][1]
    assert quote.startswith("一二三长")
    assert len(quote) == 32_767


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, write: Any) -> None:
    """A folder that isn't there is a clear message."""
    with pytest.raises(SettingsError, match="无法写入"):
        write([ROW], tmp_path / "missing" / "file")


@pytest.mark.parametrize(
    ("places", "years", "expected"),
    [
        ([], [], ["青石县柳溪镇2023", "岚山县柳溪镇2024", "青石县云台乡2024", "None"]),
        (["柳溪"], [], ["青石县柳溪镇2023", "岚山县柳溪镇2024"]),
        (["青石县柳溪镇"], [], ["青石县柳溪镇2023"]),
        (["青石县"], [2024], ["青石县云台乡2024"]),
        (["云台乡", "岚山"], [], ["岚山县柳溪镇2024", "青石县云台乡2024"]),
        ([], [2023, 2024], ["青石县柳溪镇2023", "岚山县柳溪镇2024", "青石县云台乡2024"]),
    ],
)
def test_reports_are_chosen_by_place_and_year(places: list[str], years: list[int], expected: list[str]) -> None:
    """Any part of the full name means the place; a text that is there twice counts once."""
    assert names(choose_reports(KNOWN, places, years)) == expected


@pytest.mark.parametrize(
    ("places", "years", "offered"),
    [
        (["红岩镇"], [], "柳溪镇"),
        ([], [2022], "2023年、2024年"),
        (["云台"], [2023], "2024年"),
        (["云台", "红岩"], [], "云台乡"),
    ],
)
def test_what_is_not_there_is_refused_and_the_rest_offered(places: list[str], years: list[int], offered: str) -> None:
    """No figure of another place or year stands in for a missing one."""
    with pytest.raises(SettingsError, match="库中没有") as caught:
        choose_reports(KNOWN, places, years)
    assert offered in str(caught.value)
