"""Which numbers begin a heading, where its words end, and how deep it stands; all reports here are invented."""

from __future__ import annotations

import pytest

from index.parse import parse_report

Outline = list[tuple[int, str]]


def outline(text: str) -> Outline:
    """Level and words of each heading of ``text``."""
    return [(section.level, section.heading) for section in parse_report(text, "a.txt").sections[1:]]


LAYOUTS: dict[str, tuple[str, Outline]] = {
    "one line with stops": (
        "情况如下：一、主要举措（一）加强领导。镇党委召开会议4次。（二）普法宣传。开展活动12次。二、存在问题。力量不足。三、下步打算。继续努力。",
        [(1, "一、主要举措"), (2, "（一）加强领导"), (2, "（二）普法宣传"), (1, "二、存在问题"), (1, "三、下步打算")],
    ),
    "headings and bodies glued": (
        "现报告如下：一、主要举措和成效我镇坚持依法行政，调解纠纷30件。二、存在的不足和原因执法力量不足，仅有2人。三、下一步工作安排我镇将加强培训。",
        [(1, "一、主要举措和成效"), (1, "二、存在的不足和原因"), (1, "三、下一步工作安排")],
    ),
    "spaces for line breaks": (
        "现报告如下： 一、主要举措 （一）加强组织领导 镇党委召开会议4次，研究部署。 （二）加强普法 开展活动。"
        " 二、存在问题 执法力量不足，仅有2人。",
        [(1, "一、主要举措"), (2, "（一）加强组织领导"), (2, "（二）加强普法"), (1, "二、存在问题")],
    ),
    "half-width brackets and dots": (
        "一.主要举措\n(一)组织领导\n成立小组。\n(二)普法宣传\n开展活动。\n二.存在问题\n不足。",
        [(1, "一.主要举措"), (2, "(一)组织领导"), (2, "(二)普法宣传"), (1, "二.存在问题")],
    ),
    "one of each for each": (
        "一、举措\n（一）一月一主题\n每月一换。\n（二）一村一法律顾问\n村村都有。\n二、问题\n有。",
        [(1, "一、举措"), (2, "（一）一月一主题"), (2, "（二）一村一法律顾问"), (1, "二、问题")],
    ),
    "mixed brackets": (
        "一、举措\n（一)领导\n有力。\n(二）普法\n有效。",
        [(1, "一、举措"), (2, "（一)领导"), (2, "(二）普法")],
    ),
    "three levels": (
        "一、举措\n（一）领导\n1.会议。召开4次。\n2.学习。组织6次。\n（二）普法\n1.活动。开展9次。\n二、问题\n有。",
        [
            (1, "一、举措"),
            (2, "（一）领导"),
            (3, "1.会议"),
            (3, "2.学习"),
            (2, "（二）普法"),
            (3, "1.活动"),
            (1, "二、问题"),
        ],
    ),
    "parts over sections": (
        "第一部分 工作情况\n一、领导\n有力。\n二、普法\n有效。\n第二部分 工作计划\n一、培训\n加强。",
        [(1, "第一部分工作情况"), (2, "一、领导"), (2, "二、普法"), (1, "第二部分工作计划"), (2, "一、培训")],
    ),
    "digits over bracketed Chinese": (
        "1、主要举措\n（一）领导\n有力。\n（二）普法\n有效。\n2、存在问题\n（一）人员\n不足。\n（二）经费\n不足。",
        [
            (1, "1、主要举措"),
            (2, "（一）领导"),
            (2, "（二）普法"),
            (1, "2、存在问题"),
            (2, "（一）人员"),
            (2, "（二）经费"),
        ],
    ),
    "circled and bracketed digits": (
        "一、举措\n（1）领导。开会4次。\n①镇级。有力。\n②村级。有力。\n（2）普法。活动6次。",
        [(1, "一、举措"), (2, "（1）领导"), (3, "①镇级"), (3, "②村级"), (2, "（2）普法")],
    ),
    "past ten": (
        "".join(
            f"{number}、第{index}项工作\n完成{index}件。\n"
            for index, number in enumerate(
                ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
            )
        ),
        [
            (1, f"{number}、第{index}项工作")
            for index, number in enumerate(
                ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
            )
        ],
    ),
    "a number that lost its stop": (
        "一、举措\n1、领导\n有力。\n2优化服务\n有效。\n3、普法\n有效。",
        [(1, "一、举措"), (2, "1、领导"), (2, "2优化服务"), (2, "3、普法")],
    ),
    "jumps and repeats": (
        "一、举措\n有力。\n三、问题\n不足。\n三、计划\n加强。",
        [(1, "一、举措"), (1, "三、问题"), (1, "三、计划")],
    ),
    "numbering that runs on": (
        "一、举措\n（一）领导\n有力。\n（二）普法\n有效。\n二、问题\n（三）人员\n不足。\n（四）经费\n不足。",
        [(1, "一、举措"), (2, "（一）领导"), (2, "（二）普法"), (1, "二、问题"), (2, "（三）人员"), (2, "（四）经费")],
    ),
    "numbering that runs on inside one line": (
        "如下： 一、举措 （一）领导 1.会议。4次。2.学习。组织6次。 （二）普法 3.活动。9次。 二、存在问题 人员不足。",
        [
            (1, "一、举措"),
            (2, "（一）领导"),
            (3, "1.会议"),
            (3, "2.学习"),
            (2, "（二）普法"),
            (3, "3.活动"),
            (1, "二、存在问题"),
        ],
    ),
    "a heading that a line break cuts": (
        "一、学习宣传贯彻新修订的行政处罚法和有关行政法规\n\n等法律法规的情况\n\n我镇组织学习会议6次，要求各部门按照责任制通过各种形式进行宣传。\n\n二、问题\n\n不足。",
        [(1, "一、学习宣传贯彻新修订的行政处罚法和有关行政法规等法律法规的情况"), (1, "二、问题")],
    ),
    "items are sentences": (
        "一、举措\n一是加强领导，二是加强普法。\n二是召开会议。\n首先，健全制度。\n其次，抓好落实。\n二、问题\n一是人员不足；二是经费不足。",
        [(1, "一、举措"), (1, "二、问题")],
    ),
    "lists inside a sentence": (
        "一、举措\n推动一、二、三产业融合，做到统一、规范。\n服务1、2号楼和3、4组居民，整改第一、二类问题，增长1.5万元，3.15和12.4活动各1场。\n二、问题\n落实第（一）项和（二）类要求不够，按照（一）要求整改。",
        [(1, "一、举措"), (1, "二、问题")],
    ),
    "numbers inside quotations": (
        "一、举措\n落实“一、坚持党的领导”和《条例（二）实施细则》要求，推进“1.加强领导”事项。\n二、问题\n不足。",
        [(1, "一、举措"), (1, "二、问题")],
    ),
    "a paragraph with a number": (
        "一、举措\n1.制定年度普法工作计划，明确各村各部门责任，组织开展进乡村进社区进学校活动，覆盖群众三千余人次，效果良好。\n二、问题\n不足。",
        [(1, "一、举措"), (2, "1.制定年度普法工作计划"), (1, "二、问题")],
    ),
    "headings without numbers": (
        "白沙镇2023年法治政府建设报告\n\n主要举措和成效\n"
        + "我镇坚持依法行政，召开会议6次，研究部署重点任务，压实各部门责任，开展普法宣传活动，群众法治意识不断"
        "增强。\n\n存在的问题\n"
        + "执法力量还不足，持证人员偏少，业务水平有待提高，普法形式比较单一，群众参与的积极性有待进一步提高和引"
        "导。\n\n白沙镇人民政府\n2024年1月5日",
        [(1, "主要举措和成效"), (1, "存在的问题")],
    ),
    "markdown": (
        "# 白沙镇2023年法治政府建设报告\n\n## 一、举措\n\n**（一）领导**\n\n有力。\n\n## 二、问题\n\n不足。",
        [(1, "一、举措"), (2, "（一）领导"), (1, "二、问题")],
    ),
    "attachments are no headings": (
        "一、举措\n有力。\n二、问题\n不足。\n附件：1.权责清单\n2.执法人员名单\n",
        [(1, "一、举措"), (1, "二、问题")],
    ),
    "a colon after the heading": (
        "一、主要举措：我镇召开会议6次。二、存在问题：人员不足。",
        [(1, "一、主要举措"), (1, "二、存在问题")],
    ),
    "bookmarks and bullets before the number": (
        "[bookmark: _GoBack]一、举措\n有力。\n●二、问题\n不足。",
        [(1, "一、举措"), (1, "二、问题")],
    ),
    "next year's plan inside a heading": (
        "一、2023年举措\n有力。\n二、存在问题及2024年工作计划\n加强。",
        [(1, "一、2023年举措"), (1, "二、存在问题及2024年工作计划")],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout_gives_its_outline(name: str) -> None:
    """Each numbering that real copies show gives the headings a reader sees, and nothing else."""
    text, expected = LAYOUTS[name]
    assert outline(text) == expected


def test_title_letterhead_salutation_and_signature_are_no_headings() -> None:
    """Short lines around a report without numbers aren't taken for headings."""
    text = (
        "中共白沙镇委员会\n白沙镇人民政府\n2023年度法治政府建设报告\n县委、县政府：\n2023年，我镇坚持依法行政，召开会议6次，研究部署重点任务，"
        "压实各部门责任，开展普法宣传活动，取得良好成效。\n特此报告。\n白沙镇人民政府\n2024年1月5日\n"
    )
    assert outline(text) == []


def test_body_begins_after_the_headings_own_stop() -> None:
    """The body of a section starts at its first word, not at the heading's full stop or the line break."""
    report = parse_report("一、加强领导。镇党委开会4次。\n二、普法\n\n开展活动。", "a.txt")
    bodies = [report.text[s.body_start : s.end].strip() for s in report.sections[1:]]
    assert bodies == ["镇党委开会4次。", "开展活动。"]


def test_a_heading_is_never_longer_than_a_line_of_words() -> None:
    """A long numbered paragraph gives a short heading; the rest stays in the body."""
    text = "一、" + "落实责任健全机制强化监督" * 20 + "。\n二、" + "推进工作，" * 40 + "。"
    assert all(len(heading) <= 65 for _, heading in outline(text))
