"""Questions: what kind each is, what it asks for, and what an earlier one leaves to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asks import bare_words
from assistant.conversation import understand
from assistant.kinds import Threshold
from assistant.places import Gazetteer
from assistant.question import LONGEST_QUESTION, Question
from index.errors import QuestionError
from index.records import Place, Role
from index.rows import ReportInfo


def info(county: str, township: str, year: int) -> ReportInfo:
    """A report of a place."""
    name = f"{county}{township}{year}"
    place = Place(county=county, township=township)
    return ReportInfo(name, f"{name}.txt", name, place, year, None, 100, 5, (), name, "", "", None)


GAZETTEER = Gazetteer(
    [
        info("青石县", "柳溪镇", 2023),
        info("青石县", "柳溪镇", 2024),
        info("青石县", "云台乡", 2024),
        info("岚山县", "大湾镇", 2024),
    ]
)


def asked(question: str, *history: str) -> Question:
    """The question, understood on a fixed day."""
    return understand(question, history, GAZETTEER, date(2025, 6, 1))


def towns(question: Question) -> list[str]:
    """The names of the towns asked about."""
    return [town.name for town in question.places.towns]


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("柳溪镇2024年调解了多少起矛盾纠纷？", "single", True),
        ("柳溪24年普法几次", "single", True),
        ("柳溪镇2024年有没有败诉", "single", True),
        ("how many disputes did Liuxi mediate in 2024", "single", True),
        ("柳溪镇2024年化解率是多少", "single", True),
        ("柳溪镇和云台乡2024年调解了多少件", "compare", True),
        ("对比柳溪镇2023年和2024年调解多少件", "compare", True),
        ("各镇调解了多少件", "compare", True),
        ("哪个镇调解的纠纷最多", "aggregate", True),
        ("各镇一共调解了多少件", "aggregate", True),
        ("各镇平均调解多少件", "aggregate", True),
        ("把各镇调解数量排个序", "aggregate", True),
        ("调解300件以上的有哪些镇", "aggregate", True),
        ("哪些地方没有发生行政复议", "aggregate", True),
        ("柳溪镇怎么开展普法工作", "narrative", False),
        ("柳溪镇存在哪些不足", "narrative", False),
        ("柳溪镇和云台乡的法律顾问制度有什么不同", "compare", False),
        ("柳溪镇和云台乡的合同把关流程比较", "compare", False),
        ("柳溪镇2023和2024年对矛盾的包办办法有什么变化", "compare", False),
        ("这几个地方化解矛盾各有什么招数", "compare", False),
        ("柳溪镇的单子分别由谁拿着", "narrative", False),
        ("2023年的报告收了几份，哪几个地方的", "library", False),
        ("库里都有谁家哪一年的报告", "library", False),
        ("想写让老百姓少跑腿，给几段看看", "example", False),
        ("柳溪镇2024年报告里有没有写调解了多少件纠纷", "single", True),
        ("我想写总结，柳溪镇2024年调解了多少件纠纷", "single", True),
        ("柳溪镇2024年述法报告收了几份", "single", True),
        ("水库险情向谁报告", "narrative", False),
        ("各镇有哪些工作被表扬过", "compare", False),
        ("各镇怎么落实末位表态制度", "compare", False),
        ("各镇用无人机巡查的是多少次", "compare", True),
        ("柳溪镇2024年办好几件民生实事", "single", True),
        ("有没有写怎么不让打工的被欠工钱的", "example", False),
        ("好几个部门合起来只上门检查一回，这种减负的写法有吗", "example", False),
        ("法律顾问制度怎么写，给个范例", "example", False),
        ("资料库里有哪些报告", "library", False),
        ("what reports are there", "library", False),
    ],
)
def test_the_kind_of_a_question(text: str, kind: str, figures: bool) -> None:
    """A figure, a comparison, a computation, a practice, an example, or the library itself."""
    question = asked(text)
    assert (question.kind, question.figures) == (kind, figures)


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("哪个镇调解的纠纷最多", "max"),
        ("柳溪镇和云台乡谁调解得多", "max"),
        ("哪个镇调解的纠纷最少", "min"),
        ("各镇一共调解了多少件", "sum"),
        ("青石县各镇合计调解多少件", "sum"),
        ("各镇平均调解多少件", "mean"),
        ("各镇调解数量从高到低排序", "rank"),
        ("有几个镇调解超过300件", "count"),
        ("哪些镇没有行政诉讼", "count"),
        ("柳溪镇2023年到2024年调解数量有什么变化", "change"),
        ("which town mediated the most disputes", "max"),
        ("调解数量排前三的是哪几个镇", "rank"),
        ("top 2 towns by disputes mediated", "rank"),
        ("柳溪镇两年累计调解多少件", "sum"),
        ("which town disclosed more information, Liuxi or Yuntai", "max"),
        ("平均一个镇审几份合同", "mean"),
        ("柳溪镇的法律明白人从2023到2024多了几个", "change"),
        ("2024年哪个镇打过行政官司", "count"),
        ("2024年哪些乡镇一件行政处罚都没办", "count"),
        ("2024年没人来申请信息公开的是哪个镇", "count"),
        ("2024年普法活动超过20场的有谁", "rank"),
        ("2024年谁主动公开的信息多于200条", "rank"),
        ("2023年信访量过50件的有哪几个地方", "rank"),
        ("2023年普法活动没到20场的有几个地方", "count"),
        ("2023年有被告上法庭的地方都有谁，各几件", "count"),
        ("2023年学法次数排一排，最勤的放前面", "rank"),
        ("2024年来问法律问题的人次哪里垫底", "min"),
        ("Rank the 2024 reports by certified enforcement officers", "rank"),
        ("Total people under correction in 2023, all places together", "sum"),
        ("几家12345工单合计多少件", "sum"),
        ("柳溪镇全镇有几个人有执法证", None),
        ("柳溪镇标的超过50万元的合同，谁来审查", None),
        ("柳溪镇没有发生过纠纷的社区是哪个", None),
        ("哪些镇有通过评理堂化解纠纷的做法", None),
        ("柳溪镇2024年累计调解多少件", None),
        ("截至2023年底和2024年底柳溪镇累计建成法治文化阵地几个", None),
        ("各镇前三个季度调解纠纷多少件", None),
        ("各镇提前5个工作日公示的事项有多少项", None),
        ("柳溪镇2024年调解了多少件", None),
        ("柳溪镇2024年一共调解了多少件", None),
    ],
)
def test_what_is_to_be_computed(text: str, operation: str | None) -> None:
    """Most, fewest, sum, mean, ranking, how many, change; one report's 一共 is no sum."""
    assert asked(text).operation == operation


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("调解300件以上的有哪些镇", Threshold(">=", 300)),
        ("调解超过300件的有哪些镇", Threshold(">", 300)),
        ("调解不足50件的有哪些镇", Threshold("<", 50)),
        ("调解不超过50件的有哪些镇", Threshold("<=", 50)),
        ("调解50件及以下的有哪些镇", Threshold("<=", 50)),
        ("发放资料2万份以上的有哪些", Threshold(">=", 20000)),
        ("化解率达到98%的有哪些镇", Threshold(">=", 98)),
        ("调解三百件以上的有哪些镇", Threshold(">=", 300)),
        ("信访量过50件的有哪几个地方", Threshold(">", 50)),
        ("普法活动没到20场的有几个地方", Threshold("<", 20)),
        ("通过50名考核的有哪些镇", None),
        ("开展过20场以上活动的有哪些镇", Threshold(">=", 20)),
        ("办理过12345工单的有哪些镇", None),
        ("帮教未满18周岁青少年多少名", None),
        ("哪个镇调解最多", None),
    ],
)
def test_bounds(text: str, threshold: Threshold | None) -> None:
    """以上 and 超过 differ in the bound itself; 万 and Chinese numerals count."""
    assert asked(text).threshold == threshold


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [
        ("柳溪镇2024年调解了多少起纠纷", "起", False),
        ("柳溪镇2024年法律咨询多少人次", "人次", False),
        ("柳溪镇2024年聘请了几名律师", "名", False),
        ("柳溪镇2024年罚款多少钱", "万元", False),
        ("柳溪镇2024年投入多少资金", "万元", False),
        ("柳溪镇2024年化解率是多少", "%", True),
        ("柳溪镇2024年化解了百分之几", "%", True),
        ("柳溪镇2024年培训人数是多少", "人", False),
        ("柳溪镇2024年调解情况", "", False),
    ],
)
def test_the_unit_asked_in(text: str, unit: str, rate: bool) -> None:
    """As the question words it; money and rates are kinds of their own."""
    (ask,) = asked(text).asks
    assert (ask.unit, ask.rate) == (unit, rate)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("柳溪镇2024年开展了多少次普法讲座", Role.OUTCOME),
        ("柳溪镇计划开展多少次普法讲座", Role.PLAN),
        ("柳溪镇下一年打算办几场讲座", Role.PLAN),
        ("柳溪镇要求每年开展多少次普法讲座", Role.REQUIREMENT),
        ("柳溪镇2024年信访量同比下降多少", Role.GROWTH),
        ("柳溪镇2024年考核排第几", Role.RANK),
        ("柳溪镇普法讲座计划不少于多少场", Role.PLAN),
        ("柳溪镇定的化解率目标是多少", Role.PLAN),
        ("哪些镇2024年学法不少于5次", Role.OUTCOME),
    ],
)
def test_the_role_asked_for(text: str, role: Role) -> None:
    """Requirements, plans, growth and ranks only where they are what is asked."""
    assert asked(text).asks[0].role is role


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("柳溪镇2024年调解了多少件纠纷", 1),
        ("柳溪镇2024年排查多少件矛盾，化解多少件", 2),
        ("柳溪镇2024年普法讲座几场、发放资料多少份", 2),
        ("柳溪镇2024年收到诉求多少条，解决多少条，满意率多少", 3),
        ("柳溪镇2024年办结率和满意率是多少", 2),
        ("柳溪镇2024年接访多少批、多少人次", 2),
        ("柳溪镇2024年接访多少批多少人次", 2),
        ("柳溪镇2024年走访企业的家数和解决问题数", 2),
        ("柳溪镇2024年学法次数、普法活动场次", 2),
        ("柳溪镇2024年合同审查数量比去年增长百分之几", 1),
        ("我们在写总结，麻烦查一下柳溪镇2024年调解多少件", 1),
        ("柳溪镇2024年矛盾和纠纷一共多少件", 1),
        ("柳溪镇2024年参加执法考试几人，通过几人", 2),
    ],
)
def test_several_things_in_one_question(text: str, count: int) -> None:
    """Each is an ask of its own."""
    assert len(asked(text).asks) == count


