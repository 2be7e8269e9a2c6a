"""What kind of question it is: figures or words, of one town or compared, and what is to be computed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Kind, Operation
from assistant.asked_lists import added_items
from assistant.asked_roles import EXACTLY, RANKING, THRESHOLD, nth_asked
from assistant.asked_words import HOW_MANY, WHETHER, asked_terms
from assistant.places import PlacesAsked
from assistant.years import YearsAsked
from index.numbers import spoken_value
from index.vocabulary import objects


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound in a question: 300件以上的有哪些."""

    sign: str  # one of >= > <= < =
    value: float


_MAX = re.compile(
    r"最多|最高|最大|最[勤密](?!切)|最频繁|(?:拔尖|领先|打头)(?=$|[？?。，,]|的(?:是|$))|第一名|数量第一|排第一|居首|the most|highest|largest|biggest|greatest|most\b|(?:which|who)\b.{0,60}\bmore\b(?! than (?:\d|one))|谁多|谁更多|哪个多|哪个更多|哪家多|更多|多一些|(?:哪(?:一)?(?:个|家)?(?:镇|乡|街道|乡镇|地方)?|谁).{0,20}[多大高](?=$|[？?])|哪家.{0,12}大|max"
)
_MIN = re.compile(
    r"最少|最低|最小|垫底|末位(?!表态|发言|淘汰|约谈)|倒数第一|最后一名|最靠后|the fewest|fewest|lowest|smallest|least\b|(?:which|who)\b.{0,60}\b(?:fewer|less)\b(?! than \d)|谁少|哪个少|更少|谁更少|(?:哪(?:一)?(?:个|家)?(?:镇|乡|街道|乡镇|地方)?|谁).{0,20}[少低](?=$|[？?])|min\b"
)
_SUM_OF_NAMED = re.compile(r"(?<![一总公])共(?!同|享|建|治|有法|产)[一-鿿]{1,8}?(?:几|多少)|总数|总量")
_SUM = re.compile(
    r"\badd(?:ing|ed)? up\b|一共|总共|合计|加起来|加在一起|加一起|加到一起|加总|总和|累加|共计|总计|总数|总额|总量|总(?:人次|人数|次数|件数|场次|场数|份数|起数|户数|金额)|总的(?:是|有)?(?:多少|几)|(?<!一|总|公)共(?:有|计)?(?:几|多少)|加一块|拢共|in total|altogether|\ball (?:the )?(?:places|towns|townships|reports) (?:together|combined)|\bcombined\b|total number|sum of|合起来|汇总"
)
# The towns' sum, unless each has such a total of its own.
_TOTALS_OF = re.compile(r"总(?:面积|里程|长度|投入|经费)")
_MEAN = re.compile(
    r"平均(?!每(?!个?(?:镇|乡|街道|乡镇|年|地|单位|份|家(?!企|公司|单位|商|店|户))))|均值|average|mean\b"
)
_COUNT_TOWNS = re.compile(
    r"有(?:几|多少)(?:个|家)?(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)|多少(?:个|家)(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)|(?<!哪)几(?:个|家)(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)(?:有|超|达|没|未|开展|高于|低于|在)|(?<!全)(?:乡镇|镇|乡|街道|地方)有几(?:个|家)(?![人名干])|[有共](?:几|多少)家(?!企|公司|单位|商|店|户)|how many (?:towns|townships|places)"
)
_HOW_DONE = re.compile(r"做法|办法|机制|措施|流程|程序|方式|形式")
# What is told, not counted, also when it changes.
_TOLD = re.compile(rf"问题|不足|短板|重点|打算|经验|{_HOW_DONE.pattern}")
# 超过30场的有几个
_HOW_MANY_OF_THEM = re.compile(r"的(?:总共|一共|共)?有(?:几|多少)[个家]?(?=$|[？?。， ])")
_CHANGE = re.compile(
    r"变化|增加了?多少|减少了?多少|增长了?多少|增减|(?:多|少)了(?:多少|几)|比(?:上年|上一年|去年|前年|头一年|20\d\d年?)|较(?:上年|上一年|去年|前年|20\d\d年?)|比\s*(?:它|前者|那一?[年个])?\s*(?:多|少|增|减|涨|降|高|低|下降|上升|提高)|相比|同比|(?<![还出误])相?差(?:了|距)?(?:多少|几)|涨了|降了|是升是降|升了还是降|change|difference between|increase from"
)
_LIST_TOWNS = re.compile(
    r"哪些(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)?|有哪些|哪几个|哪几家|(?:的|[有都])(?:有|是)?(?:谁|哪家)(?=$|[？?。，, ])|哪(?:一)?[个家](?:乡镇|镇|乡|街道|地方|单位)?(?=没|一[件起次]|有过|超|达|在|$|[？?])|which towns|which townships|which places"
)
_NONE = re.compile(
    r"哪(?:一|几)?[个些家](?:乡镇|镇|乡|街道|地方|单位)[^，,。？?]{0,24}?(?:没有|没|无(?!信访村|诉讼村|讼)|未有)(?:过|任何)?(?=行政(?!执法)|复议|诉讼|败诉|官司|信访|上访|案件|处罚|事故|纠错)|(?:哪|几|多少)(?:个|些|家)?(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)?(?:都|是|当年)?(?:没有|没|无)|(?:没有|未|没|无)(?:发生|出现|收到|发生过|涉及|产生)|[为是]零(?!售|散|工|星|距|容|申|投|跑)|[为是]\s?0(?![\d.])|零发生|一[件起次个宗场份](?:都|也)?没|一[件起次个宗场份][一-鿿“”]{0,10}?(?:都|也)没|(?:没有?|无)人(?!机)(?:.{0,14}(?:的|过)(?:是|有)|[一-鿿]{1,6}过)|都没有|没有过|(?<!有)没有?(?:发|出|开|立|查|出台|制定|制发|印发|办|罚|打|输|吃|收到?|接到?|发生|当|被[一-鿿]{1,3})过|had no|without any|did not have"
)
_COMPARE = re.compile(
    r"对比|比较|相比|区别|不同|异同|差异|差别|共同点|共性|分别|各自|各(?:个)?(?:镇|乡|街道|地)|谁更|哪个更|比起|\bvs\b|versus|compare|comparison|differ|之间|有何不同|几个(?:镇|乡|街道)"
)
_EXAMPLE = re.compile(
    r"范例|范文|范本|样板|样例|示例|参考(?!率|人|答|的?人)|借鉴|怎么写|如何写|怎样写|咋写|写法|例子|举例|案例|模板|段落|摘录|摘抄|起草|撰写|照着写|好的表述|表述|可抄|抄一?抄|抄(?:一下|个)?(?:思路|作业)|现成的?(?:段落|写法|例)?|(?:借来|拿来|抄来)(?:用|学|改)|抄(?:点|几|些)|(?:可以|能|值得)抄|当(?:个)?样|好(?:的)?段子|学一?学(?:别|其他|人家)|可以学|素材|措辞|写得|写一[段份]|帮我写|(?:^|[，, ])(?:我)?想写(?!总结|报告|材料)|(?:给|来|找)(?:我)?几[段篇则]|(?:^|[，, ])有没有(?:人|谁|哪家)?写(?!.{0,12}(?:多少|几(?!段)))|draft|example|\bsamples?\b(?! (?:taken|tested|failed|passed|were))|template|wording|how (?:do|did) (?:other|others)"
)
_LIBRARY = re.compile(
    r"(?:库|系统)(?:里面?|中|内)?(?:一共|总共|共)?(?:有|收)?(?:几|多少)[份篇个]报告|(?:库|资料库|系统|语料|收录|这里|你这).{0,6}(?:有|收).{0,6}(?:几|多少|哪些|什么).{0,8}(?:报告|镇|乡|街道|年份|资料|地方)|(?:有|收录)(?:了)?(?:几|多少)(?:份|篇|个)报告|(?:现有|收录)(?:的)?(?:哪些|什么)(?:报告|镇|年)|有哪些(?:报告|资料|年份)(?:$|[？?。])|哪些(?:镇|乡|街道|地方|乡镇)(?:有|的)报告"
    r"|what reports|which reports (?:are|do)|how many reports|list (?:all )?(?:the )?reports|what(?:'s| is) in the library|哪些年(?:份)?的报告|(?<!水)库(?:里面?|中|内)都?有?(?:谁|哪)[一-鿿 ]{0,6}的?报告|报告(?:清单|列表|目录)|(?:^|[年的，, ])(?:法治(?:政府)?建设)?(?:工作|情况|年度)?报告(?:总共|一共|共)?(?:收|存)了?(?:几|多少)[份篇]|(?:现在|目前|库里|这里)[一-鿿]{0,4}(?:存|收|放)(?:着|了|有)?(?:几|多少)[份篇]报告|报告(?:都)?有哪几?[些份篇](?=$|[？?。，,])|有哪几[份篇](?:法治)?(?:政府建设)?报告|[县区市镇乡道年]的?(?:法治(?:政府)?建设)?(?:工作|情况|年度)?报告(?:一共|总共|共)?有(?:几|多少)[份篇个](?=$|[？?。，,])|有哪[些几]个?(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方)的?(?:法治)?(?:政府建设)?报告|报告(?:是|有|来自)哪[几些]个?(?:乡镇|镇|乡|街道|地方)"
)


