"""Several things in one piece of a question: A、B各多少件, A和B一共几件, A和B都比一比."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.asked_words import HOW_MANY, asked_terms
from assistant.periods import without_periods
from index.units import units
from index.vocabulary import kind as term_kind

_AND = re.compile(
    r"、|以及|和|与|及|加上|(?<=[一-鿿]{2})(?<![增参追附外更添])加(?=[一-鿿]{3})(?![大快强急派班入装盖工固油气密速剧重深倍盟薪码分减注])"
)
_EACH_OF = re.compile(
    r"^(?P<list>.+?(?:、|和|与|及|以及).+?)(?P<tail>(?:分别|各)(?:是|为|有|自)?(?:办|做|搞|开|审|收|发|处理|调解|受理|化解|完成|开展|处置)?[了过]?(?:多少|几).*)$"
)


# 走访企业的家数和解决的问题数, 批次和人次
_MEASURE_WORD = (
    r"(?:人次|批次|场次|户次|人数|次数|件数|条数|份数|户数|家数|个数|起数|批数|[一-鿿]数(?!量|额)|数量|金额|率)"
)
_MEASURED_PAIR = re.compile(
    rf"([一-鿿]{{2,}}{_MEASURE_WORD})(?:、|和|与|及|以及|,|，|(?<=数)(?=人次|场次|户次|人数))((?:[一-鿿]{{2,}}?)?{_MEASURE_WORD})(?=$|[？?，,。 ]|对照|并|各|分别|是|两项|都|一起|多少|列|也|给)"
)
_ADDED = re.compile(
    r"^(?P<list>[^，,。；]{2,}?(?:、|和|与|及|以及|加)[^，,。；]{2,}?)(?:的)?(?:数量|人数|件数)?"
    r"(?:合计|总计|共计|加起来|加在一起|加一起|加一块儿?|合一块儿?|合起来|一共|总共|总数|总和|之和)(?P<tail>.*)$"
)
_MOST_ADDED = 6


def added_items(piece: str) -> list[str]:
    """The different things that ``piece`` wants added up (诉讼和复议一共几件); empty when it is one thing."""
    found = _ADDED.match(piece.strip())
    if not found:
        return []
    tail = found["tail"] if re.search(r"多少|几", found["tail"]) else "多少"
    return [f"{item}{tail}" for item in _different_things(found["list"], ("generic",))]


def _different_things(words: str, unsaid: Collection[str]) -> list[str]:
    """The things that ``words`` lists, if each means something of its own; terms of the kinds ``unsaid`` mean nothing."""
    items = [item.strip() for item in _AND.split(words)]
    if not 2 <= len(items) <= _MOST_ADDED or any(len(item) < 2 for item in items):
        return []
    meant = [frozenset(term for term in asked_terms(item) if term_kind(term) not in unsaid) for item in items]
    return items if all(meant) and len(set(meant)) == len(meant) else []


# 塔下说事和网格员，比2023年增加多少; 持证的人和调解的纠纷变化大吗
_SET_APART = re.compile(
    r"(?P<list>[^，,。；？?]{2,12}?(?:、|和|与|及|以及)[^，,。；？?]{2,12}?)(?:的)?(?:数量|人数|件数)?[\s，,和与跟到至]*(?:[比较]\s*)?"
    r"(?:各|分别|都)?(?:是|有)?(?:增加|减少|增减|增长|上升|下降|变化|对比|对照|[多少涨降]了?)*(?:多少|几[件起人个名次条]?)?"
    r"(?:大吗|[大高]不[大高]|情况|如何|怎么样|怎样)?(?:呢|吗)?[？?。\s]*"
)


def things_set_apart(plain: str) -> str:
    """``plain`` with 多少 behind each of the things that it lists, where how they changed, or in which year each was more, is asked."""
    found = _SET_APART.fullmatch(plain.strip().removeprefix("从").strip(" ，,"))
    items = _different_things(found["list"], ("generic", "action")) if found else []
    return "，".join(f"{item}多少" for item in items) or plain


def cut_pairs(piece: str) -> list[str]:
    """排查多少件、化解多少件 and 诉求和建议各多少件 are two asks each."""
    added = added_items(piece)
    if added:
        return added
    markers: list[re.Match[str]] = []
    for marker in HOW_MANY.finditer(piece):
        if not markers or marker.start() > markers[-1].end():  # 多少人次 is one
            markers.append(marker)
    each = _EACH_OF.match(piece)
    if each:
        items = _listed(each["list"])
        # 上半年和全年的合同审查量 is one thing, of two parts of the year.
        if 2 <= len(items) <= 4 and all(without_periods(item).strip() for item in items):
            return [f"{item}{each['tail']}" for item in items]
    if len(markers) >= 2:
        between = piece[markers[0].end() : markers[1].start()]
        if between in units():
            return [piece[: markers[1].start()], *cut_pairs(piece[markers[1].start() :])]  # 多少批多少人次
        mark = re.search(r"、|和|与|及|,|\s", between)
        if mark and len(between) > 1 and not re.search(r"[比较跟]$|(?<!合)同$", between[: mark.start()]):
            at = markers[0].end() + mark.start()
            return [piece[:at], *cut_pairs(piece[at + 1 :])]
    beside = _SIDE_BY_SIDE.match(piece.strip(" ，,"))
    if (
        not re.search(r"多少|几", piece)
        and beside
        and (items := _different_things(beside["list"], ("generic", "action")))
    ):
        return [f"{item}多少" for item in items]
    measured = _MEASURED_PAIR.search(piece)
    if measured:
        return [piece[: measured.end(1)], piece[measured.start(2) :]]
    rates = re.search(r"([一-鿿]{2,8}率)(?:、|和|与|及)([一-鿿]{2,8}率)", piece)
    if rates:
        return [piece[: rates.end(1)], piece[rates.start(2) :]]
    return [piece]


# 普法场次和发的资料都比一比
_SIDE_BY_SIDE = re.compile(
    r"^(?P<list>.+?(?:、|和|与|及|以及).+?)(?:都|各|分别)?(?:放(?:在)?一起|一并|一起)?(?:比一?比|比一?下|对比一?下?|比较一?下?|对照一?下?|列一?下|列出来)[？?。]?$"
)


# 甲、乙、丙这三类案件各几件 counts 案件 of each.
_THESE_KINDS = re.compile(r"这?[两二三四五六几]+[类项种者个样](?:的)?(?P<noun>[一-鿿]{0,4})$")


def _listed(words: str) -> list[str]:
    """The things that ``words`` lists, each with the noun that follows them all."""
    found = _THESE_KINDS.search(words)
    noun = found["noun"] if found else ""
    items = [item for item in _AND.split(words[: found.start()] if found else words) if item.strip()]
    return [item if item.endswith(noun) else f"{item}{noun}" for item in items]
