"""What speaks for and against a figure as the answer to an ask, as numbers: a row a figure.

The nearer to the number words stand, the more they say; so what the question's words meet is measured field by field: the words
that count the number, its clause, who did it, the clauses before, the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.asked_words import bare_words
from assistant.asks import Ask
from assistant.figure_view import REALLY, FigureView
from assistant.overlap import Field, Words, either, met, read_field, read_words
from index.background import pairs_of
from index.fold import fold
from index.records import Figure, Role
from index.units import MONEY, POINTS, RATE, families, fit
from index.vocabulary import kind, nearness, objects

# 人均年审核70件 is no answer to how many were reviewed.
_MEAN = re.compile(r"[人户村队日月场案]均|平均")
# What the unit asked for says already: 面积多少平方米 need not meet 面积.
_SAID_BY_UNIT = {
    "area": re.compile("面积"),
    "length": re.compile("长度|里程|总长|全长"),
    "money": re.compile(r"金额|款项|的钱|\bmoney\b"),
}
# 问题 is a shortcoming in a heading; asked about (咨询法律问题) it may be anything.
_VAGUE = ("@shortcoming",)
# Who does something may be named a clause earlier than what is counted.
_ACTOR = re.compile(r"(?:[员队所室站人村]|顾问|中心|律师|社区|小组|counsel|advis[eo]rs?|lawyers?|mediators?|teams?)$")
_ABOUT_LAWS = re.compile(r"法(?![治律院官庭])|条例|规定|办法|学|宣传|宣讲|普法|培训|study|stud|learn|train|public")
_LAW = re.compile(r"《[^《》]*》")
_RATE_NAME = re.compile(r"([一-鿿]{2})率")
# 新培养12名 and 剩余4处 answer who asks for what is new or left, 未经审查就签订2起 who asks what goes wrong.
_ADDED_ASKED = re.compile(r"新|增|添|\bnew|\badd|\bmore\b")
_LEFT_ASKED = re.compile(r"剩|余|[没未]|还有|\bleft\b|remain|\bun|outstanding|\bnot\b")
# 调解了多少起 asks for all of them: 受理调解386起, before 调解成功371起.
_SUCCESS = re.compile(r"成功|[调办谈]成")
_SUCCEEDED = re.compile(rf"{_SUCCESS.pattern}|[劝说]成|促成|达成")
_SUCCESS_ASKED = re.compile(r"(?<![完组形构])成(?!立|员|果|效|本|年|人|分|都)|好了|妥|拢|success")
_BROUGHT_ABOUT = re.compile(
    r"成功(?!率)|(?<![一-鿿])成了(?=几|多少)|(?<![没未])[调办谈说劝]成(?!立|员|果|效|本|功率)|调[好妥]|success"
)
_FAILED = re.compile(r"[没未不](?:有)?(?:能|达)?(?:[调办谈]|成功)")
_FAULT_ASKED = re.compile(
    r"问题|不足|短板|缺|差|[没未不]|原因|(?<!困)难|弱|(?<!多)少(?!年|$|[？?])|problem|short|lack|\bnot\b|weak"
)
_LONGEST_HEAD = 12
_UNMET = 0.3
# A figure that meets less of the question than this, with all that stands around it, is about something else.
_LEAST_MET = 0.3
# Who asks how many were hired isn't told how many took an exam.
_HIRED = re.compile(r"[聘招](?!标|商|投)|录用")
_TRAINED = re.compile(r"^(?!.*[聘招录]).*(?:报名|参加|参训|考取|取得|通过|培训)")
_CAUSED = re.compile(r"因(?!此|为|而|素)([一-鿿]{2,12}?)(?:问题|不当|原因)?(?:引发|引起|导致|产生|造成|被|而)")
_ANY_CAUSE = re.compile(r"(?:违法|不当)?(?:行政(?:执法)?行为|行政管理|行政执法)")
# What is measured relative to the report's best figure as well.
_RELATIVE = ("head", "clause", "context", "all", "asked_for", "unit", "action")


def _untitled(fields: Sequence[Field]) -> list[Field]:
    """``fields`` without the names of laws and documents in them."""
    return [read_field(_LAW.sub("", field.text)) if "《" in field.text else field for field in fields]


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask, read for matching."""

    ask: Ask
    words: Words
    field: Field
    earlier: Words
    rates: tuple[str, ...]
    # What each text was found to meet: headings and subjects come again and again.
    known: dict[str, list[float]] = dataclass_field(default_factory=dict, compare=False)

    def met_by(self, field: Field) -> list[float]:
        """How well each unit of the ask is met by ``field``."""
        found = self.known.get(field.text)
        if found is None:
            found = self.known[field.text] = met(self.words, field)
        return found

    def met_by_any(self, fields: Sequence[Field]) -> list[float]:
        """How well each unit of the ask is met by that of ``fields`` which meets it best."""
        return [max(values) for values in zip(*map(self.met_by, fields), strict=True)]

    @staticmethod
    def of(ask: Ask, rarity: dict[str, float]) -> Asked:
        """``ask`` with its words read."""
        bare = bare_words(ask.text)
        for family, noun in _SAID_BY_UNIT.items():
            if ask.unit in families()[family]:
                bare = noun.sub(" ", bare)
        rates = tuple(f"{name}率" for name in _RATE_NAME.findall(ask.text)) if ask.rate else ()
        return Asked(
            ask, read_words(bare, rarity), read_field(bare), read_words(bare_words(ask.earlier), rarity), rates
        )

    def names_another_thing(self, one: FigureView) -> bool:
        """Whether the ask is about something else: hardly a word of it, or not the thing of the domain that it names (行政复议
        beside 行政诉讼), stands around the figure."""
        around = (one.head, one.clause, one.subject, one.whole, one.inherited, one.context, one.heading)
        if not self.words.units:
            return False
        share = self.words.share(self.met_by_any(around))
        if (
            share < _LEAST_MET
            or self._of_a_cause_unasked(one)
            or (_HIRED.search(self.words.text) and _TRAINED.search(one.clause.text))
        ):
            return True
        things = [
            (first, last, name)
            for first, last, name in self.words.concepts
            if kind(name) == "object" and name not in _VAGUE
        ]
        close: Sequence[Field] = (one.head, one.clause, one.subject, one.whole, one.inherited)
        wide: Sequence[Field] = (*close, one.context, one.heading)
        if not _ABOUT_LAWS.search(self.words.text):
            # 学习《行政处罚法》17次 says nothing of penalties.
            close, wide = _untitled(close), _untitled(wide)
        if any(not self._named_in(wide, *thing) for thing in things):
            return True
        counts_a_thing = bool(objects(one.head.concepts)) and one.figure.unit != RATE
        if one.figure.unit not in families()["person"]:
            things = [thing for thing in things if not _ACTOR.search(self._said(*thing[:2]))]
        return counts_a_thing and bool(things) and not any(self._named_in(close, *thing) for thing in things)

    def _of_a_cause_unasked(self, one: FigureView) -> bool:
        """Whether the figure says none of one cause only, and the ask names no cause: 未因信息公开引发诉讼 is not 没有诉讼."""
        found = _CAUSED.search(one.head.text) if one.figure.value == 0 else None
        if found is None or _ANY_CAUSE.fullmatch(found[1]):
            return False  # 因行政行为引发的诉讼 is all of them
        return not any(pair in self.words.text for pair in pairs_of(found[1]))

    def _said(self, first: int, last: int) -> str:
        """The ask's words from one unit to another."""
        return self.words.text[self.words.units[first][0] : self.words.units[last - 1][1]]

    def _named_in(self, fields: Sequence[Field], first: int, last: int, name: str) -> bool:
        """Whether one of ``fields`` names the concept that units ``first`` to ``last`` of the ask name, not just shares letters."""
        words = self._said(first, last)
        groups = frozenset(g for begin, end, some in self.words.groups if begin <= first and last <= end for g in some)
        return any(
            words in field.text
            or not groups.isdisjoint(field.groups)
            or any(nearness(name, other) >= _UNMET for other in field.concepts)
            for field in fields
        )

    @property
    def actions(self) -> list[str]:
        """The concepts of what was done that the ask names."""
        return [name for _, _, name in self.words.concepts if kind(name) == "action"]

    @property
    def asks_success(self) -> bool:
        """Whether the ask counts only what was brought to a good end."""
        return bool(_BROUGHT_ABOUT.search(self.ask.text))

    @property
    def asks_what_really_is(self) -> bool:
        """Whether the ask wants what really is, of what there is on paper."""
        return bool(REALLY.search(self.ask.text))

    @staticmethod
    def tells_success(one: FigureView) -> bool:
        """Whether the figure counts what succeeded."""
        return bool(_SUCCEEDED.search(one.figure.indicator)) and not _FAILED.search(one.figure.indicator)

    def success_unasked(self, one: FigureView) -> bool:
        """Whether the figure counts only what succeeded, and the ask doesn't."""
        return bool(_SUCCESS.search(one.figure.indicator)) and not _SUCCESS_ASKED.search(self.ask.text)

    def touches(self, one: FigureView) -> bool:
        """Whether the figure's own words, its clause or its subject have anything to do with the ask."""
        if not all(
            self.field.concepts.isdisjoint(field.concepts) and self.field.groups.isdisjoint(field.groups)
            for field in (one.clause, one.head)
        ):
            return True
        text, units = self.words.text, self.words.units
        clause = f"{one.clause.text} {one.head.text} {one.subject.text}"
        return any(
            following[0] == begin + 1 and text[begin : following[1]] in clause
            for (begin, _), following in pairwise(units)
        )


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


def _role_fits(ask: Ask, figure: Figure) -> bool:
    if ask.role is Role.OUTCOME:
        return figure.role in (Role.OUTCOME, Role.OTHER_YEAR)
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
    unmet = [weight for weight, value in zip(words.weights, everything, strict=True) if value < _UNMET]
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
        "not_asked_for": max((w for w, m in zip(one.words.weights, own, strict=True) if m < _UNMET), default=0.0),
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
        run = run + 1 if value >= _UNMET else 0
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
