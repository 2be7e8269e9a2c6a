"""What the script of the conversation asks the server for. What comes in is from a browser and may be anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from weakref import WeakValueDictionary

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.feedback import Feedback, keep
from assistant.page.desk import Desk, State
from assistant.page.records import answer_from
from assistant.page.render import answer_html
from assistant.page.source import source_head, source_html
from assistant.page.welcome import example_questions, welcome_html
from assistant.page.words import Words
from assistant.stop import Stop
from index.errors import ReportsError

QUESTION_LIMIT = 2_000
HISTORY = 10
_TURN_LENGTH = 64
_HALTED_KEPT = 200


def answer_pieces(desk: Desk, sent: object, words: Words, running: Running | None = None) -> Iterator[dict[str, Any]]:
    """What the script shows as it comes: ``status``, then ``text``, at last ``html`` with ``answer``, or ``error``.

    While a model writes, ``text`` is what has been checked and ``draft`` what has not.
    """
    data = sent if isinstance(sent, Mapping) else {}
    turn = str(data.get("turn", ""))[:_TURN_LENGTH]
    question = str(data.get("question", ""))
    history = _history(data)
    text = ""
    stop = (running or Running()).begin(turn)
    try:
        for piece in desk.stream(question, history, stop):
            if isinstance(piece, State):
                yield {"turn": turn, "status": stage_words(piece, words)}
            elif isinstance(piece, Answer):
                yield {"turn": turn, "html": answer_html(piece, words), "answer": piece.to_json()}
            elif isinstance(piece, Draft):
                if piece.checked or piece.pending:
                    yield {"turn": turn, "text": piece.checked, "draft": piece.pending}
                else:
                    yield {"turn": turn, "status": words("js.writing")}
            else:
                text += piece
                yield {"turn": turn, "text": text}
    except ReportsError as error:
        yield {"turn": turn, "error": words.message(error)}
    finally:
        stop.set()


class Running:
    """The answers that are being written, by the turn that the script gave each, so that one can be stopped."""

    def __init__(self) -> None:
        self._stops: WeakValueDictionary[str, Stop] = WeakValueDictionary()
        self._halted: deque[str] = deque(maxlen=_HALTED_KEPT)

    def begin(self, turn: str) -> Stop:
        """The way to stop the answer to ``turn``; forgotten when that is."""
        stop = Stop()
        self._stops[turn] = stop
        if turn in self._halted:
            stop.set()
        return stop

    def halt(self, sent: object) -> None:
        """Stop the answer to the turn that the script names, also when that waits for its place in the queue."""
        turn = str(sent.get("turn", ""))[:_TURN_LENGTH] if isinstance(sent, Mapping) else ""
        self._halted.append(turn)
        stop = self._stops.get(turn)
        if stop is not None:
            stop.set()


def stage_words(state: State, words: Words) -> str:
    """What the library is doing, for a person who waits."""
    if state.error is not None:
        return words.message(state.error)
    if state.total:
        return words("stage.indexing_count", done=state.done, total=state.total)
    return words(f"stage.{state.stage}")


def waiting_html(desk: Desk, words: Words) -> str:
    """What a tab shows in the place of reports that are not there yet; empty once the library is open."""
    state = desk.state
    if state.ready or state.error or desk.holdings().reports:
        return ""
    return f'<p class="fz fz-working fz-waiting" role="status">{escape(stage_words(state, words))}</p>'


def welcome_state(desk: Desk, words: Words) -> dict[str, Any]:
    """The welcome as ``html``, and whether the library is ``ready``."""
    state = desk.state
    reports = desk.holdings().reports
    if reports:
        html = welcome_html(reports, example_questions(reports, desk.holdings().figures, words), words)
    elif state.ready:
        html = f'<p class="fz-empty">{escape(words("welcome.empty", corpus=desk.settings.corpus))}</p>'
    else:
        html = ""
    if not state.ready:
        style = "fz-banner" if state.error else "fz-working"
        html += f'<p class="{style}" role="status">{escape(stage_words(state, words))}</p>'
    return {"html": html, "ready": state.ready}


def source_parts(desk: Desk, sent: object, words: Words) -> dict[str, Any]:
    """A report for the source panel: ``head`` and ``html``, or ``error``."""
    wanted = sent if isinstance(sent, Mapping) else {}
    try:
        report = desk.report(str(wanted.get("report", "")))
        start, end = int(wanted.get("start", 0)), int(wanted.get("end", 0))
        spans = [(int(left), int(right)) for left, right in wanted.get("marks", ())]
    except ReportsError as error:
        return {"error": words.message(error)}
    except (TypeError, ValueError):
        return {"error": words("js.source_failed")}
    return {"head": source_head(report, start, words), "html": source_html(report, start, end, spans)}


def rendered(sent: object, words: Words) -> list[str]:
    """Kept answers as HTML; an empty string for what is none."""
    answers = sent.get("answers") if isinstance(sent, Mapping) else None
    known = [answer_from(one) for one in answers] if isinstance(answers, list) else []
    return ["" if answer is None else answer_html(answer, words) for answer in known]


def turns_of(sent: object) -> list[tuple[str, Answer | None]]:
    """A kept conversation: each question with its answer, if it had one."""
    turns = sent.get("turns") if isinstance(sent, Mapping) else None
    if not isinstance(turns, list):
        return []
    return [(str(one.get("question", "")), answer_from(one.get("answer"))) for one in turns if isinstance(one, Mapping)]


def keep_feedback(desk: Desk, sent: object, words: Words) -> dict[str, Any]:
    """Keep a person's word on an answer; an empty result, or ``error``."""
    data = sent if isinstance(sent, Mapping) else {}
    answer = answer_from(data.get("answer"))
    try:
        keep(
            desk.settings.store,
            Feedback(
                question=str(data.get("question", ""))[:QUESTION_LIMIT],
                history=tuple(_history(data)),
                verdict="bad" if data.get("verdict") == "bad" else "good",
                comment=str(data.get("comment", "")),
                status=answer.status if answer else "",
                answer=answer.answer if answer else "",
            ),
        )
    except ReportsError as error:
        return {"error": words.message(error)}
    return {}


def _history(data: Mapping[str, Any]) -> list[str]:
    before = data.get("history")
    return [str(one)[:QUESTION_LIMIT] for one in before[-HISTORY:]] if isinstance(before, list) else []
