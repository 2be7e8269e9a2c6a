"""Figure questions: the figures in scope that answer each ask, place by place and year by year."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asks import Ask, asked_terms, bare_words
from assistant.match import ACCEPTED, OFFERED, PHRASE, FigureTerms, Match, Weights, figure_terms, match
from assistant.phrases import shared_phrases
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.sense import Sense
from index.binding import is_part_of_town
from index.catalog import Catalog
from index.fold import fold
from index.records import Figure, Report, Role
from index.units import fit
from index.vocabulary import kind, terms
from index.wordclass import weight_of

# Two figures of one report both answer when they fit about equally well (a centre's 37 件 and the town's 45 起).
_EQUAL = 0.94
_MOST_REPORTS_KEPT = 512
# Meaning is asked for help over this many reports at most; the thresholds were set on the questions developed on.
_CLOSE = 2
_FAINT = 0.2
_SENSE_WEIGHT = 0.08
_STANDS_OUT = 2.6
_EXACT_UNIT = 0.9
_SURE_RECALL, _SURE_PRECISION = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Finding:
    """What one report says to one ask: ``matches`` are asserted, best first; ``nearest`` are only offered."""

    slot: Slot
    ask: Ask
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A report opened for matching: its text, its figures and their terms."""

    report: Report
    figures: tuple[Figure, ...]
    terms: tuple[FigureTerms, ...]
    folded: str


class Ledger:
    """The figures of a library, matched to what is asked. Safe for several threads."""

    def __init__(self, catalog: Catalog, sense: Sense | None = None) -> None:
        """``sense`` helps where one or two reports are asked and the words alone don't decide."""
        self._catalog = catalog
        self._sense = sense
        self._lock = threading.Lock()
        self._version = -1
        self._opened: OrderedDict[str, _Read] = OrderedDict()
        self._weights = Weights(())

    def find(self, question: Question, selection: Selection) -> list[list[Finding]]:
        """For each ask of ``question``, one finding a slot of ``selection``, in order."""
        reads = self._open(selection.report_ids)
        close = len(selection.report_ids) <= _CLOSE
        found = [
            [self._answer(ask, slot, reads[slot.report.report_id], close=close) for slot in selection.slots]
            for ask in question.asks
        ]
        places = question.places
        if question.kind == "single" and not places.towns and not places.everywhere:
            return _of_one_subject(found)
        return found

    def report(self, report_id: str) -> Report:
        """The report with its text, from those opened or from the catalog."""
        return self._open([report_id])[report_id].report

    def _open(self, report_ids: Sequence[str]) -> dict[str, _Read]:
        with self._lock:
            version = self._catalog.version()
            if version != self._version:
                self._opened.clear()
                self._weights = Weights(terms(figure.indicator) for figure in self._catalog.figures(None))
                self._version = version
            absent = [report_id for report_id in report_ids if report_id not in self._opened]
            figures: dict[str, list[Figure]] = {report_id: [] for report_id in absent}
            for figure in self._catalog.figures(absent) if absent else ():
                figures[figure.report_id].append(figure)
            for report_id in absent:
                report = self._catalog.report(report_id)
                self._opened[report_id] = _read_terms(report, figures[report_id])
            opened = {report_id: self._opened[report_id] for report_id in report_ids}
            while len(self._opened) > max(_MOST_REPORTS_KEPT, len(report_ids)):
                self._opened.popitem(last=False)
            return opened

    def _answer(self, ask: Ask, slot: Slot, read: _Read, *, close: bool) -> Finding:
        found = []
        spelled = [ask, *_with_phrases(ask, read.folded)]
        for figure, given in zip(read.figures, read.terms, strict=True):
            if not _of_year(figure, slot):
                continue
            ways = [matched for one in spelled if (matched := match(one, figure, given, self._weights)) is not None]
            if ways:
                matched = max(ways, key=lambda m: (not m.missed and m.recall >= ACCEPTED, m.score))
                if matched.recall >= _FAINT:
                    found.append(_weighed(matched, ask, read))
        found.sort(key=lambda m: (-m.score, m.figure.start))
        accepted = [m for m in found if m.recall >= ACCEPTED and not m.missed]
        if close and self._sense is not None and not (accepted and _sure(accepted)):
            found, accepted = self._with_sense(ask, read, found)
        chosen = _choose(accepted, ask)
        nearest = [m for m in found if m not in chosen and m.recall >= OFFERED][:3]
        return Finding(slot, ask, tuple(chosen), tuple(nearest))

    def _with_sense(self, ask: Ask, read: _Read, found: list[Match]) -> tuple[list[Match], list[Match]]:
        """``found`` ordered by words and meaning together, and those of it that may be asserted.

        Meaning alone never overrules a domain term that is not met, another rate, or a unit that does not fit.
        """
        assert self._sense is not None
        outstanding = self._sense.standing_out(ask.text, read.report, read.figures)
        by_number = {figure.number: z for figure, z in zip(read.figures, outstanding, strict=True)}
        weighed = [
            replace(m, score=m.score + _SENSE_WEIGHT * max(-1.0, min(4.0, by_number[m.figure.number]))) for m in found
        ]
        weighed.sort(key=lambda m: (-m.score, m.figure.start))
        accepted = []
        for matched in weighed:
            by_words = matched.recall >= ACCEPTED and not matched.missed
            by_sense = (
                not matched.missed - {"lost", "far"}
                and by_number[matched.figure.number] >= _STANDS_OUT
                and matched.recall >= OFFERED
                and matched.fit >= _EXACT_UNIT
            )
            if by_words or by_sense:
                accepted.append(matched)
        return weighed, accepted


