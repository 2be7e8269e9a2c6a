"""The two steps of the chain in which a model has a part, if one is attached: a follow-up put anew, and the answer worded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assistant.answer import Answer
from assistant.condense import condense, points_back
from assistant.draft import Draft
from assistant.evidence import Mentions
from assistant.model_wording import FELL_BACK, UNDERSTOOD, in_language
from assistant.places import Gazetteer
from assistant.turn import Turn
from assistant.write import write
from index.errors import ModelError, PromptError, SettingsError


def reconsider(turn: Turn, again: Callable[[Turn], Turn], gazetteer: Gazetteer, today: date) -> Turn:
    """A follow-up that the rules find nothing for, put by the model as a question of its own and asked ``again``."""
    question, answer, model = turn.question, turn.answer, turn.model
    assert question is not None
    assert answer is not None
    if model is None or not any(map(str.strip, turn.history)):
        return turn
    if answer.status == "answered" and not points_back(question.text):
        return turn
    started = time.perf_counter()
    half = (turn.until - time.monotonic()) / 2
    try:
        reworded = condense(model, question.text, turn.history, gazetteer, today, within=half, stop=turn.stop)
    except (ModelError, PromptError) as error:
        return replace(turn, model=None, answer=noted(answer, error, english=question.english))
    turn = replace(turn, timings_ms=(*turn.timings_ms, ("condense", round((time.perf_counter() - started) * 1000))))
    if reworded is None:
        return turn
    asked = again(replace(turn, text=reworded, history=()))
    if asked.answer is None or asked.answer.status != "answered":
        return turn
    notes = (*asked.answer.notes, in_language(UNDERSTOOD, question.english, question=reworded))
    return replace(asked, answer=replace(asked.answer, question=answer.question, standalone=reworded, notes=notes))


def word(turn: Turn, gazetteer: Gazetteer) -> Iterator[Turn | Draft]:
    """The answer in the model's words as far as they hold: Drafts while it writes, the Turn at last."""
    answer, model, question = turn.answer, turn.model, turn.question
    assert answer is not None
    assert question is not None
    if model is None or answer.status != "answered" or answer.kind == "library" or not answer.citations:
        yield turn
        return

    def mentions(text: str) -> Mentions:
        spans, unknown = gazetteer.named(text)
        return Mentions(tuple(spans), tuple(unknown))

    left = max(0.0, turn.until - time.monotonic())
    for piece in write(answer, model, mentions, english=question.english, within=left, stop=turn.stop):
        if isinstance(piece, Draft):
            yield piece
        else:
            yield replace(turn, answer=piece, timings_ms=(*turn.timings_ms, *piece.timings_ms.items()))


def noted(answer: Answer, error: ModelError | PromptError | SettingsError, *, english: bool) -> Answer:
    """``answer`` with the reason why no model has worded it."""
    why = error.english if english else str(error)
    return replace(answer, notes=(*answer.notes, in_language(FELL_BACK, english, why=why)))
