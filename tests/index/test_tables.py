"""Figures in tables that became lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import extract_figures
from index.parse import parse_report
from index.records import IN_TABLE, Figure, Report, Role
from index.tables import table_cells

ROWS = (
    "矛盾纠纷受理 件 103 118 +15",
    "其中：涉及茶山承包 件 17 26 +9",
    "普法宣传活动 场 14 17 +3",
    "罚款金额 元 3,000 8,600 +5,600",
    "信访事项 件 33 27 -6",
    "办结率 % 98.1 99.2 +1.1",
)
HEADER = "项目 单位 2023年 2024年 增减"


def read(body: str) -> tuple[Report, list[Figure]]:
    """A report on 2024 with ``body``, and the figures in its tables."""
    text = f"云县岚坪乡2024年法治政府建设情况报告\n一、主要数据\n{body}\n二、存在的不足\n人手不够。\n"
    report = parse_report(text, "岚坪乡2024.txt")
    return report, [figure for figure in extract_figures(report) if figure.qualifier == IN_TABLE]


def told(figures: list[Figure], role: Role = Role.OUTCOME) -> list[tuple[str, float, str]]:
    """What figures of a role count, how much, in which unit."""
    return [(figure.indicator, figure.value, figure.unit) for figure in figures if figure.role is role]


@pytest.mark.parametrize("between", ["\n", " ", "\n\n", "\n　　"])
def test_rows_are_read_whatever_stands_between_them(between: str) -> None:
    """A table a row a line, and one that a copy has put on one line, say the same."""
    _, figures = read(between.join((HEADER, *ROWS)))
    assert told(figures) == [
        ("矛盾纠纷受理", 118, "件"),
        ("涉及茶山承包", 26, "件"),
        ("普法宣传活动", 17, "场"),
        ("罚款金额", 8600, "元"),
        ("信访事项", 27, "件"),
        ("办结率", 99.2, "%"),
    ]


@pytest.mark.parametrize("mark", ["\t", " | ", "｜", "   "])
def test_cells_are_parted_by_what_a_table_leaves(mark: str) -> None:
    """Tabs of a Word file, bars and spaces of a copy."""
    lines = "\n".join(mark.join(line.split(" ")) for line in (HEADER, *ROWS))
    assert told(read(lines)[1])[0] == ("矛盾纠纷受理", 118, "件")


def test_a_column_gives_its_year_or_tells_the_change() -> None:
    """The year before is another year's, the column of changes is growth."""
    _, figures = read("\n".join((HEADER, *ROWS)))
    assert told(figures, Role.OTHER_YEAR)[0] == ("矛盾纠纷受理", 103, "件")
    assert {figure.year for figure in figures if figure.role is Role.OTHER_YEAR} == {2023}
    assert ("信访事项", 6, "件") in told(figures, Role.GROWTH)


def test_a_part_belongs_to_the_row_above() -> None:
    """其中 in a row makes its numbers parts of the same column's above."""
    _, figures = read("\n".join((HEADER, *ROWS)))
    part = next(figure for figure in figures if figure.indicator == "涉及茶山承包" and figure.role is Role.OUTCOME)
    whole = next(figure for figure in figures if figure.number == part.whole)
    assert (whole.indicator, whole.value) == ("矛盾纠纷受理", 118)


@pytest.mark.parametrize(
    ("table", "figure"),
    [
        ("指标名称 上年 本年\n调解纠纷（件） 103 118\n发放资料（份） 500 600", ("调解纠纷", 118, "件")),
        ("序号 项目 数量 单位 备注\n1 调解纠纷 118 件 含村级\n2 发放资料 600 份", ("发放资料", 600, "份")),
        ("序号 项目 单位 数量 备注\n1 调解纠纷 件 118 含村级\n2 发放资料 份 600 册页", ("调解纠纷", 118, "件")),
        ("附表（单位：件） 审查类别 2023年 2024年 合同 43 52 重大决策 5 4", ("审查合同", 52, "件")),
        ("内容 计划 完成\n普法讲座 12 14", None),
        ("工作内容 件数\n调解纠纷 118\n行政处罚 4", ("调解纠纷", 118, "件")),
        ("项目 单位 2024年\n调解纠纷 件 118\n信访 件 —\n普法 场 17", ("调解纠纷", 118, "件")),
        ("序号 项目 单位 2024年 1 调解纠纷 件 118 2 普法 场 17", None),
        ("项目 2024年 责任单位 调解纠纷（件） 118 司法所 复议（件） 5 综治办", None),
    ],
)
def test_units_come_from_the_row_the_column_or_the_title(table: str, figure: tuple[str, float, str] | None) -> None:
    """A number without a unit anywhere is no figure."""
    figures = told(read(table)[1])
    assert figure is None or figure in figures
    assert figure is not None or not figures


