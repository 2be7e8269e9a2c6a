"""The conversation in a real browser: what a person asks, reads and clicks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.page.conftest import Served, Watched, ask, visit

pytestmark = pytest.mark.browser

DISPUTES = "how many disputes did Zhangliang mediate in 2024"


def test_the_question_is_answered_and_its_source_opens(tab: Watched) -> None:
    """Zhangliang's disputes are 326件, and the citation opens the report at the sentence, highlighted and in view."""
    page = tab.page
    ask(page, DISPUTES)
    turn = page.locator(".fz-turn").last
    expect(turn.locator(".fz-figure").first).to_contain_text("326件")
    expect(turn.locator(".fz-card mark.fz-number").first).to_have_text("326件")
    turn.locator(".fz-ref").first.click()
    number = page.locator(".fz-source-body mark.fz-number")
    expect(number).to_have_text("326件")
    expect(number).to_be_in_viewport()
    quoted = "".join(page.locator(".fz-source-body mark.fz-quote").all_inner_texts())
    assert "排查化解矛盾纠纷326件" in quoted
    expect(page.locator(".fz-source-head")).to_contain_text("张良镇")
    expect(page.locator(".fz-source-head")).to_contain_text("2024年")
    assert tab.errors == []


def test_nothing_is_fetched_from_outside(tab: Watched) -> None:
    """Opening the page, asking and reading a source asks nothing of any other machine."""
    ask(tab.page, DISPUTES)
    tab.page.locator(".fz-open").first.click()
    tab.page.locator(".fz-source-body mark").first.wait_for()
    assert len(tab.asked) > 10
    others = {
        one for one in tab.asked if urlsplit(one).scheme in {"http", "https"} and urlsplit(one).hostname != "127.0.0.1"
    }
    assert others == set()


def test_the_welcome_names_what_is_there_and_an_example_is_answered(tab: Watched) -> None:
    """The welcome counts the five reports and lists them; a click on an example question gets an answer."""
    welcome = tab.page.locator(".fz-welcome")
    expect(welcome).to_contain_text("5 份报告")
    for place in ("张良镇", "仲山镇", "东棘坨镇", "西河镇", "阴平镇"):
        expect(welcome).to_contain_text(place)
    welcome.locator(".fz-question").first.click()
    expect(tab.page.locator(".fz-turn .fz-answered .fz-card").first).to_be_visible()


def test_gradio_speaks_chinese_in_an_english_browser(tab: Watched) -> None:
    """The page is Chinese whatever the browser's language, and shows nothing of Gradio's own words."""
    assert tab.page.evaluate("document.documentElement.lang") == "zh-CN"
    words = tab.page.inner_text("body")
    assert not re.search(r"Gradio|Loading|Submit|Built with|Use via API|Settings", words)


def test_enter_that_chooses_a_word_does_not_send(tab: Watched) -> None:
    """While an input method composes, Enter is its own; Shift+Enter breaks the line; Enter alone sends."""
    page = tab.page
    page.focus("#chat textarea")
    keys = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, %s}))"
    page.keyboard.type("zhangliang")
    page.evaluate(keys % "isComposing: true")
    page.evaluate(keys % "keyCode: 229")
    assert page.locator(".fz-turn").count() == 0
    page.keyboard.press("Shift+Enter")
    assert page.input_value("#chat textarea") == "zhangliang\n"
    page.keyboard.press("Enter")
    expect(page.locator(".fz-turn")).to_have_count(1)


def test_markup_in_a_question_is_text(tab: Watched) -> None:
    """HTML and scripts in a question are shown as typed and don't run."""
    page = tab.page
    question = '<img src=x onerror="window.hit=1"><script>window.hit=2</script>张良镇调解了多少纠纷'
    ask(page, question)
    expect(page.locator(".fz-asked").last).to_contain_text(question)
    assert page.evaluate("window.hit") is None
    assert page.locator("#chat img, #chat script").count() == 0


def test_a_conversation_survives_a_reload_and_tabs_do_not_mix(context: BrowserContext, served: Served) -> None:
    """A reload shows the same questions and answers; a second tab has its own conversation."""
    first = visit(context, served.url).page
    ask(first, "张良镇2024年排查化解矛盾纠纷多少件")
    first.reload()
    expect(first.locator(".fz-turn .fz-figure").first).to_contain_text("326件")
    second = visit(context, served.url).page
    assert second.locator(".fz-turn").count() == 0


def test_the_source_covers_a_narrow_screen_and_back_closes_it(context: BrowserContext, served: Served) -> None:
    """At 390 px the source lies over the conversation, scrolled to the quote; the back button returns to it."""
    page = visit(context, served.url).page
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, DISPUTES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".fz-open").first.click()
    expect(page.locator(".fz-source-body mark.fz-number")).to_be_in_viewport()
    box = page.locator(".fz-source").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (390, 844)
    page.go_back()
    expect(page.locator(".fz-source")).to_be_hidden()
    expect(page.locator(".fz-turn .fz-answer")).to_be_visible()


def test_too_long_a_question_is_refused_before_it_is_sent(tab: Watched) -> None:
    """Over 2,000 characters the page says so and keeps what was typed."""
    page = tab.page
    page.fill("#chat textarea", "矛" * 2001)
    page.keyboard.press("Enter")
    expect(page.locator(".fz-hint")).to_contain_text("2000")
    assert page.locator(".fz-turn").count() == 0
    assert len(page.input_value("#chat textarea")) == 2001


