"""What is asked of the whole town is not told by one office's share of it, by one day's, by what is new, or by the largest one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Asked
from assistant.enumerated import says_more
from assistant.exclusions import asks_what_is_new, tells_what_there_is
from assistant.figure_view import FigureView
from assistant.periods import WHOLE_YEAR, periods, without_periods
from index.background import pairs_of
from index.units import alike

# 全镇, 在册总数: no part will do.
_OF_ALL_ASKED = re.compile(
    r"全[镇乡](?!长|人大|党|干部|上下)|全街道|整个(?:街道|镇|乡)|在册(?:总数|人数)|总(?:数|人数|件数|额|金额)"
    r"|\b(?:whole|entire) (?:town|township|sub-?district)"
)
_OF_ALL_TOLD = re.compile(
    r"全[镇乡]|全街道|[两三]级|各村|各级|[镇乡]村|全年|累计|总计|合计|共计|总[数额量]|达到?|[增升扩][至到]|现有|共有|在册"
)
# Bodies that do a share of what a town does; its enforcement team does all of it.
_SHARES = re.compile(
    r"(?:所|中心|站|室|点|窗口|顾问|律师|调委会|委员会|网格员?|学校|企业|协会|商会|志愿者|小组|工作队|驿站|超市)$|村|社区"
)
# 12·4 当天, 宣传月期间, one visit to a market.
_ON_A_DAY = re.compile(
    r"[”\"日节]?当[天日](?![^，,。；;]*(?:办结|答复))|(?:宣传[周月日]|活动[周月日]|宪法日|首场|单场)(?:期间|中|上|里|活动)?"
)
# The last characters of a body's name say what it is: 村法律顾问, 司法所.
_NOUN = 2
_IN_STOCK = re.compile(r"现在|现有|目前|眼下|如今|在册|总数|手里有|\bnow\b|currently|at present")


def of_all_not_a_share(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int) -> int | None:
    """The whole town's figure, where that is asked for and the best is a body's or a day's share of it."""
    best = views[top]
    if not tells_a_part(asked, best):
        return None
    whole = [
        at
        for at, one in enumerate(views)
        if _OF_ALL_TOLD.search(one.clause.text)
        and not one.part
        and one.figure.value >= best.figure.value
        and alike(one.figure.unit, best.figure.unit)
        and shares[at] >= _LIKELY_TOO
        and not asked.names_another_thing(one)
    ]
    return max(whole, key=lambda at: float(shares[at]), default=None)


# Told of all of a town's bodies together.
_OF_ALL_BODIES = re.compile(r"全[镇乡]|全街道|[两三]级|各级|各村|[镇乡]村|村[居社]|各类调解组织")
_A_CHANCE = 0.02


def of_the_town_not_a_body(
    asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int
) -> int | None:
    """What all of the town's bodies did, where the ask names none and the best figure is one's.

    调解了多少起 is answered by 镇村两级共排查调处197起, not by 老支书调解室……调解66件 before it.
    """
    best = views[top]
    body = best.figure.subject.strip('“”"')
    text = f"{asked.ask.earlier} {asked.ask.text}"
    own = _ANY_BODY.sub("", body)
    named = own in text if len(own) < _A_NAME else any(pair in text for pair in pairs_of(own))
    if (
        asked.ask.part
        or not best.part
        or best.person
        or not _SHARES.search(body)
        or named
        or _SHARES_ASKED.search(text)
    ):
        return None
    whole = [
        at
        for at, one in enumerate(views)
        if _OF_ALL_BODIES.search(f"{one.clause.text} {one.subject.text}")
        and one.figure.value > best.figure.value
        and alike(one.figure.unit, best.figure.unit)
        and shares[at] >= _A_CHANCE
        and not asked.success_unasked(one)
        and asked.names_the_thing_of(one)
    ]
    return max(whole, key=lambda at: float(shares[at]), default=None)


# What the names of many bodies hold.
_ANY_BODY = re.compile(r"人民|调解|纠纷|矛盾|法律|法治|公共|服务|综治|综合|社会|治理|中心|工作|委员会|[室站所点队会]")
_A_NAME = 2
# Who asks for some body's share names what sort of body.
_SHARES_ASKED = re.compile(
    r"[所站室点队]|中心|窗口|律师|顾问|调委会|委员会|网格|学校|企业|协会|商会|志愿|小组|驿站|村|社区|谁"
)


def of_the_whole_year(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32], top: int) -> int | None:
    """What the year brought, where the ask names no part of it and the best figure's own clause does.

    审了多少件 is answered by 制度施行以来审查83件, not by 按照旧办法，1月至3月审查14件.
    """
    best = views[top]
    if periods(f"{asked.ask.earlier} {asked.ask.text}") or not _is_of_a_part(best):
        return None
    whole = [
        at
        for at, one in enumerate(views)
        if not _is_of_a_part(one)
        and one.figure.whole is None
        and one.figure.value > best.figure.value
        and alike(one.figure.unit, best.figure.unit)
        and shares[at] >= _A_CHANCE
        and pairs_of(one.head.text) & pairs_of(without_periods(best.head.text))
    ]
    return max(whole, key=lambda at: float(shares[at]), default=None)


def _is_of_a_part(one: FigureView) -> bool:
    """Whether the figure's clause says that it is of some months only: not 截至11月底."""
    clause = one.clause.text
    return not WHOLE_YEAR.search(clause) and any(
        last - first + 1 <= _HALF_A_YEAR for first, last in periods(_DATED.sub("", clause))
    )


