"""Parts of a year in questions and in reports."""

from __future__ import annotations

import pytest

from assistant.periods import of_another_period, periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上半年调解多少件", {(1, 6)}),
        ("1-6月排查104件", {(1, 6)}),
        ("1—6月份", {(1, 6)}),
        ("截至11月底共调解80余起", {(1, 11)}),
        ("截至 2024年11月30日", {(1, 11)}),
        ("下半年排查", {(7, 12)}),
        ("前三季度", {(1, 9)}),
        ("第四季度", {(10, 12)}),
        ("12月份开展宪法宣传", {(12, 12)}),
        ("十二月", {(12, 12)}),
        ("全年调解326件", set()),
        ("1-12月", set()),
        ("每月一次", set()),
    ],
)
def test_parts_of_a_year(text: str, expected: set[tuple[int, int]]) -> None:
    """First and last month, however they are written."""
    assert periods(text) == expected


def test_the_first_half_does_not_answer_for_the_second() -> None:
    """Nor does the whole year; a question without a part takes either."""
    assert of_another_period("下半年排查多少件", "1-6月排查矛盾纠纷104件")
    assert of_another_period("下半年排查多少件", "全年排查矛盾纠纷104件")
    assert not of_another_period("上半年排查多少件", "1-6月排查矛盾纠纷104件")
    assert not of_another_period("排查多少件", "1-6月排查矛盾纠纷104件")
