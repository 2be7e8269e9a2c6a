"""Which of the figures of one sentence goes first, whatever the scorer finds more probable: what the words themselves decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.asked import UNMET, Asked
from assistant.exclusions import asks_what_is_new, tells_what_there_is
from assistant.figure_view import FigureView
from assistant.neighbours import (
    NEXT,
    fewer_behind,
    meets_as_much,
    named_in_full,
    of_all_not_a_room,
    of_kinds,
    of_the_level_asked,
    of_the_period,
    of_the_whole_town,
    that_is_finished,
    that_names_the_thing,
    that_was_spent,
    whose_is_named,
    with_the_fault,
)
from assistant.overlap import read_field
from index.units import alike
from index.vocabulary import objects

# From here on a unit of the ask is met by a figure's own words; below the other it is not met at all.
_MET = 0.5
_TELLS = 0.3
# So many characters that the ask hasn't make a part one of some kind: 获评市级“优秀法律明白人”.
_SAYS_MORE = 4
# Words that only say that it is what there is: 现有97名.
_STOCK_ONLY = re.compile(r"现有|现|共有|拥有|总数|总量|达到?|累计|在册|合计|共|已|有|目前|全[镇乡]")


def in_order(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """``shares`` with the most probable figure's given to the one that goes before it, if there is one."""
    for better in (
        of_the_period,
        _names_what_was_done,
        _that_succeeded,
        _what_really_is,
        _what_there_is,
        _whole_of_it,
        _part_that_is_named,
        named_in_full,
        of_kinds,
        with_the_fault,
        that_names_the_thing,
        of_the_whole_town,
        of_all_not_a_room,
        of_the_level_asked,
        that_is_finished,
        whose_is_named,
        that_was_spent,
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
    behind = [at for at in fewer_behind(views, top, NEXT) if asked.tells_success(views[at])]
    best = views[top]
    things = objects(best.head.concepts)
    same = (at for at in behind if views[at].part == best.part and objects(views[at].head.concepts) <= things)
    return next(same, None)


def _what_really_is(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best of what really is: 下放的67项实际运行的只有21项."""
    if not asked.asks_what_really_is or views[top].really:
        return None
    return next((at for at in fewer_behind(views, top) if views[at].really), None)


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
            and (
                not _STOCK_ONLY.sub("", one.head.text)
                or meets_as_much(asked, (one.head,), (best.head,))
                or (objects(one.head.concepts) and objects(one.head.concepts) == objects(best.head.concepts))
            )
        ),
        None,
    )


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
    return meets_as_much(asked, (whole.head, before), own)


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
        mine >= _MET and other < UNMET and weight >= _TELLS
        for mine, other, weight in zip(asked.met_by(part.head), theirs, asked.words.weights, strict=True)
    )


def _says_less(asked: Asked, part: FigureView, whole: FigureView) -> bool:
    """Whether something of the ask is met by what is about the whole, and by nothing about the part."""
    mine, theirs = _met_around(asked, part), _met_around(asked, whole)
    return any(one < UNMET <= other for one, other in zip(mine, theirs, strict=True))


def _met_around(asked: Asked, one: FigureView, *, clause: bool = True) -> list[float]:
    """How well each unit of the ask is met by what belongs to the figure itself, with or without its whole clause."""
    around = (one.head, one.subject, one.whole, one.inherited, one.near_context)
    fields = (*around, one.clause) if clause else around
    return asked.met_by_any(fields)
