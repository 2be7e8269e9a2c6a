"""The tab that says what the page runs on; settings themselves are made at its start, by flags and the environment."""

from __future__ import annotations

import importlib.metadata
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.model import shown_address
from assistant.page.desk import Desk
from assistant.page.model_view import model_controls
from assistant.page.words import Words
from index.errors import ReportsError

# The name of a row, what it says, and what is to be typed, if anything.
_Row = tuple[str, str] | tuple[str, str, str]
_ATTACH = """export FAZHI_LLM_BASE_URL=http://127.0.0.1:11434/v1
export FAZHI_LLM_MODEL=qwen2.5:7b"""


def settings_tab(desk: Desk, words: Words, tab: gr.Tab) -> None:
    """What runs here, drawn when ``tab`` is opened."""
    view = gr.HTML("", apply_default_css=False, elem_id="settings")
    model_controls(desk, words, tab)

    def draw() -> str:
        return settings_html(desk, words)

    tab.select(draw, None, view, show_progress="hidden", api_visibility="private")


def settings_html(desk: Desk, words: Words) -> str:
    """The settings in groups; the key of a language model is never shown."""
    settings = desk.settings
    groups: list[tuple[str, list[_Row]]] = [
        (
            "settings.model",
            [
                ("settings.endpoint", shown_address(settings.llm_base_url) or words("settings.none")),
                (
                    "settings.name",
                    (desk.model_name if settings.has_model else settings.llm_model) or words("settings.none"),
                ),
                ("settings.note", words("settings.with_model" if settings.has_model else "settings.without_model")),
                *(() if settings.has_model else (("settings.attach_label", words("settings.attach"), _ATTACH),)),
            ],
        ),
        (
            "settings.library",
            [
                ("settings.corpus", str(settings.corpus.resolve())),
                ("settings.store", str(settings.store.resolve())),
                ("settings.size", _megabytes(settings.store, words)),
                *_library(desk),
                *((("settings.notices", said),) if (said := _notices(desk, words)) else ()),
            ],
        ),
        (
            "settings.about",
            [
                ("settings.version", _version()),
                ("settings.how", words("settings.how_said")),
            ],
        ),
    ]
    return f'<div class="fz fz-settings">{"".join(_group(words(name), rows, words) for name, rows in groups)}</div>'


def _group(title: str, rows: list[_Row], words: Words) -> str:
    body = "".join(f"<dt>{escape(words(key))}</dt><dd>{escape(value)}{_code(code)}</dd>" for key, value, *code in rows)
    return f"<section><h2>{escape(title)}</h2><dl>{body}</dl></section>"


def _code(lines: list[str]) -> str:
    """What is to be typed, as it stands."""
    return "".join(f"<pre>{escape(one)}</pre>" for one in lines)


def _library(desk: Desk) -> list[tuple[str, str]]:
    try:
        library = desk.library()
        signature: Any = library.embedder.signature
    except ReportsError:
        return [("settings.embedding", desk.settings.embedding_model)]
    holdings = desk.holdings()
    return [
        ("settings.embedding", f"{desk.settings.embedding_model}（{signature}）"),
        ("settings.reports", str(len(holdings.reports))),
        ("settings.figures", str(len(holdings.figures))),
    ]


def _notices(desk: Desk, words: Words) -> str:
    try:
        notices = desk.library().notices
    except ReportsError:
        return ""
    return " ".join(one.english if words.language == "en" else one.message for one in notices)


def _megabytes(folder: Path, words: Words) -> str:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    return words("settings.megabytes", size=f"{size / 1_000_000:,.1f}")


def _version() -> str:
    try:
        return importlib.metadata.version("fazhi")
    except importlib.metadata.PackageNotFoundError:
        return "—"
