"""The years of a question."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.years import read_years

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("柳溪镇2024年调解了多少件", (2024,)),
        ("柳溪镇2024年度调解了多少件", (2024,)),
        ("柳溪镇 2024 调解了多少件", (2024,)),
        ("柳溪镇２０２４年调解了多少件", (2024,)),
        ("柳溪24年调解了多少件", (2024,)),
        ("柳溪二〇二四年调解了多少件", (2024,)),
        ("柳溪二零二四年调解了多少件", (2024,)),
        ("柳溪二四年调解了多少件", (2024,)),
        ("柳溪去年调解了多少件", (2024,)),
        ("柳溪今年调解了多少件", (2025,)),
        ("柳溪前年调解了多少件", (2023,)),
        ("柳溪上一年调解了多少件", (2024,)),
        ("2023年和2024年柳溪调解了多少件", (2023, 2024)),
        ("2022-2024年柳溪调解了多少件", (2022, 2023, 2024)),
        ("2022年至2024年柳溪调解了多少件", (2022, 2023, 2024)),
        ("how many disputes in 2024", (2024,)),
        ("how many disputes last year", (2024,)),
        ("柳溪镇调解了多少件", ()),
        ("化解2024件纠纷", (2024,)),
    ],
)
def test_years_that_are_named(question: str, years: tuple[int, ...]) -> None:
    """In four digits or two, in Chinese numerals, full-width, as a range, or from the day of asking."""
    assert read_years(question, TODAY).years == years


@pytest.mark.parametrize(
    "question",
    [
        "近3年调解了多少件",
        "近三年调解了多少件",
        "最近三年调解了多少件",
        "过去三年的调解",
        "last three years",
        "这三年罚款多少",
        "三年一共调解几件",
    ],
)
def test_a_wish_for_the_last_years(question: str) -> None:
    """近三年 means the last three years that there are."""
    asked = read_years(question, TODAY)
    assert (asked.recent, asked.years) == (3, ())


@pytest.mark.parametrize("question", ["最新的报告里调解了多少件", "最新一年调解多少件", "the latest report"])
def test_a_wish_for_the_newest(question: str) -> None:
    """最新 names no year."""
    asked = read_years(question, TODAY)
    assert (asked.latest, asked.years) == (True, ())


@pytest.mark.parametrize("question", ["历年调解了多少件", "各年度调解了多少件", "哪一年调解最多", "over the years"])
def test_a_wish_for_every_year(question: str) -> None:
    """历年, 哪一年 ask about all of them."""
    assert read_years(question, TODAY).every


@pytest.mark.parametrize("question", ["比上一年多了几件", "较去年增加多少"])
def test_what_is_only_compared_with(question: str) -> None:
    """比上一年 does not ask for last year's report."""
    assert read_years(question, TODAY).years == ()


@pytest.mark.parametrize(
    "question",
    [
        "调解了多少件",
        "12345热线工单多少件",
        "“八五”普法",
        "99件以上的有哪些",
        "5年内",
        "连续三年零事故吗",
        "三年行动方案",
        "",
    ],
)
def test_what_is_no_year(question: str) -> None:
    """Hotlines, slogans and counts are none."""
    asked = read_years(question, TODAY)
    assert (asked.years, asked.any) == ((), False)


def test_last_year_follows_the_day_of_asking() -> None:
    """去年 asked on New Year's Day is the year that ended the day before."""
    assert read_years("去年", date(2026, 1, 1)).years == (2025,)
    assert read_years("去年", date(2025, 12, 31)).years == (2024,)


def test_a_year_is_named_once() -> None:
    """Twice the same year is one year."""
    assert read_years("2024年柳溪和2024年云台", TODAY).years == (2024,)


@given(st.text(alphabet="2024年二〇三去前今最近历各至-到 柳溪镇多少latest", max_size=40))
def test_any_question_can_be_read(question: str) -> None:
    """Nothing raises; the spans of the year words lie in the question."""
    asked = read_years(question, TODAY)
    assert all(0 <= start < end <= len(question) for start, end in asked.spans)
    assert len(set(asked.years)) == len(asked.years)


@pytest.mark.parametrize(
    ("text", "years", "every"),
    [
        ("柳溪镇2022年的报告里，对2023年有什么打算", (2022,), False),
        ("2022年报告和2023年报告的主要差别是什么", (2022, 2023), False),
        ("这些年有没有哪家败诉", (), True),
        ("柳溪镇这些年轻干部培训了几次", (), False),
        ("柳溪镇2024年化解往年积案多少件", (2024,), False),
    ],
)
def test_years_that_are_not_asked_about(text: str, years: tuple[int, ...], every: bool) -> None:
    """The year that a report makes plans for, 年轻 and 往年积案 name none; 这些年 all."""
    found = read_years(text, date(2025, 6, 1))
    assert (found.years, found.every) == (years, every)


@pytest.mark.parametrize("text", ["2022年以来的报告里哪些镇缺人", "2022年至今哪些镇缺人", "自2022年以后各镇缺人吗"])
def test_from_a_year_on(text: str) -> None:
    """2022年以来 is that year and every later one, whichever there are."""
    years = read_years(text, TODAY)
    assert (years.years, years.every, years.since) == ((), True, 2022)


@pytest.mark.parametrize(
    "text", ["石鹭两个年度受理信访量对比", "前后两份报告相比，哪家增加最多", "有两年报告的几个地方，哪家涨得最多"]
)
def test_years_set_against_each_other(text: str) -> None:
    """Two years or reports of each place, whichever they are."""
    assert read_years(text, TODAY).open_pair
    assert not read_years("石鹭2022年和2023年受理信访量对比", TODAY).open_pair


def test_so_many_years() -> None:
    """三个年度 are the last three, as 三年 are; beside years that are named they say nothing."""
    assert read_years("柳溪镇三个年度合计调解多少件", TODAY).recent == 3
    assert read_years("2022年至2024年三个年度合计调解多少件", TODAY).years == (2022, 2023, 2024)
    assert not read_years("2022年至2024年三个年度合计调解多少件", TODAY).every
