"""The page in both languages as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import gradio as gr
from fastapi import FastAPI

from assistant.page.desk import Desk
from assistant.page.document import Document
from assistant.page.frame import build_page, theme
from assistant.page.words import EN, ZH

# Above what the reading limit allows for a file, so that a large one gets its own message and a flood none.
MAX_UPLOAD = "64mb"


def create_site(desk: Desk, port: int) -> FastAPI:
    """The site over ``desk``, which is started together with it: Chinese at ``/``, English at ``/en/``."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Only now: a visitor sees the page first, and the model loads behind it.
        desk.start()
        yield

    site = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    pages = {"/en": (EN, "/"), "/": (ZH, "/en/")}
    for path, (words, other) in pages.items():
        page = build_page(desk, words, other)
        page.queue(max_size=200, default_concurrency_limit=8)
        gr.mount_gradio_app(
            site,
            page,
            path,
            server_port=port,
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=MAX_UPLOAD,
            enable_monitoring=False,
            ssr_mode=False,
            theme=theme(),
        )
    site.add_middleware(Document, pages={"/": ZH, "/en/": EN})
    return site
