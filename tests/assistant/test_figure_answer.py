"""Answers to figure questions: what they say, and what their parts hold."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.asserted import statement
from index.figures import extract_figures
from index.parse import parse_report

Ask = Callable[..., Answer]


def stated(body: str) -> list[str]:
    """The statements of the figures in a report's body."""
    text = f"青柯县松溪镇2023年法治政府建设情况报告\n一、主要举措\n{body}\n"
    report = parse_report(text, "松溪镇2023.txt")
    return [statement(report, figure) for figure in extract_figures(report)]


@pytest.mark.parametrize(
    ("body", "statements"),
    [
        ("全镇调解矛盾纠纷86件。", ["全镇调解矛盾纠纷86件"]),
        ("（一）全镇调解矛盾纠纷86件。", ["全镇调解矛盾纠纷86件"]),
        ("一是开展宣传12次；二是审查合同5份。", ["开展宣传12次", "审查合同5份"]),
        (
            "坚持和发展新时代枫桥经验，建立健全镇村两级人民调解网络，全镇调解矛盾\n纠纷 86 件。",
            ["全镇调解矛盾纠纷86件"],
        ),
        ("全年未收到行政复议案件。", ["全年未收到行政复议案件"]),
    ],
)
def test_a_statement_is_the_reports_own_clause(body: str, statements: list[str]) -> None:
    """Without list numbers and the breaks of a copy, and without another word changed."""
    assert stated(body) == statements


def test_a_clause_that_says_too_little_takes_the_one_before() -> None:
    """化解8件 alone does not say what was resolved."""
    assert "矛盾纠纷" in stated("排查矛盾纠纷9件，8件。")[1]


def test_every_figure_of_the_answer_is_marked(ask: Ask) -> None:
    """Each asserted figure's citation is marked in the text, and every mark has its citation."""
    answer = ask("把青柯县各乡镇2024年普法讲座数量排个序")
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks == {figure.citation for figure in answer.figures} == {citation.n for citation in answer.citations}


def test_the_table_points_at_the_figures(ask: Ask) -> None:
    """Each cell with a number names its figure and its citation, and has the report's words."""
    answer = ask("石岭乡和梅渡街道2024年发放宣传资料各多少份")
    assert answer.table is not None
    assert answer.table.columns[:2] == ("地方", "年份")
    assert answer.table.unit == "份"
    for row in answer.table.rows:
        cell = row[2]
        assert cell.figure is not None
        figure = answer.figures[cell.figure]
        assert (cell.text, cell.citation) == (figure.words, figure.citation)
        assert row[0].text == figure.county + figure.place


def test_an_answer_about_two_things_has_a_column_each(ask: Ask) -> None:
    """Two asks over two places make a table of two by two."""
    answer = ask("石岭乡和梅渡街道2024年普法讲座多少场、行政处罚案件多少件")
    assert answer.table is not None
    assert [len(row) for row in answer.table.rows] == [4, 4]
    assert {(figure.place, figure.value) for figure in answer.figures} == {
        ("石岭乡", 9),
        ("石岭乡", 6),
        ("梅渡街道", 11),
        ("梅渡街道", 33),
    }


def test_the_same_figure_is_asserted_once(ask: Ask) -> None:
    """Asked twice in one question, it stands once among the figures."""
    answer = ask("石岭乡2024年普法讲座几场，普法讲座多少场")
    assert [figure.value for figure in answer.figures] == [9]


def test_ties_are_all_winners(ask: Ask) -> None:
    """A single report is its own most and fewest."""
    answer = ask("赤沙县2024年哪个镇普法讲座最多")
    assert (answer.figures[0].place, answer.figures[0].value) == ("松溪镇", 7)


def test_the_scope_says_what_was_looked_at(ask: Ask) -> None:
    """Places, years, how many reports, how many of them state it."""
    scope = ask("青柯县2024年各乡镇一共审查合同多少份").scope
    assert set(scope.places) == {"松溪镇", "石岭乡", "梅渡街道"}
    assert (scope.years, scope.reports, scope.covered) == ((2024,), 3, 2)
    assert scope.missing == ("青柯县石岭乡",)


def test_what_is_offered_is_not_asserted(ask: Ask) -> None:
    """Related figures have citations too, and stand apart from the asserted ones."""
    answer = ask("白鹭镇2023年举办法治文艺演出几场")
    assert answer.status == "not_found"
    assert answer.figures == ()
    assert len(answer.related) <= 4


def test_rates_are_not_added_up(ask: Ask) -> None:
    """The reason is given, and each rate for itself."""
    answer = ask("青柯县2024年各乡镇调解成功率加起来是多少")
    assert answer.aggregate is None
    assert "不能相加" in answer.answer
    assert {figure.value for figure in answer.figures} == {98.6, 97.5}


def test_several_things_of_one_town_are_added(ask: Ask) -> None:
    """With each addend cited; where one is not stated there is no total."""
    answer = ask("青柯县松溪镇2024年信访事项和行政处罚案件一共多少件")
    assert answer.aggregate is not None
    assert (answer.aggregate.value, {figure.value for figure in answer.figures}) == (57, {36, 21})
    partly = ask("青柯县松溪镇2024年信访事项和法律援助案件一共多少件")
    assert partly.aggregate is None
    assert "57" not in partly.answer


def test_computed_tables_show_who_says_nothing(ask: Ask) -> None:
    """The most of all is one among those that state it: the others stand in the table as not stated."""
    answer = ask("2024年哪个镇审查合同最多")
    assert answer.table is not None
    assert any(cell.text == "未载明" for row in answer.table.rows for cell in row)


def test_a_growth_that_only_one_report_states(ask: Ask) -> None:
    """比2023年下降多少 with both reports there is computed; where nothing can be, the report's own rate is given."""
    assert ask("青柯县松溪镇2024年信访事项比2023年下降多少").aggregate is not None


def test_numbers_of_the_text_are_those_of_its_sources(ask: Ask) -> None:
    """No number is said that stands in no quote, is not computed, and is not of the question or the scope."""
    for question in (
        "青柯县2024年各乡镇一共发放宣传资料多少份",
        "青柯县松溪镇2023年到2024年审查合同数量有什么变化",
        "石岭乡2024年审查合同多少份",
    ):
        answer = ask(question)
        plain = answer.to_json()
        known = (
            question
            + str(plain["aggregate"])
            + str(plain["scope"])
            + "".join(f"{c.quote}{c.year}" for c in answer.citations)
        )
        numbers = re.findall(r"\d+(?:\.\d+)?", re.sub(r"\[\d+\]", "", answer.answer))
        # 不等于0 is a fixed phrase of the answers.
        assert [number for number in numbers if number not in known and number != "0"] == []
