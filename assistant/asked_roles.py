"""Which kind of figure a question wants: what was done, was to be done, is planned, how it has grown, where it ranks."""

from __future__ import annotations

import re

from index.numbers import spoken_value
from index.records import Role

# The first three of a ranking: 前三名, 排前三的, top 3; 前三个月 and 前三季度 are times.
_FIRST = r"(?:(?<![目之以提])前|top\s*)([一二两三四五六七八九十\d]{1,2})(?:名|位|个(?!月|季|年|工作日|星期|小时|半)|家|(?=的|是|有|分别|$|[？?，,。 ]))"
RANKING = re.compile(
    r"(?<!全[县区市])(?<!全[县区市]里)(?<!在[县区市])(?<!在[县区市]里)排(?:个|一下|一)?(?:序|名|行)|排[一个]?排|从高到低|从多到少|从少到多|从低到高|由多到少|由高到低|由少到多|[从由](?:大到小|小到大)|(?<![安编])排出来|名次|rank|"
    + _FIRST
)
TOP = re.compile(_FIRST)
# 第二名呢, 纠纷第二多的是哪个镇; a place among all towns of a county (全县第二名) is a figure of its own.
NTH = re.compile(
    r"(?<!全[县区市省])(?:排名?|居|列)?(?:倒数)?第([二三四五六七八九2-9])(?:(?:名|位|[多高少低大])(?:的)?(?=$|[是有呢，,？? ]|哪|谁)|(?=的?呢|的?是谁|的?是哪))"
)


def nth_asked(text: str) -> int:
    """Which place in the order of all towns ``text`` asks for, from the second on; 0 where it asks for none."""
    found = NTH.search(text)
    return int(spoken_value(found[1]) or 0) if found and not _RANKED_BY_OTHERS.search(text) else 0


_RANKED_BY_OTHERS = re.compile(r"考核|考评|评比|测评|全[县区市省]")
THRESHOLD = re.compile(
    r"(?:(超过|大于|高于|多于|不少于|不低于|至少|达到|超|(?<=[量数额率款费钱])过(?=\d)|(?<![通经超渡度办做搞开审查])过了(?=\d)|不止(?!一[次回个]|如此|于此)|低于|少于|小于|不到|没到|未到|没达到|未达到|(?:不满|未满|没满)(?!\s*\d+\s*周?岁)|不足|不超过|(?<![未没不届年圆任期])满(?=\s*[\d一二两三四五六七八九十百]+\s*(?:人次|场次|[件次起份人场名个条期户]|[%％]))|突破(?!一)|冲破(?!一)|(?<![侦查])破(?=[百千万亿\d])|上了(?=\s*\d[\d,.]*\s*(?:万|人|件|起|名|户|份|元))|(?<![以网线街身马路之晚])上(?=[百千][人件起名户份万]))\s*(\d[\d,.]*|[一二两三四五六七八九十百千]+|(?=[万亿]))\s*(万|亿)?\s*(%|[一-鿿]{1,2})?|(\d[\d,.]*|[一二两三四五六七八九十百千]{1,5})\s*(万|亿)?\s*(%|[件次起份人场名个条项期]{1,2}|人次|场次)?\s*(及?以上|及?以下|以内|以内的))"
)
# 开了4次专题会议的有几家: just so many.
EXACTLY = re.compile(
    r"(?:(?:刚好|正好|恰好)(?:(?:有|是|为|开|办)了?)?\s*(?=[\d二两三四五六七八九十百])|[了是为共仅]\s*(?=\d))(\d[\d,.]*|[二两三四五六七八九十百]{1,4})\s*(?:人次|场次|[件次起份场名个条项期人宗家户])(?=[一-鿿]{0,14}?(?:的|有)[一-鿿]{0,6}(?:几|哪|多少))"
)
_PLAN = re.compile(
    r"(?<!没)计划|打算|原定|目标|力争|争取|明年|来年|下一?年|(?<![代草起虚模重])拟(?![写订稿])|预计|将要|准备|下一步|plan|next year"
)
# 计划的12场做满没有，实际几场
_REALLY = re.compile(r"实际(?!问题|情况|困难|执行)(?:上)?[一-鿿]{0,6}?(?:多少|几)|really|actually")
_TO_COME = re.compile(r"明年|来年|下一?年|下一?步|next year")
_BEFORE_IT = re.compile(
    r"(?:原|年初)?(?:计划|打算|安排|(?<![制规决确约])定)的?\s*\d+\s*[一-鿿]{1,2}?(?=[一-鿿]{2})|[一-鿿]{1,2}没有?(?=\s|$)"
)
_REQUIRED = re.compile(
    r"(?<![\d十百几前第近这上下头])[一1](?:个(?:季度|月|学期)|周|个?星期)(?=[一-鿿]{0,3}(?:几|多少))|(?:per|every|each|a) (?:quarter|month|week)|要求|不少于|至少要|应当|规定|(?<!平均)(?<!原来)(?<!以前)(?<!原先)(?<!现在)(?<!后来)每(?:年|季度|月|半年|周|个?季|村|名|个|户|学期)|标准是|required|at least|must"
)
_GROWN = re.compile(
    r"比(?!\s).{0,10}(?:多|(?<!至)少)[一-鿿]{0,2}了?(?:几|多少)|增长率|增长(?:了)?(?:多少|百分|几)?|增幅|降幅|(?:下降|降低|减少|压降)(?:了)?(?:多少|几|百分)|(?:上升|增加|增长)(?:了)?(?:多少|几|百分)|同比|提高了?(?:多少|几)|(?:多|(?<!至)少|增加|减少|前移|涨|降|跌|压|升|压下来|压减|降下来)[了出]?(?:多少|几|百分)|(?:比|较)(?:上|前|头)一?年.{0,10}(?:多|(?<!至)少|高|低|涨|降|增|减|升|压).{0,6}(?:多少|几)|growth|increase"
)


