"""The binding check, sentence by sentence: what stands, what is put right, what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Checked = Callable[[str, str], str]

TWO = "石岭乡和梅渡街道2024年调解了多少矛盾纠纷"  # [1] 石岭乡 58起, [2] 梅渡街道 120余件
ONE = "青柯县松溪镇2024年婚姻家庭纠纷几件"  # 31件, in a sentence with 86件, 22件 and 98.6%
LECTURES = "青柯县松溪镇2024年发了多少份宣传资料"  # 2.6万余份, 14场, 1,450余人次, 48次
STALL = "青柯县松溪镇2024年柿子树下普法摊出摊多少次"
LAWYERS = "青柯县松溪镇怎么落实法律顾问制度"
MOST = "哪个乡镇2024年办理行政处罚案件最多"
SUM = "2024年各乡镇一共办理行政处罚案件多少件"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (TWO, "石岭乡2024年调解各类矛盾纠纷58起[1]。"),
        (TWO, "石岭乡调解各类矛盾纠纷58起[1]，梅渡街道调解矛盾纠纷120余件[2]。"),
        (TWO, "根据资料，石岭乡2024年调解了58起矛盾纠纷[1]。"),
        (TWO, "2024年，青柯县石岭乡全乡共调解矛盾纠纷58起[1]；"),
        (TWO, "梅渡街道调解矛盾纠纷120余件，成功率97.5%[2]。"),
        (ONE, "青柯县松溪镇2024年调解婚姻家庭纠纷31件、土地纠纷22件[1]。"),
        (ONE, "全镇共调解矛盾纠纷86件，调解成功率98.6%[1]。"),
        (LECTURES, "松溪镇发放宣传资料2.6万余份[1]。"),
        (STALL, "在老街设立“柿子树下普法摊”，全年出摊48次[1]。"),
        (LAWYERS, "松溪镇聘请法律顾问3名，审查合同42份，提出意见57条[1]。"),
        (LAWYERS, "松溪镇聘请的法律顾问有3人[1]。"),
        (MOST, "梅渡街道办理行政处罚案件最多，为33件[1]。"),
    ],
)
def test_what_the_sources_say_stands_as_it_is(question: str, sentence: str, checked: Checked) -> None:
    """A number with its place, year, unit and words."""
    assert checked(question, sentence) == sentence


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        # another number
        (TWO, "石岭乡调解矛盾纠纷85起[1]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (ONE, "婚姻家庭纠纷两件[1]。", "婚姻家庭纠纷31件[1]。"),
        (ONE, "婚姻家庭纠纷三十二件[1]。", "婚姻家庭纠纷31件[1]。"),
        # another town's number
        (TWO, "石岭乡调解矛盾纠纷120余件[1]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡调解矛盾纠纷120余件[2]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "梅渡街道调解矛盾纠纷58件[2]。", "梅渡街道调解矛盾纠纷120余件[2]。"),
        # the same number in other words is put as the report words it
        (LECTURES, "松溪镇发放宣传资料26000份[1]。", "松溪镇发放宣传资料2.6万余份[1]。"),
        (LECTURES, "松溪镇发放宣传资料二万六千余份[1]。", "松溪镇发放宣传资料2.6万余份[1]。"),
        (TWO, "石岭乡调解矛盾纠纷五十八件[1]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "梅渡街道调解矛盾纠纷120件[2]。", "梅渡街道调解矛盾纠纷120余件[2]。"),
        # the source is another, or none is named
        (TWO, "石岭乡调解矛盾纠纷58起[2]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡调解矛盾纠纷58起。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡调解矛盾纠纷58起[7]。", "石岭乡调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡2024年 调解矛盾纠纷：58起 [7]", "石岭乡2024年 调解矛盾纠纷：58起[1]。"),
        (
            TWO,
            "石岭乡58起[2]，梅渡街道120余件[1]，均为调解矛盾纠纷。",
            "石岭乡58起[1]，梅渡街道120余件[2]，均为调解矛盾纠纷。",
        ),
        (TWO, "- **石岭乡调解矛盾纠纷58起【来源1】**", "石岭乡调解矛盾纠纷58起[1]"),
        # a sentence without numbers finds its source by its words
        (LAWYERS, "落实法律顾问制度，聘请法律顾问，审查合同。", "落实法律顾问制度，聘请法律顾问，审查合同[1]。"),
    ],
)
def test_what_can_only_mean_one_thing_is_put_right(
    question: str, sentence: str, expected: str, checked: Checked
) -> None:
    """From the ledger, and the source with it."""
    assert checked(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # numbers
        (TWO, "石岭乡举办普法讲座58起[1]。"),
        (TWO, "石岭乡调解矛盾纠纷58人[1]。"),
        (TWO, "石岭乡共有调解员12名[1]。"),
        (TWO, "石岭乡调解成功率97.5%[1]。"),
        (TWO, "石岭乡和梅渡街道共调解178件[1][2]。"),
        (TWO, "梅渡街道比石岭乡多62件[1][2]。"),
        (TWO, "石岭乡第15条规定[1]。"),
        (TWO, "两地调解矛盾纠纷58起、120余件[1][2]。"),
        (TWO, "石岭乡2024年3月15日调解矛盾纠纷[1]。"),
        (ONE, "土地纠纷31件[1]。"),
        (ONE, "调解矛盾纠纷31件，其中婚姻家庭纠纷86件[1]。"),
        (LAWYERS, "松溪镇罚款12.5万元[1]。"),
        (LAWYERS, "松溪镇聘请法律顾问三十名律师[1]。"),
        # places
        (TWO, "张良镇调解矛盾纠纷58起[1]。"),
        (TWO, "白鹭镇调解矛盾纠纷58起[1]。"),
        (TWO, "东河镇调解各类矛盾纠纷58起[1]。"),
        (TWO, "赤沙县松溪镇调解矛盾纠纷73件[1]。"),
        # years
        (TWO, "石岭乡2023年调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡二〇二二年调解矛盾纠纷58起[1]。"),
        (TWO, "石岭乡去年调解矛盾纠纷58起[1]。"),
        # sources
        (TWO, "各地高度重视群众的合法权益。"),
        (TWO, "石岭乡风景优美，气候宜人[1]。"),
        (TWO, "石岭乡调解矛盾纠纷几起[1]。"),
        (TWO, "石岭乡调解了多少矛盾纠纷？[1]"),
        (TWO, "今天天气不错[1]。"),
        # quotations
        (LAWYERS, "报告指出“法律顾问全覆盖”[1]。"),
        # claims beyond the numbers
        (TWO, "石岭乡调解矛盾纠纷最多，为58起[1]。"),
        (TWO, "石岭乡多于梅渡街道[1][2]。"),
        (TWO, "石岭乡调解矛盾纠纷58起，比上年增加[1]。"),
        (TWO, "石岭乡没有发生矛盾纠纷[1]。"),
        (TWO, "石岭乡的报告未载明矛盾纠纷[1]。"),
        (TWO, "石岭乡的调解工作全县领先[1]。"),
        (MOST, "石岭乡办理行政处罚案件最多[2]。"),
        # what isn't Chinese prose
        (TWO, "Shiling is the best."),
        (TWO, '{"answer": "58"}'),
        (TWO, "| 石岭乡 | 58起 |"),
    ],
)
def test_what_the_sources_dont_hold_is_left_out(question: str, sentence: str, checked: Checked) -> None:
    """Whatever of it is wrong, nothing of it is shown."""
    assert checked(question, sentence) == ""


def test_plans_are_not_results(checked: Checked) -> None:
    """What is to be done next year was not done this year."""
    question = "青柯县松溪镇下一年打算办几场普法讲座"
    assert "20场" in checked(question, "下一步计划举办普法讲座20场[1]。")
    assert "20场" not in checked(question, "2024年举办普法讲座20场[1]。")


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("各乡镇合计办理行政处罚案件60件。", True),
        ("2024年一共办理行政处罚案件60件[1][2][3]。", True),
        ("各乡镇合计办理行政处罚案件66件。", False),
        ("石岭乡办理行政处罚案件60件[2]。", False),
    ],
)
def test_computed_values_may_be_told(sentence: str, stands: bool, checked: Checked) -> None:
    """The ledger's sum, as a sum and of all, and no other."""
    assert ("60件" in checked(SUM, sentence)) is stands


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Shiling mediated 58 disputes in 2024 [1].", True),
        ("Meidu mediated more than 120 disputes [2].", True),
        ("Shiling mediated 120 disputes [1].", False),
        ("Shiling mediated fifty disputes [1].", False),
        ("Shiling mediated dozens of disputes [1].", False),
        ("Springfield mediated 58 disputes [1].", False),
        ("Shiling mediated 58 disputes in 2021 [1].", False),
        ("Everyone is happy.", False),
    ],
)
def test_answers_in_english(sentence: str, stands: bool, checked: Checked) -> None:
    """Numbers, places and years are held against the Chinese sources."""
    question = "how many disputes did Shiling and Meidu mediate in 2024"
    assert bool(checked(question, sentence)) is stands
