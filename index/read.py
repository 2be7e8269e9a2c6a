"""One file to text: the only door by which a report's words come in.

The text is normalised here once (encoding, byte order mark, line ends) and never rewritten afterwards: it is evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import FileError
from index.read_plain import decode_plain

_LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_ZERO_WIDTH = "\ufeff\u200b\u200c\u200d\u2060"
# A report has some ten thousand characters, the longest books two million: past this a file is something else.
MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, with ``\\n`` line ends and no byte order mark, and what a person should know about how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


def read_text(path: Path, *, max_bytes: int) -> str:
    """The text of one report file; see ``read_file``."""
    return read_file(path, max_bytes=max_bytes).text


def read_file(path: Path, *, max_bytes: int) -> FileText:
    """One report file.

    Raises FileError if the file's kind is not supported, or it is missing, unreadable, larger than ``max_bytes``
    (judged before it is opened), empty, binary, in an encoding that can't be told, damaged, locked by a password,
    without text (a scan), or unpacks to more than any report has.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = "、".join(sorted(SUPPORTED))
        raise FileError(
            f"{path.name}：不支持这种文件（可用：{kinds}）",
            f"{path.name}: this kind of file is not supported (supported: {kinds})",
        )
    found = reader(_read_bytes(path, max_bytes), path.name)
    text = found.text.removeprefix("\ufeff").replace("\r\n", "\n").translate(_LINE_ENDS)
    if not text.strip().strip(_ZERO_WIDTH).strip():
        raise FileError(f"{path.name}：文件里没有文字", f"{path.name}: the file holds no text")
    if len(text) > MOST_CHARACTERS:
        raise FileError(
            f"{path.name}：文字过多（{len(text):,} 字，上限 {MOST_CHARACTERS:,} 字）",
            f"{path.name}: too much text ({len(text):,} characters; the limit is {MOST_CHARACTERS:,})",
        )
    return FileText(text, found.warnings)


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise FileError(f"{path.name}：文件不存在或不是普通文件", f"{path.name}: missing, or not a regular file")
        size = path.stat().st_size
        if size > max_bytes:
            raise FileError(
                f"{path.name}：文件过大（{size:,} 字节，上限 {max_bytes:,} 字节）",
                f"{path.name}: the file is too large ({size:,} bytes; the limit is {max_bytes:,} bytes)",
            )
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            f"{path.name}：无法读取（{error.strerror or error}）",
            f"{path.name}: can't be read ({error.strerror or error})",
        ) from error


# The libraries behind these take a tenth of a second and more to load, and many a corpus is plain text only.
def _plain(data: bytes, name: str) -> FileText:
    return FileText(decode_plain(data, name))


def _html(data: bytes, name: str) -> FileText:
    from index.read_html import html_text  # noqa: PLC0415 - as above

    return FileText(html_text(data, name))


def _docx(data: bytes, name: str) -> FileText:
    from index.read_docx import docx_text  # noqa: PLC0415 - as above

    return FileText(docx_text(data, name))


def _pdf(data: bytes, name: str) -> FileText:
    from index.read_pdf import pdf_text  # noqa: PLC0415 - as above

    return FileText(*pdf_text(data, name))


# Other kinds of file come in here: suffix -> (bytes, file name) -> text.
_READERS: dict[str, Callable[[bytes, str], FileText]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
SUPPORTED: frozenset[str] = frozenset(_READERS)
