"""Figures of the best one's sentence that the ask's own words single out: what was done to the things, by which way, in which unit.

A chain of figures tells the same things at several stages (应补偿147户，已兑付129户; 搬迁213户，签约206户): the first names them, and what is
asked of them is told behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.figure_view import FigureView
from assistant.neighbours import NEXT, alike_in_sentence, fewer_behind
from index.units import fit
from index.vocabulary import objects
from index.wordclass import split_words


def _names_no_others(one: FigureView, best: FigureView) -> bool:
    """Whether a figure's words name no other things than those that the best or its clause names."""
    return objects(one.head.concepts) <= objects(best.head.concepts) | objects(best.clause.concepts)


# 拆了多少艘: what was done to them, in one character.
_DONE_TO = re.compile(r"([拆扣关退还补修清改撤封罚种缴])(?:除|解|掉|了|过|完|下)*(?:多少|几)")


def to_which_it_was_done(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """Those of the best figure's things to which the very thing asked for was done: 查获船舶19艘，就地拆解16艘."""
    found = _DONE_TO.search(asked.ask.text)
    best = views[top]
    if found is None or found[1] in best.clause.text:
        return None
    done = [
        at
        for at in fewer_behind(views, top)
        if views[at].figure.role is best.figure.role
        and _names_no_others(views[at], best)
        and found[1] in views[at].head.text
    ]
    return done[0] if len(done) == 1 else None


def in_the_unit_asked(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int) -> int | None:
    """The figure in the very unit asked for, in the sentence of the best, which is in a neighbouring one.

    火灾隐患查出来多少条 is answered by 发现用电、用气隐患502条, not by 火灾隐患排查古民居388栋 before it.
    """
    wanted, best = asked.ask.unit, views[top]
    set_up = best.figure.unit == "个" and wanted not in ("个", "名", "人")  # 建了调解站5个，调解纠纷103件
    looked_at = best.figure.unit in _LOOKED_AT and fit(wanted, best.figure.unit) <= _NEIGHBOURING if wanted else False
    if not wanted or best.figure.unit == wanted or not (set_up or looked_at):
        return None
    exact = [
        at
        for at, one in enumerate(views)
        if one.figure.unit == wanted
        and one.figure.sentence_start == best.figure.sentence_start
        and shares[at] >= _NOT_RULED_OUT
        and (objects(one.head.concepts) & objects(best.head.concepts) or (set_up and _meets_more(asked, one, best)))
    ]
    return exact[0] if len(exact) == 1 else None


def _meets_more(asked: Asked, one: FigureView, other: FigureView) -> bool:
    """Whether a figure's own words meet something of the ask that the other's don't."""
    pairs = zip(asked.met_by(one.head), asked.met_by(other.head), strict=True)
    return any(mine >= _NEIGHBOURING > theirs for mine, theirs in pairs)


# What is looked at; what is found there has units of its own.
_LOOKED_AT = frozenset("栋 座 家 户 处 所 家次 户次 处次".split())
_NEIGHBOURING = 0.5
_NOT_RULED_OUT = 0.001


# The ways by which one thing is done; what is done by one of them is no answer for another.
_CHANNELS = tuple(
    re.compile(words)
    for words in (
        r"网上|线上|在线|网络|互联网|云端|\bonline\b",
        r"现场|当面|面对面|线下|\bon[- ]site\b|\bin person\b",
        r"电话|来电|热线|\bby phone\b",
        r"上门|入户|登门",
        r"夜间|晚上|夜里|\bat night\b",
    )
)


def by_the_channel(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """What was done by the way that is asked for, told behind the best, which is of any: 咨询860人次，其中线上咨询190人次."""
    best = views[top]
    channel = next((one for one in _CHANNELS if one.search(asked.ask.text)), None)
    if channel is None or channel.search(f"{best.clause.text} {best.context.text}"):
        return None
    things = objects(best.head.concepts)
    told = [
        at
        for at in fewer_behind(views, top)
        if channel.search(views[at].head.text)
        and (not things or things & objects(views[at].head.concepts) or views[at].figure.whole == best.figure.number)
    ]
    return told[0] if len(told) == 1 else None


# What is due, planned or only suspected; what came of it; and what asks for that.
_DUE = re.compile(r"任务|计划|(?<![反供响适对相呼])应(?![急诉答对用])[一-鿿]{1,3}$|疑似|(?<![模虚比])拟|名额|目标|申报")
_DUE_ASKED = re.compile(r"任务|计划|应该|应(?![急诉答对用])|疑似|打算|名额|目标|申报|需要")
_CAME_OF_IT = re.compile(r"完成|实际|已|兑付|兑现|到[位账]|确诊|确认|核实|落实|发放|支付")


def what_came_of_it(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """What was done, told behind what was due, where that is not asked for: 退塘任务4500亩，完成4130亩."""
    best = views[top]
    said = best.head.text or best.inherited.text
    if not _DUE.search(said) or _DUE_ASKED.search(asked.ask.text):
        return None
    done = [at for at in fewer_behind(views, top) if _CAME_OF_IT.search(views[at].head.text or views[at].clause.text)]
    return done[0] if done else None


# What is done next to things that were found, listed or planned, in the words of who asks and of who reports.
_STAGES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (r"用[掉了去]|花[掉了去]|动用|使用了|支出了", r"动用|使用|支出|用于|列支|花"),
        (r"拿到|到手|领到|发到|兑付|兑现|真正发|实际发", r"兑付|兑现|到账|到位|拨付|发放|支付|发到"),
        (r"确诊|诊断", r"确诊|诊断"),
        (r"签(?:了|约|订|成|下)|签字", r"签约|签订|已签|签(?!证)"),
        (r"[弄理查搞]清|厘清|查明", r"[厘理查]清|查明|核清"),
        (r"自己(?:单独)?|单独|独自", r"单独|自行|独立|[我本]镇|[我本]街道|[我本]乡"),
        (r"当年|年内|本年|(?<![刚更])新(?!闻|农|时代)", r"年内|当年|本年|新"),
        (r"封[填了掉]|填封|填埋", r"封填|填封|封"),
        (r"撤(?:回|诉|销)", r"撤"),
        (r"移[送交]|转给|交给", r"移[送交]|转"),
        (r"化解(?!率)|解决|办结(?!率)|销[掉号]|了结|啃下", r"化解|解决|办结|销号|了结"),
    )
)


def at_the_stage_asked(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure behind the best that tells the stage asked for, where the best tells an earlier one of the same things.

    搬迁签了多少户 is answered by 签约206户, not by 搬迁213户 before it.
    """
    best = views[top]
    for wanted, told in _STAGES:
        if not wanted.search(asked.ask.text) or told.search(best.head.text) or wanted.search(best.head.text):
            continue
        found = [
            at
            for at in fewer_behind(views, top, NEXT)
            if told.search(views[at].head.text or views[at].clause.text)
            and not _NOT_YET.search(views[at].head.text)
            and (
                _IN_THESE.match(views[at].clause.text)
                or views[at].figure.sentence_start == best.figure.sentence_start
                or views[at].figure.whole == best.figure.number
            )
            and _names_no_others(views[at], best)
        ]
        if len(found) == 1 or (found and views[found[0]].figure.clause_start == views[found[-1]].figure.clause_start):
            return found[0]
    return None


# 这里面我镇单独查处的是29起, in a sentence of its own
_IN_THESE = re.compile(r"(?:其中|这里面|这当中|里面|这些)")
_NOT_YET = re.compile(r"未|没|不|剩|其余|仍")


# 法律援助指派多少件: what was done, in two characters right before 多少.
_VERB_ASKED = re.compile(r"([一-鿿]{2})[了过到完的]*(?:有|是)?(?:多少|几)")


def by_the_verb_asked(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The figure next to the best that names what was asked to have been done in the very words, where the best's clause doesn't.

    法律援助指派多少件 is answered by 受理指派71件, not by 法律援助指引96件 before it.
    """
    found = _VERB_ASKED.search(asked.ask.text)
    best = views[top]
    if found is None or found[1] in best.clause.text or (best.head.text and best.head.text in asked.ask.text):
        return None
    words = split_words(found[1])
    if len(words) != 1 or not words[0][1].startswith("v"):
        return None  # 化石几件
    done = [
        at
        for at in alike_in_sentence(views, top)
        if abs(views[at].figure.number - best.figure.number) == 1
        and found[1] in views[at].head.text
        and views[at].figure.whole is best.figure.whole is None
        and not asked.success_unasked(views[at])
        and _names_no_others(views[at], best)
    ]
    return done[0] if len(done) == 1 else None
