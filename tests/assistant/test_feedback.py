"""What people think of answers."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.feedback import FILE, Feedback, keep, kept, question_lines


def test_feedback_is_kept_and_becomes_a_question_file(tmp_path: Path) -> None:
    """What is kept comes back in order, markup and line breaks and all, and as lines of a question file."""
    first = Feedback("柳溪镇几次", ("先前",), "bad", "<b>不对\n</b>", "answered", "2次", "2026-01-01T00:00:00")
    second = Feedback("云台乡呢", (), "good", "", "not_found", "")
    keep(tmp_path, first)
    keep(tmp_path, second)
    found = list(kept(tmp_path))
    assert found[0] == first
    assert found[1].question == "云台乡呢"
    lines = [json.loads(line) for line in question_lines(tmp_path)]
    assert lines[0] == {
        "id": "f001",
        "q": "柳溪镇几次",
        "history": ["先前"],
        "verdict": "bad",
        "comment": "<b>不对\n</b>",
    }


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    """Half a line, or none of ours, hides no other."""
    keep(tmp_path, Feedback("问", (), "good", "", "", ""))
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('{"q": "半\n[1]\nnull\n')
    keep(tmp_path, Feedback("再问", (), "good", "", "", ""))
    assert [one.question for one in kept(tmp_path)] == ["问", "再问"]


def test_nothing_kept_is_no_error(tmp_path: Path) -> None:
    """A store without feedback has none."""
    assert list(kept(tmp_path)) == []
