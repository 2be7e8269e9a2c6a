"""A library that begins empty, in a real browser: files of every kind and name, good ones and hostile ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.index.files import docx_bytes, pdf
from tests.page.conftest import READY_SECONDS, Served, ask, end, serve, visit

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.hit=1>"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page over an empty folder."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "corpus").mkdir()
    found = serve(folder / "corpus", folder / "store", folder / "log")
    yield found
    end(found.process)


def lines_of(place: str, year: int, count: int) -> list[str]:
    """A short report's paragraphs."""
    return [
        f"青石县{place}人民政府关于{year}年法治政府建设情况的报告",
        "一、主要举措",
        f"全年排查化解矛盾纠纷{count}件。",
        "二、存在的不足",
        "执法人员少，普法形式单一。",
    ]


def html_of(lines: list[str]) -> str:
    """The same as a web page."""
    return "<meta charset=utf-8>" + "".join(f"<p>{line}</p>" for line in lines)


def printed(browser: Browser, lines: list[str]) -> bytes:
    """The same as a PDF that Chromium prints, with page numbers."""
    page = browser.new_page()
    page.set_content(html_of(lines))
    foot = "<p style='font-size:12px;width:100%;text-align:center'>— <span class=pageNumber></span> —</p>"
    made = page.pdf(format="A4", display_header_footer=True, header_template="<p></p>", footer_template=foot)
    page.close()
    return made


def file(name: str, content: bytes | str) -> FilePayload:
    """A file to be chosen, with any name at all."""
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def upload(page: Page, *files: FilePayload) -> list[str]:
    """Choose files in the library's tab; the results, once there is one for each."""
    page.get_by_role("tab", name="资料库").click()
    page.locator("#library .fz-library").wait_for()
    page.set_input_files("#library-upload input[type=file]", list(files))
    expect(page.locator("#library-lines li")).to_have_count(len(files), timeout=120_000)
    expect(page.locator("#library-lines .fz-working")).to_have_count(0, timeout=120_000)
    return page.locator("#library-lines li").all_inner_texts()


def test_an_empty_library_fills_and_answers(empty: Served, browser: Browser, context: BrowserContext) -> None:
    """It says what to do first; a Word file, a printed PDF and a web page are read, a scan is named, all without restart."""
    page = context.new_page()
    page.goto(empty.url)
    page.get_by_role("tab", name="资料库").click()  # it may still be opening: the tab looks again by itself
    expect(page.locator("#library .fz-empty")).to_contain_text("请在上方上传", timeout=READY_SECONDS * 1000)
    page.get_by_role("tab", name="问答").click()
    expect(page.locator("#chat .fz-empty")).to_contain_text("还没有报告", timeout=READY_SECONDS * 1000)
    page.fill("#chat textarea", "柳溪镇调解多少纠纷")
    page.keyboard.press("Enter")
    expect(page.locator(".fz-turn .fz-banner")).to_contain_text("请先在“资料库”页上传")
    document = docx.Document()
    for line in lines_of("柳溪镇", 2023, 41):
        document.add_paragraph(line)
    results = upload(
        page,
        file("柳溪镇.docx", docx_bytes(document)),
        file("云台乡.pdf", printed(browser, lines_of("云台乡", 2024, 57))),
        file("石桥乡.html", html_of([*lines_of("石桥乡", 2022, 63), HOSTILE])),
        file("扫描.pdf", pdf([[]], pictures={1})),
    )
    assert sum("已加入" in one for one in results) == 3
    assert any("扫描件" in one for one in results)
    assert sorted(one.name for one in empty.corpus.iterdir()) == sorted(["柳溪镇.docx", "云台乡.pdf", "石桥乡.html"])
    page.get_by_role("tab", name="问答").click()
    for place, count in (("柳溪镇", "41件"), ("云台乡", "57件"), ("石桥乡", "63件")):
        ask(page, f"{place}排查化解矛盾纠纷多少件")
        expect(page.locator(".fz-turn").last.locator(".fz-figure").first).to_contain_text(count)
    assert page.evaluate("window.hit") is None


