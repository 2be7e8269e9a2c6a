"""What lies in the corpus folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError, FileError
from index.read import SUPPORTED

# Documents that a person may take for reports; other files (pictures, archives) are passed over in silence.
_DOCUMENTS = frozenset({".doc", ".docx", ".docm", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".xls", ".xlsx", ".et"}) | {
    ".ppt",
    ".pptx",
    ".dps",
    ".htm",
    ".html",
    ".mht",
    ".mhtml",
    ".txt",
    ".md",
}


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus: its name there (posix), its place on disk, its bytes, and a stamp of its size and times.

    ``problem`` says why it can't be used, if that is plain from outside.
    """

    file: str
    path: Path
    size: int
    stamp: str
    problem: FileError | None = None


def scan(corpus: Path) -> tuple[CorpusFile, ...]:
    """All report files under ``corpus``, at any depth, in the order of their names; hidden ones are left out.

    Raises:
        CorpusError: the folder is missing, is not a folder, can't be read, or holds no report.
    """
    if not corpus.is_dir():
        raise CorpusError(
            f"找不到报告文件夹 {corpus}。请新建它并放入报告，或用 --corpus 指定。",
            f"There is no folder of reports at {corpus}. Make it and put reports in, or name another with --corpus.",
        )
    found: list[CorpusFile] = []
    _scan_folder(corpus, corpus, found)
    if not found:
        kinds = " ".join(sorted(SUPPORTED))
        raise CorpusError(
            f"文件夹 {corpus} 里没有报告。请放入报告文件（{kinds}）再试。",
            f"The folder {corpus} holds no reports. Put report files ({kinds}) into it and try again.",
        )
    return tuple(sorted(found, key=lambda one: one.file))


def digest_of(path: Path) -> str:
    """A digest of a file's bytes; empty if it can't be read (reading it as a report then says why)."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _scan_folder(corpus: Path, folder: Path, found: list[CorpusFile]) -> None:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        found.append(_unusable(corpus, folder, f"文件夹读不了：{error.strerror}", f"can't be read: {error.strerror}"))
        return
    for entry in entries:
        path = Path(entry.path)
        suffix = path.suffix.lower()
        # "~$" begins the lock files of word processors.
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name.endswith(("_files", ".files")) and suffix not in SUPPORTED:
                continue  # what a browser saves beside a page: its pictures and frames
            if suffix in SUPPORTED:
                found.append(_unusable(corpus, path, "是文件夹，不是报告文件", "is a folder, not a report file"))
            else:
                _scan_folder(corpus, path, found)
        elif suffix in SUPPORTED:
            found.append(_usable(corpus, path))
        elif suffix in _DOCUMENTS:
            kinds = " ".join(sorted(SUPPORTED))
            found.append(
                _unusable(
                    corpus,
                    path,
                    f"暂不支持 {suffix} 文件，请另存为 {kinds} 之一",
                    f"{suffix} files are not supported yet; save it as one of {kinds}",
                )
            )


def _usable(corpus: Path, path: Path) -> CorpusFile:
    try:
        name = path.relative_to(corpus).as_posix()
        name.encode("utf-8")
    except UnicodeEncodeError:
        return _unusable(
            corpus, path, "文件名不是有效的 UTF-8，请改名", "the file's name is not valid UTF-8; rename it"
        )
    try:
        known = path.stat()
    except OSError as error:
        return _unusable(corpus, path, f"读不了：{error.strerror}", f"can't be read: {error.strerror}")
    # The time of change, too: a copy may keep the time of writing, and a permission given later leaves it alone.
    return CorpusFile(name, path, known.st_size, f"{known.st_size}-{known.st_mtime_ns}-{known.st_ctime_ns}")


def _unusable(corpus: Path, path: Path, reason: str, english: str) -> CorpusFile:
    name = path.relative_to(corpus).as_posix().encode("utf-8", "replace").decode()
    return CorpusFile(name, path, 0, "", FileError(reason, english))
