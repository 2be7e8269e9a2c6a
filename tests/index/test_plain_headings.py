"""Headings without numbers: over figures attached to a report."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.figures import extract_figures
from index.parse import parse_report
from index.plain_headings import find_attached_figures
from index.records import Role

REPORT = """青石县柳溪镇2023年法治政府建设工作总结
一、主要做法
全镇调解矛盾纠纷96件。
二、来年怎么干
招募调解员40名，每村办一次夜校。

{heading}
项目 | 数量
普法宣传活动 | 52场次
行政复议案件 | 6件（纠错1件）
"""


@pytest.mark.parametrize(
    "heading", ["附：主要数据", "附件1：法治政府建设情况统计表", "主要数据", "附表 年度工作数据一览表"]
)
def test_attached_figures_are_no_plans(heading: str) -> None:
    """What stands in a table behind the plans was done; the plans before it stay plans."""
    report = parse_report(REPORT.format(heading=heading), "柳溪镇2023.txt")
    roles = {figure.value: figure.role for figure in extract_figures(report)}
    assert (roles[52], roles[6], roles[40]) == (Role.OUTCOME, Role.OUTCOME, Role.PLAN)


@pytest.mark.parametrize(
    "text",
    [
        "附件：2023年法治政府建设情况统计表\n\n柳溪镇人民政府\n2024年1月5日\n",
        "全镇完善数据台账，做到底数清、情况明。\n办理案件6件。\n",
    ],
)
def test_a_list_of_attachments_is_no_heading(text: str) -> None:
    """Only a line with figures right under it stands over them."""
    found: Sequence[object] = find_attached_figures(text, 0)
    assert not found


def test_targets_under_the_plans_stay_plans() -> None:
    """主要指标 within the plans stands over what is to be reached, and hides no heading below it."""
    text = (
        "青石县柳溪镇2023年法治政府建设工作总结\n一、主要做法\n全镇调解矛盾纠纷96件。\n二、2024年工作计划\n主要指标\n"
        "培训执法人员12场次，新招调解员40名。\n（一）加强普法。开展讲座30场。\n"
    )
    roles = {figure.value: figure.role for figure in extract_figures(parse_report(text, "柳溪镇2023.txt"))}
    assert (roles[12], roles[40], roles[30]) == (Role.PLAN,) * 3


def test_lines_in_brackets_are_headings() -> None:
    """【不足之处】 over a paragraph is a heading, what a page's buttons say (【打印】【关闭】) is none."""
    text = (
        "青石县柳溪镇2023年法治政府建设工作总结\n【打印】【关闭】\n【主要做法】\n"
        "全镇调解矛盾纠纷96件，组织普法讲座12场，审查合同31份，聘请法律顾问2名，接待群众来访咨询210人次。\n【不足之处】\n"
        "执法人员只有3名，夜间值守多、轮休少，队伍稳不住；法律顾问只有一家，涉及回避时没有备选，合同审查因此拖延。\n"
    )
    sections = parse_report(text, "柳溪镇2023.txt").sections
    assert [section.path[-1] for section in sections if section.path] == ["主要做法", "不足之处"]
