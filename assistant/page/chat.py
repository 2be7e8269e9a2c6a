"""The tab where questions are asked: its skeleton, and what the script in it calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.page.desk import Desk, State
from assistant.page.records import answer_from
from assistant.page.render import answer_html
from assistant.page.source import source_html
from assistant.page.welcome import example_questions, welcome_html
from assistant.page.words import Words
from index.errors import ReportsError

QUESTION_LIMIT = 2_000
HISTORY = 10
_SCRIPTS = ("store.js", "source.js", "chat.js")

# Several people ask at once; a question is short work, and the queue keeps the rest waiting in order.
ASKING_AT_ONCE = 16


def chat_tab(desk: Desk, words: Words) -> gr.HTML:
    """The conversation with its source panel, as one component wired to ``desk``."""

    # The names of these three are what the script calls.
    def welcome(_: object) -> dict[str, Any]:
        return _welcome(desk, words)

    def source(wanted: object) -> dict[str, Any]:
        return _source(desk, wanted, words)

    def render(wanted: object) -> list[str]:
        return _render(wanted, words)

    view = gr.HTML(
        value="",
        html_template=_skeleton(words),
        js_on_load=script(),
        apply_default_css=False,
        server_functions=[welcome, source, render],
        elem_id="chat",
        words=words.group("js"),
        language=words.language,
        limit=QUESTION_LIMIT,
    )

    def ask(event: gr.EventData) -> Iterator[dict[str, Any]]:
        yield from _ask(desk, event._data, words)  # the event's data has no public name

    asking = view.ask(
        ask,
        inputs=None,
        outputs=view,
        show_progress="hidden",
        concurrency_limit=ASKING_AT_ONCE,
        trigger_mode="multiple",
        api_visibility="private",
    )
    asking.failure(None, js="() => { document.dispatchEvent(new CustomEvent('fazhi-failed')); }")
    view.stop(None, cancels=[asking], api_visibility="private")
    return view


def script() -> str:
    """The component's script: three files, each of one job, in one scope."""
    folder = files("assistant") / "data"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)


def _ask(desk: Desk, sent: object, words: Words) -> Iterator[dict[str, Any]]:
    data = sent if isinstance(sent, Mapping) else {}
    turn = str(data.get("turn", ""))
    question = str(data.get("question", ""))
    before = data.get("history")
    history = [str(one)[:QUESTION_LIMIT] for one in before[-HISTORY:]] if isinstance(before, list) else []
    text = ""
    try:
        for piece in desk.stream(question, history):
            if isinstance(piece, State):
                yield {"turn": turn, "status": stage_words(piece, words)}
            elif isinstance(piece, Answer):
                yield {"turn": turn, "html": answer_html(piece, words), "answer": piece.to_json()}
            else:
                text += piece
                yield {"turn": turn, "text": text}
    except ReportsError as error:
        yield {"turn": turn, "error": words.message(error)}


def stage_words(state: State, words: Words) -> str:
    """What the library is doing, for a person who waits."""
    if state.error is not None:
        return words.message(state.error)
    if state.total:
        return words("stage.indexing_count", done=state.done, total=state.total)
    return words(f"stage.{state.stage}")


def _welcome(desk: Desk, words: Words) -> dict[str, Any]:
    state = desk.state
    reports = desk.reports()
    if reports:
        html = welcome_html(reports, example_questions(reports, desk.figures(), words), words)
    elif state.ready:
        html = f'<p class="fz-empty">{escape(words("welcome.empty", corpus=desk.settings.corpus))}</p>'
    else:
        html = ""
    if not state.ready:
        style = "fz-banner" if state.error else "fz-working"
        html += f'<p class="{style}" role="status">{escape(stage_words(state, words))}</p>'
    return {"html": html, "ready": state.ready}


def _source(desk: Desk, sent: object, words: Words) -> dict[str, Any]:
    wanted = sent if isinstance(sent, Mapping) else {}
    try:
        report = desk.report(str(wanted.get("report", "")))
        start, end = int(wanted.get("start", 0)), int(wanted.get("end", 0))
        spans = [(int(left), int(right)) for left, right in wanted.get("marks", ())]
    except ReportsError as error:
        return {"error": words.message(error)}
    except (TypeError, ValueError):
        return {"error": words("js.source_failed")}
    return {"html": source_html(report, start, end, spans, words)}


def _render(sent: object, words: Words) -> list[str]:
    answers = sent.get("answers") if isinstance(sent, Mapping) else None
    known = [answer_from(one) for one in answers] if isinstance(answers, list) else []
    return ["" if answer is None else answer_html(answer, words) for answer in known]


def _skeleton(words: Words) -> str:
    def said(key: str) -> str:
        return escape(words(key))

    return f"""
<div class="fz-chat">
  <section class="fz-main">
    <div class="fz-log" role="log" aria-live="polite" aria-label="{said("chat.log")}" tabindex="0">
      <div class="fz-column">
        <div class="fz-welcome-box"><p class="fz-working" role="status">{said("stage.opening")}</p></div>
        <div class="fz-turns"></div>
      </div>
    </div>
    <form class="fz-composer fz-column">
      <div class="fz-box">
        <textarea rows="1" aria-label="{said("js.question_label")}" autocomplete="off"></textarea>
        <button type="submit" class="fz-send">{said("js.ask")}</button>
      </div>
      <p class="fz-hint fz-soft" role="status"></p>
    </form>
  </section>
  <aside class="fz-source" aria-label="{said("source.title")}" hidden>
    <nav class="fz-source-bar">
      <b>{said("source.title")}</b>
      <button type="button" class="fz-quiet fz-previous">{said("source.previous")}</button>
      <button type="button" class="fz-quiet fz-next">{said("source.next")}</button>
      <button type="button" class="fz-quiet fz-back">{said("source.back_to_quote")}</button>
      <button type="button" class="fz-quiet fz-close">{said("source.close")}</button>
    </nav>
    <div class="fz-source-body" tabindex="0"></div>
  </aside>
</div>"""
