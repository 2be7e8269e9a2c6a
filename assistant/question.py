"""A question, understood: what kind it is, which places and years, and each thing that it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Kind, Operation
from assistant.places import Gazetteer, PlacesAsked
from assistant.years import YearsAsked, read_years
from assistant.spelling import mend
from index.errors import QuestionError
from index.fold import fold
from index.records import Role
from index.units import MONEY, RATE, units
from index.vocabulary import kind as term_kind
from index.vocabulary import terms

LONGEST_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for. ``terms`` must be met; ``context`` (from an earlier ask of the question) only helps.

    ``unit`` is the unit the question names ("" for none), ``rate`` whether a rate is asked, ``role`` which kind of figure.
    """

    text: str
    terms: frozenset[str]
    context: frozenset[str] = frozenset()
    unit: str = ""
    rate: bool = False
    role: Role = Role.OUTCOME
    part: bool = False
    whether: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound in a question: 300件以上的有哪些."""

    sign: str  # one of >= > <= <
    value: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its places, years and asks; ``standalone`` is the text with what history fills in.

    ``figures`` says that numbers are asked for; ``terse`` that a few bare words are, which may name an indicator.
    """

    text: str
    standalone: str
    kind: Kind
    figures: bool
    places: PlacesAsked
    years: YearsAsked
    asks: tuple[Ask, ...]
    topic: str
    operation: Operation | None = None
    threshold: Threshold | None = None
    top: int = 0
    english: bool = False
    terse: bool = False


