"""The welcome and its example questions."""

from __future__ import annotations

from assistant.page.welcome import example_questions, holdings, welcome_html
from assistant.page.words import ZH
from index.records import Place
from tests.page import samples

REPORTS = [samples.info("柳溪镇", 2023, 1), samples.info("云台乡", 2024, 2), samples.info("石桥乡", 2021, 3)]


def test_the_holdings_are_counted() -> None:
    """Reports, places, years and figures are counted; a double's figures count once."""
    double = samples.info("柳溪镇", 2023, 4, duplicate_of="r1")
    said = holdings([*REPORTS, double], ZH)
    assert "4 份报告" in said
    assert "3 个乡镇" in said
    assert "2021—2024年" in said
    assert "6 项数据" in said


def test_examples_are_about_what_is_there() -> None:
    """The figure asked about is one that the newest report states, and comparisons name places of the library."""
    figures = [samples.stated("r1"), samples.stated("r2", "排查化解矛盾纠纷", 57)]
    asked = example_questions(REPORTS, figures, ZH)
    assert asked[0] == "云台乡2024年排查化解矛盾纠纷多少件？"
    assert asked[1] == "哪个乡镇调解矛盾纠纷最多？"
    assert any("云台乡" in one and "柳溪镇" in one for one in asked)


def test_no_example_names_a_place_that_is_not_known() -> None:
    """Reports without place or year give no examples, and are listed by their file."""
    bare = samples.info("x", None, 5, place=Place(), title="")
    assert example_questions([bare], [samples.stated("r5")], ZH) == []
    assert "未注明地区" in welcome_html([bare], [], ZH)
