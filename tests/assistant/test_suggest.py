"""What may be asked next: only what the library can answer, never what was just asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    "question",
    [
        "青柯县松溪镇2024年调解矛盾纠纷多少件",
        "石岭乡2024年普法讲座几场",
        "各乡镇2024年普法讲座分别几场",
        "哪个乡镇普法讲座最多",
        "一共举办多少场普法讲座",
        "石岭乡在普法宣传方面有哪些做法",
        "青柯县松溪镇存在哪些不足",
        "普法宣传的例子",
        "石岭乡2021年普法讲座几场",
        "有哪些报告",
        "how many legal lectures did Shiling hold in 2024",
        "What shortcomings does Shiling name?",
    ],
)
def test_what_is_suggested_is_answered(question: str, ask: Ask) -> None:
    """Every suggestion, asked on its own, gets an answer; none repeats the question."""
    suggested = ask(question).suggestions
    assert 1 <= len(suggested) <= 3
    assert question not in {one.rstrip("？?") for one in suggested}
    for one in suggested:
        assert ask(one).status == "answered", one


def test_another_year_and_the_other_towns_are_offered(ask: Ask) -> None:
    """After a figure of one year: the same of the place's other year, and of all towns."""
    suggested = ask("青柯县松溪镇2024年普法讲座几场").suggestions
    assert suggested[0].startswith("青柯县松溪镇2023年")
    assert "哪个乡镇" in suggested[1]


def test_a_year_that_is_there_is_offered_for_one_that_is_not(ask: Ask) -> None:
    """Not found for 2021: the same question of the year that the library has."""
    offered = ask("石岭乡2021年普法讲座几场").suggestions[0]
    assert offered.startswith("石岭乡2024年")
    assert "普法讲座" in offered


def test_nothing_is_suggested_where_nothing_fits(ask: Ask) -> None:
    """A question about something else altogether leads nowhere."""
    assert ask("今天天气怎么样").suggestions == ()
