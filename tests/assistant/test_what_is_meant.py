"""Which figure is meant where another stands in nearly the same words: old cases, what went wrong, a part of the year, another's."""

from __future__ import annotations

import pytest

from assistant.asked_roles import role_asked
from assistant.chain import Assistant
from index.records import Role

REPORTS = {
    "梅坞镇2024.txt": """松岭县梅坞镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全年调处纠纷214件，较上年增长12%。认真做好信访积案攻坚，县级交办的6件积案化解5件。\
从类别看，邻里81件、土地52件、家庭40件；从时段看，一季度受返乡人员影响最多，有77件。“老木匠”调解工作室由3名退休工匠组成，2024年调解38件。\
在这214件当中，由说事点先行说和、没有再上交到镇上的有96件。
（二）规范行政执法。全镇共有持证执法人员27名，其中综合行政执法队20名、镇机关7名。普通程序立案52件，罚款6.4万元。
（三）合法性审查。全年审查各类合同41份，提出修改意见19条。依申请公开3件，均按期答复。
（四）接受监督。全年没有发生行政诉讼案件，2023年遗留的1件已审结。
二、存在的问题
合法性审查还停留在看看合同阶段，今年就发现4份合同是事后补的审查。
""",
    "梅坞镇2023.txt": """松岭县梅坞镇2023年法治政府建设情况报告
一、主要举措和成效
（一）全年受理群众来信来访52件，按期办结率100%，较去年的67件有所下降。全镇持证执法人员21名。
（二）接待法律咨询310人次。
""",
    "竹亭乡2024.txt": """松岭县竹亭乡2024年法治政府建设情况报告
一、主要举措和成效
（一）全年调解矛盾纠纷98件。接待法律咨询240人次。
（二）普通程序立案19件，罚款2.1万元。乡里持证执法人员9名。行政诉讼案件3件。修改规范性文件1件。
（三）邀请县法院、县检察院和县司法局干部来乡讲课4场。
""",
    "云屯乡2024.txt": """松岭县云屯乡2024年法治政府建设情况报告
一、主要举措和成效
（一）调处纠纷61件。接待法律咨询395人次。制定行政规范性文件2件。行政诉讼案件无。“石桥夜话”调解室新聘调解员2名，其中退休教师1名。县市场监管局全年在全县办结行政处罚案件312件。
""",
}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("梅坞镇2024年化解的纠纷多少", 214),
        ("梅坞镇2024年县里交办的积案化解了几件", 5),
        ("梅坞镇2024年合同看了多少份", 41),
        ("梅坞镇2024年事后补审的合同发现几份", 4),
        ("梅坞镇2024年头三个月的矛盾纠纷有几件", 77),
        ("梅坞镇2024年机关里有执法证的几个人", 7),
        ("梅坞镇2024年老百姓要求公开信息的有几件", 3),
        ("老木匠工作室2024年调了多少件", 38),
        ("梅坞镇2024年说事点自己说和、没往镇上送的几件", 96),
        ("梅坞镇2024年新发生的行政官司几件", 0),
        ("梅坞镇2022年信访多少件", 67),
    ],
)
def test_what_is_asked_for_is_given(assistant: Assistant, question: str, value: float) -> None:
    """Each is told beside another figure that shares more words with the question, or stands in no town's name."""
    assert [figure.value for figure in assistant.ask(question).figures][:1] == [value]


@pytest.mark.parametrize(
    "question", ["梅坞镇2022年调解了多少件矛盾", "云屯乡2024年办了几件行政处罚", "石桥夜话调解室2024年调解了几件"]
)
def test_what_is_another_matters_is_not_given(assistant: Assistant, question: str) -> None:
    """Letters of the year before are no disputes, what an office closed in the whole county is not the town's, the town's not a room's."""
    assert assistant.ask(question).figures == ()


