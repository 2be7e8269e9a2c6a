"""Conversations: what an earlier question leaves to a later one, and what it doesn't."""

from __future__ import annotations

import pytest

from tests.assistant.test_question import asked, towns


@pytest.mark.parametrize(
    ("text", "places", "years"),
    [
        ("那云台乡呢", ["云台乡"], (2024,)),
        ("2023年呢", ["柳溪镇"], (2023,)),
        ("普法宣传几次", ["柳溪镇"], (2024,)),
        ("其中婚姻家庭纠纷几件", ["柳溪镇"], (2024,)),
        ("它发放了多少份资料", ["柳溪镇"], (2024,)),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out(text: str, places: list[str], years: tuple[int, ...]) -> None:
    """Place, year or indicator from the question before it, and only those."""
    question = asked(text, "柳溪镇2024年调解了多少件矛盾纠纷")
    assert (towns(question), question.years.years) == (places, years)
    assert question.figures
    assert question.asks


@pytest.mark.parametrize(("text", "year"), [("上年同期呢", 2022), ("今年新增的有几件", 2023)])
def test_years_of_the_conversation(text: str, year: int) -> None:
    """上年 is the year before the one spoken of; 今年 is that year, where no report of the day's own is there."""
    assert asked(text, "柳溪镇2023年调解了多少件矛盾纠纷").years.years == (year,)


def test_a_total_of_one_town_adds_nothing_up() -> None:
    """一共多少人次 after a question about one town asks for its own figure in that unit."""
    question = asked("一共多少人次", "柳溪镇2024年接待来访多少批")
    assert (question.operation, question.kind, question.asks[0].unit) == (None, "single", "人次")


def test_a_follow_up_that_changes_the_place_keeps_the_indicator() -> None:
    """那云台乡呢 still asks for mediated disputes."""
    before = asked("柳溪镇2024年调解了多少件矛盾纠纷")
    assert asked("那云台乡呢", "柳溪镇2024年调解了多少件矛盾纠纷").asks[0].terms == before.asks[0].terms


def test_a_follow_up_stands_by_itself_when_written_out() -> None:
    """The standalone form names place, year and what is asked."""
    standalone = asked("那云台乡呢", "柳溪镇2024年调解了多少件矛盾纠纷").standalone
    assert all(words in standalone for words in ("云台乡", "2024年", "矛盾纠纷"))


def test_follow_ups_may_follow_one_another() -> None:
    """A third question leans on the second, which leaned on the first."""
    question = asked("那大湾镇呢", "柳溪镇2024年调解了多少件矛盾纠纷", "云台乡呢")
    assert (towns(question), question.years.years) == (["大湾镇"], (2024,))
    assert "@dispute" in question.asks[0].terms


def test_a_full_question_takes_nothing_from_history() -> None:
    """Place, year and indicator of its own."""
    alone = asked("云台乡2024年聘请了几名律师")
    after = asked("云台乡2024年聘请了几名律师", "柳溪镇2023年调解了多少件矛盾纠纷")
    assert (after.places.towns, after.years.years, after.asks) == (alone.places.towns, alone.years.years, alone.asks)


def test_an_unknown_place_is_not_replaced_by_history() -> None:
    """月桂镇呢 after a question on 柳溪镇 asks about 月桂镇."""
    question = asked("那月桂镇呢", "柳溪镇2024年调解了多少件矛盾纠纷")
    assert towns(question) == []
    assert question.places.unknown == ("月桂镇",)


@pytest.mark.parametrize("earlier", ["", "😀？！", "问" * 3000])
def test_an_earlier_entry_that_is_no_question_is_passed_over(earlier: str) -> None:
    """What can't be read as a question is neither an error nor the end of the conversation."""
    question = asked("那云台乡呢", "柳溪镇2024年调解了多少件矛盾纠纷", earlier)
    assert (towns(question), question.years.years) == (["云台乡"], (2024,))


def test_the_place_that_was_found_may_be_meant() -> None:
    """它 after a question for the most points at the answer's place; without such a word all towns stay."""
    most = "2024年哪个镇调解的纠纷最多"
    assert asked("它有多少法律明白人", most).found_by == (most,)
    assert asked("how many of those were settled", "which town mediated the most disputes in 2024").found_by
    assert asked("那普法活动呢", most).found_by == ()
    assert asked("柳溪镇有多少法律明白人", most).found_by == ()


@pytest.mark.parametrize("text", ["上一年占比多少", "上年评比几次"])
def test_a_word_with_bi_compares_nothing(text: str) -> None:
    """占比 and 评比 ask for one year."""
    assert asked(text, "柳溪镇2024年调解了多少件矛盾纠纷").years.years == (2023,)


def test_it_may_be_meant_a_question_later() -> None:
    """A third question still is about the place that the first one found."""
    most = "2024年哪个镇调解的纠纷最多"
    assert asked("有几名律师", most, "它有多少法律明白人").found_by == (most,)


def test_english_that_points_back_may_begin_with_a_capital() -> None:
    """And the ones about land asks for the same town's figure."""
    question = asked("And the ones about land?", "How many disputes did Liuxi resolve in 2024?")
    assert (towns(question), question.figures) == (["柳溪镇"], True)


def test_a_practice_without_a_matter_of_its_own_keeps_the_earlier_one() -> None:
    """以前为啥不清楚 is looked for together with what was asked before; a new matter isn't."""
    before = "柳溪镇草场边界怎么重新定的"
    assert "草场边界" in asked("以前为啥不清楚", before).topic
    assert "草场边界" not in asked("普法宣传怎么做的", before).topic


@pytest.mark.parametrize(
    ("text", "places", "years"),
    [
        ("云台乡那年呢", ["云台乡"], (2023,)),
        ("what about Yuntai, same year?", ["云台乡"], (2023,)),
        ("下一年呢", ["柳溪镇"], (2024,)),
        ("and the year before that?", ["柳溪镇"], (2022,)),
        ("跟上一年比呢", ["柳溪镇"], (2022, 2023)),
    ],
)
def test_years_are_counted_from_the_question_before(text: str, places: list[str], years: tuple[int, ...]) -> None:
    """The same year, the next and the one before, and both where they are compared; the indicator stays."""
    question = asked(text, "柳溪镇2023年调解了多少起纠纷")
    assert (towns(question), question.years.years, question.figures) == (places, years, True)
    assert "@dispute" in question.asks[0].terms


def test_a_bare_thing_after_a_number_asks_for_its_number() -> None:
    """家庭婚姻方面的 after how many; in a question for words it stays one."""
    before = "柳溪镇2023年进入调解的纠纷多少起"
    assert asked("家庭婚姻方面的", before, "邻里之间的呢").figures
    assert not asked("家庭婚姻方面怎么做的", before).figures


@pytest.mark.parametrize("text", ["那里办过几场普法活动", "那个镇持证的有几名", "该乡法律明白人有多少"])
def test_words_that_point_at_the_place_found(text: str) -> None:
    """那里, 那个镇, 该乡."""
    assert asked(text, "2023年12345工单最少的是哪个镇").found_by


@pytest.mark.parametrize("text", ["这两个镇罚款各是多少", "它们的合同审查呢", "两地各发了多少资料"])
def test_words_that_point_at_the_places_named(text: str) -> None:
    """The two that the question before named, not every town there is."""
    question = asked(text, "柳溪镇和云台乡2024年调解的纠纷谁多")
    assert towns(question) == ["柳溪镇", "云台乡"]


def test_another_part_of_the_year_is_asked_of_the_same() -> None:
    """全年呢 after the first half keeps what is counted, and not the half."""
    (ask,) = asked("全年呢", "柳溪镇2024年上半年调解了多少件").asks
    assert (ask.text.startswith("全年"), "上半年" in ask.text) == (True, False)


def test_the_same_and_one_thing_more() -> None:
    """那云台乡呢？满意率又是多少 asks for what was asked before as well."""
    question = asked("云台乡呢？满意率又是多少", "柳溪镇2024年受理热线工单多少件")
    assert (towns(question), [ask.unit for ask in question.asks]) == (["云台乡"], ["件", "%"])


def test_there_is_no_matter_of_its_own() -> None:
    """那边哪个最多 in another county asks for what was asked before."""
    question = asked("岚山县那边哪个最多", "青石县2024年哪个镇调解的纠纷最多")
    assert question.operation == "max"
    assert "@dispute" in question.asks[0].terms


def test_the_second_place_is_asked_after_the_first() -> None:
    """第二名呢 is computed as the question before it was, over the same years."""
    question = asked("第二名呢", "2024年哪个镇化解的纠纷最少")
    assert (question.operation, question.nth, question.years.years) == ("min", 2, (2024,))
    assert "化解" in question.asks[0].text


def test_another_year_and_another_thing() -> None:
    """2024年呢，输了几件 asks the same of that year, and something more."""
    question = asked("2024年呢，输了几件", "柳溪镇2023年被告上法庭几件")
    assert [ask.text for ask in question.asks] == ["被告上法庭几件", "败诉几件"]
    assert question.years.years == (2024,)
    assert len(asked("云台乡呢，2024年输了几件", "柳溪镇2023年被告上法庭几件").asks) == 2


@pytest.mark.parametrize("before", ["老周调解室是哪个街道的", "溪边说事在哪里", "竹下夜校是哪儿办的"])
def test_which_place_has_it(before: str) -> None:
    """What follows is asked of the place that has the thing."""
    assert asked("调了多少件", before).found_by == (before,)
    assert not asked("柳溪镇调了多少件", before).found_by
