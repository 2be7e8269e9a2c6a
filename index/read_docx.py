"""Word files to text: paragraphs, tables and text boxes in reading order, with the numbers that Word sets before them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from index.archive import check_archive
from index.docx_numbering import Numbering
from index.errors import FileError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
# Taken out or not shown: deletions, moved-away words, field codes, phonetic guides, and properties.
_PASSED_OVER = frozenset(
    f"{_W}{name}"
    for name in "del moveFrom instrText delText rPr pPr tblPr trPr tcPr sdtPr sectPr rt footnoteReference".split()
)
_WORDS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CONTENTS = re.compile(r"toc|目录", re.IGNORECASE)
_CELL = 80


def docx_text(data: bytes, name: str) -> str:
    """The text of a ``.docx``. Headers and footers, and with them page numbers, are not part of it.

    Raises FileError if it is damaged, locked by a password, no Word file, or unpacks to too much.
    """
    check_archive(data, name)
    import docx  # noqa: PLC0415 - 0.3 s
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        return "\n".join(reader.block(document.element.body))
    except (
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        EOFError,
    ) as error:
        # python-docx lets out whatever it stumbles over in a package that is not one.
        raise FileError(f"{name}：不是 Word 文件，或已损坏", f"{name}: not a Word file, or it is damaged") from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self._numbering = Numbering(document)
        self._styles = {style.style_id: style.name or "" for style in document.styles}

    def block(self, element: Any) -> Iterator[str]:
        """The lines of what holds paragraphs and tables."""
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag == f"{_W}sdt" and self._is_contents(child):
                continue
            elif child.tag not in _PASSED_OVER:
                yield from self.block(child)  # content controls, insertions, custom XML

    def _is_contents(self, control: Any) -> bool:
        gallery = next(control.iter(f"{_W}docPartGallery"), None)
        return gallery is not None and "contents" in str(gallery.get(f"{_W}val")).lower()

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        style = next(paragraph.iterfind(f"{_W}pPr/{_W}pStyle"), None)
        if style is not None and _CONTENTS.match(self._styles.get(style.get(f"{_W}val"), "")):
            return  # a line of the table of contents: its digits are page numbers
        boxes: list[Any] = []
        words = "".join(_words(paragraph, boxes))
        mark = self._numbering.mark(paragraph) if words.strip() else ""
        lines = [line.strip(" \t") for line in f"{mark}{words}".split("\n")]
        yield from filter(None, lines)
        for box in boxes:
            yield from self.block(box)

    def _table(self, table: Any) -> Iterator[str]:
        for row in table.iterfind(f".//{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # of a table inside a cell, which its cell reads
            cells = [list(self.block(cell)) for cell in row.iterfind(f".//{_W}tc") if self._own(cell, row)]
            if all(len(lines) <= 1 and len("".join(lines)) <= _CELL for lines in cells):
                line = "\t".join(lines[0] for lines in cells if lines)
                if line:
                    yield line
            else:
                for lines in cells:
                    yield from lines

    def _own(self, cell: Any, row: Any) -> bool:
        """A cell of this row itself, not one that a cell above reaches down into."""
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            return False
        merged = next(cell.iterfind(f"{_W}tcPr/{_W}vMerge"), None)
        return merged is None or merged.get(f"{_W}val") == "restart"


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph's part; text boxes in it are put into ``boxes``."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WORDS:
            yield "" if child.get(f"{_W}type") == "page" else _WORDS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag == _CHOICE:
            # The same drawing twice, for new programs and for old ones.
            yield from _words(child[:1] if len(child) else child, boxes)
        elif child.tag == f"{_W}r" and _hidden(child):
            continue
        elif child.tag not in _PASSED_OVER:
            yield from _words(child, boxes)


def _hidden(run: Any) -> bool:
    vanish = next(run.iterfind(f"{_W}rPr/{_W}vanish"), None)
    return vanish is not None and vanish.get(f"{_W}val") not in {"0", "false"}
