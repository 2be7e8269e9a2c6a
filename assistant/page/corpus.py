"""Files put into the corpus folder and taken out of it by people. Names come from browsers and may be anything."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError, FileError
from index.read import SUPPORTED, read_text

# Most file systems allow 255 bytes; room is left for a number and for the name while it is written.
_NAME_BYTES = 200
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True, slots=True)
class Put:
    """What became of an uploaded file: ``file`` is its name in the corpus, empty if it was not taken.

    ``same_as`` names the file that already has the same bytes; ``renamed`` says that its name was taken by another.
    """

    name: str
    file: str = ""
    digest: str = ""
    same_as: str = ""
    renamed: bool = False


def safe_name(name: str) -> str:
    """``name`` as a plain file name: no folders, no control or forbidden characters, not hidden, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = _FORBIDDEN.sub("_", last).strip().lstrip(".~").strip()
    stem, suffix = os.path.splitext(last)
    suffix = suffix.encode("utf-8")[:20].decode("utf-8", "ignore")
    room = _NAME_BYTES - len(suffix.encode("utf-8"))
    short = stem.rstrip(" .").encode("utf-8", "replace")[:room].decode("utf-8", "ignore")
    return (short or "report") + suffix


def put(path: Path, name: str, corpus: Path, known: Mapping[str, str], max_bytes: int) -> Put:
    """Put the uploaded file at ``path`` into the corpus under (about) the name it had.

    ``known`` gives the files that are there already by the digest of their bytes.

    Raises:
        FileError: it can't be used as a report.
        CorpusError: the folder can't be written to.
    """
    kept = safe_name(name)
    if Path(kept).suffix.lower() not in SUPPORTED:
        kinds = "、".join(sorted(SUPPORTED))
        raise FileError(f"不支持这种文件，请另存为 {kinds} 之一", f"This kind of file is not supported; use {kinds}")
    try:
        read_text(path, max_bytes=max_bytes)
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        same = known.get(digest, "")
        if same and (corpus / same).is_file():
            return Put(name, same_as=same)
        corpus.mkdir(parents=True, exist_ok=True)
        target = _free(corpus, kept)
        # Hidden until it is whole: indexing passes over names that begin with a dot.
        partial = corpus / f".{target.name}.part"
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorpusError(
            f"文件没能存入 {corpus}：{reason}", f"The file could not be put into {corpus}: {reason}"
        ) from error
    return Put(name, file=target.name, digest=digest, renamed=target.name != kept)


def remove(file: str, corpus: Path) -> None:
    """Delete a report file from the corpus; one that is gone already is no error.

    Raises:
        CorpusError: ``file`` is not inside the corpus, or can't be deleted.
    """
    target = (corpus / file).resolve()
    if not target.is_relative_to(corpus.resolve()) or target == corpus.resolve():
        raise CorpusError(f"{file} 不在报告文件夹里", f"{file} is not in the folder of reports")
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorpusError(f"{file} 没能删除：{reason}", f"{file} could not be deleted: {reason}") from error


def _free(corpus: Path, name: str) -> Path:
    stem, suffix = os.path.splitext(name)
    target, number = corpus / name, 2
    while target.exists():
        target = corpus / f"{stem}({number}){suffix}"
        number += 1
    return target
