"""The source panel: one for all tabs, beside them or over them on a narrow screen."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.page.assets import scripts
from assistant.page.calls import source_parts
from assistant.page.desk import Desk
from assistant.page.words import Words


def source_panel(desk: Desk, words: Words) -> None:
    """The panel; the tabs' scripts open it by ``fazhiSource.open``."""

    # The script calls it by this name.
    def source(wanted: object) -> dict[str, Any]:
        return source_parts(desk, wanted, words)

    gr.HTML(
        value="",
        html_template=_skeleton(words),
        js_on_load=scripts("source.js"),
        apply_default_css=False,
        server_functions=[source],
        elem_id="source",
        words={"source_failed": words("js.source_failed")},
    )


def _skeleton(words: Words) -> str:
    def button(name: str, key: str) -> str:
        return f'<button type="button" class="fz-quiet {name}">{escape(words(key))}</button>'

    title = escape(words("source.title"))
    return f"""
<aside class="fz-source fz" aria-label="{title}" hidden>
  <nav class="fz-source-bar">
    <b>{title}</b>
    {button("fz-previous", "source.previous")}
    {button("fz-next", "source.next")}
    {button("fz-back", "source.back_to_quote")}
    {button("fz-close", "source.close")}
  </nav>
  <header class="fz-source-head"></header>
  <div class="fz-source-body" tabindex="0"></div>
</aside>"""
