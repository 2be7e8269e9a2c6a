"""Word files in the layout of official documents (党政机关公文格式), written part by part; sources become footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Style(StrEnum):
    """What a paragraph is; each has its own type in official layout."""

    TITLE = "Title"
    FIRST = "Heading1"
    SECOND = "Heading2"
    THIRD = "Heading3"
    BODY = "Body"
    PLAIN = "Plain"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. ``blank`` marks what is still to be filled in; ``note`` becomes a footnote after the words."""

    text: str
    bold: bool = False
    blank: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    style: Style
    runs: tuple[Run, ...]


def paragraph(style: Style, text: str, note: str = "") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph(style, (Run(text, note=note),))


# 标题 小标宋二号；一级 黑体，二级 楷体，三级与正文 仿宋，均三号；行距固定 28 磅。
_FONTS = {
    Style.TITLE: ("方正小标宋简体", 44),
    Style.FIRST: ("黑体", 32),
    Style.SECOND: ("楷体_GB2312", 32),
    Style.THIRD: ("仿宋_GB2312", 32),
    Style.BODY: ("仿宋_GB2312", 32),
    Style.PLAIN: ("仿宋_GB2312", 32),
}
_NAMES = {
    Style.TITLE: "Title",
    Style.FIRST: "heading 1",
    Style.SECOND: "heading 2",
    Style.THIRD: "heading 3",
    Style.BODY: "Body Text",
    Style.PLAIN: "Plain",
}
# What stands in where a system lacks the official fonts.
_INSTEAD = {"方正小标宋简体": "宋体", "楷体_GB2312": "楷体", "仿宋_GB2312": "仿宋", "黑体": "SimHei"}
_LINE_TWIPS = 560


def word_file(paragraphs: Sequence[Paragraph]) -> bytes:
    """The bytes of a ``.docx`` with these paragraphs on A4, with page numbers."""
    notes = [run.note for one in paragraphs for run in one.runs if run.note]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [
                ("styles", "styles.xml"),
                ("footnotes", "footnotes.xml"),
                ("footer", "footer1.xml"),
                ("fontTable", "fontTable.xml"),
            ]
        ),
        "word/document.xml": _document(paragraphs),
        "word/styles.xml": _styles(),
        "word/footnotes.xml": _footnotes(notes),
        "word/footer1.xml": _footer(),
        "word/fontTable.xml": _font_table(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            # A fixed time: the same words make the same file.
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), _HEADER + xml, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _safe(text: str) -> str:
    return escape(_UNPRINTABLE.sub("", text))


def _document(paragraphs: Sequence[Paragraph]) -> str:
    numbers = iter(range(1, sum(len(one.runs) for one in paragraphs) + 1))
    body = "".join(_paragraph(one, numbers) for one in paragraphs)
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" '
        'w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {_NAMESPACES}><w:body>{body}{page}</w:body></w:document>"


def _paragraph(one: Paragraph, numbers: Iterator[int]) -> str:
    runs = "".join(_run(run, numbers) for run in one.runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{one.style}"/></w:pPr>{runs}</w:p>'


def _run(run: Run, numbers: Iterator[int]) -> str:
    look = ("<w:b/>" if run.bold else "") + ('<w:highlight w:val="yellow"/>' if run.blank else "")
    lines = _safe(run.text).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    note = ""
    if run.note:
        note = f'<w:r><w:rPr><w:rStyle w:val="NoteMark"/></w:rPr><w:footnoteReference w:id="{next(numbers)}"/></w:r>'
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>{note}"


def _styles() -> str:
    made = []
    for style, (font, size) in _FONTS.items():
        centred = '<w:jc w:val="center"/>' if style is Style.TITLE else '<w:jc w:val="both"/>'
        plain = style in {Style.TITLE, Style.PLAIN}
        indent = "" if plain else '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
        level = {Style.FIRST: 0, Style.SECOND: 1, Style.THIRD: 2}.get(style)
        outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
        after = ' w:after="560"' if style is Style.TITLE else ' w:after="0"'
        spacing = f'<w:spacing w:before="0"{after} w:line="{_LINE_TWIPS}" w:lineRule="exact"/>'
        made.append(
            f'<w:style w:type="paragraph" w:customStyle="{int(style is Style.PLAIN)}" w:styleId="{style}">'
            f'<w:name w:val="{_NAMES[style]}"/><w:qFormat/>'
            f"<w:pPr>{spacing}{indent}{centred}{outline}</w:pPr><w:rPr>{_fonts(font)}"
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    made.append(
        '<w:style w:type="paragraph" w:styleId="NoteText"><w:name w:val="footnote text"/>'
        f'<w:rPr>{_fonts("仿宋_GB2312")}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="NoteMark"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    return f"<w:styles {_NAMESPACES}>{''.join(made)}</w:styles>"


def _fonts(font: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"/>'


def _footnotes(notes: Sequence[str]) -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="NoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="NoteMark"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {_safe(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    return f"<w:footnotes {_NAMESPACES}>{rules}{body}</w:footnotes>"


def _footer() -> str:
    look = f'<w:rPr>{_fonts("宋体")}<w:sz w:val="28"/></w:rPr>'
    number = (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    dash = f'<w:r>{look}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    return (
        f'<w:ftr {_NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        f"{dash.format('— ')}{number}{dash.format(' —')}</w:p></w:ftr>"
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _INSTEAD.items()
    )
    return f"<w:fonts {_NAMESPACES}>{fonts}</w:fonts>"


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _content_types() -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "footnotes": "footnotes",
        "footer1": "footer",
        "fontTable": "fontTable",
    }
    made = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_PARTS}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'
    )
