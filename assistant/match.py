"""How well a figure answers what is asked: by its words, by its unit, by its role.

A figure's words are read in fields, the nearer to the number the weightier: the words that count it, its clause, who did it,
the clauses before, its section's heading. Recall asks how much of the question the figure's words meet; precision how much
of what the figure counts was asked for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.question import Ask
from index.binding import is_part_of_town
from index.records import Figure, Role
from index.units import MONEY, RATE, fit
from index.vocabulary import kind, nearness, terms
from index.wordclass import weight_of

_FIELD_WEIGHTS = {"head": 1.0, "clause": 0.95, "inherited": 0.85, "subject": 0.85, "whole": 0.85, "context": 0.6, "heading": 0.5}
_KIND_WEIGHTS = {"object": 1.0, "quality": 0.75, "action": 0.6, "generic": 0.12, "word": 0.75}
# Words that most figures' sentences could hold: they tell no figure from another.
_EMPTY_WORDS = frozenset(
    "工作 情况 活动 开展 组织 举办 召开 进行 各类 全年 年度 方面 相关 有关 通过 数量 人数 次数 件数 完成 实现 达到 提供 参与 参加 接待 进一步 法治 法律 法制 专题 镇 乡 街道 我镇 全镇 镇里 乡里 建设 落实 做好 全面 各 名 年 月 涉 涉及 发 办 受 出 搞 做 获 数 "
    "累计 左右 以上 某 及其 期间 部分 事项 总额 金额 钱 条数 场次 时候 东西 事情 事 群体 总计 行政 日常 各项 主要 具体 实际 整个 本级 乡镇 单位 部门 报告 工作量 服务 处理 人民 居民 自己".split()
)

# A figure is asserted only above these; below, it is at most offered.
ACCEPTED = 0.58
OFFERED = 0.3
_MET = 0.3
_MISSABLE = 0.36


@dataclass(frozen=True, slots=True)
class Match:
    """A figure and how well it answers an ask. ``recall`` and ``precision`` are in 0..1, ``score`` orders matches."""

    figure: Figure
    score: float
    recall: float
    precision: float
    missed: frozenset[str] = frozenset()


_PERSON = re.compile(r"镇长|乡长|书记|主任|班子|党委")


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
        if term in _EMPTY_WORDS:
            return 0.05
        if len(term) == 1:
            return 0.12 * weight_of(term) + 0.03
        if term.startswith("@"):
            return _KIND_WEIGHTS[kind(term)]
        rarity = math.log((self._total + 1) / (self._counts[term] + 1)) / math.log(self._total + 1)
        return _KIND_WEIGHTS["word"] * weight_of(term) * (0.5 + 0.5 * rarity)


@dataclass(frozen=True, slots=True)
class FigureTerms:
    """The terms of a figure with the weight of the nearest field each stands in; ``head`` those that are counted."""

    head: frozenset[str]
    fields: dict[str, float]


def figure_terms(figure: Figure, clause: str, heading: str, whole: Figure | None, inherited: str) -> FigureTerms:
    """The terms of ``figure``; ``clause`` is its clause's text, ``whole`` the figure that it is a part of.

    ``inherited`` is what a figure before it counts, when its own words leave that out (排查矛盾纠纷9件，化解8件).
    """
    head = terms(figure.indicator)
    fields: dict[str, float] = {}
    texts = (
        ("head", head),
        ("clause", terms(clause)),
        ("subject", terms(figure.subject)),
        ("whole", terms(whole.indicator) if whole else frozenset()),
        ("inherited", terms(inherited)),
        ("context", terms(figure.context)),
        ("heading", terms(heading)),
    )
    for field, found in texts:
        for term in found:
            fields[term] = max(fields.get(term, 0.0), _FIELD_WEIGHTS[field])
    return FigureTerms(head, fields)


def match(ask: Ask, figure: Figure, given: FigureTerms, weights: Weights) -> Match | None:
    """How well ``figure`` answers ``ask``; None when it can't."""
    unit = _unit_fit(ask, figure)
    if unit <= 0 or not _role_fits(ask, figure):
        return None
    total = met = carrying = lost = 0.0
    missed = set()
    for term in ask.terms:
        weight = weights(term)
        credit = max((nearness(term, other) * field for other, field in given.fields.items()), default=0.0)
        total += weight
        met += weight * credit
        if weight >= 0.3:
            carrying += weight
            if credit < _MET:
                lost += weight
                if term.startswith("@"):
                    missed.add(term)
    if carrying and lost / carrying > _MISSABLE:
        missed.add("")
    recall = met / total if total else 0.0
    asked = ask.terms | ask.context
    head = [(term, weights(term)) for term in given.head]
    explained = sum(weight * max((nearness(wanted, term) for wanted in asked), default=0.0) for term, weight in head)
    headed = sum(weight for _, weight in head)
    precision = explained / headed if headed > 0.1 else 0.3
    helped = 0.0
    if ask.context:
        shared = sum(weights(t) * max((nearness(t, o) * f for o, f in given.fields.items()), default=0.0) for t in ask.context)
        helped = 0.15 * shared / (sum(weights(t) for t in ask.context) or 1.0)
    score = (0.68 * recall + 0.32 * precision + helped) * (0.6 + 0.4 * unit)
    if is_part_of_town(figure.subject) and not any(nearness(t, o) >= 0.5 for t in asked for o in terms(figure.subject)):
        score *= 0.8 if _PERSON.search(figure.subject) else 0.9
    return Match(figure, score, recall, precision, frozenset(missed))


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

