"""What people think of answers."""

from __future__ import annotations

from pathlib import Path

from assistant.feedback import FILE, Feedback, keep, kept, question_records


def test_feedback_is_kept_and_becomes_a_question_file(tmp_path: Path) -> None:
    """What is kept comes back in order, markup and line breaks and all, and as lines of a question file."""
    first = Feedback("柳溪镇几次", ("先前",), "bad", "<b>不对\n</b>", "answered", "2次", "2026-01-01T00:00:00")
    second = Feedback("云台乡呢", (), "good", "", "not_found", "")
    keep(tmp_path, first)
    keep(tmp_path, second)
    found = list(kept(tmp_path))
    assert found[0] == first
    assert found[1].question == "云台乡呢"
    records = list(question_records(tmp_path))
    assert records[0] == {
        "id": "f001",
        "q": "柳溪镇几次",
        "history": ["先前"],
        "verdict": "bad",
        "comment": "<b>不对\n</b>",
    }
    assert [one["id"] for one in question_records(tmp_path, only_bad=True)] == ["f001"]


def test_separators_inside_a_comment_cut_no_line(tmp_path: Path) -> None:
    """Marks that some readers take for line ends are part of what was said."""
    said = Feedback("问\u2028题", (), "bad", "一\x85二\u2029三", "", "", "2026-01-01T00:00:00")
    keep(tmp_path, said)
    assert list(kept(tmp_path)) == [said]


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
