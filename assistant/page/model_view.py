"""Choosing and testing the attached language model. Its key is never shown, nor can it be set here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape
from typing import Any

import gradio as gr

from assistant.model import attached
from assistant.model_check import Tested, check_model
from assistant.page.desk import Desk
from assistant.page.words import Words
from index.errors import ModelError, ReportsError, SettingsError

# What is chosen for answers without a model.
NONE = ""
_LIST_SECONDS = 4.0
_SIGNS = {True: "✓", False: "✗", None: "·"}


def model_controls(desk: Desk, words: Words, tab: gr.Tab) -> None:
    """A choice of the endpoint's models and a test, for those who may change things; drawn when ``tab`` is opened."""
    if not desk.settings.has_model:
        return
    with gr.Row(visible=False, elem_id="model-controls") as row:
        choice = gr.Dropdown(
            [(words("model.none"), NONE), desk.settings.llm_model],
            value=desk.settings.llm_model,
            label=words("model.choose"),
            interactive=True,
        )
        test = gr.Button(words("model.test"), elem_id="model-test")
    result = gr.HTML("", apply_default_css=False, elem_id="model-tested")

    def opened(request: gr.Request) -> tuple[Any, Any]:
        allowed = desk.may_change(request.username)
        return gr.update(visible=allowed), gr.update(choices=choices(desk, words), value=desk.model_name)

    def choose(name: str, request: gr.Request) -> str:
        if not desk.may_change(request.username):
            return said_html(words("library.not_allowed"))
        return said_html(choose_model(desk, name, words))

    def run(request: gr.Request) -> Iterator[str]:
        if desk.may_change(request.username):
            yield from tested_html(desk, words)

    tab.select(opened, None, [row, choice], show_progress="hidden", api_visibility="private")
    choice.input(choose, choice, result, show_progress="hidden", api_visibility="private")
    test.click(run, None, result, show_progress="hidden", api_visibility="private", concurrency_limit=1)


def choices(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """No model, the one that was set, and those that the endpoint lists."""
    names = [desk.settings.llm_model, desk.model_name]
    with suppress(ModelError, SettingsError):  # the test says what is wrong
        names += attached(desk.settings).names(_LIST_SECONDS)
    return [(words("model.none"), NONE), *((name, name) for name in dict.fromkeys(names) if name)]


def choose_model(desk: Desk, name: str, words: Words) -> str:
    """Use the model ``name`` from now on, for all; what was done, in words."""
    try:
        desk.use_model(name)
    except ReportsError as error:
        return words.message(error)
    return words("model.chosen", model=name) if name else words("model.off")


def tested_html(desk: Desk, words: Words) -> Iterator[str]:
    """The findings of a test of the model in use, as they come."""
    found: list[Tested] = []
    yield _findings(found, words, working=True)
    try:
        for one in check_model(attached(desk.settings, desk.model_name)):
            found.append(one)
            yield _findings(found, words, working=True)
    except ReportsError as error:
        yield said_html(words.message(error))
        return
    yield _findings(found, words, working=False)


def said_html(text: str) -> str:
    """One line."""
    return f'<p class="fz fz-soft" role="status">{escape(text)}</p>'


def _findings(found: Sequence[Tested], words: Words, *, working: bool) -> str:
    items = []
    for one in found:
        what, detail = one.said(english=words.language == "en")
        style = {True: "fz-good", False: "fz-bad", None: ""}[one.ok]
        items.append(f'<li class="{style}"><b>{_SIGNS[one.ok]} {escape(what)}</b> {escape(detail)}</li>')
    busy = f'<p class="fz-working" role="status">{escape(words("model.testing"))}</p>' if working else ""
    return f'<div class="fz fz-lines">{busy}<ul>{"".join(items)}</ul></div>'
