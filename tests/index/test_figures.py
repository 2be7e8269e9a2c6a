"""Figures: numbers with everything that an answer needs, out of whole reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.binding import is_part_of_town
from index.figures import extract_figures
from index.parse import parse_report
from index.records import Figure, Role

ReadFigures = Callable[[str], tuple[Figure, ...]]


def wholes(figures: tuple[Figure, ...]) -> list[float | None]:
    """For each figure the value of its whole."""
    by_number = {figure.number: figure.value for figure in figures}
    return [None if figure.whole is None else by_number[figure.whole] for figure in figures]


def test_a_figure_is_bound_to_everything(figures_in: ReadFigures) -> None:
    """Value, unit, indicator, role, year and who did it."""
    body = "（一）化解矛盾。我镇全年排查化解矛盾纠纷326件，化解率98%以上。"
    first, second = figures_in(body)
    assert (first.value, first.unit, first.approx) == (326, "件", False)
    assert "矛盾纠纷" in first.indicator
    assert (first.role, first.year, is_part_of_town(first.subject)) == (Role.OUTCOME, 2023, False)
    assert (second.value, second.unit, second.approx) == (98, "%", True)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("受理行政执法案件390件(简易110,普通280)。", [(390, "件"), (110, "件"), (280, "件")]),
        ("调解纠纷54件，其中用水31件、邻里12件。", [(54, "件"), (31, "件"), (12, "件")]),
        ("收到诉求143条，已解决142条。", [(143, "条"), (142, "条")]),
        ("调解121件，成功119件。", [(121, "件"), (119, "件")]),
        ("办结率、满意率均为100%。", [(100, "%")]),
        ("热线工单60件办结率100%，信访20件办结率95%。", [(60, "件"), (100, "%"), (20, "件"), (95, "%")]),
        ("全年未收到行政复议案件，调解纠纷12件。", [(0, "件"), (12, "件")]),
        ("无败诉情况。", [(0, "件")]),
        ("調解矛盾糾紛二十五件，發放資料3000餘份。", [(25, "件"), (3000, "份")]),
        ("****年调解纠纷**件，发放资料***份。", []),
    ],
)
def test_the_shapes_of_reports(sentence: str, expected: list[tuple[float, str]], figures_in: ReadFigures) -> None:
    """Parts in brackets without unit, pairs, shared rates, zero in words, traditional characters, masked digits."""
    assert [(figure.value, figure.unit) for figure in figures_in(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("调解纠纷54件，其中用水31件、邻里12件。", [None, 54, 54]),
        ("受理案件390件(简易110,普通280)。", [None, 390, 390]),
        ("调解纠纷54件；开展宣传12次。", [None, None]),
        ("调解纠纷54件，其中成功率98%。", [None, None]),
        ("调解纠纷54件，其中土地31件。开展检查20次。", [None, 54, None]),
    ],
)
def test_parts_know_their_whole(sentence: str, expected: list[float | None], figures_in: ReadFigures) -> None:
    """Behind 其中 and in brackets; a rate is no part, and the sentence's end ends the parts."""
    assert wholes(figures_in(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("案均办理时间由上年的 21 天压缩到 13 天。", [(21, 2022), (13, 2023)]),
        ("举办讲座二十场（二〇二二年为十六场）。", [(20, 2023), (16, 2022)]),
        ("信访总量由原来的45件降至30件。", [(45, 2022), (30, 2023)]),
    ],
)
def test_each_end_of_a_change_has_its_year(
    sentence: str, expected: list[tuple[float, int]], figures_in: ReadFigures
) -> None:
    """Also with spaces around the digits, years in Chinese numerals, and 原来 for the year before."""
    assert [(figure.value, figure.year) for figure in figures_in(sentence)] == expected


def test_a_rate_for_two_things_names_both(figures_in: ReadFigures) -> None:
    """办结率、满意率均为100%."""
    (figure,) = figures_in("办结率、满意率均为100%。")
    assert "办结率" in figure.indicator
    assert "满意率" in figure.indicator


