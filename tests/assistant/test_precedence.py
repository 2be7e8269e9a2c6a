"""Which of a sentence's figures answers, and which can't, by the words themselves."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇调解矛盾纠纷64起，成功62起。高价彩礼引发的纠纷由去年的8件下降到3件。平均每起纠纷从受理到签约用时6天，\
最长的一起用了47天。受理信访事项126件次，办结121件次，其中初信初访88件。
（二）规范行政执法。执法中队持证24人。开展执法培训2期，参训47人次。县级下放的67项权力实际运行的只有21项。\
办理行政处罚案件31件，罚款12.7万元，其中涉渔案件18件、罚款8.9万元，市容案件13件、罚款3.8万元。
承办热线工单536件，噪音、占道两类工单占多数。收到依申请公开14件，其中予以公开9件、不予公开3件。执法经费预算20万元，到位13.5万元。\
为1137名工人追回工资186万元；最大一起涉及128人。
（三）开展普法宣传。“法律明白人”净增14名，现有97名，其中获评市级优秀法律明白人3名。每名网格员年均补贴6000元。\
删去“外出务工人员不得分红”等不合法条款14条。2023年发生民转刑案件1起，今年未发生。按照年初确定的普法20场的计划，实际举办18场。2025年计划举办普法26场。“老茶客”工作室当年接待群众204人次，成立以来累计接待367人次。
（四）其他。“竹哨”调解队出面52件，说和50件。司法所受理家事纠纷98件，办结96件。其中涉企纠纷17件。70名宣讲员中真正上过讲台的仅44名。\
受理土地纠纷187件，成功181件，其中地界纠纷63件；共调处地界纠纷63件，成功61件。讲座12场，听众1900余人，其中面向学生的讲座5场800余人。
"""
REPORTS = {"松溪镇2024.txt": REPORT}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("松溪镇2024年调解了多少起纠纷", [64]),
        ("松溪镇2024年调成了多少起纠纷", [62]),
        ("松溪镇2024年彩礼闹的纠纷从几件降到几件", [8, 3]),
        ("松溪镇2024年下放的权力真正用起来的有几项", [21]),
        ("松溪镇2024年县级下放了多少项权力", [67]),
        ("松溪镇2024年持证的执法人员有几人", [24]),
        ("松溪镇2024年罚款多少钱", [12.7]),
        ("松溪镇2024年涉渔案件罚款多少钱", [8.9]),
        ("松溪镇2024年普法原定几场", [20]),
        ("松溪镇2024年普法实际几场", [18]),
        ("松溪镇2024年处理一起纠纷平均几天", [6]),
        ("松溪镇2024年热线单子有多少", [536]),
        ("松溪镇2024年依申请公开里头没给公开的几件", [3]),
        ("松溪镇2024年执法经费实际到账多少", [13.5]),
        ("松溪镇2024年帮工人讨回多少工资，涉及几个人", [186, 1137]),
        ("松溪镇2024年法律明白人队伍有多少人", [97]),
        ("松溪镇2024年法律明白人新增几名", [14]),
        ("松溪镇2024年一个网格员一年大概拿多少补贴", [6000]),
        ("松溪镇2024年删了多少条不合法的条款", [14]),
        ("松溪镇2024年民转刑案件几起", [0]),
        ("松溪镇老茶客工作室从成立到现在总共接待了多少人次", [367]),
        ("松溪镇老茶客工作室2024年接待了多少人次", [204]),
        ("松溪镇竹哨调解队出面多少件，说成了多少件", [52, 50]),
        ("松溪镇2024年办的31件案子罚了多少钱", [12.7]),
        ("松溪镇2024年司法所接的家事纠纷，跟企业有关的几件", [17]),
        ("松溪镇2024年宣讲员里真正上过讲台的几名", [44]),
        ("松溪镇2024年地界纠纷调成几件", [61]),
        ("松溪镇2024年专门给学生讲的讲座有几场，多少人听", [5, 800]),
    ],
)
def test_the_figure_that_is_named(assistant: Assistant, question: str, values: list[float]) -> None:
    """All and those that succeeded, both ends of a fall, what is on paper and what really is, the whole and its parts."""
    assert [figure.value for figure in assistant.ask(question).figures] == values


def test_what_is_there_is_not_what_is_new(assistant: Assistant) -> None:
    """持证24人 and 参训47人次 don't tell how many got a certificate this year."""
    answer = assistant.ask("松溪镇2024年新拿到执法证的有几人")
    assert (answer.status, answer.figures) == ("not_found", ())


def test_a_part_is_not_its_whole_again(assistant: Assistant) -> None:
    """其中 of the question before is answered by a part of it."""
    answer = assistant.ask("其中头一回来访的有多少", ["松溪镇2024年受理信访多少件次"])
    assert [figure.value for figure in answer.figures] == [88]


@pytest.mark.parametrize(
    "question",
    ["松溪镇2024年最大的一笔罚款是多少元", "松溪镇2024年热线工单里因为路灯的有几件"],
)
def test_the_whole_does_not_tell_the_part(assistant: Assistant, question: str) -> None:
    """A single largest fine is not the sum of all, nor a part that isn't stated the whole."""
    answer = assistant.ask(question)
    assert (answer.status, answer.figures) == ("not_found", ())
