"""What is asked of the whole town is not told by a share of it."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

SONGXI = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。司法所调解矛盾纠纷64件，成功61件，其余由各村自行处理。当年新考取执法证3人。
（二）开展普法宣传。“12·4”国家宪法日当天发放宣传资料1800份。村法律顾问接待法律咨询135人次。立案11件，其中单件最高罚款0.8万元。
"""
ZHUPING = """青柯县竹坪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇调解矛盾纠纷312件，其中司法所调解71件。全镇持有执法证14人，其中年内新考取2人。
（二）开展普法宣传。全年发放宣传资料7400份。全镇解答法律咨询740人次，其中村法律顾问接待260人次。行政处罚31件，罚款5.2万元。
"""
YUPING = """青柯县榆坪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。老支书调解室增设两个工作点，坐班的老支书由3名增加到7名，本年度调解纠纷66件，制作协议书49份。镇村两级共排查调处矛盾纠纷197起。
（二）严格合法性审查。制度施行以来审查各类事项83件。按照旧办法，2024年1月至3月审查14件。“三官一律”进村76次，其中法官11次、检察官7次、警官39次、律师19次。
（三）健全组织。设社区调委会8个，专职调解员12名。园区每百家企业纠纷约为123件次。
"""
REPORTS = {"松溪镇2024.txt": SONGXI, "竹坪镇2024.txt": ZHUPING, "榆坪镇2024.txt": YUPING}


@pytest.mark.parametrize(
    "question",
    [
        "松溪镇2024年全镇一共调解了多少件矛盾纠纷",
        "松溪镇现在有多少人拿着执法证",
        "松溪镇2024年全年一共发放多少份宣传资料",
        "松溪镇2024年全镇法律咨询总共多少人次",
        "松溪镇2024年罚款总共多少万元",
        "榆坪镇社区调委会2024年调了多少件",
        "榆坪镇2024年园区企业纠纷多少件",
    ],
)
def test_a_share_is_only_offered(assistant: Assistant, question: str) -> None:
    """One office's, one day's, the new ones, the largest one: no number is given for all."""
    assert assistant.ask(question).figures == ()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("松溪镇司法所2024年调解了多少件矛盾纠纷", 64),
        ("松溪镇2024年新考取执法证几人", 3),
        ("竹坪镇2024年全镇一共调解了多少件矛盾纠纷", 312),
        ("竹坪镇2024年全镇法律咨询一共接待多少人次", 740),
        ("竹坪镇现在有多少人拿着执法证", 14),
        ("榆坪镇2024年调解了多少起矛盾纠纷", 197),
        ("榆坪镇老支书调解室2024年调解了多少件", 66),
        ("榆坪镇审查制度搞起来以后审了多少件", 83),
        ("榆坪镇2024年1到3月审查了多少件", 14),
        ("榆坪镇法官检察官警官律师一共进村几次", 76),
        ("榆坪镇律师进村几次", 19),
    ],
)
def test_what_is_asked_for_is_told(assistant: Assistant, question: str, value: float) -> None:
    """The share where it is named, the whole where it is stated, whatever word the share has in common with the ask."""
    assert [figure.value for figure in assistant.ask(question).figures][:1] == [value]


def test_shares_are_not_added_to_wholes(assistant: Assistant) -> None:
    """Who asks for all towns' whole numbers gets those."""
    answer = assistant.ask("2024年各镇全镇调解矛盾纠纷一共多少件")
    assert sorted(figure.value for figure in answer.figures) == [197, 312]
