"""What a follow-up does to the places and years asked about before: 再加上丙镇, 甲镇换成丙镇, 这两个镇, 比2022年."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.asked_words import BY_HOW_MUCH, asked_terms
from assistant.mentions import blank
from assistant.places import PlacesAsked
from assistant.question import Question
from assistant.towns import Town
from assistant.years import YearsAsked
from index.background import pairs_of
from index.numbers import spoken_value
from index.vocabulary import kind

_ADDS = re.compile(
    r"再?加上|(?:再|也)(?:算上|加)|算上(?=\s)|(?:加|算)进[来去]?|(?:加|算)(?:到)?一?起(?=$|[？?，,。呢])|连同|\badd(?:ing)?\b|\bplus\b|\bas well as\b"
)
_IN_ALL = re.compile(r"一共|总共|合计|共计|(?<!公)共(?=多少|几|有|计)|加起来|in total|altogether")
_OF_EACH = re.compile("各|分别")
_SWAPS = re.compile(r"^\s*(?:换成|改成|换|替换成)\s*$")
_THESE = re.compile(
    r"(?:这|那|上述)([两二三四五])(?:个|家)?(?:乡镇|镇街?|乡|街道|地方|地(?!方)|家(?=$|[各都谁哪合加一再分，,]|宣传|普法|纠纷|矛盾|调解(?!室|组织|委)|罚|执法|持证|合同|培训|信访|接待|受理|办|法律|热线|行政)|(?<=个)(?=谁|哪个|加(?:起来|在?一起|一块)|合(?:计|起来|在?一起)|一共|总共|相?差|各))"
    # 两家加起来多少, 两边相差几件
    r"|^(?:那么?)?([两二三四五])(?:个?(?:乡镇|镇街?|乡|街道|地方)|个|家|地|边|者)(?=加(?:起来|在?一起|一块)|合(?:计|起来|在?一起)|一共|总共|共(?=多少|几|有|计|$)|谁|哪[个家]|相?差|各|分别)"
    # 谁多 after two were named one by one
    r"|^(?:那么?)?(?P<two>谁|哪[个家边])(?:的)?(?:更|比较)?[多少高低大小](?:一?[些点])?(?=$|[？?，,。])"
)
# 最少的是谁 after 青石县哪个镇最多 goes on among the same.
_WHICH_OF_THEM = re.compile(r"谁|哪(?:一)?[个家]|哪里|哪儿|\bwhich\b|\bwho\b")
_WHO_OR_WHERE = re.compile(
    r"由谁|谁来|谁(?=负责|主持|牵头|管(?!得)|当|组织)|[在于]哪(?:儿|里)|\bwho (?:hosts?|leads?|runs?|is in charge)\b"
)
_RATES = re.compile(r"得|更|最|特色|值得")
_OTHERS = re.compile(r"各|所有|全部|每|其[他它余]|别|有的|这些|那些|\ball\b|\bother|\beach\b|\bevery\b")
_BESIDE = re.compile(
    r"(?<![占对评])(?:比|较|跟|和|与|同)\s*(?:20\d\d\s*年|\d\d\s*年|(?:上|前|去|头)一?年|[它他](?!们)|前者|那(?:一年|年|个(?!月)))|\bthan (?:in )?20\d\d"
)


_THAN_IT = re.compile(r"[比较](?:[它他](?!们)|前者|那个(?:镇|乡|街道)?)")


# 和乙镇放一块儿比比, 跟乙镇同一年的比呢: beside what was asked about before.
_WITH_ANOTHER = re.compile(
    r"(?:那么?|再|要是|如果|把它?)*\s*(?:和|跟|与|同|拿)\s+(?:镇|乡|街道)?(?:(?:同一?年|那一?年|去年|今年)的?)?(?:放(?:在|到)?一(?:块儿?|起)|摆(?:在)?一(?:块儿?|起))?(?:再|来|做个?|作个?|一起)?"
    r"(?:比一?比|比较|对比|比(?=[呢看怎]|$|[？?，,。起])|相比)"
)


# 那别的镇呢 after one town was asked about
_THE_OTHERS = re.compile(
    r"(?:别的|其[他它余]的?|另外(?:那)?(?:几个|的)|剩下的?)(?:几个|[两三四五六七八九十]+个)?(?:乡镇街道?|镇街道?|乡镇|镇|乡|街道|地方|地(?!方)|家)|\bother (?:towns?|townships?|places?)"
)
# 前面那个镇 after two were named one by one: the one before the last.
_THE_FORMER = re.compile(
    r"(?:前[面头]?|上面|之前|先前)(?:那|的)?(?:一)?个(?:乡镇|镇街?|乡|街道|地方)|前者|上一个(?:镇|乡|街道)|\bthe former\b|\bthe (?:first|previous) (?:town|place)\b"
)


_NTH_TOWN = re.compile(r"第([一二三四])个(?:乡镇|镇|乡|街道|地方)(?!.*最)")
_THE_FIRST = re.compile(
    r"(?:最开始|最早|一开始|最先|开头|头一个)(?:我?(?:问|说|提到?))?的?(?:那个|那|是)?(?:乡镇|镇|乡|街道|地方)|\bthe first (?:town|place) i\b"
)
# 刚才说装电梯那个街道
_TOLD_OF = re.compile(
    r"(?:刚才|之前|前面|先前|刚刚)(?:我?(?:说|问|提|讲)到?的?)(?P<what>[一-鿿]{2,10}?)的?那个(?:乡镇|镇|乡|街道|地方)"
)
_POINTERS = (_TOLD_OF, _NTH_TOWN, _THE_FIRST, _THE_FORMER)


def former_of(question: Question, earlier: Iterable[Question]) -> tuple[int, Town] | None:
    """The town that ``question`` means by 前面那个镇, and the position of the one of ``earlier``, the newest first, that named it.

    Few questions point so: ``earlier`` is only gone through for those.
    """
    text = question.text.lower()
    if question.places.towns or not any(pattern.search(text) for pattern in _POINTERS):
        return None
    if of_two := _NTH_TOWN.search(text):
        several = next(((at, one.places.towns) for at, one in enumerate(earlier) if len(one.places.towns) > 1), None)
        nth = "一二三四".index(of_two[1])
        return None if several is None or nth >= len(several[1]) else (several[0], several[1][nth])
    named = [(at, one) for at, one in enumerate(earlier) if len(one.places.towns) == 1]
    if told := _TOLD_OF.search(text):
        pairs = pairs_of(told["what"])
        named = [(at, one) for at, one in named if len(pairs & pairs_of(own_words(one))) >= min(_TWO, len(pairs))]
    elif _THE_FIRST.search(text):
        named = named[-1:]
    else:
        named = [(at, one) for at, one in named if one.places.towns != named[0][1].places.towns]
    return (named[0][0], named[0][1].places.towns[0]) if named else None


def without_pointers(text: str) -> str:
    """``text`` without the words that point at an earlier town."""
    for pattern in _POINTERS:
        text = pattern.sub(" ", text)
    return text


def adds(question: Question) -> bool:
    """Whether a question adds places or years to those before it."""
    own = own_words(question)
    found = _ADDS.search(own)
    if found is None or not (question.places.towns or question.years.years):
        return False
    # 罚款加上没收 adds things: towns and years stand right behind the word, or nothing else is said.
    return own[found.end() : found.end() + 1] == " " or only_changes(question)


def own_words(question: Question) -> str:
    """A question's own words, blanks where its places and years stand."""
    return blank(question.text.lower(), (*question.places.spans, *question.years.spans))