# Words that may stand in a question about the reports themselves, and in no other.
_HOLDINGS = re.compile(
    r"请问|现在|目前|一共|总共|共计|全部|资料库|文档库|系统|库|收录|收集|这里|你们?|能查|可以查|查到|查询|[有收存放都共总里中内的了着过是和与呢吗啊请能看到]|法治政府建设|法治建设|法治|依法行政|年度|工作|情况|报告|资料|材料|文件|清单|列表|目录"
    r"|哪(?:一|几)?[些个家份篇年]?|几|多少|什么|啥|谁|分别|乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位|县|区|市|年份|年|个|家|份|篇|[\s，,。？?！!、：:]"
)
_WHICH = re.compile(r"哪|几|多少|什么|啥|谁|清单|列表|目录")
_PAPERS = re.compile(r"报告|资料库|文档库")


def asks_for_holdings(plain: str) -> bool:
    """Whether a question without its places and years asks which reports there are, and for nothing in them."""
    return bool(_PAPERS.search(plain) and _WHICH.search(plain)) and not _HOLDINGS.sub("", plain)


def operation_of(plain: str, places: PlacesAsked, years: YearsAsked, threshold: Threshold | None) -> Operation | None:
    """What is to be computed over towns or years, if anything."""
    several = (
        places.everywhere
        or bool(places.region)
        or len(places.towns) != 1
        or years.every
        or years.recent > 1
        or len(years.years) > 1
    )
    one_town = len(places.towns) == 1 and not places.region
    if _LACKS.search(plain):
        return None
    if _MEAN.search(plain) and several:
        return "mean"
    if RANKING.search(plain) and several:
        return "rank"
    if several and nth_asked(plain):
        return "min" if _LEAST_OF_ALL.search(plain) else "max"
    if _MAX.search(plain) and several:
        return "max"
    if _MIN.search(plain) and several:
        return "min"
    if (
        _CHANGE.search(plain)
        and not (_TOLD.search(plain) and not HOW_MANY.search(plain))
        and not _GROWN_ASKED.search(plain)
        and (len(years.years) > 1 or years.every or years.recent > 1)
    ):
        return "change"
    two_years = len(years.years) == 2 or years.open_pair
    if several and not one_town and two_years and rose_or_fell(plain) and not _TOLD.search(plain):
        return "change"
    if threshold and (_LIST_TOWNS.search(plain) or (_WHO.search(plain) and not one_town)):
        return "rank"
    if threshold and (_COUNT_TOWNS.search(plain) or (several and _HOW_MANY_OF_THEM.search(plain))):
        return "count"
    counted = _COUNT_TOWNS.search(plain) and several and not _ADDED_UP.search(plain)
    if counted or (threshold and counts_reports(plain)):
        return "count"
    if _NONE.search(plain) and not one_town and (_LIST_TOWNS.search(plain) or places.everywhere):
        return "count"
    if asks_who_had(plain) and several and (not _HOW_MANY_FIRST.search(plain) or _WHO_HAD_FIRST.match(plain)):
        return "count"
    if len(places.towns) > 1 and not _APART.search(plain) and _SUM_OF_NAMED.search(plain):
        return "sum"
    totals = _TOTALS_OF.search(plain) and not re.search(r"各|每|分别|差|对比|比较|相比", plain)
    if (_SUM.search(plain) or totals) and (several or added_items(plain)):
        return "sum"
    if "累计" in plain and not _NO_TOTAL.search(plain) and (years.every or years.recent > 1 or len(years.years) > 1):
        return "sum"
    return None


