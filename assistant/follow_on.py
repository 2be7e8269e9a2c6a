"""An ask right behind another one: 其中…, 涉及几个人, 来了多少人 mean figures that stand beside the one just told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked_words import bare_words
from assistant.figure_view import FigureView
from assistant.overlap import read_field
from index.background import pairs_of
from index.records import IN_TABLE, Figure
from index.units import alike, families
from index.vocabulary import objects

_OF_THEM = re.compile(
    r"\W*(?:那|这)?(?:其中|里面|里头|当中|(?:[他她它]们|这些人?|那些人?)(?:之?中(?![小心学央型医])间?|里面?|里头|当中))|of (?:these|them|those)\b"
)
_OF_ALL_ROWS = re.compile(r"一共|总|合计|共计|全[镇乡年]|全部")
_COUNTED_OTHERWISE = re.compile(r"(?:多少|几)[一-鿿]|how many|how much")
# 讨回多少工资，涉及几个人: those of the figure just told, not of another.
_WHOM_IT_REACHED = re.compile(
    r"(?:一共|总共|共|都|又)?(?:涉及|惠及|牵涉|牵扯|关系|受益|帮|覆盖)(?:到|的|了)?(?:有|是)?(?:多少|几)(?:个|名|位|家|户)?"
    r"(?:人|户|家|家庭|农民工|民工|工人|职工|群众|村民|居民|企业|职工)?(?:受益)?"
    r"|for how many (?:migrant )?(?:workers|people|persons|employees|villagers|residents|households|families)",
    re.IGNORECASE,
)
# 出面多少件，说成了多少件: of those just told.
_HOW_MANY_OF_THEM_WENT_WELL = re.compile(
    r"(?:都|又|其中)?(?:说和|说成|说通|谈成|谈拢|谈妥|调成|调好|调解成功|成功|办成|促成|成)(?:了|的)?(?:有|是)?(?:多少|几)[件起宗桩个]?"
)
# 办了几期，来了多少人: whoever was at what was just told.
_WHO_CAME = re.compile(
    r"(?:一共|总共|共|都|又)?(?:来|到|去|听|参加|参与|到场|受训|培训|教|受教育|受众|受益|惠及|覆盖|触达)(?:了|过|的|到)?(?:有|是)?"
    r"(?:多少|几)(?:个|名|位)?(?:人次?|乡亲|群众|村民|居民|干部)?(?:来听|来|听)?"
    r"|(?:有)?(?:多少|几)个?(?:人次?|乡亲|群众|村民|居民|干部)(?:来听|来|到场|听|参加|参训|受益|受教育)(?:了|的|过)?"
)
_TAUGHT = re.compile("培训|受训|参训|受教育|受益|惠及|覆盖")
_ATTENDED = re.compile("参加|参训|参与|参学|受训|培训|教育|受众|覆盖|惠及|到场|听|观看|学员|群众|村民|居民|干部")
_NO_AUDIENCE = re.compile("聘|约谈|处罚|配备|讲师|讲授|主讲|授课教师")
_WENT_WELL = re.compile(r"成功|[说调]和|[谈调说办劝促达]成|和解|化解|[谈调说][拢妥好]")
# Characters within which they are counted.
_NEXT_TO = 40


def behind_it(asked: str, views: list[FigureView], previous: Figure) -> list[FigureView]:
    """Those of ``views`` that can be meant by ``asked``, an ask's text, behind the one that ``previous`` answered."""
    others = [one for one in views if one.figure.number != previous.number]
    if _OF_THEM.match(asked):
        # A part of it is asked for, if it isn't itself the part that is named.
        part = bare_words(_OF_THEM.sub("", asked)).strip()
        own = [one for one in views if one.figure.whole == previous.number and alike(one.figure.unit, previous.unit)]
        if part and not _COUNTED_OTHERWISE.search(asked) and any(part in one.head.text for one in own):
            return own  # 罚没款多少，其中简易程序的: the sum of money, not the cases
        return [
            one
            for one in views
            if not (one.figure.number == previous.number or _told_again(one, previous))
            or (part and part in one.head.text)
        ]
    if previous.qualifier == IN_TABLE and not _OF_ALL_ROWS.search(asked):
        # 非法采砂立案几件，罚了多少: the same row's.
        views = _of_its_row(asked, others, previous) or views
    if "率" in asked and previous.indicator:
        # 投诉64件、工单387件，办结率分别为98.4%、99.2%: that of what was told.
        name = read_field(previous.indicator).text
        own = [one for one in others if len(one.head.text) > len(name) and one.head.text.startswith(name)]
        clauses = {one.figure.clause_start for one in own}
        views = [one for one in views if one in own or one.figure.clause_start not in clauses]
    if _HOW_MANY_OF_THEM_WENT_WELL.fullmatch(asked):
        went_well = [
            one
            for one in others
            if _follows(one, previous)
            and one.figure.value <= previous.value
            and alike(one.figure.unit, previous.unit)
            and _WENT_WELL.search(one.head.text)
        ]
        return went_well or views
    if _WHOM_IT_REACHED.fullmatch(asked):
        beside = [one for one in others if one.figure.clause_start == previous.clause_start]
        return beside or [one for one in others if _follows(one, previous)] or views
    return views


def _of_its_row(asked: str, others: Sequence[FigureView], previous: Figure) -> list[FigureView]:
    """Those of ``others`` in the row of ``previous`` whose columns have a character of what is asked; all, where it names no thing."""
    bare = bare_words(asked)
    rows = (one.figure.subject for one in others if one.figure.whole == previous.number)
    if _NOT.search(asked) or any(pair in asked for name in rows for pair in pairs_of(name)):
        return []  # 光老油坊村就占了几件: another row
    row = [
        one for one in others if one.figure.clause_start == previous.clause_start and one.figure.role is previous.role
    ]
    said = [one for one in row if set(bare) & (set(one.figure.indicator) - set(previous.indicator))]
    return said or ([] if objects(read_field(bare).concepts) else row)


_NOT = re.compile("[没未不]")


def who_came(asked: str, views: Sequence[FigureView], previous: Figure) -> FigureView | None:
    """The people counted behind ``previous`` in its sentence, where ``asked`` wants them and just one figure counts such.

    夜校18期，培训村民1100余人次.
    """
    if not _WHO_CAME.fullmatch(asked):
        return None
    named = _TAUGHT.search(asked)
    attended = re.compile(named.group()) if named else _ATTENDED
    people = families()["person"] | {"人次"}
    for one in views:
        # 讲座5场800余人
        if one.figure.unit in people and one.figure.start == previous.end:
            return one
    if any(one.figure.clause_start == previous.clause_start and one.figure.unit in people for one in views):
        return None  # 为213名职工追讨工资386万元，其中垫付31万元、惠及22人
    found = [
        one
        for one in views
        if one.figure.unit in people
        and _follows(one, previous)
        and one.figure.start - previous.end <= _NEXT_TO
        and attended.search(one.clause.text)
        and not _NO_AUDIENCE.search(one.clause.text)
    ]
    return found[0] if len(found) == 1 else None


def _told_again(one: FigureView, previous: Figure) -> bool:
    """Whether ``one`` only names the number of ``previous`` again: 受理的369件中物业纠纷最多."""
    return one.figure.value == previous.value and bool(_OUT_OF.search(one.clause.text))


_OUT_OF = re.compile("的.{1,2}中")


def _follows(one: FigureView, previous: Figure) -> bool:
    return one.figure.sentence_start == previous.sentence_start and one.figure.start >= previous.end
