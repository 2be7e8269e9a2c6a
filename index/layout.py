"""Where things stand in a store's folder, which generation is current, and whether its files were closed properly.

```
<store>/current                      the name of the current generation
<store>/generations/<name>/          catalog.sqlite, chroma/, clean.json
<store>/damaged-<time>/              files that could not be opened, moved aside
<store>/corrections.json             what people corrected, kept apart from any database
<store>/models/, lock, lock.json     see index.bundled and index.lock
```
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from index.errors import StoreError

CATALOG_FILE = "catalog.sqlite"
VECTORS_FOLDER = "chroma"
_CLEAN_FILE = "clean.json"
_CURRENT_FILE = "current"
_GENERATIONS = "generations"
_DAMAGED = "damaged-"


def generation_folder(store: Path, name: str) -> Path:
    """The folder of one generation."""
    return store / _GENERATIONS / name


def read_current(store: Path) -> str | None:
    """The name of the current generation; ``None`` before the first indexing."""
    try:
        name = (store / _CURRENT_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name or None


def write_current(store: Path, name: str) -> None:
    """Make a generation the current one, for every process that opens the store from now on."""
    write_atomically(store / _CURRENT_FILE, name + "\n")


def write_atomically(path: Path, text: str) -> None:
    """Put ``text`` into ``path``: whoever reads sees the old content or the new.

    Raises:
        StoreError: the folder can't be written to.
    """
    with _translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


def mark_clean(folder: Path) -> None:
    """Note the sizes and times of a generation's files after they were closed."""
    with suppress(OSError, StoreError):
        write_atomically(folder / _CLEAN_FILE, json.dumps(_files(folder)))


def unmark_clean(folder: Path) -> None:
    """Take the note away before the files change."""
    with _translated(folder):
        (folder / _CLEAN_FILE).unlink(missing_ok=True)


def is_clean(folder: Path) -> bool:
    """Whether the files are as they were when they were last closed properly."""
    try:
        noted = json.loads((folder / _CLEAN_FILE).read_text(encoding="utf-8"))
        return bool(noted == _files(folder))
    except (OSError, ValueError):
        return False


def _files(folder: Path) -> dict[str, list[int]]:
    found = {}
    for path in [folder / CATALOG_FILE, *sorted((folder / VECTORS_FOLDER).rglob("*"))]:
        # SQLite's companions come and go with readers; what they held is in the main file after a proper close.
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "-journal")):
            known = path.stat()
            found[path.relative_to(folder).as_posix()] = [known.st_size, known.st_mtime_ns]
    return found


def set_aside(store: Path, folder: Path) -> Path:
    """Move a damaged folder out of the way, in place of what was moved before; returns where it is now."""
    for older in store.glob(f"{_DAMAGED}*"):
        shutil.rmtree(older, ignore_errors=True)
    now = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside = store / f"{_DAMAGED}{now}"
    with _translated(folder):
        folder.replace(aside)
    return aside


def prune(store: Path, keep: str, previous: str | None) -> None:
    """Remove all generations but ``keep`` and the one before it."""
    for folder in (store / _GENERATIONS).iterdir():
        if folder.name not in {keep, previous}:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"无法写入库文件 {path}：{error.strerror or error}", f"{path} can't be written: {error.strerror or error}"
        ) from error