def test_who_has_it_is_counted_without_the_words_that_ask(assistant: Assistant) -> None:
    """有几家 and 乡镇有哪些 count towns: they are no unit and no thing of what is asked of each."""
    counted = assistant.ask("2024年接待法律咨询超过300人次的有几家").aggregate
    assert counted is not None
    assert counted.value == 1
    without = assistant.ask("2024年没有被打过行政官司的乡镇有哪些").figures
    assert [(figure.place, figure.value) for figure in without] == [("云屯乡", 0), ("梅坞镇", 0)]
    issued = assistant.ask("2024年松岭县各乡镇一共出过几件规范性文件").aggregate
    assert issued is not None
    assert issued.value == 2


def test_tables_and_years_are_not_what_is_asked(assistant: Assistant) -> None:
    """做个表 and 每年 say how to show it, not what; 22、23这两年 are years."""
    table = assistant.ask("松岭县几个乡镇2024年各处理了多少纠纷，做个表").figures
    assert sorted(figure.value for figure in table) == [61, 98, 214]
    for question in ("梅坞镇2023年以来每年有执法证的有几个人", "梅坞镇23、24这两年持证执法人员几名，列出来"):
        assert sorted(figure.value for figure in assistant.ask(question).figures) == [21, 27]


def test_two_things_of_two_towns(assistant: Assistant) -> None:
    """谁的案子多、罚款多 asks for both of each."""
    figures = assistant.ask("梅坞和竹亭2024年谁的普通程序案子多、罚款多，列个对照").figures
    assert sorted(figure.value for figure in figures) == [2.1, 6.4, 19, 52]


@pytest.mark.parametrize("history", [["梅坞镇2024年接待法律咨询多少人次"], ["竹亭乡2024年接待法律咨询多少人次"]])
def test_another_town_beside_the_one_before(assistant: Assistant, history: list[str]) -> None:
    """和云屯放一块儿比比 asks the same of that town and of the one asked about."""
    figures = assistant.ask("和云屯放一块儿比比", history).figures
    assert 395 in [figure.value for figure in figures]
    assert "云屯乡" in assistant.ask("和云屯乡同一年的比一比", [*history, "2024年呢"]).standalone


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("群众要求公开信息的几件", Role.OUTCOME),
        ("工人要求补偿的几人", Role.OUTCOME),
        ("要求每年培训几次", Role.REQUIREMENT),
        ("上级要求几次", Role.REQUIREMENT),
        ("考核要求调解成功率多少", Role.REQUIREMENT),
        ("群众满意度要求达到多少", Role.REQUIREMENT),
        ("县里对企业要求公开几项", Role.REQUIREMENT),
    ],
)
def test_what_people_demand_is_no_requirement(words: str, role: Role) -> None:
    """要求 of people, for themselves, is what they asked for."""
    assert role_asked(words) is role


def test_offices_are_no_county(assistant: Assistant) -> None:
    """县检察院和县司法局 names no county."""
    assert {figure.place for figure in assistant.ask("竹亭乡2024年调解多少件").figures} == {"竹亭乡"}
    assert "检察院和县" not in assistant.ask("竹亭乡2024年调解多少件").answer


def test_what_is_set_aside_names_no_year(assistant: Assistant) -> None:
    """（2024年村里的不算） behind two years asks for both."""
    answer = assistant.ask("梅坞镇2023和2024年持证执法人员各几名（2024年村里的不算）")
    assert sorted(figure.value for figure in answer.figures) == [21, 27]
    within = assistant.ask("梅坞镇（2023年，村级除外）持证执法人员几名")
    assert [figure.value for figure in within.figures] == [21]


def test_of_those_two_what_is_asked_is_named(assistant: Assistant) -> None:
    """这两家 after two towns were asked about, with the thing behind it."""
    history = ["梅坞镇2024年调解多少件", "竹亭乡的呢"]
    assert sorted(figure.value for figure in assistant.ask("这两家持证执法人员各几名", history).figures) == [9, 27]
