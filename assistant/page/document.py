"""The document that Gradio's page comes in, made this page's own, and the headers that keep everything inside."""

from __future__ import annotations

import json
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.assets import styles
from assistant.page.words import Words

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
    # In the body, so that it comes after every sheet that Gradio puts into the head (and not as Gradio's `css`, which
    # rewrites selectors).
    style = f"<style>{styles()}</style>"
    opening = f'<p id="fz-opening">{escape(words("app.opening"))}</p>'
    no_script = f"<noscript>{escape(words('app.no_script'))}</noscript>"
    html = html.replace('lang="en"', f'lang="{language}"', 1).replace("<head>", f"<head>{early}", 1)
    return html.replace("<gradio-app", f"{style}{no_script}{opening}<gradio-app", 1)
