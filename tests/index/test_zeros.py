"""Zero in words: what a report says did not happen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.zeros import zeros


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("全年未收到行政复议案件。", "行政复议"),
        ("未收到行政复议申请。", "行政复议"),
        ("没有行政诉讼案件发生。", "行政诉讼"),
        ("未发生行政诉讼案件。", "行政诉讼"),
        ("无败诉情况。", "败诉"),
        ("全镇无越级上访。", "上访"),
        ("未发生一起群体性事件。", "群体性事件"),
        ("没有出现执法投诉。", "投诉"),
        ("年内未被提起行政诉讼。", "行政诉讼"),
        ("未制定行政规范性文件，无行政复议、行政应诉案件。", "行政复议"),
        ("全镇安全事故零发生。", "事故"),
        ("全年零投诉。", "投诉"),
        ("無行政訴訟案件。", "行政訴訟"),
        ("行政复议、行政诉讼案件均为零。", "行政诉讼"),
        ("群体性事件为0。", "群体性"),
        ("进京访、到省访均为零；", "进京访、到省访"),
        ("当年行政复议案件无，行政诉讼1件。", "行政复议"),
        ("较大安全事故没有发生。", "事故"),
        ("行政复议：无", "行政复议"),
        ("败诉案件数: 零", "败诉"),
        ("行政规范性文件没有新增，继续有效5件。", "规范性文件"),
        ("没有重复访。", "重复访"),
        ("代表建议2件已办结，群众申请公开信息的，一件也没有。", "公开信息"),
        ("行政诉讼一件也没有。", "行政诉讼"),
        ("全年没有发生行政诉讼案件（去年的1件已审结）。", "行政诉讼"),
    ],
)
def test_none_in_words(sentence: str, thing: str) -> None:
    """未收到, 没有…发生, 无败诉, 零发生, and the same in traditional characters."""
    found = zeros(sentence)
    assert found, sentence
    assert any(thing in sentence[zero.start : zero.end] for zero in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "没有规矩不成方圆。",
        "由说事点说和、没有再上交到镇上的有105件。",
        "没有形成合力。",
        "无法按时完成。",
        "有无违法行为。",
        "毫无怨言。",
        "随机敲门问矛盾上交了没有。",
        "未能及时办结。",
        "没有执法权。",
        "确保不发生群体性事件。",
        "力争行政诉讼零败诉。",
        "杜绝违法案件发生。",
        "规范意识没有树立。",
        "推进无讼村建设。",
        "学习《关于没有案件发生的通知》。",
        "无人机巡查。",
    ],
)
def test_what_says_no_zero(sentence: str) -> None:
    """Turns of phrase, wants, wishes and names."""
    assert zeros(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("未发生一起行政诉讼案件。", "起"),
        ("没有一例投诉。", "例"),
        ("未收到行政复议案件。", "件"),
        ("无一人上访。", "人"),
    ],
)
def test_the_unit_of_none(sentence: str, unit: str) -> None:
    """一起 and 一例 name it; cases are counted in 件."""
    assert [zero.unit for zero in zeros(sentence)] == [unit]


@given(st.text(alphabet="无没有未发生收到行政复议诉讼案件败投诉零一起，。《》确保", max_size=40))
def test_spans_lie_inside_and_apart(text: str) -> None:
    """Whatever is found lies in the text, in order, and doesn't overlap."""
    end = 0
    for zero in zeros(text):
        assert end <= zero.start < zero.end <= len(text)
        assert zero.thing
        end = zero.end


@pytest.mark.parametrize("line", ["行政复议联络员：无", "投诉电话：无", "行政诉讼代理人：无", "安全事故应急预案：无"])
def test_a_label_that_counts_no_cases_is_no_zero(line: str) -> None:
    """Only the event itself, or its cases, may be none."""
    assert zeros(line) == []
