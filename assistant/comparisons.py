"""What a sentence claims beyond its numbers: that something is most, more, grown, absent or never happened. Pure.

Such a claim stands only where a source says it in so many words, or the ledger bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Aggregate, AssertedFigure
from assistant.evidence import Grounds
from assistant.model_wording import Fault
from assistant.statements import amount, same_unit
from assistant.towns import Town

_MOST = re.compile(
    r"最(?:多|高|大|突出)|居首|领先|位列第一|排名?第一|第一名|首位|\b(?:most|highest|largest|more than any)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"最(?:少|低|小)|垫底|倒数|末位|\b(?:least|lowest|fewest|smallest)\b", re.IGNORECASE)
_BEST = re.compile(
    r"最(?:好|差|优|佳|强|先进|完善)|唯一|首创|率先|全[县市省国](?:第|领先|首|前|先进)|\b(?:best|worst|first in|only one)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"多于|高于|大于|超过(?=[一-鿿])(?![一二两三四五六七八九十百千万近])|多出|比[^，。；]{1,16}?(?:更?多|更?高|更?大)|\b(?:more|higher|larger|greater) than\b(?! \d)",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"少于|低于|小于|不及|不如|比[^，。；]{1,16}?(?:更?少|更?低|更?小)|\b(?:less|lower|fewer|smaller) than\b(?! \d)",
    re.IGNORECASE,
)
_GREW = re.compile(r"增加|增长|上升|提高|提升了?\d|增多|翻番|\b(?:increas|rose|grew|up by)", re.IGNORECASE)
_FELL = re.compile(r"减少|下降|降低|降至|回落|\b(?:decreas|fell|declin|down by)", re.IGNORECASE)
_OVER_TIME = re.compile(
    r"[较比](?:上|去|前|\d)|同比|环比|从.{0,12}[到至]|逐年|\d年|个?百分点|[%％]|\b(?:from|since|than last)\b"
)
_ABSENT = re.compile(
    r"未(?:载明|提及|提到|说明|记载|写明|涉及|列出|显示|明确)|没有(?:载明|提到|提及|说明|写|相关|数据|记载|找到|涉及|列出|提供)|(?:无|缺乏|缺少)(?:相关|数据|记载|信息)|不详|无法(?:得知|确定|比较|判断)"
    r"|\bnot (?:stat|mention|report|record|provid|specif)|\bno (?:data|figure|information|mention)\b|\bunknown\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:没有|未|无|零)(?:再|曾)?(?:发生|收到|出现|新增|接到|产生|受理|办理|调解|败诉|一起|一件|一例)|为零|零(?:案件|发案|上访|投诉|诉讼|复议|败诉|事故)|\b(?:no|zero|none|without any)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"合计|总计|共计|累计|总共|一共|共|总|相加|平均|均|\b(?:total|altogether|in all|average|sum)\b", re.IGNORECASE
)


def claim_fault(sentence: str, named: Sequence[Town], cited: str, grounds: Grounds) -> Fault | None:
    """What is wrong with what ``sentence`` claims; ``cited`` is all that its sources say, ``named`` the towns it names."""
    if _ABSENT.search(sentence) and not _ABSENT.search(cited):
        return None if named and _all_missing(named, grounds) else "absence"
    never = _NEVER.search(sentence)
    if never and not (_NEVER.search(cited) or _zero(named, grounds)):
        return "absence"
    for wanted, operation in ((_MOST, "max"), (_LEAST, "min")):
        found = wanted.search(sentence)
        if found and found.group() not in cited and not _is_extreme(operation, named, grounds):
            return "rank"
    best = _BEST.search(sentence)
    if best and best.group() not in cited:
        return "rank"
    for wanted, sign in ((_MORE, 1), (_LESS, -1)):
        found = wanted.search(sentence)
        if found and found.group() not in cited and not _is_more(sentence, found, sign, grounds):
            return "rank"
    for wanted, sign in ((_GREW, 1), (_FELL, -1)):
        if wanted.search(sentence) and _OVER_TIME.search(sentence):
            computed = grounds.aggregate
            borne = computed is not None and computed.op == "change" and computed.value * sign > 0
            if not borne and not wanted.search(cited):
                return "rank"
    return None


def all_missing(named: Sequence[Town], grounds: Grounds) -> bool:
    """Whether every town named is one whose report is known not to state what was asked."""
    return _all_missing(named, grounds)


def says_absent(sentence: str) -> bool:
    """Whether a sentence says that something is not stated."""
    return bool(_ABSENT.search(sentence))


def _all_missing(named: Sequence[Town], grounds: Grounds) -> bool:
    return all(
        any(missing.startswith((town.full_name, town.name)) for missing in grounds.scope.missing)
        and not any(source.of([town]) for source in grounds.sources)
        for town in named
    )


def _zero(named: Sequence[Town], grounds: Grounds) -> bool:
    return any(one.value == 0 and (not named or _is(one, named)) for one in grounds.figures)


def _is(figure: AssertedFigure, towns: Sequence[Town]) -> bool:
    return any(
        figure.place == town.name and (not figure.county or not town.county or figure.county == town.county)
        for town in towns
    )


def _is_extreme(operation: str, named: Sequence[Town], grounds: Grounds) -> bool:
    """Whether the ledger says that the towns named have the most (or least): computed, or plain from all its rows."""
    computed = grounds.aggregate
    if computed is not None and computed.op == operation:
        return any(town.name == computed.place for town in named)
    rows = grounds.figures
    if len(named) != 1 or len(rows) < 2 or len({(one.place, one.county, one.year) for one in rows}) != len(rows):
        return False
    if not all(same_unit(rows[0].unit, one.unit) for one in rows):
        return False
    pick = max if operation == "max" else min
    edge = pick(amount(one.value, one.unit) for one in rows)
    winners = [one for one in rows if amount(one.value, one.unit) == edge]
    return len(winners) == 1 and _is(winners[0], named)


def _is_more(sentence: str, found: re.Match[str], sign: int, grounds: Grounds) -> bool:
    """Whether the town before the comparison has more (or less) than the one in or after it."""
    spans = grounds.mentions(sentence).spans
    word = found.start()
    before = [towns for start, _, towns in spans if start < word]
    after = [towns for start, _, towns in spans if start >= word]
    if not before or not after:
        return False
    ours = [one for one in grounds.figures if _is(one, before[-1])]
    theirs = [one for one in grounds.figures if _is(one, after[0])]
    if len(ours) != 1 or len(theirs) != 1 or not same_unit(ours[0].unit, theirs[0].unit):
        return False
    difference = amount(ours[0].value, ours[0].unit) - amount(theirs[0].value, theirs[0].unit)
    return difference * sign > 0


def says_computed(computed: Aggregate, words: str, place: Sequence[Town]) -> bool:
    """Whether the words around a computed value say what it is."""
    if computed.op in ("sum", "mean"):
        return bool(_TOGETHER.search(words))
    if computed.op == "change":
        rises = re.search(r"增加|增长|上升|多了?|提高|\b(?:increas|rose|up)", words, re.IGNORECASE)
        falls = re.search(r"减少|下降|降低|少了?|\b(?:decreas|fell|down)", words, re.IGNORECASE)
        return bool(rises if computed.value > 0 else falls)
    if computed.op == "difference":
        return bool(re.search(r"差|[多少高低]了?|\b(?:differ|more|fewer|less|apart)", words, re.IGNORECASE))
    if computed.op == "count":
        return True
    return any(town.name == computed.place for town in place)
