"""Files of other kinds, made for the tests of reading: PDFs by hand, so that every detail of them is ours."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Words:
    """Words on a page, their left end in points from its left and bottom."""

    x: float
    y: float
    text: str
    size: float = 16.0


def pdf(pages: Sequence[Sequence[Words]], *, pictures: Collection[int] = (), extra: bytes = b"") -> bytes:
    """A PDF with these pages, in a Chinese font that readers bring along; ``pictures`` cover the pages of these numbers.

    ``extra`` is put into each page's content.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 5 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>",
        stream(
            b"\xff" * 3, b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        ),
    ]
    kids = []
    for number, words in enumerate(pages, 1):
        content = extra + b"".join(_drawn(one) for one in words)
        if number in pictures:
            content += b"q %d 0 0 %d 0 0 cm /Im Do Q\n" % A4
        objects.append(stream(content))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> "
            b"/XObject << /Im 6 0 R >> >> >>" % (*A4, len(objects))
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return written(objects)


def stream(content: bytes, entries: bytes = b"", *, packed: bytes | None = None) -> bytes:
    """A compressed stream object; ``packed`` gives its bytes as they stand in the file."""
    data = zlib.compress(content) if packed is None else packed
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file of these objects, numbered from 1."""
    made = io.BytesIO()
    made.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return made.getvalue()


def _drawn(words: Words) -> bytes:
    code = words.text.encode("utf-16-be").hex().encode()
    return b"BT /F %f Tf %f %f Td <%s> Tj ET\n" % (words.size, words.x, words.y, code)


def flowed(paragraphs: Sequence[str], *, width: int = 26, lines: int = 20) -> list[list[Words]]:
    """Paragraphs set on pages as official documents are: the first line indented by two characters."""
    rows: list[Words] = []
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            rows.append(Words(80 + 16 * indent, 0, rest[: width - indent]))
            rest, indent = rest[width - indent :], 0
    return [
        [Words(row.x, 740 - 28 * number, row.text) for number, row in enumerate(rows[start : start + lines])]
        for start in range(0, len(rows), lines)
    ]


def docx_bytes(document: Any) -> bytes:
    """The bytes of a python-docx document."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """A zip with the entries in ``change`` put in the place of those it had, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in change:
                new.writestr(entry, old.read(entry))
        for name, content in change.items():
            new.writestr(name, content)
    return made.getvalue()
