"""What speaks for and against a figure as the answer to an ask, as numbers: a row a figure.

The nearer to the number words stand, the more they say; so what the question's words meet is measured field by field: the words
that count the number, its clause, who did it, the clauses before, the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.asked import UNMET, Asked
from assistant.asks import Ask
from assistant.figure_view import FigureView
from assistant.overlap import either, met
from index.fold import fold
from index.records import Figure, Role
from index.units import MONEY, POINTS, RATE, fit
from index.vocabulary import kind, nearness

# 人均年审核70件 is no answer to how many were reviewed.
_MEAN = re.compile(r"[人户村队日月场案]均|平均")
# 新培养12名 and 剩余4处 answer who asks for what is new or left, 未经审查就签订2起 who asks what goes wrong.
_ADDED_ASKED = re.compile(r"新|增|添|\bnew|\badd|\bmore\b")
_LEFT_ASKED = re.compile(r"剩|余|[没未]|还有|\bleft\b|remain|\bun|outstanding|\bnot\b")
_FAULT_ASKED = re.compile(
    r"问题|不足|短板|缺|差|[没未不]|原因|(?<!困)难|弱|(?<!多)少(?!年|$|[？?])|problem|short|lack|\bnot\b|weak"
)
_LONGEST_HEAD = 12
# What is measured relative to the report's best figure as well.
_RELATIVE = ("head", "clause", "context", "all", "asked_for", "unit", "action")


def can_answer(ask: Ask, figure: Figure) -> bool:
    """Whether unit and role let ``figure`` be the answer at all."""
    return unit_fit(ask, figure) > 0 and _role_fits(ask, figure)


def unit_fit(ask: Ask, figure: Figure) -> float:
    """How well the figure's unit fits the one asked for, 0..1."""
    if ask.role in (Role.GROWTH, Role.RANK) and figure.role is ask.role:
        if figure.role is Role.RANK:
            return 1.0
        if ask.rate or not ask.unit:
            return 1.0 if figure.unit in (RATE, *POINTS) else (0.8 if not ask.rate else 0.4)
        return max(fit(ask.unit, figure.unit), 0.4 if figure.unit in (RATE, *POINTS) else 0.0)
    if ask.rate:
        return 1.0 if figure.unit == RATE else 0.0
    if ask.unit:
        return fit(ask.unit, figure.unit)
    if figure.unit == RATE:
        return 0.3 if ask.whether else 0.0
    return 0.6 if figure.unit in MONEY else 0.9


# 县自然资源局立案几件 asks for what another body did.
_BY_OTHERS = re.compile(
    r"(?<![辖社片园城])(?:[县区省]|市(?![容政场民]))(?:级)?(?:(?![镇乡我本]|街道)[一-鿿]){1,8}?(?:局|大队|支队)|(?<!社)[县区市]局(?!长|势|面)"
)


def _role_fits(ask: Ask, figure: Figure) -> bool:
    if ask.role is Role.OUTCOME:
        others = figure.role is Role.OTHER_PARTY and _BY_OTHERS.search(ask.text) is not None
        return others or figure.role in (Role.OUTCOME, Role.OTHER_YEAR)
    if ask.role in (Role.PLAN, Role.REQUIREMENT):
        return figure.role in (Role.PLAN, Role.REQUIREMENT)
    return figure.role is ask.role


