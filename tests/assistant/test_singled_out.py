"""Figures that tell a later stage, another way or another unit of the same things."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）规范行政执法。查获“三无”船舶19艘，就地拆解16艘。古民居火灾隐患排查388栋，发现用电隐患502条，整改完毕489条。\
联合执法查处短斤少两52起。这里面我镇单独查处的是29起。全年立案查处违法占地案件9件，罚款4.6万元。
（二）征迁安置。搬迁213户，签约206户，仍有7户未签。退塘任务4500亩，完成4130亩。应补偿147户，已兑付129户。设立先行赔付金24万元，年内动用3.6万元。
（三）开展普法宣传。全镇提供法律咨询860人次，其中线上咨询190人次。登记竹编作品版权312件，其中年内新登记74件。建成“藤下调解站”5个，调解用工纠纷103件。\
组织导游、讲解员法治培训2期。全年护林巡查620次。建成国家级民主法治示范村1个、省级2个。节假日日均游客超2万人。
（四）做好法律服务。公共法律服务站接待2231人，法律援助指引96件，受理指派71件。
"""
REPORTS = {"松溪镇2024.txt": REPORT}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("松溪镇2024年拆了多少艘三无船", 16),
        ("松溪镇2024年查获了多少艘三无船", 19),
        ("松溪镇2024年古民居的火灾隐患查出来多少条", 502),
        ("松溪镇自己单独查的短斤少两有多少起", 29),
        ("松溪镇2024年行政处罚几件", 9),
        ("松溪镇2024年搬迁签了多少户", 206),
        ("松溪镇2024年退塘任务多少亩", 4500),
        ("松溪镇2024年退塘真正退了多少亩", 4130),
        ("松溪镇先行赔付金用掉了多少", 3.6),
        ("松溪镇2024年网上法律咨询多少人次", 190),
        ("松溪镇2024年法律咨询多少人次", 860),
        ("松溪镇2024年当年登记的竹编版权几件", 74),
        ("松溪镇有几个省级的民主法治示范村", 2),
        ("松溪镇法律援助指派多少件", 71),
        ("松溪镇法律援助指引多少件", 96),
    ],
)
def test_the_stage_the_way_and_the_unit_asked_for_are_told(assistant: Assistant, question: str, value: float) -> None:
    """What was due is not what was done, all of it not what was done online, what was looked at not what was found."""
    assert [figure.value for figure in assistant.ask(question).figures][:1] == [value]


@pytest.mark.parametrize(
    "question",
    ["松溪镇2024年护林巡查出动多少人次", "松溪镇2024年给民宿老板办了几期法治培训", "松溪镇2024年来了多少外国游客"],
)
def test_others_times_and_anyone_do_not_answer(assistant: Assistant, question: str) -> None:
    """How often is not how many people, guides are no innkeepers, all visitors no foreigners."""
    assert assistant.ask(question).figures == ()
