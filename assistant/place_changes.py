"""What a follow-up does to the places and years asked about before: 再加上丙镇, 甲镇换成丙镇, 这两个镇, 比2022年."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked_words import asked_terms
from assistant.mentions import blank
from assistant.places import PlacesAsked
from assistant.question import Question
from assistant.towns import Town
from assistant.years import YearsAsked
from index.numbers import spoken_value
from index.vocabulary import kind

_ADDS = re.compile(
    r"再?加上|(?:再|也)(?:算上|加)|算上(?=\s)|(?:加|算)进[来去]?|(?:加|算)(?:到)?一?起(?=$|[？?，,。呢])|连同|\badd(?:ing)?\b|\bplus\b|\bas well as\b"
)
_IN_ALL = re.compile(r"一共|总共|合计|共计|(?<!公)共(?=多少|几|有|计)|加起来|in total|altogether")
_OF_EACH = re.compile("各|分别")
_SWAPS = re.compile(r"^\s*(?:换成|改成|换|替换成)\s*$")
_THESE = re.compile(
    r"(?:这|那|上述)([两二三四五])(?:个|家)?(?:乡镇|镇街?|乡|街道|地方|地(?!方)|家(?=$|[各都谁哪合加一再分，,]))"
)
# 最少的是谁 after 青石县哪个镇最多 goes on among the same.
_WHICH_OF_THEM = re.compile(r"谁|哪(?:一)?[个家]|哪里|哪儿|\bwhich\b|\bwho\b")
_WHO_OR_WHERE = re.compile(
    r"由谁|谁来|谁(?=负责|主持|牵头|管(?!得)|当|组织)|[在于]哪(?:儿|里)|\bwho (?:hosts?|leads?|runs?|is in charge)\b"
)
_RATES = re.compile(r"得|更|最|特色|值得")
_OTHERS = re.compile(r"各|所有|全部|每|其[他它余]|别|有的|这些|那些|\ball\b|\bother|\beach\b|\bevery\b")
_BESIDE = re.compile(
    r"(?<![占对评])(?:比|较|跟|和|与|同)\s*(?:20\d\d\s*年|\d\d\s*年|(?:上|前|去|头)一?年)|\bthan (?:in )?20\d\d"
)


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
    if not mine.towns or mine.unknown:
        return mine
    if adds(question):
        towns = (*theirs.towns, *(town for town in mine.towns if town not in theirs.towns))
        return replace(mine, towns=towns, region="", everywhere=False)
    swapped = _swapped(question)
    if swapped and swapped[0] in theirs.towns:
        towns = tuple(dict.fromkeys(swapped[1] if town == swapped[0] else town for town in theirs.towns))
        return replace(mine, towns=towns, region="", everywhere=False)
    return mine


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
    return int(spoken_value(found[1]) or 0) if found else 0


def these_of(many: int, earlier: Sequence[Question]) -> tuple[Town, ...]:
    """The last ``many`` towns that the questions before, ``earlier``, the newest first, named one each."""
    towns: dict[Town, None] = {}
    for one in earlier:
        if len(one.places.towns) != 1:
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
    r"|(?:多|少|增|减|高|低|涨|降)(?:了|出)?(?:多少|几)(?:个百分点|[件起次人名份个场条])?"
)


def only_changes(question: Question) -> bool:
    """Whether a question changes places or years and names nothing else."""
    changed = bool(_ADDS.search(own_words(question)) or _swapped(question) or _BESIDE.search(question.text))
    return changed and all(kind(term) == "generic" for term in asked_terms(_ONLY_CHANGES.sub(" ", question.topic)))
