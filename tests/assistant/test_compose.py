"""The text of a practice answer: no number that its quotes don't hold."""

from __future__ import annotations

import pytest

from assistant.compose import bare_heading


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("一、主要举措和成效", "主要举措和成效"),
        ("（三）规范执法。", "规范执法"),
        ("3．普法宣传", "普法宣传"),
        ("第二部分 存在的不足", "存在的不足"),
        ("“三治融合”", "“三治融合”"),
    ],
)
def test_a_heading_is_shown_without_its_number(heading: str, bare: str) -> None:
    """The marker and the stop go, the words stay."""
    assert bare_heading(heading) == bare
