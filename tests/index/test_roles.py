"""Roles: only what this town did in the year reported on is an outcome."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.figures import extract_figures
from index.parse import parse_report
from index.records import Figure, Role
from index.roles import begins_plans, plans_ahead, ranks

ReadFigures = Callable[[str], tuple[Figure, ...]]


def only(figures: tuple[Figure, ...]) -> Figure:
    """The one figure."""
    assert len(figures) == 1, [figure.indicator for figure in figures]
    return figures[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年调解矛盾纠纷326件。",
        "2023年以来，开展普法宣传12次。",
        "今年以来，受理信访事项30件。",
        "制定年度普法计划，开展宣传12次。",
        "按照上级部署，开展专项整治3次。",
        "已完成整改11处。",
        "聘请法律顾问2名。",
        "成功化解纠纷98件，化解率98%以上。",
        "对镇政府拟签订的合同58份全部送审。",
        "执法培训没能按计划办满，实际举办5次。",
    ],
)
def test_what_was_done_is_an_outcome(sentence: str, figures_in: ReadFigures) -> None:
    """Counts of the year reported on, approximate ones and those beside the word 计划 included."""
    assert {figure.role for figure in figures_in(sentence)} == {Role.OUTCOME}


@pytest.mark.parametrize(
    "sentence",
    [
        "每年开展普法讲座不少于4次。",
        "每季度召开会议一次以上，全年至少4次。",
        "法律顾问每月坐班不少于2天。",
        "村级组织普法活动应不少于6场。",
        "执法人员培训不得少于60学时。",
    ],
)
def test_what_has_to_be_done_is_a_requirement(sentence: str, figures_in: ReadFigures) -> None:
    """不少于, 至少, 不得少于 and 每年 word a requirement."""
    assert {figure.role for figure in figures_in(sentence)} == {Role.REQUIREMENT}


@pytest.mark.parametrize(
    "sentence",
    [
        "下一步，将举办普法讲座8场。",
        "明年计划培训法律明白人60名。",
        "2024年拟新建法治广场2个。",
        "力争化解率达到99%。",
        "预计发放宣传资料5000份。",
        "受疫情影响，下半年原定的4场讲座推迟。",
    ],
)
def test_what_is_still_to_come_is_a_plan(sentence: str, figures_in: ReadFigures) -> None:
    """将, 计划, 拟, 力争, 预计 and the next year."""
    assert only(figures_in(sentence)).role is Role.PLAN


def test_a_section_of_plans_holds_plans(figures_in: ReadFigures) -> None:
    """Under 下一年工作安排 a bare count is a plan, and 不少于 is at least not an outcome."""
    figures = figures_in("调解纠纷20件。\n二、2024年工作安排\n举办普法讲座8场，开展培训不少于4次。")
    assert [figure.role for figure in figures[:2]] == [Role.OUTCOME, Role.PLAN]
    assert figures[2].role in (Role.PLAN, Role.REQUIREMENT)


def test_a_sentence_of_plans_opens_a_paragraph_of_them(figures_in: ReadFigures) -> None:
    """What follows 下一步工作打算： in its paragraph is a plan too; the next paragraph isn't."""
    figures = figures_in("下一步打算：一是加强学习。二是举办讲座8场。\n全年调解纠纷20件。")
    assert [figure.role for figure in figures] == [Role.PLAN, Role.OUTCOME]


@pytest.mark.parametrize(
    "sentence",
    [
        "受理量同比增长23%。",
        "信访件数较上年下降15.5%。",
        "办件量比去年增加12件。",
        "满意率提高2个百分点。",
        "纠纷数量下降了三成。",
        ("集中宣传由上年的14次减为8次。", 8),
    ],
)
def test_growth_is_no_count(sentence: str, figures_in: ReadFigures) -> None:
    """同比增长, 较上年下降, 提高: how much it moved, not how much there was."""
    assert {figure.role for figure in figures_in(sentence)} <= {Role.GROWTH}


@pytest.mark.parametrize(
    ("sentence", "value"), [("信访量由36件下降到20件。", 20), ("培训人数增加到60人。", 60), ("满意率上升至96%。", 96)]
)
def test_what_it_grew_to_is_an_outcome(sentence: str, value: float, figures_in: ReadFigures) -> None:
    """下降到20件 states this year's count."""
    outcomes = [figure.value for figure in figures_in(sentence) if figure.role is Role.OUTCOME]
    assert outcomes == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("考核成绩位列全县第5。", 5), ("群众满意度排名全市第二名。", 2), ("综合测评居全区第3位。", 3)],
)
def test_a_rank_is_a_rank(sentence: str, value: float, figures_in: ReadFigures) -> None:
    """全县第5 counts nothing."""
    figure = only(figures_in(sentence))
    assert (figure.role, figure.value) == (Role.RANK, value)


@pytest.mark.parametrize("sentence", ["第3次会议研究工作。", "第二轮巡察。", "第一季度召开会议。", "第一责任人职责。"])
def test_an_ordinal_is_no_rank(sentence: str) -> None:
    """第3次 and 第一季度 are only an order."""
    assert ranks(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2022年调解纠纷51件。", 2022),
        ("上一年调解纠纷51件。", 2022),
        ("去年调解纠纷51件。", 2022),
        ("上年度调解纠纷51件。", 2022),
        ("前年调解纠纷51件。", 2021),
    ],
)
def test_a_figure_of_another_year_belongs_to_it(sentence: str, year: int, figures_in: ReadFigures) -> None:
    """上一年51件 in a report on 2023 is 2022's."""
    figure = only(figures_in(sentence))
    assert (figure.role, figure.year) == (Role.OTHER_YEAR, year)


