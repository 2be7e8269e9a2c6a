"""The county over a township, from what a report's sentences say."""

from __future__ import annotations

import pytest

from index.place_context import county_in_text


@pytest.mark.parametrize(
    "sentence",
    [
        "形成评估报告报县司法局。",
        "规范性文件并按时报县司法局备案。",
        "二是一要和县司法局加强沟通。",
        "重大事项由县政府确定。",
        "对照县依法治县办下发的清单自查。",
        "按照县里要求开展整改。",
    ],
)
def test_words_before_the_county_are_no_county(sentence: str) -> None:
    """报县司法局 and 和县司法局 speak of the county without naming it."""
    assert county_in_text("青板闸镇", f"青板闸镇法治工作总结。{sentence}", county_above=True).county == ""


@pytest.mark.parametrize("name", ["泰和县", "将乐县", "墨竹工卡县", "和布克赛尔蒙古自治县"])
def test_counties_with_such_words_in_their_names(name: str) -> None:
    """A name of two characters, or of an autonomous county, may hold 和 or 将."""
    assert county_in_text("青板闸镇", f"青板闸镇位于{name}北部。", county_above=True).county == name


@pytest.mark.parametrize("organ", ["县委", "区委"])
def test_the_committee_is_no_county(organ: str) -> None:
    """在县委县政府领导下 names no county called 县委县."""
    text = f"青板闸镇2023年法治政府建设工作报告 2023年,青板闸镇党委、政府在{organ}{organ[0]}政府领导下,扎实推进."
    assert county_in_text("青板闸镇", text, county_above=True).county == ""


@pytest.mark.parametrize(
    ("sentence", "county"),
    [
        ("青板闸镇在鹿津县的西北角，山多路远。", "鹿津县"),
        ("青板闸镇在全县最偏处。", ""),
        ("青板闸镇在上级的支持下推进。", ""),
    ],
)
def test_where_a_town_lies_in_its_county(sentence: str, county: str) -> None:
    """在鹿津县的西北角 names the county; 在全县 and 在上级 don't."""
    assert county_in_text("青板闸镇", sentence, county_above=True).county == county


def test_an_item_of_a_list_is_no_county() -> None:
    """一要和县司法局商量 names the county's office, and no county called 一要和县."""
    text = "青板闸镇法治工作总结。2024年安排一要和县司法局商量，二是同县法院联办讲座。"
    assert county_in_text("青板闸镇", text, county_above=True).county == ""
