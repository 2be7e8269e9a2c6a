"""The page around the tabs: its heading, theme and styles, and the document that Gradio's page comes in."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files

import gradio as gr
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.chat import chat_tab
from assistant.page.desk import Desk
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

# The browser itself refuses whatever would leave this server. Gradio compiles templates with `new Function`.
CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def build_page(desk: Desk, words: Words, other: str) -> gr.Blocks:
    """The whole page in one language; ``other`` is the address of the page in the other one."""
    with gr.Blocks(title=words("app.title"), analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.HTML(_heading(words, other), elem_id="heading", apply_default_css=False, js_on_load=_HEADING_SCRIPT)
        with gr.Tabs(elem_id="tabs"), gr.Tab(words("tab.chat"), id="chat", elem_id="tab-chat"):
            chat_tab(desk, words)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plain theme with system fonts and a quiet blue."""
    blue = gr.themes.Color("#f3f6fb", "#e4ecf7", "#c6d7ee", "#9cbae0", "#6793cc", "#3d70b3", "#24579b", "#1c467e", "#183a68", "#142f54", "#0e203a")  # fmt: skip
    return gr.themes.Base(primary_hue=blue, neutral_hue="slate", font=SANS, font_mono=["ui-monospace", "monospace"])


def styles() -> str:
    """The page's style sheet."""
    return (files("assistant") / "data" / "page.css").read_text(encoding="utf-8")


_HEADING_SCRIPT = """
const button = element.querySelector(".fz-theme");
button.addEventListener("click", () => {
  const dark = document.body.classList.toggle("dark");
  try { localStorage.setItem("fazhi.theme", dark ? "dark" : "light"); } catch { /* lasts for this visit */ }
});
"""


def _heading(words: Words, other: str) -> str:
    return (
        f'<header class="fz-heading"><div><span class="fz-name">{escape(words("app.title"))}</span>'
        f'<span class="fz-soft fz-subtitle">{escape(words("app.subtitle"))}</span></div><nav>'
        f'<button type="button" class="fz-quiet fz-theme" aria-label="{escape(words("app.theme"))}">◐</button>'
        f'<a class="fz-quiet" href="{escape(other)}">{escape(words("app.other_language"))}</a></nav></header>'
    )


class Document:
    """Middleware that makes Gradio's HTML document this page's own: language, first paint, nothing from outside."""

    def __init__(self, app: ASGIApp, pages: dict[str, Words]) -> None:
        """``pages`` gives the words of each page by its path (``/``, ``/en/``)."""
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the answer gets its headers, and a page's document is rewritten."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        words = self._pages.get(scope["path"])
        if words is not None:
            # A compressed document could not be rewritten.
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _Rewriter(send, words))


class _Rewriter:
    def __init__(self, send: Send, words: Words | None) -> None:
        self._send = send
        self._words = words
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers["Content-Security-Policy"] = CONTENT_POLICY
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            is_page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if self._words is not None and is_page:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            assert self._words is not None
            body = own_document(self._body.decode("utf-8"), self._words).encode("utf-8")
            MutableHeaders(raw=self._start["headers"])["content-length"] = str(len(body))
            await self._send(self._start)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)


def own_document(html: str, words: Words) -> str:
    """Gradio's document in this page's language, with something to read until the script has run."""
    language = "zh-CN" if words.language == "zh" else "en"
    # Gradio speaks the browser's language; here it shall speak the page's, and dark or light is settled before paint.
    early = f"""<script>
Object.defineProperty(navigator, "language", {{ get: () => {json.dumps(language)} }});
Object.defineProperty(navigator, "languages", {{ get: () => [{json.dumps(language)}] }});
try {{
  const theme = localStorage.getItem("fazhi.theme");
  const address = new URL(location.href);
  if (theme && address.searchParams.get("__theme") !== theme) {{
    address.searchParams.set("__theme", theme);
    history.replaceState(history.state, "", address);
  }}
}} catch {{ /* without storage the system's choice stands */ }}
</script>"""
    opening = f'<p id="fz-opening">{escape(words("app.opening"))}</p>'
    no_script = f"<noscript>{escape(words('app.no_script'))}</noscript>"
    html = html.replace('lang="en"', f'lang="{language}"', 1).replace("<head>", f"<head>{early}", 1)
    return html.replace("<gradio-app", f"{no_script}{opening}<gradio-app", 1)
