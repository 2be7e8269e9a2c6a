"""Examples and drafts: found by part and topic, put into the statutory outline, other towns' particulars blanked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting import OUTLINE, Chosen, breaks_off, draft, examples
from assistant.word_file import Paragraph, Style, word_file
from index.library import Library
from index.parts import Part, topics_of
from index.read import read_text


def words_of(paragraph: Paragraph) -> str:
    """A paragraph's words."""
    return "".join(run.text for run in paragraph.runs)


def chosen(library: Library, words: str) -> Chosen:
    """The passage that holds ``words``, from its line's begin to its end."""
    for info in library.catalog.reports():
        text = library.catalog.text(info.report_id)
        at = text.find(words)
        if at >= 0:
            return Chosen(info.report_id, text.rfind("\n", 0, at) + 1, text.index("\n", at))
    raise AssertionError(words)


def test_examples_are_of_the_part_and_topic(small: Library) -> None:
    """Shortcomings are shortcomings; of a topic every passage deals with it; chosen reports alone are looked at."""
    found = examples(small, part=Part.SHORTCOMINGS, topic="", text="", report_ids=None)
    assert found
    assert all(any(word in "".join(one.hit.section) for word in ("不足", "问题")) for one in found)
    lectures = examples(small, part=None, topic="publicity", text="", report_ids=None)
    assert lectures
    assert all(topics_of(one.hit.section, one.hit.text)["publicity"] >= 0.5 for one in lectures)
    only = [lectures[0].hit.report_id]
    assert {
        one.hit.report_id for one in examples(small, part=None, topic="publicity", text="", report_ids=only)
    } == set(only)


def test_a_draft_has_the_statutory_parts_in_order(small: Library) -> None:
    """Passages go under the part that their section belongs to; a part without one is left to fill in."""
    made = draft(small, [chosen(small, "执法队伍力量薄弱"), chosen(small, "举办普法讲座14场")])
    headings = [words_of(one) for one in made if one.style is Style.FIRST]
    assert headings == [f"{number}、{words}" for number, (_, words) in zip("一二三四", OUTLINE, strict=True)]
    at = [words_of(one) for one in made].index
    text = [words_of(one) for one in made]
    lectures = next(one for one in text if "举办普法讲座" in one)
    weak = next(one for one in text if "执法队伍力量薄弱" in one)
    assert at(headings[0]) < at(lectures) < at(headings[1]) < at(weak) < at(headings[2])
    assert text[at(headings[2]) + 1] == "【待填】"


def test_nothing_of_the_other_town_is_left(small: Library, tmp_path: Path) -> None:
    """Its figures, name and years are blanks in the file that is exported; its name stands in the note alone."""
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file(draft(small, [chosen(small, "举办普法讲座14场")])))
    text = read_text(path, max_bytes=1 << 20)
    assert "举办普法讲座【待填】" in text
    assert not any(one in text for one in ("14场", "2.6万", "1,450", "48次", "松溪", "青柯", "2024"))
    notes = [run.note for one in draft(small, [chosen(small, "举办普法讲座14场")]) for run in one.runs if run.note]
    assert len(notes) == 1
    assert notes[0].startswith("青柯县松溪镇2024《")


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("（一）健全科学民主决策机制，强化依法决策意识", False),
        ("全年调解纠纷。" * 10, False),
        ("镇领导高度重视决策前的调查研究，牢固树立依法决策意识，严格遵守法定权限和程序，提交镇政府党政班子讨", True),
    ],
)
def test_a_line_that_breaks_off_is_told_from_a_heading(line: str, broken: bool) -> None:
    """A long line without a stop goes on in the next; a heading, which is short, does not."""
    assert breaks_off(line) is broken
