"""HTML to text, as a person reads the page: blocks become lines, rows of tables lines with tabs, menus are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.errors import FileError
from index.read_plain import decode_plain

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
# What sites write for ArticleTitle in the head of an article's page (GB/T standard of government sites).
_TITLE_NAMES = ("articletitle", "og:title")
_UNSEEN = frozenset(
    "script style noscript template nav footer form button select option textarea input iframe object embed svg canvas "
    "audio video head title link meta map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 "
    "h6 header hgroup hr html legend li main ol p pre section summary table tbody tfoot thead tr ul caption".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A block most of whose words are links is a menu; a paragraph with a link or two is not.
_MENU_SHARE = 0.6
_MENU_LINKS = 3
_MENU_WORDS = 30  # what a menu says in one go besides its links is shorter: the date, the number of visits
_MENUS = frozenset("ul ol div p section dl header aside".split())
# An article's page has some thousand.
MOST_TAGS = 300_000
# A cell longer than this, or with paragraphs of its own, lays the page out rather than holding a value.
_CELL = 80
_CHINESE_BREAK = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BREAK = "\x00"  # a <br>, until white space has been settled


def html_text(data: bytes, name: str) -> str:
    """The text of a page.

    Raises FileError if its encoding can't be told, it has more elements than any article, or can't be parsed.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - carries no types

    source = _DECLARED.sub("", _decoded(data, name))
    if source.count("<") > MOST_TAGS:
        raise FileError(
            f"{name}：网页结构过于复杂（超过 {MOST_TAGS:,} 个标记）",
            f"{name}: the page is too complex (more than {MOST_TAGS:,} tags)",
        )
    # The network is not asked for anything, and depth has the parser's own limit: 256 elements inside one another.
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileError(f"{name}：网页内容无法解析", f"{name}: the page can't be parsed") from error
    if root is None:
        return ""
    for menu in _menus(root):
        tail = menu.tail
        menu.clear()
        menu.tail = tail
    lines = [line for line in _lines(root) if line]
    title = _title(root)
    if title and title not in "".join(lines):
        lines.insert(0, title)
    return "\n".join(lines)


def _decoded(data: bytes, name: str) -> str:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = named.group(1).decode("ascii").lower()
        # GB 2312 is what pages say and GB 18030 what they write.
        encoding = "gb18030" if encoding in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else encoding
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass  # pages often name the wrong one
    return decode_plain(data, name)


def _title(root: Any) -> str:
    for meta in root.iter("meta"):
        if str(meta.get("name") or meta.get("property") or "").lower() in _TITLE_NAMES:
            return _settled(str(meta.get("content") or ""))
    return ""


def _lines(root: Any) -> Iterator[str]:
    """The lines of an element, in the order of the page."""
    words: list[str] = []
    for piece in _pieces(root):
        if piece is None:
            yield from _broken("".join(words))
            words.clear()
        else:
            words.append(piece)
    yield from _broken("".join(words))


def _pieces(element: Any) -> Iterator[str | None]:
    """Words, with ``None`` where a line ends."""
    tag = element.tag
    if isinstance(tag, str) and not _unseen(element, tag):
        block = tag in _BLOCKS
        if block:
            yield None
        if tag == "br":
            yield _BREAK
        elif tag == "tr":
            yield from _row(element)
        else:
            yield element.text or ""
            for child in element:
                yield from _pieces(child)
        if block:
            yield None
    yield element.tail or ""


def _row(row: Any) -> Iterator[str | None]:
    cells = [list(_lines(cell)) for cell in row if cell.tag in {"td", "th"}]
    cells = [[line for line in lines if line] for lines in cells]
    if all(len(lines) <= 1 and len("".join(lines)) <= _CELL for lines in cells):
        yield "\t".join(lines[0] for lines in cells if lines).replace("\t", _TAB)
        return
    for lines in cells:
        for line in lines:
            yield line.replace("\t", _TAB)
            yield None


_TAB = "\x01"  # between cells, until white space has been settled


def _unseen(element: Any, tag: str) -> bool:
    return (
        tag in _UNSEEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _menus(root: Any) -> list[Any]:
    """The blocks most of whose words are links and which say nothing at length besides."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    told: dict[Any, tuple[int, int, int, int]] = {}
    found = []
    for element in reversed(elements):  # what is inside comes before what holds it
        # Links, their characters, all characters, the longest words outside of links.
        own = len("".join((element.text or "").split())) if element.tag not in _UNSEEN else 0
        links, linked, whole, longest = 0, 0, own, own
        for child in element:
            tail = len("".join((child.tail or "").split()))
            counts = told.pop(child, (0, 0, 0, 0))
            links, linked, whole = links + counts[0], linked + counts[1], whole + counts[2] + tail
            longest = max(longest, counts[3], tail)
        if element.tag == "a":
            links, linked, longest = 1, whole, 0
        told[element] = (links, linked, whole, longest)
        menu = links >= _MENU_LINKS and linked > _MENU_SHARE * whole and longest < _MENU_WORDS
        if menu and element.tag in _MENUS:
            found.append(element)
    return found


def _broken(words: str) -> Iterator[str]:
    for line in words.split(_BREAK):
        yield _settled(line)


def _settled(words: str) -> str:
    """White space as a browser shows it, save that a line break beside a Chinese character is none."""
    return _SPACE.sub(" ", _CHINESE_BREAK.sub("", words)).strip(" \u3000").replace(_TAB, "\t")
