"""Tables with a row a village or office and a column an indicator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import extract_figures
from index.matrix import matrix_cells
from index.parse import parse_report
from index.records import Figure

ROWS = (
    ("村（单位）", "调解纠纷（件）", "法律咨询（人次）", "法律明白人（名）"),
    ("上岭村", "18", "64", "7"),
    ("下岭村", "25", "87余", "8"),
    ("乡级（司法所）", "21", "126", "—"),
    ("全乡合计", "64", "277", "15"),
)


def read(body: str) -> list[Figure]:
    """The figures of a report on 2024 with ``body``."""
    text = f"云县岚坪乡2024年法治政府建设情况报告\n一、各村情况\n{body}\n二、存在的不足\n人手不够。\n"
    return list(extract_figures(parse_report(text, "岚坪乡2024.txt")))


@pytest.mark.parametrize("bar", ["\t", " | ", "   "])
def test_each_cell_is_its_rows_and_its_columns(bar: str) -> None:
    """A body's number names the body, the total's the whole town; the body's are parts of it."""
    figures = read("\n".join(bar.join(row) for row in ROWS))
    assert [(one.indicator, one.value, one.unit, one.subject) for one in figures] == [
        ("上岭村调解纠纷", 18, "件", "上岭村"),
        ("上岭村法律咨询", 64, "人次", "上岭村"),
        ("上岭村法律明白人", 7, "名", "上岭村"),
        ("下岭村调解纠纷", 25, "件", "下岭村"),
        ("下岭村法律咨询", 87, "人次", "下岭村"),
        ("下岭村法律明白人", 8, "名", "下岭村"),
        ("乡级(司法所)调解纠纷", 21, "件", "乡级(司法所)"),
        ("乡级(司法所)法律咨询", 126, "人次", "乡级(司法所)"),
        ("调解纠纷", 64, "件", ""),
        ("法律咨询", 277, "人次", ""),
        ("法律明白人", 15, "名", ""),
    ]
    names = {one.number: one.indicator for one in figures}
    assert [names.get(one.whole or -1) for one in figures[:3]] == ["调解纠纷", "法律咨询", "法律明白人"]
    assert figures[4].approx


def test_marks_of_a_page_are_no_words() -> None:
    """The rule below a header and the marks for bold are passed over, and the quote is the row."""
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    lines.insert(1, "|:---|---:|---:|---:|")
    lines[-1] = "| **全乡合计** | **64** | **277** | **15** |"
    body = "\n".join(lines)
    total = next(one for one in read(body) if one.indicator == "调解纠纷")
    assert (total.value, total.subject) == (64, "")


def test_serial_numbers_are_passed_over() -> None:
    """A first column of them holds nothing, and the total may lack one."""
    body = "序号 村名 调解纠纷（件） 法律咨询（人次）\n1 上岭村 18 64\n2 下岭村 25 87\n合计 43 151"
    assert [(one.indicator, one.value) for one in read(body)] == [
        ("上岭村调解纠纷", 18),
        ("上岭村法律咨询", 64),
        ("下岭村调解纠纷", 25),
        ("下岭村法律咨询", 87),
        ("调解纠纷", 43),
        ("法律咨询", 151),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "村级法治建设情况如下。\n上岭村 18件 64人次\n下岭村 25件 87人次",
        "单位 负责人 电话\n司法所 张三 12345678\n派出所 李四 12345679",
        "社区 调解员 网格员\n说明：各社区都有。",
        "部门\t2022年（件）\t2023年（件）\n司法所\t20\t40\n派出所\t18\t54\n合计\t38\t94",
        "部门 目标（件） 完成（件）\n司法所 20 40\n派出所 18 54",
        "单位 办案（件） 罚款（万元）\n青石县 180 64\n清河镇 11 2",
    ],
)
def test_what_only_looks_like_such_a_table(body: str) -> None:
    """Without a header of indicators, or with words below it, nothing is read as one."""
    assert list(matrix_cells(body, 2024, ())) == []


