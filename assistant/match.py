"""How well a figure answers what is asked: by its words, by its unit, by its role.

A figure's words are read in fields, the nearer to the number the weightier: the words that count it, its clause, who did it,
the clauses before, its section's heading. Recall asks how much of the question the figure's words meet; precision how much
of what the figure counts was asked for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.asks import Ask
from index.binding import is_part_of_town
from index.fold import fold
from index.records import Figure, Role
from index.units import MONEY, RATE, fit
from index.vocabulary import kind, nearness, terms
from index.wordclass import weight_of

_FIELD_WEIGHTS = {
    "head": 1.0,
    "clause": 0.95,
    "inherited": 0.85,
    "subject": 0.85,
    "whole": 0.85,
    "context": 0.6,
    "heading": 0.5,
}
_KIND_WEIGHTS = {"object": 1.0, "quality": 0.75, "action": 0.6, "generic": 0.12, "word": 0.75}
# Words that most figures' sentences could hold: they tell no figure from another.
_EMPTY_WORDS = frozenset(
    (
        "工作 情况 活动 开展 组织 举办 召开 进行 各类 全年 年度 方面 相关 有关 通过 数量 人数 次数 件数 完成 实现 "
        "达到 提供 参与 参加 接待 进一步 法治 法律 法制 专题 镇 乡 街道 我镇 全镇 镇里 乡里 建设 落实 做好 全面 "
        "各 名 年 月 涉 涉及 发 办 受 出 搞 做 获 数 累计 左右 以上 某 及其 期间 部分 事项 总额 金额 钱 条数 场次 "
        "时候 东西 事情 事 群体 总计 行政 日常 各项 主要 具体 实际 整个 本级 乡镇 单位 部门 报告 工作量 服务 处理 "
        "人民 居民 自己"
    ).split()
)

# A figure is asserted only above these; below, it is at most offered.
ACCEPTED = 0.58
OFFERED = 0.3
_MET = 0.3
_MISSABLE = 0.36
_NEAR_FIELD = 0.8
_SECTION = 0.5
_FAR = 0.4
_UNIT_FITS = 0.4
_LEAST_PRECISION = 0.28
# What a name is worth in the section, and in the clauses just before.
_NAMED = {False: 0.62, True: 0.8}
_BREAKS = re.compile(r"\s+")
# Marks a term that is looked up letter by letter.
PHRASE = "“"


@dataclass(frozen=True, slots=True)
class Match:
    """A figure and how well it answers an ask. ``recall`` and ``precision`` are in 0..1, ``score`` orders matches.

    ``missed`` holds what keeps it from being asserted: domain terms of the question (``@…``) that its words don't meet,
    ``lost`` (too many other words), ``far`` (the words stand elsewhere), ``unit``, ``rate`` (another rate), ``part`` (of
    the town, where the whole is asked), ``zero`` (none of something else). ``fit`` is the unit's fit.
    """

    figure: Figure
    score: float
    recall: float
    precision: float
    missed: frozenset[str] = frozenset()
    fit: float = 1.0


_PERSON = re.compile(r"镇长|乡长|书记|主任|班子|党委|带头|亲自")


class Weights:
    """What each term is worth, from how many of the library's figures hold it."""

    def __init__(self, heads: Iterable[frozenset[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 1
        for head in heads:
            self._total += 1
            self._counts.update(head)

    def __call__(self, term: str) -> float:
        """The weight of ``term``: a domain object counts fully, a generic word hardly."""
        if term.startswith(PHRASE):
            return 0.9
        if term in _EMPTY_WORDS:
            return 0.05
        if len(term) == 1:
            return 0.35 * weight_of(term) + 0.03
        if term.startswith("@"):
            return _KIND_WEIGHTS[kind(term)]
        if term.isascii():
            return 0.8
        rarity = math.log((self._total + 1) / (self._counts[term] + 1)) / math.log(self._total + 1)
        return _KIND_WEIGHTS["word"] * weight_of(term) * (0.5 + 0.5 * rarity)


@dataclass(frozen=True, slots=True)
class FigureTerms:
    """The words of a figure. ``fields`` gives each term the weight of the nearest field it stands in, ``texts`` the fields
    themselves for what is looked up letter by letter; ``head`` are the terms that are counted."""

    head: frozenset[str]
    fields: dict[str, float]
    texts: tuple[tuple[float, str], ...]

    def credit(self, term: str, least: float = 0.0) -> float:
        """How well these words meet ``term``, from fields that weigh at least ``least``."""
        if term.startswith(PHRASE):
            # A name of its own near by says more than a common word there.
            return max(
                (
                    max(weight, _NAMED[weight >= 0.6])
                    for weight, text in self.texts
                    if weight >= least and term[1:] in text
                ),
                default=0.0,
            )
        near = max(
            (nearness(term, other) * field for other, field in self.fields.items() if field >= least), default=0.0
        )
        if near < _FAR and least <= _FAR and len(term) > 1 and not term.startswith("@") and term in self.texts[-1][1]:
            return _FAR
        return near


def figure_terms(
    figure: Figure, clause: str, section: str, heading: str, whole: Figure | None, inherited: str
) -> FigureTerms:
    """The terms of ``figure``; ``clause`` and ``section`` are texts around it, ``whole`` the figure that it is a part of.

    ``inherited`` is what a figure before it counts, when its own words leave that out (排查矛盾纠纷9件，化解8件).
    """
    texts = tuple(
        (_FIELD_WEIGHTS[field], _unbroken(text))
        for field, text in (
            ("head", figure.indicator),
            ("clause", clause),
            ("subject", figure.subject),
            ("whole", whole.indicator if whole else ""),
            ("inherited", inherited),
            ("context", figure.context),
            ("heading", heading),
        )
        if text
    )
    fields: dict[str, float] = {}
    for weight, text in texts:
        for term in terms(text):
            fields[term] = max(fields.get(term, 0.0), weight)
    return FigureTerms(terms(_unbroken(figure.indicator)), fields, (*texts, (_SECTION, _unbroken(section))))


def _unbroken(text: str) -> str:
    """``text`` folded and without the line breaks that copies put inside words."""
    return _BREAKS.sub("", fold(text))


def match(ask: Ask, figure: Figure, given: FigureTerms, weights: Weights) -> Match | None:
    """How well ``figure`` answers ``ask``; None when it can't."""
    unit = _unit_fit(ask, figure)
    if unit <= 0 or not _role_fits(ask, figure):
        return None
    total = met = near = carrying = lost = 0.0
    missed = set()
    for term in ask.terms:
        weight = weights(term)
        credit = given.credit(term)
        total += weight
        met += weight * credit
        near += weight * given.credit(term, _NEAR_FIELD)
        if weight >= 0.3:
            carrying += weight
            if credit < _MET:
                lost += weight
                if term.startswith("@"):
                    missed.add(term)
    if carrying and lost / carrying > _MISSABLE:
        missed.add("lost")
    if figure.role in (Role.GROWTH, Role.RANK) and met >= 0.45 * total and not missed:
        met = max(met, ACCEPTED * total)
    recall = met / total if total else 0.0
    near = near / total if total else 0.0
    precision = _precision(ask, given, weights)
    helped = 0.0
    if ask.context:
        helped = (
            0.15
            * sum(weights(t) * given.credit(t) for t in ask.context)
            / (sum(weights(t) for t in ask.context) or 1.0)
        )
    if unit < _UNIT_FITS:
        missed.add("unit")
    missed |= _faults(ask, figure, given, near, precision)
    score = (0.68 * recall + 0.32 * precision + helped) * (0.6 + 0.4 * unit)
    if is_part_of_town(figure.subject) and not _names_part(ask, figure):
        score *= 0.8 if _PERSON.search(figure.subject) else 0.9
    return Match(figure, score, recall, precision, frozenset(missed), unit)


def _precision(ask: Ask, given: FigureTerms, weights: Weights) -> float:
    """How much of what the figure counts was asked for."""
    asked = [term for term in ask.terms | ask.context if not term.startswith(PHRASE)]
    spelled = [term[1:] for term in ask.terms if term.startswith(PHRASE)]
    explained = headed = 0.0
    for term in given.head:
        # What was done to a thing tells less of two figures apart than what the thing is.
        weight = weights(term) * (0.5 if kind(term) == "action" else 1.0)
        headed += weight
        met = max((nearness(wanted, term) for wanted in asked), default=0.0)
        if met < 1 and any(term in phrase for phrase in spelled):
            met = 1.0
        explained += weight * met
    return explained / headed if headed > 0.04 else 0.3


def _faults(ask: Ask, figure: Figure, given: FigureTerms, near: float, precision: float) -> set[str]:
    """What speaks against the figure although words of the question stand around it; see ``Match.missed``."""
    faults = set()
    # A thing named letter by letter just before (早市普法摊……出摊48次) binds a number whose own words are few.
    named = any(given.credit(term) >= 0.5 for term in ask.terms if term.startswith(PHRASE))
    # Growth and rank clauses (较上年多了7件) leave what grew to the clause before.
    elsewhere = figure.role in (Role.GROWTH, Role.RANK)
    if not named and not elsewhere and (near < 0.34 or (precision < _LEAST_PRECISION and near < 0.75)):
        faults.add("far")
    if ask.rate and not _same_rate(ask, given):
        faults.add("rate")
    if ask.total and (precision < 0.55 or is_part_of_town(figure.subject)) and not _names_part(ask, figure):
        faults.add("part")
    if figure.value == 0 and figure.qualifier == "无" and not re.search("[、和及或]", figure.indicator):
        objects = [term for term in given.head if kind(term) == "object"]
        if not all(any(nearness(asked, term) >= 0.5 for asked in ask.terms) for term in objects):
            faults.add("zero")
    return faults


_RATE_NAME = re.compile(r"([一-鿿]{2})率")


def _same_rate(ask: Ask, given: FigureTerms) -> bool:
    """Whether the very rate stands by the number: 办结率 is not answered by the 成功率 beside it."""
    near = "".join(text for weight, text in given.texts if weight >= _NEAR_FIELD)
    names = _RATE_NAME.findall(ask.text)
    rates = [term for term in ask.terms if term.startswith("@") and (term.endswith("_rate") or term == "@satisfied")]
    if not names and not rates:
        return True
    return any(f"{name}率" in near for name in names) or any(given.credit(term, _NEAR_FIELD) >= 0.5 for term in rates)


def _names_part(ask: Ask, figure: Figure) -> bool:
    if not figure.subject:
        return False
    if any(
        term[1:] in figure.subject or figure.subject.strip('“”"') in term
        for term in ask.terms
        if term.startswith(PHRASE)
    ):
        return True
    return any(nearness(t, o) >= 0.5 for t in ask.terms for o in terms(figure.subject))


def _unit_fit(ask: Ask, figure: Figure) -> float:
    if ask.rate:
        return 1.0 if figure.unit == RATE else 0.0
    if ask.unit:
        return fit(ask.unit, figure.unit)
    if figure.unit == RATE:
        return 0.0 if not ask.whether else 0.3
    return 0.9 if figure.unit not in MONEY else 0.6


def _role_fits(ask: Ask, figure: Figure) -> bool:
    if ask.role is Role.OUTCOME:
        return figure.role in (Role.OUTCOME, Role.OTHER_YEAR)
    if ask.role in (Role.PLAN, Role.REQUIREMENT):
        return figure.role in (Role.PLAN, Role.REQUIREMENT)
    return figure.role is ask.role
