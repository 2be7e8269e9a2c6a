"""A language model on the page, in a real browser: what is written appears, what is unchecked looks so, stopping stops it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.assistant.endpoint import KEY, Script, endpoint
from tests.page.conftest import Served, ask, copied, end, serve, visit

pytestmark = pytest.mark.browser

QUESTION = "张良镇2024年调解了多少起矛盾纠纷"
GOOD = "张良镇2024年排查化解矛盾纠纷326件[1]。"


@dataclass
class Worded:
    """A page with a model attached, and what that model does."""

    served: Served
    script: Script


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory, indexed: Path) -> Iterator[Worded]:
    """The five reports with the scripted model."""
    folder: Path = tmp_path_factory.mktemp("worded")
    copied(indexed, folder)
    script = Script(GOOD)
    with endpoint(script) as url:
        attached = {"FAZHI_LLM_BASE_URL": url, "FAZHI_LLM_MODEL": "scripted", "FAZHI_LLM_API_KEY": KEY}
        served = serve(folder / "corpus", folder / "store", folder / "log", environment=attached)
        yield Worded(served, script)
        end(served.process)
    assert KEY not in (folder / "log").read_text(encoding="utf-8")


def test_the_answer_says_who_wrote_it(worded: Worded, context: BrowserContext) -> None:
    """The model's sentence with its source, the figure from the ledger, the model's name; its key nowhere."""
    worded.script.reply, worded.script.piece_delay = GOOD, 0.0
    tab = visit(context, worded.served.url)
    ask(tab.page, QUESTION)
    turn = tab.page.locator(".fz-turn").last
    expect(turn.locator(".fz-text")).to_contain_text("张良镇2024年排查化解矛盾纠纷326件")
    expect(turn.locator(".fz-figure").first).to_contain_text("326件")
    expect(turn.locator(".fz-foot")).to_contain_text("scripted")
    assert KEY not in tab.page.content()
    assert tab.errors == []


def test_what_is_unchecked_looks_so(worded: Worded, context: BrowserContext) -> None:
    """A wrong number is seen as a draft at most; when its sentence is checked, the right one stands there."""
    worded.script.reply, worded.script.piece, worded.script.piece_delay = (
        "张良镇2024年排查化解矛盾纠纷80余起[1]。" + GOOD,
        1,
        0.15,
    )
    tab = visit(context, worded.served.url)
    tab.page.fill("#chat textarea", QUESTION)
    tab.page.keyboard.press("Enter")
    draft = tab.page.locator(".fz-streaming .fz-provisional")
    expect(draft).to_contain_text("张良镇")
    expect(draft).to_have_css("font-style", "italic")
    tab.page.locator(".fz-turn .fz-answer").wait_for()
    expect(tab.page.locator(".fz-turn .fz-text")).not_to_contain_text("80余起")
    expect(tab.page.locator(".fz-turn .fz-text")).to_contain_text("326件")
    expect(tab.page.locator(".fz-turn .fz-provisional")).to_have_count(0)


@pytest.mark.parametrize("when", ["while it writes", "before its first word"])
def test_the_stop_button_frees_the_endpoint(when: str, worded: Worded, context: BrowserContext) -> None:
    """Within two seconds, and the page is ready for another question."""
    script = worded.script
    script.reply, script.piece, script.piece_delay = GOOD * 20, 1, 0.1
    script.first_delay = 30.0 if when == "before its first word" else 0.0
    script.writing.clear()
    script.broken.clear()
    tab = visit(context, worded.served.url)
    tab.page.fill("#chat textarea", QUESTION)
    tab.page.keyboard.press("Enter")
    deadline = time.monotonic() + 60
    while not script.writing.is_set() and time.monotonic() < deadline:
        tab.page.wait_for_timeout(50)
    stopped = time.monotonic()
    tab.page.locator(".fz-send.fz-stop").click()
    assert script.broken.wait(4)
    assert script.broken_at - stopped < 2
    script.first_delay, script.piece_delay, script.reply = 0.0, 0.0, GOOD
    ask(tab.page, QUESTION)
    expect(tab.page.locator(".fz-turn").last.locator(".fz-figure").first).to_contain_text("326件")


def test_leaving_the_page_frees_the_endpoint(worded: Worded, context: BrowserContext) -> None:
    """Whoever closes the tab waits for no answer."""
    script = worded.script
    script.reply, script.piece, script.piece_delay, script.first_delay = GOOD * 20, 1, 0.1, 0.0
    script.writing.clear()
    script.broken.clear()
    tab = visit(context, worded.served.url)
    tab.page.fill("#chat textarea", QUESTION)
    tab.page.keyboard.press("Enter")
    tab.page.locator(".fz-streaming .fz-provisional").wait_for()
    tab.page.close()
    assert script.broken.wait(15)
    script.piece_delay = 0.0


def test_a_model_is_tested_and_chosen(worded: Worded, context: BrowserContext) -> None:
    """The settings show where it is and never its key; without it, answers are quoted again."""
    worded.script.reply, worded.script.piece_delay, worded.script.first_delay = GOOD, 0.0, 0.0
    worded.script.models = ("scripted", "another")
    tab = visit(context, worded.served.url)
    page = tab.page
    page.get_by_role("tab", name="设置").click()
    expect(page.locator("#settings")).to_contain_text("scripted")
    page.locator("#model-test").click()
    expect(page.locator("#model-tested")).to_contain_text("接口可以连接")
    expect(page.locator("#model-tested li")).to_have_count(6)
    page.locator("#model-controls input").click()
    expect(page.get_by_role("option", name="another")).to_be_visible()
    page.get_by_role("option", name="不用模型").click()
    expect(page.locator("#model-tested")).to_contain_text("只摘录")
    page.get_by_role("tab", name="问答").click()
    ask(page, QUESTION)
    expect(page.locator(".fz-turn").last.locator(".fz-foot")).to_contain_text("摘自报告原文")
    assert KEY not in page.content()
