"""What in a text is never a count: masked out before numbers are read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.masks import MASK, mask
from tests.index.texts import report_like


@given(st.one_of(report_like, st.text(max_size=60)))
def test_masking_keeps_the_length(text: str) -> None:
    """What is masked out leaves its place empty, so that offsets hold."""
    masked = mask(text)
    assert len(masked) == len(text)
    assert MASK not in text or masked.count(MASK) >= text.count(MASK)