def added_up(question: Question, before: Question) -> bool:
    """Whether what a question adds makes a sum of what was asked before."""
    summed = before.operation == "sum" or _IN_ALL.search(question.text.lower())
    return adds(question) and bool(summed) and not _OF_EACH.search(question.text)


def goes_on_among(question: Question, before: Question) -> bool:
    """Whether 谁 or 哪个 in a question asks among the places of the one before it."""
    text = question.text.lower()
    named = len(before.places.towns) > 1 or bool(before.places.region or before.places.kind)
    named = named or (asks_who_there(question) and bool(before.places.towns))
    return named and bool(_WHICH_OF_THEM.search(text)) and not _OTHERS.search(text) and not question.places.kind


def asks_who_there(question: Question) -> bool:
    """Whether 谁 or 哪儿 asks who did it, or where, and not which town: 谁来主持, 输在哪儿 where nothing is counted or compared."""
    text = question.text.lower()
    alone = question.places.everywhere and not question.places.towns and not question.places.kind
    told = question.operation is None and not question.figures and question.kind in ("narrative", "compare")
    rest = _WHO_OR_WHERE.sub("", text)
    return alone and told and rest != text and not _OTHERS.search(rest) and not _RATES.search(rest)


def places_after(question: Question, before: Question) -> PlacesAsked:
    """The places of a question that names some, in the light of those before it."""
    mine, theirs = question.places, before.places
    if mine.everywhere and theirs.towns and not mine.towns and _THE_OTHERS.search(question.text):
        return replace(mine, without=theirs.towns)
    if not mine.towns or mine.unknown:
        return mine
    if adds(question):
        return _with_theirs(mine, theirs)
    if len(mine.towns) == len(theirs.towns) == 1 and mine.towns != theirs.towns and _THAN_IT.search(question.text):
        return _with_theirs(mine, theirs)  # 乙镇比它多几件
    if beside := beside_another(question, before):
        return beside
    swapped = _swapped(question)
    if swapped and swapped[0] in theirs.towns:
        towns = tuple(dict.fromkeys(swapped[1] if town == swapped[0] else town for town in theirs.towns))
        return replace(mine, towns=towns, region="", everywhere=False)
    return mine


