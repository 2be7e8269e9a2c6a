"""The real page over the project's own five reports, and a real browser to look at it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import writing_library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_SECONDS = 180


@dataclass
class Served:
    """A page that is being served, with the folders it works on."""

    url: str
    corpus: Path
    store: Path
    process: subprocess.Popen[bytes]
    log: Path


@dataclass
class Watched:
    """A browser tab and every address it asked for."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(
    corpus: Path, store: Path, log: Path, *, mcp: bool = False, environment: Mapping[str, str] | None = None
) -> Served:
    """Start the page as a process of its own and wait until it answers."""
    port = free_port()
    code = f"import app; from assistant.config import load_settings; app.main('127.0.0.1', {port}, load_settings(), mcp={mcp})"
    variables = {**os.environ, "FAZHI_CORPUS": str(corpus), "FAZHI_STORE": str(store), **(environment or {})}
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=variables, stdout=output, stderr=output)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            # Any answer will do: with login on, it is a refusal.
            httpx.get(f"http://127.0.0.1:{port}/config", timeout=READY_SECONDS)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return Served(f"http://127.0.0.1:{port}/", corpus, store, process, log)
    end(process)
    raise AssertionError(f"the page did not start: {log.read_text(encoding='utf-8')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a page as Ctrl-C does, and by force if that isn't enough."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory, model_store: Path, embedder: Embedder) -> Path:
    """A folder with the five reports as ``corpus`` and their ``store``, to be copied by whoever serves them."""
    folder = tmp_path_factory.mktemp("indexed")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    (folder / "store").mkdir()
    (folder / "store" / "models").symlink_to(model_store / "models")
    settings = IndexSettings(corpus=folder / "corpus", store=folder / "store")
    with writing_library(settings, "tests", embedder=embedder) as library:
        build(settings, library=library)
    return folder


def copied(indexed: Path, folder: Path) -> None:
    """The five reports and their store, to be changed at will."""
    for part in ("corpus", "store"):
        shutil.copytree(indexed / part, folder / part, symlinks=True)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, indexed: Path) -> Iterator[Served]:
    """The page over a copy of the five reports, with a store of its own; started once for all tests."""
    folder = tmp_path_factory.mktemp("page")
    copied(indexed, folder)
    found = serve(folder / "corpus", folder / "store", folder / "log", mcp=True)
    yield found
    end(found.process)


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory, model_store: Path) -> Iterator[Served]:
    """A page over one report that asks for a login; the first account is the administrator's."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "store").mkdir()
    (folder / "store" / "models").symlink_to(model_store / "models")
    (folder / "corpus").mkdir()
    shutil.copy(ROOT / "corpus" / "张良镇2024年法治政府建设情况报告.txt", folder / "corpus")
    found = serve(
        folder / "corpus", folder / "store", folder / "log", environment={"FAZHI_AUTH": "管理员:一二三,张三:四五六"}
    )
    yield found
    end(found.process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without it the test is skipped, or fails where browser tests are required."""
    if not CHROMIUM.exists():
        if os.environ.get("FAZHI_BROWSER_TESTS") == "required":
            pytest.fail(f"{CHROMIUM} is missing, and browser tests are required here")
        pytest.skip(f"{CHROMIUM} is missing")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where a browser is

    expect.set_options(timeout=30_000)  # the first answer loads the model, and another browser may run beside this one
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with an English browser and nothing stored yet."""
    made = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext, served: Served) -> Watched:
    """The page, open and ready for questions."""
    return visit(context, served.url)


def visit(context: BrowserContext, url: str) -> Watched:
    """Open ``url`` in a new tab, noting what it asks for, and wait until the library is ready."""
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.asked.append(request.url))
    watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
    watched.page.goto(url)
    watched.page.wait_for_selector(".fz-welcome", timeout=READY_SECONDS * 1000)
    return watched


def ask(page: Page, question: str) -> None:
    """Type a question, send it with Enter and wait for its answer or its refusal."""
    before = page.locator(".fz-turn").count()
    page.fill("#chat textarea", question)
    page.keyboard.press("Enter")
    turn = page.locator(".fz-turn").nth(before)
    turn.locator(".fz-answer, .fz-banner").first.wait_for(timeout=READY_SECONDS * 1000)
