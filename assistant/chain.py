"""The whole sequence from question to answer, on one screen, as a LangChain Runnable."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.anchor import anchor
from assistant.answer import Answer
from assistant.compose import answer_library, answer_practice, answer_problem
from assistant.config import Settings
from assistant.figure_answer import answer_figures
from assistant.ledger import Finding, Ledger
from assistant.passages import Evidence, gather
from assistant.places import Gazetteer
from assistant.question import Question, understand
from assistant.scope import Selection, older, select
from assistant.suggest import suggestions
from assistant.towns import Town
from assistant.wording import NO_MODEL
from index.library import Library
from index.parts import Part, part_of

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way through the chain; each step fills in its part."""

    text: str
    history: tuple[str, ...] = ()
    question: Question | None = None
    selection: Selection | None = None
    findings: list[list[Finding]] | None = None
    evidence: Evidence | None = None
    answer: Answer | None = None
    timings_ms: tuple[tuple[str, int], ...] = ()


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

    @property
    def chain(self) -> Runnable[Turn, Turn]:
        """understand → select → gather → compose, each a step of one LangChain sequence."""
        from langchain_core.runnables import RunnableLambda  # noqa: PLC0415  (takes half a second)

        steps = RunnableLambda(self._understand) | self._select | self._gather | self._compose
        return steps.with_config(run_name="fazhi")

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
        started = time.perf_counter()
        turn = self.chain.invoke(Turn(question, tuple(history)))
        assert turn.answer is not None
        if use_model:
            turn = replace(turn, answer=replace(turn.answer, notes=(*turn.answer.notes, NO_MODEL)))
        assert turn.answer is not None
        total = round((time.perf_counter() - started) * 1000)
        return replace(turn.answer, id=question_id, timings_ms={**dict(turn.timings_ms), "total": total})

    def stream(
        self, question: str, history: Sequence[str] = (), *, use_model: bool | None = None
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, the whole Answer last."""
        answer = self.ask(question, history, use_model=use_model)
        for piece in re.findall(r"[^\n。；]*[\n。；]?", answer.answer):
            if piece:
                yield piece
        yield answer

    def warm(self) -> None:
        """Load what the first question would otherwise wait for: dictionaries, figures and the embedding model."""
        self._refresh()
        self.library.embedder.load()
        self.ask("法治政府建设怎么做")

    def _understand(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        gazetteer, _ = self._refresh()
        question = understand(turn.text, turn.history, gazetteer, self._today or date.today())
        return replace(turn, question=question, timings_ms=(*turn.timings_ms, ("understand", _ms(started))))

    def _select(self, turn: Turn) -> Turn:
        assert turn.question is not None
        gazetteer, _ = self._refresh()
        selection = select(turn.question, gazetteer.towns, self.library.catalog.reports())
        return replace(turn, selection=anchor(turn.question, selection, self.library.catalog))

    def _gather(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        _, ledger = self._refresh()
        if selection.problem or question.kind == "library":
            return turn
        if question.asks and (question.figures or question.terse):
            turn = replace(turn, findings=ledger.find(question, selection))
            turn = self._earlier_years(turn, ledger)
            selection = turn.selection or selection
        stated = turn.findings is not None and any(f.matches for row in turn.findings for f in row)
        if stated and not question.figures:
            turn = replace(
                turn,
                question=replace(question, figures=True, kind="single" if len(selection.slots) == 1 else "compare"),
            )
        if not stated and (not question.figures or not question.asks or question.asks[0].whether):
            turn = replace(turn, findings=None, evidence=gather(self.library, question, selection))
        return replace(turn, timings_ms=(*turn.timings_ms, ("retrieve", _ms(started))))

    def _earlier_years(self, turn: Turn, ledger: Ledger) -> Turn:
        """Where no year was asked for and the latest report says nothing, the newest report of the town that does."""
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        stated = any(f.matches for row in turn.findings or () for f in row)
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

    def _compose(self, turn: Turn) -> Turn:
        started = time.perf_counter()
        question, selection = turn.question, turn.selection
        assert question is not None
        assert selection is not None
        gazetteer, ledger = self._refresh()
        if question.kind == "library":
            answer = answer_library(question, gazetteer.towns, self.library.catalog.reports(), ledger)
        elif selection.problem:
            answer = answer_problem(question, selection)
        elif turn.findings is not None:
            answer = answer_figures(question, selection, turn.findings, ledger)
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
        return sum(bool(finding.matches) for finding in ledger.find(question, selection)[0])

    def has_part(self, town: Town, part: Part) -> bool:
        """Whether the town's newest report has this part."""
        sections = self.library.catalog.report(town.reports[0][1]).sections
        return any(part_of(section.path) is part for section in sections)

    def _refresh(self) -> tuple[Gazetteer, Ledger]:
        """The gazetteer and ledger of the catalog as it stands."""
        catalog = self.library.catalog
        key = (catalog, catalog.version())
        with self._guard:
            if self._known != key or self._ledger is None:
                if self._ledger is None or self._known is None or self._known[0] is not catalog:
                    self._ledger = Ledger(catalog)
                self._gazetteer = Gazetteer(catalog.reports())
                self._known = key
            return self._gazetteer, self._ledger


def _ms(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
