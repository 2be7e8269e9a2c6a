"""Report text as HTML."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.page.marks import NUMBER, QUOTE, Mark, marked, referenced

TEXT = st.text(alphabet="甲乙<>&\"'[]1 2\n件", max_size=40)


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=4))
def test_marking_changes_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, what remains without the tags is the text itself, unescaped."""
    marks = [Mark(left, right, QUOTE) for left, right in spans]
    html = marked(text, 0, len(text), marks)
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text


@settings(deadline=None)
@given(TEXT, st.sets(st.integers(1, 3)))
@example("<[1]>", {1})
def test_only_our_own_tags_come_out(text: str, known: set[int]) -> None:
    """Nothing in a text becomes a tag: the only ones are marks, and reference buttons held to their word."""
    html = marked(text, 0, len(text), [Mark(1, 3, NUMBER)]) + referenced(text, known, "来源 {n}")
    assert set(re.findall(r"</?(\w+)", html)) <= {"mark", "button", "span"}


def test_a_number_inside_a_quote_has_both_looks() -> None:
    """Marks that overlap are cut at each other's edges, and the shared part carries both styles."""
    html = marked("共调解326件纠纷。", 1, 9, [Mark(1, 9, QUOTE), Mark(3, 7, NUMBER)])
    assert html == (
        '<mark class="fz-quote">调解</mark><mark class="fz-number fz-quote">326件</mark>'
        '<mark class="fz-quote">纠纷</mark>'
    )


def test_only_known_references_become_buttons() -> None:
    """``[1]`` of a citation is a button; ``[9]``, ``[0]`` and a number of four digits stay text."""
    html = referenced("甲[1]乙[9][0][2024]<b>", [1], "来源 {n}")
    assert html.count("<button") == 1
    assert 'data-cite="1"' in html
    assert html.endswith("乙[9][0][2024]&lt;b&gt;")


def test_a_mark_stays_with_its_words_and_stop() -> None:
    """The character before a mark and the stop after it share its line; nothing is lost or doubled."""
    html = referenced("甲乙[1]。丙[2][3]丁<", [1, 2, 3], "来源 {n}")
    assert re.sub(r"<button.*?</button>", "*", html) == (
        '甲<span class="fz-held">乙*。</span><span class="fz-held">丙*</span><span class="fz-held">*</span>丁&lt;'
    )