_HOW_MANY = re.compile(
    r"几成|百分之几|多少|几(?!个镇|个乡|个街道|个地方|乎|率|何|种做法|个方面|条经验|点)|数量|人数|次数|件数|份数|场次数|总数|总量|数额|金额|占比|比例|百分比|总计|合计|多大|[数量](?=$|[？?，,。；;、 ]|是|为|对比|比较|最|怎么变|变化)|总额|率(?!先|领|队|真|性|直)|满意度"
    r"|how many|how much|number of|what number|percentage|percent|\brate\b|count of|total"
)
_WHETHER = re.compile(r"有没有|有无|是否(?:有|发生|存在|出现|被)|有.{0,12}吗|发生过?.{0,10}吗|any\b")
_MAX = re.compile(r"最多|最高|最大|数量第一|排第一|居首|the most|highest|largest|most\b|谁多|谁更多|哪个多|哪个更多|哪家多|更多|多一些|哪个镇.{0,14}多$|哪个.{0,20}[的人]多$|谁.{0,16}多$|max")
_MIN = re.compile(r"最少|最低|最小|the fewest|fewest|lowest|least\b|谁少|哪个少|更少|谁更少|min\b")
_SUM = re.compile(r"一共|总共|合计|加起来|加在一起|总和|累加|共计|总计|in total|altogether|total number|sum of|合起来|汇总")
_MEAN = re.compile(r"平均(?!每(?!个?(?:镇|乡|街道|乡镇|年|地|单位|份)))|均值|average|mean\b")
_RANKING = re.compile(r"排(?:个|一下|一)?(?:序|名|行)|从高到低|从多到少|从少到多|从低到高|由多到少|由高到低|由少到多|名次|前[一二三四五六七八九十\d]{1,2}(?:名|位|个)|top\s*\d|rank")
_ASCENDING = re.compile(r"从少到多|从低到高|由少到多|由低到高|ascending")
_COUNT_TOWNS = re.compile(
    r"有(?:几|多少)(?:个|家)?(?:乡镇|镇|乡|街道|地方|单位)|多少(?:个|家)(?:乡镇|镇|乡|街道|地方|单位)|几(?:个|家)(?:乡镇|镇|乡|街道|地方|单位)(?:有|超|达|没|未|开展|高于|低于|在)|how many (?:towns|townships|places)"
)
_CHANGE = re.compile(r"变化|增加了?多少|减少了?多少|增长了?多少|增减|多了多少|少了多少|比(?:上年|上一年|去年|前年|头一年|20\d\d年?)|较(?:上年|上一年|去年|前年|20\d\d年?)|相比|同比|涨了|降了|是升是降|升了还是降|change|difference between|increase from")
_THRESHOLD = re.compile(
    r"(?:(超过|大于|高于|多于|不少于|不低于|至少|达到|超|低于|少于|小于|不到|不足|不超过)\s*(\d[\d,.]*|[一二两三四五六七八九十百千]+)\s*(万)?\s*(%|[一-鿿]{1,2})?|(\d[\d,.]*|[一二两三四五六七八九十百千]{1,5})\s*(万)?\s*(%|[件次起份人场名个条项期]{1,2}|人次|场次)?\s*(及?以上|及?以下|以内|以内的))"
)
_LIST_TOWNS = re.compile(r"哪些(?:乡镇|镇|乡|街道|地方|单位)?|有哪些|哪几个|哪几家|which towns|which townships|which places")
_NONE = re.compile(r"(?:哪|几|多少)(?:个|些|家)?(?:乡镇|镇街|镇|乡|街道|地方|单位)?(?:都|是|当年)?(?:没有|没|无)|(?:没有|未|没|无)(?:发生|出现|收到|发生过|涉及|产生)|为零|零发生|一件都?没|一起都?没|had no|without any|did not have")
_COMPARE = re.compile(r"对比|比较|相比|区别|不同|异同|差异|差别|共同点|共性|分别|各自|各(?:个)?(?:镇|乡|街道|地)|谁更|哪个更|比起|\bvs\b|versus|compare|comparison|differ|之间|有何不同|几个(?:镇|乡|街道)")
_EXAMPLE = re.compile(
    r"范例|范文|范本|样板|样例|示例|参考|借鉴|怎么写|如何写|怎样写|咋写|写法|例子|举例|案例|模板|段落|摘录|摘抄|起草|撰写|照着写|好的表述|表述|可抄|素材|措辞|写得|写一[段份]|帮我写|draft|example|sample|template|wording|how (?:do|did) (?:other|others)"
)
_LIBRARY = re.compile(
    r"(?:库|资料库|系统|语料|收录|这里|你这).{0,6}(?:有|收).{0,6}(?:几|多少|哪些|什么).{0,8}(?:报告|镇|乡|街道|年份|资料|地方)|(?:有|收录)(?:了)?(?:几|多少)(?:份|篇|个)报告|(?:现有|收录)(?:的)?(?:哪些|什么)(?:报告|镇|年)|有哪些(?:报告|资料|年份)(?:$|[？?。])|哪些(?:镇|乡|街道|地方|乡镇)(?:有|的)报告"
    r"|what reports|which reports (?:are|do)|how many reports|list (?:all )?(?:the )?reports|what(?:'s| is) in the library|哪些年(?:份)?的报告|报告(?:清单|列表|目录)"
)
_PLAN = re.compile(r"计划|打算|明年|来年|下一?年|拟|预计|将要|准备|下一步|plan|next year")
_REQUIRED = re.compile(r"要求|不少于|至少要|应当|规定|(?<!平均)每(?:年|季度|月|半年|周|个?季|村|名|个|户|学期)|标准是|required|at least|must")
_GROWN = re.compile(r"增长率|增长(?:了)?(?:多少|百分|几)?|增幅|降幅|(?:下降|降低|减少|压降)(?:了)?(?:多少|几|百分)|(?:上升|增加|增长)(?:了)?(?:多少|几|百分)|同比|提高了?(?:多少|几)|(?:多|(?<!至)少|增加|减少|前移|涨|降|跌|压|升|压下来|压减|降下来)了?(?:多少|几|百分)|(?:比|较)(?:上|前|头)一?年.{0,10}(?:多|少|涨|降|增|减|升|压).{0,6}(?:多少|几)|growth|increase")
_RANKED = re.compile(r"排名?第?几|第几|排名|名次|位居|位列|列全|ranked|ranking")
_OTHERS = re.compile(r"全(?:县|区|市|省)(?!域)")
_FUNCTION = re.compile(
    r"比较一?下?|对比一?下?|相比|比(?:上|头|前)一年|(?<![对评占])比(?=多|少|增|减|高|低|$)|排?第几|(?:怎么|如何|有什么)变(?:化|的)?|变化|走势|趋势|[两三四五六七八九十]年(?:里|来|间|的|以来)?|每年|镇街|各(?![类村级项社界行族])|请问|麻烦|查询?一下|告诉我|我想知道|想知道|帮我|看一?看|统计一?下?|多少钱|多少|几(?=[^乎何率])|哪一?个|哪些|哪几个|哪里|什么|怎么样|怎么|怎样|如何|为什么|为何|是否|有没有|有无|吗|呢|吧|啊|呀|么|嘛|了(?!解)|(?<![通经])过(?![程错渡])|的|(?<![取获赢求懂值记])得|地(?=开)|是|(?<![存现所正])在|(?<![拥持没所具占享国])有(?![关效序偿])|做|搞|弄|给(?!予)|被|把(?![关握手])|对(?!接|象|话|口|策)|这|那|些|里|中(?=的|$)|其中|分别|各自|各(?=多少|几|有)|一共|总共|合计|总计|共计|共(?!同|享|建|治)|加起来|加在一起|平均|最多|最少|最高|最低|谁|(?<!变)更(?![新换正])|多一?些"
    r"|之间|排个?序|排名|排行|从高到低|从多到少|全年|当年|本年|年度|报告(?:里|中)?|数量|人数|次数|件数|总数|具体|情况(?:如何|怎样|怎么样)|以及|或者|还是|(?<![共平])和(?![谐解平睦])|(?<!参)与(?!会)|跟(?!班)|(?<![涉普以顾])及(?![时格])|[多少](?=$|[？?。!！])|镇里|乡里|我们|你们|他们|大概|大约|换成|换|到底|究竟|目前|截至|写法|范例|例子|参考|借鉴"
)
_ENGLISH_FUNCTION = frozenset(
    "how many much what which who when where why did does do was were is are the a an in of for and or to by at on with from its their there any has have had been be it that this please tell me "
    "number total count give show find list town towns township townships subdistrict year years during report reports compare between complete completed hold held conduct conducted carry carried out provide provided organise organised organize organized answer answered receive issue make made get got take took place run ran each own do does done record recorded state stated say says nian compare between most fewest highest lowest least average sum all each every altogether people".split()
)
# The towns as a whole, taken out before the words of what is asked are read.
_TOWNS_AT_LARGE = re.compile(
    r"(?:各个?|哪(?:一|几)?(?:个|些|家)|有?(?:几|多少)(?:个|家)|所有的?|全部的?|每个|这些|那些|其[他它余]的?|别的|不同的?|多个|[两三四五六七八九]个)(?:乡镇|镇街|乡|镇|街道|地方|单位|报告)|报告里面?|报告中|(?:乡镇|镇街)"
)
# The whole town's figure is wanted, not a part of it.
_TOTAL = re.compile(r"全镇|全乡|全街道|总共|一共|各类|全部|总数|合计|总计|altogether|in total")
_SPLIT = re.compile(r"[，,；;？?。！!\n]|(?:以及|还有|另外|同时)")