def features(asked: Asked, views: Sequence[FigureView], previous: Figure | None) -> NDArray[np.float32]:
    """One row a view, (n, len(FEATURES)). ``previous`` is the figure that answered the ask before this one.

    All views must be of one report, and able to answer.
    """
    same_unit = sum(unit_fit(asked.ask, one.figure) >= 0.99 for one in views) if asked.ask.unit else 0
    rows = [
        {**_words_met(asked, one), **_shape(asked, one, same_unit), **_after(one.figure, previous)} for one in views
    ]
    for name in _RELATIVE:
        best = max((row[name] for row in rows), default=0.0)
        for row in rows:
            row[f"{name}_less"] = row[name] - best
    best_head: dict[int, float] = {}
    for one, row in zip(views, rows, strict=True):
        best_head[one.figure.sentence_start] = max(best_head.get(one.figure.sentence_start, 0.0), row["head"])
    for one, row in zip(views, rows, strict=True):
        # How much better another figure of the sentence meets the question by its own words.
        row["sibling"] = best_head[one.figure.sentence_start] - row["head"]
    together = [row["clause"] + 0.5 * row["context"] + 0.5 * row["asked_for"] for row in rows]
    best = max(together, default=0.0)
    for row, value in zip(rows, together, strict=True):
        row["together_less"] = value - best
    return np.array([[row[name] for name in FEATURES] for row in rows], dtype=np.float32).reshape(
        len(rows), len(FEATURES)
    )


