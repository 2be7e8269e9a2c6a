"""What people think of answers, kept a line each beside the store."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from index.errors import StoreError

FILE = "feedback.jsonl"
COMMENT_LIMIT = 2_000
_lock = threading.Lock()

Verdict = Literal["good", "bad"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """A person's word on one answer: the question with what was asked before it, and what was answered."""

    question: str
    history: tuple[str, ...]
    verdict: Verdict
    comment: str
    status: str
    answer: str
    time: str = ""


def keep(store: Path, feedback: Feedback) -> None:
    """Add one to the file.

    Raises:
        StoreError: it can't be written.
    """
    line = json.dumps(
        {
            "time": feedback.time or datetime.now().isoformat(timespec="seconds"),
            "verdict": feedback.verdict,
            "comment": feedback.comment[:COMMENT_LIMIT],
            "q": feedback.question,
            "history": list(feedback.history),
            "status": feedback.status,
            "answer": feedback.answer,
        },
        ensure_ascii=False,
    )
    try:
        store.mkdir(parents=True, exist_ok=True)
        # One write of one line, flushed: a process that dies leaves whole lines.
        with _lock, (store / FILE).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"反馈没能保存：{reason}", f"The feedback could not be kept: {reason}") from error


def kept(store: Path) -> Iterator[Feedback]:
    """All that was kept, oldest first; lines that can't be read are passed over."""
    try:
        # Not splitlines, which would also cut at the separators inside a string.
        lines = (store / FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return
    for line in lines:
        found = _read(line)
        if found is not None:
            yield found


def question_records(store: Path, *, only_bad: bool = False) -> Iterator[dict[str, Any]]:
    """The kept questions as records of a question file: ``id``, ``q``, ``history``, with the verdict and comment beside them.

    ``only_bad`` leaves out those whose answers were called useful; the ids stay the same.
    """
    for number, one in enumerate(kept(store), 1):
        if only_bad and one.verdict != "bad":
            continue
        yield {
            "id": f"f{number:03}",
            "q": one.question,
            "history": list(one.history),
            "verdict": one.verdict,
            "comment": one.comment,
        }


def _read(line: str) -> Feedback | None:
    try:
        plain = json.loads(line)
        return Feedback(
            question=str(plain["q"]),
            history=tuple(str(one) for one in plain.get("history", ())),
            verdict="bad" if plain["verdict"] == "bad" else "good",
            comment=str(plain.get("comment", "")),
            status=str(plain.get("status", "")),
            answer=str(plain.get("answer", "")),
            time=str(plain.get("time", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
