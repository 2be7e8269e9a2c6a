"""Places: every way to name one of the library's, and no way to get another one's data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.places import Gazetteer
from index.records import Place
from index.rows import ReportInfo


def info(county: str, township: str, year: int | None, city: str = "", province: str = "") -> ReportInfo:
    """A report of a place."""
    name = f"{county}{township}{year}"
    place = Place(province=province, city=city, county=county, township=township)
    return ReportInfo(name, f"{name}.txt", name, place, year, None, 100, 5, (), name, "", "", None)


GAZETTEER = Gazetteer(
    [
        info("鲁山县", "张良镇", 2024),
        info("青石县", "柳溪镇", 2023, "云州市", "云岚省"),
        info("青石县", "柳溪镇", 2024, "云州市", "云岚省"),
        info("青石县", "大湾镇", 2024, "云州市", "云岚省"),
        info("岚山县", "柳溪镇", 2024, "云州市", "云岚省"),
        info("临川区", "北门街道", 2024),
        info("临川区", "东关街", 2024),
        info("岚山县", "梅花瑶族乡", 2024),
        info("", "石桥乡", 2022),
    ]
)


def names(question: str) -> list[str]:
    """The full names of the towns that a question asks about."""
    return [town.full_name for town in GAZETTEER.read(question).towns]


@pytest.mark.parametrize(
    "question",
    [
        "张良镇2024年调解了多少件纠纷",
        "张良2024年调解了多少件纠纷",
        "鲁山县张良镇调解了多少件",
        "鲁山张良镇调解了多少件",
        "鲁山县的张良镇调解了多少件",
        "鲁山县调解了多少件",
        "鲁山县的镇调解了多少件",
        "張良鎮調解了多少件",
        "zhangliang zhen 2024 年调解多少件",
        "ZhangLiang调解多少件",
        "zhang liang zhen 调解多少件",
        "zhangliangzhen调解多少件",
        "Zhangliang Town in 2024",
        "Zhangliang township in 2024",
        "how many disputes did Zhangliang mediate",
        "请问张良镇调解了多少件",
    ],
)
def test_one_town_has_many_names(question: str) -> None:
    """Full, short, with county, the county alone, traditional, pinyin in any spacing, English."""
    asked = GAZETTEER.read(question)
    assert names(question) == ["鲁山县张良镇"]
    assert asked.unknown == ()


@pytest.mark.parametrize(
    ("question", "town"),
    [
        ("北门街道多少件", "临川区北门街道"),
        ("北门街多少件", "临川区北门街道"),
        ("北门街道办事处多少件", "临川区北门街道"),
        ("北门办事处多少件", "临川区北门街道"),
        ("北门多少件", "临川区北门街道"),
        ("东关街道多少件", "临川区东关街"),
        ("东关街多少件", "临川区东关街"),
        ("石桥镇多少件", "石桥乡"),
        ("石桥多少件", "石桥乡"),
        ("梅花乡多少件", "岚山县梅花瑶族乡"),
        ("梅花瑶族乡多少件", "岚山县梅花瑶族乡"),
        ("beimen jiedao多少件", "临川区北门街道"),
    ],
)
def test_kinds_of_township_are_not_held_against_anyone(question: str, town: str) -> None:
    """街 or 街道, 镇 or 乡, 民族乡 shortened."""
    assert names(question) == [town]


def test_another_kind_of_township_is_noted() -> None:
    """Who asks about 石桥镇 is told that it is 石桥乡."""
    assert any("石桥乡" in note for note in GAZETTEER.read("石桥镇多少件").notes)
    assert GAZETTEER.read("石桥乡多少件").notes == ()


def test_one_name_in_two_counties() -> None:
    """Both are meant, unless the county is named."""
    assert set(names("柳溪镇2024年调解了多少件")) == {"青石县柳溪镇", "岚山县柳溪镇"}
    assert names("青石县柳溪镇2024年调解了多少件") == ["青石县柳溪镇"]
    assert names("岚山柳溪调解了多少件") == ["岚山县柳溪镇"]


def test_a_region_stands_for_its_towns() -> None:
    """A county, a city and a province, each with their towns."""
    assert set(names("青石县的几个镇")) == {"青石县柳溪镇", "青石县大湾镇"}
    assert set(names("云州市各镇")) == {"青石县柳溪镇", "青石县大湾镇", "岚山县柳溪镇"}
    assert set(names("云岚省哪个镇最多")) == {"青石县柳溪镇", "青石县大湾镇", "岚山县柳溪镇"}
    assert GAZETTEER.read("青石县的几个镇").region == "青石县"


def test_several_towns_keep_their_order() -> None:
    """As the question names them."""
    assert names("大湾镇和张良镇对比") == ["青石县大湾镇", "鲁山县张良镇"]
    assert names("张良镇和大湾镇对比") == ["鲁山县张良镇", "青石县大湾镇"]
    assert names("张良、大湾、北门比较") == ["鲁山县张良镇", "青石县大湾镇", "临川区北门街道"]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("月桂镇2024年调解了多少件", "月桂镇"),
        ("叶县调解了多少件", "叶县"),
        ("星河街道多少件", "星河街道"),
        ("青石县月桂镇多少件", "月桂镇"),
        ("银滩省多少件", "银滩省"),
        ("Lakeside township in 2024", "Lakeside"),
    ],
)
def test_an_unknown_name_fails_closed(question: str, unknown: str) -> None:
    """It is told as unknown, and no other town takes its place."""
    asked = GAZETTEER.read(question)
    assert asked.towns == ()
    assert any(unknown in name for name in asked.unknown)


def test_a_known_and_an_unknown_name() -> None:
    """The known one is answered, the other one is told."""
    asked = GAZETTEER.read("张良镇和月桂镇谁多")
    assert [town.name for town in asked.towns] == ["张良镇"]
    assert asked.unknown == ("月桂镇",)


@pytest.mark.parametrize(
    "question", ["叶县张良镇调解了多少件", "叶县的张良镇调解了多少件", "青石县张良镇调解了多少件", "岚山县大湾镇多少件"]
)
def test_another_countys_town_is_another_town(question: str) -> None:
    """叶县张良镇 is not answered with 鲁山县张良镇."""
    asked = GAZETTEER.read(question)
    assert asked.towns == ()
    assert asked.unknown != ()


@pytest.mark.parametrize(
    ("question", "heard"),
    [
        ("张梁镇调解了多少件", "张良镇"),
        ("大弯镇多少件", "大湾镇"),
        ("章良镇调解了多少件", "张良镇"),
        ("张梁2024年调解了多少件", "张良镇"),
    ],
)
def test_a_homophone_is_only_suggested(question: str, heard: str) -> None:
    """张梁镇 asks whether 张良镇 is meant, and answers nothing."""
    asked = GAZETTEER.read(question)
    assert asked.towns == ()
    assert [town.name for _, town in asked.suggested] == [heard]


@pytest.mark.parametrize(
    "question",
    [
        "各镇调解了多少件",
        "几家合同合计多少份",
        "平均一个镇审几份合同",
        "哪个镇最多",
        "所有街道一共多少",
        "谁最多",
        "which town has the most",
        "哪些地方没有行政复议",
        "持证的人不足10个的乡镇有几家",
        "干部学法方面，各镇乡街道各有什么做法",
    ],
)
def test_all_towns(question: str) -> None:
    """各镇, 哪个, 谁 ask about everyone and name no one."""
    asked = GAZETTEER.read(question)
    assert (asked.everywhere, asked.towns, asked.unknown) == (True, (), ())


def test_a_place_may_be_left_out() -> None:
    """除…外 asks about all the others, also of several."""
    asked = GAZETTEER.read("除张良镇外，各镇调解了多少件")
    assert asked.everywhere
    assert {town.name for town in GAZETTEER.towns} - {town.name for town in asked.towns} == {"张良镇"}
    two = GAZETTEER.read("除张良镇、柳溪镇外，各镇调解了多少件")
    assert not {"张良镇", "柳溪镇"} & {town.name for town in two.towns}
    rest = GAZETTEER.read("除张良镇外，那几家一共调解多少件")
    assert rest.towns == asked.towns


def test_of_a_county_the_rest_is_asked_about() -> None:
    """鲁山县除张良镇外 is the county's other towns."""
    named = GAZETTEER.read("鲁山县除张良镇外各镇调解了多少件")
    county = {town.name for town in GAZETTEER.towns if town.county == "鲁山县"}
    assert {town.name for town in named.towns} == county - {"张良镇"}


