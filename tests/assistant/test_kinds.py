"""Kinds: figures or words, one town or several, and what is to be computed."""

from __future__ import annotations

import pytest

from assistant.kinds import Threshold, asks_which_place, tells_beside
from tests.assistant.test_question import asked


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
        ("柳溪镇和云台乡的律师都啥时候来，有啥不一样", "compare", False),
        ("柳溪镇、云台乡对来上访的人各咋处理", "compare", False),
        ("2024年的几份报告，普法宣传方式有何不同", "compare", False),
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
        ("有没有哪个镇请律师晚上给上班的人答疑的做法", "example", False),
        ("有没有把法律编成小戏来唱的", "example", False),
        ("欠了罚款的去种树来顶，谁这么干过", "example", False),
        ("限制入企检查次数的，哪个镇有", "example", False),
        ("防范电信诈骗有无典型经验", "example", False),
        ("靠天上飞的机器盯人盯地的，有没有", "example", False),
        ("柳溪镇和云台乡的代办服务区别在哪", "compare", False),
        ("2024年调解纠纷第二多的是哪个镇", "aggregate", True),
        ("看2024年的报告，哪家作出的行政处罚最多", "aggregate", True),
        ("把普法编成山歌的，找几个来看看", "example", False),
        ("any township teaching riders about the law? show me the passage", "example", False),
        ("how many samples were tested in Liuxi in 2024", "single", True),
        ("柳溪镇接过来的事项，为啥有几项一年都没办过", "narrative", False),
        ("柳溪镇怎么让挨罚的人心里有数，不服上哪说理", "narrative", False),
        ("柳溪镇的山界争了几十年，最后怎么了结的", "narrative", False),
        ("哪几个乡在培养法律明白人，考核办法一样吗", "compare", False),
        ("各地在不足里都说了些什么，有没有共性", "compare", False),
        ("青石县有哪几家的报告，是哪年的", "library", False),
        ("柳溪镇有哪几年的报告", "library", False),
        ("柳溪镇2024年败诉几起，是什么原因", "single", True),
        ("哪个镇纠纷最多，为什么", "aggregate", True),
        ("柳溪镇2024年调解了几起，都是怎么调解的", "single", True),
        ("哪些镇有2023年的报告", "library", False),
        ("报告里有什么问题", "narrative", False),
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
        ("有没有哪个地方行政官司败诉了的", "count"),
        ("开了4次专题会议的有几家", "count"),
        ("行政诉讼有败诉的是哪些地方", "count"),
        ("2024年几个地方有执法证的加起来多少人", "sum"),
        ("哪个镇报告里写了没有行政诉讼", "count"),
        ("各家自己承认哪些地方没干好，摆一块儿看看", None),
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
        ("有几个镇的法律明白人过了40名", Threshold(">", 40)),
        ("全年开了4次专题会议的有几家", Threshold("=", 4)),
        ("刚好办了12场活动的有哪些镇", Threshold("=", 12)),
        ("柳溪镇开了4次专题会议，研究了什么", None),
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
    ("text", "top"),
    [("排前三的是哪几个镇", 3), ("top 2 towns", 2), ("前三个月调解多少件", 0), ("调解数量前十五名", 15)],
)
def test_how_many_of_a_ranking(text: str, top: int) -> None:
    """前三 says how many are wanted; 前三个月 is a time."""
    assert asked(text).top == top


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