_YEAR_NAMED = r"(?:\s*(?:(?:20)?\d\d\s*年?度?|上一?年|去年|前一?年)\s*|\s{3,})"
# 哪家2024年比2023年办得少了, 两年间哪些镇增加了
_ROSE_OR_FELL = re.compile(
    r"(?:哪(?:一|几)?[个些家](?:乡镇|镇|乡|街道|地方|单位)?(?!措施|做法|办法|工作|方面|问题)|谁).*?(?:(?P<fell>少|降|减少|下降|回落|跌)|(?P<rose>多|升|增加|上升|增长|涨))了(?:的)?(?:有|是)?(?:谁|哪[些几]?[个家]?)?(?=$|[？?。，, ])"
    # 数量反而下降的是哪个; 罚款比2023年变少的是哪个
    r"|(?<![没未不新有])(?:(?P<falling>少了|降了|减少|下降|回落|跌了|变[少低])|(?P<rising>多了|升了|增加|上升|增长|涨了|变[多高]))了?的(?:都)?(?:有|是)"
    r"(?:谁|哪[些几一]?[个家]?(?=$|[？?，,。]|乡镇|镇|乡|街道|地方))"
    # 24年办得没有23年多的是哪家, 不如上年多的有谁
    rf"|(?:没有?|不如|不及|赶不上){_YEAR_NAMED}(?:时|的时候|那么|那样)?(?P<less>多|高)的(?:都)?(?:有|是)(?:谁|哪)"
)


