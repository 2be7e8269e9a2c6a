"""A question, understood: what kind it is, which places and years, and each thing that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Kind, Operation
from assistant.asked_roles import TOP, nth_asked
from assistant.asked_words import BY_HOW_MUCH, squeeze
from assistant.asks import NOT_COUNTED, Ask, asks_of, in_unit
from assistant.english import speaks_english, to_chinese
from assistant.kinds import Threshold, asks_difference, asks_who_had, kind_of, operation_of, read_threshold
from assistant.mentions import blank
from assistant.places import Gazetteer, PlacesAsked
from assistant.spelling import mend
from assistant.years import YearsAsked, read_years
from index.errors import QuestionError
from index.fold import fold
from index.numbers import spoken_value
from index.parts import part_asked
from index.records import Role
from index.vocabulary import kind as term_kind

LONGEST_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its places, years and asks; ``standalone`` is the text with what history fills in.

    ``before`` are the asks of the earlier question that this one leans on. ``own_years`` are the years of the towns, one each,
    where each is named with its own (驼铃镇2021年和麂子坳乡2022年), ``own_asks`` likewise what is asked of each (甲镇信访几件、乙镇诉讼几件). ``figures`` says that numbers are asked for; ``terse`` that a few bare words are, which may name an indicator.
    ``nth`` is the place asked for in the order of the towns, where it isn't the first. ``found_by`` is the earlier question whose answer is the place meant (哪个镇最多 … 它有几人), and those before it, newest first; ``follows`` says that something came from an earlier question, whose topic
    is ``earlier_topic`` where it isn't in this one's.
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
    nth: int = 0
    english: bool = False
    terse: bool = False
    before: tuple[Ask, ...] = ()
    own_years: tuple[int, ...] = ()
    own_asks: tuple[Ask, ...] = ()
    difference: bool = False
    found_by: tuple[str, ...] = ()
    follows: bool = False
    earlier_topic: str = ""
    in_chinese: str = ""

    @property
    def said(self) -> str:
        """The text, an English question's in the words of the reports."""
        return self.in_chinese or self.text


# The towns as a whole, taken out before the words of what is asked are read.
_TOWNS_AT_LARGE = re.compile(
    r"(?:各个?|哪(?:一|几)?(?:个|些|家)|有?(?:几|多少)(?:个|家)|所有的?|全部的?|每个|这些|那些|其[他它余]的?|别的|不同的?|多个|[两三四五六七八九]个)(?:镇乡街道?|乡镇街道?|镇街道|乡镇|镇街|乡|镇|街道|地方|单位|报告)|[\d一二两三四五六七八九十几多]+[份篇]报告(?:里面?|中)?|(?:有|共)?(?:几|多少)[份篇个]报告|报告(?:总共|一共|共)?(?:有|是)?(?:几|多少)[份篇个]|报告里面?|报告中|(?<=的)(?:乡镇街道?|镇街|乡镇|街道|镇|乡|地方)(?:总共|一共|共)?有(?:几|多少)[个家]|(?:乡镇街道?|镇街(?!道))"
)


# 这三家, 两地: the towns that are named.
_SO_MANY_TOWNS = re.compile(
    r"(?:这|那|上述)?(?<![第\d])[两二三四五六七八九十几](?:家|地|镇|乡)(?=$|[\s的各都合共总加审做在把谁哪相之一有平比民普调执依法，,]|分别)"
)


# A question for words, not for a number.
_EXPLAINS = re.compile(
    r"怎么(?!变)|怎样|如何|为什么|为何|为啥|哪些|什么|介绍|做法|经验|情况|措施|机制|短板|不足|薄弱|问题|特点|亮点|模式|方式|形式|制度|方面|困难|哪[一-鿿]|说说|讲讲|原因|[由归]谁|谁(?=负责|牵头|来|去|管|分|定|出)|哪[？?]?$|毛病|规矩|不同|区别|异同|差异|差别|有何|咋|啥|流程|程序|步骤|手续|办法|招数|怪谁|是谁|谁兼|谁当|原因|根子|根源|缘故|意思|\bhow\b|\bwhy\b|\bwhat\b|describe"
)


# 化解（调解成功）率: an aside that only says the same in other words.
_ASIDE = re.compile(r"(?<=[一-鿿])[（(][^（）()\d]{1,12}[)）](?=[一-鿿])")


# 各街道（含镇）: which places are meant is no aside.
_TELLS = re.compile("镇|乡|街道")


# What is left of 雨石乡(2024).
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[)）]")


