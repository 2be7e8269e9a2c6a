"""Figures beside the best one that the ask's own words single out: the period, the body, the kinds, the fault that it names.

Each rule gives the position of the figure that goes before the best, or ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.asked_words import bare_words
from assistant.exclusions import KINDS
from assistant.figure_view import FigureView
from assistant.levels import level_asked, level_told
from assistant.overlap import Field
from assistant.periods import periods, without_periods
from index.background import pairs_of
from index.units import MONEY, alike
from index.vocabulary import kind, objects

# Characters within which what succeeded is told in the sentence after.
NEXT = 80


def meets_as_much(asked: Asked, some: Sequence[Field], others: Sequence[Field]) -> bool:
    """Whether ``some`` meet all of the ask that ``others`` do."""
    return all(mine >= theirs for mine, theirs in zip(asked.met_by_any(some), asked.met_by_any(others), strict=True))


def fewer_behind(views: Sequence[FigureView], top: int, reach: int = 0) -> list[int]:
    """The figures behind the best one in its sentence, or within ``reach`` characters, that count the same and no more than it."""
    best = views[top].figure
    return [
        at
        for at, one in enumerate(views)
        if (one.figure.sentence_start == best.sentence_start or one.figure.start - best.end <= reach)
        and best.start < one.figure.start
        and one.figure.value <= best.value
        and alike(one.figure.unit, best.unit)
    ]


def of_the_period(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The part of the year asked for, told behind the whole year's: 全年调解189件，其中上半年83件、下半年106件."""
    wanted = periods(asked.ask.text)
    if not wanted or not wanted.isdisjoint(periods(views[top].clause.text)):
        return None
    of_it = [
        at
        for at in fewer_behind(views, top, NEXT)
        if not wanted.isdisjoint(periods(_lead_and_clause(views[at])))
        and not without_periods(views[at].head.text).strip()
    ]
    return of_it[0] if len(of_it) == 1 else None


def _lead_and_clause(one: FigureView) -> str:
    """A figure's clause, and for one without words of its own what leads to it: 一季度受返乡人员影响最多，有93件."""
    return one.clause.text if one.head.text else f"{_SINCE_NUMBER.split(one.near_context.text)[-1]}{one.clause.text}"


_SINCE_NUMBER = re.compile(r"\d[\d,.]*\s*[件起人次名份个场条户家宗%]|[。；;]")


def alike_in_sentence(views: Sequence[FigureView], top: int) -> list[int]:
    """The other figures in the sentence of the best that count in its unit."""
    best = views[top].figure
    return [
        at
        for at, one in enumerate(views)
        if at != top and one.figure.sentence_start == best.sentence_start and alike(one.figure.unit, best.unit)
    ]


