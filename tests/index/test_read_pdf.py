"""PDFs to text: paragraphs whole, nothing of the page's furniture, every unusable file refused by name and in time."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from index.errors import FileError
from index.read import FileText, read_file
from tests.index.files import A4, Words, flowed, pdf, stream, written

LIMIT = 20 << 20
PARAGRAPHS = [
    "青石县柳溪镇人民政府关于2023年法治政府建设情况的报告",
    "2023年以来，柳溪镇扎实推进法治政府建设，压实责任，补齐短板，各项工作取得新的进展，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）化解矛盾纠纷。全年排查化解矛盾纠纷41件，成功率98%，开展普法宣传活动12次，发放宣传资料3000余份。" * 3,
    "（二）依法决策。聘请法律顾问2名，审查合同17份。",
    "二、存在的不足",
    "执法人员少，普法形式单一。" * 20,
]
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"


def read(folder: Path, data: bytes) -> FileText:
    """The PDF ``data``, read from a file."""
    path = folder / "报告.pdf"
    path.write_bytes(data)
    return read_file(path, max_bytes=LIMIT)


def refused(folder: Path, data: bytes) -> FileError:
    """The error of a PDF that can't be used."""
    with pytest.raises(FileError, match=r"报告\.pdf") as caught:
        read(folder, data)
    assert "报告.pdf" in caught.value.english
    return caught.value


def test_paragraphs_are_whole_across_lines_and_pages(tmp_path: Path) -> None:
    """Lines that the page's width broke are joined, over the page's end as well; headings stay lines of their own."""
    pages = flowed(PARAGRAPHS, lines=8)
    assert len(pages) > 2
    assert read(tmp_path, pdf(pages)).text.split("\n") == PARAGRAPHS


@pytest.mark.parametrize("form", ["— {} —", "-{}-", "{}", "第{}页 共9页", "{}/9"])
def test_page_numbers_and_running_heads_are_no_data(tmp_path: Path, form: str) -> None:
    """What stands at the edge of every page, and the numbers that count them, are not part of the text."""
    pages = [
        [Words(200, 800, f"柳溪镇2023年度报告 第{number}期", 9), *page, Words(280, 60, form.format(number), 14)]
        for number, page in enumerate(flowed(PARAGRAPHS, lines=8), 1)
    ]
    assert read(tmp_path, pdf(pages)).text.split("\n") == PARAGRAPHS


def test_a_number_that_does_not_count_pages_stays(tmp_path: Path) -> None:
    """A number alone at the foot of a page that the other pages don't bear out is the report's own."""
    pages = [
        [*page, Words(80, 60, figure)] for page, figure in zip(flowed(PARAGRAPHS[:3]) * 2, ("326", "80"), strict=True)
    ]
    assert {"326", "80"} <= set(read(tmp_path, pdf(pages)).text.split("\n"))


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    """Cells of a row are apart by tabs, the rows are lines, in the order of the page."""
    rows = [("索引号", "QS-2023-07", "发布机构"), ("指标", "数量", "单位"), ("调解纠纷", "41", "件")]
    table = [
        Words(60 + 180 * at, 700 - 30 * row, cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells)
    ]
    assert read(tmp_path, pdf([table])).text.split("\n") == ["\t".join(row) for row in rows]


def test_a_watermark_and_a_table_of_contents_are_left_out(tmp_path: Path) -> None:
    """Words across the page belong to no sentence, and the digits of a table of contents are page numbers."""
    mark = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <67088349> Tj ET\n"
    page = [Words(80, 760, "一、主要举措……………………7"), *flowed(PARAGRAPHS[1:4])[0]]
    assert read(tmp_path, pdf([page], extra=mark)).text.split("\n") == PARAGRAPHS[1:4]


def test_radicals_are_read_as_the_characters_they_stand_for(tmp_path: Path) -> None:
    """Many PDFs write ⼀ and ⼯ (radicals) for 一 and 工: searching must find the words."""
    assert read(tmp_path, pdf([[Words(80, 700, "⼀、⼯作情况")]])).text == "一、工作情况"


def test_a_scan_is_named_as_one(tmp_path: Path) -> None:
    """Pages of pictures, or of nothing, are a scan; the message says what to do."""
    for data in (pdf([[], []], pictures={1, 2}), pdf([[]])):
        error = refused(tmp_path, data)
        assert "扫描件" in str(error)
        assert "OCR" in error.english


def test_a_scanned_page_among_others_is_warned_of(tmp_path: Path) -> None:
    """What can be read is taken, and the pages that can't are named."""
    pages = [*flowed(PARAGRAPHS), []]
    found = read(tmp_path, pdf(pages, pictures={len(pages)}))
    assert found.text.split("\n") == PARAGRAPHS
    assert found.warnings == (f"第{len(pages)}页是图片，没有读出文字",)


def test_a_locked_pdf_is_named_as_one(tmp_path: Path) -> None:
    """A PDF that asks for a password says so, in both languages."""
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00><00>]" % (b"11" * 32, b"22" * 32)
    error = refused(tmp_path, written([CATALOG, PAGES, PAGE, stream(b"")], lock))
    assert "密码" in str(error)
    assert "password" in error.english


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n" + b"x" * 999, pdf([[Words(80, 700, "字")]])[:600], b"%PDF-1.7", b"hello"]
)
def test_a_damaged_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    """Bytes that are no PDF, or half of one, are an error with the file's name."""
    refused(tmp_path, data)


def test_a_font_without_meanings_is_refused(tmp_path: Path) -> None:
    """Private characters are shown as words and read as nothing: better no report than a report of them."""
    assert "乱码" in str(refused(tmp_path, pdf([[Words(80, 700, "\ue001\ue002\ue003\ue004\ue005")]])))


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    block = b"BT ET \n" * 100_000
    return b"".join(packer.compress(block) for _ in range(1500)) + packer.flush()


@pytest.mark.parametrize("twice", [False, True])
def test_a_bomb_takes_neither_memory_nor_time(tmp_path: Path, twice: bool) -> None:
    """A megabyte that unpacks to one gigabyte (packed twice: a kilobyte to one) ends in an error within seconds."""
    packed = _bomb()
    if twice:
        packed = zlib.compress(packed)
    filters = b"/FlateDecode /FlateDecode" if twice else b"/FlateDecode"
    content = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed)
    begun = time.monotonic()
    refused(tmp_path, written([CATALOG, PAGES, PAGE, content]))
    assert time.monotonic() - begun < 30


def test_pages_that_hold_themselves_end(tmp_path: Path) -> None:
    """A tree of pages without end is damage, not a loop."""
    refused(tmp_path, written([CATALOG, b"<< /Type /Pages /Count 100000000 /Kids [2 0 R 2 0 R] >>"]))


def test_what_lies_off_the_page_is_not_read(tmp_path: Path) -> None:
    """Words outside of the paper are seen by nobody."""
    page = [Words(80, 700, "全年调解纠纷41件。"), Words(A4[0] + 50, 700, "99件")]
    assert read(tmp_path, pdf([page])).text == "全年调解纠纷41件。"
