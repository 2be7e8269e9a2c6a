"""The other tabs in a real browser: figures, drafting, library, settings; the other language, dark mode, feedback."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it carries no types
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.page.conftest import Served, Watched, ask, visit

pytestmark = pytest.mark.browser

REPORT = (
    "青石县柳溪镇人民政府\n关于2024年法治政府建设情况的报告\n\n2024年以来，柳溪镇扎实推进法治政府建设，现将情况报告如下。\n"
    '一、主要举措\n（一）化解矛盾纠纷。全年排查化解矛盾纠纷{count}件。<img src=x onerror="window.hit=1">\n'
    "二、存在的不足\n执法人员少，普法形式单一。\n"
)


def choose(page: Page, row: str, label: str, words: str) -> None:
    """Choose what begins with ``words`` in the list called ``label``."""
    page.locator(row).get_by_label(label).click()
    page.locator("ul[role=listbox] li", has_text=words).first.click()


def test_figures_are_chosen_opened_and_downloaded(tab: Watched, tmp_path: Path) -> None:
    """An indicator narrows the table, its coverage is said, a row opens its source, the workbook has both sheets."""
    page = tab.page
    page.get_by_role("tab", name="指标").click()
    page.locator("#ledger .fz-ledger").wait_for()
    choose(page, "#ledger-choice", "指标", "矛盾纠纷（")
    expect(page.locator("#ledger .fz-ledger-head")).to_contain_text("未载明（不等于 0）：仲山镇2023年")
    row = page.locator("#ledger tbody tr", has_text="326件").first
    row.click()
    expect(page.locator(".fz-source-body mark.fz-number")).to_have_text("326件")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Excel").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 2
    assert any(326 in row for row in book.worksheets[0].iter_rows(values_only=True))


def test_a_draft_is_made_of_examples(tab: Watched, tmp_path: Path) -> None:
    """Examples of a topic are found by place; a chosen one becomes a draft without the other town's particulars."""
    page = tab.page
    page.get_by_role("tab", name="写作").click()
    choose(page, "#draft-choice", "主题", "矛盾纠纷")
    page.get_by_role("button", name="查找范例").click()
    example = page.locator(".fz-example", has_text="326件").first
    expect(example).to_have_css("font-style", "normal")
    expect(page.locator(".fz-draft")).to_have_css("text-decoration-line", "none")
    example.get_by_role("button", name="放入素材篮").click()
    expect(page.locator(".fz-basket li")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 Word 提纲").click()
    path = tmp_path / "draft.docx"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        body = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))
        notes = archive.read("word/footnotes.xml").decode("utf-8")
    assert "矛盾纠纷【待填】" in body
    assert "326" not in body
    assert "张良" not in body
    assert "张良镇2024" in notes


def test_a_report_is_uploaded_corrected_and_deleted(tab: Watched, served: Served, tmp_path: Path) -> None:
    """Each file of an upload has its result; a correction shows; a deletion asks first; markup in a report is inert."""
    page = tab.page
    good, empty = tmp_path / "柳溪镇（2024年度）.txt", tmp_path / "空.txt"
    good.write_text(REPORT.format(count=41), encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    page.get_by_role("tab", name="资料库").click()
    rows = page.locator("#library tr[data-file]")
    expect(rows).to_have_count(5)
    page.set_input_files("#library-upload input[type=file]", [good, empty])
    lines = page.locator("#library-lines")
    expect(lines).to_contain_text("已加入：青石县柳溪镇2024年", timeout=120_000)
    expect(lines).to_contain_text("文件里没有文字")
    expect(rows).to_have_count(6)
    assert (served.corpus / good.name).read_text(encoding="utf-8") == REPORT.format(count=41)
    row = page.locator("#library tr[data-file]", has_text="柳溪镇（2024年度）")
    row.get_by_role("button", name="查看").click()
    expect(page.locator(".fz-source-body")).to_contain_text("<img src=x")
    page.keyboard.press("Escape")
    row.get_by_role("button", name="更正").click()
    page.locator("#library input[name=county]").fill("白石县")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("白石县柳溪镇", timeout=120_000)
    row.get_by_role("button", name="删除").click()
    assert (served.corpus / good.name).exists()
    page.get_by_role("button", name="确认删除").click()
    expect(rows).to_have_count(5, timeout=120_000)
    assert not (served.corpus / good.name).exists()
    assert page.evaluate("window.hit") is None


def test_the_english_page_is_english(context: BrowserContext, served: Served) -> None:
    """The other page says everything but the reports' own words in English, and the switch leads there and back."""
    page = visit(context, served.url).page
    page.get_by_role("link", name="English").click()
    page.wait_for_selector(".fz-welcome")
    assert page.evaluate("document.documentElement.lang") == "en"
    ask(page, "how many disputes did Zhangliang mediate in 2024")
    expect(page.locator(".fz-sources h3")).to_have_text("Sources")
    for name in ("Figures", "Drafting", "Library", "Settings"):
        page.get_by_role("tab", name=name).click()
    expect(page.locator("#settings")).to_contain_text("Embedding model")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("tab", name="问答")).to_be_visible()


def test_dark_mode_is_kept(tab: Watched) -> None:
    """The switch turns the page dark, and a reload leaves it so."""
    page = tab.page
    page.get_by_role("button", name="切换深色或浅色").click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    page.wait_for_selector(".fz-welcome")
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    assert "theme" not in page.url


def test_a_word_on_an_answer_is_kept(tab: Watched, served: Served) -> None:
    """👎 with a comment lands beside the store with the question and what was answered."""
    page = tab.page
    ask(page, "张良镇2024年普法宣传活动几次")
    page.get_by_role("button", name="有误").click()
    page.get_by_label("哪里不对").fill("<b>应为12次</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".fz-comment")).to_contain_text("已记下")
    last = json.loads((served.store / "feedback.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["verdict"], last["comment"]) == ("bad", "<b>应为12次</b>")
    assert last["q"] == "张良镇2024年普法宣传活动几次"


def test_the_scope_is_changed_and_asked_again(tab: Watched) -> None:
    """The chips open for changing: another town in place of the first is asked about, in a new turn."""
    page = tab.page
    ask(page, "张良镇2024年调解了多少起矛盾纠纷")
    page.get_by_role("button", name="修改").click()
    page.get_by_role("button", name="去掉 张良镇").click()
    page.get_by_role("button", name="去掉 2024").click()
    page.locator(".fz-scope-form input").first.fill("西河镇")
    page.get_by_role("button", name="按此范围重问").click()
    expect(page.locator(".fz-asked").last).to_contain_text("西河镇调解了多少起矛盾纠纷")
    expect(page.locator(".fz-turn").last.locator(".fz-figure").first).to_contain_text("80")


def test_conversations_are_listed_opened_and_exported(tab: Watched, tmp_path: Path) -> None:
    """A new conversation leaves the old one in the list, where a click brings it back; it exports to Word."""
    page = tab.page
    ask(page, "张良镇2024年排查化解矛盾纠纷多少件")
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".fz-turn")).to_have_count(0)
    page.get_by_role("button", name="对话记录").click()
    page.locator(".fz-list-item").first.click()
    expect(page.locator(".fz-turn .fz-figure")).to_contain_text("326件")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 Word").click()
    path = tmp_path / "conversation.docx"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert "326件" in re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))
