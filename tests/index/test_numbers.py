"""Numbers: every shape that reports use is read with its value and unit, and nothing that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numbers import quantities, spoken_value
from tests.index.texts import report_like


def read(text: str) -> list[tuple[float, str]]:
    """The values and units in ``text``."""
    return [(quantity.value, quantity.unit) for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("调解纠纷326件", 326, "件"),
        ("开展活动12次", 12, "次"),
        ("解答咨询121 件", 121, "件"),
        ("解答咨询 121  件", 121, "件"),
        ("发放资料１２０份", 120, "份"),
        ("发放资料12,345份", 12345, "份"),
        ("发放资料3 105份", 3105, "份"),
        ("发放资料1,234,567份", 1234567, "份"),
        ("建成公园0.5亩", 0.5, "亩"),
        ("用水2.5公里", 2.5, "公里"),
        ("惠及群众2万人次", 20000, "人次"),
        ("惠及群众3.3万人次", 33000, "人次"),
        ("阅读量达1.2亿次", 120000000, "次"),
        ("走访5千人", 5000, "人"),
        ("发放资料3百份", 300, "份"),
        ("开展活动十二次", 12, "次"),
        ("共学法律法规十二部，", 12, "部"),
        ("建立12个人民调解委员会", 12, "个"),
        ("开展活动三十场", 30, "场"),
        ("开展活动两场次", 2, "场次"),
        ("调解二十一件", 21, "件"),
        ("调解三十一件", 31, "件"),
        ("配备无人机4架", 4, "架"),
        ("巡飞1,260架次", 1260, "架次"),
        ("放流鱼苗80万尾", 800000, "尾"),
        ("辖区有小学5所、", 5, "所"),
        ("历史遗留问题十三个；", 13, "个"),
        ("持有执法证的十一人", 11, "人"),
        ("人均审核1.3件", 1.3, "件"),
        ("调解一百零五件", 105, "件"),
        ("调解一百二十件", 120, "件"),
        ("发放两千三百份", 2300, "份"),
        ("发放一万二千份", 12000, "份"),
        ("发放两万份", 20000, "份"),
        ("受理信访事项二〇六件", 206, "件"),
        ("铺设管道 3.5 公里", 3.5, "公里"),
        ("全年惠及： 2.3 万人次", 23000, "人次"),
        ("平均得分：85.7分", 85.7, "分"),
        ("3.5万人次参加", 35000, "人次"),
    ],
)
def test_exact_counts(text: str, value: float, unit: str) -> None:
    """Digits, decimals, separators, spaces, 万 and 亿 multiplied out, and Chinese numerals: one exact number."""
    found = quantities(text)
    assert [(one.value, one.unit, one.approx) for one in found] == [(value, unit, False)]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("接待群众300余人次。", "300余人次", 300, "人次"),
        ("开展宣传80余次。", "80余次", 80, "次"),
        ("发布信息200多条。", "200多条", 200, "条"),
        ("培训近300名。", "近300名", 300, "名"),
        ("参加近千人。", "近千人", 1000, "人"),
        ("参加千余人。", "千余人", 1000, "人"),
        ("参加万余人。", "万余人", 10000, "人"),
        ("办理十余项。", "十余项", 10, "项"),
        ("办理百余件。", "百余件", 100, "件"),
        ("惠及两万余人次。", "两万余人次", 20000, "人次"),
        ("惠及2万余人次。", "2万余人次", 20000, "人次"),
        ("惠及3.3万余人次。", "3.3万余人次", 33000, "人次"),
        ("修渠约五千米。", "约五千米", 5000, "米"),
        ("参加超700人次。", "超700人次", 700, "人次"),
        ("办理16余次。", "16余次", 16, "次"),
        ("参加逾500人。", "逾500人", 500, "人"),
        ("参加500人左右。", "500人左右", 500, "人"),
        ("参加500人以上。", "500人以上", 500, "人"),
        ("发放将近2000份。", "将近2000份", 2000, "份"),
        ("发放三千多份。", "三千多份", 3000, "份"),
        ("参加近万人次。", "近万人次", 10000, "人次"),
        ("发放上万份。", "上万份", 10000, "份"),
    ],
)
def test_approximations(text: str, surface: str, value: float, unit: str) -> None:
    """余, 多, 近, 约, 超, 以上, 左右 belong to the number, which is then approximate."""
    (one,) = quantities(text)
    assert (one.value, one.unit, one.approx) == (value, unit, True)
    assert text[one.start : one.end] == surface


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("化解率95.6%", 95.6, False),
        ("化解率达 98.3%", 98.3, False),
        ("化解率９８％", 98, False),
        ("化解率98%以上", 98, True),
        ("满意率百分之九十", 90, False),
        ("满意率百分之九十八点五", 98.5, False),
        ("满意率百分之九十一点五", 91.5, False),
        ("满意率百分之十一", 11, False),
        ("办结率百分百", 100, False),
        ("办结率百分之百", 100, False),
        ("占九成", 90, False),
        ("占四成八", 48, False),
        ("占九成以上", 90, True),
        ("占近九成", 90, True),
        ("占七成半", 75, False),
        ("占9成以上", 90, True),
        ("占三分之二", 66.7, False),
        ("达百分之1,000", 1000, False),
    ],
)
def test_rates(text: str, value: float, approx: bool) -> None:
    """Percent signs, 百分之, 百分百 and 成 are all percentages."""
    assert [(one.value, one.unit, one.approx) for one in quantities(text)] == [(value, "%", approx)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "approx"),
    [
        ("投入50万元", 50, "万元", False),
        ("投入资金120.5万元", 120.5, "万元", False),
        ("投入1.2亿元", 1.2, "亿元", False),
        ("罚款3000元", 3000, "元", False),
        ("罚款 3,000 元", 3000, "元", False),
        ("涉案金额300余万元", 300, "万元", True),
        ("涉案金额近百万元", 100, "万元", True),
        ("投入二十万元", 20, "万元", False),
        ("投入资金 3.5 万元", 3.5, "万元", False),
        ("罚款：2.4万元", 2.4, "万元", False),
        ("追回工资十万余元", 10, "万元", True),
        ("罚没款四点二万元", 4.2, "万元", False),
    ],
)
def test_money_keeps_its_unit(text: str, value: float, unit: str, approx: bool) -> None:
    """50万元 is 50 万元, not 500,000 元: money is quoted as it stands."""
    assert [(one.value, one.unit, one.approx) for one in quantities(text)] == [(value, unit, approx)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("排查矛盾纠纷143件，化解142件", [(143, "件"), (142, "件")]),
        ("调解121件，成功119件，成功率98.3%", [(121, "件"), (119, "件"), (98.3, "%")]),
        ("共9项，已完成8个", [(9, "项"), (8, "个")]),
        ("办理97件=调解60件+化解37件", [(97, "件"), (60, "件"), (37, "件")]),
        ("办结率、满意率均为100%", [(100, "%")]),
        ("开展法治讲座12场次，受众1500余人次", [(12, "场次"), (1500, "人次")]),
        ("共3，200人参加", [(3200, "人")]),
        ("11名干部参加执法考试。", [(11, "名")]),
        ("队伍不断壮大。3名律师参加调解。", [(3, "名")]),
        ("解答问题120人次.30名法律明白人联系农户", [(120, "人次"), (30, "名")]),
        ("信访总量下降.5个百分点，占全部的.7%，共编印手册约.5万份", []),
    ],
)
def test_several_numbers_in_one_sentence(text: str, found: list[tuple[float, str]]) -> None:
    """Each is read for itself, in order."""
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024年12月4日",
        "二〇二四年十二月",
        "二〇二四年",
        "2021—2025年",
        "1-11月",
        "截至11月底",
        "12月份",
        "上午9:30",
        "〔2025〕44号",
        "府发〔2024〕3号文件",
        "联系电话：0371-12345678",
        "电话13812345678",
        "拨打12345热线",
        "12345政务服务便民热线",
        "12348法律服务热线",
        "3·15消费者权益日",
        "12·4国家宪法日",
        "落实三项制度",
        "推行四议两公开",
        "五个集成",
        "“1+6+N”工作机制",
        "“八五”普法规划",
        "村两委",
        "两个维护",
        "党的二十大精神",
        "二十届三中全会",
        "一岗双责",
        "第一责任人",
        "第三届运动会",
        "第5条规定",
        "多次开展宣传",
        "若干问题",
        "几十名采茶工",
        "两三次",
        "一系列活动",
        "一批案件",
        "进一步加强",
        "一是加强领导",
        "1.加强领导",
        "2、加强领导",
        "（3）加强领导",
        "学习《关于2件事的3项规定》",
        "5个月",
        "****年调解**件",
        "www.example2024.cn",
        "柳溪镇A3区",
        "八点三十分开会",
        "投诉2.4起",
    ],
)
def test_what_is_never_a_count(text: str) -> None:
    """Dates, document and telephone numbers, hotlines, names with digits, slogans, list numbers, masked digits."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年12月4日开展宪法宣传12次", [(12, "次")]),
        ("拨打12345热线，受理工单45件", [(45, "件")]),
        ("3·15期间发放资料300份", [(300, "份")]),
        ("2.开展培训5场", [(5, "场")]),
        ("依据〔2024〕3号文件清理规范性文件2件", [(2, "件")]),
        ("村两委干部参加培训60人", [(60, "人")]),
        ("举办“八五”普法讲座八场", [(8, "场")]),
        ("五所联动调解纠纷5件", [(5, "件")]),
    ],
)
def test_a_count_beside_a_name_is_read(text: str, found: list[tuple[float, str]]) -> None:
    """What is masked takes nothing away from the numbers around it."""
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("投资3个月完成", []),
        ("组织5名称职干部", []),
        ("共11名干部参加考试", [(11, "名")]),
        ("清理5条例外规定", []),
        ("建立3项目标", []),
    ],
)
def test_a_unit_that_begins_another_word_is_none(text: str, found: list[tuple[float, str]]) -> None:
    """3个月 counts no 个, 5名称 no 名."""
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "floor"),
    [("不少于4次", True), ("至少4次", True), ("不低于90%", True), ("近4次", False), ("4次", False)],
)
def test_a_bound_is_marked(text: str, floor: bool) -> None:
    """不少于 and 至少 word a requirement."""
    (one,) = quantities(text)
    assert one.floor is floor


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百三十", 230),
        ("一千零五", 1005),
        ("千", 1000),
        ("百", 100),
        ("九十八点五", 98.5),
        ("二〇二四", 2024),
    ],
)
def test_spoken_numbers(words: str, value: float) -> None:
    """Chinese numerals, digit by digit or with 十, 百, 千."""
    assert spoken_value(words) == value


