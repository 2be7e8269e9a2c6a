"""A sentence that counts kind by kind: none of the kinds is given for all of them."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

REPORTS = {
    "松溪镇2024.txt": "青柯县松溪镇2024年法治政府建设情况报告\n一、主要举措\n（一）化解矛盾纠纷。全镇排查化解矛盾纠纷326件，办理上级交办信访案件20件，"
    "镇访案件36件，巡察组交办案件33件。\n（二）普法宣传。举办普法讲座12场，法治文艺演出5场，送法进校园活动8场。\n",
    "竹坪镇2024.txt": "青柯县竹坪镇2024年法治政府建设情况报告\n一、主要举措\n（一）化解矛盾纠纷。全年受理信访案件41件，其中上级交办案件11件、"
    "镇访案件18件、网上投诉案件12件。\n",
}


@pytest.mark.parametrize("question", ["松溪镇2024年受理信访多少件", "松溪镇2024年信访案件有多少"])
def test_a_kind_is_only_offered_where_all_are_asked_for(assistant: Assistant, question: str) -> None:
    """Nothing is asserted; each kind is offered in the report's words."""
    answer = assistant.ask(question)
    assert (answer.status, answer.figures) == ("not_found", ())
    assert [one.value for one in answer.related] == [20, 36, 33]
    assert "只有分项" in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("松溪镇2024年办理镇访案件几件", 36),
        ("松溪镇2024年上级交办的信访案件多少件", 20),
        ("巡察组交给松溪镇的案件几件", 33),
        ("松溪镇2024年排查化解矛盾纠纷多少件", 326),
        ("松溪镇2024年普法讲座几场", 12),
        ("竹坪镇2024年受理信访多少件", 41),
    ],
)
def test_a_kind_that_is_named_and_a_whole_that_is_stated_answer(
    assistant: Assistant, question: str, value: float
) -> None:
    """The list takes nothing from what it or another report says outright."""
    assert [one.value for one in assistant.ask(question).figures][:1] == [value]


def test_towns_that_only_count_kinds_are_told_beside_a_ranking(assistant: Assistant) -> None:
    """They win no comparison, and are not passed over in silence."""
    answer = assistant.ask("哪个镇受理信访最多")
    assert [(one.place, one.value) for one in answer.figures] == [("竹坪镇", 41)]
    assert {one.value for one in answer.related} == {20, 36, 33}
    assert "松溪镇2024年办理上级交办信访案件20件" in answer.answer


def test_the_largest_of_the_kinds_can_be_asked_for(assistant: Assistant) -> None:
    """哪一类最多 compares the kinds themselves."""
    answer = assistant.ask("松溪镇2024年哪一类信访案件最多")
    assert [one.value for one in answer.figures][:1] == [36]
