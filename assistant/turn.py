"""One question on its way through the chain."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer
from assistant.figure_choice import Finding
from assistant.model import Model
from assistant.question import Question
from assistant.quoted import Evidence
from assistant.scope import Selection
from assistant.stop import Stop


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way through the chain; each step fills in its part.

    ``model`` is to word the answer, until ``until`` on the monotonic clock; without one the extractive answer is given.
    """

    text: str
    history: tuple[str, ...] = ()
    question: Question | None = None
    selection: Selection | None = None
    findings: list[list[Finding]] | None = None
    instead: tuple[Finding, ...] = ()
    evidence: Evidence | None = None
    answer: Answer | None = None
    timings_ms: tuple[tuple[str, int], ...] = ()
    model: Model | None = None
    stop: Stop | None = None
    until: float = 0.0