def understand(question: str, history: Sequence[str], gazetteer: Gazetteer, today: date) -> Question:
    """``question`` read in the light of the earlier questions of its conversation.

    Raises QuestionError when it is empty or over 2,000 characters.
    """
    text = mend(question.strip())
    if not text or not re.search(r"\w", text):
        raise QuestionError("问题是空的，请输入要问的内容，例如：张良镇2024年调解了多少起矛盾纠纷？", "The question is empty.")
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题太长（{len(text)}字），请控制在{LONGEST_QUESTION}字以内。", f"The question is too long ({len(text)} characters); keep it within {LONGEST_QUESTION}."
        )
    text = _ASIDE.sub("", text)
    read = _read(text, gazetteer, today)
    for earlier in _relevant(history):
        if not _leans_on_history(read):
            break
        before = _read(earlier, gazetteer, today)
        read = _fill_in(read, before)
    return read


# A question for words, not for a number.
_EXPLAINS = re.compile(r"怎么(?!变)|怎样|如何|为什么|为何|为啥|哪些|什么|介绍|做法|经验|情况|措施|哪[一-鿿]|说说|讲讲|原因|\bhow\b|\bwhy\b|\bwhat\b|describe")


def _relevant(history: Sequence[str]) -> list[str]:
    """Earlier questions, the newest first, as far as they can matter."""
    return [entry.strip() for entry in reversed(history) if entry.strip()][:6]


