"""The tab for writing: example paragraphs by part and topic, a basket of chosen ones, a draft as a Word file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Any

import gradio as gr

from assistant.drafting import Chosen, draft, examples
from assistant.page.assets import scripts
from assistant.page.desk import Desk
from assistant.page.drafting_view import examples_html
from assistant.page.holdings import Choice
from assistant.page.words import Words
from assistant.word_file import word_file
from index.errors import ReportsError
from index.parts import Part, topics

MOST_CHOSEN = 200
_TEXT_LIMIT = 200


def drafting_tab(desk: Desk, words: Words, tab: gr.Tab) -> None:
    """Examples for writing; what is chosen stays in the browser until it is exported."""

    # The script calls it by this name.
    def export(wanted: object) -> dict[str, str]:
        return _export(desk, wanted, words)

    with gr.Row(elem_id="draft-choice"):
        part = gr.Dropdown(
            label=words("draft.part"),
            choices=[(words("draft.any_part"), ""), *((words(f"part.{one}"), str(one)) for one in _PARTS)],
            value="",
            min_width=200,
        )
        topic = gr.Dropdown(label=words("draft.topic"), choices=_topics(words), value="", min_width=180)
        text = gr.Textbox(
            label=words("draft.text"), placeholder=words("draft.text_hint"), max_length=200, min_width=240
        )
        places = gr.Dropdown(label=words("draft.places"), multiselect=True, min_width=200)
        years = gr.Dropdown(label=words("draft.years"), multiselect=True, min_width=140)
        find = gr.Button(words("draft.find"), variant="primary", min_width=100)
    view = gr.HTML(
        "",
        html_template=_skeleton(words),
        js_on_load=scripts("table.js", "drafting.js"),
        apply_default_css=False,
        server_functions=[export],
        elem_id="draft",
        words=words.group("basket"),
        language=words.language,
    )

    def draw(
        which: str | None, about: str | None, free: str | None, where: list[str] | None, when: list[str] | None
    ) -> str:
        return _drawn(desk, which, about, free, (where, when), words)

    def offer() -> list[Any]:
        holdings = desk.holdings()
        return [gr.Dropdown(choices=holdings.places), gr.Dropdown(choices=[str(year) for year in holdings.years])]

    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    chosen: list[Any] = [part, topic, text, places, years]
    tab.select(offer, None, [places, years], **private)
    gr.on([find.click, text.submit], draw, chosen, view, concurrency_limit=8, **private)


_PARTS = (Part.MEASURES, Part.SHORTCOMINGS, Part.RESPONSIBILITY, Part.PLANS)


def _topics(words: Words) -> list[tuple[str, str]]:
    return [(words("draft.any_topic"), ""), *((one.name, key) for key, one in topics().items())]


def _drawn(
    desk: Desk, part: str | None, topic: str | None, text: str | None, scope: tuple[Any, Any], words: Words
) -> str:
    if not (part or topic or (text or "").strip()):
        return f'<p class="fz fz-empty">{escape(words("draft.say"))}</p>'
    places, years = (one if isinstance(one, list) else [] for one in scope)
    choice = Choice(places=tuple(map(str, places)), years=tuple(int(one) for one in years if str(one).isdigit()))
    reports = [one.report_id for one in desk.holdings().in_scope(choice)]
    try:
        found = examples(
            desk.library(),
            part=Part(part) if part in set(_PARTS) else None,
            topic=str(topic or ""),
            text=str(text or "")[:_TEXT_LIMIT],
            report_ids=reports,
        )
    except ReportsError as error:
        return f'<p class="fz fz-banner">{escape(words.message(error))}</p>'
    return examples_html(found, words)


def _export(desk: Desk, sent: object, words: Words) -> dict[str, str]:
    """The draft of the chosen passages: ``name`` and ``content`` in base 64, or ``error``."""
    items = sent.get("items") if isinstance(sent, Mapping) else None
    try:
        chosen = [
            Chosen(str(one["report"]), int(one["start"]), int(one["end"]))
            for one in (items if isinstance(items, list) else [])[:MOST_CHOSEN]
        ]
        content = word_file(draft(desk.library(), chosen))
    except ReportsError as error:
        return {"error": words.message(error)}
    except (TypeError, KeyError, ValueError):
        return {"error": words("js.export_failed")}
    return {"name": f"{words('draft.file')}.docx", "content": b64encode(content).decode("ascii")}


def _skeleton(words: Words) -> str:
    def said(key: str) -> str:
        return escape(words(key))

    return f"""
<div class="fz fz-draft">
  <div class="fz-draft-found" role="region" aria-live="polite" aria-label="{said("draft.examples")}">
    <p class="fz-empty">{said("draft.say")}</p>
  </div>
  <aside class="fz-basket" aria-label="{said("draft.basket")}">
    <h3>{said("draft.basket")}</h3>
    <p class="fz-soft">{said("draft.basket_hint")}</p>
    <ol></ol>
    <p class="fz-basket-foot">
      <button type="button" class="fz-question fz-basket-export" disabled>{said("draft.export")}</button>
      <button type="button" class="fz-quiet fz-basket-clear" disabled>{said("draft.clear")}</button>
    </p>
    <p class="fz-soft">{said("draft.blanks")}</p>
  </aside>
</div>"""