def read_question(question: str, gazetteer: Gazetteer, today: date) -> Question:
    """``question`` by itself.

    Raises QuestionError when it is empty or over 2,000 characters.
    """
    text = mend(question.strip(), gazetteer.spells)
    if not text or not re.search(r"\w", text):
        raise QuestionError(
            "问题是空的，请输入要问的内容，例如：张良镇2024年调解了多少起矛盾纠纷？", "The question is empty."
        )
    if len(text) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题太长（{len(text)}字），请控制在{LONGEST_QUESTION}字以内。",
            f"The question is too long ({len(text)} characters); keep it within {LONGEST_QUESTION}.",
        )
    text = _ASIDE.sub(
        lambda aside: aside.group() if _TELLS.search(aside.group()) or part_asked(aside.group()) else "", text
    )
    text = text.replace("法律问题", "法律咨询")  # people come with those; they are no shortcomings
    asking = _SET_ASIDE.sub(lambda aside: " " * len(aside.group()), text)
    places = gazetteer.read(asking)
    years = read_years(asking, today)
    plain = _TOWNS_AT_LARGE.sub(
        lambda match: " " * len(match.group()), blank(fold(text), (*places.spans, *years.spans)).lower()
    )
    plain = _EMPTY_BRACKETS.sub(" ", _with_year_before(text, plain, years))
    whole = blank(fold(text), (*places.spans, *years.spans)).lower()
    if len(places.towns) > 1 or places.everywhere:
        plain = _SO_MANY_TOWNS.sub(lambda match: " " * len(match.group()), plain)
    if len(places.towns) == _TWO:
        plain, whole = (_MORE_OF_BOTH.sub(r"\g<one>各多少，\g<two>各多少", said) for said in (plain, whole))
    english = sum(c.isascii() and c.isalpha() for c in text) > len(re.findall(r"[一-鿿]", text)) * 3
    in_chinese = ""
    if english or speaks_english(plain):
        whole = in_chinese = to_chinese(whole, placed=bool(places.towns))
        # That towns are compared is no word of what is asked of each.
        plain = to_chinese(plain, placed=bool(places.towns)).replace("对比", " ").strip(" ，")
        plain = _TOWNS_AT_LARGE.sub(lambda match: " " * len(match.group()), plain)
    threshold = read_threshold(plain, whole)
    own_years = _own_years(fold(text), places, years, today)
    operation = operation_of(whole, places, years, threshold)
    if operation == "change" and len(set(own_years)) == len(places.towns) == 2:
        operation = None  # 甲镇2023年比乙镇2024年少几个: nothing has changed, two figures lie apart
    kind, figures = kind_of(whole, text, places, years, operation, threshold)
    several_years = len(years.years) > 1 or years.every or years.recent > 1
    asks = asks_of(plain, operation, several_years=several_years)
    if english and kind == "compare" and len(asks) > 1 and not _EXPLAINS.search(plain):
        figures = True  # Compare A and B: contracts reviewed and penalty cases
    difference = len(places.towns) == 2 and kind == "compare" and figures and asks_difference(plain)
    if difference:
        # 各调解多少起，差几起: the second is computed of what the first asks for.
        asks = tuple(ask for at, ask in enumerate(asks) if not (at and BY_HOW_MUCH.fullmatch(ask.text)))
        asks = tuple(replace(ask, role=Role.OUTCOME, terms=ask.terms - {"多", "少"}) for ask in asks)
    if operation == "count" and asks_who_had(whole):
        asks = tuple(replace(ask, whether=True) for ask in asks)
    top = TOP.search(plain)
    return Question(
        text=text,
        standalone=text,
        kind=kind,
        figures=figures,
        places=places,
        years=years,
        asks=asks,
        topic=squeeze(plain),
        operation=operation,
        threshold=threshold,
        top=int(spoken_value(top[1]) or 0) if top else 0,
        nth=nth_asked(plain) if operation in ("max", "min") else 0,
        english=english,
        terse=kind in ("narrative", "compare")
        and bool(places.towns)
        and len(plain.strip()) <= (70 if english else 30)
        and not _EXPLAINS.search(plain),
        own_years=own_years,
        own_asks=_own_asks(fold(text), plain, places) if figures and len(plain) == len(fold(text)) else (),
        difference=difference,
        in_chinese=in_chinese,
    )


# 三年合计多少（2022年村级那部分不算）: a clause that sets something aside names no year that is asked about.
_SET_ASIDE = re.compile(rf"(?<=[（(，,])[^（）()，,]{{1,60}}{NOT_COUNTED}(?=[)）])")
_TWO = 2
# 甲镇和乙镇谁的案子多、罚款多 asks for two figures of each.
_MORE_OF_BOTH = re.compile(
    r"(?:谁|哪[个家边])的?(?P<one>[一-鿿]{2,10}?)(?:更|比较)?[多高大][、，,和](?P<two>[一-鿿]{2,8}?)(?:更|比较)?[多高大](?=$|[，,？?。\s])"
)


