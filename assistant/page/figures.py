"""The tab with the ledger of figures: choose an indicator, places and years; look, compare, download."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr

from assistant.export import ledger_rows, write_csv, write_xlsx
from assistant.page.assets import scripts
from assistant.page.calls import waiting_html
from assistant.page.desk import Desk
from assistant.page.holdings import Choice
from assistant.page.ledger_view import SHOWN_ROWS, ledger_html
from assistant.page.words import Words
from index.errors import ReportsError

_INDICATOR_LIMIT = 100
_WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def figures_tab(desk: Desk, words: Words, tab: gr.Tab) -> None:
    """The ledger, drawn when ``tab`` is opened and whenever a choice changes."""

    # The script calls it by this name.
    def download(wanted: object) -> dict[str, str]:
        return _download(desk, wanted, words)

    with gr.Row(elem_id="ledger-choice"):
        indicator = gr.Dropdown(
            label=words("figures.indicator"),
            info=words("figures.indicator_hint"),
            allow_custom_value=True,
            scale=3,
            min_width=240,
        )
        places = gr.Dropdown(
            label=words("figures.places"), info=words("figures.any"), multiselect=True, scale=3, min_width=240
        )
        years = gr.Dropdown(
            label=words("figures.years"), info=words("figures.any"), multiselect=True, scale=2, min_width=200
        )
        every = gr.Checkbox(label=words("figures.every"), info=words("figures.every_hint"), scale=2, min_width=280)
    view = gr.HTML(
        f'<p class="fz fz-working">{escape(words("figures.working"))}</p>',
        js_on_load=scripts("table.js", "ledger.js"),
        apply_default_css=False,
        server_functions=[download],
        elem_id="ledger",
        words=words.group("js"),
    )
    chosen: list[Any] = [indicator, places, years, every]

    def draw(topic: str | None, where: list[str] | None, when: list[str] | None, every_role: bool) -> str:
        return _drawn(desk, _choice(topic, where, when, every_role), words)

    def offer() -> list[Any]:
        holdings = desk.holdings()
        return [
            gr.Dropdown(choices=holdings.topic_choices(words)),
            gr.Dropdown(choices=holdings.places),
            gr.Dropdown(choices=[str(year) for year in holdings.years]),
        ]

    def pick(event: gr.EventData) -> str:
        sent = event._data  # the event's data has no public name
        return str(sent.get("topic", ""))[:_INDICATOR_LIMIT] if isinstance(sent, Mapping) else ""

    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    view.pick(pick, None, indicator, **private)
    opened = tab.select(offer, None, [indicator, places, years], **private)
    opened.then(draw, chosen, view, **private)
    view.look(offer, None, [indicator, places, years], **private).then(draw, chosen, view, **private)
    for component in chosen:
        component.change(draw, chosen, view, trigger_mode="always_last", **private)


def _choice(topic: object, places: object, years: object, every: object) -> Choice:
    return Choice(
        indicator=str(topic or ""),
        places=tuple(str(one) for one in places) if isinstance(places, list) else (),
        years=tuple(int(one) for one in years if str(one).isdigit()) if isinstance(years, list) else (),
        outcomes=not every,
    )


def _drawn(desk: Desk, choice: Choice, words: Words) -> str:
    waiting = waiting_html(desk, words)
    if waiting:
        return waiting
    holdings = desk.holdings()
    figures = holdings.chosen(choice)
    texts = {report_id: desk.report(report_id) for report_id in {one.report_id for one in figures[:SHOWN_ROWS]}}
    return ledger_html(holdings, choice, figures, texts, words)


def _download(desk: Desk, sent: object, words: Words) -> dict[str, str]:
    """The chosen figures as a file: ``name`` and ``content`` in base 64, or ``error``."""
    data = sent if isinstance(sent, Mapping) else {}
    wanted = data.get("choice")
    plain = wanted if isinstance(wanted, Mapping) else {}
    kind = "csv" if data.get("kind") == "csv" else "xlsx"
    choice = _choice(plain.get("indicator"), plain.get("places"), plain.get("years"), plain.get("outcomes") is False)
    try:
        library = desk.library()
        chosen = {(one.report_id, one.number) for one in desk.holdings().chosen(choice)}
        reports = [desk.holdings().by_id[one] for one in dict.fromkeys(report_id for report_id, _ in sorted(chosen))]
        rows = ledger_rows(library.catalog, reports, lambda figure: (figure.report_id, figure.number) in chosen)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"ledger.{kind}"
            _WRITERS[kind](rows, path)
            content = path.read_bytes()
    except ReportsError as error:
        return {"error": words.message(error)}
    name = f"{words('figures.file')}{choice.indicator and '-' + choice.indicator}.{kind}"
    return {"name": name, "content": b64encode(content).decode("ascii")}
