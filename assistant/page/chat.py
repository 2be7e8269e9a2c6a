"""The tab where questions are asked: its skeleton, and what the script in it calls."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from assistant.page.assets import scripts
from assistant.page.calls import (
    QUESTION_LIMIT,
    Running,
    answer_pieces,
    keep_feedback,
    rendered,
    turns_of,
    welcome_state,
)
from assistant.page.conversation import conversation_file
from assistant.page.desk import Desk
from assistant.page.scope import asked_in_scope, scope_choices
from assistant.page.words import Words

_SCRIPTS = ("tip.js", "table.js", "store.js", "scope.js", "list.js", "chat.js")

# Several people ask at once; a question is short work, and the queue keeps the rest waiting in order.
ASKING_AT_ONCE = 16


def chat_tab(desk: Desk, words: Words) -> gr.HTML:
    """The conversation with its source panel, as one component wired to ``desk``."""
    running = Running()

    # The names of these functions are what the script calls.
    def welcome(_: object) -> dict[str, Any]:
        return welcome_state(desk, words)

    def render(wanted: object) -> list[str]:
        return rendered(wanted, words)

    def choices(_: object) -> dict[str, Any]:
        return scope_choices(desk.holdings().reports)

    def rescope(wanted: object) -> str:
        return asked_in_scope(wanted, desk.holdings().reports)

    def feedback(sent: object) -> dict[str, Any]:
        return keep_feedback(desk, sent, words)

    def export(wanted: object) -> str:
        return b64encode(conversation_file(turns_of(wanted), words)).decode("ascii")

    view = gr.HTML(
        value="",
        html_template=_skeleton(words),
        js_on_load=scripts(*_SCRIPTS),
        apply_default_css=False,
        server_functions=[welcome, render, choices, rescope, feedback, export],
        elem_id="chat",
        words=words.group("js"),
        language=words.language,
        limit=QUESTION_LIMIT,
    )

    def ask(event: gr.EventData) -> Iterator[dict[str, Any]]:
        yield from answer_pieces(desk, event._data, words, running)  # the event's data has no public name

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

    def halt(event: gr.EventData) -> None:
        running.halt(event._data)  # at once: what is being waited for can't be cancelled from outside

    view.stop(halt, None, None, queue=False, show_progress="hidden", api_visibility="private")
    return view


def _skeleton(words: Words) -> str:
    def said(key: str) -> str:
        return escape(words(key))

    return f"""
<div class="fz-chat fz">
  <aside class="fz-list" aria-label="{said("chat.conversations")}" hidden>
    <div class="fz-list-head"><p>{said("chat.conversations")}</p>
      <button type="button" class="fz-quiet fz-list-close" aria-label="{said("chat.close_list")}">×</button></div>
    <ul></ul>
    <p class="fz-soft">{said("chat.kept_here")}</p>
  </aside>
  <section class="fz-main">
    <nav class="fz-bar-top">
      <button type="button" class="fz-quiet fz-list-button" aria-expanded="false">
        ☰ {said("chat.conversations")}</button>
      <button type="button" class="fz-quiet fz-new">＋ {said("chat.new")}</button>
      <button type="button" class="fz-quiet fz-export" hidden>{said("chat.export")}</button>
    </nav>
    <div class="fz-log" role="log" aria-live="polite" aria-label="{said("chat.log")}" tabindex="0">
      <div class="fz-column">
        <div class="fz-welcome-box"><p class="fz-working" role="status">{said("stage.opening")}</p></div>
        <div class="fz-turns"></div>
      </div>
    </div>
    <p class="fz-offline fz-column" role="alert" hidden>{said("js.offline")}</p>
    <form class="fz-composer fz-column">
      <div class="fz-box">
        <textarea rows="1" aria-label="{said("js.question_label")}" autocomplete="off"></textarea>
        <button type="submit" class="fz-send">{said("js.ask")}</button>
      </div>
      <p class="fz-hint fz-soft" role="status"></p>
    </form>
  </section>
</div>"""
