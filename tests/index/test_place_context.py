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