def test_the_same_thing_in_two_units() -> None:
    """接访多少批、多少人次: the second ask is about the same, counted otherwise."""
    first, second = asked("柳溪镇2024年领导接访多少批、多少人次").asks
    assert (first.unit, second.unit) == ("批", "人次")
    assert first.terms == second.terms


@pytest.mark.parametrize(
    ("text", "count"),
    [("柳溪镇2024年行政诉讼和行政复议一共几件", 2), ("柳溪镇信访案件、诉讼案件、复议案件合计多少件", 3)],
)
def test_several_things_of_one_town_are_added_up(text: str, count: int) -> None:
    """Different things in a list before 一共 are asks of their own, and their sum is wanted."""
    question = asked(text)
    assert (question.operation, len(question.asks)) == ("sum", count)


@pytest.mark.parametrize(
    ("text", "top"),
    [("排前三的是哪几个镇", 3), ("top 2 towns", 2), ("前三个月调解多少件", 0), ("调解数量前十五名", 15)],
)
def test_how_many_of_a_ranking(text: str, top: int) -> None:
    """前三 says how many are wanted; 前三个月 is a time."""
    assert asked(text).top == top


def test_each_town_has_its_own_question() -> None:
    """Only where each is named once, by a name that no other town has."""
    question = asked("柳溪镇信访案件几件，云台乡行政诉讼几件")
    assert [ask.text for ask in question.own_asks] == ["信访案件几件", "行政诉讼几件"]
    assert asked("柳溪镇和云台乡调解多少件").own_asks == ()
    assert asked("柳溪镇信访案件几件，柳溪镇行政诉讼几件").own_asks == ()
    assert asked("柳溪镇信访案件几件，月桂镇行政诉讼几件").own_asks == ()