def beside_another(question: Question, before: Question) -> PlacesAsked | None:
    """The places of 和乙镇比一比 after a question on others: those and this one. ``None`` where it says no such thing."""
    mine, theirs = question.places, before.places
    joins = len(mine.towns) == 1 and theirs.towns and mine.towns[0] not in theirs.towns
    return _with_theirs(mine, theirs) if joins and _WITH_ANOTHER.match(own_words(question)) else None


def _with_theirs(mine: PlacesAsked, theirs: PlacesAsked) -> PlacesAsked:
    """``mine`` behind the towns of an earlier question, each town once."""
    return replace(mine, towns=tuple(dict.fromkeys((*theirs.towns, *mine.towns))), region="", everywhere=False)


def _swapped(question: Question) -> tuple[Town, Town] | None:
    """The two towns of 甲镇换成乙镇."""
    places = question.places
    if len(places.towns) != 2 or len(places.spans) != 2:
        return None
    (_, end), (start, _) = places.spans
    return (places.towns[0], places.towns[1]) if _SWAPS.match(question.text[end:start]) else None


def these_many(question: Question) -> int:
    """How many towns a question means by 这两个镇; 0 where it says no such thing."""
    found = _THESE.search(question.text)
    if found is None:
        return 0
    return 2 if found["two"] else int(spoken_value(found[1] or found[2]) or 0)


def these_of(many: int, earlier: Sequence[Question]) -> tuple[Town, ...]:
    """The last ``many`` towns that the questions before, ``earlier``, the newest first, named one each."""
    towns: dict[Town, None] = {}
    for one in earlier:
        if len(one.places.towns) != 1 or one.places.towns[0] in towns:
            break
        towns[one.places.towns[0]] = None
        if len(towns) == many:
            return tuple(reversed(towns))
    return ()


def years_after(question: Question, before: Question) -> YearsAsked | None:
    """Both years, where a question sets its own year beside the one before it, or adds one to it."""
    mine, theirs = question.years, before.years
    if not mine.years or mine.relative or len(theirs.years) == 0:
        return None
    if adds(question) or (
        len(theirs.years) == len(mine.years) == 1 and mine.years != theirs.years and _BESIDE.search(question.text)
    ):
        return replace(mine, years=tuple(sorted({*mine.years, *theirs.years})))
    return None


