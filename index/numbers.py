"""Numbers with their units, as they stand in a report's text.

A number becomes a ``Quantity`` only with a unit behind it; dates, document numbers, telephone numbers, names with digits and
what stands in 《》 are masked first, so that their digits are never read as counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import cn2an  # type: ignore[import-untyped]  # the package ships no types

from index.fold import fold
from index.markers import point_ends_count
from index.masks import MASK, NUMERALS, mask
from index.units import MONEY, POINTS, RATE, units

_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit. ``start:end`` covers the approximation words before and after it.

    ``value`` counts ``unit`` (2万余人次 is 20000 人次; 50万元 stays 50 万元); ``floor`` marks a requirement's wording
    (不少于, 至少); ``spoken`` a number written in Chinese numerals; ``named`` what it counts, where that stands apart from it.
    """

    start: int
    end: int
    value: float
    unit: str
    approx: bool
    qualifier: str
    floor: bool
    spoken: bool
    named: str = ""


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


_FLOOR = (
    "不少于",
    "不低于",
    "不得少于",
    "不超过",
    "不高于",
    "不得超过",
    "不得低于",
    "至少",
    "最少",
    "最多不超过",
    "低于",
    "少于",
    "多于",
    "高于",
)
# 签约206户, 治超9次, 附近30户 and 线上9730件 say nothing of about; 上千人 does.
ABOUT_IN_ONE = r"(?<!规民)(?<![签履违公节契预邀续])约|(?<![附临邻最靠就亲远])近|(?<![治违商农反])超|逾"
_ABOUT = rf"大约|将近|接近|超过|突破|上(?=\s*[百千万亿])|{ABOUT_IN_ONE}|几乎|不足|不到"
_AFTER = ("以上", "左右", "上下", "以内", "以下", "之多", "有余", "余")

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.(?:\n(?=\d{1,2}\s*(?:万元|亿元|%|个百分点)))?\d+)?"
_SPOKEN = (
    rf"(?<![几数])(?:[{NUMERALS}]+(?:万[{NUMERALS}]+|点[一二三四五六七八九零〇]+)?|(?<=[近上约超逾])万|万(?=[余多]))"
)


@lru_cache(maxsize=1)
def _quantity() -> re.Pattern[str]:
    unit = _alternatives(tuple(u for u in units() if u not in (RATE, *MONEY)))
    return re.compile(
        rf"(?P<floor>{_alternatives(_FLOOR)})?\s*(?P<about>{_ABOUT})?\s*"
        rf"(?:(?P<arabic>{_ARABIC})|(?P<spoken>{_SPOKEN}))"
        r"\s*(?P<more1>余|多|来|几)?\s*(?P<scale>[十百千万亿]{1,2})?\s*(?P<more2>余|多|来)?\s*"
        rf"(?:(?P<percent>个?%)|(?P<money>元|余元)|(?P<unit>{unit}))"
        rf"(?P<after>{_alternatives(_AFTER)})?"
    )


_PERCENT = re.compile(
    rf"(?P<floor>{_alternatives(_FLOOR)})?\s*(?P<about>{_ABOUT})?\s*"
    rf"(?:百分之(?P<words>[{NUMERALS}点]+|{_ARABIC})(?P<more>余|多)?|(?P<tenths>[一二两三四五六七八九](?:点[一二三四五六七八九])?|(?<![\d.])[1-9](?:\.\d)?)成(?:(?P<half>半)|(?P<unit>[一二三四五六七八九])(?![一-鿿]?[个件次]))?(?P<more2>多)?(?![功立效果员为本长熟都就绩交因年人品形型套分例])"
    r"|(?P<below>[一二两三四五六七八九十])分之(?P<above>[一二两三四五六七八九])"
    r"|(?P<halved>(?<![一-鿿]过)(?:一半|半数)(?=以上|左右|[^一-鿿]|$|的))"
    r"|(?P<all>百分百|100个百分百|百分之百))"
    rf"(?P<after>{_alternatives(_AFTER)})?"
)

_BARE = re.compile(rf"[(（]((?:[^()（）\d\n]{{1,10}}{_ARABIC}[、,，;；]?\s*){{2,8}})[)）]")
_BARE_PART = re.compile(rf"([^()（）\d\n、,，;；]{{1,10}})({_ARABIC})(?=[、,，;；)）]|$)")