def test_places_with_years_of_their_own() -> None:
    """柳溪镇2023年和云台乡2024年 is two reports, not four."""
    assert asked("柳溪镇2023年和云台乡2024年调解多少件").own_years == (2023, 2024)
    assert asked("2023年柳溪镇与2024年云台乡调解多少件").own_years == (2023, 2024)
    assert asked("柳溪镇和云台乡2023年、2024年调解多少件").own_years == ()


def test_a_year_that_only_some_towns_have() -> None:
    """Right behind one town of several it is that town's; behind the last it is everyone's."""
    assert asked("柳溪镇2023年、云台乡调解了多少件").own_years == (2023, 0)
    assert asked("柳溪镇、云台乡2024年调解了多少件").own_years == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳溪镇2024年调解的纠纷比云台乡多几件", True),
        ("柳溪镇和云台乡的调解数量相差多少", True),
        ("柳溪镇2024年比云台乡多化解了多少件纠纷", True),
        ("柳溪镇和云台乡2024年各调解多少件", False),
        ("柳溪镇2024年比2023年多调解多少件", False),
    ],
)
def test_how_far_two_towns_lie_apart_is_asked(text: str, *, expected: bool) -> None:
    """Of two towns, not of two years of one."""
    assert asked(text).difference is expected


def test_the_total_is_no_thing_of_its_own() -> None:
    """In total before or behind a question is not another question, and doesn't cut how much off."""
    (one,) = asked("In total, how many publicity events did the towns hold in 2024?").asks
    assert "@campaign" in one.terms
    (money,) = asked("how much money did Liuxi fine in total").asks
    assert (money.unit, "@fine" in money.terms) == ("万元", True)


