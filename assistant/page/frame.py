"""The page around the tabs: heading, theme, and the tabs in their order."""

from __future__ import annotations

from html import escape
from typing import cast

import gradio as gr

from assistant.page.api import add_endpoints
from assistant.page.assets import scripts
from assistant.page.chat import chat_tab
from assistant.page.desk import Desk
from assistant.page.drafting import drafting_tab
from assistant.page.figures import figures_tab
from assistant.page.library import library_tab
from assistant.page.panel import source_panel
from assistant.page.settings import settings_tab
from assistant.page.words import Words

# Fonts that systems bring along; none is fetched.
SANS = [
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
]


def build_page(desk: Desk, words: Words, other: str) -> gr.Blocks:
    """The whole page in one language; ``other`` is the address of the page in the other one."""
    with gr.Blocks(title=words("app.title"), analytics_enabled=False, fill_width=True, fill_height=True) as page:
        add_endpoints(desk)  # first, so that their names are theirs
        gr.HTML(
            _heading(words, other),
            elem_id="heading",
            apply_default_css=False,
            js_on_load=scripts("frame.js"),
            words=words.group("toast"),
        )
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words("tab.chat"), id="chat", elem_id="tab-chat"):
                chat_tab(desk, words)
            with gr.Tab(words("tab.figures"), id="figures", elem_id="tab-figures") as figures:
                figures_tab(desk, words, figures)
            with gr.Tab(words("tab.draft"), id="drafting", elem_id="tab-drafting") as drafting:
                drafting_tab(desk, words, drafting)
            with gr.Tab(words("tab.library"), id="library", elem_id="tab-library") as library:
                library_tab(desk, words, library)
            with gr.Tab(words("tab.settings"), id="settings", elem_id="tab-settings") as about:
                settings_tab(desk, words, about)
        source_panel(desk, words)
    return cast("gr.Blocks", page)  # Gradio leaves `__enter__` untyped


def theme() -> gr.themes.Base:
    """Gradio's plain theme with system fonts and a quiet blue."""
    # From 50, the palest, to 950.
    shades = "f3f6fb e4ecf7 c6d7ee 9cbae0 6793cc 3d70b3 24579b 1c467e 183a68 142f54 0e203a"
    blue = gr.themes.Color(*(f"#{shade}" for shade in shades.split()))
    plain = gr.themes.Base(primary_hue=blue, neutral_hue="slate", font=SANS, font_mono=["ui-monospace", "monospace"])
    return plain.set(
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover="*primary_700",
    )


def _heading(words: Words, other: str) -> str:
    theme_label = escape(words("app.theme"))
    return (
        f'<header class="fz-heading fz"><div><span class="fz-name">{escape(words("app.title"))}</span>'
        f'<span class="fz-soft fz-subtitle">{escape(words("app.subtitle"))}</span></div><nav>'
        f'<button type="button" class="fz-quiet fz-theme" aria-label="{theme_label}" title="{theme_label}">◐</button>'
        f'<a class="fz-quiet" href="{escape(other)}">{escape(words("app.other_language"))}</a></nav></header>'
    )