def bracketed(text: str, counted: list[Quantity]) -> list[Quantity]:
    """The parts in brackets right behind a count that leave its unit out: 390件(简易110,普通280)."""
    by_end = {quantity.end: quantity for quantity in counted}
    found = []
    for match in _BARE.finditer(fold(text)):
        whole = by_end.get(match.start())
        if whole is None:
            continue
        for part in _BARE_PART.finditer(match[1] + match.group()[-1]):
            start = match.start(1) + part.start(2)
            value = float(part[2].replace(",", "").replace(" ", ""))
            if value <= whole.value:
                found.append(Quantity(start, start + len(part[2]), value, whole.unit, False, "", False, False))
    return found


@lru_cache(maxsize=8192)
def spoken_value(words: str) -> float | None:
    """The value of a number in Chinese numerals (两百三十, 十二, 千, 九十八点五); None when they are not one number."""
    whole, point, fraction = words.partition("点")
    try:
        if not point:
            return float(_plain_spoken(whole))
        return float(f"{int(_plain_spoken(whole))}.{''.join(str(int(_plain_spoken(digit))) for digit in fraction)}")
    except ValueError:
        return None


def _plain_spoken(words: str) -> float:
    if words and words[0] in "百千万":
        words = "一" + words
    return float(cn2an.cn2an(words, "smart"))


_VIEWED = re.compile(
    rf"(?:播放|点击|浏览|阅读|观看|转发|点赞)(?:总?量|次数|数)?(?:达到?|累计|共|超过?|突破|近|约|逾)*({_ARABIC})(万)?(余|多|\+)?(?=[。，,；;、）)]|$)",
    re.MULTILINE,
)


