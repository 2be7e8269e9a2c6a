"""Binding: which words a number belongs to, and who did what it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.binding import bind, clause_bounds, is_part_of_town
from index.numbers import quantities


def bound(sentence: str) -> list[str]:
    """The indicators of a sentence's numbers, in order."""
    return [one.indicator for one in bind(sentence, (0, len(sentence)), quantities(sentence))]


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("调解纠纷326件。", ["调解纠纷"]),
        ("全年共调解矛盾纠纷326件。", ["调解矛盾纠纷"]),
        ("排查矛盾纠纷143件，化解142件。", ["排查矛盾纠纷", "化解"]),
        ("排查隐患12处、整改11处。", ["排查隐患", "整改"]),
        ("开展普法讲座12场和法律咨询30人次。", ["开展普法讲座", "法律咨询"]),
        ("（一）调解纠纷5件。", ["调解纠纷"]),
        ("截至11月底，受理信访事项7件。", ["受理信访事项"]),
        ("满意率达到98%。", ["满意率"]),
        ("办结率、满意率均为100%。", ["办结率、满意率"]),
        ("办结率、满意率分别为99.3%和97.2%。", ["办结率", "满意率"]),
        ("婚姻、邻里、土地纠纷分别为12件、13件和14件。", ["婚姻", "邻里", "土地纠纷"]),
        ("满意152件、基本满意8件、不满意3件。", ["满意", "基本满意", "不满意"]),
        ("维持2件、申请人撤回1件、本机关不掌握1件。", ["维持", "申请人撤回", "本机关不掌握"]),
        ("工伤待遇93件、工资支付217件、社保缴纳57件。", ["工伤待遇", "工资支付", "社保缴纳"]),
        ("人大代表建议5件、政协委员提案3件。", ["人大代表建议", "政协委员提案"]),
        ("执法队12人中通过考试的1人。", ["执法队", "通过考试的"]),
        ("今年来，中心共成功调解矛盾纠纷37件，中队检查企业9家。", ["中心共成功调解矛盾纠纷", "中队检查企业"]),
    ],
)
def test_the_words_before_a_number_say_what_it_counts(sentence: str, indicators: list[str]) -> None:
    """Introductions (全年, 共, 截至…), list numbers and 达到, 为 are left out."""
    assert bound(sentence) == indicators


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("今年11名干部参加行政执法考试。", "干部参加行政执法考试"),
        ("聘请3名律师担任法律顾问。", "律师担任法律顾问"),
        ("组织50余人次旁听庭审。", "旁听庭审"),
    ],
)
def test_the_words_behind_a_number_say_what_it_counts(sentence: str, word: str) -> None:
    """A number that stands in front is bound to what follows."""
    assert word in bound(sentence)[0]


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("为12家企业解决难题34个。", ["企业", "解决难题"]),
        ("在9个社区建成说事亭21个。", ["社区", "建成说事亭"]),
        ("聘请12名律师开展法律咨询30场。", ["聘请律师", "开展法律咨询"]),
        ("12个人民调解组织开展调解300次。", ["人民调解组织", "开展调解"]),
        ("出动执法人员30人次检查企业12家。", ["出动执法人员", "检查企业"]),
        ("化解矛盾纠纷45起成功率100%。", ["化解矛盾纠纷", "成功率"]),
        ("法治讲座12场参与群众300人。", ["法治讲座", "参与群众"]),
        ("12个公共法律服务站接待群众300人次。", ["公共法律服务站", "接待群众"]),
        ("5名调解员成功化解23起纠纷。", ["调解员", "成功化解纠纷"]),
        ("办理行政处罚案件12件罚款3万元。", ["办理行政处罚案件", "罚款"]),
    ],
)
def test_two_numbers_of_one_clause_share_its_words(sentence: str, indicators: list[str]) -> None:
    """Without a mark between them, the second one's words begin at a verb."""
    assert bound(sentence) == indicators


def test_both_ends_of_a_change_count_the_same() -> None:
    """由21名增加到30名, 从95%提高到97%: the second number is of the thing named before the first."""
    assert "法律明白人" in bound("法律明白人由上年的21名增加到30名。")[1]
    assert "调解成功率" in bound("调解成功率从2022年的95%提高到97%。")[1]
    assert "网格员" not in bound("网格员21名，参与调解30起。")[1]