def _read(text: str, gazetteer: Gazetteer, today: date) -> Question:
    places = gazetteer.read(text)
    years = read_years(text, today)
    plain = _TOWNS_AT_LARGE.sub(lambda match: " " * len(match.group()), _blank(fold(text), (*places.spans, *years.spans)).lower())
    whole = _blank(fold(text), (*places.spans, *years.spans)).lower()
    english = sum(c.isascii() and c.isalpha() for c in text) > len(re.findall(r"[一-鿿]", text)) * 3
    threshold = _read_threshold(plain)
    operation = _operation(whole, places, years, threshold)
    kind, figures = _kind(whole, text, places, years, operation, threshold)
    several_years = len(years.years) > 1 or years.every or years.recent > 1
    asks = _asks(plain, operation, several_years=several_years)
    top = re.search(r"前([一二三四五六七八九十\d]{1,2})(?:名|位|个)", plain)
    return Question(
        text=text,
        standalone=text,
        kind=kind,
        figures=figures,
        places=places,
        years=years,
        asks=asks,
        topic=_squeeze(plain),
        operation=operation,
        threshold=threshold,
        top=_small(top[1]) if top else 0,
        english=english,
        terse=kind in ("narrative", "compare") and bool(places.towns) and len(plain.strip()) <= 30 and not _EXPLAINS.search(plain),
    )


def _small(words: str) -> int:
    return int(words) if words.isdigit() else "一二三四五六七八九十".find(words[0]) + 1


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ，,。？?！!、：:")


def _operation(plain: str, places: PlacesAsked, years: YearsAsked, threshold: Threshold | None) -> Operation | None:
    several = places.everywhere or bool(places.region) or len(places.towns) != 1 or years.every or years.recent > 1 or len(years.years) > 1
    if _MEAN.search(plain) and several:
        return "mean"
    if _RANKING.search(plain) and several:
        return "rank"
    if _MAX.search(plain) and several:
        return "max"
    if _MIN.search(plain) and several:
        return "min"
    if _CHANGE.search(plain) and not _GROWN_ASKED.search(plain) and (len(years.years) == 2 or years.every or years.recent > 1):
        return "change"
    if threshold and _LIST_TOWNS.search(plain):
        return "rank"
    if threshold and _COUNT_TOWNS.search(plain):
        return "count"
    if _COUNT_TOWNS.search(plain):
        return "count"
    if _NONE.search(plain) and (_LIST_TOWNS.search(plain) or places.everywhere):
        return "count"
    if _SUM.search(plain) and several:
        return "sum"
    return None


_GROWN_ASKED = re.compile(r"增长率|增幅|降幅")


def _kind(
    plain: str, text: str, places: PlacesAsked, years: YearsAsked, operation: Operation | None, threshold: Threshold | None
) -> tuple[Kind, bool]:
    if _LIBRARY.search(text.lower()):
        return "library", False
    years_apart = len(years.years) > 1 or years.every or years.recent > 1
    figure = bool(_HOW_MANY.search(plain)) or (years_apart and bool(_MOVES.search(plain))) or bool(threshold) or (operation is not None and operation != "change")
    if _EXAMPLE.search(plain) and not (figure and operation):
        return "example", False
    if operation is not None:
        return "aggregate", True
    several = places.everywhere or len(places.towns) > 1 or len(years.years) > 1 or years.every or years.recent > 1
    if figure:
        return ("compare" if several or (_COMPARE.search(plain) and not places.towns) else "single"), True
    if _WHETHER.search(plain):
        return "single", True
    if _COMPARE.search(plain) or (several and re.search(r"怎么|如何|什么|哪些|做法", plain)):
        return "compare", False
    return "narrative", False


_MOVES = re.compile(r"(?:怎么|如何|有(?:什么|何|没有))?变(?:化|的|了)?|走势|趋势|涨|跌|升|降")


def _read_threshold(plain: str) -> Threshold | None:
    match = _THRESHOLD.search(plain)
    if not match:
        return None
    word, digits, many = (match[1], match[2], match[3]) if match[1] else (match[8], match[5], match[6])
    from index.numbers import spoken_value  # noqa: PLC0415

    value = float(digits.replace(",", "")) if digits[0].isdigit() else spoken_value(digits)
    if value is None:
        return None
    value *= 10_000 if many else 1
    word = word.replace("及", "")
    if word in ("以下", "以内", "以内的", "不超过"):
        return Threshold("<=", value)
    if word in ("低于", "少于", "小于", "不到", "不足"):
        return Threshold("<", value)
    if word in ("超过", "大于", "高于", "多于", "超"):
        return Threshold(">", value)
    return Threshold(">=", value)