def test_one_line_is_read_like_many(figures_in: ReadFigures) -> None:
    """Nine of ten web copies put the whole text on one line."""
    many = figures_in("（一）化解矛盾。调解纠纷32件。\n（二）普法宣传。发放资料500份。\n（三）执法检查。检查商户41家。")
    one = figures_in("（一）化解矛盾。调解纠纷32件。（二）普法宣传。发放资料500份。（三）执法检查。检查商户41家。")
    assert (
        [(f.value, f.unit) for f in one] == [(f.value, f.unit) for f in many] == [(32, "件"), (500, "份"), (41, "家")]
    )


def test_what_is_attached_behind_the_plans_was_done(figures_in: ReadFigures) -> None:
    """A list of cases behind 附件 is no part of the next year's plans above it; 附件 on a covering letter changes nothing."""
    text = "一、工作成效\n调解纠纷32件。\n二、下一年工作打算\n举办培训2期。\n附件：典型案例\n（一）积分管理。参与2015人次。"
    assert [(f.value, f.role) for f in figures_in(text)] == [
        (32, Role.OUTCOME),
        (2, Role.PLAN),
        (2015, Role.OUTCOME),
    ]
    words = "扎实推进各项工作，不断提升依法行政水平。" * 20
    letter = (
        f"附件：年度报告\n一、工作成效\n{words}调解纠纷32件。\n二、下一年工作打算\n{words}举办培训2期，调解纠纷80件。"
    )
    assert [f.role for f in figures_in(letter)] == [Role.OUTCOME, Role.PLAN, Role.PLAN]


def test_a_line_break_inside_a_sentence_changes_nothing(figures_in: ReadFigures) -> None:
    """Copies break lines inside a clause."""
    broken = "我镇坚持和发展新时代枫桥经验，健全镇村两级调解网络，全年排查化解\n矛盾纠纷326件，开展法治宣传活动12次。"
    assert [(f.value, f.unit) for f in figures_in(broken)] == [(326, "件"), (12, "次")]


def test_two_thousand_figures_are_read() -> None:
    """A report with 2,000 figures gives them all, each in its place."""
    body = "".join(f"第{n}村调解纠纷{n % 90 + 2}件，开展宣传{n % 40 + 2}次。" for n in range(1000))
    report = parse_report(f"柳溪镇2023年法治政府建设情况报告\n一、情况\n{body}\n", "柳溪镇2023.txt")
    figures = extract_figures(report)
    assert len(figures) == 2000
    assert [f.value for f in figures[:4]] == [2, 2, 3, 3]


def test_nothing_comes_of_a_report_without_figures(figures_in: ReadFigures) -> None:
    """Words alone give none."""
    assert figures_in("坚持党的领导，推进依法行政，多次召开会议。") == ()