@pytest.mark.parametrize("question", ["拆除张良镇外围违建多少处", "清除张良镇外墙广告几处"])
def test_what_is_removed_is_not_left_out(question: str) -> None:
    """拆除 is no 除."""
    assert [town.name for town in GAZETTEER.read(question).towns] == ["张良镇"]


@pytest.mark.parametrize(
    "question",
    [
        "请乡贤出面调解有没有现成的写法",
        "张良镇整个街道总共化解了多少件",
        "跨省通办怎么写",
        "张良镇市容市貌方面处罚了几件",
        "Rank the 2024 reports",
        "张良镇办理镇访案件几件",
        "put all four places side by side",
    ],
)
def test_words_that_are_no_places(question: str) -> None:
    """乡贤 is no township, and an English sentence begins with a capital."""
    assert GAZETTEER.read(question).unknown == ()


@pytest.mark.parametrize(
    "question", ["张良镇走访企业几家", "几家企业被处罚多少元", "几家网吧被罚多少元", "张良社区多少人"]
)
def test_what_only_looks_like_several_towns(question: str) -> None:
    """几家 at the end or before firms asks for a number; a community is part of its town."""
    assert not GAZETTEER.read(question).everywhere


@pytest.mark.parametrize(
    "question",
    [
        "调解了多少件矛盾纠纷",
        "全镇一共多少件",
        "村镇建设多少件",
        "社区矫正对象多少人",
        "我镇的法律顾问",
        "你好",
        "乡镇怎么做",
        "how many disputes",
        "",
    ],
)
def test_a_question_without_a_place(question: str) -> None:
    """Words that only look like places are none."""
    asked = GAZETTEER.read(question)
    assert (asked.towns, asked.unknown) == ((), ())


