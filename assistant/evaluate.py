"""Scores answers against a question file: what passed, and the faults that cost a reader's trust.

A question file holds one object a line: ``id``, ``kind``, ``q``, ``history``, and what a right answer must hold: either
``answer`` (figures with ``place``, ``year``, ``value``, ``unit``), or ``expected_values`` beside ``places``, ``years``
and ``expected_ids`` (file names without their ending), with one entry for each value or one for all; ``total`` (a
computed value) and ``must_quote`` (strings that the quotes must hold).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from assistant.answer import Answer, AssertedFigure, Citation
from assistant.batch import Line
from index.errors import QuestionError
from index.fold import fold
from index.units import yuan

# The faults and totals that are counted over all questions, in the order in which they are shown.
COUNTS = (
    "wrong_first",
    "wrong_place",
    "unsupported_numbers",
    "figures_not_in_quote",
    "bad_quotes",
    "citations",
    "figures",
)
_FIGURE_KINDS = ("single", "followup")
_PLACED_KINDS = (*_FIGURE_KINDS, "compare")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"\[\d+\]")
_NUMERAL = re.compile("[一二两三四五六七八九十百千]")
_SEPARATOR = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that an answer must assert; ``None`` leaves a part open. Money is in 元. ``stem`` names the report."""

    value: float
    place: str | None = None
    year: int | None = None
    stem: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what its answer must hold. ``places`` must be cited, and no figure be of another place."""

    id: str
    kind: str
    question: str
    history: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    places: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    total: float | None = None
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one question."""

    case: Case
    answer: Answer
    passed: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of all questions: (passed, asked) by kind, and the counts named in ``COUNTS``."""

    kinds: Mapping[str, tuple[int, int]]
    counts: Mapping[str, int]
    failed: tuple[Judgement, ...] = ()

    @property
    def passed(self) -> int:
        """How many questions passed."""
        return sum(passed for passed, _ in self.kinds.values())

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return sum(asked for _, asked in self.kinds.values())

    def to_json(self) -> dict[str, Any]:
        """The evaluation as plain JSON types."""
        failed = [{"id": one.case.id, "kind": one.case.kind, "status": one.answer.status} for one in self.failed]
        kinds = {kind: {"passed": passed, "asked": asked} for kind, (passed, asked) in self.kinds.items()}
        return {"passed": self.passed, "asked": self.asked, "kinds": kinds, "counts": self.counts, "failed": failed}


def to_case(line: Line) -> Case:
    """What a line of a question file asks for.

    Raises:
        QuestionError: the line can't be used; the message names it.
    """
    if line.problem is not None:
        raise line.problem
    record = line.record
    name = line.id or f"q{line.number:03d}"
    try:
        figures = record.get("answer", [])
        wanted = [Wanted(_plain(f["value"], f.get("unit")), f.get("place"), f.get("year")) for f in figures]
        if "answer" not in record:
            wanted = _aligned(record)
        places = record.get("places") or [one.place for one in wanted if "answer" in record and one.place]
        return Case(
            id=name,
            kind=str(record["kind"]),
            question=line.question,
            history=line.history,
            wanted=tuple(wanted),
            places=frozenset(places),
            stems=frozenset(record.get("expected_ids", [])),
            total=_total(record) if record["kind"] == "aggregate" else None,
            quoted=tuple(record.get("must_quote", [])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise QuestionError(
            f"第 {line.number} 行不是可以评分的问题：字段 {error} 缺失或有误。",
            f"Line {line.number} is not a question that can be scored: {error} is missing or wrong.",
        ) from error


def evaluate(cases: Sequence[Case], ask: Callable[[Case], Answer], text: Callable[[str], str | None]) -> Evaluation:
    """Ask every case and score the answers; ``text`` gives a report's text by its id, ``None`` where there is none."""
    judged = [judge(case, ask(case), text) for case in cases]
    asked, passed, counts = Counter[str](), Counter[str](), Counter(dict.fromkeys(COUNTS, 0))
    for one in judged:
        asked[one.case.kind] += 1
        passed[one.case.kind] += one.passed
        counts.update(one.counts)
    kinds = {kind: (passed[kind], asked[kind]) for kind in sorted(asked)}
    return Evaluation(kinds, dict(counts), tuple(one for one in judged if not one.passed))


def judge(case: Case, answer: Answer, text: Callable[[str], str | None]) -> Judgement:
    """Whether the answer passes, and its faults."""
    cited = {citation.n: citation for citation in answer.citations}
    view = _View(case, answer, cited)
    counts = {
        "figures": len(answer.figures),
        "citations": len(answer.citations),
        "wrong_first": int(view.wrong_first()),
        "wrong_place": view.wrong_places(),
        "unsupported_numbers": view.unsupported_numbers(),
        "figures_not_in_quote": sum(not _holds(cited.get(one.citation), one) for one in answer.figures),
        "bad_quotes": sum(not _exact(citation, text) for citation in answer.citations),
    }
    return Judgement(case, answer, view.passed(), counts)


