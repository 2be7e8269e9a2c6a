"""What holds of every tab: it fits narrow screens, keys reach everything, everything has a name, colours can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.page.conftest import READY_SECONDS, Served, Watched, ask, visit

pytestmark = pytest.mark.browser

TABS = {
    "指标": "#ledger .fz-ledger",
    "写作": "#draft-choice button",
    "资料库": "#library table",
    "设置": "#settings dl",
}

# Everything that can be pressed or filled in, without a name that a screen reader could say.
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, textarea, select, [role=tab], [role=button]")]
  .filter((one) => one.checkVisibility() && one.type !== "hidden" && one.type !== "file")
  .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.title || one.placeholder
    || (one.labels && [...one.labels].some((label) => label.textContent.trim()))
    || one.getAttribute("aria-labelledby")))
  .map((one) => one.outerHTML.slice(0, 200))"""

# Words whose colour is nearer to what is behind them than WCAG allows (4.5, or 3 for large ones).
PALE = """() => {
  const light = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255);
    const [r, g, b] = parts.map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const one of document.querySelectorAll(".fz *")) {
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!words || !one.checkVisibility() || one.closest(":disabled, .fz-hidden")) continue;
    const style = getComputedStyle(one);
    const [a, b] = [light(style.color), light(behind(one))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) found.push(`${one.className} ${one.textContent.slice(0, 30)}`);
  }
  return found;
}"""


def each_tab(page: Page) -> Iterator[str]:
    """Every tab in turn, drawn: first the conversation with an answer and its source open."""
    ask(page, "哪个镇调解的矛盾纠纷最多")
    yield "问答"
    for name, there in TABS.items():
        page.get_by_role("tab", name=name).click()
        page.locator(there).first.wait_for()
        if name == "写作":
            page.locator("#draft-choice").get_by_label("还想找什么").fill("普法宣传")
            page.keyboard.press("Enter")
            page.locator(".fz-example .fz-take").first.click()
        yield name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tab_fits_a_phone_and_can_be_read(browser: Browser, served: Served, scheme: str) -> None:
    """At 390 px nothing sticks out sideways, every control has a name, and words stand out from what is behind them."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    page = visit(context, served.url).page
    for name in each_tab(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        assert page.evaluate(NAMELESS) == [], name
        assert page.evaluate(PALE) == [], name
    context.close()


def test_keys_alone_ask_open_and_change_tabs(tab: Watched) -> None:
    """Tab reaches the question, the source and the tabs, the focus is to be seen, arrows or Enter change tabs."""
    page = tab.page
    page.locator("#chat textarea").focus()
    page.keyboard.type("张良镇2024年排查化解矛盾纠纷多少件")
    page.keyboard.press("Enter")
    page.locator(".fz-turn .fz-figure").wait_for()
    page.locator(".fz-turn .fz-scope-edit").focus()
    page.keyboard.press("Tab")
    figure = page.locator(".fz-turn .fz-figure")
    expect(figure).to_be_focused()
    assert figure.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".fz-source-body mark.fz-number")).to_have_text("326件")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="指标").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ledger .fz-ledger")).to_be_visible()
    page.locator("#ledger .fz-pick").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ledger .fz-ledger-head")).to_contain_text("份报告中")


def test_who_is_not_the_administrator_only_reads(guarded: Served, context: BrowserContext) -> None:
    """After login as another, the library has nothing that changes it, and the server refuses whoever tries all the same."""
    page = context.new_page()
    page.goto(guarded.url)
    page.locator("input").first.fill("张三")
    page.locator("input[type=password]").fill("四五六")
    page.keyboard.press("Enter")
    page.wait_for_selector(".fz-welcome", timeout=READY_SECONDS * 1000)
    page.get_by_role("tab", name="资料库").click()
    page.locator("#library table").wait_for()
    expect(page.locator("#library-upload")).to_be_hidden()
    assert page.locator("#library .fz-delete, #library .fz-correct, #library .fz-reindex").count() == 0
    page.evaluate(
        "document.querySelector('#library .fz-library').insertAdjacentHTML('beforeend', '<b class=fz-reindex>x</b>')"
    )
    page.locator("#library .fz-reindex").click()
    expect(page.locator("#library-lines")).to_contain_text("只有管理员可以更改资料库")
