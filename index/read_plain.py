"""Plain text in whatever encoding it comes: the marked ones by their mark, the Chinese ones by their common characters."""

from __future__ import annotations

from functools import cache

from index.errors import FileError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Running text has about 98% of its characters in the common plane of its own standard; the same bytes read by another
# standard have 30 to 60%.
_COMMON_SHARE = 0.85
_CONTROL_SHARE = 0.01
_SAMPLE = 20_000


def decode_plain(data: bytes, name: str) -> str:
    """Plain text in UTF-8, UTF-16 or UTF-32 with a mark, GB18030 or Big5."""
    if not data.strip():
        return ""
    text = _decode_marked(data, name)
    if text is None:
        if b"\0" in data:
            raise _binary(name)
        text = _decode_unmarked(data)
    if text is None:
        raise FileError(
            f"{name}：无法识别文字编码，请另存为 UTF-8 后再试",
            f"{name}: the encoding can't be told; save the file as UTF-8 and try again",
        )
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\v\f")
    if "\0" in text or controls > _CONTROL_SHARE * len(text):
        raise _binary(name)
    return text


def _decode_marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise FileError(
                    f"{name}：文件有 {encoding} 标记，但内容已损坏",
                    f"{name}: the file is marked as {encoding} but its bytes are broken",
                ) from error
    return None


def _decode_unmarked(data: bytes) -> str | None:
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    for encoding in ("gb18030", "big5hkscs"):
        text = _strict(data, encoding)
        if text is not None and _common_share(text, encoding) >= _COMMON_SHARE:
            return text
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and seldom needed

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str, encoding: str) -> float:
    """How much of the Chinese in ``text`` is in the standard's plane of common characters; 0 without any Chinese."""
    common = _common_characters(encoding)
    chinese = [character for character in text[:_SAMPLE] if character > "\x7f" and character.isalpha()]
    return sum(character in common for character in chinese) / len(chinese) if chinese else 0.0


@cache
def _common_characters(encoding: str) -> frozenset[str]:
    """Level 1 of GB 2312 (3,755 characters) or of Big5 (5,401 characters): those in common use."""
    first, last = ((0xB0A1, 0xD7F9), (0xA440, 0xC67E))[encoding.startswith("big5")]
    pairs = (code.to_bytes(2, "big") for code in range(first, last + 1))
    low = 0xA1 if encoding == "gb18030" else 0x40
    return frozenset("".join(pair.decode(encoding, "ignore") for pair in pairs if pair[1] >= low))


def _binary(name: str) -> FileError:
    return FileError(f"{name}：不是文字文件（含二进制内容）", f"{name}: not a text file (it holds binary data)")
