"""A question that names no place, about something that one report speaks of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chain import Assistant
from index.embed import Embedder
from tests.assistant.libraries import assistant_over

BODY = "{town}{year}年法治政府建设情况报告\n一、主要举措和成效\n（一）化解矛盾纠纷。全镇调解矛盾纠纷{count}件。{more}\n"
TOWNS = (("松溪镇", 2022, 90), ("松溪镇", 2023, 95), ("石岭乡", 2023, 41), ("梅渡镇", 2023, 62), ("竹坪镇", 2023, 58))
MORE = {("松溪镇", 2022): "调解员顾兰芬个人调处46件。", ("石岭乡", 2023): "柿子树下说事亭说事19次。"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over four towns, one of them with two years."""
    reports = {
        f"{town}{year}.txt": BODY.format(town=town, year=year, count=count, more=MORE.get((town, year), ""))
        for town, year, count in TOWNS
    }
    with assistant_over(reports, tmp_path_factory, embedder) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("顾兰芬一个人调了多少件纠纷", ("松溪镇", 2022, 46)),
        ("柿子树下说事亭说事多少次", ("石岭乡", 2023, 19)),
    ],
)
def test_the_report_that_speaks_of_it(assistant: Assistant, question: str, found: tuple[str, int, float]) -> None:
    """Its report is asked, also where that is an older one and no newest report has the word."""
    assert [(figure.place, figure.year, figure.value) for figure in assistant.ask(question).figures] == [found]


def test_a_year_that_is_named_stays(assistant: Assistant) -> None:
    """Who asks of 2023 isn't answered from 2022."""
    assert all(figure.year == 2023 for figure in assistant.ask("顾兰芬2023年一个人调了多少件纠纷").figures)
