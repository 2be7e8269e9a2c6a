"""Figures that stand beside the right one and look like it: the rules for what the words single out must not take these."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全年化解矛盾纠纷126起、信访积案23件。共有人民调解员45名，其中专职人民调解员8名、网格员52人。
（二）规范行政执法。作出行政处罚31起、移送公安案件2件。组织12名领导干部报名参加行政执法资格考试。\
擅自经营的处理情况：查处未取得许可擅自经营12起。完成村庄规划编制8个。1—12月受理12345工单112件。
（三）整治乱象。拆除违建23处，整改问题点位7处。实施道路硬化19处、完成路灯安装6处。新聘法律明白人9名，其中专职2名。
（四）开展普法宣传。开展普法宣传45场、法律咨询12次。举办法治讲座11场，聘请讲师6名。培训干部3期，培训干部180人次。
（五）接受监督。建立行政复议纠错一件、通报一件机制，收到行政复议4件。行政诉讼案件5件，败诉1件。受理投诉64件，全部办结64件，答复满意32件。
"""
REPORTS = {"松溪镇2024.txt": REPORT}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("松溪镇2024年化解矛盾纠纷多少件", 126),
        ("松溪镇2024年有多少名人民调解员", 45),
        ("松溪镇2024年办了几件行政处罚案", 31),
        ("松溪镇2024年普法宣传多少次", 45),
        ("松溪镇2024年违法的建筑拆了几处", 23),
        ("松溪镇2024年道路硬化完成了几处", 19),
        ("松溪镇2024年村庄规划编了几个", 8),
        ("松溪镇2024年全年受理12345工单多少件", 112),
        ("松溪镇2024年收到行政复议几件", 4),
    ],
)
def test_a_neighbour_does_not_take_its_place(assistant: Assistant, question: str, value: float) -> None:
    """Of a like unit, a part in longer words, finished or faulty things of another kind, the whole year in months."""
    assert [figure.value for figure in assistant.ask(question).figures][:1] == [value]


def test_who_teaches_is_not_who_came(assistant: Assistant) -> None:
    """聘请讲师6名 behind 讲座11场 tells nothing of the audience."""
    values = [figure.value for figure in assistant.ask("松溪镇2024年法治讲座办了几场，来了多少人").figures]
    assert (values[:1], 6 in values) == ([11], False)


def test_a_part_may_be_as_large_as_the_whole(assistant: Assistant) -> None:
    """其中办结的 of 64 is the 64 that were, not what comes after."""
    answer = assistant.ask("其中办结的有几件", ["松溪镇2024年受理投诉多少件"])
    assert [figure.value for figure in answer.figures] == [64]