def test_last_year_and_this_year_in_one_sentence(figures_in: ReadFigures) -> None:
    """Each figure keeps its own year."""
    figures = figures_in("信访事项36件，上一年为51件。")
    assert [(figure.value, figure.role, figure.year) for figure in figures] == [
        (36, Role.OUTCOME, 2023),
        (51, Role.OTHER_YEAR, 2022),
    ]


@pytest.mark.parametrize(
    "sentence", ["全县共受理行政复议案件210件。", "县法院共审结案件300件。", "全区平均满意率93%。"]
)
def test_what_others_did_is_theirs(sentence: str, figures_in: ReadFigures) -> None:
    """The county's figures are not the town's."""
    assert {figure.role for figure in figures_in(sentence)} == {Role.OTHER_PARTY}


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("截至11月底，调解纠纷45件。", "截至11月底"),
        ("1-11月，调解纠纷45件。", "1-11月"),
        ("上半年调解纠纷45件。", "上半年"),
        ("调解纠纷45件。", ""),
    ],
)
def test_a_part_of_a_year_is_said(sentence: str, period: str, figures_in: ReadFigures) -> None:
    """截至11月底 does not count the whole year."""
    assert only(figures_in(sentence)).period == period


@pytest.mark.parametrize(
    ("heading", "ahead"),
    [
        ("三、下一年工作安排", True),
        ("四、2024年工作打算", True),
        ("三、今后努力方向", True),
        ("一、2023年工作情况", False),
        ("一、主要举措和成效", False),
        ("二、存在的问题和不足", False),
        ("二、上一年工作安排落实情况", False),
    ],
)
def test_which_headings_look_ahead(heading: str, ahead: bool) -> None:
    """A heading that names the next year or plans does; one that tells of results doesn't."""
    assert plans_ahead((heading,), 2023) is ahead


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("下一步工作打算：", True),
        ("2024年，我镇将加强学习。", True),
        ("2023年，我镇加强学习。", False),
        ("明年的重点工作：", True),
        ("我镇加强学习。", False),
    ],
)
def test_which_sentences_look_ahead(sentence: str, opens: bool) -> None:
    """A sentence that begins with what comes next."""
    assert begins_plans(sentence, 2023) is opens


def test_what_came_of_a_plan_is_an_outcome(figures_in: ReadFigures) -> None:
    """原计划的8次 was planned, 只完成了5次 was done."""
    planned, done = figures_in("原计划的8次执法培训只完成了5次。")
    assert (planned.role, done.role) == (Role.PLAN, Role.OUTCOME)


def test_last_years_number_beside_this_years_is_an_aside(figures_in: ReadFigures) -> None:
    """信访件21件，上年为34件，其中重复信访4件: the part is of this year's 21, and so is not last year's."""
    figures = figures_in("信访件21件，上年为34件，其中重复信访4件，上年为11件。")
    assert [(f.value, f.role, f.whole) for f in figures] == [
        (21, Role.OUTCOME, None),
        (34, Role.OTHER_YEAR, None),
        (4, Role.OUTCOME, 0),
        (11, Role.OTHER_YEAR, None),
    ]


def test_parts_of_last_years_number_are_last_years(figures_in: ReadFigures) -> None:
    """去年调解34件，其中婚姻12件 tells of last year throughout."""
    assert {figure.role for figure in figures_in("去年调解34件，其中婚姻12件。")} == {Role.OTHER_YEAR}


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("云坪县2023年共调解矛盾纠纷4186件，调解成功率96.3%。", [Role.OTHER_PARTY, Role.OTHER_PARTY]),
        ("县司法局对各乡镇人民调解员开展培训5期。", [Role.OTHER_PARTY]),
        ("立案处罚由区应急局实施，共罚款165万元。", [Role.OTHER_PARTY]),
        ("党委会前学法计划12次，实际完成9次。", [Role.PLAN, Role.OUTCOME]),
        ("街道2022年纠纷调处388件。", [Role.OTHER_YEAR]),
        ("附：2021年同口径数据供参考——排查纠纷438件，化解392件；行政诉讼5件。", [Role.OTHER_YEAR] * 3),
    ],
)
def test_what_is_of_others_of_plans_or_of_other_years(
    sentence: str, roles: list[Role], figures_in: Callable[[str], tuple[Figure, ...]]
) -> None:
    """The county's own totals and trainings, what its office fined, a planned number beside what came of it, an older year's list."""
    assert [figure.role for figure in figures_in(sentence)] == roles


def test_a_year_that_dates_a_thing_is_not_the_numbers(figures_in: ReadFigures) -> None:
    """2022年底配备的快艇 was out so many times in the year reported on; 2022年建成的站点 were built in theirs."""
    patrols, built = figures_in("2022年底配备的“护渔1号”快艇正式投入使用，累计巡航210余次。2022年建成的站点5个。")
    assert (patrols.role, patrols.year, built.role, built.year) == (Role.OUTCOME, 2023, Role.OTHER_YEAR, 2022)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("（五）全面落实“八五”普法规划", Role.OUTCOME),
        ("（二）实施法治建设五年规划", Role.OUTCOME),
        ("（二）“八五”普法规划", Role.OUTCOME),
        ("（三）下一步落实普法规划", Role.PLAN),
        ("三、工作计划", Role.PLAN),
        ("三、推进法治建设的安排", Role.PLAN),
    ],
)
def test_a_plan_carried_out_is_no_plan(heading: str, role: Role) -> None:
    """A heading over what was done by a plan (落实普法规划) makes nothing below it planned."""
    text = f"云县岚坪乡2024年法治政府建设情况报告\n一、概况\n略。\n{heading}\n开展赶集普法36场。\n"
    assert [one.role for one in extract_figures(parse_report(text, "岚坪乡2024.txt"))] == [role]