def _viewed(masked: str) -> list[Quantity]:
    """Counts of views, which leave their unit out: 播放20万+."""
    found = []
    for match in _VIEWED.finditer(masked):
        value = float(match[1].replace(",", "").replace(" ", "")) * (10_000 if match[2] else 1)
        found.append(Quantity(match.start(1), match.end(), value, "次", bool(match[3]), match[3] or "", False, False))
    return found


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit in ``text``, in order; offsets are those of ``text``."""
    masked = mask(text)
    found = [quantity for match in _quantity().finditer(masked) if (quantity := _read(match, masked))]
    found += _viewed(masked)
    found += [quantity for match in _PERCENT.finditer(masked) if (quantity := _read_percent(match))]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


# What may not follow a unit: then the "unit" is the beginning of another word (3个月, 两名称, 5条例).
_NOT_UNIT = {
    "个": ("月", "工作日", "别", "人", "性", "体", "案", "季", "自信", "意识", "维护", "确立", "全面", "百分", "小时"),
    "名": ("称", "义", "单", "录", "片", "额", "列"), "条": ("例", "件", "款", "块", "文"), "件": (), "本": ("级", "着", "年", "身", "镇", "乡", "地", "部门"),
    "部": ("门", "分", "署", "委", "长"), "分": ("别", "钟", "之", "级", "类", "管", "工", "析", "片", "局", "子", "解", "批", "层", "发", "成", "为", "析", "阶"), "元": ("旦", "化", "素", "宵"), "站": ("式", "所", "办"), "级": (),
    "场": ("所", "合", "景", "地", "镇"), "次": ("序", "要", "性", "级", "日"), "项": ("目",), "位": ("一体", "置", "居", "于", "列"), "起": ("来", "到", "诉", "点", "草", "止", "因", "步"), "期": ("间", "限", "末", "盼"),
    "组": ("织", "建", "长", "成", "团"), "人": ("民", "大", "员", "力", "才", "事", "均", "物", "口", "心", "身", "性", "居", "文"), "类": ("似", "别"), "种": ("植", "养", "子", "粮", "类"), "户": ("籍", "口", "外"), "天": ("然", "气", "平"),
    "所": ("有", "属", "在", "需", "以", "长", "谓"), "室": ("内", "外"), "班": ("子", "组", "长", "会"), "课": ("题", "堂", "程", "件"), "节": ("日", "约", "点", "假", "目"), "点": ("击", "对", "位", "评", "半", "子"), "处": ("理", "置", "罚", "分", "于", "突", "室", "级", "长", "在"),
    "家": ("庭", "长", "园", "访", "属", "门", "族", "务事", "务劳", "事纠", "事调", "事案", "事审", "暴", "禽"), "门": ("式", "口", "户", "面", "诊"), "员": ("工", "会"), "支": ("持", "部", "付", "撑", "出", "援", "书", "委", "行"), "张": ("贴", "网"), "面": ("对", "向", "积", "临", "谈", "貌"), "幅": ("度",), "封": ("闭",), "套": ("路",), "块": ("链",),
    "间": ("接", "的"), "台": ("账",), "米": (), "村": ("干部", "居", "委", "民", "级", "规", "支", "务", "书", "党", "组", "庄", "镇"), "社区": ("矫正", "工作", "干部", "居", "书记", "网格", "民警", "党"), "网格": ("化", "员", "长", "管", "治", "服务"), "题": ("目",), "道": ("路", "德", "理"), "轮": ("流", "值", "训", "岗"), "回": ("访", "复", "应", "头", "流", "家", "收", "顾"), "讲": ("解", "师", "座", "课", "话", "法", "述", "好", "清", "堂"), "篇": ("章",), "卷": ("宗",), "批": ("准", "评", "示", "复", "判", "阅"), "遍": ("布",), "案": ("件", "例", "卷", "情", "由", "释", "说"), "款": ("项", "式"), "队": ("伍", "员", "长"), "堂": (), "例": ("会", "如", "行", "外", "子"), "册": ("子",), "份": ("额",), "页": ("面",), "座": ("谈", "位"), "档": ("案",), "单": ("位", "独", "一", "方", "元", "纯", "次", "页", "张"), "首": ("次", "批", "要", "先", "个"),
}  # fmt: skip


def begins_word(unit: str, follow: str) -> bool:
    """Whether ``unit`` with ``follow`` behind it is the beginning of another word (网格 in 网格员, 次 in 次序)."""
    return follow.startswith(_NOT_UNIT.get(unit, ())) and not (unit == "个" and follow.startswith("人民"))


# What can be counted in fractions.
_DIVISIBLE = frozenset(
    (RATE, *POINTS, *"元 亩 公里 平方米 平方公里 公顷 分 小时 吨 米 千米 学时 天 分钟 倍 个工作日 工作日 公斤".split())
)


# A mean may have a fraction of anything: 平均每村1.3次, 万人投诉量由2.4起.
_PER_HEAD = re.compile(r"平均|[人户村]均|[每万]人|降[到至为]$|[升增]至$")


def _read(match: re.Match[str], masked: str) -> Quantity | None:
    start, end = match.start(), match.end()
    unit = match["unit"] or (RATE if match["percent"] else "元")
    follow = masked[end : end + 6]
    if len(unit) > 1 and unit.endswith("次") and follow[:1] in ("日", "月", "年"):
        unit, end = unit[:-1], end - 1  # 其余17件次日办结
    if not match["after"] and begins_word(unit, follow):
        return None
    scale = match["scale"] or ""
    if match["arabic"]:
        # A digit, point or letter just before: the tail of another number (1.2.3名) or of a name.
        if (
            start
            and match.start("arabic") == start
            and re.search(r"[\d.A-Za-z\-+]$", masked[start - 1])
            and not point_ends_count(masked, start - 1)
        ):
            return None
        digits = re.sub(r"[,\s]", "", match["arabic"])
        value = float(digits)
        if (
            "." in digits
            and not scale
            and unit not in _DIVISIBLE
            and not _PER_HEAD.search(masked[max(0, start - 16) : start])
        ):
            return None
    else:
        words = match["spoken"]
        spoken = spoken_value(words)
        if spoken is None:
            return None
        value = spoken
        if "点" in words and (scale[:1] in tuple("十百千") or (not scale and unit not in _DIVISIBLE)):
            return None  # 八点三十分 is a time
        if not _counts(words, unit, match, masked):
            return None
    for step in scale:
        value *= _SCALES[step]
    if unit == "余元":
        unit = "元"
    if unit == "元":
        value, unit = _money(match, value, scale)
    unit = "".join(unit.split()).removeprefix("余")
    qualifier = "".join(match[name] or "" for name in ("floor", "about", "more1", "more2", "after")) + (
        "余" if match["money"] == "余元" else ""
    )
    lead = (
        match.start("floor")
        if match["floor"]
        else match.start("about")
        if match["about"]
        else match.start("arabic" if match["arabic"] else "spoken")
    )
    return Quantity(
        lead, end, _tidy(value), unit, bool(qualifier), qualifier, bool(match["floor"]), bool(match["spoken"])
    )


def _money(match: re.Match[str], value: float, scale: str) -> tuple[float, str]:
    """Money keeps 万元 and 亿元 as its unit when the text says so."""
    last = scale[-1:] if scale else (match["spoken"] or "")[-1:]
    if scale and last in "万亿":
        return value / _SCALES[last], f"{last}元"
    return value, "元"


def _tidy(value: float) -> float:
    return round(value, 6)


# A small numeral before one of these names a kind as often as it counts (三项制度, 五大行动): it counts only with a
# counting word before it or an approximation.
_NAMING_UNITS = frozenset(
    (
        "个 项 大项 类 种 条 级 门 点 面 支 家 所 处 位 档 款 站 组 队 室 班 张 本 部 节 篇 村 户 道 题 块 页 台 "
        "座 间 员 课 眼 株 棵 杆 桶 箱 瓶 包 盒"
    ).split()
)
_COUNTING = re.compile(
    r"(?:设立|设置|成立|建立|建成|新建|打造|配备|划分为?|分为|整合|制定|出台|审查|审核|新增|增设|增加|聘请|聘任|选派|选聘|排查出?|发现|整改|收到|承办|承接|共有|共|有|等|完成|办理|梳理出?|组建|创建|建设|培育|评选出?|拥有|明确|下放|赋予|受理|化解|调解|调处|解决|处理|开设|摆放|设|建|达|为|发放|印发|查处|召开|举办|开展|组织|召集|派出|安排|联系|联合|吸纳|涉及|调整|废止|清理|修订|通过|采纳|征集|收集|提出|命名|获得|获评|共计|累计|合计|其中|全镇|全乡|辖|现有|公开|推出|编写|接待|走访|入户|接受|出具|签订|入驻|接入|引进|购置|安装|投入|挂牌|指导|覆盖|辖区|下辖|选出|培养|增至|上报|报送|录入|巡查|检查|立案|结案|结案|移送|送达|答复|涵盖|包含|包括|安置|帮教|管控|管理|帮扶|服务|提供|分类|认领|取得|持有|参加|参与|聘用|聘|招录|招聘|核查|配齐|配|法律法规|法律|法规|规章|学习?|学法|观看|购买|订阅|配发|录制|拍摄|给予|处分|处罚|问责|追究|约谈|通报|排除|拆除|关停|取缔|责令|申请|(?:^|[，,；;、(]))(?:了|出|过|起|到|率)?(?:以下|全部|全镇|全乡|本年|当年|各类|\d*)?$"
)
_NAMING = re.compile(
    r"(?:落实|坚持|推进|推行|执行|严格|贯彻|全面|强化|围绕|聚焦|做到|实现|抓好|抓实|增强|把握|树立|牢记|牢固|践行|深化|的|“|行政执法|紧扣|从|在|按照|以|遵循|对照|突出|健全|完善|规范|用好|发挥|筑牢|守好|守牢|压实|把好|遵守|增进|拥护|运用|聚力|着力|抓住|抓牢|做好|做实|下好|打好)$"
)


def _counts(words: str, unit: str, match: re.Match[str], masked: str) -> bool:
    """Whether a spoken numeral before ``unit`` counts something, rather than naming or being part of a word."""
    begin = match.start("spoken")
    before = masked[max(0, begin - 8) : begin]
    if (
        match["floor"]
        or match["more1"]
        or match["more2"]
        or (match["about"] and match["about"] != "上" and words != "一")
        or match["after"]
        or match["scale"]
    ):
        return True
    if unit == RATE:
        return False
    if words == "万":
        return True
    if match["about"] == "上" and words in ("百", "千") and before[-1:] not in "网线楼村路云":
        return True  # 上百户
    if words == "两" and (
        (unit == "家" and before[-1:] in "，,；;。、")
        or unit in ("头", "面")
        or masked[match.end() : match.end() + 1] == "关"
    ):
        return False  # 两家从此不再红脸, 两头都懂, 两道关
    value = spoken_value(words) or 0
    if masked[match.end() : match.end() + 1] in ("“", '"', "「", "『", MASK) and unit in _NAMING_UNITS:
        return False
    if before[-1:] in "第初星期之":
        return False
    if words in ("一", "千", "百", "万", "十百", "百千") or (words[0] in "百千" and len(words) == 1):
        if words != "一" or unit not in _ONE_COUNTS:
            return False
        follow = masked[match.end() : match.end() + 4]
        if _ONE_STORY.search(before) or _ONE_GOES_ON.match(follow):
            return False
        return bool(
            _ONE_BEFORE.search(before)
            or _ONE_AFTER.match(follow)
            or (
                _ONE_OUTCOME.search(before)
                and _ONE_ENDS.match(follow)
                and not _ONE_A_RULE.search(masked[max(0, begin - 16) : match.end() + 16])
            )
        ) or (
            unit not in ("起", "件", "个", "人", "项")
            and bool(_ONE_ENDS.match(follow) and _ONE_DONE.search(before))
            and not _ONE_EACH.search(masked[max(0, begin - 16) : begin])
        )
    if value >= 20 or (value > 10 and unit in ("人", "名", "件", "起")):
        return True
    if words == "两" and unit in ("个", "项", "类", "支", "处") and not re.search(r"[的“]$", before):
        return True
    if unit in _NAMING_UNITS:
        ends = _ONE_ENDS.match(masked[match.end() : match.end() + 1]) and _THINGS.search(
            before
        )  # 排查历史遗留问题十三个；
        return bool(_COUNTING.search(before) or ends) and not _NAMING.search(before)
    return not _NAMING.search(before) or unit in ("次", "人次", "场", "件", "起", "名", "期", "份", "场次")


_ONE_COUNTS = frozenset("次 场 件 起 期 名 例 宗 堂 人 家 份 支 处 辆 所 户 个 项 部 本".split())
_ONE_BEFORE = re.compile(
    r"(?:开展|组织|举办|召开|进行|其中|发生|聘请|聘任|配备|选派|受理|办理|调解|化解|开庭|参加|参与|共|有|仅|为|引导|各|每年|每月|每季度|每半年|每周|季度|半年|至少|配)(?:了|过)?$"
)


# 有一次……, 不到一次, 讲一次: told, not counted.
_ONE_STORY = re.compile(r"(?:(?<![只仅设])有|不到|再|又|这|那|写|学会|同|任何|哪怕|往往|满)$")
_ONE_GOES_ON = re.compile(r"[说讲把办查告解]|发现|处罚|提醒|提示|提交|性|多岗|一|负责|肩挑|双责|村|户")
# 讲授法治课一次，: a lone one that ends its clause counts what stands before it.
_ONE_ENDS = re.compile(r"[，,。；;、）)]|$")
_ONE_DONE = re.compile(r"[一-鿿”]{2}[一-鿿”](?<![到在手讲领办了下集见上着尽])$")
_THINGS = re.compile(
    r"(?:问题|事项|案件|纠纷|合同|文件|隐患|线索|建议|意见|制度|清单|岗位|阵地|站点|机构|队伍|场所|点位|项目|[员师者长]|中心|企业|单位|商户|门店|学校|工地|小区|村|社区)$"
)
# 胜诉三件，败诉一件
_ONE_OUTCOME = re.compile(r"(?:败诉|胜诉|撤销|维持|终止|驳回|撤诉|纠错|确认违法)$")
# 建立行政复议纠错一件、通报一件机制 counts nothing.
_ONE_A_RULE = re.compile(r"机制|制度|每[^。；]{0,6}一[件起]|坚持|做到")
_ONE_EACH = re.compile(r"[每逢各季月旬周][^，,。；;、]{0,14}$")
_ONE_AFTER = re.compile(r"律师|法律|公职律|专职|兼职|心理|调解")


def _read_percent(match: re.Match[str]) -> Quantity | None:
    if match["all"]:
        value: float | None = 100.0
    elif match["tenths"]:
        tenths = float(match["tenths"]) if match["tenths"][0].isdigit() else spoken_value(match["tenths"])
        value = (
            None
            if tenths is None
            else tenths * 10 + (5 if match["half"] else (spoken_value(match["unit"]) or 0) if match["unit"] else 0)
        )
    elif match["below"]:
        below, above = spoken_value(match["below"]), spoken_value(match["above"])
        value = None if not below or above is None or above > below else round(100 * above / below, 1)
    elif match["halved"]:
        value = 50.0
    else:
        words = match["words"]
        value = float(re.sub(r"[, ]", "", words)) if words[0].isdigit() else spoken_value(words)
    if value is None:
        return None
    qualifier = "".join(match[name] or "" for name in ("floor", "about", "more", "more2", "after"))
    return Quantity(
        match.start(), match.end(), _tidy(value), RATE, bool(qualifier), qualifier, bool(match["floor"]), True
    )