_HALF_A_YEAR = 6
# A day is no part of the year that is counted.
_DATED = re.compile(r"\d{1,2}月\d{1,2}[日号]")


def of_all_that_are_named(asked: Asked, views: Sequence[FigureView], _: NDArray[np.float32], top: int) -> int | None:
    """The whole, where the ask names several of its parts and wants them together (法官检察官律师一共几次)."""
    at = whole_of(views, views[top])
    return at if at is not None and names_its_parts(asked, views[at], views) else None


def whole_of(views: Sequence[FigureView], part: FigureView) -> int | None:
    """The position of the figure that ``part`` is a part of, if it is one of ``views`` and counts the same."""
    return next(
        (
            at
            for at, one in enumerate(views)
            if one.figure.number == part.figure.whole and alike(one.figure.unit, part.figure.unit)
        ),
        None,
    )


def names_its_parts(asked: Asked, whole: FigureView, views: Sequence[FigureView]) -> bool:
    """Whether the ask names several of the parts of ``whole``, a figure of ``views``, and wants them together."""
    if not asked.ask.total:
        return False
    parts = {one.head.text for one in views if one.figure.whole == whole.figure.number}
    return sum(len(part) >= _OF_ITS_OWN and part in asked.field.text for part in parts) >= _SEVERAL


_SEVERAL = 2
_LIKELY_TOO = 0.01
# 其中邻里纠纷调解38件, whose whole is nowhere stated.
_OPENS_A_PART = re.compile(r"^(?:其中|含|包括)[：:，,]?")
_OF_ITS_OWN = 2
# The kinds of disputes and cases.
_KIND = re.compile(
    r"(?:邻里|婚姻|家庭|赡养|继承|彩礼|土地|山林|草场|宅基地|林权|劳[动资务]|工伤|欠薪|讨薪|物业|消费|旅游|债务|借贷|经济|交通|医疗|医患|赔偿|征地|拆迁|安置|承包|租赁|"
    r"噪[音声]|涉[一-鿿]{1,3}|[一-鿿]{2,4}类)[一-鿿、]{0,8}(?:纠纷|案件|矛盾|争议|类|事项|信访|调解)?"
)


def _is_a_kind(asked: Asked, one: FigureView) -> bool:
    """Whether the figure is a part of the ask's very thing, of one kind (邻里纠纷), and the ask names no kind."""
    # A part of other things (执法人员21名，其中持证13名) is all there is of what is asked for.
    part = asked.named_by(one.whole) if one.figure.whole is not None else _OPENS_A_PART.match(one.clause.text)
    if not part or not one.figure.value or not _KIND.search(one.head.text):
        return False
    said = f"{asked.ask.earlier} {asked.ask.text}"
    return (
        not _KIND.search(said)
        and bool(asked.things)
        and len(_ANY_WORD.sub("", asked.words.text)) < _OF_ITS_OWN
        and asked.names_the_thing_of(one)
        and says_more(asked, one) >= _OF_ITS_OWN
    )


# What is left of an ask without these names a kind in words of its own (游客花钱闹纠纷的).
_ANY_WORD = re.compile(
    r"全[镇乡年]|全街道|[镇乡]村|口径|[一总]?共|总|各|的|了|过|[镇乡]|街道|全部|合计|总计|矛盾|纠纷|案件|案子|调解|化解|调处|处理|受理|排查|信访|成功|"
    r"多少|几|[件起宗例个次场份]|是|有|[\s，,]"
)


def tells_a_part(asked: Asked, one: FigureView) -> bool:
    """Whether ``asked`` is for the whole town's figure and ``one`` is told of a part of it that the ask doesn't name."""
    ask = asked.ask
    if ask.part:
        return False
    text = f"{ask.earlier} {ask.text}"
    if (
        _IN_STOCK.search(ask.text)
        and one.added
        and not asks_what_is_new(text)
        and not tells_what_there_is(one.clause.text)
    ):
        return True
    of_all = _OF_ALL_ASKED.search(ask.text)
    if _is_a_kind(asked, one):
        return True
    if not (ask.total or of_all):
        return False
    clause = one.clause.text
    if _OF_ALL_TOLD.search(clause) or one.total:
        return False
    day = _ON_A_DAY.search(f"{one.near_context.text if not one.head.text else ''}{clause}")
    if day and not _ON_A_DAY.search(text):
        return True
    if one.added and not asks_what_is_new(text):
        return True
    body = one.figure.subject.strip("“”")
    return bool(of_all and _SHARES.search(body)) and one.part and not one.person and body[-_NOUN:] not in text


def tells_no_part_named(asked: Asked, best: FigureView, views: Sequence[FigureView]) -> bool:
    """Whether the ask names, word for word, a part that stands in the sentence of ``best``, of ``views``, which is told of no such part.

    矿地纠纷调解成功几件 is not told by 化解成功259件，其中矿地纠纷57件.
    """
    own = (best.clause, best.subject, best.whole, best.inherited, best.near_context)
    said = " ".join(field.text for field in own)
    return any(
        one.figure.whole is not None
        and one.figure.number != best.figure.number
        and one.figure.sentence_start == best.figure.sentence_start
        and len(one.head.text) >= _A_KIND
        and one.head.text in asked.field.text
        and one.head.text not in said
        for one in views
    )


_A_KIND = 4
