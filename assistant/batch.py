"""Question files: one JSON object a line, read as they come, so that one bad line costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import QuestionError

_ID = re.compile(r'"id"\s*:\s*"((?:[^"\\]|\\.)*)"')
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a question file, counted from 1.

    ``problem`` says why the line can't be asked; the ``id`` is then given all the same where it can be made out.
    ``record`` holds everything that the line says.
    """

    number: int
    id: str | None
    question: str = ""
    history: tuple[str, ...] = ()
    problem: QuestionError | None = None
    record: Mapping[str, Any] = field(default_factory=dict)


def clean(text: str) -> str:
    """``text`` without the half characters that no encoder takes (bytes of another encoding on the command line)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_questions(path: Path) -> Iterator[Line]:
    """The lines of the question file at ``path``, each as soon as it can be read; empty ones are passed over.

    Raises:
        QuestionError: the file can't be opened (said at once) or read. A line that can't be used has a ``problem``.
    """
    try:
        # Bytes: only a line feed ends a line here, where text would also be cut at the separators inside a string.
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    return _lines(file, path)


def _lines(file: BinaryIO, path: Path) -> Iterator[Line]:
    with file:
        try:
            for number, raw in enumerate(file, 1):
                content = raw.removeprefix(_BOM) if number == 1 else raw
                if content.strip():
                    yield parse_line(content, number)
        except OSError as error:
            raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> QuestionError:
    return QuestionError(
        f"无法读取问题文件 {path}：{error.strerror}", f"The question file {path} can't be read: {error.strerror}"
    )


def parse_line(raw: bytes, number: int) -> Line:
    """One line of a question file; never raises, a fault becomes the line's ``problem``."""
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _bad(number, _readable_id(raw), "不是 UTF-8 编码", "is not UTF-8")
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        at = f"，第 {error.colno} 个字符处" if isinstance(error, json.JSONDecodeError) else ""
        return _bad(number, _readable_id(raw), f"不是有效的 JSON{at}", f"is not valid JSON: {error}")
    if not isinstance(record, dict):
        return _bad(number, None, "不是一个 JSON 对象", "is not a JSON object")
    named = record.get("id")
    known = str(named) if isinstance(named, (str, int)) and not isinstance(named, bool) else None
    question, history = record.get("q"), record.get("history") or []
    if not isinstance(question, str):
        return _bad(number, known, "缺少文字字段 q", "lacks the text field q")
    if not isinstance(history, list) or not all(isinstance(one, str) for one in history):
        return _bad(number, known, "字段 history 应为文字列表", "has a history that is not a list of texts")
    return Line(number, known, clean(question), tuple(map(clean, history)), record=record)


def _readable_id(raw: bytes) -> str | None:
    found = _ID.search(raw.decode("utf-8", "replace"))
    if found is None:
        return None
    try:
        return str(json.loads(f'"{found[1]}"'))
    except ValueError:
        return None


def _bad(number: int, known: str | None, reason: str, english: str) -> Line:
    problem = QuestionError(f"第 {number} 行{reason}。", f"Line {number} {english}.")
    return Line(number, known, problem=problem)