# 把苎岭也算进来, 落雁桥换成石斛再比: what is left says nothing of its own.
_ONLY_CHANGES = re.compile(
    rf"(?:{_ADDS.pattern})|(?:{_THESE.pattern})|{_BESIDE.pattern}|换成|改成|替换|再比一?比?|再看一?看?|[把也将呢和与跟比吧，,、。？?\s]"
    r"|(?:谁|哪[个家])(?:的|更|比较)*(?:[多少高低大小])?|(?:相?差|各|分别|一共|总共|合计|加起来|合起来|加一起)+(?:有|是)?(?:(?:多少|几)(?:[件起次人名个份场条户家元]|万元?)?)?"
    r"|(?:多|少|增|减|高|低|涨|降)(?:了|出)?(?:多少|几)(?:个百分点|万元?|[件起次人名份个场条户家元])?"
)


# 把原话给我看看 after a figure: the same again, which is shown with its sentence.
_SHOW_THE_WORDS = re.compile(
    r"(?:能不能|麻烦|请)?(?:把|给我?|看看|看一?下)?(?:这个|那个|报告(?:里)?的?|它的?)?(?:原话|原文|原句|那句话|出处|依据)(?:在哪(?:里|儿)?|是(?:什么|啥|怎么(?:说|写)的)|怎么(?:说|写)的)?"
    r"(?:贴|发|拿|找|摘|列)?(?:出来|过来|给我|来)?(?:看看|看一?下|瞧瞧)?(?:呢|吧)?[？?。]?"
)


def only_changes(question: Question) -> bool:
    """Whether a question changes places or years and names nothing else."""
    own = own_words(question)
    if _SHOW_THE_WORDS.fullmatch(own.strip()):
        return True
    changed = bool(
        _ADDS.search(own)
        or _swapped(question)
        or _WITH_ANOTHER.match(own)
        or _BESIDE.search(question.text)
        or these_many(question)
    )
    return changed and all(kind(term) == "generic" for term in asked_terms(_ONLY_CHANGES.sub(" ", question.topic)))


_WHY_CHANGED = re.compile(
    r"(?:那么?)?(?:为什么|为啥|为何|咋|怎么|因为啥)(?:会|就|还|反而|反倒)?(?:多|少|涨|降|升|跌|增加|减少|上升|下降)(?:了|这么多|这么少)?(?:呢)?[？?]?"
)


def set_against(question: Question, earlier: Iterable[Question]) -> tuple[Question, int] | None:
    """``question``, which asks how far two answers lie apart or why, of the two years or towns that ``earlier`` asked about
    one by one, the newest first; and the position of the one of them that says what is asked.

    Few questions ask so: ``earlier`` is only gone through for those.
    """
    own = own_words(question).strip()
    why = _WHY_CHANGED.fullmatch(own) is not None
    if question.places.towns or question.years.any or not (why or BY_HOW_MUCH.fullmatch(own)):
        return None
    # 哪个多 may stand between.
    named = [(at, one) for at, one in enumerate(earlier) if not these_many(one)][:2]
    if len(named) < _TWO:
        return None
    (_, last), (position, first) = named
    wanted = [
        frozenset(term for ask in one.asks for term in ask.terms if kind(term) != "generic") for one in (last, first)
    ]
    if wanted[0] and wanted[0] != wanted[1]:
        return None  # something else was asked in between
    towns, years = (last.places.towns, first.places.towns), (last.years.years, first.years.years)
    if len(towns[0]) == len(towns[1]) == 1 and towns[0] != towns[1] and not why:
        both = replace(question.places, towns=(*towns[1], *towns[0]), everywhere=False)
        asked = replace(last.years if last.years.any else first.years, spans=question.years.spans)
        apart = replace(question, places=both, years=asked, kind="compare", figures=True, operation=None)
        return replace(apart, asks=(), difference=True), position
    if (
        len(years[0]) == len(years[1]) == 1
        and years[0] != years[1]
        and len(towns[1]) == 1
        and towns[0] in ((), towns[1])
    ):
        both_years = replace(first.years, years=tuple(sorted((*years[0], *years[1]))), spans=question.years.spans)
        changed = replace(question, places=replace(first.places, spans=()), years=both_years)
        if why:
            changed = replace(changed, topic=f"{question.topic} {first.topic}")
        else:
            changed = replace(changed, kind="aggregate", figures=True, operation="change", asks=())
        return changed, position
    return None


_TWO = 2
