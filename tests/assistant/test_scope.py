"""Scope: which reports a question is about, and that it fails closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.conversation import understand
from assistant.places import Gazetteer
from assistant.scope import Selection, select
from index.records import Place
from index.rows import ReportInfo


def info(county: str, township: str, year: int | None) -> ReportInfo:
    """A report of a place."""
    name = f"{county}{township}{year or ''}"
    place = Place(county=county, township=township)
    return ReportInfo(name, f"{name}.txt", name, place, year, None, 100, 5, (), name, "", "", None)


INFOS = [
    info("青石县", "柳溪镇", 2021),
    info("青石县", "柳溪镇", 2023),
    info("青石县", "柳溪镇", 2024),
    info("青石县", "云台乡", 2023),
    info("岚山县", "大湾镇", 2024),
    info("岚山县", "石桥乡", None),
]


def scope(question: str, infos: list[ReportInfo] | None = None) -> Selection:
    """The selection for a question over the invented library."""
    infos = INFOS if infos is None else infos
    gazetteer = Gazetteer(infos)
    return select(understand(question, (), gazetteer, date(2025, 6, 1)), gazetteer.towns, infos)


def reports(selection: Selection) -> set[str]:
    """The reports of the selection that are of the years asked about."""
    return {slot.report.report_id for slot in selection.slots if not slot.other_year}


def test_place_and_year_give_one_report() -> None:
    """Exactly it."""
    selection = scope("柳溪镇2023年调解多少件")
    assert reports(selection) == {"青石县柳溪镇2023"}
    assert (selection.assumed_latest, selection.absent, selection.problem) == (False, (), "")


def test_without_a_year_the_latest_is_taken_and_said() -> None:
    """The newest report of each place, marked as assumed where there are older ones."""
    selection = scope("柳溪镇调解多少件")
    assert (reports(selection), selection.assumed_latest) == ({"青石县柳溪镇2024"}, True)
    selection = scope("云台乡调解多少件")
    assert (reports(selection), selection.assumed_latest) == ({"青石县云台乡2023"}, False)
    assert not scope("柳溪镇最新的报告里调解多少件").assumed_latest


def test_a_year_that_is_missing_fails_closed() -> None:
    """It is said, with what there is instead; no other year's report takes its place."""
    selection = scope("柳溪镇2019年调解多少件")
    assert selection.slots == ()
    assert "2019年" in selection.problem
    assert all(year in selection.problem for year in ("2021年", "2023年", "2024年"))


def test_a_missing_year_may_stand_in_the_next_years_report() -> None:
    """The report on 2023 may state 2022's figure, and is only looked into for that."""
    selection = scope("柳溪镇2022年调解多少件")
    assert reports(selection) == set()
    assert [(slot.report.report_id, slot.other_year, slot.year) for slot in selection.slots] == [
        ("青石县柳溪镇2023", True, 2022)
    ]


def test_a_practice_of_a_missing_year_is_not_the_next_years() -> None:
    """How something was done in 2022 is not told by the report on 2023."""
    assert "2022年" in scope("柳溪镇2022年怎么开展普法工作").problem


def test_a_place_that_is_missing_fails_closed() -> None:
    """No report at all, and what the library has."""
    selection = scope("月桂镇2024年调解多少件")
    assert selection.slots == ()
    assert "月桂镇" in selection.problem
    assert any("柳溪镇" in place for place in selection.available)


def test_a_homophone_is_asked_back() -> None:
    """您是否指…, with the full name."""
    selection = scope("大弯镇2024年调解多少件")
    assert selection.slots == ()
    assert "您是否指岚山县大湾镇" in selection.problem


def test_one_known_and_one_unknown_place() -> None:
    """The known one is answered; the other is named as absent."""
    selection = scope("柳溪镇和月桂镇2024年调解多少件")
    assert reports(selection) == {"青石县柳溪镇2024"}
    assert "月桂镇" in selection.absent
    assert any("月桂镇" in note for note in selection.notes)


def test_one_place_lacks_the_year() -> None:
    """The other one's report is there, the lack is named."""
    selection = scope("柳溪镇和云台乡2024年调解多少件")
    assert reports(selection) == {"青石县柳溪镇2024"}
    assert selection.absent == ("云台乡2024年",)
    assert any("没有云台乡2024年的报告（现有青石县云台乡2023年" in note for note in selection.notes)


def test_the_newest_report_stands_in_where_no_year_fits() -> None:
    """Not in scope, but known, so that its figure can be offered as another year's."""
    selection = scope("柳溪镇2019年调解多少件")
    assert selection.slots == ()
    assert [slot.report.report_id for slot in selection.instead] == ["青石县柳溪镇2024"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("柳溪镇近两年调解多少件", {"青石县柳溪镇2023", "青石县柳溪镇2024"}),
        ("柳溪镇历年调解多少件", {"青石县柳溪镇2021", "青石县柳溪镇2023", "青石县柳溪镇2024"}),
        ("柳溪镇2023年和2024年调解多少件", {"青石县柳溪镇2023", "青石县柳溪镇2024"}),
        ("青石县2023年各镇调解多少件", {"青石县柳溪镇2023", "青石县云台乡2023"}),
        ("各镇2024年调解多少件", {"青石县柳溪镇2024", "岚山县大湾镇2024"}),
        ("去年各镇调解多少件", {"青石县柳溪镇2024", "岚山县大湾镇2024"}),
        ("石桥乡调解多少件", {"岚山县石桥乡"}),
    ],
)
def test_several_reports(question: str, expected: set[str]) -> None:
    """Several years, a county's towns, all towns, and a report whose year isn't known."""
    assert reports(scope(question)) == expected


def test_a_duplicate_counts_once() -> None:
    """A second file with the same text adds nothing."""
    twin = replace(info("岚山县", "大湾镇", 2024), report_id="twin", duplicate_of="岚山县大湾镇2024")
    assert reports(scope("各镇2024年调解多少件", [*INFOS, twin])) == {"青石县柳溪镇2024", "岚山县大湾镇2024"}


def test_an_empty_library_says_so() -> None:
    """A problem with words, no slots."""
    selection = scope("各镇调解多少件", [])
    assert selection.slots == ()
    assert selection.problem
    assert selection.english


def halves() -> list[ReportInfo]:
    """A town with a report on the year and one on its first half."""
    whole, half = info("青石县", "柳溪镇", 2024), info("青石县", "柳溪镇", 2024)
    return [
        replace(whole, report_id="year", title="柳溪镇2024年法治政府建设情况报告"),
        replace(half, report_id="half", title="柳溪镇2024年上半年法治政府建设情况报告"),
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("柳溪镇2024年调解多少件", {"year"}),
        ("柳溪镇2024年全年调解多少件", {"year"}),
        ("柳溪镇2024年上半年调解多少件", {"half"}),
        ("柳溪镇2024年上半年和全年各调解多少件", {"year", "half"}),
        ("柳溪镇2024年怎么调解纠纷", {"year", "half"}),
    ],
)
def test_a_report_on_half_a_year_is_meant_where_the_half_is(question: str, expected: set[str]) -> None:
    """Its figures are not the year's; what it tells in words counts all the same."""
    assert reports(scope(question, halves())) == expected


def test_where_there_is_only_half_a_year_it_is_said() -> None:
    """The number is not the whole year's."""
    selection = scope("柳溪镇2024年调解多少件", halves()[1:])
    assert reports(selection) == {"half"}
    assert any("不是全年" in note for note in selection.notes)