def test_reports_are_counted_not_listed() -> None:
    """有几份报告 with a bound counts figures; without one it asks about the library."""
    bound = asked("有几份报告调解的纠纷超过100件")
    assert (bound.kind, bound.operation, bound.asks[0].unit) == ("aggregate", "count", "")
    assert asked("现在一共有几份报告").kind == "library"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("柳溪镇“谁执法、谁普法”怎么落实", "narrative"),
        ("柳溪镇干部学法考试参考率", "single"),
        ("柳溪镇举报电话是多少", "narrative"),
        ("柳溪镇公开包括哪几方面", "narrative"),
        ("柳溪镇执法力量为什么跟不上", "narrative"),
        ("柳溪镇有没有建立调解室", "narrative"),
        ("柳溪镇汛期劝了几次还不转移的，按预案怎么处理", "narrative"),
        ("柳溪镇把几个小学并到一块，家长不乐意，后来咋定的", "narrative"),
        ("柳溪镇那几位大姐碰上动手的，是劝和还是咋弄", "narrative"),
        ("柳溪镇调解几件，不成的怎么处理", "single"),
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


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("法律明白人破百的有几个镇", Threshold(">=", 100)),
        ("人次破万的有哪几个镇", Threshold(">=", 10_000)),
        ("培训上了500人次的乡镇有几个", Threshold(">=", 500)),
        ("罚款超过10万块的有几个镇", Threshold(">", 100_000)),
        ("法治课上了4次的有几个镇", Threshold("=", 4)),
        ("柳溪镇网上百姓诉求办理了多少件", None),
        ("公安侦破3起案件的是哪个镇", None),
        ("柳溪镇怎么突破一些执法难题", None),
    ],
)
def test_bounds_in_other_words(text: str, threshold: Threshold | None) -> None:
    """破百, 上了500人次 and 10万块 set bounds; 上了4次, 网上百姓 and 侦破3起 don't."""
    assert asked(text).threshold == threshold


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("2024年拆违建的总面积有多少", "sum"),
        ("2024年各镇总面积分别多少", None),
        ("中心组学法最勤的是谁，几次", "max"),
        ("青石县哪些乡镇2024年没人申请过行政复议", "count"),
        ("哪些乡镇在2023年的报告里明说全年没有行政处罚", "count"),
        ("2024年有哪些地方跟老百姓打官司打输过", "count"),
        ("柳溪镇2024年首违不罚的商户有几家", None),
        ("Adding up all the 2024 reports, how many deputies' proposals were there", "sum"),
    ],
)
def test_what_is_computed_in_other_words(text: str, operation: str | None) -> None:
    """A total of all towns, none at all, the most diligent; but one town's 几家 counts no towns."""
    assert asked(text).operation == operation


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("柳溪镇人民调解员和网格员，2023年和2024年变化大吗", 2),
        ("柳溪镇2023年、2024年干部培训期数人次对照", 2),
        ("柳溪镇马背普法队，几个人几匹马", 2),
        ("柳溪镇执法人员和网格员，2023年和2024年各培训多少次", 1),
        ("柳溪镇夜市投诉原来每月多少件，后来降到多少", 1),
        ("柳溪镇2024年调解比前几年多几件", 1),
    ],
)
def test_how_many_things_are_asked(text: str, asks: int) -> None:
    """Things set beside each other are asked for one by one; both ends of one change are one thing."""
    assert len(asked(text).asks) == asks


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("2024年的报告，哪家打官司输过，输了几件", "count"),
        ("2023年和2024年，调解的纠纷反而下降的是哪个镇", "change"),
        ("哪几个乡镇在村规民约上下了功夫，各怎么做", None),
        ("2023年和2024年，调解的纠纷没有下降的是哪个镇", None),
        ("各镇有没有出过规范性文件", None),
    ],
)
def test_which_places_it_was(text: str, operation: str | None) -> None:
    """Who had any before how many; whose figure fell; 哪几个镇在…… counts no towns."""
    assert asked(text).operation == operation


def test_at_least_so_many() -> None:
    """满6次 is a bound; 未满 and 不满 are bounds the other way, 届满 none."""
    assert asked("2023年集体学法满6次的有几个地方").threshold == Threshold(">=", 6)
    assert asked("2023年集体学法满六次的有几个地方").threshold == Threshold(">=", 6)
    assert asked("2023年集体学法不满6次的有几个地方").threshold == Threshold("<", 6)
    assert asked("2023年任期届满6人的镇有几个").threshold is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("关停采石场赔多少怎么赔，方案是经过哪些步骤定下来的", True),
        ("败诉几件，为什么", True),
        ("调解了多少件，成功几件", False),
        ("怎么调解的", False),
    ],
)
def test_a_piece_that_words_answer(text: str, told: bool) -> None:
    """Behind one that counts stands another that asks how or why."""
    assert tells_beside(text) is told


def test_a_low_rate_is_told_in_passing() -> None:
    """满意率低，什么原因 asks why, not how low."""
    assert not asked("柳溪镇2024年热线满意率低，什么原因").figures
    assert asked("柳溪镇2024年热线满意率多少，什么原因").figures


def test_a_bound_without_the_number_itself() -> None:
    """10人以上（不含10人） is more than ten."""
    assert asked("2024年持证人数在10人以上（不含10人）的有几家").threshold == Threshold(">", 10)
    assert asked("2024年持证人数在10人以上的有几家").threshold == Threshold(">=", 10)
    assert asked("2024年调解件数（不含信访）10件以上的有几家").threshold == Threshold(">=", 10)


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("老周调解室是哪个街道的", True),
        ("溪边说事在哪里", True),
        ("各镇的短板在哪里", False),
        ("普法经费花在哪里", False),
    ],
)
def test_which_place_it_belongs_to(text: str, which: bool) -> None:
    """X是哪个街道的 has one answer; 短板在哪里 asks for no place."""
    assert asks_which_place(text) is which