def rose_or_fell(text: str) -> str:
    """``rose`` or ``fell`` where a question asks which places did so; empty elsewhere."""
    found = _ROSE_OR_FELL.search(text)
    return "" if found is None else "fell" if found["fell"] or found["falling"] or found["less"] else "rose"


# 哪些地方没干好 asks for shortcomings: 地方 is no town there.
_LACKS = re.compile(r"哪(?:些|里|儿)(?:地方|方面)?(?:还)?(?:没[干做抓弄办]好|[做干]得(?:不|还不)(?:好|够)|不到位)")
# 几个地方有执法证的加起来多少人 adds the towns' up.
_ADDED_UP = re.compile(
    r"(?:加起来|加一起|加在一起|合起来|合计|总共|一共|共计)(?:是|有)?(?:多少|几)(?!个?(?:乡镇|镇|乡|街道|地方|家))"
)
_LEAST_OF_ALL = re.compile(r"第.[少低]|最[少低]|倒数")
# 哪个镇打过行政官司: which have any.
_HAD = re.compile(
    r"(?:哪(?:一|几)?[个些家]?(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位|家)|谁)[一-鿿]{0,8}?(?:发生|出现|有|打|吃|收到|遇到|被|办|开展|搞|作出|受理|组织|举办|产生|涉及|提起|输)[一-鿿]{0,2}(?<![通经超])过(?![程错度])"
    r"|有没有(?:哪(?:一|几)?[个些家](?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|单位)?|谁|哪里)[^，,]{0,14}(?:败诉|输|诉讼|复议|官司|被撤|纠错|被告|上访|事故)"
    r"|(?<![没未])有过?(?:败诉|官司|诉讼|行政诉讼|行政复议|复议|被撤销|纠错|上访|事故)的?(?:都|分别)?(?:有|是)哪(?![几些一]?[件起宗次份])"
    # 打行政官司输过的是哪家
    r"|(?:发生|出现|打|吃|收到|遇到|被[一-鿿]{0,2}|涉及|提起|输)[一-鿿]{0,2}(?<![通经超没未])过[一-鿿]{0,8}?的(?:都|分别)?(?:有|是)(?:谁|哪(?![几些一]?[件起宗次份]))"
    r"|有(?!多少|几|哪|谁).{2,18}的(?:乡镇|镇|乡|街道|地方|单位)(?:都|分别)?(?:有|是)(?:谁|哪)"
    r"|(?:which|what) (?:towns?|townships?|places?)\b.{0,12}\b(?:had|have had|received|recorded) any\b"
)
_WHO = re.compile(r"(?:^|[\s，,])(?:都?有)?谁(?![执普])|\bwho\b")
# A running total of each year is no sum of the years.
_NO_TOTAL = re.compile(r"分别|各|截至|截止|底|建成|现有|逐年|每年|变化|对比|比较")
_GROWN_ASKED = re.compile(r"增长率|增幅|降幅")