@dataclass(frozen=True, slots=True)
class _View:
    """A question beside its answer."""

    case: Case
    answer: Answer
    cited: Mapping[int, Citation] = field(default_factory=dict)

    def passed(self) -> bool:
        """Whether the answer is right for its kind of question."""
        case, figures = self.case, self.answer.figures
        if case.kind == "unanswerable":
            return self.answer.status == "not_found" and not figures
        if self.answer.status != "answered":
            return False
        if case.kind in _FIGURE_KINDS:
            few = len(figures) <= len(case.wanted) + 1
            return few and self._all_wanted() and self._quoted() and not self.wrong_first()
        if case.kind == "compare" and case.wanted:
            return self._all_wanted() and len(figures) <= 2 * len(case.wanted)
        if case.kind == "aggregate" and case.wanted:
            return self._computed()
        return self._cites_enough()

    def wrong_first(self) -> bool:
        """Whether the figure that is read first is not one that was wanted."""
        if self.case.kind not in _FIGURE_KINDS or not self.case.wanted or not self.answer.figures:
            return False
        return not any(self._is(self.answer.figures[0], wanted) for wanted in self.case.wanted)

    def wrong_places(self) -> int:
        """How many figures are of a place that was not asked about."""
        if self.case.kind not in _PLACED_KINDS or not self.case.places:
            return 0
        return sum(figure.place not in self.case.places for figure in self.answer.figures)

    def unsupported_numbers(self) -> int:
        """How many numbers of the answer's text stand in no quote, no computed value and not in the question."""
        plain = self.answer.to_json()
        known = "".join(f"{one.quote}{one.year}" for one in self.answer.citations)
        known += json.dumps([plain["aggregate"], plain["scope"]], ensure_ascii=False)
        known += self.case.question + "".join(self.case.history)
        return sum(number not in known for number in set(_NUMBER.findall(_MARK.sub("", self.answer.answer))))

    def _cites_enough(self) -> bool:
        cited = self.cited.values()
        if self.case.stems:
            files = list(dict.fromkeys(PurePath(one.file).stem for one in cited))
            return self.case.stems <= set(files[:_MOST_FILES]) and self._quoted()
        return self.case.places <= {one.place for one in cited} and self._quoted()

    def _all_wanted(self) -> bool:
        return all(any(self._is(figure, wanted) for figure in self.answer.figures) for wanted in self.case.wanted)

    def _computed(self) -> bool:
        if self.case.total is None:
            return bool(self.answer.figures) and self._is(self.answer.figures[0], self.case.wanted[0])
        computed = self.answer.aggregate
        return computed is not None and abs(computed.value - self.case.total) < 1e-6

    def _quoted(self) -> bool:
        quotes = "\n".join(one.quote for one in self.cited.values())
        return all(words in quotes for words in self.case.quoted)

    def _is(self, figure: AssertedFigure, wanted: Wanted) -> bool:
        citation = self.cited.get(figure.citation)
        stem = PurePath(citation.file).stem if citation else ""
        return (
            abs(_plain(figure.value, figure.unit) - wanted.value) < 1e-6 * max(1.0, abs(wanted.value))
            and wanted.place in (None, figure.place)
            and wanted.year in (None, figure.year)
            and wanted.stem in (None, stem)
        )


def _holds(citation: Citation | None, figure: AssertedFigure) -> bool:
    """Whether the quote holds the figure's number, in digits or (any) Chinese numerals; a zero needs no number."""
    if figure.value == 0:
        return True
    # 1,259件, 1 259件 and １２５９件 hold 1259.
    quote = _SEPARATOR.sub("", fold(citation.quote)) if citation else ""
    forms = {f"{figure.value:g}", str(int(figure.value)) if float(figure.value).is_integer() else str(figure.value)}
    if figure.value >= 10_000:
        forms.add(f"{figure.value / 10_000:g}万")
    return any(form in quote for form in forms) or _NUMERAL.search(quote) is not None


def _exact(citation: Citation, text: Callable[[str], str | None]) -> bool:
    said = text(citation.report) or ""
    return said[citation.start : citation.end] == citation.quote


def _aligned(record: Mapping[str, Any]) -> list[Wanted]:
    """Figures whose parts stand in lists side by side; a list of one counts for all of them."""
    values = record.get("expected_values", [])

    def part(name: str, at: int) -> Any:
        several = record.get(name, [])
        if len(several) == len(values):
            return several[at]
        return several[0] if len(several) == 1 else None

    found = []
    for at, one in enumerate(values):
        stem = part("expected_ids", at)
        # The report is named: its year needs no saying.
        year = None if stem else part("years", at)
        found.append(Wanted(_plain(one["value"], one.get("unit")), part("places", at), year, stem))
    return found


def _total(record: Mapping[str, Any]) -> float | None:
    total, values = record.get("total"), record.get("expected_values", [])
    several = max(len(record.get("places", [])), len(record.get("expected_ids", []))) > 1
    if total is None and len(values) == 1 and several:
        # One value of several reports can only be a computed one.
        total = values[0]
    return None if total is None else float(total["value"])


def _plain(value: Any, unit: str | None) -> float:
    return float(value) * yuan(unit or "")
