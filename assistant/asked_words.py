"""The words of a question: those that only make it one are told from those that say what is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asked_roles import THRESHOLD
from assistant.asked_units import NOT_SEVERAL
from index.numbers import begins_word
from index.thesaurus import group_spans
from index.units import RATE, units
from index.vocabulary import concept_spans, terms

HOW_MANY = re.compile(
    rf"几成|百分之几|多少|(?<!^找)(?<![^查]找){NOT_SEVERAL}"
    r"(?<![那这把])几(?!段(?=$|[，,看])|[份篇]报告(?=[，,里中的])|个例|个范|个样|则(?=$|[，,])|个镇|个乡|个街道|个地方|乎|率|何|种做法|个方面|条经验|点)|多远|数量|人数|次数|件数|份数|场次数|总数|总量|数额|金额|占比|权重|比例|百分比|总计|合计|多大|(?<![力招路套有])[数量](?=$|[？?，,。；;、 ]|是|为(?!什么|何|啥)|对比|比较|最|怎么变|变化)|总额|率(?!先|领|队|真|性|直)|满意度"
    r"|分数|得分|平均分|(?:人次|批次|场次|户次|[家期篇本支处批条起户笔宗]数)(?=$|[？?，,。；; ]|[和、与及]|各|分别|是|对比|对照|并|排|列|比|最|人次|场次)|how many|how much|how long|how often|number of|what number|percentage|percent|\brate\b|count of|(?<!in )total"
    r"|\bamount\b|\bbudget\b|spending|\bspent\b|expenditure|\bscore\b"
)
WHETHER = re.compile(
    r"有没有|有无|是不是[^，,。？?]{0,12}(?:没(?!收)|无(?![法证照偿障讼诉人])|未(?!成年))|(?:^|[\s，,、])([赢输])没\1|是否(?:有|发生|存在|出现|被)|(?:有|收到|发生|出现|存在|产生|受理|办理|制定|出台|开展|举办|组织|搞|作出|被|因)过?.{0,14}吗|[过了]没有(?=$|[？?，,。])|(?:[了过]|有[一-鿿]{2,10})没(?=$|[？?，,。])|any\b"
)
# 涨了多少名, 差几起, 多多少: how far two figures that are known lie apart, and nothing else.
BY_HOW_MUCH = re.compile(
    r"(?:那么?)?(?:一共|总共|到底|两者|两地|两镇)?(?:相?差(?:距(?:是|有)?)?|多|少|涨|升|降|跌|高|低|增加?|减少?|提高?|上升|下降|提升|增长)(?:了|出)?"
    r"(?:多少|几)(?:个?百分点|万?元|[件起次人名份个场条户家])?(?:呢)?[？?]?"
)
_FUNCTION = re.compile(
    r"(?:^|(?<=[\s的]))[那这]边|(?:的)?(?:[几\d一二两三四五六七八九十]+[份篇])?报告(?:合起来|合在一起|放一起|加起来|凑一起)?看?(?=[，,])|(?<![一-鿿])(?:单|光|只|仅)(?:看|说|论|算)|一[件起次个宗例人户](?:都|也)(?=没|未|无)|我(?:说|问|指|讲)的(?:就?是)?|那一?年(?!轻|级|度)|(?<!合)同一?年(?![度龄审均])|头一?年(?=呢|$)|[上下]一?年度?(?=呢|$|[\s比，,])|(?<!占)比(?=呢)|排[一个]?排|摆(?:成)?(?:一块儿?|一起)|并排(?:列出来?|放)?|并列(?:出来)?|列出来|对照(?!检查|标准|要求)(?:一下)?|(?:怎么|如何)走的?(?![访村进入])|[大高]不[大高]$|放(?:在)?前面|每个地方|(?:每|各)?家?都?列(?:一下|出来|个表)|[做列画拉造制整][出成]?一?[个张]?(?:总|对照|对比|比较)?表格?(?=$|[，,。？?\s])|列一?个(?:对照|对比|比较)|放(?:在|到)?一(?:块儿?|起)"
    r"|(?:多|少|增加|减少|增长|下降|压减|压|涨|降)了?(?=多少|几)|比(?=\s|$)|跟(?=\s|$)|比较一?下?|比一?比|比一下|差(?:了)?(?=多少|几)|加到?一起|哪家|总[数额量]|对比一?下?|相比|比(?:上|头|前)一年|(?:被人?打[了过]*|打[了过]+)(?=(?:行政)?官司)|(?<![对评占])比(?=多|少|增|减|高|低|$)|排?第几|排(?:名|在)?前(?:[一二三四五六七八九十\d]{1,2}(?:名|位|个|家)?)?|(?:怎么|如何|怎样|咋)写|(?<![一-鿿])写(?=[一-鿿]{2})|(?:怎么|如何|有什么)变(?:化|的)?|变化|走势|趋势|[两三四五六七八九十]年(?:里|来|间|的|以来)?|每年|镇街|各(?![类村级项社界行族])|请问|麻烦|查询?一下|告诉我|我想知道|想知道|帮我|再?看一?看|统计一?下?|多少钱|多少|几(?=[^乎何率])|哪一?个|哪些|哪几个|哪里|哪儿|什么|怎么样|怎么|怎样|如何|为什么|摆(?:在)?一起|里头|里边|里面|(?:办|做|搞|开|弄)得(?=最|$)|为何|是否|有没有|有无|吗|呢|吧|啊|呀|么|嘛|了(?!解)|(?<![通经])过(?![程错渡])|的|(?<![取获赢求懂值记])得|地(?=开)|是|(?<![存现所正])在|(?<![拥持没所具占享国])有(?![关效序偿])|做|搞|弄|给(?!予|公开|看)|被|把(?![关握手])|对(?!接|象|话|口|策)|这|那|些|里|中(?=的|$)|其中|分别|各自|各(?=多少|几|有)|一共|总共|合计|总计|共计|共(?!同|享|建|治)|加起来|加在一起|平均|最多|最少|最高|最低|谁|(?<!变)更(?![新换正])|多一?些"
    r"|之间|排一?个名次?|排个?序|排名|还有别的(?:吗|没有?|么)?|还有没有别的|(?<!不)可以(?=借鉴|参考|学|抄|用|照)|给我?[一几两三][段篇]|排行|从高到低|从多到少|全年|当年|本年|年度|报告(?:里|中)?|数量|人数|次数|件数|总数|具体|情况(?:如何|怎样|怎么样)|以及|或者|还是|(?<![共平])和(?![谐解平睦])|(?<!参)与(?!会)|跟(?!班)|(?<![涉普以顾])及(?![时格])|[多少](?=$|[？?。!！])|镇里|乡里|我们|你们|他们|大概|大约|换成|换|又(?=是|有|多|少|增|减|添|涨|降)|(?:增长|增加|减少|下降|上升|降低|提高|压减|涨|降)了?(?=\s*$)|辛苦|帮忙|列一?下|列出|算一?下|算算|给我|提供一下|的?数据(?=$|[？?，,。 ])|两项|加一块|一块儿?|不少于|不低于|不超过|至少(?!一)|到底|究竟|目前|截至|写法|范例|例子|参考|借鉴"
)
_ENGLISH_FUNCTION = frozenset(
    (
        "how many much what which who when where why did does do was were is are the a an in of for and or to by "
        "at on with from its their there any has have had been be it that this please tell me number total count "
        "legal law laws lawful administrative public annual local "
        "give show find list town towns township townships subdistrict year years during report reports compare "
        "vs versus pk between complete completed hold held conduct conducted carry carried out provide provided organise "
        "organised organize organized answer answered receive issue make made get got take took place run ran "
        "set up established appointed amount "
        "before after same side by put together combined issued collected place places more fewer less impose imposed ones about those these went through they them he she his her "
        "each own do does done record recorded state stated say says nian compare between most fewest highest "
        "lowest least average sum all each every altogether people"
    ).split()
)
_ENGLISH_WORD = re.compile(r"[a-z]+")
# What joined the names that were taken out before it.
_JOINS = re.compile(r"^(?:[中和与跟同加及的里、：:] )+")


def squeeze(text: str) -> str:
    """``text`` with single spaces and without the marks around it."""
    bare = re.sub(r"\s+", " ", text).strip(" ，,。？?！!、：:")
    return _JOINS.sub("", bare)


@lru_cache(maxsize=1)
def _measured() -> re.Pattern[str]:
    """多少 and 几 with the unit behind them."""
    named = "|".join(re.escape(unit) for unit in units() if unit != RATE)
    return re.compile(rf"百分之(?:几|多少)|(?:多少|几)\s*(?:个|多)?(?P<unit>{named})?")


# Units that are things: 有几个网格 asks for them.
_THINGS = ("村", "社区", "网格")


def blank_measured(text: str) -> str:
    """``text`` without 多少 and 几 and their units; a unit that begins another word (网格员) or is a thing stays."""

    def blank(found: re.Match[str]) -> str:
        unit = found["unit"] or ""
        stays = unit in _THINGS or (unit and begins_word(unit, text[found.end() : found.end() + 6]))
        return f" {unit}" if stays else " "

    return _measured().sub(blank, text)


# 普法场次多少 says twice in what is counted.
_UNIT_NAMED = re.compile(
    r"(?<=[一-鿿]{2})(?:人次|场次|批次|户次)(?=\s*(?:总共|一共|共|是|为|有)?\s*(?:多少|几|$|[？?。，, ]))"
)


def bare_words(piece: str) -> str:
    """A piece of a question with the words that only make it a question blanked out."""
    bare = blank_measured(_UNIT_NAMED.sub(" ", THRESHOLD.sub(" ", piece)))
    phrases, sayings = _phrases(bare), _sayings(bare)

    def blank(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in phrases)
        return " " * len(found.group()) if found.group() in _ENGLISH_FUNCTION and not inside else found.group()

    def blank_unless_said(found: re.Match[str]) -> str:
        said = any(start <= found.start() and found.end() <= end for start, end in sayings)
        return found.group() if said else " " * len(found.group())

    # Both keep the length, so that the places of phrases and sayings hold.
    return _FUNCTION.sub(blank_unless_said, _ENGLISH_WORD.sub(blank, bare))


def _phrases(text: str) -> list[tuple[int, int]]:
    """Where the vocabulary's English phrases of several words stand in ``text``: legal advice is not advice of any kind."""
    if not _ENGLISH_WORD.search(text):
        return []
    spans = [(start, end) for start, end, _ in (*concept_spans(text), *group_spans(text))]
    return [(start, end) for start, end in spans if " " in text[start:end].strip() and text[start:end].isascii()]


def _sayings(text: str) -> list[tuple[int, int]]:
    """Where the indicators' Chinese wordings stand in ``text``: 输了 is lost, not a verb with 了."""
    return [(start, end) for start, end, _ in concept_spans(text) if not text[start:end].isascii()]


def asked_terms(piece: str) -> frozenset[str]:
    """The terms of a piece of a question, without the words that only make it a question."""
    bare = blank_measured(_UNIT_NAMED.sub(" ", THRESHOLD.sub(" ", piece)))
    kept = {term for term in terms(bare) if term.startswith("@")}
    rest = _FUNCTION.sub(" ", bare)
    kept |= {
        term
        for term in terms(rest)
        if term not in _ENGLISH_FUNCTION and not (term.isascii() and term.isalpha() and len(term) == 1)
    }
    return frozenset(kept)
