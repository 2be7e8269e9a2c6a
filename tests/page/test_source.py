"""The source panel's text."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.page.source import source_head, source_html
from assistant.page.words import ZH
from tests.page import samples


def test_the_quote_is_highlighted_and_the_figure_in_it() -> None:
    """The quoted span carries the quote's mark, the figure both marks, and headings are set as headings."""
    html = source_html(samples.report(), *samples.SENTENCE, [samples.NUMBER])
    assert '<mark class="fz-number fz-quote">41件</mark>' in html
    assert '<p class="fz-h fz-h1">一、主要举措</p>' in html
    assert "&lt;b&gt;人少&lt;/b&gt;" in html


@settings(deadline=None)
@given(st.integers(-5, 80), st.integers(-5, 80))
def test_the_whole_report_is_there_wherever_the_quote_is(start: int, end: int) -> None:
    """Offsets from a browser may be anything: the text is shown whole, and nothing fails."""
    html = source_html(samples.report(), start, end, [(start, end)])
    shown = unescape(re.sub(r"<[^>]+>", "", html))
    assert shown == samples.TEXT.replace("\n", "")


def test_the_head_says_what_the_report_is() -> None:
    """Title, place, year, date, file and the section of the quote stand above the text."""
    head = source_head(samples.report(), samples.SENTENCE[0], ZH)
    for words in ("柳溪镇2023年报告", "青石县柳溪镇 · 2023年", "2024-01-05", "柳溪镇.txt", "一、主要举措"):
        assert words in head
