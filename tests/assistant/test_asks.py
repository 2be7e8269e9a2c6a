"""The things that a question asks for."""

from __future__ import annotations

import pytest

from assistant.asks import Ask, asks_of
from index.records import Role


def asks(question: str) -> list[Ask]:
    """The asks of a question about one town and year."""
    return list(asks_of(question, None, several_years=False))


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("交办信访、镇访、巡视交办这三类案件各办了多少件", ["交办信访案件", "镇访案件", "巡视交办案件"]),
        ("诉求和建议各多少件", ["诉求", "建议"]),
        ("基础网格和专属网格加一块儿多少个", ["基础网格", "专属网格"]),
        ("上级交办的案件加镇访案件总共几件", ["上级交办的案件", "镇访案件"]),
    ],
)
def test_things_in_a_list_are_asked_for_one_by_one(question: str, things: list[str]) -> None:
    """Each with the noun that follows them all."""
    found = asks(question)
    assert len(found) == len(things)
    assert all(ask.text.startswith(thing) for ask, thing in zip(found, things, strict=True))


def test_joining_words_are_no_list() -> None:
    """参加 and 增加 hold a 加 that joins nothing."""
    assert len(asks("参加普法考试的一共多少人")) == 1
    assert len(asks("新增加网格员总共多少名")) == 1
    assert len(asks("食品加工作坊一共几家")) == 1
    assert len(asks("建筑加固工程一共几个")) == 1


def test_who_took_part_is_asked_of_what_was_held() -> None:
    """培训办了几期，多少人次参加 asks for the training's people."""
    first, second = asks("执法人员培训办了几期，多少人次参加")
    assert (first.unit, second.unit) == ("期", "人次")
    assert second.terms == first.terms


def test_who_signed_up_and_who_came_are_two() -> None:
    """报名考试几人，参加几人 counts both."""
    assert len(asks("报名考试几人，参加几人")) == 2


def test_all_of_them_are_asked_behind_those_that_are_new() -> None:
    """新培养几名，一共几名: what was added, and what there is of the same."""
    first, second = asks("法律明白人新培养几名，加起来一共几名")
    assert ("新" in first.text, "新" in second.text) == (True, False)
    assert "@law_reader" in second.terms


@pytest.mark.parametrize(
    "question",
    [
        "热线的满意率，不是办结率",
        "乡调委会调了几件，村里调的不算",
        "首违不罚几件（别拿去年的）",
        "办过几次，约了没来的去掉",
    ],
)
def test_what_is_not_wanted_is_not_asked_for(question: str) -> None:
    """不是, 不算 and 别拿 set aside what else there is."""
    (ask,) = asks(question)
    assert not any(words in ask.text for words in ("办结率", "村里", "去年", "没来"))


def test_what_words_answer_is_not_counted() -> None:
    """完成几件，没完成的是哪个 asks for one number."""
    (ask,) = asks("民生实事完成几件，没完成的是哪个")
    assert "没" not in ask.terms


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("法制讲座一个季度几场", Role.REQUIREMENT),
        ("how many lectures per quarter", Role.REQUIREMENT),
        ("普法原定几场", Role.PLAN),
        ("计划的12场普法做满没有，实际几场", Role.OUTCOME),
        ("收的纠纷比上年多出多少件", Role.GROWTH),
        ("法治经费比头一年多拨了多少", Role.GROWTH),
        ("满意率比上一年低了几个点", Role.GROWTH),
        ("热线在区里排名", Role.RANK),
        ("热线满意率在全县排名第几", Role.RANK),
        ("普法办了几场", Role.OUTCOME),
        ("一季度调解几件", Role.OUTCOME),
        ("1月受理几件", Role.OUTCOME),
        ("近一个月几起", Role.OUTCOME),
        ("明年计划解决实际困难几件", Role.PLAN),
    ],
)
def test_what_kind_of_figure_is_wanted(question: str, role: Role) -> None:
    """What was to be done, what was meant, what was done, how it changed, where it stands."""
    assert asks(question)[0].role is role


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("处罚的钱总共有多少", "万元"),
        ("罚没的钱最多的", "万元"),
        ("调解牵涉的钱有多少", "万元"),
        ("处罚了几件", "件"),
        ("几个村社请了律师", "个"),
        ("几个律师", "人"),
        ("热线工单各多少，对比一下", ""),
        ("被告上法院几次", "件"),
        ("学法几次", "次"),
        ("帮多少打工的讨回工钱", "人"),
        ("compare certified enforcement officers", "人"),
        ("法治建设在考核里的权重定到多少", "%"),
    ],
)
def test_money_is_asked_for_in_many_words(question: str, unit: str) -> None:
    """的钱 is money; what was done to how many is not."""
    assert asks(question)[0].unit == unit


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("官司打了几场", ["件"]),
        ("组织旁听行政诉讼庭审几次", ["次"]),
        ("官司输了赔了几个钱", ["万元"]),
        ("帮打工的人要回多少工钱，多少人拿到钱", ["万元", "人"]),
        ("律师答疑哪年人次多", ["人次"]),
        ("谈成几部、装好几部", ["部", "部"]),
    ],
)
def test_the_unit_of_what_is_asked(question: str, units: list[str]) -> None:
    """Suits are counted by the case, who gets money by the head; 人次多 names its unit, 装好几部 is no 好几."""
    assert [ask.unit for ask in asks(question)] == units


def test_whether_it_was_lost_is_an_ask_of_its_own() -> None:
    """打了几场官司，输没输 are two."""
    assert [ask.whether for ask in asks("打了几场官司，输没输")] == [False, True]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("普法场次和发的资料都比一比", ["普法场次多少", "发的资料多少"]),
        ("合同审查和行政处罚对比一下", ["合同审查多少", "行政处罚多少"]),
        (
            "how much unpaid wages was recovered and for how many workers",
            ["how much unpaid wages was recovered", "for how many workers"],
        ),
    ],
)
def test_things_set_side_by_side_are_asked_for_one_by_one(question: str, texts: list[str]) -> None:
    """Without a word for how many, and in English behind a preposition."""
    assert [ask.text for ask in asks(question)] == texts


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("调解员里头有几个是本地的", ""),
        ("法治培训上了500人次的", "人次"),
        ("普法场次多少", "场次"),
        ("how many workers got their wages back", "人"),
    ],
)
def test_units_that_are_said_or_left_open(question: str, unit: str) -> None:
    """几个是 may count persons; a bound names the unit; 场次 is one."""
    assert asks(question)[0].unit == unit


def test_a_place_is_no_inside() -> None:
    """哪里 asks where; 明白人里 asks for a part."""
    assert not asks("执法证最多的在哪里，几个人有")[0].part
    assert asks("法律明白人里参加过调解的几名")[0].part


def test_what_the_unit_says_is_no_word_to_be_met() -> None:
    """普法场次多少 is asked in 场次, not about them."""
    assert "场次" not in asks("普法场次多少")[0].terms
