"""Follow-ups that change the places and years before them, and those that only seem to."""

from __future__ import annotations

import pytest

from tests.assistant.test_question import asked, towns

DISPUTES = "柳溪镇2024年调解了多少件矛盾纠纷"


@pytest.mark.parametrize(
    ("text", "history", "places", "years", "operation"),
    [
        ("再加上2023年呢", [DISPUTES], ["柳溪镇"], (2023, 2024), None),
        ("再加上2023年一共多少", [DISPUTES], ["柳溪镇"], (2023, 2024), "sum"),
        ("算上云台乡一共多少", [DISPUTES], ["柳溪镇", "云台乡"], (2024,), "sum"),
        ("把大湾镇也算进来", ["柳溪镇和云台乡2024年谁的纠纷多"], ["柳溪镇", "云台乡", "大湾镇"], (2024,), "max"),
        ("柳溪镇换成大湾镇再比", ["柳溪镇和云台乡2024年谁的纠纷多"], ["云台乡", "大湾镇"], (2024,), "max"),
        ("比2023年多了几件", [DISPUTES], ["柳溪镇"], (2023, 2024), "change"),
        ("这两个镇再加上大湾镇一共多少件", [DISPUTES, "云台乡多少"], ["柳溪镇", "云台乡", "大湾镇"], (2024,), "sum"),
        ("两家加起来多少", [DISPUTES, "云台乡呢"], ["柳溪镇", "云台乡"], (2024,), "sum"),
        ("这两个谁多，多几件", [DISPUTES, "云台乡呢"], ["柳溪镇", "云台乡"], (2024,), "max"),
        ("2023年比它少几件", [DISPUTES], ["柳溪镇"], (2023, 2024), "change"),
        ("云台乡比它多几件", [DISPUTES], ["柳溪镇", "云台乡"], (2024,), None),
    ],
)
def test_places_and_years_are_added_swapped_and_set_beside(
    text: str, history: list[str], places: list[str], years: tuple[int, ...], operation: str | None
) -> None:
    """What is asked, and of the rest what isn't changed, comes from before."""
    question = asked(text, *history)
    assert (sorted(towns(question)), question.years.years) == (sorted(places), years)
    assert question.operation == operation
    assert "@dispute" in question.asks[0].terms


@pytest.mark.parametrize(
    "text",
    [
        "大湾镇罚款和没收加一起呢？",
        "那大湾镇罚款加上没收一共多少",
        "大湾镇2023年和上级部门联合执法几次呢",
        "大湾镇的公共法律服务站多少",
    ],
)
def test_what_only_looks_like_adding(text: str) -> None:
    """Things are added, or beside whom it was done is told: the town before stays out of it."""
    assert towns(asked(text, DISPUTES)) == ["大湾镇"]


@pytest.mark.parametrize(
    ("text", "history", "region"),
    [("最少的是谁，几个人", ["青石县2024年哪个乡镇持证的人最多"], "青石县"), ("那哪个镇最多", [DISPUTES], "")],
)
def test_who_asks_among_those_before(text: str, history: list[str], region: str) -> None:
    """After 青石县哪个乡镇 the least is looked for there; after one town's question among all."""
    question = asked(text, *history)
    assert (question.places.region, len(towns(question)) == 1) == (region, False)


@pytest.mark.parametrize(
    ("text", "one_town"), [("由谁来主持", True), ("输在哪里", True), ("谁做得最好", False), ("谁的做法更有特色", False)]
)
def test_who_did_it_there(text: str, one_town: bool) -> None:
    """谁来主持 asks of the town before; 谁做得最好 of all towns."""
    assert (towns(asked(text, "柳溪镇2024年桥头说理堂调成了多少件")) == ["柳溪镇"]) is one_town


def test_a_thing_said_after_a_computation() -> None:
    """那培训的呢 after 哪个镇罚款最多 asks which has the most; of one town that is named, its own number."""
    before = "2024年哪个镇罚款最多"
    assert asked("那法治培训的呢", before).operation == "max"
    assert asked("柳溪镇的法治培训呢", before).operation is None
    assert asked("那法治培训的呢", "2024年罚款超过10万元的有几个镇").operation is None


def test_the_same_at_that_time() -> None:
    """前一年试点的时候呢 asks what was asked before of the year before."""
    question = asked("头一年试点的时候呢", DISPUTES)
    assert (question.years.years, question.asks[0].terms) == ((2023,), asked(DISPUTES).asks[0].terms)


def test_changes_follow_one_another() -> None:
    """再加上丙镇 after 再加上乙镇 adds to both; what was swapped out stays out."""
    added = asked("再加上大湾镇一共多少", DISPUTES, "再加上云台乡")
    assert sorted(towns(added)) == sorted(["柳溪镇", "云台乡", "大湾镇"])
    assert "@dispute" in added.asks[0].terms


def test_a_part_of_the_year_at_that_time_stays() -> None:
    """2024年上半年的时候呢 asks for the half year."""
    assert "上半年" in asked("那2023年上半年的时候呢", DISPUTES).asks[0].text


def test_each_town_keeps_the_year_that_it_was_asked_of() -> None:
    """这两个镇 after one of 2023 and one of 2024 means each in its year."""
    question = asked("这两个镇一共罚款多少", "柳溪镇2023年罚款多少", "云台乡2024年罚款多少")
    assert (towns(question), question.own_years) == (["柳溪镇", "云台乡"], (2023, 2024))