def grown_asked(text: str) -> bool:
    """Whether ``text`` asks how much something has grown or fallen."""
    return bool(_GROWN.search(text))


_RANKED = re.compile(r"排名?第?几|第几|排(?:个|一下)?名|名次|位居|位列|列全|ranked|ranking")
_OTHERS = re.compile(r"(?<!参加)(?<!参与)全(?:县|区|市|省)(?!域|统一|学法|执法资格|普法考试)")


def without_what_was_meant(piece: str) -> str:
    """``piece`` without the plan that it holds against what was really done."""
    return _BEFORE_IT.sub(" ", piece) if _REALLY.search(piece) and not _TO_COME.search(piece) else piece


# 老百姓要求公开信息的有几件: what people demand is no requirement of anyone.
_DEMANDED = re.compile(
    r"(?<![对给向])(?:百姓|群众|村民|居民|市民|当事人|职工|工人|业主|商户|老板|企业|申请人|公民|有人|人家|顾客|家长)们?(?:[递写提打来][一-鿿]{1,3})?"
    r"要求(?=公开|看|赔|退[还钱款]|返还|补偿|解决|处理|调解|听证|复议)"
)


def role_asked(piece: str) -> Role:
    """The role of the figure that ``piece`` of a question asks for."""
    if _RANKED.search(piece) and not RANKING.search(piece):
        return Role.RANK
    if _GROWN.search(piece):
        return Role.GROWTH
    if _PLAN.search(piece) and (_TO_COME.search(piece) or not _REALLY.search(piece)):
        return Role.PLAN
    if _REQUIRED.search(_DEMANDED.sub(" ", THRESHOLD.sub(" ", piece))):
        return Role.REQUIREMENT
    return Role.OTHER_PARTY if _OTHERS.search(piece) else Role.OUTCOME


# The words that only say which kind of figure is wanted.
ROLE_WORDS: dict[Role, frozenset[str]] = {
    **dict.fromkeys(Role, frozenset[str]()),
    Role.PLAN: frozenset(("@next_year", "打算", "计划", "安排", "预计", "准备", "目标", "下一年", "明年")),
    Role.REQUIREMENT: frozenset(("要求", "至少", "规定", "应当", "每人", "每村", "标准", "不少于")),
    Role.GROWTH: frozenset(("增长", "下降", "上升", "增加", "减少", "提高", "降低", "同比", "增幅", "增长率")),
    Role.RANK: frozenset(("排名", "名次", "位居", "位列", "全县", "全区", "全市")),
}