@pytest.mark.parametrize("words", ["十百", "点五", "一二十", "你好", ""])
def test_what_is_no_spoken_number(words: str) -> None:
    """A row of numerals that is not one number has no value."""
    assert spoken_value(words) is None


@given(st.one_of(report_like, st.text(max_size=60)))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing raises; the spans lie inside the text, hold a character and never overlap."""
    found = quantities(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert one.unit
        assert one.value >= 0
        end = one.end


@given(st.integers(1, 9999), st.sampled_from(["件", "次", "场", "份", "人次", "名", "起", "宗", "期"]))
def test_every_whole_number_is_read(value: int, unit: str) -> None:
    """Any count in digits comes back as it was written, with and without separators."""
    assert read(f"共办理{value}{unit}。") == [(value, unit)]
    assert read(f"共办理{value:,}{unit}。") == [(value, unit)]


@given(st.integers(2, 9999))
def test_every_spoken_number_is_read(value: int) -> None:
    """Any count in Chinese numerals comes back as it was written."""
    import cn2an  # type: ignore[import-untyped]  # noqa: PLC0415 - the package ships no types; only here

    assert read(f"共办理纠纷{cn2an.an2cn(value)}件。") == [(value, "件")]


@given(st.decimals(0, 100, places=2))
def test_every_rate_is_read(value: object) -> None:
    """Any percentage with two decimals comes back as it was written."""
    assert read(f"化解率达{value}%。") == [(float(str(value)), "%")]


def test_a_decimal_may_be_broken_over_lines() -> None:
    """罚款金额3. / 8万元 is 3.8; the number of a list at a line's end is none."""
    assert [(one.value, one.unit) for one in quantities("行政处罚22件，罚款金额3.\n8万元。")] == [
        (22, "件"),
        (3.8, "万元"),
    ]
    assert [one.value for one in quantities("办理工单3.\n8件为投诉")] == [8]