def _asks(plain: str, operation: Operation | None, *, several_years: bool) -> tuple[Ask, ...]:
    """The things asked for, in order; a later one that names no object keeps the earlier one's as context."""
    pieces = _pieces(plain)
    asks: list[Ask] = []
    for piece in pieces:
        ask = _ask(piece)
        if operation is not None:
            ask = replace(ask, total=False)  # 合计 adds the towns up; it doesn't ask for the whole of one
        if several_years and ask.role is Role.GROWTH:
            ask = replace(ask, role=Role.OUTCOME)  # the change is computed from the years' own figures
        if not ask.terms:
            if asks and ask.unit:
                asks[-1] = replace(asks[-1], unit=asks[-1].unit or ask.unit, whether=False)  # 有没有败诉，几件
            continue
        if asks:
            earlier = asks[-1]
            if not _objects(ask):
                # 排查多少件矛盾，化解多少: what is counted stays, what was done to it changes.
                kept = {term for term in earlier.terms if term_kind(term) == "object" or (term_kind(term) == "word" and len(term) > 1)}
                ask = replace(ask, terms=ask.terms | (kept if ask.role is Role.GROWTH or not ask.part else frozenset()))
            ask = replace(
                ask,
                context=earlier.terms | earlier.context,
                unit=ask.unit or ("" if ask.rate or earlier.rate or _objects(ask) else earlier.unit),
            )
        asks.append(ask)
    return tuple(asks)


def _objects(ask: Ask) -> bool:
    """Whether the ask names what is counted, not only what was done."""
    return any(term_kind(term) in ("object", "word") and len(term) > 1 for term in ask.terms)


def _pieces(plain: str) -> list[str]:
    """The question cut where one ask ends and the next begins."""
    rough = [piece for piece in _SPLIT.split(plain) if piece.strip()]
    if len(rough) == 1 and not re.search(r"多少|几|怎么|如何|什么", plain):
        measured = [word for word in plain.split() if _MEASURE.search(word)]
        if len(measured) > 1 and len(plain.split()) <= 6:
            # Telegraphic: 江畔夜话 场次 办结条数
            subject = " ".join(word for word in plain.split() if word not in measured)
            return [f"{subject} {word}" for word in measured]
    cut: list[str] = []
    for piece in rough:
        cut.extend(_cut_pairs(piece))
    asking = [bool(_HOW_MANY.search(piece) or _WHETHER.search(piece) or piece.rstrip().endswith("呢")) for piece in cut]
    if sum(asking) <= 1:
        return [" ".join(cut)] if cut else []
    merged: list[str] = []
    carried = ""
    for piece, asks in zip(cut, asking, strict=True):
        if asks:
            merged.append((carried + " " + piece).strip())
            carried = ""
        elif merged and not any(asking[len(merged) :]):
            merged[-1] += " " + piece
        else:
            carried += " " + piece
    return merged


_EACH_OF = re.compile(r"^(?P<list>.+?(?:、|和|与|及|以及).+?)(?P<tail>(?:分别|各)(?:是|为|有)?(?:多少|几).*)$")


_MEASURE = re.compile(r"(?:人次|人数|次数|场次|件数|条数|份数|户数|数量|总数|金额|率|数|量)$")


def _cut_pairs(piece: str) -> list[str]:
    """排查多少件、化解多少件 and 诉求和建议各多少件 are two asks each."""
    markers = list(_HOW_MANY.finditer(piece))
    each = _EACH_OF.match(piece)
    if each:
        items = [re.sub(r"(?:这)?[两二三四五六几]+[类项种者个样]$", "", item) for item in re.split(r"、|以及|和|与|及", each["list"]) if item.strip()]
        if 2 <= len(items) <= 4:
            return [f"{item}{each['tail']}" for item in items]
    if len(markers) >= 2:
        between = piece[markers[0].end() : markers[1].start()]
        mark = re.search(r"、|和|与|及|,|\s", between)
        if mark and len(between) > 1:
            at = markers[0].end() + mark.start()
            return [piece[:at], *_cut_pairs(piece[at + 1 :])]
    rates = re.search(r"([一-鿿]{2,8}率)(?:、|和|与|及)([一-鿿]{2,8}率)", piece)
    if rates:
        return [piece[: rates.end(1)], piece[rates.start(2) :]]
    return [piece]