lines = st.lists(
    st.sampled_from(
        [
            "一、主要举措\n",
            "（二）普法宣传。",
            "调解纠纷",
            "12件",
            "，其中",
            "土地",
            "3件",
            "3,200份",
            "98%",
            "2022年",
            "下一步",
            "计划",
            "不少于4次",
            "较上年",
            "增长",
            "未收到行政复议案件",
            "全县",
            "第5",
            "。",
            "；",
            "、",
            "（",
            "）",
            "\n",
            "近百名",
            "两万余人次",
            "50万元",
            "司法所",
            "****",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60)
@given(st.one_of(lines, st.text(max_size=80)))
def test_any_report_can_be_read(body: str) -> None:
    """Nothing raises; figures are numbered in the order of the text, apart, inside their clause, sentence and section."""
    report = parse_report(f"柳溪镇2023年法治政府建设情况报告\n{body}", "柳溪镇2023.txt")
    sections = {section.number: section for section in report.sections}
    end = 0
    for number, figure in enumerate(extract_figures(report)):
        assert figure.number == number
        assert end <= figure.start < figure.end
        assert figure.sentence_start <= figure.clause_start <= figure.start
        assert figure.end <= figure.clause_end <= figure.sentence_end
        section = sections[figure.section]
        assert section.start <= figure.sentence_start < figure.sentence_end <= section.end
        assert figure.whole is None or figure.whole < number
        assert figure.value >= 0
        end = figure.end


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("现场受理31件，当场调结28件。该31件均已计入榧果采摘类。", [31, 28]),
        ("行政诉讼2件，街道均胜诉；信息公开引发的1件。三件合计，全年行政诉讼3件。", [2, 1, 3]),
        ("全镇共3个村，这3个村全部完成。", [3]),
        ("从2个增加到这8个村的网格。", [2, 8]),
    ],
)
def test_a_number_named_again_counts_nothing_new(figures_in: ReadFigures, sentence: str, values: list[float]) -> None:
    """该31件, 上述451件 and 三件合计 point at what was told."""
    assert [figure.value for figure in figures_in(sentence)] == values


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("全县参考340人，合格312人。", [Role.OTHER_PARTY, Role.OTHER_PARTY]),
        ("全县共调解5000起，我镇326起。", [Role.OTHER_PARTY, Role.OUTCOME]),
        ("全县率先建成司法所1个，调解矛盾纠纷126件。", [None, Role.OUTCOME]),
        ("受理工单208件，占全区工单量的9.7%，群众满意率92.7%。", [Role.OUTCOME, Role.OTHER_PARTY, Role.OUTCOME]),
        ("配合县林草局查处案件3件，由县林草局罚款11.4万元。", [Role.OUTCOME, Role.OTHER_PARTY]),
        ("区级赋权后镇综合行政执法大队办理案件12件，罚款3万元。", [Role.OUTCOME, Role.OUTCOME]),
        ("市容巡查大队查处占道经营120起。", [Role.OUTCOME]),
        ("县农业农村局在柳溪镇立案3件。", [Role.OTHER_PARTY]),
        (
            "立案处罚8起，罚款1.2万元；县生态环境分局另在本镇查处2起，罚款11万元。",
            [Role.OUTCOME, Role.OUTCOME, Role.OTHER_PARTY, Role.OTHER_PARTY],
        ),
    ],
)
def test_whose_figure_follows_another_partys(figures_in: ReadFigures, sentence: str, roles: list[Role | None]) -> None:
    """The county's goes on being the county's until the town speaks of itself."""
    found = [figure.role for figure in figures_in(sentence)]
    assert [role if wanted else None for role, wanted in zip(found, roles, strict=True)] == roles


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("持证人员由两年前的7名增加到10名。", [2021, 2023]),
        ("持证人员由7名增加到10名。", [2022, 2023]),
        ("夜市投诉由月均61件降至月均17件。", [None, 2023]),
        ("队伍由成立之初的6人扩大到14人。", [None, 2023]),
    ],
)
def test_what_a_figure_rose_from(figures_in: ReadFigures, sentence: str, years: list[int | None]) -> None:
    """Of the year that is told, the year before where nothing is, no year where only some time is."""
    first, second = figures_in(sentence)
    assert ([first.year, second.year], first.role, second.role) == (years, Role.OTHER_YEAR, Role.OUTCOME)


def test_brackets_that_only_add_a_name(figures_in: ReadFigures) -> None:
    """村（社区）调解175件 is the villages' and communities'."""
    assert [figure.indicator for figure in figures_in("镇里调解39件，村（社区）调解175件。")][1] == "村（社区）调解"


def test_a_number_and_its_unit_on_two_lines(figures_in: ReadFigures) -> None:
    """撤销1 at a line's end and 件 at the next one's beginning are one figure."""
    figures = figures_in("其中维持3件、撤销1\n件；行政诉讼案件3件。")
    assert [(figure.value, figure.indicator) for figure in figures] == [(3, "维持"), (1, "撤销"), (3, "行政诉讼案件")]