@given(st.text(alphabet="村社区单位合计（）()件人次|\t 0123456789\n—", max_size=120))
def test_cells_stand_where_they_say(text: str) -> None:
    """Whatever the text, each cell's span holds its digits and lies in its row."""
    for cell in matrix_cells(text, 2024, ()):
        assert float("".join(c for c in text[cell.start : cell.end] if c.isdigit())) == cell.value
        assert cell.row[0] <= cell.start < cell.end <= cell.row[1]


def test_subtotals_are_no_totals() -> None:
    """Two of them would each be the town's."""
    body = "村名 调解纠纷（件） 法律咨询（人次）\n上岭村 18 64\n小计 18 64\n下岭村 20 36\n小计 20 36\n合计 38 100"
    assert [one.value for one in read(body) if one.subject == ""] == [38, 100]


def test_an_empty_cell_shifts_nothing() -> None:
    """Between two bars nothing may stand."""
    body = "| 村名 | 调解纠纷（件） | 法律咨询（人次） |\n| 上岭村 |  | 64 |\n| 下岭村 | 20 | 36 |\n| 合计 | 20 | 100 |"
    assert ("上岭村法律咨询", 64) in [(one.indicator, one.value) for one in read(body)]


KINDS = (
    ("纠纷类型", "调解数（件）", "成功件数", "成功率（%）"),
    ("婚姻家庭", "48", "47", "97.9"),
    ("邻里纠纷", "53", "52", "98.1"),
    ("合计", "101", "99", "98.0"),
)


@pytest.mark.parametrize("bar", ["\t", " | ", "   "])
def test_a_row_may_be_a_kind(bar: str) -> None:
    """A kind's number names the kind, what the kinds are of and what the column counts; counts are parts of the total, rates not."""
    figures = read("全年化解情况如下：\n" + "\n".join(bar.join(row) for row in KINDS))
    assert [(one.indicator, one.value, one.unit, one.subject) for one in figures] == [
        ("婚姻家庭纠纷调解", 48, "件", ""),
        ("婚姻家庭纠纷成功", 47, "件", ""),
        ("婚姻家庭纠纷成功率", 97.9, "%", ""),
        ("邻里纠纷调解", 53, "件", ""),
        ("邻里纠纷成功", 52, "件", ""),
        ("邻里纠纷成功率", 98.1, "%", ""),
        ("纠纷调解", 101, "件", ""),
        ("纠纷成功", 99, "件", ""),
        ("纠纷成功率", 98, "%", ""),
    ]
    names = {one.number: one.indicator for one in figures}
    assert [names.get(one.whole or -1) for one in figures[:3]] == ["纠纷调解", "纠纷成功", None]
    assert "全年化解情况如下" in figures[0].context


def test_the_unit_may_stand_above_the_table() -> None:
    """单位：件 above the header is the unit of every column that names none."""
    figures = read("办案情况（单位：件）\n类别\t立案\t结案\n非法采砂\t5\t4\n占用河道\t9\t9\n合计\t14\t13")
    assert [(one.indicator, one.unit) for one in figures[:2]] == [("非法采砂立案", "件"), ("非法采砂结案", "件")]
    assert [(one.indicator, one.value) for one in figures[-2:]] == [("立案", 14), ("结案", 13)]


def test_communities_are_no_other_places() -> None:
    """临江社区 is of the sub-district, 城关区 is not."""
    rows = "社区\t受理纠纷（件）\t法治讲座（场）\n临江社区\t52\t4\n柳荫社区\t38\t3\n合计\t90\t7"
    assert [(one.subject, one.value) for one in read(rows)] == [
        ("临江社区", 52),
        ("临江社区", 4),
        ("柳荫社区", 38),
        ("柳荫社区", 3),
        ("", 90),
        ("", 7),
    ]
    assert read(rows.replace("柳荫社区", "城关区")) == []