def test_words_for_the_most_are_none_of_the_question() -> None:
    """Of which place issued the most penalties only the penalties are looked for."""
    (one,) = asked("Which place issued the most administrative penalties in 2024?").asks
    assert bare_words(one.text).split() == ["administrative", "penalties"]


def test_a_wording_is_not_cut_by_a_small_word() -> None:
    """输了 is lost; 了 in 办了几件 is nothing."""
    assert "输了" in bare_words("行政诉讼输了几件")
    assert "合同年审" in bare_words("合同年审几份")
    assert "年轻干部" in bare_words("那年轻干部多少名")
    assert "了" not in bare_words("合同办了几件")


def test_reports_are_counted_not_listed() -> None:
    """有几份报告 with a bound counts figures; without one it asks about the library."""
    bound = asked("有几份报告调解的纠纷超过100件")
    assert (bound.kind, bound.operation, bound.asks[0].unit) == ("aggregate", "count", "")
    assert asked("现在一共有几份报告").kind == "library"


def test_english_phrases_stay_whole() -> None:
    """Legal alone says nothing, legal advice does."""
    assert "legal advice" in bare_words("how many people got legal advice")
    assert "legal" not in bare_words("how many legal events were held")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("柳溪镇有多少网格员", "人"),
        ("柳溪镇学法考试平均分", "分"),
        ("柳溪镇立了几个案子", "件"),
        ("柳溪镇群众来访批次", "批次"),
        ("柳溪镇调成多少家务事", ""),
        ("Liuxi budget for legal publicity", "万元"),
    ],
)
def test_units_that_nouns_say(text: str, unit: str) -> None:
    """A unit that begins another word (网格员) is none; a noun may imply one."""
    assert asked(text).asks[0].unit == unit


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("柳溪镇“谁执法、谁普法”怎么落实", "narrative"),
        ("柳溪镇干部学法考试参考率", "single"),
        ("柳溪镇举报电话是多少", "narrative"),
        ("柳溪镇公开包括哪几方面", "narrative"),
        ("柳溪镇执法力量为什么跟不上", "narrative"),
        ("柳溪镇有没有建立调解室", "narrative"),
        ("青石县哪个街道或镇调解最多", "aggregate"),
        ("青石县2024年调解超过30件的有几个", "aggregate"),
        ("青石县的报告有几份，哪些乡镇", "library"),
        ("柳溪镇2023年的报告有多少个法律明白人", "single"),
        ("政务公开怎么写，给几个例子", "example"),
    ],
)
def test_what_looks_like_another_kind(text: str, kind: str) -> None:
    """谁 in a slogan asks about nobody; 参考率 wants no example; a telephone number is no figure."""
    assert asked(text).kind == kind


