"""What a figure's own words contradict, at which level a thing was done, and what an ask right behind another means."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from assistant.levels import level_asked

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。镇村两级调解矛盾纠纷112件，其中村级调解89件、镇级调解23件。划分网格46个，配备网格员52名，其中专职8名、兼职44名。
（二）规范行政执法。综合行政执法大队核定编制30名，实有26人。组织9人报名参加行政执法资格考试，5人通过。\
综合执法办办结案件168件，应急管理站6件，劳动保障所3件。县里下放53项权力，我镇承接41项，实际开展12项，其余29项未实际行使。
（三）落实法律顾问制度。镇法律顾问审查镇级合同45份，村居法律顾问审查村级合同73份，合同备案4份。\
审查“三资”合同256份，清理出问题合同61份。在行政决策、规范性文件制定等方面提出法律意见25条。梳理出行政许可等10类权责事项39项。
（四）开展普法宣传。开办夜校18期，培训村民1100余人次。就菜场搬迁发放问卷420份、收回397份。12345“好差评”非常满意802条，满意163条。
（五）接受监督。以我镇为被告的行政诉讼案件4件，其中败诉1件。11个村修订村规民约，已完成8个。
被申请行政复议三件，维持两件，撤销一件。
收到法律援助申请27件，批准援助25件。普法经费申请20万元，支出16万元。首违不罚案件去年10件、今年15件。
（六）其他。全年化解信访事项57件，其中上半年31件、下半年26件。1—6月罚没款1.9万元，全年罚没款4.1万元。受理投诉举报64件、热线工单387件，办结率分别为98.4%、99.2%。\
年内新培养“法律明白人”14名，全镇“法律明白人”共63名（含企业13名）。柳堤社区开展议事活动11场。\
同期开发区管委会执法局在辖区作出处罚41件。土地纠纷由上年的86件降为62件，劳务纠纷94件。
"""
OTHER = """青柯县石岭乡2024年法治政府建设情况报告
一、主要举措和成效
（一）规范行政执法。组织6人报名参加全省行政执法资格考试。
（二）接受监督。以我乡为被告的行政诉讼案件2件。“法律明白人”104名。全年起草行政规范性文件6件，印发5件。
（三）其他。行政处罚罚款3.2万元，已全部缴纳入库。各村调处纠纷147件，乡调委会直接调处纠纷54件。化解去年7件信访积案。
"""
REPORTS = {"松溪镇2024.txt": REPORT, "石岭乡2024.txt": OTHER}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("松溪镇2024年行政诉讼输了几件", [1]),
        ("松溪镇2024年行政诉讼几件", [4]),
        ("松溪镇2024年行政执法资格考试通过了几人", [5]),
        ("松溪镇2024年综合行政执法大队有多少人", [26]),
        ("松溪镇2024年综合行政执法大队编制多少人", [30]),
        ("松溪镇2024年村级调解了几件纠纷", [89]),
        ("松溪镇2024年村里自己调了几件纠纷", [89]),
        ("松溪镇2024年镇村两级一共调了多少纠纷", [112]),
        ("松溪镇2024年村居法律顾问看了多少份村里的合同", [73]),
        ("松溪镇2024年菜场搬迁的问卷收回来几份", [397]),
        ("松溪镇2024年专职网格员几名", [8]),
        ("松溪镇2024年网格员几名", [52]),
        ("松溪镇2024年下放的权力真正用起来的有几项", [12]),
        ("松溪镇2024年劳动保障所办结案件几件", [3]),
        ("松溪镇2024年好差评非常满意的几条", [802]),
        ("松溪镇2024年理出几类权责事项", [10]),
        ("松溪镇2024年有问题的三资合同多少份", [61]),
        ("松溪镇2024年有几个村改完了村规民约", [8]),
        ("松溪镇2024年夜校办了几期，来了多少人", [18, 1100]),
        ("松溪镇2024年全年罚没款多少", [4.1]),
        ("松溪镇2024年热线工单的办结率", [99.2]),
        ("松溪镇2024年投诉举报受理几件，办结率多少", [64, 98.4]),
        ("松溪镇2024年法律明白人新培养几名，加起来一共几名", [14, 63]),
        ("松溪镇2024年法律明白人连企业的一起算多少名", [63]),
        ("松溪镇2024年柳堤社区议事活动几场", [11]),
        ("松溪镇2024年劳务纠纷多少件", [94]),
        ("松溪镇2024年行政复议被撤销的几件", [1]),
        ("松溪镇2024年下半年化解信访事项几件", [26]),
        ("石岭乡2024年规范性文件印发了几件", [5]),
        ("松溪镇2024年批下来的法律援助几件", [25]),
        ("松溪镇2024年普法经费真正花了多少", [16]),
        ("松溪镇2024年首违不罚案件几件", [15]),
    ],
)
def test_the_figure_that_nothing_contradicts(assistant: Assistant, question: str, values: list[float]) -> None:
    """Lost and all, passed and registered, in post and on paper, in the villages and in all, returned and sent."""
    assert [figure.value for figure in assistant.ask(question).figures] == values


@pytest.mark.parametrize(
    "question",
    [
        "石岭乡2024年行政诉讼输了几件",
        "石岭乡2024年有几个人拿到了执法证",
        "石岭乡2024年新培养了多少名法律明白人",
        "松溪镇2024年规范性文件有几件",
        "松溪镇2024年北闸社区议事活动几场",
    ],
)
def test_what_only_comes_near_is_not_given(assistant: Assistant, question: str) -> None:
    """All suits for those lost, who registered for who passed, what there is for what is new, where a thing was done for the thing."""
    answer = assistant.ask(question)
    assert (answer.status, answer.figures) == ("not_found", ())


def test_the_part_that_was_told_is_not_left_out(assistant: Assistant) -> None:
    """其中 of an answer that already was the part named gives that part again, not its neighbour."""
    answer = assistant.ask("其中非常满意的呢", ["松溪镇2024年好差评非常满意多少条"])
    assert [figure.value for figure in answer.figures] == [802]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("村里头自己调了几件纠纷", "village"),
        ("社区这一级调了几件", "village"),
        ("这一级自己调的纠纷几起", "town"),
        ("综治中心化解了几件", "centre"),
        ("整个街道总共化解了多少件", "all"),
        ("调解了多少件", None),
        ("村级法律顾问几名", None),
        ("全镇持证多少人", None),
    ],
)
def test_the_level_that_is_asked_for(text: str, level: str | None) -> None:
    """Only where disputes are dealt with, which each level counts for itself."""
    assert level_asked(text) == level


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("石岭乡2024年罚款收缴了多少", [3.2]),
        ("石岭乡2024年调委会自己调了几件纠纷（村里调的不算）", [54]),
        ("石岭乡2024年化解信访积案几件", [7]),
    ],
)
def test_what_became_of_it_counts(assistant: Assistant, question: str, values: list[float]) -> None:
    """已全部缴纳入库 in the next clause; what is set aside in brackets; 化解去年7件积案 is this year's work."""
    assert [figure.value for figure in assistant.ask(question).figures] == values