@pytest.mark.parametrize("question", ["张良县多少件", "张良市多少件"])
def test_a_short_name_before_another_suffix_is_another_place(question: str) -> None:
    """张良县 is not 张良镇."""
    assert names(question) == []


def test_a_report_without_county_joins_the_only_county() -> None:
    """Where the name stands in two counties it stays by itself."""
    joined = Gazetteer([info("青石县", "大湾镇", 2024), info("", "大湾镇", 2023)])
    assert [(town.full_name, town.years) for town in joined.towns] == [("青石县大湾镇", (2024, 2023))]
    apart = Gazetteer([info("青石县", "柳溪镇", 2024), info("岚山县", "柳溪镇", 2024), info("", "柳溪镇", 2023)])
    assert len(apart.towns) == 3


def test_an_empty_library_knows_no_place() -> None:
    """Nothing to match, nothing raised."""
    assert Gazetteer([]).read("张良镇多少件").towns == ()


@given(st.text(alphabet="张良柳溪镇乡县青石鲁山的和 zhangliu2024年多少各哪个区街道、", max_size=30))
def test_any_question_can_be_read(question: str) -> None:
    """Nothing raises; what is found are towns of the library, and the spans lie in the question."""
    asked = GAZETTEER.read(question)
    assert set(asked.towns) <= set(GAZETTEER.towns)
    assert all(0 <= start <= end <= len(question) for start, end in asked.spans)


def test_two_counties_of_one_name_are_asked_together() -> None:
    """青石县和岚山县的柳溪镇 is a town of each, and no other town of theirs."""
    assert names("青石县和岚山县的柳溪镇，法律明白人谁多") == ["青石县柳溪镇", "岚山县柳溪镇"]
    assert names("青石县、岚山县的柳溪镇调解多少件") == ["青石县柳溪镇", "岚山县柳溪镇"]
    assert names("岚山县的柳溪镇调解多少件") == ["岚山县柳溪镇"]


def test_a_zone_has_several_names() -> None:
    """汐原经开区 and 汐原经济技术开发区 are one, whichever a report and a question say."""
    gazetteer = Gazetteer(
        [
            info("汐原经济技术开发区", "桑麻镇", 2022),
            info("汐原经开区", "桑麻镇", 2023),
            info("汐原经开区", "揽月街道", 2024),
            info("云岚高新技术产业开发区", "枫林镇", 2024),
        ]
    )
    for name in ("汐原经开区", "汐原经济技术开发区", "汐原经济开发区"):
        assert {town.name for town in gazetteer.read(f"{name}的镇街一共多少名执法人员").towns} == {"桑麻镇", "揽月街道"}
    assert [len(town.years) for town in gazetteer.read("桑麻镇调解多少件").towns] == [2]
