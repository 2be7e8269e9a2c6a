"""The page in both languages as one ASGI application, with login where it is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import compare_digest

import gradio as gr
from fastapi import FastAPI
from gradio.routes import App
from starlette.routing import Mount

from assistant.page.desk import Desk
from assistant.page.document import Document
from assistant.page.frame import build_page, theme
from assistant.page.words import EN, ZH
from index.errors import SettingsError

# Above what the reading limit allows for a file, so that a large one gets its own message and a flood none.
MAX_UPLOAD = "64mb"


def create_site(desk: Desk, port: int, *, mcp: bool = False) -> FastAPI:
    """The site over ``desk``, which is started together with it: Chinese at ``/``, English at ``/en/``.

    ``mcp`` offers the endpoints as MCP tools as well.

    Raises:
        SettingsError: the accounts can't be read, or MCP tools, which ask for no login, are wanted beside one.
    """
    accounts = desk.accounts
    if mcp and accounts:
        raise SettingsError(
            "MCP 工具不经过登录，--mcp 不能与 FAZHI_AUTH 同用。可另起一个只在本机监听、不设登录的服务。",
            "MCP tools ask for no login: --mcp can't be used with FAZHI_AUTH. Serve them apart, on this machine only.",
        )

    def allowed(name: str, password: str) -> bool:
        known = accounts.get(name, "")
        # Compared even for a name that is not known, so that the time taken does not tell.
        return compare_digest(known.encode(), password.encode()) and name in accounts

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Only now: a visitor sees the page first, and the model loads behind it.
        desk.start()
        yield

    site = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    for path, words, other in (("/en", EN, "../"), ("/", ZH, "en/")):
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
            auth=allowed if accounts else None,
            auth_message=words("login.title"),
            mcp_server=mcp and path == "/",
        )
    _share_logins(site)
    site.add_middleware(Document, pages={"/": ZH, "/en/": EN})
    return site


def _share_logins(site: FastAPI) -> None:
    """Who is logged in on one page is so on the other."""
    apps = [route.app for route in site.routes if isinstance(route, Mount) and isinstance(route.app, App)]
    for app in apps[1:]:
        app.cookie_id, app.tokens = apps[0].cookie_id, apps[0].tokens
