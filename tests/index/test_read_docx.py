"""Word files to text: what a reader of the document sees, in that order; every unusable file refused by name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import FileError
from index.read import read_text
from tests.index.files import docx_bytes, repacked

LIMIT = 20 << 20


def read(folder: Path, data: bytes) -> list[str]:
    """The lines of the Word file ``data``."""
    path = folder / "报告.docx"
    path.write_bytes(data)
    return read_text(path, max_bytes=LIMIT).split("\n")


def refused(folder: Path, data: bytes) -> FileError:
    """The error of a Word file that can't be used."""
    with pytest.raises(FileError, match=r"报告\.docx") as caught:
        read(folder, data)
    assert "报告.docx" in caught.value.english
    return caught.value


def xml(inner: str) -> Any:
    """An element of the document's own namespace."""
    return parse_xml(inner.replace(">", f" {nsdecls('w')}>", 1))


def report() -> Any:
    """A report of three paragraphs."""
    made = docx.Document()
    made.add_paragraph("柳溪镇2023年法治政府建设情况报告")
    made.add_paragraph("一、主要举措")
    made.add_paragraph("全年调解纠纷41件。")
    return made


def test_paragraphs_and_tables_come_in_reading_order(tmp_path: Path) -> None:
    """A table stands where it stands: rows as lines, cells apart by tabs, merged cells once."""
    made = report()
    table = made.add_table(3, 3)
    for row, cells in enumerate([("索引号", "QS-07", "柳溪镇"), ("指标", "数量", "单位"), ("普法", "12", "次")]):
        for at, cell in enumerate(cells):
            table.cell(row, at).text = cell
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_paragraph("二、不足")
    assert read(tmp_path, docx_bytes(made)) == [
        "柳溪镇2023年法治政府建设情况报告",
        "一、主要举措",
        "全年调解纠纷41件。",
        "索引号\tQS-07\t柳溪镇",
        "指标",
        "普法",
        "数量",
        "单位",
        "12\t次",
        "二、不足",
    ]


def test_a_page_laid_out_by_a_table_keeps_its_paragraphs(tmp_path: Path) -> None:
    """A cell that holds paragraphs, or a table of its own, gives them one by one."""
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "一、主要举措"
    cell.add_paragraph("全年调解纠纷41件。" * 20)
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "普法", "12次"
    assert read(tmp_path, docx_bytes(made)) == ["一、主要举措", "全年调解纠纷41件。" * 20, "普法\t12次"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
)


def test_numbers_that_word_sets_are_read(tmp_path: Path) -> None:
    """Automatic numbers (一、（一）1.) are what the reader sees, so they are text; deeper ones begin again."""
    made = docx.Document()
    numbering = made.part.numbering_part.element
    numbering.insert(0, xml(NUMBERING))
    numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth, words in [(0, "主要举措"), (1, "普法"), (2, "宣传"), (2, "培训"), (1, "调解"), (0, "不足"), (1, "人少")]:
        properties = made.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(xml(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'))
    assert read(tmp_path, docx_bytes(made)) == [
        "一、主要举措",
        "（一）普法",
        "1.宣传",
        "2.培训",
        "（二）调解",
        "二、不足",
        "（一）人少",
    ]


def test_headers_footers_and_contents_are_left_out(tmp_path: Path) -> None:
    """Page numbers, running heads and the table of contents' digits must not become data."""
    made = report()
    made.sections[0].header.paragraphs[0].text = "第3期"
    made.sections[0].footer.paragraphs[0].text = "— 7 —"
    style = made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.paragraphs[0].insert_paragraph_before("主要举措\t9", style=style)
    text = "\n".join(read(tmp_path, docx_bytes(made)))
    assert [digit for digit in "379" if digit in text.replace("2023", "")] == []


def test_what_was_deleted_or_hidden_is_not_read(tmp_path: Path) -> None:
    """Tracked deletions and hidden words are gone for the reader; tracked insertions and text boxes are there."""
    made = report()
    made.paragraphs[2]._p.append(xml("<w:del><w:r><w:delText>99件</w:delText></w:r></w:del>"))
    made.paragraphs[2]._p.append(xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>88件</w:t></w:r>"))
    made.paragraphs[2]._p.append(xml("<w:ins><w:r><w:t>普法12次。</w:t></w:r></w:ins>"))
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>索引号：QS-07</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    made.paragraphs[0]._p.append(xml(box))
    assert read(tmp_path, docx_bytes(made)) == [
        "柳溪镇2023年法治政府建设情况报告",
        "索引号：QS-07",
        "一、主要举措",
        "全年调解纠纷41件。普法12次。",
    ]


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    """A file that declares more than any report has, in bytes or entries, is not unpacked."""
    data = docx_bytes(report())
    assert "解压后过大" in str(refused(tmp_path, repacked(data, {"word/media/a.bin": b"\0" * (260 << 20)})))
    assert "解压后过大" in str(refused(tmp_path, repacked(data, {"word/document.xml": b"<a/>" * (9 << 20)})))
    assert "解压后过大" in str(refused(tmp_path, repacked(data, {f"x/{number}": b"" for number in range(3_100)})))


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>',
        b"<a>" * 100_000,
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>',
        b"",
    ],
    ids=["entities", "depth", "outside", "empty"],
)
def test_hostile_xml_is_refused(tmp_path: Path, document: bytes) -> None:
    """Entities, endless depth and files from outside lead to an error, not to their content."""
    refused(tmp_path, repacked(docx_bytes(report()), {"word/document.xml": document}))


def test_locked_and_old_word_files_are_named_as_such(tmp_path: Path) -> None:
    """A locked file and a doc with a docx's name each say what they are and what to do."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "密码" in str(refused(tmp_path, ole + "EncryptedPackage".encode("utf-16-le")))
    assert "docx" in str(refused(tmp_path, ole + "WordDocument".encode("utf-16-le")))


def test_damaged_and_other_zips_are_refused(tmp_path: Path) -> None:
    """Half a file, no zip at all, and a zip of something else are errors with the file's name."""
    data = docx_bytes(report())
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "字")
    for broken in (data[: len(data) // 2], b"PK\x03\x04", b"hello", other.getvalue()):
        refused(tmp_path, broken)


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    """A Word file of pictures alone holds no text, and says so."""
    assert "没有文字" in str(refused(tmp_path, docx_bytes(docx.Document())))