def test_names_of_any_kind_are_made_harmless(empty: Served, context: BrowserContext) -> None:
    """300 characters, steps upwards and markup in a file's name put no file elsewhere and run nothing."""
    page = visit(context, empty.url).page
    names = ["长" * 300 + ".txt", "../../上去.txt", f"{HOSTILE}.txt", "..\\..\\斜.txt"]
    results = upload(page, *(file(name, "\n".join(lines_of(f"甲{n}镇", 2023, n))) for n, name in enumerate(names, 10)))
    assert all("已加入" in one for one in results), results
    kept = [one.name for one in empty.corpus.iterdir() if one.suffix == ".txt"]
    assert len(kept) == 4
    assert all(len(one.encode()) <= 255 for one in kept)
    outside = {one.name for folder in (empty.corpus.parent, empty.corpus.parent.parent) for one in folder.iterdir()}
    assert not any("上去" in one or "斜" in one for one in outside)
    expect(page.locator("#library")).to_contain_text("img src=x")
    assert page.evaluate("window.hit") is None
    assert page.locator("#library img").count() == 0


def test_the_same_file_twice_is_kept_once(empty: Served, context: BrowserContext) -> None:
    """The second is named as there already; another of the same name gets a number, and neither replaces the first."""
    page = visit(context, empty.url).page
    same, other = ("\n".join(lines_of("乙镇", 2023, count)) for count in (7, 8))
    first, second = upload(page, file("乙镇.txt", same), file("副本.txt", same))
    assert "已有相同的文件：乙镇.txt" in first + second
    (renamed,) = upload(page, file("乙镇.txt", other))
    assert "乙镇(2).txt" in renamed
    assert (empty.corpus / "乙镇.txt").read_text(encoding="utf-8") == same


def test_an_upload_that_breaks_off_leaves_nothing(empty: Served, context: BrowserContext) -> None:
    """A connection that ends half-way through a file changes neither the folder nor the page."""
    before = sorted(empty.corpus.iterdir())

    def half() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\n' + b"a" * 70_000
        raise httpx.ReadError("gone")

    with pytest.raises(httpx.ReadError):
        httpx.post(
            f"{empty.url}gradio_api/upload", content=half(), headers={"Content-Type": "multipart/form-data; boundary=b"}
        )
    page = visit(context, empty.url).page
    ask(page, "柳溪镇排查化解矛盾纠纷多少件")
    assert sorted(empty.corpus.iterdir()) == before


def test_a_file_deleted_on_disk_is_let_go_at_the_next_indexing(empty: Served, context: BrowserContext) -> None:
    """Until then its text answers and opens; indexing again removes it, and deleting what is gone is no error."""
    page = visit(context, empty.url).page
    (empty.corpus / "云台乡.pdf").unlink()
    ask(page, "云台乡排查化解矛盾纠纷多少件")
    page.locator(".fz-turn .fz-ref").first.click()
    expect(page.locator(".fz-source-body mark.fz-number")).to_have_text("57件")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="资料库").click()
    gone = page.locator("#library tr[data-file='云台乡.pdf']")
    gone.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="确认删除").click()
    expect(gone).to_have_count(0, timeout=120_000)
    (empty.corpus / "石桥乡.html").unlink()
    page.get_by_role("button", name="重新整理").click()
    expect(page.locator("#library-lines")).to_contain_text("移除 1", timeout=120_000)
    expect(page.locator("#library tr[data-file='石桥乡.html']")).to_have_count(0)


def test_a_file_over_the_limit_is_refused(empty: Served, context: BrowserContext, tmp_path: Path) -> None:
    """Twenty-one megabytes get a plain word, and the page goes on."""
    page = visit(context, empty.url).page
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * (21 << 20))
    page.get_by_role("tab", name="资料库").click()
    page.set_input_files("#library-upload input[type=file]", path)
    expect(page.locator("#library-lines")).to_contain_text("文件过大", timeout=60_000)
    assert not (empty.corpus / "大.txt").exists()