# 甲镇比乙镇多几人, 两镇相差多少: how far two figures lie apart.
_DIFFERENCE = re.compile(
    r"相差|差(?:了|距(?:是|有)?)?(?:多少|几)|比\s.{0,12}(?:多|少|高|低)了?(?:多少|几)|比\s.{0,12}?(?:多(?!少|大|久|长|远)|少)[一-鿿]{1,8}?(?:多少|几)|(?:多|少)(?:了|出)?(?:多少|几).{0,4}$|difference between|how many (?:more|fewer)"
)


def asks_difference(plain: str) -> bool:
    """Whether a question about two asks how far their figures lie apart; ``plain`` is without the names of places."""
    return bool(_DIFFERENCE.search(plain))


_SPREAD = re.compile(r"(?<![好])差(?!评|旅|异|额)|相隔|\b(?:gap|spread|difference|apart)\b")


def asks_spread(text: str) -> bool:
    """Whether a question asks how far the most and the least of all towns lie apart: 最多的和最少的差几名."""
    return bool(_SPREAD.search(text) and _MAX.search(text.lower()) and _MIN.search(text.lower()))


# 有行政诉讼的地方都有谁，各几件 still asks who.
_HOW_MANY_FIRST = re.compile(
    r"(?<!各)(?:多少|几(?![个家]?(?:乡镇|镇|乡|街道|地方|单位)))[^，,]*$|^[^，,]*(?:多少|几(?:件|起|次|人|名|份))"
)


# 哪家打官司输过，输了几件 asks who before how many.
_WHO_HAD_FIRST = re.compile(
    r"(?:^|.*[，,])[^，,]{0,8}(?:哪|谁)[^，,几多]*过[，,]|^[^，,几多]*过[^，,几多]*的(?:都)?(?:有|是)(?:谁|哪)[^，,几多]*[，,]"
)


def asks_who_had(plain: str) -> bool:
    """Whether a question asks which places had a thing at all."""
    return bool(_HAD.search(plain))


def counts_reports(text: str) -> bool:
    """Whether reports are to be counted, not towns."""
    return bool(_COUNT_REPORTS.search(text))


