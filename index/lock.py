"""One writer of a store at a time, across processes; whoever is refused is told who holds it.

The operating system holds the lock itself, so that a process that died never blocks. Who holds it is written beside it,
in a file of its own because a locked file can't be read everywhere.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import ClassVar

from filelock import FileLock, Timeout

from index.errors import StoreBusyError, StoreError

LOCK_FILE = "lock"
HOLDER_FILE = "lock.json"
WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that is writing: what for, and since when (local time, ISO)."""

    pid: int
    purpose: str
    since: str


@dataclass(slots=True)
class _Held:
    lock: FileLock
    users: int


class WriterLock:
    """The right to write to ``store``, for as long as the ``with`` block lasts.

    A process that has it already (the page, that indexes while it serves) takes it again freely; what two of its
    threads may do at a time is theirs to settle.
    """

    _held: ClassVar[dict[Path, _Held]] = {}
    _guard: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, store: Path, purpose: str, wait: float = WAIT_SECONDS) -> None:
        self._store = store.resolve()
        self._purpose = purpose
        self._wait = wait

    def acquire(self) -> None:
        """Take the lock, waiting ``wait`` seconds at most.

        Raises:
            StoreBusyError: another process has it; the message says which.
            StoreError: the folder of the store can't be written to.
        """
        with self._guard:
            held = self._held.get(self._store)
            if held is None:
                held = self._held[self._store] = _Held(self._take(), 0)
            held.users += 1

    def release(self) -> None:
        """Give the lock back; the last user in the process lets other processes in."""
        with self._guard:
            held = self._held.get(self._store)
            if held is None:
                return
            held.users -= 1
            if not held.users:
                del self._held[self._store]
                with suppress(OSError):
                    (self._store / HOLDER_FILE).unlink(missing_ok=True)
                held.lock.release()

    def _take(self) -> FileLock:
        try:
            self._store.mkdir(parents=True, exist_ok=True)
            # Not tied to a thread: the page takes it in one and gives it back in another.
            lock = FileLock(self._store / LOCK_FILE, timeout=self._wait, thread_local=False)
            lock.acquire(poll_interval=0.05)
        except Timeout as error:
            raise _busy(holder(self._store)) from error
        except OSError as error:
            raise StoreError(
                f"无法写入库目录 {self._store}：{error.strerror or error}",
                f"The store's folder {self._store} can't be written to: {error.strerror or error}",
            ) from error
        _write_holder(self._store, Holder(os.getpid(), self._purpose, datetime.now().isoformat(timespec="seconds")))
        return lock

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.release()


def holder(store: Path) -> Holder | None:
    """Who wrote last that it holds the lock; true only while someone does."""
    try:
        known = json.loads((store / HOLDER_FILE).read_text(encoding="utf-8"))
        return Holder(int(known["pid"]), str(known["purpose"]), str(known["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_holder(store: Path, mine: Holder) -> None:
    text = json.dumps({"pid": mine.pid, "purpose": mine.purpose, "since": mine.since}, ensure_ascii=False)
    # A reader sees the old words or the new, never half of them. Without them the lock still works.
    with suppress(OSError):
        temporary = store / f"{HOLDER_FILE}.{mine.pid}"
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(store / HOLDER_FILE)


def _busy(found: Holder | None) -> StoreBusyError:
    if found is None:
        return StoreBusyError(
            "另一个进程正在写入这个库，请稍后再试。", "Another process is writing to this store; try again later."
        )
    since = found.since.replace("T", " ")
    return StoreBusyError(
        f"库正被占用：{found.purpose}（进程 {found.pid}，{since} 开始）。请等它结束或先关闭它，再试一次。",
        f"The store is in use by {found.purpose} (process {found.pid}, since {since}). "
        "Wait until it ends, or end it, and try again.",
    )