# What joins one town's words to the next town's name.
_TO_NEXT = re.compile(r"(?:\s|[和与跟同及比加、，,；;]|以及|对比|相比|比较|还有|外加|连同)+$")
_OF_TOWN = re.compile(r"^(?:\s|的|在|里)+")


_THAN_THE_LAST = re.compile(r"[要还]?[多少高低大小](?:了|出)?(?:多少|几|没|吗|呢|[？?]|$)")


def _one_name_each(text: str, places: PlacesAsked) -> bool:
    """Whether several towns are named, each once, in the order of ``places``: only then can each have words of its own."""
    if len(places.towns) < 2 or places.region or places.unknown or len(places.spans) != len(places.towns):
        return False
    said = [text[start:end] for start, end in places.spans]
    return len(set(said)) == len(said) and len({town.name for town in places.towns}) == len(said)


def _own_asks(text: str, plain: str, places: PlacesAsked) -> tuple[Ask, ...]:
    """What is asked of each town, where each town's name is followed by words for another thing."""
    if not _one_name_each(text, places):
        return ()
    ends = [*(start for start, _ in places.spans[1:]), len(plain)]
    pieces = [plain[end:until] for (_, end), until in zip(places.spans, ends, strict=True)]
    pieces = [_TO_NEXT.sub("", _OF_TOWN.sub("", _TO_NEXT.sub("", piece))) for piece in pieces]
    if any(not piece.strip() for piece in pieces):
        return ()
    if _THAN_THE_LAST.match(pieces[-1]):
        return ()  # 甲镇的法律明白人比乙镇的少几个 asks both for the same
    read = [asks_of(piece, None, several_years=False) for piece in pieces]
    if any(len(asks) != 1 or hollow(asks[0]) for asks in read):
        return ()
    asks = [one[0] for one in read]
    named = [frozenset(term for term in ask.terms if term_kind(term) in ("object", "word")) for ask in asks]
    if not all(named) or len(set(named)) < len(named):
        return ()
    return tuple(in_unit(ask, asks[-1].unit) if not ask.unit else ask for ask in asks)


def _own_years(text: str, places: PlacesAsked, years: YearsAsked, today: date) -> tuple[int, ...]:
    """The years of the towns where each stands right behind its town, or right before it."""
    count = len(places.towns)
    if not _one_name_each(text, places):
        return ()
    if 0 < len(years.spans) < count:
        return _some_own_years(text, places, years, today)
    if len(years.spans) != count:
        return ()
    named = [read_years(text[start:end], today).years for start, end in years.spans]
    if any(len(one) != 1 for one in named):
        return ()
    pairs = list(zip(places.spans, years.spans, strict=True))
    behind = all(not text[place[1] : year[0]].strip(" 的在(（") and place[1] <= year[0] for place, year in pairs)
    before = all(not text[year[1] : place[0]].strip(" 的") and year[1] <= place[0] for place, year in pairs)
    return tuple(one[0] for one in named) if behind or before else ()


def _some_own_years(text: str, places: PlacesAsked, years: YearsAsked, today: date) -> tuple[int, ...]:
    """The years of towns of which only some have one, right behind them (望楼、枧塘2025、鹤洲); 0 stands for the latest.

    A year behind the last town, or before the first, is meant for all of them.
    """
    found = []
    for place, following in zip(places.spans, [*places.spans[1:], None], strict=True):
        own = [span for span in years.spans if place[1] <= span[0] and not text[place[1] : span[0]].strip(" 的在")]
        if own and following is None:
            return ()
        named = read_years(text[slice(*own[0])], today).years if own else (0,)
        if len(named) != 1:
            return ()
        found.append(named[0])
    behind = sum(1 for year in found if year)
    return tuple(found) if behind == len(years.spans) else ()


# 比头一年多拨了多少 asks how much more it was.
_THAN_BEFORE = re.compile(r"(?<=[比较])(?:上一?|前一|头一)年度?(?=[一-鿿]{0,6}(?:多少|几))")


def _with_year_before(text: str, plain: str, years: YearsAsked) -> str:
    """``plain`` with the year before said again where the question compares with it and names no such year."""
    if len(years.years) > 1:
        return plain
    characters = list(plain)
    for found in _THAN_BEFORE.finditer(fold(text).lower()):
        characters[found.start() : found.end()] = found.group()
    return "".join(characters)


def hollow(ask: Ask) -> bool:
    """Whether an ask names nothing that could be counted."""
    return not ask.terms or all(term_kind(term) == "generic" for term in ask.terms)
