"""Pictures of the page for `docs/`: ``python -m tests.page.screenshots`` draws every tab light, dark and on a phone."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.page.conftest import CHROMIUM, FLAGS, ROOT, ask, end, serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = ROOT / "docs"
LOOKS = {"light": (1440, 900, "light"), "dark": (1440, 900, "dark"), "phone": (390, 844, "light")}
WIDEST = 1080
COLOURS = 256


def tabs(page: Page) -> Iterator[str]:
    """Each tab in turn, with something in it."""
    ask(page, "哪个镇调解的矛盾纠纷最多")
    ask(page, "张良镇2024年调解了多少起矛盾纠纷")
    if page.viewport_size and page.viewport_size["width"] > 900:
        page.locator(".fz-turn").last.locator(".fz-ref").first.click()
        page.locator(".fz-source-body mark").first.wait_for()
    yield "chat"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.fz-log').scrollTop = 0")
    yield "compare"
    page.get_by_role("tab", name="指标").click()
    page.locator("#ledger .fz-pick", has_text="矛盾纠纷").first.click()
    page.locator("#ledger .fz-ledger-head", has_text="份载有").wait_for()
    yield "figures"
    page.get_by_role("tab", name="写作").click()
    page.locator("#draft-choice").get_by_label("还想找什么").fill("人民调解、化解矛盾纠纷")
    page.keyboard.press("Enter")
    page.locator(".fz-example .fz-take").first.click()
    yield "drafting"
    page.get_by_role("tab", name="资料库").click()
    page.locator("#library table").wait_for()
    yield "library"
    page.get_by_role("tab", name="设置").click()
    page.locator("#tab-settings dl, #tab-settings table").first.wait_for()
    yield "settings"


def small(picture: bytes) -> bytes:
    """The picture in few colours and no wider than a page of text needs."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if image.width > WIDEST:
        image = image.resize((WIDEST, image.height * WIDEST // image.width), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return made.getvalue()


def main() -> None:
    """Serve the five reports, visit every tab in every look, write the pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        shutil.copytree(ROOT / "corpus", folder / "corpus")
        served = serve(folder / "corpus", folder / "store", folder / "log")
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        try:
            for look, (width, height, scheme) in LOOKS.items():
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                page = context.new_page()
                page.goto(served.url)
                page.wait_for_selector(".fz-examples", timeout=180_000)
                for tab in tabs(page):
                    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
                    page.mouse.move(0, 0)
                    page.wait_for_timeout(600)
                    (DOCS / f"{tab}-{look}.png").write_bytes(small(page.screenshot()))
                context.close()
        finally:
            browser.close()
            end(served.process)


if __name__ == "__main__":
    main()