def _ask(piece: str) -> Ask:
    unit, rate = _unit_asked(piece)
    role = Role.OUTCOME
    if _RANKED.search(piece) and not _RANKING.search(piece):
        role = Role.RANK
    elif _GROWN.search(piece):
        role = Role.GROWTH
    elif _REQUIRED.search(piece):
        role = Role.REQUIREMENT
    elif _PLAN.search(piece):
        role = Role.PLAN
    elif _OTHERS.search(piece):
        role = Role.OTHER_PARTY
    return Ask(
        text=_squeeze(piece),
        terms=frozenset(term for term in asked_terms(piece) if term not in _ROLE_WORDS[role]),
        unit=unit,
        rate=rate,
        role=role,
        part="其中" in piece or "里" in piece,
        total=bool(_TOTAL.search(piece)),
        whether=bool(_WHETHER.search(piece)) and not _HOW_MANY.search(piece),
    )


# The words that only say which kind of figure is wanted.
_ROLE_WORDS: dict[Role, frozenset[str]] = {
    **dict.fromkeys(Role, frozenset[str]()),
    Role.PLAN: frozenset(("@next_year", "打算", "计划", "安排", "预计", "准备", "目标", "下一年", "明年")),
    Role.REQUIREMENT: frozenset(("要求", "至少", "规定", "应当", "每人", "每村", "标准", "不少于")),
    Role.GROWTH: frozenset(("增长", "下降", "上升", "增加", "减少", "提高", "降低", "同比", "增幅", "增长率")),
    Role.RANK: frozenset(("排名", "名次", "位居", "位列", "全县", "全区", "全市")),
}
_MEASURED = re.compile(rf"百分之(?:几|多少)|(?:多少|几)(?:个|多)?(?:{'|'.join(re.escape(unit) for unit in units() if unit != RATE)})?")


def bare_words(piece: str) -> str:
    """A piece of a question with the words that only make it a question blanked out."""
    bare = _THRESHOLD.sub(" ", piece)
    bare = _MEASURED.sub(" ", bare)
    return _FUNCTION.sub(" ", bare)


def asked_terms(piece: str) -> frozenset[str]:
    """The terms of a piece of a question, without the words that only make it a question."""
    bare = _THRESHOLD.sub(" ", piece)
    bare = _MEASURED.sub(" ", bare)
    kept = {term for term in terms(bare) if term.startswith("@")}
    rest = _FUNCTION.sub(" ", bare)
    kept |= {term for term in terms(rest) if term not in _ENGLISH_FUNCTION and not (term.isascii() and term.isalpha() and len(term) == 1)}
    return frozenset(kept)


_MONEY_ASKED = re.compile(
    r"多少钱|多少(?:万|亿)?元|金额|(?:多少|几)(?:钱|资金|经费)|(?:资金|经费|投入|罚款|补贴)(?:是|有|为|共|总额|总计|了)*(?:多少|几)|(?:多少|几)[一-鿿]{0,5}(?:工资|工钱|薪|罚款|经费|资金|补贴|欠款|款项|费用|承包费|费|赔偿|损失|罚金)(?=$|[^一-鿿])|罚没?款?(?:了)?多少$|罚款总额|how much money|yuan"
)
_RATE_ASKED = re.compile(r"几成|百分之(?:几|多少)|率(?!先|领|队|真|性|直)|比例|占比|百分比|百分之几|满意度|percentage|percent|\brate\b")


_PEOPLE = re.compile(r"(?:[^会成]员|人|者|[律教讲医]师|居民|村民|市民|学生|师生|干部|群众|对象|代表|队长|网格长|校长)$")


