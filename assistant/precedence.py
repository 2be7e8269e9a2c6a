"""Which of the figures of one sentence goes first, whatever the scorer finds more probable: what the words themselves decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.exclusions import asks_what_is_new, tells_what_there_is
from assistant.features import Asked
from assistant.figure_view import FigureView
from assistant.overlap import Field, read_field
from index.units import alike
from index.vocabulary import objects

# From here on a unit of the ask is met by a figure's own words; below the other it is not met at all.
_MET, _UNMET = 0.5, 0.3
_TELLS = 0.3
# So many characters that the ask hasn't make a part one of some kind: 获评市级“优秀法律明白人”.
_SAYS_MORE = 4
# Words that only say that it is what there is: 现有97名.
_STOCK_ONLY = re.compile(r"现有|现|共有|拥有|总数|总量|达到?|累计|在册|合计|共|已|有|目前|全[镇乡]")
# Characters within which what succeeded is told in the sentence after.
_NEXT = 80


def in_order(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """``shares`` with the most probable figure's given to the one that goes before it, if there is one."""
    for better in (
        _names_what_was_done,
        _that_succeeded,
        _what_really_is,
        _what_there_is,
        _whole_of_it,
        _part_that_is_named,
        _named_in_full,
        _in_the_very_unit,
        _with_the_fault,
        _that_is_finished,
        _whose_is_named,
    ):
        top = int(shares.argmax())
        rival = better(asked, views, shares, top)
        if rival is not None:
            shares = shares.copy()
            shares[[top, rival]] = shares[[rival, top]]
    return shares


def _names_what_was_done(
    asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int
) -> int | None:
    """Of the best figure's sentence the one that names the very thing done, if the best doesn't.

    调解了多少起 is answered by 受理调解386起, not by 调解成功371起 behind it.
    """
    actions = asked.actions
    if len(actions) != 1:
        return None
    best = views[top]

    def names_it(one: FigureView) -> bool:
        return actions[0] in one.head.concepts and not asked.success_unasked(one)

    if names_it(best) or best.figure.whole is not None:
        return None
    rivals = [
        at
        for at, one in enumerate(views)
        if one.figure.sentence_start == best.figure.sentence_start
        and one.figure.value >= best.figure.value
        and one.figure.whole is None
        and alike(one.figure.unit, best.figure.unit)
        and names_it(one)
    ]
    return max(rivals, key=lambda at: float(shares[at]), default=None)


