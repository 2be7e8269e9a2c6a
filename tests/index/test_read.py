"""One file to text: encodings told apart, line ends normalised once, every unusable file refused by name."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import FileError
from index.read import SUPPORTED, read_text

WORDS = "青石县柳溪镇2023年法治政府建设情况报告\n我镇坚持依法行政，开展普法宣传活动12次，调解矛盾纠纷36件。\n"
TRADITIONAL = "青石縣柳溪鎮2023年法治政府建設情況報告\n我鎮堅持依法行政，開展普法宣傳活動12次，調解矛盾糾紛36件。\n"
LIMIT = 1 << 20


def write(folder: Path, data: bytes, name: str = "报告.txt") -> Path:
    """A file in ``folder`` holding ``data``."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_simplified_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16, UTF-32 and the GB family all read as the same words."""
    assert read_text(write(tmp_path, WORDS.encode(encoding)), max_bytes=LIMIT) == WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "cp950"])
def test_traditional_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    """Big5 isn't taken for GB18030, though its bytes decode as such."""
    assert read_text(write(tmp_path, TRADITIONAL.encode(encoding)), max_bytes=LIMIT) == TRADITIONAL


def test_big_endian_mark_is_honoured(tmp_path: Path) -> None:
    """UTF-16 with either byte order reads the same."""
    assert read_text(write(tmp_path, b"\xfe\xff" + WORDS.encode("utf-16-be")), max_bytes=LIMIT) == WORDS


def test_rare_characters_of_place_names_survive_gb18030(tmp_path: Path) -> None:
    """A name outside GB 2312 (东棘坨镇 has common ones, 䢺 and 𠮷 are not) doesn't make a GB18030 file unreadable."""
    text = "䢺溪镇" + WORDS * 3 + "𠮷"
    assert read_text(write(tmp_path, text.encode("gb18030")), max_bytes=LIMIT) == text


def test_line_ends_become_newlines_and_nothing_else_changes(tmp_path: Path) -> None:
    """All line ends read as \\n; full-width characters, entities and bookmarks stay: the text is evidence."""
    raw = "第一行\r\n第二行\r第三行\u2028第四行\x0b\uff11\uff12件&nbsp;[bookmark: _GoBack]\u3000㎡"
    expected = "第一行\n第二行\n第三行\n第四行\n\uff11\uff12件&nbsp;[bookmark: _GoBack]\u3000㎡"
    assert read_text(write(tmp_path, raw.encode()), max_bytes=LIMIT) == expected


@pytest.mark.parametrize("data", [b"", b"  \n\t", "\ufeff".encode(), "\u3000\n\u3000".encode(), "\u200b\n".encode()])
def test_a_file_without_words_is_refused(tmp_path: Path, data: bytes) -> None:
    """Empty and blank files are errors that name the file, in Chinese and English."""
    with pytest.raises(FileError, match=r"报告\.txt") as caught:
        read_text(write(tmp_path, data), max_bytes=LIMIT)
    assert "no text" in caught.value.english


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0", b"abc\0def", b"\x01\x02\x03\x04" * 50, ("正文" * 9 + "\0").encode("utf-16")]
)
def test_binary_is_refused(tmp_path: Path, data: bytes) -> None:
    """NUL or many control characters mean that the file isn't text."""
    with pytest.raises(FileError, match="二进制"):
        read_text(write(tmp_path, data), max_bytes=LIMIT)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """A file one byte over the limit is refused; one of just that size is read."""
    path = write(tmp_path, b"a" * 11)
    with pytest.raises(FileError, match="过大"):
        read_text(path, max_bytes=10)
    assert read_text(path, max_bytes=11) == "a" * 11


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    """A path that isn't a regular file is an error with its name."""
    folder = tmp_path / "夹.txt"
    folder.mkdir()
    for path in (tmp_path / "无.txt", folder):
        with pytest.raises(FileError, match=path.name):
            read_text(path, max_bytes=LIMIT)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """A file that the system won't open is an error, not a crash."""
    path = write(tmp_path, WORDS.encode())
    path.chmod(0)
    with pytest.raises(FileError, match="无法读取"):
        read_text(path, max_bytes=LIMIT)


def test_an_operating_system_error_is_translated(tmp_path: Path) -> None:
    """Whatever the system raises for a path comes out as FileError (here: a name too long to exist)."""
    with pytest.raises(FileError):
        read_text(tmp_path / ("长" * 200 + ".txt"), max_bytes=LIMIT)


def test_broken_bytes_after_a_mark_are_refused(tmp_path: Path) -> None:
    """A marked file with broken bytes is an error: no guess replaces its words."""
    with pytest.raises(FileError, match="损坏"):
        read_text(write(tmp_path, b"\xef\xbb\xbf" + WORDS.encode()[:-2] + b"\xff"), max_bytes=LIMIT)


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    """A suffix that no reader takes is an error that lists those which are taken."""
    with pytest.raises(FileError, match=r"\.txt"):
        read_text(write(tmp_path, b"x", "表.xyz"), max_bytes=LIMIT)
    assert {".txt", ".md"} <= SUPPORTED
    assert read_text(write(tmp_path, "# 报告".encode(), "报告.MD"), max_bytes=LIMIT) == "# 报告"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_file_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No bytes make the reader raise anything but FileError; what it gives holds neither NUL nor carriage return."""
    path = write(tmp_path_factory.mktemp("bytes"), data)
    text = ""
    with suppress(FileError):
        text = read_text(path, max_bytes=LIMIT)
    assert "\0" not in text
    assert "\r" not in text
