"""Title, place, year and date of issue of invented reports in the layouts that real web copies have."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from index.parse import parse_report

BODY = (
    "坚持以法治思想为指导，扎实推进依法行政各项工作。现将有关情况报告如下：\n一、主要举措和成效\n（一）加强组织领导。我镇成立领导小组，召开会议6次。"
    "\n二、存在的不足和原因\n执法力量不足，全镇持证人员偏少。\n三、下一步工作安排\n加强队伍建设。\n"
)


class Case(NamedTuple):
    """A layout by name, its text, and what must be read from it; None where the case doesn't say."""

    name: str
    text: str
    place: str
    year: int | None
    title: str | None = None
    county: str = ""
    city: str = ""
    province: str = ""
    issued: str | None = None
    file: str = "a.txt"


CASES = [
    Case(
        "plain title",
        "柳溪镇2023年法治政府建设情况报告\n2023年，柳溪镇" + BODY,
        "柳溪镇",
        2023,
        "柳溪镇2023年法治政府建设情况报告",
    ),
    Case(
        "title after year in brackets",
        "青禾乡法治政府建设年度报告（2024年度）\n今年以来，我乡" + BODY,
        "青禾乡",
        2024,
        "青禾乡法治政府建设年度报告（2024年度）",
    ),
    Case(
        "year without 年",
        "云岚县石桥街道2024法治政府建设年度报告\n2024年，石桥街道" + BODY,
        "石桥街道",
        2024,
        "云岚县石桥街道2024法治政府建设年度报告",
        county="云岚县",
    ),
    Case(
        "title over three lines",
        "青石县柳溪镇人民政府\n关于2022年度推进法治政府建设\n工作情况的报告\n\n县人民政府：\n2022年，我镇" + BODY,
        "柳溪镇",
        2022,
        "青石县柳溪镇人民政府关于2022年度推进法治政府建设工作情况的报告",
        county="青石县",
    ),
    Case(
        "joint letterhead on two lines",
        "中共白杨镇委员会\n白杨镇人民政府\n关于2021年法治政府建设情况的报告\n2021年以来，我镇" + BODY,
        "白杨镇",
        2021,
        "中共白杨镇委员会白杨镇人民政府关于2021年法治政府建设情况的报告",
    ),
    Case(
        "title printed twice with page furniture between",
        "东坪镇2024年法治政府建设工作总结\n发布时间：2025-01-17 09:30  来源：东坪镇  浏览次数：128\n字体：[大 中 小]\n"
        "东坪镇2024年法治政府建设工作总结\n2024年，东坪镇" + BODY,
        "东坪镇",
        2024,
        "东坪镇2024年法治政府建设工作总结",
        issued="2025-01-17",
    ),
    Case(
        "box of particulars before an untitled body",
        "索 引 号：QS0012-2024-00031\n发布机构：青石县杨家集镇人民政府\n成文日期：2024年1月12日\n发布日期：20"
        "24-01-15\n公开方式：主动公开\n"
        "2023年，我镇" + BODY,
        "杨家集镇",
        2023,
        "",
        county="青石县",
        issued="2024-01-12",
    ),
    Case(
        "box with bare values on their own lines",
        "索引号\nQS0012/2025-00007\n发布机构\n石桥街道办事处\n成文日期\n2025-02-08\n石桥街道2024年度法治政府建设报告\n2024年，我街道"
        + BODY,
        "石桥街道",
        2024,
        "石桥街道2024年度法治政府建设报告",
        issued="2025-02-08",
    ),
    Case(
        "breadcrumbs",
        "您当前的位置：首页 > 政务公开 > 法治政府建设年度报告 > 乡镇街道 > 白沙镇\n白沙镇关于2020年法治政府建"
        "设工作情况的报告\n2020年，我镇" + BODY,
        "白沙镇",
        2020,
        "白沙镇关于2020年法治政府建设工作情况的报告",
    ),
    Case(
        "everything on one line",
        "青石县柳溪镇2023年法治政府建设情况报告 2023年，柳溪镇坚持依法行政。现报告如下：一、主要举措（一）加"
        "强领导。镇党委召开会议4次。二、存在问题 力量不足。",
        "柳溪镇",
        2023,
        "青石县柳溪镇2023年法治政府建设情况报告",
        county="青石县",
    ),
    Case(
        "one line, title glued to the body",
        "龙泉寺乡2022年法治政府建设年度报告2022年，龙泉寺乡坚持依法行政，全乡工作有序推进。我乡现报告如下：一、主要举措我乡加强领导。二、存在问题力量不足。",
        "龙泉寺乡",
        2022,
        "龙泉寺乡2022年法治政府建设年度报告",
    ),
    Case(
        "one line with page furniture in front",
        "首页 > 政务公开 > 镇街信息 索引号：QS-2025-003 发布日期：2025-01-20 10:05 来源：云岚县司法局 字体："
        "大 中 小 打印 "
        "云岚县东坪镇2024年法治政府建设情况报告 浏览次数：56 2024年，东坪镇坚持依法行政，我镇现报告如下：一、"
        "主要举措 加强领导。我镇二、存在问题 力量不足。",
        "东坪镇",
        2024,
        "云岚县东坪镇2024年法治政府建设情况报告",
        county="云岚县",
        issued="2025-01-20",
    ),
    Case("no title, place in the opening", "2023年，在县委、县政府的坚强领导下，沙洲镇" + BODY, "沙洲镇", 2023, ""),
    Case(
        "no title, only 我镇, file name decides",
        "2023年以来，我镇" + BODY,
        "柳溪镇",
        2023,
        "青石县柳溪镇2023年法治政府建设情况报告",
        county="青石县",
        file="青石县/青石县柳溪镇2023年法治政府建设情况报告.txt",
    ),
    Case("file name with underscores", "今年以来，我镇" + BODY, "柳溪镇", 2023, "", file="03_柳溪镇_2023.txt"),
    Case(
        "file name with its county",
        "今年以来，我镇" + BODY,
        "柳溪镇",
        2023,
        county="青石县",
        file="青石县_柳溪镇_2023.txt",
    ),
    Case(
        "file name that begins with the year", "今年以来，我镇" + BODY, "柳溪镇", 2023, file="2023年柳溪镇法治报告.txt"
    ),
    Case("nothing says where", "今年以来，我镇" + BODY, "", None, ""),
    Case(
        "signature gives the place and the day",
        "2024年，我镇" + BODY + "\n\n云州市青石县白沙镇人民政府\n2025年1月6日\n",
        "白沙镇",
        2024,
        "",
        county="青石县",
        city="云州市",
        issued="2025-01-06",
    ),
    Case(
        "signature with Chinese digits",
        "我乡" + BODY.replace("我镇", "我乡") + "\n中共大湾乡委员会　大湾乡人民政府\n二〇二四年一月十五日",
        "大湾乡",
        2023,
        "",
        issued="2024-01-15",
    ),
    Case(
        "year from the date of issue in December",
        "全年我镇" + BODY + "\n白沙镇人民政府\n2021年12月20日",
        "白沙镇",
        2021,
        "",
        issued="2021-12-20",
    ),
    Case(
        "Chinese digits in the title",
        "柳溪镇二〇二一年法治政府建设工作报告\n我镇" + BODY,
        "柳溪镇",
        2021,
        "柳溪镇二〇二一年法治政府建设工作报告",
    ),
    Case(
        "half year",
        "柳溪镇2020年上半年法治政府建设工作总结\n上半年，我镇" + BODY,
        "柳溪镇",
        2020,
        "柳溪镇2020年上半年法治政府建设工作总结",
    ),
    Case(
        "plan years and documents don't count",
        "我镇认真落实《法治政府建设实施纲要（2021—2025年）》和县委〔2025〕8号文件，2024年"
        + BODY
        + "按照2021-2025年规划推进。",
        "",
        2024,
    ),
    Case(
        "a heading that kept last year's number",
        "东关镇2024年法治政府建设情况报告\n2024年，我镇坚持依法行政。现报告如下：\n一、2023年主要举措\n我镇召开会议。\n二、2025年工作安排\n加强队伍。",
        "东关镇",
        2024,
    ),
    Case(
        "summary and plan in one title",
        "青禾乡2023年法治建设工作总结及2024年工作计划\n2023年，我乡" + BODY,
        "青禾乡",
        2023,
    ),
    Case("shortened street", "东关街2023年法治政府建设报告\n2023年，东关街" + BODY, "东关街", 2023),
    Case(
        "shortened street named in full elsewhere",
        "东关街2023年法治政府建设报告\n2023年，东关街道" + BODY,
        "东关街道",
        2023,
    ),
    Case("doubled street", "北门街街道2023年法治政府建设报告\n2023年，北门街街道" + BODY, "北门街街道", 2023),
    Case("street office", "中山路街道办事处2022年度法治政府建设工作报告\n2022年，街道" + BODY, "中山路街道", 2022),
    Case(
        "ethnic township",
        "云岚县青峰瑶族乡2023年法治政府建设报告\n2023年，我乡" + BODY,
        "青峰瑶族乡",
        2023,
        county="云岚县",
    ),
    Case(
        "民族乡 in its name",
        "云岚县马鞍民族乡2023年法治政府建设报告\n2023年，我乡" + BODY,
        "马鞍民族乡",
        2023,
        county="云岚县",
    ),
    Case("sumu", "白音旗乌兰苏木2023年法治政府建设报告\n2023年，我苏木" + BODY, "乌兰苏木", 2023, county="白音旗"),
    Case(
        "town whose name holds a suffix",
        "青石县南镇乡2023年法治政府建设报告\n2023年，我乡" + BODY,
        "南镇乡",
        2023,
        county="青石县",
    ),
    Case(
        "新市镇 is not a city",
        "青石县新市镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "新市镇",
        2023,
        county="青石县",
    ),
    Case(
        "旧县镇 is not a county",
        "云州市旧县镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "旧县镇",
        2023,
        county="云州市",
    ),
    Case(
        "城关镇 with its county",
        "青石县城关镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "城关镇",
        2023,
        county="青石县",
    ),
    Case("county city", "东岭市新集镇2023年法治政府建设报告\n2023年，我镇" + BODY, "新集镇", 2023, county="东岭市"),
    Case(
        "city over a county city",
        "宁陵市东岭市新集镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "新集镇",
        2023,
        county="东岭市",
        city="宁陵市",
    ),
    Case(
        "the whole chain",
        "云南省云州市青石县柳溪镇人民政府2023年法治政府建设报告\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
        county="青石县",
        city="云州市",
        province="云南省",
    ),
    Case(
        "development zone as the county",
        "云州经济技术开发区石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "石桥镇",
        2023,
        county="云州经济技术开发区",
    ),
    Case(
        "经开区", "云岚经开区石桥街道2023年法治政府建设报告\n2023年，街道" + BODY, "石桥街道", 2023, county="云岚经开区"
    ),
    Case(
        "autonomous county",
        "青峰瑶族自治县石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "石桥镇",
        2023,
        county="青峰瑶族自治县",
    ),
    Case(
        "county in the opening only",
        "石桥镇2023年法治政府建设报告\n2023年，在青石县委、县政府的领导下，我镇" + BODY,
        "石桥镇",
        2023,
        county="青石县",
    ),
    Case(
        "county in the salutation only",
        "石桥镇2023年法治政府建设报告\n中共青石县委、青石县人民政府：\n2023年，我镇" + BODY,
        "石桥镇",
        2023,
        county="青石县",
    ),
    Case(
        "county from the text's own full name",
        "石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY + "群众对云岚县石桥镇的满意度不断提升。",
        "石桥镇",
        2023,
        county="云岚县",
    ),
    Case(
        "a law's province is no evidence",
        "石桥镇2023年法治政府建设报告\n2023年，我镇落实《云岚县信访条例》，" + BODY,
        "石桥镇",
        2023,
    ),
    Case(
        "和 inside the name",
        "青石县太和镇2023年法治政府建设报告\n2023年，太和镇" + BODY,
        "太和镇",
        2023,
        county="青石县",
    ),
    Case("向 inside the name", "向阳镇2023年法治政府建设报告\n2023年，向阳镇" + BODY, "向阳镇", 2023),
    Case(
        "spaces inside title",
        "青石县 柳溪镇 2023 年法治政府 建设情况报告\n2023 年，我镇" + BODY,
        "柳溪镇",
        2023,
        "青石县柳溪镇2023年法治政府建设情况报告",
        county="青石县",
    ),
    Case(
        "markdown title",
        "# 柳溪镇2023年法治政府建设情况报告\n\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
        "柳溪镇2023年法治政府建设情况报告",
    ),
    Case("masked year in the body", "柳溪镇2023年法治政府建设情况报告\n****年，我镇" + BODY, "柳溪镇", 2023),
    Case("year on a line before the organ", "2023年度\n柳溪镇法治政府建设情况报告\n今年，我镇" + BODY, "柳溪镇", 2023),
    Case(
        "traditional characters",
        "雲嵐縣石橋鎮2023年法治政府建設情況報告\n2023年，石橋鎮堅持依法行政。\n一、主要舉措\n加強領導。",
        "石桥镇",
        2023,
        "雲嵐縣石橋鎮2023年法治政府建設情況報告",
        county="云岚县",
    ),
    Case(
        "place in brackets after the title",
        "2023年法治政府建设情况报告\n（柳溪镇人民政府）\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
    ),
    Case(
        "file number line",
        "柳政发〔2024〕3号\n柳溪镇人民政府\n关于2023年度法治政府建设情况的报告\n县政府：\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
    ),
    Case(
        "title with the year after the dash",
        "法治政府建设年度报告——柳溪镇（2023年）\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
    ),
    Case(
        "county government before its street office",
        "青石区人民政府金桥街道办事处关于2022年度法治政府建设情况的报告\n2022年，我街道" + BODY,
        "金桥街道",
        2022,
        county="青石区",
    ),
    Case(
        "labels glued to their values",
        "索引号QS/2026-00001\n发布机构青石县白沙乡人民政府\n发布日期2026-01-27\n2025年，我乡" + BODY,
        "白沙乡",
        2025,
        county="青石县",
        issued="2026-01-27",
    ),
    Case(
        "values without labels as bullets",
        "当前位置：首页 >法治政府建设年度报告\n  • 2026-00002\n  • 其他\n  • 青石区白沙镇\n  • 2026-01-27\n"
        "2025年，我镇" + BODY,
        "白沙镇",
        2025,
        county="青石区",
    ),
    Case(
        "only the body names the town, glued to verbs",
        "2023年以来，我镇坚持依法行政。现将有关情况报告如下：\n一、主要举措\n制定白沙镇年度工作要点，推进白沙镇综合执法，为白沙镇发展护航，全镇各村参与。"
        "\n二、存在问题\n对白沙镇的宣传不够，镇村干部意识不强。",
        "白沙镇",
        2023,
    ),
    Case(
        "other towns mentioned once don't win",
        "2023年以来，我镇坚持依法行政。\n一、主要举措\n赴东坪镇学习。白沙镇司法所牵头，白沙镇综治中心配合，建成白沙镇调解室。\n二、存在问题\n我镇力量不足。",
        "白沙镇",
        2023,
    ),
    Case(
        "generic words are no towns",
        "2023年以来，我街道坚持依法行政。\n一、主要举措\n各乡镇街道、全镇、小城镇、特色小镇、中心镇、建制镇、乡镇建设、城镇管理、村镇规划、集镇整治、乡镇街道、乡镇街道。\n二、存在问题\n不足。",
        "",
        2023,
    ),
    Case(
        "information source names the town",
        "法治政府建设年度报告\n信息来源：东坪镇 发布时间：2023-12-28 15:20\n2023年，我镇" + BODY,
        "东坪镇",
        2023,
        issued="2023-12-28",
    ),
    Case(
        "site name with the town in a suffix",
        "2024年度法治政府建设情况报告_青石县白沙镇人民政府\n2024年，我镇" + BODY,
        "白沙镇",
        2024,
        county="青石县",
    ),
    Case(
        "signature inside one long line",
        "2022年，我镇坚持依法行政，现报告如下：一、主要举措 我镇加强领导。二、存在问题 力量不足。三、下步打算"
        " 加强队伍。青石县东坪镇人民政府 2023年1月9日",
        "东坪镇",
        2022,
        county="青石县",
        issued="2023-01-09",
    ),
    Case(
        "publication line at the end",
        "白沙镇2022年法治政府建设报告\n2022年，我镇" + BODY + "\n发布日期：2023-02-03\n【打印】 【关闭】",
        "白沙镇",
        2022,
        issued="2023-02-03",
    ),
    Case(
        "report on last year named in the body",
        "白沙镇法治政府建设年度报告\n现将白沙镇2022年法治政府建设情况报告如下：\n一、主要举措\n我镇2023年初召开会议。",
        "白沙镇",
        2022,
    ),
    Case(
        "three-character place before 街道",
        "云岚县银杏大街街道2025年法治政府建设年度报告\n2025年，我街道" + BODY,
        "银杏大街街道",
        2025,
        county="云岚县",
    ),
    Case(
        "市中区 under a city",
        "云州市市中区石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "石桥镇",
        2023,
        county="市中区",
        city="云州市",
    ),
    Case(
        "镇 begins a county", "镇云县石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY, "石桥镇", 2023, county="镇云县"
    ),
    Case(
        "乡 inside a county", "西乡县石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY, "石桥镇", 2023, county="西乡县"
    ),
    Case(
        "new area", "云滨新区石桥街道2023年法治政府建设报告\n2023年，街道" + BODY, "石桥街道", 2023, county="云滨新区"
    ),
    Case(
        "banner",
        "云原自治州白音旗石桥镇2023年法治政府建设报告\n2023年，我镇" + BODY,
        "石桥镇",
        2023,
        county="白音旗",
        city="云原自治州",
    ),
    Case(
        "title ends in 情况",
        "柳溪镇2023年法治政府建设工作情况\n2023年，我镇" + BODY,
        "柳溪镇",
        2023,
        "柳溪镇2023年法治政府建设工作情况",
    ),
    Case(
        "self-review title",
        "柳溪镇依法行政工作自查报告\n2021年，我镇" + BODY,
        "柳溪镇",
        2021,
        "柳溪镇依法行政工作自查报告",
    ),
    Case("first line is the salutation", "县委、县政府：\n2023年，青禾乡" + BODY, "青禾乡", 2023, ""),
    Case("year split by spaces", "柳溪镇 20 23 年度法治政府建设情况报告\n我镇" + BODY, "柳溪镇", 2023),
    *(
        Case(
            f"name {county}{town}",
            f"{county}{town}2023年法治政府建设报告\n2023年，{town}" + BODY,
            town,
            2023,
            county=county,
        )
        for county, town in [
            ("太和县", "平安镇"),
            ("和溪县", "丰年镇"),
            ("渌县", "建设路街道"),
            ("月城区", "万全镇"),
            ("将云县", "自强乡"),
            ("宝山区", "新镇"),
            ("云山风景名胜区", "人民街街道"),
            ("丰年县", "和平街道"),
            ("青石市", "市北街道"),
            ("云县", "东棘坨镇"),
        ]
    ),
    Case(
        "城区 of a city",
        "云州市城区东关街道2023年法治政府建设报告\n2023年，街道" + BODY,
        "东关街道",
        2023,
        county="城区",
        city="云州市",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads_title_place_year_and_issue_of_each_layout(case: Case) -> None:
    """Every layout gives the township, its county and city, the year reported on, and the title where one is stated."""
    report = parse_report(case.text, case.file)
    place = report.place
    assert (place.township, report.year) == (case.place, case.year)
    assert (place.county, place.city, place.province) == (case.county, case.city, case.province)
    if case.title is not None:
        assert report.title == case.title
    if case.issued is not None:
        assert report.issued == case.issued


@pytest.mark.parametrize(
    ("text", "county"),
    [
        (
            "青石县司法局2023年法治政府建设情况报告\n2023年，县司法局坚持依法行政，指导柳溪镇、白沙镇开展工作。全县办案200件。",
            "青石县",
        ),
        (
            "青石县人民政府关于2023年法治政府建设情况的报告\n2023年，我县坚持依法行政，全县21个乡镇参加，柳溪镇、柳溪镇、柳溪镇先进。",
            "青石县",
        ),
        (
            "云岚县2023年法治政府建设年度报告\n2023年，云岚县坚持依法行政，全县工作有序，我县先后在白沙镇召开会议。",
            "云岚县",
        ),
    ],
)
def test_a_countys_own_report_has_no_township(text: str, county: str) -> None:
    """A report by a county or one of its bureaus isn't given to a township that it mentions."""
    place = parse_report(text, "a.txt").place
    assert (place.county, place.township) == (county, "")


def test_title_wins_over_a_header_that_differs_by_one_character() -> None:
    """Where header and title disagree on 乡 or 镇 the title is taken, and the report says so."""
    text = "发布机构：青石县柳溪乡人民政府\n柳溪镇2023年法治政府建设情况报告\n2023年，我镇" + BODY
    report = parse_report(text, "a.txt")
    assert report.place.township == "柳溪镇"
    assert any("柳溪乡" in warning and "柳溪镇" in warning for warning in report.warnings)


def test_a_title_year_that_the_text_contradicts_is_kept_with_a_warning() -> None:
    """The title's year counts; a text that speaks of another year throughout earns a warning."""
    text = (
        "柳溪镇2025年法治政府建设情况报告\n2024年，我镇坚持依法行政。2024年召开会议，2024年调解纠纷。\n"
        "一、主要举措\n2024年完成。"
    )
    report = parse_report(text, "a.txt")
    assert report.year == 2025
    assert any("2025" in warning and "2024" in warning for warning in report.warnings)
