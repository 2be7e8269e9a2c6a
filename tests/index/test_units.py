"""Units: which are known, and which may stand for one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.units import families, fit, units

any_unit = st.sampled_from(units())


def test_the_common_units_are_known() -> None:
    """Every unit that reports use often, money and rates included."""
    common = [
        "次",
        "%",
        "件",
        "人次",
        "项",
        "场",
        "场次",
        "名",
        "个",
        "条",
        "份",
        "人",
        "起",
        "宗",
        "户次",
        "期",
        "批次",
        "件次",
        "支",
        "部",
        "笔",
        "篇",
        "本",
        "亩",
        "座",
        "课时",
        "万元",
        "元",
    ]
    assert set(common) <= set(units())


@pytest.mark.parametrize(
    ("asked", "unit"), [("件", "天"), ("个", "平方米"), ("名", "小时"), ("平方米", "处"), ("分", "次")]
)
def test_a_measure_answers_no_count(asked: str, unit: str) -> None:
    """13天 is no answer to how many cases, and the other way round."""
    assert fit(asked, unit) == 0
    assert fit(unit, asked) == 0


def test_longer_units_come_first() -> None:
    """人次 is tried before 人, 场次 before 场."""
    lengths = [len(unit) for unit in units()]
    assert lengths == sorted(lengths, reverse=True)


def test_the_families_hold_each_unit_once() -> None:
    """No family names a unit twice, and none is empty."""
    for members in families().values():
        assert members
    assert len(units()) == len(set(units()))


@given(any_unit, any_unit)
def test_fitting_is_a_share(asked: str, unit: str) -> None:
    """A fit lies between never (0) and the same (1), and only the same unit or money fits fully."""
    assert 0 <= fit(asked, unit) <= 1
    assert fit(asked, asked) == 1
    if fit(asked, unit) == 1:
        assert asked == unit or {asked, unit} <= {"元", "万元", "亿元"}


@given(any_unit)
def test_rates_and_money_stand_for_nothing_else(unit: str) -> None:
    """A percentage is never a count, a sum of money never a percentage."""
    if unit != "%":
        assert fit("%", unit) == fit(unit, "%") == 0
    if unit not in ("元", "万元", "亿元"):
        assert fit("万元", unit) == fit(unit, "万元") == 0


@pytest.mark.parametrize(
    ("asked", "unit"), [("起", "件"), ("件", "宗"), ("场", "次"), ("人", "名"), ("份", "本"), ("元", "万元")]
)
def test_words_for_the_same_thing_may_be_added(asked: str, unit: str) -> None:
    """Units of one family fit so well that they are put together in a sum."""
    assert fit(asked, unit) >= 0.9


@pytest.mark.parametrize(
    ("asked", "unit"), [("人", "人次"), ("人次", "人"), ("件", "人次"), ("次", "件"), ("件", "次"), ("场", "件")]
)
def test_neighbours_may_answer_but_are_not_added(asked: str, unit: str) -> None:
    """人 is not 人次, 次 is not 件: near enough to be offered, not to be added up."""
    assert 0 < fit(asked, unit) < 0.9
