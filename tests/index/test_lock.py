"""One writer of a store at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.errors import StoreBusyError, StoreError
from index.lock import HOLDER_FILE, WriterLock, holder

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from index.lock import WriterLock
with WriterLock(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(store: Path, purpose: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store), purpose],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_within_five_seconds_and_told_who_holds_it(tmp_path: Path) -> None:
    """The message names the holder's purpose, process and start, in Chinese and in English."""
    with held_elsewhere(tmp_path, "页面 fazhi serve") as process:
        begun = time.monotonic()
        with pytest.raises(StoreBusyError) as refused:
            WriterLock(tmp_path, "fazhi index").acquire()
        assert time.monotonic() - begun < 5
        known = holder(tmp_path)
        assert known is not None
        for words in (str(refused.value), refused.value.english):
            assert "页面 fazhi serve" in words
            assert str(process.pid) in words
            assert known.since.replace("T", " ") in words


def test_a_process_that_was_killed_does_not_block(tmp_path: Path) -> None:
    """Its words stay behind, but the operating system has let go of the lock."""
    with held_elsewhere(tmp_path, "fazhi index") as process:
        process.kill()
        process.wait()
    assert holder(tmp_path) is not None
    with WriterLock(tmp_path, "fazhi index"):
        known = holder(tmp_path)
        assert known is not None
        assert known.pid == os.getpid()


def test_a_holder_file_that_is_not_ours_does_not_block(tmp_path: Path) -> None:
    """Nonsense beside the lock changes neither taking it nor being refused."""
    (tmp_path / HOLDER_FILE).write_text("[1, 2", encoding="utf-8")
    assert holder(tmp_path) is None
    with held_elsewhere(tmp_path, "x"):
        (tmp_path / HOLDER_FILE).write_text(json.dumps(["nobody"]), encoding="utf-8")
        with pytest.raises(StoreBusyError, match="另一个进程"):
            WriterLock(tmp_path, "fazhi index", wait=0.1).acquire()


def test_a_process_may_take_it_again_and_gives_it_back_with_the_last_use(tmp_path: Path) -> None:
    """The page holds it and indexes under it; only when both are done may another process write."""
    outer, inner = WriterLock(tmp_path, "page"), WriterLock(tmp_path, "index")
    outer.acquire()
    with inner:
        known = holder(tmp_path)
        assert known is not None
        assert known.purpose == "page"
    script = HOLD.replace("WriterLock(Path(sys.argv[1]), sys.argv[2])", "WriterLock(Path(sys.argv[1]), 'x', wait=0.1)")
    ask = [sys.executable, "-c", script, str(tmp_path)]
    assert subprocess.run(ask, cwd=ROOT, capture_output=True, input=b"\n", check=False).returncode == 1
    outer.release()
    assert holder(tmp_path) is None
    assert subprocess.run(ask, cwd=ROOT, capture_output=True, input=b"\n", check=False).returncode == 0


def test_it_may_be_given_back_by_another_thread(tmp_path: Path) -> None:
    """The page opens its store in one thread and closes it in another."""
    lock = WriterLock(tmp_path, "page")
    lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    with held_elsewhere(tmp_path, "fazhi index"):
        assert holder(tmp_path) is not None


def test_a_store_that_cannot_be_made_is_an_error_of_its_own(tmp_path: Path) -> None:
    """A file in the place of the folder is no "busy"."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        WriterLock(tmp_path / "file" / "store", "fazhi index").acquire()
    assert not isinstance(refused.value, StoreBusyError)
