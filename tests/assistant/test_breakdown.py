"""The largest part of one town's figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.breakdown import asks_largest_part, parts_of
from index.figures import extract_figures
from index.parse import parse_report
from tests.assistant.test_question import asked

Ask = Callable[..., Answer]


def parts(body: str, whole: float) -> list[tuple[str, float]]:
    """What the parts of the figure of this value count, and how much."""
    text = f"青柯县松溪镇2023年法治政府建设情况报告\n一、主要举措\n{body}\n"
    figures = extract_figures(parse_report(text, "松溪镇2023.txt"))
    figure = next(one for one in figures if one.value == whole)
    return [(part.indicator, part.value) for part in parts_of(figure, figures)]


@pytest.mark.parametrize(
    "body",
    [
        "全镇调解矛盾纠纷86件，其中婚姻31件、土地22件、邻里33件。",
        "全镇调解矛盾纠纷86件（婚姻31件，土地22件，邻里33件）。",
        "全镇调解矛盾纠纷86件。从类型看，婚姻31件，土地22件，邻里33件。",
        "全镇调解矛盾纠纷86件。婚姻31件，土地22件（林地2件），邻里33件。",
        "全镇调解矛盾纠纷86件；婚姻31件；土地22件；邻里33件。",
    ],
)
def test_parts_are_marked_or_add_up(body: str) -> None:
    """Behind 其中, in brackets, or figures near by whose sum is the whole; parts of parts are left out."""
    assert parts(body, 86) == [("婚姻", 31), ("土地", 22), ("邻里", 33)]


@pytest.mark.parametrize(
    "body",
    ["全镇调解矛盾纠纷86件。办理信访31件，审查合同22件。", "全镇调解矛盾纠纷86件，办结80件，未结6件。"],
)
def test_what_does_not_add_up_or_is_only_two_is_no_breakdown(body: str) -> None:
    """Figures that merely follow are none of its parts."""
    assert parts(body, 86) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松溪镇2024年哪类纠纷最多", True),
        ("松溪镇2024年调解的纠纷里哪一种占大头", True),
        ("松溪镇2024年哪个村的纠纷最少", True),
        ("which type of disputes was most common in Liuxi in 2024", True),
        ("哪个镇的纠纷最多", False),
        ("松溪镇2024年普法讲座最多的一次来了多少人", False),
    ],
)
def test_what_asks_for_the_largest_part(question: str, expected: bool) -> None:
    """A kind, a village or a part of one place, not which place."""
    assert asks_largest_part(asked(question)) is expected


def test_the_largest_part_is_named_with_the_others(ask: Ask) -> None:
    """The part first, in the report's words, then the rest; each with its source."""
    answer = ask("松溪镇2024年哪类纠纷最多，青柯县的")
    assert answer.status == "answered"
    assert [(figure.indicator, figure.value) for figure in answer.figures] == [("婚姻家庭纠纷", 31), ("土地纠纷", 22)]
    assert answer.aggregate is not None
    assert (answer.aggregate.op, answer.aggregate.value) == ("max", 31)
    assert answer.table is not None
    assert (answer.table.columns[0], [row[0].text for row in answer.table.rows]) == (
        "分项",
        ["婚姻家庭纠纷", "土地纠纷"],
    )


def test_without_parts_the_report_is_quoted(ask: Ask) -> None:
    """No number that the report doesn't break down is given for the largest part."""
    answer = ask("梅渡街道2024年哪种纠纷最多")
    assert not answer.figures
