"""Question files: what a line may hold, and that a bad one costs only itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import clean, parse_line, read_questions
from index.errors import QuestionError


def test_a_line_gives_id_question_and_history() -> None:
    """The three fields of a question line are read, and everything it says is kept for scoring."""
    line = parse_line('{"id": "k1", "q": "青溪镇办了几件", "history": ["白石镇呢"], "kind": "single"}'.encode(), 4)
    assert (line.number, line.id, line.question, line.history) == (4, "k1", "青溪镇办了几件", ("白石镇呢",))
    assert line.problem is None
    assert line.record["kind"] == "single"


@pytest.mark.parametrize("raw", ['{"q": "问"}', '{"q": "问", "history": null}', '{"q": "问", "id": null}'])
def test_id_and_history_may_be_absent(raw: str) -> None:
    """Only the question is needed."""
    line = parse_line(raw.encode(), 1)
    assert (line.id, line.history, line.problem) == (None, (), None)


def test_a_number_serves_as_id() -> None:
    """An id that is a number is echoed as text."""
    assert parse_line(b'{"id": 7, "q": "x"}', 1).id == "7"


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"not json",
        b"[1, 2]",
        b'"text"',
        b"{}",
        b'{"q": 5}',
        b'{"q": null}',
        b'{"q": "x", "history": "y"}',
        b'{"q": "x", "history": [1]}',
        b'{"q": "\xff"}',
        b"[" * 100_000,
        b'{"q": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_bad_line_names_its_number(raw: bytes) -> None:
    """Whatever is wrong with a line, the problem says which line it is, in both languages."""
    line = parse_line(raw, 12)
    assert line.problem is not None
    assert "第 12 行" in str(line.problem)
    assert "Line 12" in line.problem.english


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        (b'{"id": "k2", "q": }', "k2"),
        ('{"id": "甲\\"乙", "q": "'.encode(), '甲"乙'),
        (b'{"id": "k3", "q": 5}', "k3"),
        (b'{"id": "k4", "q": "\xff"}', "k4"),
        (b"{", None),
        (b'{"id": true, "q": 1}', None),
    ],
)
def test_the_id_of_a_bad_line_is_kept_where_it_can_be_read(raw: bytes, known: str | None) -> None:
    """The answer to a bad line can still be told by its id."""
    assert parse_line(raw, 1).id == known


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    """Any bytes give a line that can be asked, or a problem."""
    line = parse_line(raw, 1)
    assert (line.problem is None) == bool(line.record)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_what_was_written_is_read(question: str, history: list[str]) -> None:
    """Every question and history survives the file's form."""
    raw = json.dumps({"q": question, "history": history}).encode()
    line = parse_line(raw, 1)
    assert (line.question, line.history) == (clean(question), tuple(map(clean, history)))


def test_half_characters_are_replaced() -> None:
    """A lone surrogate, which no tokenizer takes, becomes a question mark."""
    assert parse_line(rb'{"q": "a\ud800b"}', 1).question == "a?b"


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    """A byte order mark, Windows line ends, empty lines and separators inside a string don't disturb the lines."""
    file = tmp_path / "questions.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"id":"1","q":"a"}\r\n\r\n  \n{"id":"2","q":"b\xe2\x80\xa8c"}\n{"id":"3"\n{"id":"4","q":"d"}'
    )
    lines = list(read_questions(file))
    assert [(line.number, line.id, line.question) for line in lines] == [
        (1, "1", "a"),
        (4, "2", "b\u2028c"),
        (5, "3", ""),
        (6, "4", "d"),
    ]
    assert [line.number for line in lines if line.problem] == [5]


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_named_at_once(tmp_path: Path, name: str) -> None:
    """A missing file and a folder are refused before the first line is asked for."""
    with pytest.raises(QuestionError, match="无法读取问题文件"):
        read_questions(tmp_path / name)
