"""Figure questions: the figures in scope that answer each ask, place by place and year by year."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.anchor import means_one_town
from assistant.asked import Asked
from assistant.bodies import of_another_body
from assistant.completion import asks_what_is_left, tells_what_is_left
from assistant.enumerated import others_of_its_kind
from assistant.exclusions import cannot_be_meant
from assistant.features import can_answer, features, unit_fit, without_previous
from assistant.figure_choice import Finding, asks_from_and_to, choose, moved_from, one_each
from assistant.figure_view import FigureView, said_aloud, view
from assistant.finding_rows import MOST_OFFERED, as_planned, of_one_subject, only_offered, told_since
from assistant.follow_on import behind_it, who_came
from assistant.match import Match
from assistant.periods import of_another_period, without_periods
from assistant.postings import Postings
from assistant.precedence import in_order
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.scorer import Scorer, load_scorer
from assistant.second_reading import SecondReading, certain, needed
from assistant.whole_town import names_its_parts, tells_a_part, tells_no_part_named
from index.catalog import Catalog
from index.records import Figure, Report, Role
from index.rows import ReportInfo

# A figure is asserted when "none of them" is less probable than this, and offered from a twentieth on.
NONE_AT_MOST = 0.5
# A question that names no place could be about one that the library lacks.
_NONE_AT_MOST_ANYWHERE = 0.15
OFFERED = 0.05
_FEW_TOWNS = 2
_MOST_REPORTS_KEPT = 6000
# With more reports in scope only figures that share something with the ask are weighed.
_WIDE = 12
# A figure in a unit this far from the one asked for (次 for 名) is at most offered.
_UNIT_FAR = 0.2
_MANY_FIGURES = 300
# A figure that doesn't name the thing asked for must be as probable as this after a second reading.
_SURE = 0.8
# So much may be left of the figures that a second reading didn't take for something else, to be weighed among themselves,
_LEAST_LEFT = 0.1
# and none of them is then as sure as one that it chose.
_AMONG_MOST = 0.79
# With more reports in scope none is read a second time: at 11 ms a figure nobody would wait for all of them, and to read
# some and not others would be no comparison.
_READ_AGAIN = 60


# 没罚的有多少起 asks for a number.
_NONE_ASKED = re.compile(r"没有?(?!解|成|办|调|[^有发出收涉][一-鿿]{0,3}的?(?:有|是)?(?:多少|几))|未|无")


# 工程类的占多少 may be answered by a number where no share is stated.
_SHARE_OR_NUMBER = re.compile(r"占(?:了|到)?多少(?=$|[？?，,。 ])")


@dataclass(frozen=True, slots=True)
class Read:
    """A report opened for matching: its text, and its figures with their words."""

    report: Report
    views: tuple[FigureView, ...]


class Ledger:
    """The figures of a library, matched to what is asked. Safe for several threads."""

    def __init__(self, catalog: Catalog, scorer: Scorer | None = None, second: SecondReading | None = None) -> None:
        """``catalog`` holds the figures; ``scorer`` is the one that the program carries, if not given.

        ``second`` reads again where the scorer is in doubt, if given.
        """
        self._catalog = catalog
        self._lock = threading.Lock()
        self._infos: tuple[ReportInfo, ...] = ()
        self._opened: OrderedDict[str, Read] = OrderedDict()
        self._postings: Postings | None = None
        self._scorer = scorer or load_scorer()
        self._second = second

    def find(self, question: Question, selection: Selection, *, quick: bool = False) -> list[list[Finding]]:
        """For each ask of ``question``, one finding a slot of ``selection``, in order; ``quick`` weighs only near figures."""
        reads = self.open(selection.report_ids)
        wide = quick or len(reads) > _WIDE
        placed = bool(question.places.towns or question.places.everywhere)
        named = None if placed else selection.anchored
        rarity = self._scorer.rarity
        own = {
            town: Asked.of(ask, rarity)
            for town, ask in zip(question.places.towns, question.own_asks, strict=bool(question.own_asks))
        }
        asks = [Asked.of(ask, rarity) for ask in (question.asks[:1] if own else question.asks)]
        before = Asked.of(question.before[-1], rarity) if question.before else None
        found: list[list[Finding]] = [[] for _ in asks]
        second = None if quick or len(reads) > _READ_AGAIN else self._second
        # A report on the first half says in its title that it is.
        in_all = (
            [Asked.of(replace(asked.ask, text=without_periods(asked.ask.text)), rarity) for asked in asks]
            if any(slot.of_the_part for slot in selection.slots)
            else asks
        )
        could = self._could_state(reads, asks) if before is None and not own else None
        for slot in selection.slots:
            read = reads[slot.report.report_id]
            previous = self._previous(before, slot, read, second)
            for position, of_all in enumerate(asks):
                if could is not None and previous is None and slot.report.report_id not in could[position]:
                    found[position].append(Finding(slot, of_all.ask, (), ()))
                    continue
                asked = own.get(slot.town, in_all[position] if slot.of_the_part else of_all)
                finding = self._answer(asked, slot, read, previous, second, wide=wide, named=named)
                found[position].append(finding)
                previous = finding.matches[0].figure if finding.matches else previous
        if len(found) > 1 and selection.slots:
            each = (self._one_each(asks, of_slot, reads) for of_slot in zip(*found, strict=True))
            found = [list(row) for row in zip(*each, strict=True)]
        if could is not None and not any(finding.matches for row in found for finding in row):
            # Then what comes nearest is offered, and a few reports are enough to find it in.
            for row, asked in zip(found, asks, strict=True):
                for position, finding in enumerate(row[:_READ_AGAIN]):
                    read = reads[finding.slot.report.report_id]
                    row[position] = self._answer(asked, finding.slot, read, None, second, wide=wide, named=named)
        if question.years.since:
            found = [told_since(row, question.years.since, lambda of: reads[of].report.text) for row in found]
        found = [
            as_planned(row) if asked.ask.role is Role.PLAN else row for asked, row in zip(asks, found, strict=True)
        ]
        places = question.places
        if question.operation is not None and not placed and any(f.matches for row in found for f in row):
            # What some report clearly states is a thing that reports state: the others need no more certainty than with a place.
            found = [
                [
                    f
                    if f.matches or (could is not None and f.slot.report.report_id not in could[position])
                    else self._answer(
                        own.get(f.slot.town, asked), f.slot, reads[f.slot.report.report_id], None, second, wide=wide
                    )
                    for f in row
                ]
                for position, (asked, row) in enumerate(zip(asks, found, strict=True))
            ]
        if question.kind == "single" and not places.towns and not places.everywhere:
            return of_one_subject(found)
        if places.region and means_one_town(question.text):
            found = of_one_subject(found)
            if found and len(found[0]) > _FEW_TOWNS:
                return [[only_offered(finding) for finding in row] for row in found]
        return found

    def report(self, report_id: str) -> Report:
        """The report with its text, from those opened or from the catalog."""
        with self._lock:
            read = self._opened.get(report_id)
        return (read or self.open([report_id])[report_id]).report

    def open(self, report_ids: Sequence[str]) -> dict[str, Read]:
        """The reports with these ids, read for matching; kept for the next question."""
        with self._lock:
            if (infos := self._catalog.reports()) is not self._infos:
                # Something was written: what was read of reports that are as they were still holds.
                before, now = ({info.report_id: info for info in some} for some in (self._infos, infos))
                for report_id in [one for one in self._opened if before.get(one) != now.get(one)]:
                    del self._opened[report_id]
                self._infos = infos
            absent = [report_id for report_id in report_ids if report_id not in self._opened]
            figures: dict[str, list[Figure]] = {report_id: [] for report_id in absent}
            for figure in self._catalog.figures(absent) if absent else ():
                figures[figure.report_id].append(figure)
            for report_id in absent:
                report = self._catalog.report(report_id)
                self._opened[report_id] = _read(report, figures[report_id], self._scorer.rarity)
            opened = {report_id: self._opened[report_id] for report_id in report_ids}
            while len(self._opened) > max(_MOST_REPORTS_KEPT, len(report_ids)):
                self._opened.popitem(last=False)
            return opened

    @staticmethod
    def _one_each(asks: Sequence[Asked], found: Sequence[Finding], reads: dict[str, Read]) -> tuple[Finding, ...]:
        """``found`` of one slot, an ask each, so that no two asks get one number."""
        read = reads[found[0].slot.report.report_id]

        def fits(position: int, match: Match) -> bool:
            asked = asks[position]
            view = next(one for one in read.views if one.figure is match.figure)
            return _suits(asked, view, read.report) and not asked.names_another_thing(view)

        return one_each(found, fits)

    def _could_state(self, reads: dict[str, Read], asks: Sequence[Asked]) -> list[frozenset[str]] | None:
        """For each ask, which of very many reports can state it at all; None of few, which are all weighed."""
        if len(reads) <= _READ_AGAIN:
            return None
        now = {report_id: read.views for report_id, read in reads.items()}
        with self._lock:
            if self._postings is None or not self._postings.of_these(now):
                self._postings = Postings(now)
            postings = self._postings
        return [
            frozenset(reads) if _SHARE_OR_NUMBER.search(asked.ask.text) else postings.could_state(asked)
            for asked in asks
        ]

    def _previous(self, before: Asked | None, slot: Slot, read: Read, second: SecondReading | None) -> Figure | None:
        """The figure that answered the question before this one."""
        if before is None:
            return None
        finding = self._answer(before, slot, read, None, second)
        return finding.matches[0].figure if finding.matches else None

    def _answer(
        self,
        asked: Asked,
        slot: Slot,
        read: Read,
        previous: Figure | None,
        second: SecondReading | None,
        *,
        wide: bool = False,
        named: str | None = None,
    ) -> Finding:
        """What ``read`` says to ``asked``; to what asks for a share, a number where no share is stated.

        ``named`` is what the question names instead of a place, "" for nothing; ``None`` where it names a place.
        """
        found = self._weigh(asked, slot, read, previous, second, wide=wide, named=named)
        if found.matches or not (asked.ask.rate and _SHARE_OR_NUMBER.search(asked.ask.text)):
            return found
        number = replace(asked, ask=replace(asked.ask, rate=False, unit="", part=True))
        return self._weigh(number, slot, read, previous, second, wide=wide, named=named)

    def _weigh(
        self,
        asked: Asked,
        slot: Slot,
        read: Read,
        previous: Figure | None,
        second: SecondReading | None,
        *,
        wide: bool,
        named: str | None,
    ) -> Finding:
        views = candidates(asked, slot, read, wide=wide)
        if previous is not None:
            if came := who_came(asked.ask.text, views, previous):
                return Finding(slot, asked.ask, (Match(came.figure, 1.0),), ())
            views = behind_it(asked.ask.text, views, previous)
        if asked.asks_penalties:
            views = [said_aloud(one) if one.implied else one for one in views]
        if asks_what_is_left(asked.ask.text):
            views = [one for one in views if tells_what_is_left(_about(one, read.report)[0])]
        if not views:
            return Finding(slot, asked.ask, (), ())
        rows = features(asked, views, previous)
        shares = self._scorer.probabilities(rows)
        if previous is not None:
            # What is asked for next mostly stands next, but needn't: whichever leaves less doubt.
            alone = self._scorer.probabilities(without_previous(rows))
            shares = max(shares, alone, key=lambda some: float(some.max()))
        if asked.ask.whether or _NONE_ASKED.search(asked.ask.text):
            # 有没有 and 没有发生 may be answered by a none in words or by a number: whichever stands out.
            otherwise = replace(asked, ask=replace(asked.ask, whether=not asked.ask.whether))
            shares = max(shares, self._scorer.probabilities(features(otherwise, views, previous)), key=sum)
        near = [Match(one.figure, float(share)) for one, share in zip(views, shares, strict=True)]
        reread = False
        if second is not None:
            doubted = certain(shares) and asked.names_another_thing(views[int(shares.argmax())])
            reread = needed(asked.ask, shares, doubted=doubted)
            if reread:
                shares = _among_the_things(
                    asked, views, second.probabilities(asked.ask, views, read.report.text, shares)
                )
        shares = in_order(asked, views, shares)
        ordered = sorted(zip(views, shares, strict=True), key=lambda pair: (-float(pair[1]), pair[0].figure.start))
        found = [Match(one.figure, float(share)) for one, share in ordered]
        best = ordered[0][0]
        at_place = named is None or (named and named in _told_around(best, read.report))
        stated = 1.0 - sum(match.score for match in found) < (NONE_AT_MOST if at_place else _NONE_AT_MOST_ANYWHERE)
        # 没有复议 and 没有诉讼 are told in nearly the same words: of a none the thing must be named.
        another = asked.counts_another(best)
        sure = reread and found[0].score >= _SURE and best.figure.value != 0 and not another
        named_at = sure or not asked.names_another_thing(best) or names_its_parts(asked, best, views)
        stated = stated and named_at and _suits(asked, best, read.report)
        stated = stated and not (tells_a_part(asked, best) or tells_no_part_named(asked, best, read.views))
        stated = stated and not of_another_body(asked.ask, best, read.report)
        chosen = choose(found, near, asked.ask) if stated else []
        if chosen and asks_from_and_to(asked.ask.text):
            before = [view.figure for view in read.views if moved_from(view.figure, chosen[0].figure)]
            chosen = [*(Match(figure, chosen[0].score) for figure in before[-1:]), chosen[0]]
        taken = {match.figure.number for match in chosen}
        nearest = [match for match in near if match.figure.number not in taken and match.score >= OFFERED]
        nearest = sorted(nearest, key=lambda match: -match.score)[:MOST_OFFERED]
        if chosen and (kinds := others_of_its_kind(asked, read.views, best)):
            # None of the kinds is all of them, and added up they would be a number that nobody has checked.
            counted = sorted((best, *kinds), key=lambda one: one.figure.number)
            return Finding(slot, asked.ask, (), (), tuple(Match(one.figure, OFFERED) for one in counted))
        return Finding(slot, asked.ask, tuple(chosen), tuple(nearest))


def _among_the_things(asked: Asked, views: Sequence[FigureView], shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """``shares`` of a second reading without the best ones that name another thing, unless it is sure of them.

    It reads what was asked before as well, and may take up that (行政复议几件 before 行政诉讼几件).
    """
    kept = shares.copy()
    for best in np.argsort(-shares):
        sure = shares[best] >= _SURE and not asked.counts_another(views[best])
        if sure or not asked.names_another_thing(views[best]):
            break
        kept[best] = 0.0
    if (kept == shares).all():
        return shares
    # What was taken away is shared out, as far as it makes nothing surer than the second reading can be.
    left = float(kept.sum()) + max(0.0, 1.0 - float(shares.sum()))
    return np.minimum(kept / left, np.float32(_AMONG_MOST)) if left > _LEAST_LEFT else kept


def _suits(asked: Asked, one: FigureView, report: Report) -> bool:
    """Whether the figure's unit and the part of the year that it is of are what is asked for."""
    of_unit = not asked.ask.unit or unit_fit(asked.ask, one.figure) > _UNIT_FAR
    return of_unit and not of_another_period(asked.ask.text, asked.ask.earlier, *_about(one, report))


