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
        ("序号 项目 单位 2024年 1 调解纠纷 件 118 2 普法 场 17", ("调解纠纷", 118, "件")),
        ("序号 项目 单位 2024年 1 调解纠纷 件 2 2 普法 场 17", ("普法", 17, "场")),
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


REMARKED = """项目 | 数量 | 备注
合法性审查事项 | 87件 | 其中合同62份、政策文件5件
综合执法队人员 | 10人 | 持证9人
执法巡查 | 240余次 | 含夜间巡查52次
行政处罚 | 17件 | 罚款4.05万元
行政复议 | 0件 | """


def remarked(body: str) -> list[tuple[str, float, str, str]]:
    """What the figures of ``body`` count, how much, and of what they are parts."""
    text = f"云县岚坪乡2024年法治政府建设情况报告\n一、主要数据\n{body}\n二、存在的不足\n人手不够。\n"
    figures = extract_figures(parse_report(text, "岚坪乡2024.txt"))
    names = {figure.number: figure.indicator for figure in figures}
    return [
        (one.indicator, one.value, one.unit, "" if one.whole is None else names[one.whole])
        for one in figures
        if one.role is Role.OUTCOME
    ]


def test_remarks_hold_figures_of_their_own() -> None:
    """What a remark counts is read as a sentence is; 其中 and 含 make it a part of the row's number."""
    assert remarked(REMARKED) == [
        ("合法性审查事项", 87, "件", ""),
        ("合同", 62, "份", "合法性审查事项"),
        ("政策文件", 5, "件", "合法性审查事项"),
        ("综合执法队人员", 10, "人", ""),
        ("持证", 9, "人", ""),
        ("执法巡查", 240, "次", ""),
        ("夜间巡查", 52, "次", "执法巡查"),
        ("行政处罚", 17, "件", ""),
        ("罚款", 4.05, "万元", ""),
        ("行政复议", 0, "件", ""),
    ]


def test_a_remark_is_on_the_year_reported_on() -> None:
    """Of a row with several years the remark says more of the last."""
    body = "指标\t2023年\t2024年\t备注\n合法性审查（件）\t31\t43\t其中合同35件"
    assert remarked(body) == [("合法性审查", 43, "件", ""), ("合同", 35, "件", "合法性审查")]


def test_the_quote_of_a_remark_is_its_row() -> None:
    """持证9人 alone would not say of whom."""
    text = f"云县岚坪乡2024年法治政府建设情况报告\n一、主要数据\n{REMARKED}\n"
    report = parse_report(text, "岚坪乡2024.txt")
    held = next(one for one in extract_figures(report) if one.indicator == "持证")
    assert report.text[held.sentence_start : held.sentence_end] == "综合执法队人员 | 10人 | 持证9人"


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("法律咨询（人次）：340", ("法律咨询", 340, "人次", "")),
        ("信访总量：33（件）", ("信访总量", 33, "件", "")),
        ("调解纠纷(件) 1,128", ("调解纠纷", 1128, "件", "")),
        ("3. 普法活动（场）：12", ("普法活动", 12, "场", "")),
    ],
)
def test_entries_whose_name_gives_the_unit(line: str, figure: tuple[str, float, str, str]) -> None:
    """指标（单位）：数, one a line."""
    assert remarked(f"我乡的数据如下。\n{line}\n") == [figure]


def test_cells_that_bars_part_are_read_row_by_row() -> None:
    """A row of prose in bars is a sentence of its own, and the bars are no words."""
    body = "| 工作 | 完成情况 |\n| --- | --- |\n| 矛盾调解 | 受理56件，调解成功54件 |\n| 行政执法 | 办理案件9件 |"
    assert [one[:3] for one in remarked(body)] == [
        ("矛盾调解 受理", 56, "件"),
        ("调解成功", 54, "件"),
        ("行政执法 办理案件", 9, "件"),
    ]


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_columns_of_halves_and_of_the_whole_year(between: str) -> None:
    """A half's number says of which half it is; the year's is the answer without one."""
    cells = [
        "项目",
        "上半年",
        "下半年",
        "全年",
        "集中学法（次）",
        "６",
        "８",
        "１４",
        "罚没款（万元）",
        "２．１",
        "３．４",
        "５．５",
    ]
    body = "\n".join(between.join(cells[at : at + 4]) for at in (0, 4, 8))
    _, figures = read(body)
    assert [(one.indicator, one.value, one.period) for one in figures] == [
        ("上半年集中学法", 6, "上半年"),
        ("下半年集中学法", 8, "下半年"),
        ("集中学法", 14, ""),
        ("上半年罚没款", 2.1, "上半年"),
        ("下半年罚没款", 3.4, "下半年"),
        ("罚没款", 5.5, ""),
    ]


def test_a_numbered_table_on_one_line() -> None:
    """Serial numbers part the rows; the target is a plan, in numbers or in words, and what was done is the figure."""
    body = "表1 任务完成情况 序号 任务名称 年度目标 完成数 1 会前学法 12次 15次 2 合法性审核 应审尽审 33件 3 法律咨询 400人次 455人次 说明：截至年底。"
    _, figures = read(body)
    assert told(figures) == [("会前学法", 15, "次"), ("合法性审核", 33, "件"), ("法律咨询", 455, "人次")]
    assert told(figures, Role.PLAN) == [("会前学法", 12, "次"), ("法律咨询", 400, "人次")]


def test_what_was_done_may_be_told_in_words() -> None:
    """A cell of words between numbers is read as a sentence, within its row."""
    body = "序号 任务名称 年度目标 完成数 1 会前学法 12次 15次 2 矛盾纠纷排查化解 应调尽调 排查152件、化解149件 3 法律咨询 400人次 455人次"
    assert [one[:2] for one in remarked(body)] == [("会前学法", 15), ("排查", 152), ("化解", 149), ("法律咨询", 455)]


def test_a_part_in_a_row_of_words_is_a_part_of_no_number() -> None:
    """其中 in a row that states no number of its own."""
    body = "序号 指标 完成情况 1 行政诉讼 其中败诉0件 2 调解纠纷 排查152件、化解149件 3 普法宣传 20场"
    assert ("化解", 149, "件", "") in remarked(body)


def test_a_remark_in_another_unit_or_on_a_target() -> None:
    """12人 are no part of 60次, and 目标15场 is a plan."""
    body = "项目 | 数量 | 备注\n夜间巡查 | 60次 | 含出动执法人员12人\n法治讲座 | 20场 | 目标15场"
    assert remarked(body) == [
        ("夜间巡查", 60, "次", ""),
        ("出动执法人员", 12, "人", ""),
        ("法治讲座", 20, "场", ""),
    ]