def test_a_comparison_sorts_and_every_value_opens_its_source(tab: Watched) -> None:
    """Headings sort up and down by keyboard, bars follow the values, a value opens the report that states it."""
    page = tab.page
    ask(page, "哪个镇调解的矛盾纠纷最多")
    turn = page.locator(".fz-turn").last
    expect(turn.locator(".fz-scope .fz-chip")).to_have_text(["5 个乡镇（街道）", "2019—2024年"])
    expect(turn.locator(".fz-text")).to_contain_text("未载明（不等于0）：仲山镇2023年")
    expect(turn.locator(".fz-text")).to_contain_text("各地报告的年份不同")
    assert turn.locator(".fz-bar i").count() == 4
    values = turn.locator("tbody .fz-cell")
    assert values.all_inner_texts()[0] == "326件"
    heading = turn.locator("th button").last
    heading.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(turn.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert values.all_inner_texts()[-1] == "326件"
    values.last.click()
    expect(page.locator(".fz-source-head")).to_contain_text("张良镇")
    expect(page.locator(".fz-source-body mark.fz-number")).to_have_text("326件")


def test_the_source_panel_steps_through_the_citations(tab: Watched) -> None:
    """Previous and next go from quote to quote, Escape closes the panel and gives the focus back."""
    page = tab.page
    ask(page, "哪个镇调解的矛盾纠纷最多")
    first = page.locator(".fz-turn").last.locator(".fz-ref").first
    assert first.get_attribute("aria-label") == "来源 1"
    first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("排查化解矛盾纠纷326件")
    page.mouse.move(0, 0)
    expect(page.get_by_role("tooltip")).to_be_hidden()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".fz-source-head")).to_contain_text("张良镇")
    expect(page.get_by_role("button", name="上一条")).to_be_disabled()
    page.get_by_role("button", name="下一条").click()
    expect(page.locator(".fz-source-head")).to_contain_text("西河镇")
    expect(page.locator(".fz-source-body mark.fz-number").first).to_be_in_viewport()
    page.get_by_role("button", name="上一条").click()
    expect(page.locator(".fz-source-head")).to_contain_text("张良镇")
    page.keyboard.press("Escape")
    expect(page.locator(".fz-source")).to_be_hidden()
    expect(first).to_be_focused()


def test_an_answer_is_copied_with_its_sources(context: BrowserContext, served: Served) -> None:
    """What lands in the clipboard has the marks as [1] and the quotes with place, year and section below."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url.rstrip("/"))
    page = visit(context, served.url).page
    ask(page, "张良镇2024年排查化解矛盾纠纷多少件")
    page.get_by_role("button", name="复制（含来源）").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "排查化解矛盾纠纷326件[1]" in copied
    assert re.search(r"\n\[1\] “.*326件.*” 鲁山县张良镇 · 2024年", copied)


def test_what_is_suggested_is_asked_by_a_click_and_asked_again(tab: Watched) -> None:
    """A suggestion becomes the next turn; "answer again" asks the same once more."""
    page = tab.page
    ask(page, "张良镇2024年排查化解矛盾纠纷多少件")
    page.locator(".fz-suggestions .fz-question").first.click()
    expect(page.locator(".fz-turn")).to_have_count(2)
    second = page.locator(".fz-turn").last
    expect(second.locator(".fz-answered .fz-card").first).to_be_visible()
    asked = second.locator(".fz-asked p").inner_text()
    second.get_by_role("button", name="重新回答").click()
    expect(page.locator(".fz-turn")).to_have_count(3)
    expect(page.locator(".fz-turn").last.locator(".fz-asked p")).to_have_text(asked)


def test_a_reload_half_way_and_the_back_button_lose_nothing(context: BrowserContext, served: Served) -> None:
    """A question whose answer was cut off is there with a button to ask it again; leaving and coming back keeps all."""
    page = visit(context, served.url).page
    page.fill("#chat textarea", "张良镇2024年排查化解矛盾纠纷多少件")
    page.evaluate("document.querySelector('#chat form').requestSubmit(); location.reload()")
    again = page.get_by_role("button", name="再问一次").or_(page.locator(".fz-turn .fz-figure"))
    expect(again.first).to_be_visible()
    if page.locator(".fz-turn .fz-figure").count() == 0:
        page.get_by_role("button", name="再问一次").click()
    expect(page.locator(".fz-turn .fz-figure").last).to_contain_text("326件")
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(".fz-turn .fz-figure").last).to_contain_text("326件")


def test_an_answer_can_be_stopped(tab: Watched) -> None:
    """Stop says so at once, and the next question is answered."""
    page = tab.page
    page.evaluate(
        "document.querySelector('#chat textarea').value = '各镇怎么落实法律顾问制度';"
        "const form = document.querySelector('#chat form'); form.requestSubmit(); form.requestSubmit();"
    )
    expect(page.locator(".fz-turn .fz-banner")).to_contain_text("已停止")
    ask(page, "张良镇2024年排查化解矛盾纠纷多少件")
    expect(page.locator(".fz-turn").last.locator(".fz-figure")).to_contain_text("326件")
