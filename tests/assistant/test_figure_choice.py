"""Which figures of one report are given, and which are not though a word of them was asked for."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

REPORT = """青柯县松溪镇2023年法治政府建设情况报告
一、主要举措和成效
（一）规范决策。完成合法性审查29件，出具书面意见29份，其中不予通过2件。
（二）规范执法。现有行政执法人员17名，全部持证上岗，年内组织业务培训5期。办理行政处罚案件15件。
排查问题合同41份，整改37份，4份因涉诉尚未整改到位。社会心理服务站接待心理咨询46人次。
（三）化解纠纷。围绕加装电梯，召开居民协商会31场，促成27部电梯达成协议，已装好20部。发放宣传资料1.2万份。
（四）接受监督。行政应诉案件3件，发生行政复议案件1件，均未被纠错。败诉的一件系拆除养殖棚引发，镇里已依法赔偿当事人1.6万元，并整改到位。
"""
AFTER = """青柯县竹坪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解纠纷。发放宣传资料6000份（上年4800份）。办理行政处罚案件9件。
"""
REPORTS = {"松溪镇2023.txt": REPORT, "竹坪镇2024.txt": AFTER}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("松溪镇加电梯谈成几部、装好几部", [27, 20]),
        ("松溪镇行政应诉案件有没有？有的话几件", [3]),
        ("松溪镇2023审查没给过的有几件", [2]),
        ("松溪镇官司输了以后赔了人家多少钱", [1.6]),
        ("松溪镇持证的执法人员多少名", [17]),
        ("松溪镇问题合同改好几份", [37]),
        ("松溪镇没整改到位的问题合同几份", [4]),
        ("松溪镇行政复议被纠错的几件", [0]),
        ("松溪镇接待法律咨询多少人次", []),
        ("竹坪镇2024年打行政官司几起", []),
    ],
)
def test_what_is_given(assistant: Assistant, question: str, values: list[float]) -> None:
    """Two asks get two numbers, one asked twice gets one; what was turned down, paid after a suit, or is true of all is found.

    Penalties are no suits, however much a second reading likes them, and who sought comfort no legal advice.
    """
    assert [figure.value for figure in assistant.ask(question).figures] == values


def test_the_reports_of_a_year_are_those(assistant: Assistant) -> None:
    """23年的几份报告 doesn't add what the report on 2024 tells of the year before; 2023年 does."""
    of_reports = assistant.ask("23年的几份报告，宣传资料一共发了多少份")
    of_the_year = assistant.ask("2023年各镇宣传资料一共发了多少份")
    assert [figure.place for figure in of_reports.figures] == ["松溪镇"]
    assert [figure.place for figure in of_the_year.figures] == ["松溪镇", "竹坪镇"]