def _rest(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


# 甲镇和乙镇各……共 asks of each.
_APART = re.compile(r"分别|各(?!类|项|种|级|方)|每个?[镇乡]")
# 老周调解室是哪个街道的: one place has it.
_WHICH_PLACE = re.compile(
    r"(?:是(?:哪一?[个家](?:乡镇|镇|乡|街道|地方)|哪里|哪儿|哪家)(?:的|搞的|办的|建的)|(?<![的板题足点难距困出花放体现卡])在(?:哪里|哪儿|哪一?个(?:乡镇|镇|乡|街道|地方)))"
    r"\s*[？?。]?$"
)


def asks_which_place(text: str) -> bool:
    """Whether a question asks to which place a thing belongs."""
    return bool(_WHICH_PLACE.search(text))


_COUNT_REPORTS = re.compile(r"(?:有|共)?(?:几|多少)[份篇个]报告|报告(?:总共|一共|共)?(?:有|是)?(?:几|多少)[份篇个]")


def kind_of(
    plain: str,
    text: str,
    places: PlacesAsked,
    years: YearsAsked,
    operation: Operation | None,
    threshold: Threshold | None,
) -> tuple[Kind, bool]:
    """The kind of a question, and whether it asks for figures."""
    if threshold and counts_reports(plain):
        return "aggregate", True
    if asks_for_holdings(plain):
        return "library", False
    about = _LIBRARY.search(text.lower())
    if about and not objects(asked_terms(_rest(text, about))):
        return "library", False
    years_apart = len(years.years) > 1 or years.every or years.recent > 1
    told = _told_not_counted(plain)
    counted = not told and bool(HOW_MANY.search(_WHICH_ONES.sub(" ", plain)))
    figure = (
        counted
        or (years_apart and bool(_MOVES.search(plain)) and not _TOLD.search(plain))
        or bool(threshold)
        or (operation is not None and operation != "change" and not told)
    )
    if (_LOOKED_FOR.search(plain) and not counted) or (operation is None and _WHO_HAS_SUCH.search(plain)):
        return "example", False
    if _EXAMPLE.search(plain) and not (figure and operation and (counted or not _WORDING_WANTED.search(plain))):
        return "example", False
    if operation is not None and not told:
        return "aggregate", True
    several = places.everywhere or len(places.towns) > 1 or len(years.years) > 1 or years.every or years.recent > 1
    if figure:
        return ("compare" if several or (_COMPARE.search(plain) and not places.towns) else "single"), True
    if WHETHER.search(plain) and not told:
        return ("narrative", False) if _SET_UP.search(plain) else ("single", True)
    if len(places.towns) > 1 and not years_apart and not places.region:
        return "compare", False  # what is asked of several towns by name is asked of each
    if (_COMPARE.search(plain) and (several or not places.towns or not _EACH_PART.search(plain))) or (
        several and re.search(r"怎么|如何|什么|哪些|做法|啥|咋|不一样|各有|新招|套路", plain)
    ):
        return "compare", False
    return "narrative", False


# 有没有哪个镇……的做法, 谁这么干过, any town that …: practices of others are looked for.
_LOOKED_FOR = re.compile(
    r"(?:有没有|有无).{0,40}?的?(?:做法|土?办法|法子|点子|招数?|经验|样本|先例|实践)(?!.{0,8}多少)|给我(?:几|两|三|一)?个?样[子例]|照着(?:改|写|抄)|谁家(?=[这那]么[干做搞弄治管]|治住|管住)|有?谁的?(?:招数?|办法|法子|做法)好|实践样本|可资借鉴|(?:想|来|去|要)学学|找(?:几|两)个(?:来)?(?:看|瞧)|(?:谁|哪里|哪儿|哪个(?:镇|乡|街道|地方)|哪家)(?:这么|这样)(?:干|做|搞|弄)过?|哪(?:儿|里)有$|哪(?:儿|里|家)有(?:这样|这么|管用|好用|现成)?[一-鿿]{0,6}(?:办法|法子|做法|招)|(?:招|做法|办法|经验)(?:能|可以|值得)学"
    r"|^(?:各地|各镇|哪里)?有没有(?:人|谁|哪家|哪个(?:镇|乡|街道|地方))?(?:把|将|靠|用|请|让|帮|给|教|专门|到|去|在)[一-鿿、，]{4,}的[？?]?$"
    r"|\bany (?:sub-?district|town|township|place|village|passages?)\b.*\b(?:passages?|wording|examples?|show)\b|\bany passages?\b|show me (?:the |a |some )?passages?|samples? of"
)
# 限制入企检查次数的，哪个镇有: whatever is counted in it, who does such is asked.
_WHO_HAS_SUCH = re.compile(
    r"的[，,]\s*(?:有没有|(?:哪一?个(?:乡镇|镇|乡|街道|地方)|哪(?:儿|里|家)|谁家?)有|有哪[几些][个家]?(?:镇|乡|街道)?)[？?]?$"
)
_WHY = re.compile(r"(?:什么|啥|何种?)缘[故由]|原因何在|何故|为什么|为何|为啥|怎么回事|咋回事|啥原因|什么原因")
_ALIKE = re.compile(
    r"(?:做法|办法|路[数子]|招数?|法子|打法|门路|方式)(?:都|是不是|各)?(?:差在|一样|有(?:啥|什么|何)不(?:一样|同)|哪里不)|有没有(?:共性|区别|不同|差别|共同)|(?:有)?(?:啥|什么|哪些)共同的?(?:毛病|问题|短板|不足|特点)|各归谁"
)
_HOW_IT_WENT = re.compile(
    r"(?:是|都)(?:怎么|咋|如何)[一-鿿]{1,4}的(?=$|[？?])|最后怎么|怎么[收了]场|怎么了结"
    r"|(?:后来|最后|到头来|结果)(?:怎么|咋|如何)[一-鿿]{0,3}(?:的|了)?$|(?:怎么|咋|如何|怎样)(?:处理|办|弄|整|安排|处置|解决|应对|算)(?:的|了)?$"
    r"|(?:咋|怎么)(?:会|就)?一[件起次个场宗](?:都|也)没[一-鿿]{1,4}$"
    r"|是(?!增|减|上升|下降|升|降|多|少|有)[一-鿿]{1,6}还是(?:怎么|咋|如何)?[一-鿿]{1,4}$"
)
# 劝了几次还不走的，怎么处理: 几 that is not what a piece ends with is told in passing.
_SOME_IN_PASSING = re.compile(
    r"几[次回趟遍](?=还|都|仍|才|就|不|也)|率(?:总是|一直|还|仍|比较|较|偏|太|不)?(?:低|高|上不去|提不上|不理想|下滑)(?!多少|几)"
)
_YEARS_ON_END = re.compile(r"几十?年")


def _told_not_counted(plain: str) -> bool:
    """Whether words answer, whatever is counted in passing: why a few were never done, how alike the ways are.

    败诉几起，是什么原因 counts all the same: another piece of the question asks how many, or which most.
    """
    if _ALIKE.search(plain):
        return True
    pieces = re.split(r"[，,；;]", _YEARS_ON_END.sub(" ", plain))
    told = [
        bool(_HOW_IT_WENT.search(piece.rstrip("？?。 ")) or (_WHY.search(piece) and "多少" not in piece))
        for piece in pieces
    ]
    return any(told) and not any(
        HOW_MANY.search(_SOME_IN_PASSING.sub(" ", piece)) or _MAX.search(piece) or _MIN.search(piece)
        for piece, words in zip(pieces, told, strict=True)
        if not words
    )


# 赔多少怎么赔，方案经过哪些步骤定下来的: the second piece is answered by words, whatever the first counts.
_STEPS = re.compile(r"(?:哪[几些]|什么)(?:道|个)?(?:步骤|程序|环节|流程|工序)|怎么|怎样|如何|为什么|为何|原因")


def tells_beside(text: str) -> bool:
    """Whether one piece of a question that counts something is answered by words alone."""
    pieces = re.split(r"[，,；;？?。]", text)
    return len(pieces) > 1 and any(_STEPS.search(piece) and not HOW_MANY.search(piece) for piece in pieces)


# Of one town, who does what (单子分别由谁拿着) compares nothing.
_EACH_PART = re.compile(r"分别|各自")
_WORDING_WANTED = re.compile(r"范例|范文|样板|写法|怎么写|如何写|表述|措辞|例子|素材")
# Whether something was set up is told, not counted.
_SET_UP = re.compile(r"(?:有没有|是否|有无)(?:建立|成立|设立|组建|实行|推行|落实|建成|制定|健全|建了|建)")
# 有哪几条规矩 asks what they say, not how many.
_WHICH_ONES = re.compile(r"哪几[一-鿿](?!.{0,6}多少)|(?:电话|号码|热线|网址|邮箱|邮编|地址)(?:号码?)?(?:是|为)?多少")
_MOVES = re.compile(
    r"(?:怎么|如何)走的?(?![访村进入])|(?:怎么|如何|有(?:什么|何|没有))?变(?:化|的|了)?|走势|趋势|涨|跌|升|降"
)


def read_threshold(plain: str, whole: str) -> Threshold | None:
    """The bound that a question sets, if it sets one; ``whole`` still has the words for towns at large (哪些镇)."""
    match = THRESHOLD.search(plain)
    if not match:
        exact = EXACTLY.search(whole) if _LIST_TOWNS.search(whole) or _COUNT_TOWNS.search(whole) else None
        value = _number(exact[1]) if exact else None
        return None if value is None else Threshold("=", value)
    word, digits, many = (match[1], match[2], match[3]) if match[1] else (match[8], match[5], match[6])
    value = _number(digits or "1")  # 破万
    if value is None:
        return None
    value *= {"万": 1e4, "亿": 1e8}.get(many or "", 1)
    word = word.replace("及", "")
    if word in ("以上", "以下") and re.search(rf"[（(]不(?:含|包括)(?:本数|{re.escape(digits)})", whole):
        word = "超过" if word == "以上" else "低于"  # 10人以上（不含10人）
    if word in ("以下", "以内", "以内的", "不超过"):
        return Threshold("<=", value)
    if word in ("低于", "少于", "小于", "不到", "不足", "没到", "未到", "没达到", "未达到", "不满", "未满", "没满"):
        return Threshold("<", value)
    if word in ("超过", "大于", "高于", "多于", "超", "过", "过了", "不止"):
        return Threshold(">", value)
    return Threshold(">=", value)


def _number(said: str) -> float | None:
    return float(said.replace(",", "")) if said[0].isdigit() else spoken_value(said)
