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
    of_all_not_what_went_wrong,
    of_kinds,
    of_the_level_asked,
    of_the_period,
    of_the_whole_town,
    said_word_for_word,
    that_is_finished,
    that_names_the_thing,
    that_was_spent,
    whose_is_named,
    with_the_fault,
)
from assistant.overlap import read_field
from assistant.periods import periods
from assistant.singled_out import (
    at_the_stage_asked,
    by_the_channel,
    by_the_verb_asked,
    in_the_unit_asked,
    to_which_it_was_done,
    what_came_of_it,
)
from assistant.whole_town import (
    of_all_not_a_share,
    of_all_that_are_named,
    of_the_town_not_a_body,
    of_the_whole_year,
    whole_of,
)
from index.background import pairs_of
from index.units import alike
from index.vocabulary import objects

# From here on a unit of the ask is met by a figure's own words; below the other it is not met at all.
_MET = 0.5
_TELLS = 0.3
# So many characters that the ask hasn't make a part one of some kind: 获评市级“优秀法律明白人”.
_SAYS_MORE = 4
_NEAR_CONTEXT = 20
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
        _since_it_began,
        _whole_of_it,
        _part_that_is_named,
        _out_of_them,
        named_in_full,
        said_word_for_word,
        to_which_it_was_done,
        by_the_channel,
        in_the_unit_asked,
        of_kinds,
        with_the_fault,
        of_all_not_what_went_wrong,
        that_names_the_thing,
        of_the_whole_town,
        of_all_not_a_room,
        of_the_level_asked,
        that_is_finished,
        whose_is_named,
        that_was_spent,
        what_came_of_it,
        at_the_stage_asked,
        by_the_verb_asked,
        of_all_not_a_share,
        of_the_town_not_a_body,
        of_the_whole_year,
        of_all_that_are_named,
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
    wanted = periods(asked.ask.text) & periods(best.clause.text)  # 上半年调解113件，下半年94件
    rivals = [
        at
        for at, one in enumerate(views)
        if one.figure.sentence_start == best.figure.sentence_start
        and one.figure.value >= best.figure.value
        and one.figure.whole is None
        and alike(one.figure.unit, best.figure.unit)
        and names_it(one)
        and wanted <= periods(one.clause.text)
    ]
    return max(rivals, key=lambda at: float(shares[at]), default=None)


def _that_succeeded(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best that succeeded, where success is asked for and the best tells all.

    调成了多少起 is answered by 成功62起, not by 调解64起 before it.
    """
    if not asked.asks_success or asked.tells_success(views[top]):
        return None
    best = views[top]
    things = objects(best.head.concepts)
    # 其中劳动争议63件 may be told again, with what became of them: 共调处劳动争议63件，成功61件.
    again = [
        at
        for at, one in enumerate(views)
        if at != top
        and len(best.head.text) >= _SAYS_MORE
        and one.figure.value == best.figure.value
        and one.figure.unit == best.figure.unit
        and best.head.text in one.head.text
    ]
    for told in (top, *again):
        for at in fewer_behind(views, told, NEXT):
            one = views[at]
            if asked.tells_success(one) and one.part == views[told].part and objects(one.head.concepts) <= things:
                return at
    return None


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


# 从挂牌到现在一共接待了多少人次 is answered by 成立以来累计367人次, not by this year's 204人次 before it.
_SINCE_ASKED = re.compile(
    r"(?:挂牌|成立|运行|开办|设立|创建|组建|启用|开展|建成|开张|(?:19|20)\d\d年)[一-鿿]{0,3}?(?:到现在|到如今|到目前|至今|以来|之后|到年底)|历年累计|一直以来"
)
_SINCE_TOLD = re.compile(r"以来|至今|累计")


def _since_it_began(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """What has come together since something began, told beside the best figure, which is the year's."""
    best = views[top]
    if not _SINCE_ASKED.search(asked.ask.text) or _SINCE_TOLD.search(best.clause.text):
        return None
    found = [
        at
        for at, one in enumerate(views)
        if at != top
        and max(one.figure.start - best.figure.end, best.figure.start - one.figure.end) <= NEXT
        and one.figure.value >= best.figure.value
        and one.figure.unit == best.figure.unit
        and _SINCE_TOLD.search(one.clause.text)
        and any(pair in best.head.text for pair in pairs_of(one.head.text))
    ]
    return found[0] if len(found) == 1 else None


def _whole_of_it(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The whole of which the best figure is a part that nothing in the ask names.

    法律明白人多少名 is answered by 全镇达到198名, not by 其中获评“优秀法律明白人”3名.
    """
    part = views[top]
    if part.really and asked.asks_what_really_is:
        return None  # 下放53项、承接41项、实际开展12项 add up by chance
    at = whole_of(views, part)
    return at if at is not None and _names_as_much(asked, views[at], part) else None


def _names_as_much(asked: Asked, whole: FigureView, part: FigureView) -> bool:
    """Whether all of the ask that the part's own words meet is met by the whole's as well, or in its sentence before it."""
    figure = whole.figure
    if not part.head.text:
        # 拆除违法建设327处、4.2万平方米，其中站前片区112处、1.5万平方米: neither area has words of its own.
        named = len(set(part.context.text[-_NEAR_CONTEXT:]) - set(asked.words.text)) >= _SAYS_MORE
        return named and not whole.head.text and meets_as_much(asked, (whole.context,), (part.clause,))
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
        if (
            part.figure.whole == best.figure.number
            and _says_more(asked, part, best)
            and not _says_less(asked, part, best)
        )
        or (_opens_with_part_of(part, best) and _says_more(asked, part, best))
    ]
    return named[0] if len(named) == 1 else None


# Characters from a whole to the sentence behind it that opens with 其中.
_NEXT_SENTENCE = 60


def _opens_with_part_of(part: FigureView, whole: FigureView) -> bool:
    """Whether the sentence right behind the whole's opens with the part: 受理298件，化解286件。其中涉企纠纷17件."""
    mine, theirs = part.figure, whole.figure
    return (
        mine.sentence_start == mine.clause_start
        and part.clause.text.startswith("其中")
        and 0 < mine.sentence_start - theirs.end <= _NEXT_SENTENCE
        and mine.value < theirs.value
        and mine.whole is None
        and alike(mine.unit, theirs.unit)
    )


def _out_of_them(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best in its clause that is a part of it, where a part is asked for.

    真正参与过调解的几名 of them is answered by 44名 of 70名中参与过调解的仅44名.
    """
    best = views[top]
    if not asked.ask.part or not re.search(
        rf"{re.escape(best.figure.unit)}(?:当|之)?[中里](?![心小学药医弄程])", best.clause.text
    ):
        return None
    return next(
        (
            at
            for at in fewer_behind(views, top)
            if views[at].figure.clause_start == best.figure.clause_start
            and any(
                mine >= _MET > theirs
                for mine, theirs in zip(asked.met_by(views[at].head), asked.met_by(best.head), strict=True)
            )
        ),
        None,
    )


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