def test_a_second_ask_keeps_what_is_counted() -> None:
    """化解多少 after 排查多少件矛盾 is about 矛盾 too, and no longer about 排查."""
    first, second = asked("柳溪镇2024年排查多少件矛盾纠纷，化解多少件").asks
    assert "@dispute" in first.terms
    assert "@dispute" in second.terms | second.context
    assert "@investigate" not in second.terms


@pytest.mark.parametrize("text", ["", "   ", "？？", "……", "👍", "\n"])
def test_a_question_without_words_is_refused(text: str) -> None:
    """Nothing to ask: an error that says how to ask, not an answer of not found."""
    with pytest.raises(QuestionError):
        asked(text)


def test_a_question_may_have_2000_characters() -> None:
    """2,000 are taken, one more isn't."""
    text = "柳溪镇2024年调解了多少件矛盾纠纷？" * 200
    assert asked(text[:LONGEST_QUESTION]).text
    with pytest.raises(QuestionError, match="太长"):
        asked(text[: LONGEST_QUESTION + 1])


def test_emoji_change_nothing() -> None:
    """They are only decoration."""
    question = asked("😀柳溪镇2024年调解了多少件纠纷👍？")
    assert (question.kind, towns(question), question.years.years) == ("single", ["柳溪镇"], (2024,))
    assert question.asks[0].terms == asked("柳溪镇2024年调解了多少件纠纷？").asks[0].terms


def test_english_is_known_as_such() -> None:
    """So that the answer can be in English."""
    assert asked("how many disputes did Liuxi mediate in 2024").english
    assert not asked("柳溪镇2024年LED屏多少块").english


words = st.sampled_from(
    [
        "柳溪镇",
        "云台乡",
        "青石县",
        "2024年",
        "去年",
        "各镇",
        "调解",
        "了",
        "多少",
        "件",
        "矛盾纠纷",
        "最多",
        "一共",
        "平均",
        "300件以上",
        "的",
        "有哪些",
        "和",
        "，",
        "？",
        "呢",
        "其中",
        "怎么",
        "liuxi",
        "how",
        "many",
        "其他",
        "率",
        "没有",
        "2023",
        "😀",
    ]
)


@settings(max_examples=80)
@given(
    st.lists(words, min_size=1, max_size=12).map("".join),
    st.lists(st.lists(words, max_size=8).map("".join), max_size=3),
)
def test_any_question_can_be_understood(text: str, history: list[str]) -> None:
    """A question of words is understood, or refused as empty; nothing else is raised."""
    try:
        question = understand(text, history, GAZETTEER, date(2025, 6, 1))
    except QuestionError:
        return
    assert question.standalone
    assert set(question.places.towns) <= set(GAZETTEER.towns)
