"""A question in the light of its conversation: what it leaves out is taken from the questions before it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Kind, Operation
from assistant.asked_again import asks_nothing, asks_the_same, end_asked, topic_with
from assistant.asked_units import unit_asked
from assistant.asks import Ask, in_unit
from assistant.kinds import asks_difference, asks_which_place, operation_of
from assistant.periods import without_periods
from assistant.place_changes import (
    added_up,
    asks_who_there,
    beside_another,
    former_of,
    goes_on_among,
    only_changes,
    own_words,
    places_after,
    set_against,
    these_many,
    these_of,
    without_pointers,
    years_after,
)
from assistant.places import Gazetteer, PlacesAsked
from assistant.question import LONGEST_QUESTION, Question, read_question
from assistant.said_again import asks_why, meant_by
from assistant.years import YearsAsked
from index.fold import fold


def understand(question: str, history: Sequence[str], gazetteer: Gazetteer, today: date) -> Question:
    """``question`` read in the light of the earlier questions of its conversation.

    Raises QuestionError when it is empty or over 2,000 characters.
    """
    read = read_question(meant_by(_AT_THAT_TIME.sub("", question)) if history else question, gazetteer, today)
    of_one = bool(_POINTS_AT_ONE.search(read.text.lower()))
    relevant = _relevant(history)
    if pointed_at := these_many(read):
        read = _of_these(read, pointed_at, [read_question(earlier, gazetteer, today) for earlier in relevant])
    if against := set_against(read, (read_question(earlier, gazetteer, today) for earlier in relevant)):
        said, at = against
        return _fill_in(said, understand(relevant[at], tuple(reversed(relevant[at + 1 :])), gazetteer, today))
    if former := former_of(read, (read_question(earlier, gazetteer, today) for earlier in relevant)):
        at, town = former
        rest = read_question(without_pointers(read.text).strip(" ，,") or "呢", gazetteer, today)
        before = understand(relevant[at], tuple(reversed(relevant[at + 1 :])), gazetteer, today)
        places = replace(before.places, towns=(town,), region="", everywhere=False)
        return _fill_in(replace(rest, text=read.text), replace(before, places=places))
    period = ""
    for position, earlier in enumerate(relevant, 1):
        if read.found_by or not _leans_on_history(read):
            break
        before = read_question(earlier, gazetteer, today)
        if only_changes(before):
            # 再加上乙镇 stands between: with what it adds to.
            before = understand(earlier, tuple(reversed(relevant[position:])), gazetteer, today)
            return _fill_in(read, before)
        if position < len(relevant) and (passed_on := _period_alone(before)):
            period = period or passed_on  # 全年呢 stands between: what went before it is meant, of the whole year
            continue
        of_one = of_one and not read.places.towns and not read.places.everywhere
        computed = of_one and before.operation in ("max", "min", "count")
        found_by = (earlier, *relevant[position:]) if computed or _finds_place(read, before) else ()
        if period:
            before = replace(before, asks=tuple(_in_period(ask, period) for ask in before.asks))
        read = replace(_fill_in(read, before), found_by=found_by)
        of_one = of_one or bool(_POINTS_AT_ONE.search(before.text.lower()))
    return read


# 头一年试点的时候呢 asks the same of another year.
_AT_THAT_TIME = re.compile(
    r"(?<=年)(?:刚?(?:试点|起步|启动|成立|开始|推行|创办|搞))?(?:的时候|那会儿|那时候?|那阵子)(?=呢|[？?]|$)"
)


def _of_these(question: Question, many: int, earlier: Sequence[Question]) -> Question:
    """``question``, which says 这两个镇, of so ``many`` towns that the questions before it named one by one, if they did."""
    these = these_of(many, earlier)
    if not these:
        return question
    more = question.places.towns
    towns = (*these, *(town for town in more if town not in these))
    operation = "sum" if more and added_up(question, question) else question.operation
    places = replace(question.places, towns=towns, region="", everywhere=False)
    figures = question.figures or any(one.figures for one in earlier)
    kind: Kind = "aggregate" if operation and figures else "compare"
    dated = (one.years for one in earlier if one.years.any)
    years = question.years if question.years.any else replace(next(dated, question.years), spans=question.years.spans)
    named = {one.places.towns[0]: one.years.years for one in reversed(earlier) if len(one.places.towns) == 1}
    dates = tuple(named[town][0] for town in towns if len(named.get(town, ())) == 1)
    apart = len(dates) == len(towns) and len(set(dates)) > 1 and not question.years.any
    return replace(
        question,
        places=places,
        operation=operation,
        kind=kind,
        figures=figures,
        years=question.years if apart else years,
        own_years=dates if apart else (),
    )


def _relevant(history: Sequence[str]) -> list[str]:
    """Earlier questions, the newest first, as far as they can matter."""
    return [entry for entry in reversed(history) if re.search(r"\w", entry) and len(entry) <= LONGEST_QUESTION][:6]


# 这两个镇罚款各多少 after two were named: those.
_POINTS_AT_THEM = re.compile(
    r"(?:这|那|上述)(?:[两二三四五几]|些)(?:个|家)?(?:乡镇|镇街?|乡|街道|地方|地(?!方)|家)|[它他]们"
    r"|[两三](?:地|镇|乡|家)(?=$|[各分都谁的哪比合加一])"
    r"|\b(?:both|these|those) (?:towns?|townships?|places?)"
)


# 它有多少法律明白人 after 哪个镇学法最少: the one that was found.
_POINTS_AT_ONE = re.compile(
    r"(?<!其)它(?!们)|该(?:镇|乡|街道|地)|那(?:里|儿|边)(?!面)|[这那](?:一)?(?:个|家)(?=$|[\s的有呢,，?？]|(?:乡镇|镇|乡|街道|地方|单位))|其中"
    r"|\bits?\b|\bof (?:those|these|them)\b|\b(?:that|this) (?:town|place)\b"
)


def _finds_place(question: Question, before: Question) -> bool:
    """Whether the question before asked which place has a thing, and this one goes on about it without naming a place."""
    named = question.places.towns or question.places.everywhere or before.places.towns
    return not named and before.operation is None and asks_which_place(before.text)


_YEAR_BEFORE = re.compile(r"上年|上一年|前一年|头一年|previous year|year before")
_YEAR_AFTER = re.compile(
    r"(?:[下后]一|第二)年度?(?=呢|$|[？?]|[他它]们|怎|咋|有没有|又|改)|(?:the |that )?(?:following|next) year|the year after"
)
_SET_BESIDE = re.compile(r"(?<![占对评])比(?![例重率武赛值])|同比|versus|\bvs\b|compare")
_THIS_YEAR = re.compile(r"今年|本年|当年|this year|that year")


def _from_conversation(text: str, years: YearsAsked, spoken_of: int, places: PlacesAsked) -> YearsAsked:
    """上年 after a question about 2024 is 2023, and both where they are compared; 今年 too means that question's year where there is no
    newer report."""
    if _YEAR_BEFORE.search(text):
        both = (spoken_of,) if _SET_BESIDE.search(text) else ()
        return replace(years, years=(spoken_of - 1, *both), relative=False)
    if _YEAR_AFTER.search(text):
        return replace(years, years=(spoken_of + 1,), relative=False)
    held = {year for town in places.towns for year in town.years}
    if _THIS_YEAR.search(text) and not held.intersection(years.years):
        return replace(years, years=(spoken_of,), relative=False)
    return years


def _years(question: Question, before: Question, places: PlacesAsked, *, hollow_one: bool) -> YearsAsked:
    """The years of a question, counted from the one before where it says so, or that one's own.

    下一年呢 says so in a question that asks for nothing else (``hollow_one``); else the plans may be meant.
    """
    years, text = question.years, question.text.lower()
    if not question.follows and (both := years_after(question, before)) is not None:
        return both
    moved = years.relative or _YEAR_BEFORE.search(text) or (hollow_one and _YEAR_AFTER.search(text))
    if moved and len(before.years.years) == 1 and (years.relative or not years.years):
        return _from_conversation(text, years, before.years.years[0], places)
    return years if years.any else replace(before.years, spans=years.spans, inherited=True)


def _leans_on_history(question: Question) -> bool:
    """Whether something that the question needs is not in it."""
    if question.kind == "library" or question.places.unknown:
        return False
    no_place = not question.places.towns and not question.places.everywhere
    return (
        no_place
        or (not question.places.towns and bool(_POINTS_AT_THEM.search(question.text.lower())))
        or asks_nothing(question)
        or asks_who_there(question)
        or (_asks_more(question) and not question.before)
        or (question.kind != "example" and bool(_POINTS_BACK.search(question.text.lower())))
    )


_POINTS_BACK = re.compile(
    r"^(?:那么?|然后|还有|再|另外|其中|and\b|what about|how about)"
    r"|(?<!其)它|他们|该镇|该乡|该街道|这个镇|那个镇|这里面|那里|那个|上述|刚才|换成|同一年|\bits?\b|they|there|\b(?:those|these)\b|呢[？?]?$"
)


# 全年呢 after 上半年调解了多少件 asks the same of another part of the year.
_OTHER_PERIOD = re.compile(
    r"(?:那么?|换成)?\s*(?P<period>全年|上半年|下半年|第?[一二三四]季度|前[一二三]季度|\d{1,2}月份?)(?:的)?(?:呢|情况)?[？?。]?"
)
# 枕河街道呢？满意率又是多少: what was asked before, and one thing more.
_ALSO = re.compile(r"\s*(?:那么?)?\s*呢\s*[？?，,；;]\s*\w")


def _asks_more(question: Question) -> bool:
    """Whether a place or a year is named first, for what was asked before, and then something else is asked."""
    spans = (*question.places.spans, *question.years.spans)
    return any(_ALSO.match(question.text[end:]) for _, end in spans)


def _period_alone(question: Question) -> str:
    """The part of the year that a question names and nothing else, but for its places and years; empty for none."""
    found = _OTHER_PERIOD.fullmatch(own_words(question).strip())
    return found["period"] if found else ""


def _in_period(ask: Ask, period: str) -> Ask:
    """``ask`` of another part of the year."""
    return replace(ask, text=f"{period}{without_periods(ask.text)}")


# 第二少的呢 and 倒数第二呢 say by themselves from which end is counted.
_OWN_WAY = re.compile(r"第.[多少高低大小]|倒数")
# 家庭婚姻方面的 after 邻里之间的呢 asks for the number.
_BARE = 10
_AND_THOSE = re.compile(r"(?:那么?|换成)?[^，,。；;？?]{1,14}呢[？?。]?")
# What follows is told, whatever was counted before.
_EXPLAINED = re.compile(
    r"为[什何啥]|怎么(?!样)|如何|什么(?!时候)|啥|原话|原文|原句|谁|哪儿|哪里|哪[几一两二三四五六七八九](?:步|条|点|句|招|环|关|法|字|项(?:制度|机制|措施|规定))|做法|措施|原因|不足|短板|问题在|依据|流程|亮点|经验|办法|机制|意思|\b(?:why|how (?!many|much)|who)\b"
)
_WORDS_WANTED = re.compile(
    r"怎么|怎样|如何|为[什何啥]|哪|什么|啥|做法|经验|情况|措施|说说|讲讲|原因|谁|介绍|问题|不足|\b(?:how|why|what|which|who)\b"
)


def _places(question: Question, before: Question, *, repeated: bool) -> PlacesAsked:
    """The places of a question, or those of the one before it where it means them; ``repeated`` says that it asks what
    that one asked."""
    places, text = question.places, question.text.lower()
    pointed = bool(_POINTS_AT_THEM.search(text)) and len(before.places.towns) > 1
    among = (repeated or asks_who_there(question)) and goes_on_among(question, before)
    if not places.towns and not places.unknown and (pointed or among or not places.everywhere):
        return replace(before.places, spans=places.spans)
    if places.region and _POINTS_BACK.search(text):
        # 换成安和县的那个呢: the town of the same name there.
        names = {town.name for town in before.places.towns}
        same = tuple(town for town in places.towns if town.name in names)
        return replace(places, towns=same, region="") if same else places
    if question.follows:
        return beside_another(question, before) or places
    return places_after(question, before)


def _same_again(
    question: Question, before: Question, places: PlacesAsked, years: YearsAsked, operation: Operation | None
) -> tuple[Kind, bool, Operation | None]:
    """The kind of a question that asks the same as the one before it, whether of figures, and what is computed."""
    if operation is not None:
        return "aggregate", True, operation
    if question.kind == "narrative" and before.figures and asks_why(question.text):
        return "narrative", False, None
    if question.kind not in ("narrative", "single", "compare", "aggregate"):
        return question.kind, question.figures, None
    if added_up(question, before):
        return "aggregate", before.figures, "sum"
    own_years, text = question.years.years, question.text.lower()
    if len(years.years) > len(own_years) and operation_of(text, places, years, None) == "change":
        return "aggregate", before.figures, "change"
    swapped = bool(question.places.region and (before.places.region or before.places.everywhere))  # 乙县呢
    if before.operation and (not question.places.towns or swapped or only_changes(question)):
        return before.kind, before.figures, before.operation
    several = places.everywhere or len(places.towns) > 1 or len(years.years) > 1 or years.every
    kind: Kind = before.kind if not before.figures else ("compare" if several else "single")
    return kind, before.figures, None


def _same_of_another(question: Question, before: Question) -> bool:
    """Whether a question asks of another thing what was computed before, over the same towns: 那罚款的呢 after 哪个镇培训最多."""
    simple = before.operation is not None and before.threshold is None and not before.nth and not before.top
    return simple and not question.places.towns and _AND_THOSE.fullmatch(question.text.lower().strip()) is not None


# Units that say by themselves what is measured.
_MEASURED_BY = frozenset("平方米 亩 公顷 公里 米 吨 公斤 元 万元 亿元 人次 小时".split())


def _fill_in(question: Question, before: Question) -> Question:
    """``question`` with what it leaves out taken from the question before it, and nothing else."""
    asks, kind, figures, operation = question.asks, question.kind, question.figures, question.operation
    own = question.years
    text = question.text.lower()
    repeated = asks_the_same(question, before)
    places = _places(question, before, repeated=repeated)
    if operation is not None and not question.places.spans:
        # 一共多少人次 after a question about one town adds nothing up.
        operation = operation_of(
            fold(question.text).lower(), places, own if own.any else before.years, question.threshold
        )
        if question.nth and before.operation in ("max", "min") and not _OWN_WAY.search(text):
            operation = before.operation  # 第二名呢
    operation = operation or end_asked(question, before)
    period = _period_alone(question) if before.figures else ""
    inherits_topic = bool(period) or repeated
    years = _years(question, before, places, hollow_one=inherits_topic)
    earlier_asks = question.before
    topic = topic_with(question, before) if before.asks or not inherits_topic else question.topic
    if inherits_topic and before.asks:
        unit = unit_asked(fold(question.text))[0]
        asks = tuple(in_unit(ask, unit) for ask in before.asks)
        if period:
            asks = tuple(_in_period(ask, period) for ask in asks)
        kind, figures, operation = _same_again(question, before, places, years, operation)
    elif asks and not inherits_topic:
        context = frozenset(term for ask in before.asks for term in ask.terms | ask.context)
        bare = len(own_words(question).strip()) <= _BARE and not _WORDS_WANTED.search(text)
        worded = bool(_EXPLAINED.search(text)) or asks_why(text)
        counted = before.figures or before.terse
        shifted = question.kind == "narrative" and counted and (bare or bool(_POINTS_BACK.search(text)))
        shifted = shifted and not worded
        said = " ".join(ask.text for ask in before.asks)
        asks = tuple(
            replace(ask, context=ask.context | context, earlier=f"{said} {ask.earlier}".strip()) for ask in asks
        )
        unit = before.asks[-1].unit if before.asks else ""
        if unit in _MEASURED_BY and "其中" in question.text:
            # 其中砂场的是多少 after …多少平方米
            asks = tuple(ask if ask.unit or ask.rate else in_unit(ask, unit) for ask in asks)
        earlier_asks = before.asks
        if _asks_more(question):
            asks = (*before.asks, *asks)
        if shifted:
            kind, figures = ("compare" if len(places.towns) > 1 or places.everywhere else "single"), True
            if operation is None and _same_of_another(question, before):
                operation, kind = before.operation, before.kind  # 那罚款的呢 after 哪个镇培训最多
    if kind == "compare" and not figures and len(places.towns) == 1 and len(years.years) < 2 and not places.everywhere:
        kind = "narrative"  # 谁来主持 of one town compares nothing
    if kind == "aggregate" and operation is None:
        kind = "compare" if len(places.towns) > 1 or places.everywhere else "single"
    two_towns = kind == "compare" and figures and len(places.towns) == 2
    return written_out(
        replace(
            question,
            places=places,
            years=years,
            asks=asks,
            kind=kind,
            figures=figures,
            operation=operation,
            topic=topic,
            before=earlier_asks,
            difference=question.difference or (two_towns and asks_difference(own_words(question))),
            earlier_topic=question.earlier_topic or (before.topic if before.topic not in topic else ""),
            follows=True,
        )
    )


def written_out(question: Question) -> Question:
    """``question`` with the text that says all of it by itself."""
    places = question.places
    parts = [town.name for town in places.towns] or (["各镇"] if places.everywhere else [])
    years = "、".join(f"{year}年" for year in question.years.years)
    words = "；".join(ask.text for ask in question.asks if ask.text) or question.topic
    standalone = f"{'、'.join(parts)}{years}{words}" if parts or words else question.text
    return replace(question, standalone=standalone)