def test_each_number_has_its_own_words() -> None:
    """Neither of two numbers takes the other's words."""
    first, second = bound("调解婚姻家庭纠纷12件，受理土地纠纷9件。")
    assert "婚姻" in first
    assert "土地" not in first
    assert "土地" in second
    assert "婚姻" not in second


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("我镇调解纠纷45件。", "我镇"),
        ("全镇调解纠纷45件。", "全镇"),
        ("司法所调解纠纷45件。", "司法所"),
        ("镇综治中心受理诉求30件。", "镇综治中心"),
        ("法律顾问审查合同12份。", "法律顾问"),
        ("综合执法队检查商户90家。", "综合执法队"),
        ("调解纠纷45件。", ""),
    ],
)
def test_who_did_it(sentence: str, subject: str) -> None:
    """The town, or a part of it that is named before the number."""
    (one,) = bind(sentence, (0, len(sentence)), quantities(sentence))
    assert one.subject == subject


@pytest.mark.parametrize(
    ("subject", "part"),
    [("司法所", True), ("法律顾问", True), ("综治中心", True), ("我镇", False), ("全镇", False), ("", False)],
)
def test_parts_of_a_town_are_told_from_the_town(subject: str, part: bool) -> None:
    """A centre's figure is not the whole town's."""
    assert is_part_of_town(subject) is part


def test_separators_of_thousands_end_no_clause() -> None:
    """The comma of 1,200 stands inside a number."""
    text = "发放资料1,200份，接受咨询30人次"
    assert [text[a:b] for a, b in clause_bounds(text, 0, len(text), quantities(text))] == [
        "发放资料1,200份",
        "接受咨询30人次",
    ]


words = st.sampled_from(
    [
        "调解",
        "纠纷",
        "12件",
        "3,200份",
        "98%",
        "，",
        "、",
        "。",
        "（",
        "）",
        "其中",
        "全镇",
        "司法所",
        "和",
        "及",
        "2024年",
        "分别",
        "为",
        "近百名",
    ]
)


@given(st.lists(words, max_size=20).map("".join))
def test_binding_never_leaves_the_sentence(sentence: str) -> None:
    """Each number lies in its clause, each clause in the sentence, and an indicator holds words of the sentence."""
    numbers = quantities(sentence)
    bindings = bind(sentence, (0, len(sentence)), numbers)
    assert len(bindings) == len(numbers)
    for number, one in zip(numbers, bindings, strict=True):
        assert 0 <= one.clause_start <= number.start < number.end <= one.clause_end <= len(sentence)
        assert one.before in sentence
        assert one.after in sentence


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("行政执法人员：12人；持证：10人。", ["行政执法人员", "持证"]),
        ("3．合法性审查合同：126份（其中续签98份）。", ["合法性审查合同", "续签"]),
        ("矛盾纠纷排查——215件。", ["矛盾纠纷排查"]),
        ("合法性审查【43件】。", ["合法性审查"]),
        ("劳动纠纷（12件）、邻里纠纷（30件）。", ["劳动纠纷", "邻里纠纷"]),
        ("共有调解员86名（专职12名）。", ["调解员", "专职"]),
        ("具体情况如下：3名律师值班。", ["律师值班"]),
        ("取得以下成效：3个村获评示范村。", ["村获评示范村"]),
        ("成功化解118件（98.3%）。", ["成功化解", ""]),
    ],
)
def test_a_label_says_what_the_number_behind_its_mark_counts(sentence: str, indicators: list[str]) -> None:
    """A colon, a dash or brackets around nothing but the number; words that only lead on are no labels."""
    assert bound(sentence) == indicators


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("调解纠纷（含村级）120件。", ["调解纠纷（含村级）"]),
        ("建成法治阵地18个，其中镇级1个、村（社区）17个。", ["建成法治阵地", "镇级", "村（社区）"]),
        ("全镇15个村（社区）有法律明白人75名。", ["村（社区）", "有法律明白人"]),
        ("13名村（社区）法律顾问累计服务156次。", ["村（社区）法律顾问累计服务", "服务"]),
        ("（一）12件案件。", ["案件"]),
    ],
)
def test_brackets_that_only_say_more_part_no_words(sentence: str, indicators: list[str]) -> None:
    """村（社区） and 纠纷（含村级） are one name; a number of villages keeps to them."""
    assert bound(sentence) == indicators
