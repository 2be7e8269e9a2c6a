"""Figures in lists: entries whose name gives the unit, and numbers over their words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import extract_figures
from index.fold import fold
from index.listed import boxes, entries
from index.parse import parse_report
from index.records import Role


def told(text: str) -> list[tuple[str, float, str]]:
    """What the entries of ``text`` count, how much, in which unit."""
    return [(cell.label, cell.value, cell.unit) for cell in entries(fold(text), 2024, ())]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("法律咨询（人次）：340", ("法律咨询", 340, "人次")),
        ("信访总量：33（件）", ("信访总量", 33, "件")),
        ("12345工单（件）：366", ("12345工单", 366, "件")),
        ("调解成功率（%）：99.2", ("调解成功率", 99.2, "%")),
        ("（3）普法活动（场） 12", ("普法活动", 12, "场")),
    ],
)
def test_a_name_gives_the_unit(line: str, entry: tuple[str, float, str]) -> None:
    """With or without a colon, the unit before the number or behind it."""
    assert told(line) == [entry]


@pytest.mark.parametrize(
    "line",
    [
        "名单（附后）：3",
        "见表（二）：12",
        "时间（年）2024年",
        "调解纠纷（件）18件、成功17件",
        "上年调解纠纷（件）：100",
        "计划培训（场）：12",
    ],
)
def test_what_names_no_unit_is_no_entry(line: str) -> None:
    """A bracket that holds no unit, or a number that goes on."""
    assert told(line) == []


def test_a_part_belongs_to_the_entry_before_it() -> None:
    """其中：涉企纠纷（件） is a part of 人民调解（件）."""
    cells = list(entries(fold("人民调解（件）：118\n其中：涉企纠纷（件）：16\n合法性审查（件）：53"), 2024, ()))
    assert [cell.whole for cell in cells] == [None, 0, None]


BOXES = "数说2024\n16次\n党工委会议学法\n42场\n“法治夜市”等宣传活动\n1.1万份\n法治宣传品送到居民手中\n98.7%\n调解成功率\n以下为报告全文\n"


def test_numbers_over_their_words() -> None:
    """Line by line a number, then what it counts."""
    assert [(cell.label, cell.value, cell.unit) for cell in boxes(BOXES, 2024, ())] == [
        ("党工委会议学法", 16, "次"),
        ("“法治夜市”等宣传活动", 42, "场"),
        ("法治宣传品送到居民手中", 11000, "份"),
        ("调解成功率", 98.7, "%"),
    ]


def test_a_number_that_a_page_set_apart_is_no_box() -> None:
    """One or two such lines are a broken sentence."""
    assert list(boxes("全年开庭\n9次\n就地审结案件\n14件\n", 2024, ())) == []


@given(st.text(alphabet="0123456789次件场%万余学法活动宣传\n。", max_size=80))
def test_boxes_stand_where_they_say(text: str) -> None:
    """Each number lies in its row, and the rows don't overlap."""
    cells = list(boxes(text, 2024, ()))
    assert all(cell.row[0] <= cell.start < cell.end <= cell.row[1] for cell in cells)
    assert all(one.row[1] <= other.row[0] for one, other in pairwise(cells))


@pytest.mark.parametrize(
    "text",
    [
        "调解纠纷\n42件\n法律咨询\n16次\n普法宣传活动\n8场\n执法检查\n20次\n二、存在问题\n",
        "42件\n法律咨询\n16次\n普法宣传活动\n8场\n执法检查\n20次\n",
    ],
)
def test_words_over_their_numbers_are_left_alone(text: str) -> None:
    """Where a number follows the last words each may be of the words over it."""
    assert list(boxes(text, 2024, ())) == []


def test_a_list_in_the_plans_is_planned() -> None:
    """What stands under 工作计划 was not done."""
    text = "云县岚坪乡2023年法治政府建设情况报告\n一、主要举措\n调解纠纷（件）：30\n二、2024年工作计划\n调解纠纷（件）：100\n"
    figures = extract_figures(parse_report(text, "岚坪乡2023.txt"))
    assert [(one.value, one.role) for one in figures] == [(30, Role.OUTCOME), (100, Role.PLAN)]
