"""Parts of a year in questions and in reports."""

from __future__ import annotations

import pytest

from assistant.periods import of_another_period, periods, without_periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上半年调解多少件", {(1, 6)}),
        ("1-6月排查104件", {(1, 6)}),
        ("1—6月份", {(1, 6)}),
        ("截至11月底共调解80余起", {(1, 11)}),
        ("截至 2024年11月30日", {(1, 11)}),
        ("到10月份办了多少条", {(1, 10)}),
        ("下半年排查", {(7, 12)}),
        ("前三季度", {(1, 9)}),
        ("第四季度", {(10, 12)}),
        ("12月份开展宪法宣传", {(12, 12)}),
        ("十二月", {(12, 12)}),
        ("全年调解326件", set()),
        ("1-12月", set()),
        ("每月一次", set()),
        ("7-12月调解", {(7, 12)}),
        ("4月至6月", {(4, 6)}),
        ("前3季度", {(1, 9)}),
        ("前九个月", {(1, 9)}),
        ("头三个季度", {(1, 9)}),
        ("三、四季度", {(7, 12)}),
        ("2020年1月1日至12月31日", set()),
        ("2020年1月1日至2020年6月30日", {(1, 6)}),
        ("近三月", set()),
        ("为期一月", set()),
    ],
)
def test_parts_of_a_year(text: str, expected: set[tuple[int, int]]) -> None:
    """First and last month, however they are written."""
    assert periods(text) == expected


def test_the_first_half_does_not_answer_for_the_second() -> None:
    """Nor does the whole year; a question without a part takes either."""
    first, whole = "1-6月排查矛盾纠纷104件", "全年排查矛盾纠纷104件"
    assert of_another_period("下半年排查多少件", "", first, first)
    assert of_another_period("下半年排查多少件", "", whole, whole)
    assert not of_another_period("上半年排查多少件", "", first, first)
    assert not of_another_period("排查多少件", "", first, first)


def test_a_clause_speaks_for_itself() -> None:
    """上半年12件，下半年15件: the twelve are not of the second half."""
    sentence = "上半年调解12件，下半年调解15件"
    assert of_another_period("下半年调解多少件", "", "上半年调解12件", sentence)
    assert not of_another_period("下半年调解多少件", "", "下半年调解15件", sentence)


def test_a_question_without_its_periods() -> None:
    """What is counted is left."""
    assert without_periods("上半年调解了多少件") == "调解了多少件"


def test_the_period_of_the_ask_before_goes_on() -> None:
    """上半年调解多少件，讲座几场: both are of the first half, until 全年 is asked for."""
    assert of_another_period("讲座几场", "上半年调解多少件", "全年讲座12场", "")
    assert not of_another_period("全年讲座几场", "上半年调解多少件", "全年讲座12场", "")
