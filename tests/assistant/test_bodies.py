"""A question asked of an office is answered by what is told of it, not by the town's figure."""

from __future__ import annotations

import pytest

from assistant.bodies import bodies_asked
from assistant.chain import Assistant

LIUXI = """青柯县柳溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇调解矛盾纠纷298件，成功289件。镇司法所调解矛盾纠纷71件，接待法律咨询135人次。
（二）规范行政执法。全年立案52件，罚款11.86万元。
（三）加强监管。市场监管所在我镇检查食品经营单位188家次。
"""
REPORTS = {"柳溪镇2024.txt": LIUXI}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("柳溪镇司法所2024年调解了多少件", [71]),
        ("柳溪镇2024年调解了多少件矛盾纠纷", [298]),
        ("柳溪镇2024年罚款多少", [11.86]),
        ("柳溪镇市场监管所立的案罚款多少", []),
        ("县综合执法局在柳溪镇立的案罚了多少钱", []),
        ("柳溪镇市场监管所检查了多少家次", [188]),
    ],
)
def test_what_is_asked_of_an_office_is_told_of_it(assistant: Assistant, question: str, values: list[float]) -> None:
    """Its own figure where there is one; none of the town's, nor for a county's office that the report doesn't name."""
    assert [figure.value for figure in assistant.ask(question).figures][:1] == values


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("司法所直接受理的纠纷里有几件调成了", ("司法所",)),
        ("县综合执法局在镇里立的案罚了多少", ("县综合执法局",)),
        ("物业纠纷调解工作室调成多少件", ("物业纠纷调解工作室",)),
        ("综合执法队立案多少件", ()),
        ("调解了多少件矛盾纠纷", ()),
    ],
)
def test_the_bodies_that_a_question_names(text: str, names: tuple[str, ...]) -> None:
    """Offices, rooms and centres; an enforcement team does all that its town does."""
    assert bodies_asked(text) == names
