"""Who changed most between two years: the way of the change, the end asked for, and what is no question of change."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from assistant.town_changes import changes_asked
from index.embed import Embedder
from tests.assistant.libraries import assistant_over
from tests.assistant.test_question import asked

HEAD = "青柯县{town}{year}年法治政府建设情况报告\n一、主要举措和成效\n（一）化解矛盾纠纷。"
FIGURES = {
    ("松溪镇", 2023): (100, 20),
    ("松溪镇", 2024): (150, 20),
    ("竹坪镇", 2023): (200, 30),
    ("竹坪镇", 2024): (120, 36),
    ("白沙乡", 2023): (60, 12),
    ("白沙乡", 2024): (58, 9),
}
REPORTS = {
    f"{town}{year}.txt": f"{HEAD.format(town=town, year=year)}全镇共调解矛盾纠纷{disputes}件。（二）开展普法活动{held}场。\n"
    for (town, year), (disputes, held) in FIGURES.items()
}


@pytest.mark.parametrize(
    ("question", "places", "values", "change"),
    [
        ("2024年比2023年调解的纠纷增加最多的是哪个镇", ["松溪镇"] * 2, [150, 100], 50),
        ("2024年比2023年调解的纠纷减少最多的是哪个镇", ["竹坪镇"] * 2, [120, 200], -80),
        ("2024年比2023年调解的纠纷减少最少的是哪个镇", ["白沙乡"] * 2, [58, 60], -2),
        ("从2023年到2024年，调解的纠纷变化最大的是谁", ["竹坪镇"] * 2, [120, 200], -80),
        ("哪家2024年的普法活动比2023年办得少了", ["白沙乡"] * 2, [9, 12], -3),
        ("2024年比2023年调解的纠纷增加超过10件的有哪些镇", ["松溪镇"] * 2, [150, 100], 50),
        ("哪个镇2024年比2023年调解的纠纷减少得多", ["竹坪镇"] * 2, [120, 200], -80),
        ("2024年比2023年调解的纠纷增减最大的是哪个镇", ["竹坪镇"] * 2, [120, 200], -80),
        ("2023年到2024年调解的纠纷提升最大的是哪家，提了几件", ["松溪镇"] * 2, [150, 100], 50),
        ("2023到2024，普法活动涨得最多的是哪里，涨了几场", ["竹坪镇"] * 2, [36, 30], 6),
        ("24年普法活动办得没有23年多的是哪家", ["白沙乡"] * 2, [9, 12], -3),
        ("松溪、竹坪这两个镇，2024年调解的纠纷比2023年变少的是哪个，少了多少件", ["竹坪镇"] * 2, [120, 200], 80),
    ],
)
def test_the_town_that_changed_most(
    assistant: Assistant, question: str, places: list[str], values: list[float], change: float
) -> None:
    """Its two figures are asserted, the newer first, and how far they lie apart is computed; the rest is offered."""
    answer = assistant.ask(question)
    assert [figure.place for figure in answer.figures] == places
    assert [figure.value for figure in answer.figures] == values
    assert answer.aggregate is not None
    assert (answer.aggregate.op, answer.aggregate.value) == ("change", change)


def test_every_town_has_its_row(assistant: Assistant) -> None:
    """各增减了多少件 lists all that state both years, what lies between them in the table."""
    answer = assistant.ask("各镇2024年调解的纠纷比2023年增减了多少件")
    assert answer.table is not None
    assert {row[0].text: row[-1].text for row in answer.table.rows} == {
        "青柯县松溪镇": "+50",
        "青柯县竹坪镇": "-80",
        "青柯县白沙乡": "-2",
    }


def test_the_most_and_the_least_apart(assistant: Assistant) -> None:
    """最多的和最少的差多少件 names both ends and computes how far they lie apart."""
    answer = assistant.ask("2024年调解纠纷最多的和最少的差多少件")
    assert [figure.value for figure in answer.figures] == [150, 58]
    assert answer.aggregate is not None
    assert (answer.aggregate.op, answer.aggregate.value) == ("difference", 92)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("2024年比2023年培训增加最多的是哪个镇", True),
        ("从2023到2024，持证的人添得最多的是哪个镇", True),
        ("哪些镇2024年的罚款比2023年减少了", True),
        ("2023年和2024年哪个镇新增人民调解员最多", False),
        ("2023年和2024年哪个镇占比最高", False),
        ("2023年和2024年比较，哪个镇罚款最高", False),
        ("从2023年到2024年，哪个镇的法治培训场次最多", False),
        ("2024年比2023年调解增加超过10件的有哪些镇", True),
        ("柳溪镇2024年比2023年多调解了几件", False),
    ],
)
def test_what_asks_for_changes(text: str, is_asked: bool) -> None:
    """The most of two years, one town, a bound: none of them asks which town changed most."""
    assert changes_asked(asked(text)) is is_asked


def test_the_other_end_in_a_follow_up(assistant: Assistant) -> None:
    """那减少最多的呢 asks of the same thing which town fell most."""
    answer = assistant.ask("那减少最多的呢", ["2024年比2023年调解的纠纷增加最多的是哪个镇"])
    assert [figure.value for figure in answer.figures] == [120, 200]


def test_what_changed_is_the_whole_not_what_is_new() -> None:
    """持证的人增加最多 asks each year for those who have a certificate."""
    (ask,) = asked("2024年比2023年持证的人增加最多的是哪个镇").asks
    assert "增加" not in ask.text


APART = {
    "松溪镇2022.txt": HEAD.format(town="松溪镇", year=2022) + "全镇共调解矛盾纠纷100件。\n",
    "松溪镇2023.txt": HEAD.format(town="松溪镇", year=2023) + "全镇共调解矛盾纠纷130件。\n",
    "竹坪镇2021.txt": HEAD.format(town="竹坪镇", year=2021) + "全镇共调解矛盾纠纷200件。\n",
    "竹坪镇2024.txt": HEAD.format(town="竹坪镇", year=2024) + "全镇共调解矛盾纠纷150件。\n",
    "白沙乡2024.txt": HEAD.format(town="白沙乡", year=2024) + "全乡共调解矛盾纠纷900件。\n",
}


@pytest.mark.parametrize(
    ("question", "values", "heads"),
    [
        ("有两年报告的地方，哪家调解的纠纷变化最大", [150, 200], ("较早一年", "较晚一年")),
        ("有两年报告的地方，哪家调解的纠纷涨得最多", [130, 100], ("2022年", "2023年")),
        ("前后两份报告相比，调解纠纷的数量反而下降的是哪个", [150, 200], ("2021年", "2024年")),
    ],
)
def test_each_towns_own_two_years(
    tmp_path_factory: pytest.TempPathFactory,
    embedder: Embedder,
    question: str,
    values: list[float],
    heads: tuple[str, str],
) -> None:
    """Each town's earlier and later report are compared, whichever years they are of; a town with one has no change."""
    with assistant_over(APART, tmp_path_factory, embedder) as assistant:
        answer = assistant.ask(question)
    assert [figure.value for figure in answer.figures] == values
    assert answer.table is not None
    assert answer.table.columns[1:3] == heads
    assert all("白沙乡" not in row[0].text for row in answer.table.rows)


def test_the_fall_that_is_asked_for_is_told_without_its_sign(assistant: Assistant) -> None:
    """少了多少件 of whoever fell is 2, not -2."""
    answer = assistant.ask("哪个镇2024年调解的纠纷比2023年减少最少，少了多少件")
    assert answer.aggregate is not None
    assert (answer.aggregate.op, answer.aggregate.value) == ("change", 2)
