"""Whom a figure is of: a training for others, some people only, another grade, another village than the ask names."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asks import Ask
from assistant.figure_view import FigureView
from assistant.overlap import read_field
from index.records import IN_TABLE


def of_others(ask: Ask, one: FigureView) -> bool:
    """Whether ``ask`` names people, a grade or a village, and ``one`` is of others."""
    return (
        _for_others(ask, one)
        or _of_another_grade(ask, one)
        or _of_anyone(ask, one)
        or _of_another_village(ask, one)
        or _of_another_squad(ask, one)
    )


# 给民宿老板办了几期培训 is not told by 组织导游、讲解员培训2期.
_FOR_WHOM = re.compile(
    r"(?:给|为|对|面向|针对)(?P<whom>[一-鿿]{2,8}?)(?:们)?(?:单独|专门|专题)?(?:办|开|做|搞|组织|举办|开展|上|讲)了?(?:过)?(?:多少|几)(?:期|场|次|堂|节|课)"
)
_ANYONE = re.compile(r"群众|老百姓|百姓|大家|村民|居民|老乡|全[镇乡]")
# Whom a training was for: 组织导游、讲解员法治培训, 对网格员开展培训; not who held it.
_PEOPLE_TOLD = re.compile(
    r"(?:组织|对|为|给|面向|针对)[一-鿿、]{2,16}?(?:员|师|干部|人员|老板|代表|人|游|手)(?:等)?(?:开展|举办|进行|参加|的)?[一-鿿]{0,4}(?:培训|讲座|轮训|上课|法治课)"
)


_ANY_PERSON = frozenset("员人师者的们干部工作")


def _for_others(ask: Ask, one: FigureView) -> bool:
    """Whether the ask is for what was held for some people, and the figure's clause names only others."""
    found = _FOR_WHOM.search(ask.text)
    if found is None or _ANYONE.search(found["whom"]):
        return False
    clause = one.clause.text
    named = _PEOPLE_TOLD.search(clause)
    meets = bool(frozenset(found["whom"]) - _ANY_PERSON & frozenset(f"{clause} {one.near_context.text}"))
    return named is not None and not meets and read_field(found["whom"]).groups.isdisjoint(one.clause.groups)


# 二中队办了几件 is not told by what the whole team did.
_SQUAD = re.compile(
    r"(?<![统专唯同初高十百])第?[一二三四五六七八九十\d]{1,2}(?:中队|大队|支队|分队|小队|科(?![普技学研室])|组(?![织成建长团一]))"
    r"|(?<![一-鿿])(?!执法|综合|行政)[一-鿿]{1,3}中队"
)


def _of_another_squad(ask: Ask, one: FigureView) -> bool:
    """Whether the ask names one of several squads, and nothing around the figure does."""
    asked = _SQUAD.findall(ask.text)
    if not asked:
        return False
    around = " ".join(field.text for field in one.around)
    return not any(name.removeprefix("第") in around for name in asked)


_GRADE = re.compile(r"(国家|全国|[省市县区镇乡])(?:(?:、|和|及)[省市县区镇乡])*级(?!以[上下]|领导|干部|部门|机关|单位)")
_GRADES_LISTED = re.compile(r"[省市县区镇乡](?=(?:(?:、|和|及)[省市县区镇乡])*级)")
_ONE_GRADE = str.maketrans("区乡", "县镇")


@lru_cache(maxsize=4096)
def _grades(text: str) -> frozenset[str]:
    """The grades that ``text`` names, a county's and a district's, a town's and a township's being one."""
    named = {*_GRADE.findall(text), *_GRADES_LISTED.findall(text)} if _GRADE.search(text) else set[str]()
    return frozenset(one.translate(_ONE_GRADE) for one in named)


def _of_another_grade(ask: Ask, one: FigureView) -> bool:
    """Whether the ask names a grade (省级示范村), and the figure's own words another: 国家级民主法治示范村1个、省级2个."""
    asked = _grades(ask.text)
    told = _grades(one.head.text) if asked else frozenset[str]()
    return bool(told) and asked.isdisjoint(told)


# 外国游客 are some of the visitors only.
_SOME_PEOPLE = re.compile(
    r"(外国|境外|外省|外地|外来|外籍|本地|女性?|男性?|青年|青少年|老年|未成年|党员|退休|退役|残疾|少数民族|大学生|研究生|本科)"
    r"(?:的)?(?:(?!多少|几)[一-鿿]){1,6}?(?:[员客者生]|工(?![作资程])|人(?!次)|干部)"
)


def _of_anyone(ask: Ask, one: FigureView) -> bool:
    """Whether the ask is for some people only (外国游客), and nothing about the figure says so."""
    found = _SOME_PEOPLE.search(ask.text)
    if found is None:
        return False
    around = f"{one.clause.text} {one.head.text} {one.subject.text} {one.whole.text} {one.near_context.text} {one.heading.text}"
    said = found[1] in around or (found[1][0] in "女男" and found[1][0] in around)
    said = said or (found[1] in ("外来", "外地", "外省") and "流动人口" in around)
    return not said and read_field(found[1]).groups.isdisjoint(one.clause.groups | one.near_context.groups)


# 北闸社区办了几场 is not told by 柳堤社区自办11场.
_VILLAGE = re.compile(
    r"(?:^|(?<=[\s，,；;、的在]))([一-鿿]{2,3})(社区|村)(?![级民居干规支委部寨两入“\"]|矫正|书记|戒毒|康复|土地)"
)
_ANY_VILLAGE = re.compile(
    r"[各每全本该哪几多一二两三四五六七八九十这那有驻到进在个的里镇乡区和与同农入走包联连]|不算|除了|所有|示范|行政|自然|重点|城中|试点|平安|智慧|法治|无讼|文明|和谐"
)


@lru_cache(maxsize=4096)
def _villages(text: str) -> tuple[str, ...]:
    """The villages and communities that ``text`` names."""
    return tuple(f"{name}{kind}" for name, kind in _VILLAGE.findall(text) if not _ANY_VILLAGE.search(name))


# Characters before a figure's clause in which villages are still spoken of.
_NEAR_WORDS = 40


def _of_another_village(ask: Ask, one: FigureView) -> bool:
    """Whether the ask names a village or community, and the figure is another's."""
    asked = _villages(ask.text)
    if not asked:
        return False
    around = f"{one.clause.text} {one.subject.text}"
    if _villages(around):
        return not any(name in around for name in asked)
    stems = [name[:-1].removesuffix("社") for name in asked]
    if any(stem in f"{around} {one.heading.text}" for stem in stems):
        return False  # a row 上岭 of a table of villages
    if one.figure.qualifier == IN_TABLE:
        return True  # what names no village in a table is the town's
    # Elsewhere the village named last before it is meant; without one it is the town's, unless it is said of the villages.
    context = one.context.text
    before = _villages(context)
    named, other = max(map(context.rfind, stems)), context.rfind(before[-1]) if before else -1
    if named >= 0 or before:
        return named < other
    return not re.search("社区|村", f"{around}{context[-_NEAR_WORDS:]}")
