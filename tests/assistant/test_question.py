"""Questions: what kind each is, what it asks for, and what an earlier one leaves to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asked_words import bare_words
from assistant.conversation import understand
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
    ("text", "unit", "rate"),
    [
        ("柳溪镇2024年调解了多少起纠纷", "起", False),
        ("柳溪镇2024年法律咨询多少人次", "人次", False),
        ("柳溪镇2024年聘请了几名律师", "名", False),
        ("柳溪镇2024年给村里配了几个法律顾问", "人", False),
        ("柳溪镇2024年有几个村", "个", False),
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


def test_each_town_has_its_own_question() -> None:
    """Only where each is named once, by a name that no other town has."""
    question = asked("柳溪镇信访案件几件，云台乡行政诉讼几件")
    assert [ask.text for ask in question.own_asks] == ["信访案件几件", "行政诉讼几件"]
    assert asked("柳溪镇和云台乡调解多少件").own_asks == ()
    assert asked("柳溪镇信访案件几件，柳溪镇行政诉讼几件").own_asks == ()
    assert asked("柳溪镇信访案件几件，月桂镇行政诉讼几件").own_asks == ()
    assert asked("柳溪镇的法律明白人比云台乡的少几个").own_asks == ()


def test_places_with_years_of_their_own() -> None:
    """柳溪镇2023年和云台乡2024年 is two reports, not four."""
    assert asked("柳溪镇2023年和云台乡2024年调解多少件").own_years == (2023, 2024)
    assert asked("2023年柳溪镇与2024年云台乡调解多少件").own_years == (2023, 2024)
    assert asked("柳溪镇和云台乡2023年、2024年调解多少件").own_years == ()
    apart = asked("柳溪镇2023年的法律明白人比云台乡2024年的少几个")
    assert (apart.own_years, apart.operation, apart.difference) == ((2023, 2024), None, True)


def test_a_year_that_only_some_towns_have() -> None:
    """Right behind one town of several it is that town's; behind the last it is everyone's."""
    assert asked("柳溪镇2023年、云台乡调解了多少件").own_years == (2023, 0)
    assert asked("柳溪镇、云台乡2024年调解了多少件").own_years == ()


def test_the_total_is_no_thing_of_its_own() -> None:
    """In total before or behind a question is not another question, and doesn't cut how much off."""
    (one,) = asked("In total, how many publicity events did the towns hold in 2024?").asks
    assert "@campaign" in one.terms
    (money,) = asked("how much money did Liuxi fine in total").asks
    assert (money.unit, "@fine" in money.terms) == ("万元", True)


def test_words_for_the_most_are_none_of_the_question() -> None:
    """Of which place issued the most penalties only the penalties are looked for."""
    (one,) = asked("Which place issued the most administrative penalties in 2024?").asks
    assert bare_words(one.text).split() == ["行政处罚"]


def test_a_wording_is_not_cut_by_a_small_word() -> None:
    """输了 is lost; 了 in 办了几件 is nothing."""
    assert "输了" in bare_words("行政诉讼输了几件")
    assert "合同年审" in bare_words("合同年审几份")
    assert "年轻干部" in bare_words("那年轻干部多少名")
    assert "了" not in bare_words("合同办了几件")


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
        ("柳溪镇罚了几个案子", "件"),
        ("柳溪镇帮多少农民工要回工资", "人"),
        ("柳溪镇帮多少工人讨薪", "人"),
        ("柳溪镇帮农民工要回多少工资", "万元"),
        ("柳溪镇群众来访批次", "批次"),
        ("柳溪镇调成多少家务事", ""),
        ("Liuxi budget for legal publicity", "万元"),
    ],
)
def test_units_that_nouns_say(text: str, unit: str) -> None:
    """A unit that begins another word (网格员) is none; a noun may imply one."""
    assert asked(text).asks[0].unit == unit


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
