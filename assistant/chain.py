"""The whole sequence from question to answer, on one screen, as a LangChain Runnable."""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.anchor import anchor, names_no_place
from assistant.answer import Answer, AssertedFigure, Citation, Kind
from assistant.asked_roles import grown_asked
from assistant.breakdown import asks_largest_part, by_parts
from assistant.compose import answer_library, answer_practice
from assistant.config import Settings
from assistant.conversation import understand, written_out
from assistant.draft import Draft
from assistant.figure_answer import answer_figures
from assistant.figure_choice import Finding
from assistant.kinds import tells_beside
from assistant.ledger import Ledger
from assistant.model import Model, attached
from assistant.model_steps import noted, reconsider, word
from assistant.not_stated import answer_problem
from assistant.passage_choice import few_named
from assistant.passages import gather
from assistant.places import Gazetteer
from assistant.question import Question
from assistant.quoted import Evidence
from assistant.scope import Selection, older, select
from assistant.second_reading import SecondReading
from assistant.stop import Stop
from assistant.suggest import suggestions
from assistant.towns import Town
from assistant.turn import Turn
from assistant.wording import NO_MODEL, wording
from index.errors import SettingsError
from index.library import Library
from index.parts import Part, part_of
from index.records import Role

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


class Assistant:
    """Answers questions over a library. Safe for several threads; holds nothing of one conversation."""

    def __init__(self, library: Library, settings: Settings, today: date | None = None) -> None:
        """``today`` is the day that 去年 counts from; the date of asking if not given."""
        self.library = library
        self.settings = settings
        self._today = today
        self._guard = threading.Lock()
        self._known: tuple[object, int] | None = None
        self._gazetteer = Gazetteer(())
        self._ledger: Ledger | None = None
        self._second = SecondReading(settings.store)
        self._model: Model | None = None
        self.model_name = settings.llm_model if settings.has_model else ""

    @property
    def chain(self) -> Runnable[Turn, Turn | Draft]:
        """understand → select → gather → compose → reconsider → write, each a step of one LangChain sequence.

        Up to ``compose`` no model has a part: that answer stands. The last two steps are passed through without one; with
        one, ``write`` gives out Drafts while it writes, and the Turn at last.
        """
        from langchain_core.runnables import RunnableGenerator  # noqa: PLC0415  (takes half a second)

        steps = self._extractive | self._reconsider | RunnableGenerator(self._write)
        return steps.with_config(run_name="fazhi")

    @property
    def _extractive(self) -> Runnable[Turn, Turn]:
        from langchain_core.runnables import RunnableLambda  # noqa: PLC0415  (as above)

        return RunnableLambda(self._understand) | self._select | self._gather | self._compose

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        use_model: bool | None = None,
        question_id: str | None = None,
    ) -> Answer:
        """The answer to ``question`` in the light of the earlier questions of its conversation.

        Raises QuestionError for a question that can't be taken, and other ReportsErrors when something failed: a
        failure is never given out as not found.
        """
        for piece in self._pieces(question, history, use_model, Stop()):
            if isinstance(piece, Answer):
                return replace(piece, id=question_id)
        raise AssertionError

    def stream(
        self, question: str, history: Sequence[str] = (), *, use_model: bool | None = None, stop: Stop | None = None
    ) -> Iterator[str | Draft | Answer]:
        """Pieces of the answer's text as they come, the whole Answer last; Drafts instead while a model writes it.

        Whoever closes the generator or wishes ``stop`` ends the model's work at once.
        """
        stop = Stop() if stop is None else stop
        try:
            drafted = False
            for piece in self._pieces(question, history, use_model, stop):
                if isinstance(piece, Answer) and not drafted:
                    yield from filter(None, re.findall(r"[^\n。；]*[\n。；]?", piece.answer))
                drafted = True
                yield piece
        finally:
            stop.set()

    def _pieces(
        self, question: str, history: Sequence[str], use_model: bool | None, stop: Stop
    ) -> Iterator[Draft | Answer]:
        started = time.perf_counter()
        wanted = use_model is not False
        turn = Turn(question, tuple(history), stop=stop)
        problem: SettingsError | None = None
        try:
            turn = replace(turn, model=self.model() if wanted else None)
        except SettingsError as error:
            problem = error
        for piece in self.chain.stream(turn):
            if isinstance(piece, Draft):
                yield piece
                continue
            turn = piece
        answer = turn.answer
        assert answer is not None
        assert turn.question is not None
        if problem is not None:
            answer = noted(answer, problem, english=turn.question.english)
        elif use_model and turn.model is None:
            answer = replace(answer, notes=(*answer.notes, NO_MODEL))
        total = round((time.perf_counter() - started) * 1000)
        yield replace(answer, timings_ms={**dict(turn.timings_ms), "total": total})

    def model(self) -> Model | None:
        """The attached model, if there is one and it is in use.

        Raises SettingsError when its address can't be one.
        """
        if not self.model_name:
            return None
        if self._model is None or self._model.name != self.model_name:
            self._model = attached(self.settings, self.model_name)
        return self._model

    def warm(self) -> None:
        """Load what the first question would otherwise wait for: dictionaries, figures and the embedding model."""
        self._refresh()
        self.library.embedder.load()
        self._second.load()
        self.ask("法治政府建设怎么做", use_model=False)
        with suppress(SettingsError):  # told with every answer
            if (model := self.model()) is not None:
                model.prepare()

    def _understand(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        gazetteer, _ = self._refresh()
        question = understand(turn.text, turn.history, gazetteer, self._today or date.today())
        if question.found_by:
            question = self._of_winner(question, gazetteer)
        return replace(turn, question=question, timings_ms=(*turn.timings_ms, ("understand", _ms(started))))

    def _of_winner(self, question: Question, gazetteer: Gazetteer) -> Question:
        """``question`` asked of the place that the earlier question found (of all that tie or were counted), in its year."""
        earlier, *before = question.found_by
        answer = self._extractive.invoke(Turn(earlier, tuple(reversed(before)))).answer
        if answer is None:
            return question
        found = _found_places(answer)
        named = {(one.place, one.county) for one in found}
        towns = tuple(town for town in gazetteer.towns if (town.name, town.county) in named)
        if not towns:
            return question
        years = question.years
        if not years.any and found[0].year is not None:
            years = replace(years, years=(found[0].year,), inherited=True)
        kind = question.kind
        if question.figures and kind in ("single", "compare"):
            kind = "single" if len(towns) == 1 else "compare"
        places = replace(question.places, towns=towns, region="", everywhere=False)
        return written_out(replace(question, places=places, years=years, kind=kind, own_years=(), own_asks=()))

    def _select(self, turn: Turn) -> Turn:
        assert turn.question is not None
        gazetteer, _ = self._refresh()
        infos, catalog = self.library.catalog.reports(), self.library.catalog
        selection = select(turn.question, gazetteer.towns, infos)
        narrowed = anchor(turn.question, selection, catalog)
        if narrowed is selection and selection.assumed_latest and names_no_place(turn.question, selection):
            # What no newest report speaks of may stand in one older report: 顾兰芬一个人调了几件.
            every = replace(turn.question, years=replace(turn.question.years, every=True))
            older_one = anchor(turn.question, all_years := select(every, gazetteer.towns, infos), catalog)
            if older_one is not all_years and not set(older_one.report_ids) & set(selection.report_ids):
                narrowed = older_one
        return replace(turn, selection=narrowed)

    def _gather(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        _, ledger = self._refresh()
        if selection.problem or question.kind == "library":
            return replace(turn, instead=self._instead(question, selection, ledger))
        parted = by_parts(question, selection, ledger)
        if parted:
            question = parted[0]
            turn = replace(turn, question=question, findings=parted[1])
        elif (
            question.asks
            and (question.figures or question.terse)
            and not (len(selection.slots) == 1 and asks_largest_part(question))
        ):
            turn = replace(turn, findings=ledger.find(question, selection))
            turn = self._stated_growth(self._earlier_years(turn, ledger), ledger)
            question, selection = turn.question or question, turn.selection or selection
        stated = _stated(turn.findings)
        if not stated:
            turn = replace(turn, instead=self._instead(question, selection, ledger))
        if stated and not question.figures:
            kind: Kind = "single" if len(selection.slots) == 1 else "compare"
            evidence = self._told_of_more(turn)
            turn = (
                replace(turn, findings=None, evidence=evidence)
                if evidence
                else replace(turn, question=replace(question, figures=True, kind=kind))
            )
        worded = turn.findings is None or not question.figures or not question.asks or question.asks[0].whether
        if not stated and worded:
            turn = replace(turn, findings=None, evidence=gather(self.library, question, selection))
        elif not stated and question.kind == "single" and tells_beside(question.text):
            turn = self._told_beside(turn)
        return replace(turn, timings_ms=(*turn.timings_ms, ("retrieve", _ms(started))))

    def _told_beside(self, turn: Turn) -> Turn:
        """Where no report states the figure, what it says to the piece of the question that words answer."""
        assert turn.question is not None
        assert turn.selection is not None
        told = replace(turn.question, kind="narrative", figures=False)
        evidence = gather(self.library, told, turn.selection)
        if not evidence.quotes or evidence.loose:
            return turn
        unstated = wording(told.english).not_stated_part.format(topic=next((ask.text for ask in told.asks), told.text))
        selection = replace(turn.selection, notes=(*turn.selection.notes, unstated))
        return replace(turn, question=told, findings=None, evidence=evidence, selection=selection)

    def _told_of_more(self, turn: Turn) -> Evidence | None:
        """What the reports tell, where a few named towns, or one's years, are compared without 多少 and only some state a figure."""
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        counted = {finding.slot for row in turn.findings or () for finding in row if finding.matches}
        few = few_named(question) or len(question.places.towns) == 1
        if question.kind != "compare" or not few or counted >= set(selection.slots):
            return None
        evidence = gather(self.library, question, selection)
        return evidence if evidence.quotes and not evidence.silent else None

    def _earlier_years(self, turn: Turn, ledger: Ledger) -> Turn:
        """Where no year was asked for and the latest report says nothing, the newest report of the town that does."""
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        stated = _stated(turn.findings)
        if (
            stated
            or question.years.any
            or question.kind != "single"
            or len(question.places.towns) != 1
            or not selection.assumed_latest
        ):
            return turn
        for earlier in older(question.places.towns[0], selection, self.library.catalog.reports()):
            findings = ledger.find(question, earlier)
            if all(any(f.matches for f in row) for row in findings):
                return replace(turn, selection=earlier, findings=findings)
        return turn

    def _instead(self, question: Question, selection: Selection, ledger: Ledger) -> tuple[Finding, ...]:
        """What the newest reports state of the figure asked for, where there is none of the year asked about."""
        if not selection.instead or not question.asks or not question.figures:
            return ()
        now = replace(question, operation=None, threshold=None)
        found = ledger.find(now, Selection(slots=selection.instead))
        return tuple(finding for row in found for finding in row if finding.matches)

    def _stated_growth(self, turn: Turn, ledger: Ledger) -> Turn:
        """Where the change between two years can't be computed, or from one report only that states it as well (比2022年的203起
        少了25起), the growth in that report's words."""
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        if question.operation != "change" or not grown_asked(question.text):
            return turn
        told = [finding for row in turn.findings or () for finding in row if finding.matches]
        of_two_years = len({finding.slot.year for finding in told}) > 1
        if of_two_years and (len({finding.slot.report.report_id for finding in told}) > 1 or len(told) != 2):
            return turn
        asks = tuple(replace(ask, role=Role.GROWTH) for ask in question.asks)
        stated = replace(question, kind="single", operation=None, asks=asks, own_asks=())
        slots = tuple(slot for slot in selection.slots if not slot.other_year)
        own = replace(selection, slots=slots, absent=(), notes=question.places.notes)
        findings = ledger.find(stated, own)
        if not _stated(findings) or (of_two_years and not _is_difference(findings, told)):
            return turn
        return replace(turn, question=stated, selection=own, findings=findings)

    def _compose(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        gazetteer, ledger = self._refresh()
        if question.kind == "library":
            answer = answer_library(question, gazetteer.towns, self.library.catalog.reports(), ledger)
        elif selection.problem:
            answer = answer_problem(question, selection, turn.instead, ledger)
        elif turn.findings is not None:
            answer = answer_figures(question, selection, turn.findings, ledger, turn.instead)
        else:
            assert turn.evidence is not None
            answer = answer_practice(question, selection, turn.evidence, ledger)
        answer = replace(answer, suggestions=suggestions(question, answer, gazetteer.towns, self))
        return replace(turn, answer=answer, timings_ms=(*turn.timings_ms, ("compose", _ms(started))))

    def stating(self, text: str) -> int:
        """How many reports hold the figure that the question ``text`` asks for."""
        gazetteer, ledger = self._refresh()
        question = understand(text, (), gazetteer, self._today or date.today())
        selection = select(question, gazetteer.towns, self.library.catalog.reports())
        if not question.asks or selection.problem:
            return 0
        return sum(bool(finding.matches) for finding in ledger.find(question, selection, quick=True)[0])

    def has_part(self, town: Town, part: Part) -> bool:
        """Whether the town's newest report has this part."""
        report = self.library.catalog.report(town.reports[0][1])
        return any(part_of(section.path, report.year) is part for section in report.sections)

    def _reconsider(self, turn: Turn) -> Turn:
        gazetteer, _ = self._refresh()
        turn = replace(turn, until=time.monotonic() + self.settings.llm_timeout)
        return reconsider(turn, self._extractive.invoke, gazetteer, self._today or date.today())

    def _write(self, turns: Iterable[Turn]) -> Iterator[Turn | Draft]:
        for turn in turns:
            gazetteer, _ = self._refresh()
            yield from word(turn, gazetteer)

    def _refresh(self) -> tuple[Gazetteer, Ledger]:
        """The gazetteer and ledger of the catalog as it stands."""
        catalog = self.library.catalog
        key = (catalog, catalog.version())
        with self._guard:
            if self._known != key or self._ledger is None:
                if self._ledger is None or self._known is None or self._known[0] is not catalog:
                    self._ledger = Ledger(catalog, second=self._second)
                self._gazetteer = Gazetteer(catalog.reports())
                self._known = key
            return self._gazetteer, self._ledger


def _found_places(answer: Answer) -> Sequence[AssertedFigure | Citation]:
    """What names the places that an answer found: the winner's figures, or what is quoted, if that is of one place only."""
    if answer.aggregate is not None and answer.figures:
        first = answer.figures[0]
        counted = answer.aggregate.op == "count"
        return [one for one in answer.figures if counted or (one.value, one.unit) == (first.value, first.unit)]
    quoted = answer.citations if answer.status == "answered" and not answer.figures else ()
    return quoted if len({(one.place, one.county) for one in quoted}) == 1 else ()


def _stated(findings: Sequence[Sequence[Finding]] | None) -> bool:
    """Whether any report states anything of what was asked."""
    return any(finding.matches for row in findings or () for finding in row)


def _is_difference(findings: Sequence[Sequence[Finding]], told: Sequence[Finding]) -> bool:
    """Whether the figure found is how far the two that were told lie apart."""
    first, second = (finding.matches[0].figure for finding in told)
    stated = [match.figure for row in findings for finding in row for match in finding.matches[:1]]
    return any(math.isclose(figure.value, abs(first.value - second.value)) for figure in stated)


def _ms(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