def _about(one: FigureView, report: Report) -> tuple[str, str]:
    """The words that may say of which part of the year a figure is: its clause, and what stands around that."""
    figure = one.figure
    clause = report.text[figure.clause_start : figure.clause_end]
    # 全年156件，其中7月23件: what stands behind a figure is not of its part of the year.
    so_far = report.text[figure.sentence_start : figure.clause_end]
    return clause, " ".join((report.title, one.heading.text, figure.context, so_far))


def _told_around(one: FigureView, report: Report) -> str:
    """What stands close before a figure, and its sentence: whose name is there is who is spoken of."""
    return report.text[max(0, one.figure.sentence_start - _SPOKEN_WITHIN) : one.figure.sentence_end]


_SPOKEN_WITHIN = 100


def candidates(asked: Asked, slot: Slot, read: Read, *, wide: bool = False) -> list[FigureView]:
    """The figures of ``read`` that can answer at all: of the slot's year, of a unit and a role that fit.

    With ``wide``, only those whose own clause shares a character run, a concept or a word's meaning with the ask.
    """
    able = [one for one in read.views if _of_year(one.figure, slot) and can_answer(asked.ask, one.figure)]
    if wide or len(able) > _MANY_FIGURES:
        able = [one for one in able if asked.touches(one) or (one.implied and asked.asks_penalties)]
    return [one for one in able if not cannot_be_meant(asked.ask, one, slot.year)]


def _read(report: Report, figures: Sequence[Figure], rarity: dict[str, float]) -> Read:
    headings = {section.number: section.path for section in report.sections}
    return Read(
        report,
        tuple(view(figure, report, figures, headings.get(figure.section, ()), rarity) for figure in figures),
    )


def _of_year(figure: Figure, slot: Slot) -> bool:
    """Whether the figure is of the slot's year: its own year where the text names one, else its report's."""
    if slot.other_year or figure.role is Role.OTHER_YEAR:
        return figure.role is Role.OTHER_YEAR and figure.year == slot.year
    return True
