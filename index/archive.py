"""Zipped documents, looked at before anything of them is unpacked."""

from __future__ import annotations

import io
import zipfile

from index.errors import FileError

# A report with photographs has some tens of megabytes and a hundred entries.
MOST_ENTRIES = 3_000
MOST_UNPACKED = 200 * 1024 * 1024
# Parsed, XML takes ten times its size in memory; a book of a million characters has some 20 MB of it.
MOST_XML = 32 * 1024 * 1024
# Text compresses to a tenth, the barest of XML to a fiftieth; a bomb to a thousandth.
MOST_RATIO = 200
_SMALL = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_archive(data: bytes, name: str) -> None:
    """Refuse what is no zip, is locked, or unpacks to more than a report can have.

    The sizes are those that the archive declares: unpacking stops there, so that a false one harms nobody.
    Raises FileError.
    """
    if data.startswith(_OLE):
        raise _ole(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    # Whatever zipfile raises of bytes that a person uploaded, they can only do one thing about it.
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise FileError(f"{name}：文件已损坏，打不开", f"{name}: the file is damaged and can't be opened") from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileError(
            f"{name}：文件加了密码，请先去掉密码", f"{name}: the file is locked by a password; remove it first"
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = len(data)
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    if (
        xml > MOST_XML
        or len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > max(_SMALL, packed) * MOST_RATIO
    ):
        raise FileError(
            f"{name}：文件解压后过大（{unpacked:,} 字节，{len(entries)} 项），不予展开",
            f"{name}: the file unpacks to too much ({unpacked:,} bytes, {len(entries)} entries) and was not opened",
        )


def _ole(data: bytes, name: str) -> FileError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileError(
            f"{name}：文件加了密码，请先去掉密码", f"{name}: the file is locked by a password; remove it first"
        )
    return FileError(
        f"{name}：是旧版 Word 文件（doc），请用 Word 或 WPS 另存为 docx",
        f"{name}: an old Word file (doc); save it as docx with Word or WPS",
    )