def test_a_list_under_one_unit_is_read() -> None:
    """各村纠纷受理量（件） names the unit and the thing of all that follow, and their sum is the whole."""
    _, figures = read("各村纠纷受理量（件） 上岭村 31 下岭村 24 梧桐村 28 合计 83")
    assert told(figures)[:2] == [("上岭村纠纷受理", 31, "件"), ("下岭村纠纷受理", 24, "件")]
    total = figures[-1]
    assert (total.value, {figure.whole for figure in figures[:-1]}) == (83, {total.number})


def test_figures_of_sentences_and_tables_are_numbered_together() -> None:
    """In the order of the text, and parts still point at their wholes."""
    body = f"全乡调解纠纷60件，其中土地20件。\n{HEADER}\n" + "\n".join(ROWS) + "\n全年普法3场，其中进校园2场。"
    report, _ = read(body)
    figures = extract_figures(report)
    assert [figure.number for figure in figures] == list(range(len(figures)))
    assert sorted(figure.start for figure in figures) == [figure.start for figure in figures]
    wholes = {figure.value: figures[figure.whole].value for figure in figures if figure.whole is not None}
    assert {20: 60, 26: 118, 2: 3}.items() <= wholes.items()


@pytest.mark.parametrize(
    "text",
    [
        "本年度重点项目 2个，民生事项 12件。",
        "各类项目 2023年 启动，2024年 完工。",
        "工作内容 丰富，类别 多样。",
        "项目 单位 名称",
    ],
)
def test_running_text_is_no_table(text: str) -> None:
    """The words of a header alone make none."""
    assert table_cells(text, 2024) == []


@given(st.text(alphabet="项目单位年增减件次0123456789 \n\t|（）合计甲乙村2024", max_size=200))
def test_every_cell_is_a_number_of_the_text(text: str) -> None:
    """Whatever the text, a cell's span holds its number, inside its row."""
    for cell in table_cells(text, 2024):
        assert float(text[cell.start : cell.end].rstrip("余件次年%").replace(",", "") or "0") == cell.value
        assert cell.row[0] <= cell.start < cell.end <= cell.row[1]


def test_an_empty_cell_shifts_nothing() -> None:
    """A row with fewer cells than the header is left out, whatever number begins the next."""
    _, figures = read(
        "序号\t项目\t单位\t2023年\t2024年\n1\t纠纷受理\t件\t103\t118\n2\t新增网格\t个\t\t12\n3\t行政复议\t件\t5\t6"
    )
    assert told(figures) == [("纠纷受理", 118, "件"), ("行政复议", 6, "件")]


def test_an_unknown_column_leaves_the_table_unread() -> None:
    """What it holds would be taken for the next row's label."""
    _, figures = read("项目\t2023年\t2024年\t责任单位\n纠纷（件）\t103\t118\t司法所\n复议（件）\t5\t6\t综治办")
    assert told(figures) == []


@pytest.mark.parametrize(
    ("head", "value", "expected"),
    [
        ("增减", "+15", [("纠纷受理", 15, "件")]),
        ("同比", "14.6", []),
        ("同比", "14.6%", [("纠纷受理", 14.6, "%")]),
        ("增长率", "14.6", [("纠纷受理", 14.6, "%")]),
        ("增幅（%）", "14.6", [("纠纷受理", 14.6, "%")]),
    ],
)
def test_a_change_is_a_number_or_a_rate(head: str, value: str, expected: list[tuple[str, float, str]]) -> None:
    """It has the row's unit only where it is the difference of the years."""
    _, figures = read(f"项目\t单位\t2023年\t2024年\t{head}\n纠纷受理\t件\t103\t118\t{value}")
    assert told(figures, Role.GROWTH) == expected