def _that_succeeded(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best that succeeded, where success is asked for and the best tells all.

    调成了多少起 is answered by 成功62起, not by 调解64起 before it.
    """
    if not asked.asks_success or asked.tells_success(views[top]):
        return None
    behind = [at for at in _fewer_behind(views, top, _NEXT) if asked.tells_success(views[at])]
    best = views[top]
    things = objects(best.head.concepts)
    same = (at for at in behind if views[at].part == best.part and objects(views[at].head.concepts) <= things)
    return next(same, None)


def _what_really_is(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best of what really is: 下放的67项实际运行的只有21项."""
    if not asked.asks_what_really_is or views[top].really:
        return None
    return next((at for at in _fewer_behind(views, top) if views[at].really), None)


def _what_there_is(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """What there is, said in the sentence of the best figure, where that only tells what was added and no such is asked for.

    法律明白人队伍有多大 is answered by 现有97名, not by 净增14名 before it.
    """
    best = views[top]
    if not best.added or asks_what_is_new(asked.ask.text):
        return None
    return next(
        (
            at
            for at, one in enumerate(views)
            if one.figure.sentence_start == best.figure.sentence_start
            and one.figure.value > best.figure.value
            and alike(one.figure.unit, best.figure.unit)
            and not one.added
            and tells_what_there_is(one.clause.text)
            and (not _STOCK_ONLY.sub("", one.head.text) or _meets_as_much(asked, (one.head,), (best.head,)))
        ),
        None,
    )


def _meets_as_much(asked: Asked, some: Sequence[Field], others: Sequence[Field]) -> bool:
    """Whether ``some`` meet all of the ask that ``others`` do."""
    return all(mine >= theirs for mine, theirs in zip(asked.met_by_any(some), asked.met_by_any(others), strict=True))


def _fewer_behind(views: Sequence[FigureView], top: int, reach: int = 0) -> list[int]:
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


def _whole_of_it(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The whole of which the best figure is a part that nothing in the ask names.

    法律明白人多少名 is answered by 全镇达到198名, not by 其中获评“优秀法律明白人”3名.
    """
    part = views[top]
    if part.really and asked.asks_what_really_is:
        return None  # 下放53项、承接41项、实际开展12项 add up by chance
    return next(
        (
            at
            for at, one in enumerate(views)
            if one.figure.number == part.figure.whole
            and alike(one.figure.unit, part.figure.unit)
            and _names_as_much(asked, one, part)
        ),
        None,
    )


def _names_as_much(asked: Asked, whole: FigureView, part: FigureView) -> bool:
    """Whether all of the ask that the part's own words meet is met by the whole's as well, or in its sentence before it."""
    figure = whole.figure
    if part.head.text in whole.head.text:
        return False  # 因信息公开引发的4件、其他5件，合计9件: each is named in the total
    if len(set(part.head.text) - set(asked.words.text)) < _SAYS_MORE:
        return False  # nothing that sets it apart
    ahead = figure.clause_start - figure.sentence_start
    before = read_field(figure.context[-ahead:] if ahead else "")
    apart = part.figure.clause_start != figure.clause_start
    own = (part.head, part.subject, part.clause) if apart else (part.head,)
    return _meets_as_much(asked, (whole.head, before), own)


def _part_that_is_named(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """A part of the best figure that alone names all that is asked for.

    苗文的宣传资料多少份 is answered by 苗文版800份 of 发放宣传资料3400份（苗文版800份…）.
    """
    best = views[top]
    named = [
        at
        for at, part in enumerate(views)
        if part.figure.whole == best.figure.number
        and _says_more(asked, part, best)
        and not _says_less(asked, part, best)
    ]
    return named[0] if len(named) == 1 else None


def _says_more(asked: Asked, part: FigureView, whole: FigureView) -> bool:
    """Whether the part's own words meet something of the ask that nothing about the whole does."""
    theirs = _met_around(asked, whole, clause=part.figure.clause_start != whole.figure.clause_start)
    return any(
        mine >= _MET and other < _UNMET and weight >= _TELLS
        for mine, other, weight in zip(asked.met_by(part.head), theirs, asked.words.weights, strict=True)
    )


def _says_less(asked: Asked, part: FigureView, whole: FigureView) -> bool:
    """Whether something of the ask is met by what is about the whole, and by nothing about the part."""
    mine, theirs = _met_around(asked, part), _met_around(asked, whole)
    return any(one < _UNMET <= other for one, other in zip(mine, theirs, strict=True))


def _met_around(asked: Asked, one: FigureView, *, clause: bool = True) -> list[float]:
    """How well each unit of the ask is met by what belongs to the figure itself, with or without its whole clause."""
    around = (one.head, one.subject, one.whole, one.inherited, one.near_context)
    fields = (*around, one.clause) if clause else around
    return asked.met_by_any(fields)


def _alike_in_sentence(views: Sequence[FigureView], top: int) -> list[int]:
    """The other figures in the sentence of the best that count in its unit."""
    best = views[top].figure
    return [
        at
        for at, one in enumerate(views)
        if at != top and one.figure.sentence_start == best.sentence_start and alike(one.figure.unit, best.unit)
    ]


def _named_in_full(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure whose words the ask holds in full, where the best's are only an end of them.

    非常满意几条 is answered by 非常满意802条, not by 满意163条 behind it.
    """
    text, own = asked.words.text, views[top].head.text
    said = {at: _end_that_is_said(views[at].head.text, text) for at in _alike_in_sentence(views, top)}
    longer = [at for at, end in said.items() if own and len(end) > len(own) and end.endswith(own)]
    return max(longer, key=lambda at: len(said[at]), default=None)


def _end_that_is_said(words: str, text: str) -> str:
    """The longest end of ``words`` that stands in ``text``."""
    return next((words[at:] for at in range(len(words)) if words[at:] in text), "")


# Whoever does a town's work: a group, a team, an office, a village.
_BODY = re.compile(r"(?=([一-鿿]{2,6}?(?:组|队|办|所|站|科|中心|社区|村|庭|局|会|室)))(?![员长])")


def _whose_is_named(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
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
            for at in _alike_in_sentence(views, top)
            if name in f"{views[at].head.text} {views[at].subject.text}"
            and best.figure.whole != views[at].figure.number
            and things & best.head.concepts <= views[at].head.concepts
        ]
        if len(named) == 1:
            return named[0]
    return None


def _in_the_very_unit(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure in the clause of the best that counts in the very unit asked for, where the best counts in a like one.

    几类权责事项 is answered by 10类, not by the 39项 of them.
    """
    wanted, best = asked.ask.unit, views[top].figure
    if not wanted or best.unit == wanted or best.value == 0:
        return None
    exact = [
        at
        for at, one in enumerate(views)
        if one.figure.unit == wanted and one.figure.clause_start == best.clause_start and one.figure.value != 0
    ]
    return (
        exact[0] if len(exact) == 1 and _meets_as_much(asked, (views[exact[0]].clause,), (views[top].clause,)) else None
    )


# 有毛病的合同几份 wants those with the fault.
_FAULTY_ASKED = re.compile(
    r"有(?:毛病|问题|瑕疵|漏洞|猫腻)的|(?:不合格|不规范|违规|违法|过期|作废)的|问题(?:合同|楼|户|线索)"
)
_FAULTY_TOLD = re.compile(r"问题(?!导向|的)|不合格|不规范|违规|违法|瑕疵|漏洞")


def _with_the_fault(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """Those with the fault asked for, behind all that were looked at: 审查合同256份，清理出问题合同73份."""
    if not _FAULTY_ASKED.search(asked.ask.text) or _FAULTY_TOLD.search(views[top].head.text):
        return None
    return next((at for at in _fewer_behind(views, top) if _FAULTY_TOLD.search(views[at].head.text)), None)


_FINISHED_ASKED = re.compile(r"[改办修建做签装拆整清]完(?:了|的|成)?|完成了?|改好|建成|办结|整改到位")
_FINISHED_TOLD = re.compile(r"完成|办结|改完|改好|建成|到位")


def _that_is_finished(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """How many are finished, in the clause of how many there are: 11个村已完成8个."""
    best = views[top]
    if not _FINISHED_ASKED.search(asked.ask.text) or _FINISHED_TOLD.search(best.head.text):
        return None
    return next(
        (
            at
            for at in _fewer_behind(views, top)
            if views[at].figure.clause_start == best.figure.clause_start
            and _FINISHED_TOLD.search(views[at].head.text)
            and objects(views[at].head.concepts) <= objects(best.head.concepts)
        ),
        None,
    )