def without_previous(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features as they are when no ask came before."""
    alone = rows.copy()
    alone[:, [FEATURES.index(name) for name in _AFTER]] = 0.0
    return alone


def _words_met(asked: Asked, one: FigureView) -> dict[str, float]:
    words = asked.words
    head = asked.met_by(one.head)
    clause = either(head, asked.met_by(one.clause))
    subject = either(clause, asked.met_by(one.subject))
    whole = either(either(subject, asked.met_by(one.whole)), asked.met_by(one.inherited))
    near = either(whole, asked.met_by(one.near_context))
    context = either(near, asked.met_by(one.context))
    everything = either(context, asked.met_by(one.heading))
    unmet = [weight for weight, value in zip(words.weights, everything, strict=True) if value < UNMET]
    earlier = 0.0
    if asked.earlier.units:
        by = either(met(asked.earlier, one.clause), met(asked.earlier, one.context))
        earlier = asked.earlier.share(either(by, met(asked.earlier, one.subject)))
    own = met(one.words, asked.field)
    return {
        "head": words.share(head),
        "clause": words.share(clause),
        "subject": words.share(subject),
        "whole": words.share(whole),
        "near": words.share(near),
        "context": words.share(context),
        "all": words.share(everything),
        "earlier": earlier,
        "longest": _longest_run(clause) / max(1, len(words.units)),
        "unmet": min(sum(unmet), 4.0) / 4,
        "heaviest_unmet": max(unmet, default=0.0),
        "action": _action_met(asked, one),
        "asked_for": one.words.share(own) if one.words.units else 0.5,
        "not_asked_for": max((w for w, m in zip(one.words.weights, own, strict=True) if m < UNMET), default=0.0),
    }


def _action_met(asked: Asked, one: FigureView) -> float:
    """How near what was done is to what was asked to have been done (调解成功 and 排查); 1 when the ask names nothing done."""
    wanted = asked.actions
    if not wanted:
        return 1.0
    # 调解205件、调成134件: what the number's own words say was done, before what else is done in its clause.
    done = [name for name in one.head.concepts if kind(name) == "action"]
    done = done or [name for name in one.clause.concepts if kind(name) == "action"]
    return sum(max((nearness(name, other) for other in done), default=0.0) for name in wanted) / len(wanted)


def _longest_run(values: Sequence[float]) -> int:
    longest = run = 0
    for value in values:
        run = run + 1 if value >= UNMET else 0
        longest = max(longest, run)
    return longest


def _shape(asked: Asked, one: FigureView, same_unit: int) -> dict[str, float]:
    ask, figure = asked.ask, one.figure
    unit = unit_fit(ask, figure)
    exact = unit >= 0.99 and bool(ask.unit or ask.rate)
    subject = fold(figure.subject).strip("“”\"'「」")
    named = bool(subject) and (subject in asked.field.text or bool(one.subject.concepts & asked.field.concepts))
    named = named or not one.subject.groups.isdisjoint(asked.field.groups)
    part_of_sum = figure.whole is not None
    asks_part = part_of_sum and (ask.part or _asks_for(asked, one))
    return {
        "unit": unit,
        "unit_exact": float(exact),
        "unit_close": float(unit >= 0.89),
        "unit_far": float(unit < 0.4),
        "unit_rare": 1 / (1 + same_unit) if exact and same_unit else 0.0,
        "unit_alone": float(exact and same_unit == 1),
        "other_rate": float(bool(asked.rates) and not any(rate in one.clause.text for rate in asked.rates)),
        "part": float(one.part and not named),
        "person": float(one.person),
        "named": float(named),
        "part_for_total": float(ask.total and ((one.part and not named) or (part_of_sum and not asks_part))),
        "share_not_asked": float(part_of_sum and not asks_part),
        "share_asked": float(asks_part),
        "zero": float(figure.value == 0),
        "zero_whether": float(figure.value == 0 and ask.whether),
        "total": float(one.total),
        "head_length": min(len(figure.indicator), _LONGEST_HEAD) / _LONGEST_HEAD,
        "headless": float(len(figure.indicator) < 2),
        "growth": float(figure.role in (Role.GROWTH, Role.RANK)),
        "whether": float(ask.whether),
        "ask_length": min(len(asked.words.units), _LONGEST_HEAD) / _LONGEST_HEAD,
        "money_unasked": float(figure.unit in MONEY and not ask.unit),
        "rate_unasked": float(figure.unit == RATE and not ask.rate),
        "depends": float(bool(ask.earlier)),
        "added_unasked": float(one.added and not _ADDED_ASKED.search(ask.text)),
        "left_unasked": float(one.left and not _LEFT_ASKED.search(ask.text)),
        "success_unasked": float(asked.success_unasked(one)),
        "fault_unasked": float(one.fault and not _FAULT_ASKED.search(ask.text)),
        "mean_unasked": float(bool(_MEAN.search(one.head.text)) and not _MEAN.search(ask.text)),
    }


def _asks_for(asked: Asked, one: FigureView) -> bool:
    """Whether the part's own words meet something of the ask that its whole's words don't (用水 of 纠纷54件，其中用水31件)."""
    own, whole = asked.met_by(one.head), asked.met_by(one.whole)
    return any(mine >= 0.5 and theirs < 0.5 for mine, theirs in zip(own, whole, strict=True))


def _after(figure: Figure, previous: Figure | None) -> dict[str, float]:
    """Where the figure stands from the one that answered the ask before: its neighbour is asked for more often than not."""
    if previous is None:
        return dict.fromkeys(_AFTER, 0.0)
    step = figure.number - previous.number
    gap = figure.start - previous.end
    return {
        "after_any": 1.0,
        "after_itself": float(step == 0),
        "after_in_sentence": float(figure.sentence_start == previous.sentence_start and step != 0),
        "after_soon": float(0 < step <= 2 and gap < 90),
        "after_next": float(step == 1 and gap < 60),
        "after_before": float(-2 <= step < 0 and previous.start - figure.end < 60),
        "after_part": float(figure.whole is not None and figure.whole == previous.number),
    }


_AFTER = ("after_any", "after_itself", "after_in_sentence", "after_soon", "after_next", "after_before", "after_part")
_MET = (
    "head clause subject whole near context all earlier longest unmet heaviest_unmet action asked_for not_asked_for"
).split()
_SHAPE = (
    "unit unit_exact unit_close unit_far unit_rare unit_alone other_rate part person named part_for_total share_not_asked "
    "share_asked zero zero_whether total head_length headless growth whether ask_length money_unasked rate_unasked depends "
    "mean_unasked added_unasked left_unasked success_unasked fault_unasked"
).split()
FEATURES: tuple[str, ...] = (
    *_MET,
    *_SHAPE,
    *_AFTER,
    *(f"{name}_less" for name in _RELATIVE),
    "together_less",
    "sibling",
)