def named_in_full(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure whose words the ask holds in full, where the best's are only an end of them.

    非常满意几条 is answered by 非常满意802条, not by 满意163条 behind it.
    """
    text, own = asked.words.text, views[top].head.text
    said = {
        at: _end_that_is_said(views[at].head.text, text)
        for at in alike_in_sentence(views, top)
        if views[at].figure.whole != views[top].figure.number
    }
    longer = [at for at, end in said.items() if own and len(end) > len(own) and end.endswith(own)]
    return max(longer, key=lambda at: len(said[at]), default=None)


def said_word_for_word(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure just before or behind the best, all of whose words the ask says, where it says none of the best's.

    出面多少件 is answered by 出面52件, not by 说和50件 behind it.
    """
    best, text = views[top], asked.words.text
    if not best.head.text or asked.asks_success or any(pair in text for pair in pairs_of(best.head.text)):
        return None
    said = [
        at
        for at in alike_in_sentence(views, top)
        if abs(views[at].figure.number - best.figure.number) == 1
        and len(views[at].head.text) >= _A_WORD
        and re.search(rf"{re.escape(views[at].head.text)}[了过的有是]*(?:多少|几)", asked.ask.text)
        and views[at].figure.whole != best.figure.number
    ]
    return said[0] if len(said) == 1 else None


def _end_that_is_said(words: str, text: str) -> str:
    """The words of a name, from its beginning or behind a mark (“好差评”非常满意), that stand in ``text``."""
    starts = (at for at in range(len(words)) if at == 0 or not _HAN.match(words[at - 1]))
    return next((words[at:] for at in starts if words[at:] in text), "")


_HAN = re.compile("[一-鿿]")


# Whoever does a town's work: a group, a team, an office, a village.
_BODY = re.compile(r"(?=([一-鿿]{2,6}?(?:组|队|办|所|站|科|中心|社区|村|庭|局|会|室))(?![员长]))")


def whose_is_named(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure of the body that the ask names, where the best is another's.

    劳动管理组办结几宗 is answered by 劳动管理组3宗, not by 城管执法队办结1688宗 before it.
    """
    text = asked.words.text
    names = {found[1] for found in _BODY.finditer(text)}
    best, things = views[top], objects(name for _, _, name in asked.words.concepts)
    theirs = f"{best.head.text} {best.subject.text}"
    for name in sorted(names, key=len, reverse=True):
        if name in theirs:
            continue
        named = [
            at
            for at in alike_in_sentence(views, top)
            if name in f"{views[at].head.text} {views[at].subject.text}"
            and best.figure.whole != views[at].figure.number
            and things & best.head.concepts <= views[at].head.concepts
        ]
        if len(named) == 1:
            return named[0]
    return None


def of_kinds(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The kinds in the clause of the best, where kinds are asked for: 几类权责事项 is answered by 10类, not by the 39项 of them."""
    wanted, best = asked.ask.unit, views[top].figure
    if wanted not in KINDS or best.unit in KINDS:
        return None
    exact = [
        at
        for at, one in enumerate(views)
        if one.figure.unit == wanted and one.figure.clause_start == best.clause_start and one.figure.value != 0
    ]
    if len(exact) != 1 or not meets_as_much(asked, (views[exact[0]].clause,), (views[top].clause,)):
        return None
    return exact[0]


# 有毛病的合同几份 wants those with the fault.
_FAULTY_ASKED = re.compile(
    r"有(?:毛病|问题|瑕疵|漏洞|猫腻)的|(?:不合格|不规范|违规|违法|过期|作废)的|问题(?:合同|楼|户|线索)"
)
_FAULTY_TOLD = re.compile(r"问题(?!导向|的)|不合格|不规范|违规|违法|瑕疵|漏洞")


def with_the_fault(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """Those with the fault asked for, behind all that were looked at: 审查合同256份，清理出问题合同73份."""
    if not _FAULTY_ASKED.search(asked.ask.text) or _FAULTY_TOLD.search(views[top].head.text):
        return None
    return next(_of_the_same_behind(views, top, _FAULTY_TOLD), None)


# What a report says of its shortcomings counts what went wrong.
_WRONG_ASKED = re.compile(
    r"问题|不足|短板|毛病|瑕疵|[没未不无漏违误错欠缺差]|补|发现|退|拖|慢|超期|逾期|整改|\bno|\bfail|\bwrong|\bmiss"
)
_WENT_WRONG = re.compile(r"发现|查出|存在|事后|补[审办签]|未|漏|违|个别|不(?:合格|规范|到位)")
_OF_THEM_AT_LEAST = 0.2


def of_all_not_what_went_wrong(
    asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int
) -> int | None:
    """What was done, where the best figure stands among the shortcomings and counts what went wrong there.

    合同看了多少份 is answered by 审查的各类合同34份, not by 发现2份合同是事后补的审查.
    """
    best = views[top]
    if not best.fault or _WRONG_ASKED.search(asked.ask.text) or not _WENT_WRONG.search(best.clause.text):
        return None
    done = [
        at
        for at, one in enumerate(views)
        if not one.fault
        and one.figure.value > best.figure.value
        and alike(one.figure.unit, best.figure.unit)
        and shares[at] >= _OF_THEM_AT_LEAST
    ]
    return max(done, key=lambda at: float(shares[at]), default=None)


def _of_the_same_behind(views: Sequence[FigureView], top: int, told: re.Pattern[str]) -> Iterator[int]:
    """The figures behind the best of the same things, no more than it, whose own words say ``told``."""
    head = views[top].head.text
    for at in fewer_behind(views, top):
        own = views[at].head.text
        if told.search(own) and _of_one_noun(own, head):
            yield at


def _of_one_noun(one: str, other: str) -> bool:
    """Whether two figures' words end in the same noun, or the first one's in none of their own (已完成8个)."""
    rest = _FINISHED_TOLD.sub("", one).strip("已")
    return not rest or rest[-2:] == other[-2:]


_FINISHED_ASKED = re.compile(r"[改办修建做签装拆整清]完(?:了|的|成)?|完成了?|改好|建成|办结|整改到位")
_FINISHED_TOLD = re.compile(r"完成|办结|改完|改好|建成|到位")


def that_is_finished(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """How many are finished, in the clause of how many there are: 11个村已完成8个."""
    best = views[top]
    if not _FINISHED_ASKED.search(asked.ask.text) or _FINISHED_TOLD.search(best.head.text):
        return None
    behind = _of_the_same_behind(views, top, _FINISHED_TOLD)
    return next((at for at in behind if views[at].figure.clause_start == best.figure.clause_start), None)


_A_WORD = 2


@lru_cache(maxsize=256)
def _thing_asked(text: str) -> str:
    """The same for every report: what a question's words are about."""
    return without_periods(bare_words(text)).strip()


def that_names_the_thing(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure beside the best that names the thing asked for, where the best's own words name none.

    上半年罚款 is answered by 罚款2900元, not by 其中上半年4件 before it.
    """
    best = views[top]
    thing = "" if asked.ask.unit else _thing_asked(asked.ask.text)
    if len(thing) < _A_WORD or thing in best.head.text or not best.figure.value:
        return None
    named = [
        at
        for at, one in enumerate(views)
        if one.figure.clause_start == best.figure.clause_start and one.head.text.endswith(thing) and one.figure.value
    ]
    return named[0] if len(named) == 1 else None


def of_all_not_a_room(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int) -> int | None:
    """The whole town's figure of the same thing, where the best is one room's or team's that the ask doesn't name.

    设立“水榭调解室”，当年受理纠纷34件。全年镇村两级调解组织共受理矛盾纠纷183件.
    """
    best = views[top]
    things = objects(best.head.concepts)
    said = f"{asked.ask.text} {asked.ask.earlier}"
    if (
        not best.part
        or best.person
        or asked.ask.part
        or not things
        or any(pair in said for pair in pairs_of(best.figure.subject))
    ):
        return None
    rivals = [
        at
        for at, one in enumerate(views)
        if (level_told(one) == "all" or _OF_ALL.search(one.clause.text))
        and not one.part
        and alike(one.figure.unit, best.figure.unit)
        and one.figure.value > best.figure.value
        and shares[at] >= _LIKELY_TOO
        and _counted(best) <= _counted(one)
        and not any(kind(name) == "action" for name in _counted(one) - _counted(best))
    ]
    return max(rivals, key=lambda at: float(shares[at]), default=None)


_OF_ALL = re.compile(r"全[镇乡]|全街道|全年共|共计")
_LIKELY_TOO = 0.05


def _counted(one: FigureView) -> frozenset[str]:
    """The things and what was done with them, as far as a figure's own words name concepts."""
    return frozenset(name for name in one.head.concepts if kind(name) in ("object", "action"))


def of_the_level_asked(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The villages' or the town's own share, told behind the whole: 排查214件 … 镇调解委员会调处39件，村（社区）调解组织调处175件."""
    wanted, best = level_asked(asked.ask.text), views[top]
    if wanted in (None, "all") or level_told(best) is not None:
        return None
    told = [
        at
        for at, one in enumerate(views)
        if level_told(one) == wanted
        and objects(one.head.concepts) - {"@committee"} <= objects(best.head.concepts)
        and alike(one.figure.unit, best.figure.unit)
        and one.figure.value <= best.figure.value
        and 0 < one.figure.start - best.figure.end <= _SHARES_WITHIN
    ]
    return told[0] if len(told) == 1 else None


# Characters behind the whole within which its shares by level are told.
_SHARES_WITHIN = 160


def of_the_whole_town(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """What is told of the whole town near the best figure, where the whole is asked for and the best is a centre's or the villages'.

    综治中心化解352件；各社区自行调处288件；全街道共化解640件.
    """
    best = views[top]
    if level_asked(asked.ask.text) != "all" or level_told(best) in (None, "all"):
        return None
    return next(
        (
            at
            for at, one in enumerate(views)
            if level_told(one) == "all"
            and alike(one.figure.unit, best.figure.unit)
            and one.figure.value >= best.figure.value
            and abs(one.figure.start - best.figure.start) <= _NEAR
            and objects(one.head.concepts) <= objects(best.head.concepts) | objects(best.inherited.concepts)
        ),
        None,
    )


_NEAR = 150


def that_was_spent(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The only sum spent on the thing that the ask names, where the best is about another thing.

    请律师花了多少 is answered by 法律顾问服务费6万元, not by 法治建设支出18.6万元, however sure the second reading is.
    """
    wanted = asked.ask.unit in MONEY and _SPENT_ASKED.search(asked.ask.text)
    if not wanted or not asked.names_another_thing(views[top]):
        return None
    spent = [
        at
        for at, one in enumerate(views)
        if at != top
        and one.figure.unit in MONEY
        and _SPENT.search(one.head.text)
        and not _GOT_BACK.search(one.head.text)
        and asked.names_the_thing_of(one)
        and not asked.names_another_thing(one)
    ]
    return spent[0] if len(spent) == 1 else None


_SPENT_ASKED = re.compile(r"花|(?<![免消])费|投入|支出|拨")
_SPENT = re.compile(r"费|支出|投入|补贴|报酬|薪酬|资金")
_GOT_BACK = re.compile(r"挽回|追回|追缴|讨|罚|止付|赔|欠|拖|退")
