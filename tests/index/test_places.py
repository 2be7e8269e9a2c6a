"""Where invented reports come from, in the headers, sentences and names that make it hard to tell."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from index.parse import parse_report
from index.records import Place

BODY = (
    "坚持以法治思想为指导，扎实推进依法行政各项工作。现将有关情况报告如下：\n一、主要举措和成效\n（一）加强组织领导。我{0}成立领导小组，召开会议6次。"
    "\n二、存在的不足和原因\n执法力量不足，全{0}持证人员偏少。\n三、下一步工作安排\n加强队伍建设。\n"
)
TOWN, XIANG, STREET = (BODY.format(kind) for kind in ("镇", "乡", "街道"))


class Case(NamedTuple):
    """A report by what is hard about it, and the place and year to be read; ``title`` None where it isn't said."""

    name: str
    text: str
    place: Place
    year: int | None = 2023
    title: str | None = None
    file: str = "a.txt"


def place(names: str) -> Place:
    """``省/市/县/镇`` as a place, from the right."""
    levels = ["", "", "", *names.split("/")][-4:]
    return Place(*levels)


CASES = [
    # Breadcrumbs.
    Case(
        "steps with >>",
        "首页 >> 北渠市 >> 安和县 >> 柳溪镇 >> 法治政府\n2023年，我镇" + TOWN,
        place("北渠市/安和县/柳溪镇"),
    ),
    Case(
        "a step glued to the title",
        "您现在的位置： 首页 > 政务公开 > 法治政府建设年度报告柳溪镇2023年法治政府建设情况报告2023年，我镇" + TOWN,
        place("柳溪镇"),
        title="柳溪镇2023年法治政府建设情况报告",
    ),
    Case("steps with ›", "首页 › 青石县 › 柳溪镇 › 年度报告\n2023年，我镇" + TOWN, place("青石县/柳溪镇")),
    Case(
        "steps with / and the title after the last",
        "首页/青石县/柳溪镇/法治政府建设/柳溪镇2023年法治政府建设情况报告\n2023年，我镇" + TOWN,
        place("青石县/柳溪镇"),
        title="柳溪镇2023年法治政府建设情况报告",
    ),
    Case("steps as entities", "首页&gt;青石县&gt;柳溪镇&gt;其他\n2023年，我镇" + TOWN, place("青石县/柳溪镇")),
    Case(
        "steps through a government's site",
        "西峤省松原口县人民政府门户网站 > 乡镇 > 柳溪镇索引号：00A31 | 有效性：有效\n2023年，我镇" + TOWN,
        place("西峤省//松原口县/柳溪镇"),
    ),
    Case(
        "two counties in the links say nothing",
        "首页 > 青石县 > 云岚县 > 柳溪镇\n2023年，我镇" + TOWN,
        place("柳溪镇"),
    ),
    Case(
        "a city over its county by steps, the county's committee in the body",
        "北渠市 > 乡镇 > 柳溪镇\n2023年，在青石县委、县政府领导下，我镇" + TOWN,
        place("北渠市/青石县/柳溪镇"),
    ),
    # Boxes and tables.
    Case(
        "a table, the title in a cell and again below",
        "| 索引号 | LJK-2024-7 | 组配分类 | 法治政府建设年度报告 |\n"
        "| 名 称 | 关于澜江经开区科兴街道办事处2023年度法治政府建设情况的报告 |\n"
        "| 主题词 | 法治 报告 | 公开方式 | 主动公开 |\n\n关于澜江经开区科兴街道办事处\n"
        "2023年度法治政府建设情况的报告\n管委会：\n2023年，街道" + STREET,
        place("澜江经开区/科兴街道"),
        title="关于澜江经开区科兴街道办事处2023年度法治政府建设情况的报告",
    ),
    Case(
        "a table of one row",
        "主题词\t法治 报告\t发布机构\t青石县柳溪镇人民政府\t名称\t柳溪镇2023年法治政府建设情况报告\n2023年，我镇"
        + TOWN,
        place("青石县/柳溪镇"),
        title="柳溪镇2023年法治政府建设情况报告",
    ),
    Case(
        "a county's bureau in the box",
        "信息名称：柳溪镇法治政府建设年度报告\n主管部门：青石县司法局\n柳溪镇2023年度法治政府建设报告\n2023年，我镇"
        + TOWN,
        place("青石县/柳溪镇"),
    ),
    Case(
        "county and street with a space between",
        "城东区 银杏街道 法治政府建设\n2023年，我街道" + STREET,
        place("城东区/银杏街道"),
    ),
    # Sentences.
    Case(
        "a verb before a county's committee",
        "柳溪镇2023年法治政府建设情况报告\n2023年，我镇" + TOWN + "依托县委党校培训，会同县委政法委督查，报县委同意。",
        place("柳溪镇"),
    ),
    Case(
        "a sentence before the county",
        "2023年，柳溪镇坚持依法行政，较好地完成了松原口县委依法治县办安排的各项任务。柳溪镇" + TOWN,
        place("松原口县/柳溪镇"),
    ),
    Case(
        "a verb before a township's committee",
        "今年以来，我乡坚持依法行政，现将2023年情况报告如下：\n一、主要举措\n把法律法规学习列入乡党委计划，纳入乡党委议程。",
        place("青石县/石桥乡"),
        file="青石县石桥乡-2023.txt",
    ),
    Case(
        "lies in a county",
        "柳溪镇2023年法治政府建设情况报告\n柳溪镇位于长坪县北部，2023年，我镇" + TOWN,
        place("长坪县/柳溪镇"),
    ),
    Case(
        "lies in a corner of the chain",
        "柳溪镇地处西峤省北渠市平川县西北，是试点镇。2023年，我镇" + TOWN,
        place("西峤省/北渠市/平川县/柳溪镇"),
    ),
    Case(
        "lies between counties",
        "柳溪镇2023年法治政府建设情况报告\n柳溪镇地处三县交界，2023年，我镇" + TOWN,
        place("柳溪镇"),
    ),
    Case(
        "lies between two named counties",
        "柳溪镇2023年法治政府建设情况报告\n柳溪镇位于青石县与云岚县交界处，2023年，我镇" + TOWN,
        place("柳溪镇"),
    ),
    Case(
        "a county's own measures",
        "关于柳溪镇2023年度法治政府\n建设情况的报告\n县人民政府：\n根据《松原口县法治政府建设年度报告办法》，2023年，我镇"
        + TOWN,
        place("松原口县/柳溪镇"),
    ),
    Case(
        "measures of two counties say nothing",
        "柳溪镇2023年法治政府建设情况报告\n根据《松原口县年度报告办法》和《云岚县联动方案》，2023年，我镇" + TOWN,
        place("柳溪镇"),
    ),
    Case(
        "street named short before a colon",
        "丹崖市城东区中山路街：2023年街道情况。我街道" + STREET + "中山路街道办事处",
        place("丹崖市/城东区/中山路街道"),
    ),
    Case(
        "the zone's working committee",
        "港湾街道2023法治政府建设工作报告\n2023年，在澜江经开区党工委、管委会的领导下，港湾街道" + STREET,
        place("澜江经开区/港湾街道"),
    ),
    Case(
        "the zone's administration as author",
        "澜江高新区管委会港湾街道办事处2023年法治政府建设工作报告\n2023年，街道" + STREET,
        place("澜江高新区/港湾街道"),
    ),
    Case(
        "an autonomous county's committee",
        "石桥镇2023年法治政府建设报告\n2023年，在青峰瑶族自治县委、县政府领导下，我镇" + TOWN,
        place("青峰瑶族自治县/石桥镇"),
    ),
    Case(
        "a banner's government",
        "发布机构：云原盟白音旗乌兰苏木人民政府\n乌兰苏木2023年法治政府建设报告\n2023年，" + TOWN,
        place("云原盟/白音旗/乌兰苏木"),
    ),
    Case(
        "a county-level city's committee",
        "新集镇2023年法治政府建设报告\n市委、市政府：\n2023年，在东岭市委、市政府领导下，我镇" + TOWN,
        place("东岭市/新集镇"),
    ),
    Case(
        "a city whose districts have streets",
        "云州市人民政府办公室 > 街道信息\n向阳街道2023年法治政府建设报告\n"
        "区委、区政府：\n2023年，在区委、区政府领导下，我街道" + STREET,
        place("云州市//向阳街道"),
    ),
    Case(
        "only 我镇, and the file name",
        "今年来，我镇坚持依法行政，全面推进乡村振兴。镇党委、镇政府高度重视。\n一、主要举措\n推进镇村建设，对镇干部培训，送法进集镇。",
        place("青石县/开平镇"),
        file="2023年青石县开平镇法治政府建设报告.txt",
    ),
    Case(
        "half a year in the file name",
        "上半年，我乡" + XIANG,
        place("柏林乡"),
        file="2023年上半年柏林乡依法行政工作小结.txt",
    ),
    # More of each.
    Case(
        "steps with hyphens, the last no title",
        "您当前的位置：首页 - 政务公开 - 青石县 - 柳溪镇 - 法治政府建设年度报告\n2023年，我镇" + TOWN,
        place("青石县/柳溪镇"),
        title="",
    ),
    Case(
        "steps with arrows",
        "首页→青石市→和平街道→年报\n2023年，在市委、市政府领导下，街道" + STREET,
        place("青石市/和平街道"),
    ),
    Case(
        "a step before the title on one line",
        "法治政府建设专栏 开平镇2023年法治政府建设报告\n2023年，我镇" + TOWN,
        place("开平镇"),
        title="开平镇2023年法治政府建设报告",
    ),
    Case(
        "a verb in the title",
        "关于推进柳溪镇2023年法治政府建设工作情况的报告\n2023年，柳溪镇" + TOWN + "柳溪镇党委，柳溪镇政府。",
        place("柳溪镇"),
    ),
    Case(
        "a notice that circulates the report",
        "关于印发《柳溪镇2023年法治政府建设报告》的通知\n各村：\n2023年，我镇" + TOWN,
        place("柳溪镇"),
        title="柳溪镇2023年法治政府建设报告",
    ),
    Case(
        "verbs with a street for object, only 我街道",
        "2023年，我街道"
        + STREET
        + "建设街道法治阵地，建设街道普法队伍，依托街道综治中心，夯实街道基础，夯实街道队伍。",
        place(""),
    ),
    Case(
        "verbs with a town for object, only 我镇",
        "2023年，我镇" + TOWN + "通过镇党委会，通过镇党委会，列入镇计划，列入镇计划，健全镇村网络，健全镇村体系。",
        place(""),
    ),
    Case(
        "another county's town beside our own",
        "柳溪镇2023年法治政府建设报告\n2023年，柳溪镇与云岚县东坪镇联合，我镇" + TOWN + "赴青石县柳溪镇调研的有3批。",
        place("青石县/柳溪镇"),
    ),
    Case(
        "a prefecture in short",
        "伊原州云原市解放镇2023年法治政府建设报告\n2023年，我镇" + TOWN,
        place("伊原州/云原市/解放镇"),
    ),
    Case(
        "a league and its banner",
        "内蒙古自治区云原盟白音左旗和平镇2023年法治政府建设报告\n2023年，我镇" + TOWN,
        place("内蒙古自治区/云原盟/白音左旗/和平镇"),
    ),
    Case(
        "a high-tech zone's administration",
        "云州高新技术产业开发区管理委员会和平街道办事处2023年度法治政府建设报告\n2023年，我街道" + STREET,
        place("云州高新技术产业开发区/和平街道"),
    ),
    Case(
        "an ethnic township under its province",
        "云岚省青石县大河民族乡2023年法治政府建设情况报告\n2023年，大河民族乡" + XIANG,
        place("云岚省//青石县/大河民族乡"),
    ),
    Case(
        "lies, said before its name",
        "南镇镇2023年法治政府建设报告\n位于青石县东南部的南镇镇，2023年" + TOWN,
        place("青石县/南镇镇"),
    ),
    Case(
        "a district's streets, all organs in one word",
        "发布机构: 解放街道办事处 发布日期: 2024-01-09 主题词: 法治政府;报告 解放街道2023年度法治政府建设报告 2023年,"
        "在丹崖市城东区委区政府领导下,解放街道" + STREET,
        place("丹崖市/城东区/解放街道"),
    ),
    # Names that look like words.
    *(
        Case(f"title {names}", f"{names.replace('/', '')}2023年法治政府建设报告\n2023年，" + TOWN, place(names))
        for names in (
            "进贤县/开平镇",
            "进贤县/到保镇",
            "来安县/对青山镇",
            "望都县/和平乡",
            "城东区/建设街道",
            "城东区/发展街道",
            "云州市/城东区/解放街道",
            "会同县/团河镇",
            "西峤省/北渠市/平川县/前进街道",
            "平川县/镇头镇",
        )
    ),
    *(
        Case(
            f"body {town}",
            f"2023年，{town}坚持依法行政。{town}党委、政府认真研究，{town}以制度管人。" + TOWN,
            place(town),
        )
        for town in ("开平镇", "到保镇", "对青山镇", "和平乡", "建设街道", "发展街道", "解放街道", "白沙镇", "将军庙镇")
    ),
    *(
        Case(
            f"organs {county}",
            f"柳溪镇2023年法治政府建设报告\n2023年，在{county}委、县政府领导下，我镇" + TOWN,
            place(f"{county}/柳溪镇"),
        )
        for county in ("进贤县", "来安县", "望都县", "和溪县", "安和县", "松原口县", "开阳县")
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_where_a_report_comes_from(case: Case) -> None:
    """Province, city, county, township and year are what the report says, and no other words are taken for names."""
    report = parse_report(case.text, case.file)
    assert (report.place, report.year) == (case.place, case.year)
    if case.title is not None:
        assert report.title == case.title


STALE = "向阳街道：2023年法治政府建设情况\n2024年以来，我街道坚持依法行政。\n一、主要举措\n召开会议。\n{}"


@pytest.mark.parametrize(
    ("text", "file", "year"),
    [
        (STALE.format("2025年1月10日"), "a.txt", 2024),
        (STALE.format(""), "向阳街道2024年情况.txt", 2024),
        (STALE.format(""), "向阳街道2023年情况.txt", 2023),
        (STALE.format(""), "a.txt", 2023),
        (STALE.format("2024年1月10日"), "a.txt", 2023),
        (STALE.format("2024年1月10日"), "向阳街道2024年情况.txt", 2023),
    ],
)
def test_a_title_that_kept_last_years_number_gives_way_to_all_else(text: str, file: str, year: int) -> None:
    """The title's year counts unless the opening says another and date or file name agree, none with the title."""
    assert parse_report(text, file).year == year


def test_a_date_signed_in_brackets_under_the_title_is_the_day_of_issue() -> None:
    """An office and a date in brackets at the top are the signature."""
    text = "三岔镇2023年法治政府建设工作情况\n（苍溪县三岔镇人民政府　2024年1月11日）\n2023年，我镇" + TOWN
    assert parse_report(text, "a.txt").issued == "2024-01-11"


def test_wide_digits_are_digits() -> None:
    """Full-width digits make the same year and date, and stand in the title as plain ones."""
    text = "柳溪镇２０２２年度法治政府建设情况的报告\n２０２２年，我镇" + TOWN + "\n柳溪镇人民政府\n２０２３年１月９日"
    report = parse_report(text, "a.txt")
    assert (report.year, report.issued) == (2022, "2023-01-09")
    assert report.title == "柳溪镇2022年度法治政府建设情况的报告"


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("# 石臼坝镇法治政府建设工作报告\n- 所属县：砚陵县\n- 报告年度：2024年\n石臼坝镇坚持依法行政。\n", "砚陵县"),
        ("柳溪镇2024年法治政府建设情况报告\n另有县司法局下达的司法所规范化建设任务。我镇坚持依法行政。\n", ""),
    ],
)
def test_a_label_or_a_turn_of_phrase_is_no_county(text: str, county: str) -> None:
    """所属县 is the name of a field, 另有县司法局 begins with 另有."""
    assert parse_report(text, "2024.txt").place.county == county