def _of_one_subject(found: list[list[Finding]]) -> list[list[Finding]]:
    """A question that names no place asks about one thing: only the reports that answer its first part best stay."""
    scores = [finding.matches[0].score if finding.matches else 0.0 for finding in found[0]] if found else []
    best = max(scores, default=0.0)
    if best == 0.0:
        return found
    kept = [position for position, score in enumerate(scores) if score >= 0.9 * best]
    return [[row[position] for position in kept] for row in found] if len(kept) <= 2 else found


def _sure(accepted: Sequence[Match]) -> bool:
    """Whether the words alone decide: the best match meets nearly all of them and no other comes near."""
    best = accepted[0]
    return (
        best.recall >= _SURE_RECALL
        and best.precision >= _SURE_PRECISION
        and (len(accepted) == 1 or accepted[1].score < 0.9 * best.score)
    )


def _read_terms(report: Report, figures: Sequence[Figure]) -> _Read:
    by_number = {figure.number: figure for figure in figures}
    headings = {section.number: " ".join(section.path) for section in report.sections}
    sections = {
        section.number: report.text[max(section.start, section.end - 900) : section.end] for section in report.sections
    }
    given = tuple(
        figure_terms(
            figure,
            report.text[figure.clause_start : figure.clause_end],
            sections.get(figure.section, ""),
            headings.get(figure.section, ""),
            by_number.get(figure.whole) if figure.whole is not None else None,
            _inherited(figure, figures),
        )
        for figure in figures
    )
    return _Read(report, tuple(figures), given, "".join(fold(report.text).split()))


def _with_phrases(ask: Ask, folded: str) -> list[Ask]:
    """The ask with the names that it shares with the report as single terms, if there are any."""
    phrases = shared_phrases(bare_words(ask.text), folded)
    if not phrases:
        return []
    rest = ask.text
    for phrase in phrases:
        rest = rest.replace(phrase, " ")
    kept = frozenset(term for term in ask.terms - asked_terms(ask.text))
    return [replace(ask, terms=asked_terms(rest) | kept | {PHRASE + phrase for phrase in phrases})]


def _inherited(figure: Figure, figures: Sequence[Figure]) -> str:
    """What the figures just before count, for one whose own words don't name it (化解8件 after 排查矛盾纠纷9件)."""
    if any(
        kind(term) == "object" or (kind(term) == "word" and weight_of(term) == 1.0 and len(term) > 1)
        for term in terms(figure.indicator)
    ):
        return ""
    for other in reversed(figures[: figure.number]):
        if other.section != figure.section or figure.start - other.end > 160:
            break
        if other.whole is None and any(kind(term) == "object" for term in terms(other.indicator)):
            return other.indicator
    return ""


def _of_year(figure: Figure, slot: Slot) -> bool:
    """Whether the figure is of the slot's year: its own year where the text names one, else its report's."""
    if slot.other_year or figure.role is Role.OTHER_YEAR:
        return figure.role is Role.OTHER_YEAR and figure.year == slot.year
    return True


def _weighed(matched: Match, ask: Ask, read: _Read) -> Match:
    """The whole town's figure before a part of it, unless the part is what is asked."""
    figure = matched.figure
    score = matched.score
    if figure.whole is not None and not ask.part and not _asks_for_part(figure, ask, read):
        score *= 0.86
    clause = read.report.text[figure.clause_start : figure.start]
    if any(word in clause for word in ("共", "累计", "总计", "合计")):
        score *= 1.015
    return replace(matched, score=score)


def _asks_for_part(figure: Figure, ask: Ask, read: _Read) -> bool:
    """Whether the ask has a word that the part counts and its whole does not (用水 of 纠纷54件，其中用水31件)."""
    position = next((p for p, f in enumerate(read.figures) if f.number == figure.whole), None)
    mine = read.terms[figure.number].head if figure.number < len(read.terms) else frozenset()
    theirs = read.terms[position].head if position is not None else frozenset()
    return any(term in ask.terms for term in mine - theirs) or any(
        term.startswith(PHRASE) and term[1:] in fold(figure.indicator) for term in ask.terms
    )


# The units through which a town does the work of the whole: their figure is a second answer, not a detail.
_CORE_UNIT = re.compile(r"(?:镇|乡|街道)?(?:(?:治理|综治|矛调|调解|服务)?中心|调委会|人民调解委员会|司法所)")


def _second_scope(best: Match, other: Match, ask: Ask) -> bool:
    """Whether ``other`` is the same thing counted by the town's own centre (中心调解37件 beside 全镇45起)."""
    if ask.total or ask.rate or not _CORE_UNIT.fullmatch(other.figure.subject) or is_part_of_town(best.figure.subject):
        return False
    mine, theirs = ({t for t in terms(m.figure.indicator) if kind(t) == "object"} for m in (best, other))
    return (
        bool(mine)
        and mine <= theirs
        and other.figure.value < best.figure.value
        and fit(best.figure.unit, other.figure.unit) >= 0.9
    )


def _choose(accepted: Sequence[Match], ask: Ask) -> list[Match]:
    """The best match and any other that answers as well, in other words about another scope."""
    if not accepted:
        return []
    best = accepted[0]
    chosen = [best]
    for other in accepted[1:]:
        if len(chosen) == 2:
            break
        if other.score < _EQUAL * best.score and not _second_scope(best, other, ask):
            continue
        same = any(
            m.figure.value == other.figure.value and fit(m.figure.unit, other.figure.unit) >= 0.9 for m in chosen
        )
        related = other.figure.whole == best.figure.number or best.figure.whole == other.figure.number
        if not same and not related:
            chosen.append(other)
    return chosen