def _unit_asked(piece: str) -> tuple[str, bool]:
    """The unit that a piece asks in, and whether it asks for a rate."""
    if _RATE_ASKED.search(piece):
        return RATE, True
    if _MONEY_ASKED.search(piece):
        return "万元", False
    for match in re.finditer(r"(?:多少|几)\s*(?:多)?", piece):
        rest = piece[match.end() :].lstrip()
        if re.match(r"个(?=小时|工作日|学时)", rest):
            rest = rest[1:]
        if re.match(r"个(?:人|干部|同志|律师|党员)", rest):
            return "人", False
        if re.match(r"个(?:$|[？?，,。了呢 ])", rest):
            return "", False  # 又是几个 names no unit
        for unit in units():
            if unit not in (RATE, *MONEY) and rest.startswith(unit):
                return unit, False
    noun = re.search(r"(?:多少|几)(?:号|位)?([一-鿿]{1,8}?)(?=$|[？?，,。！!、 ]|了|呢)", piece)
    if noun and _PEOPLE.search(noun[1]):
        return "人", False
    counted = re.search(r"(人次|人|次|件|份|场次|场|起|条|户|名|个)数|(人次|场次)(?=$|\s)", piece)
    if counted:
        return counted[1] or counted[2], False
    if re.search(r"how many (?:people|persons|residents|staff|officers|lawyers|mediators|officials)", piece):
        return "人", False
    if re.search(r"how many times|how often", piece):
        return "次", False
    return "", False


def _leans_on_history(question: Question) -> bool:
    """Whether something that the question needs is not in it."""
    if question.kind == "library" or question.places.unknown:
        return False
    no_place = not question.places.towns and not question.places.everywhere
    asks_nothing = not question.asks or all(_hollow(ask) for ask in question.asks)
    return no_place or asks_nothing or (question.kind != "example" and bool(_POINTS_BACK.search(question.text)))


# 化解（调解成功）率: an aside that only says the same in other words.
_ASIDE = re.compile(r"(?<=[一-鿿])[（(][^（）()\d]{1,12}[)）](?=[一-鿿])")
_POINTS_BACK = re.compile(r"^(?:那么?|然后|还有|再|另外|其中|and|what about|how about)|(?:它|他们|该镇|该乡|该街道|这个镇|那个镇|这里面|那里|那个|上述|刚才|换成|同一年|its|they|there)|呢[？?]?$")
_NEW_SUBJECT = re.compile(r"各|哪个|所有|全部|一共|库里")


def _hollow(ask: Ask) -> bool:
    return not ask.terms or all(term_kind(term) == "generic" for term in ask.terms)


def _fill_in(question: Question, before: Question) -> Question:
    """``question`` with what it leaves out taken from the question before it, and nothing else."""
    places, years, asks, kind, figures, operation = question.places, question.years, question.asks, question.kind, question.figures, question.operation
    if not places.towns and not places.everywhere and not places.unknown:
        places = replace(before.places, spans=places.spans)
    elif places.region and _POINTS_BACK.search(question.text):
        # 换成安和县的那个呢: the town of the same name there.
        names = {town.name for town in before.places.towns}
        same = tuple(town for town in places.towns if town.name in names)
        if same:
            places = replace(places, towns=same, region="")
    asks_nothing = not asks or all(_hollow(ask) for ask in asks)
    inherits_topic = asks_nothing
    topic = question.topic
    if inherits_topic and before.asks:
        unit = asks[0].unit if asks else ""
        asks = tuple(replace(ask, unit=unit or ask.unit) for ask in before.asks)
        topic = before.topic if not question.topic or len(question.topic) < 4 else f"{question.topic} {before.topic}"
        if question.kind in ("narrative", "single", "compare") and question.operation is None:
            several = places.everywhere or len(places.towns) > 1 or len(years.years) > 1 or years.every
            figures = before.figures
            kind = before.kind if not before.figures else ("compare" if several else "single")
            if before.operation and not question.places.towns:
                operation, kind = before.operation, before.kind
        elif question.operation is not None:
            figures, kind = True, "aggregate"
    elif asks and not inherits_topic:
        context = frozenset(term for ask in before.asks for term in ask.terms | ask.context)
        shifted = question.kind == "narrative" and before.figures and bool(_POINTS_BACK.search(question.text))
        asks = tuple(
            replace(ask, context=ask.context | context)
            for ask in asks
        )
        if shifted:
            kind, figures = ("compare" if len(places.towns) > 1 or places.everywhere else "single"), True
    if not years.any:
        years = replace(before.years, spans=years.spans, inherited=True)
    parts = [town.name for town in places.towns] or (["各镇"] if places.everywhere else [])
    year_words = "、".join(f"{year}年" for year in years.years)
    words = "；".join(ask.text for ask in asks if ask.text) or topic
    standalone = f"{'、'.join(parts)}{year_words}{words}" if parts or words else question.text
    return replace(
        question, places=places, years=years, asks=asks, kind=kind, figures=figures, operation=operation, topic=topic, standalone=standalone
    )