@pytest.mark.parametrize(
    ("text", "operation"), [("那少的是哪个", "min"), ("多的呢", "max"), ("那少的是哪个镇呢？", "min")]
)
def test_the_other_of_two(text: str, operation: str) -> None:
    """那少的是哪个 after 甲镇和乙镇哪个多 asks of the same two for the fewer."""
    question = asked(text, "柳溪镇和云台乡2024年哪个调解的纠纷多")
    assert (towns(question), question.operation) == (["柳溪镇", "云台乡"], operation)
    assert "@dispute" in question.asks[0].terms


@pytest.mark.parametrize("before", ["柳溪镇和云台乡2024年调解的纠纷各多少件", "各镇2024年调解的纠纷各多少件"])
def test_which_of_those_shown_side_by_side(before: str) -> None:
    """那少的是哪个 after 各多少 asks which of them has the fewest."""
    question = asked("那少的是哪个", before)
    assert (question.operation, question.kind) == ("min", "aggregate")
    assert "@dispute" in question.asks[0].terms


def test_how_far_two_lie_apart_behind_one() -> None:
    """乙镇比它多几件 asks for the difference, 乙镇呢 for the other's figure only."""
    assert asked("云台乡比它多几件", DISPUTES).difference
    assert not asked("云台乡呢", DISPUTES).difference


@pytest.mark.parametrize("text", ["涨了多少件", "多了几件", "差多少"])
def test_how_far_two_years_lie_apart(text: str) -> None:
    """涨了多少 after 2024年…, 2023年呢 asks for the change between them."""
    question = asked(text, DISPUTES, "2023年呢")
    assert (towns(question), question.years.years, question.operation) == (["柳溪镇"], (2023, 2024), "change")
    assert "@dispute" in question.asks[0].terms


@pytest.mark.parametrize(
    ("text", "history"), [("多多少", [DISPUTES, "云台乡呢", "哪个多"]), ("差几件", [DISPUTES, "云台乡呢"])]
)
def test_how_far_two_towns_lie_apart(text: str, history: list[str]) -> None:
    """The two that were asked about one by one, whatever stands between."""
    question = asked(text, *history)
    assert (sorted(towns(question)), question.difference) == (["云台乡", "柳溪镇"], True)
    assert "@dispute" in question.asks[0].terms


def test_why_it_changed_looks_at_both_years() -> None:
    """为啥少了 after two years is about what was asked of them."""
    question = asked("为啥少了", DISPUTES, "2023年呢")
    assert (question.years.years, question.kind) == ((2023, 2024), "narrative")
    assert "纠纷" in question.topic


@pytest.mark.parametrize("text", ["把原话给我看看", "原文在哪", "出处呢"])
def test_who_wants_the_words_is_shown_the_figure_again(text: str) -> None:
    """It is told with its sentence."""
    question = asked(text, DISPUTES)
    assert (question.figures, towns(question)) == (True, ["柳溪镇"])
    assert "@dispute" in question.asks[0].terms


def test_another_county_is_asked_the_same() -> None:
    """岚山县呢 after 青石县哪个镇最多 asks which of its towns has the most."""
    question = asked("岚山县呢", "2024年青石县哪个镇调解的纠纷最多")
    assert (question.places.region, question.operation) == ("岚山县", "max")


@pytest.mark.parametrize("text", ["两个共享法庭调解了几件", "三个加分项是什么"])
def test_two_of_something_else_are_no_towns(text: str) -> None:
    """两个共享法庭 is not 两个共…."""
    assert towns(asked(text, DISPUTES, "云台乡呢")) == ["云台乡"]


def test_what_was_asked_in_between_may_be_another_thing() -> None:
    """涨了多少 after two questions for two things has no change to compute."""
    question = asked("涨了多少", "柳溪镇2022年有多少法律明白人", "2023年调解了多少件矛盾纠纷")
    assert question.operation != "change"


@pytest.mark.parametrize("text", ["谁多", "哪个更多", "那谁少"])
def test_which_of_the_two_before(text: str) -> None:
    """After two towns, one by one, those two are meant and not all."""
    assert sorted(towns(asked(text, DISPUTES, "云台乡呢"))) == ["云台乡", "柳溪镇"]


@pytest.mark.parametrize(
    ("text", "history", "places", "years"),
    [
        ("前面那个镇发了多少资料", ["柳溪镇2023年普法几场", "云台乡2024年普法几场"], ["柳溪镇"], (2023,)),
        ("最开始问的那个镇罚款多少", ["柳溪镇2024年信访几件", "云台乡呢", "大湾镇呢"], ["柳溪镇"], (2024,)),
        ("第二个镇行政处罚几件", ["柳溪镇和云台乡2024年有执法证的各多少"], ["云台乡"], (2024,)),
        ("刚才说听证会那个镇罚款多少", ["柳溪镇2024年听证会开了几次", "云台乡2024年信访几件"], ["柳溪镇"], (2024,)),
    ],
)
def test_an_earlier_town_may_be_pointed_at(
    text: str, history: list[str], places: list[str], years: tuple[int, ...]
) -> None:
    """By its place in the conversation or by what was asked of it, with the year that was asked then."""
    question = asked(text, *history)
    assert (towns(question), question.years.years) == (places, years)


def test_other_towns_are_without_the_one_before() -> None:
    """那别的镇呢 leaves out the town that has been answered."""
    question = asked("那别的镇呢", DISPUTES)
    assert [town.name for town in question.places.without] == ["柳溪镇"]
