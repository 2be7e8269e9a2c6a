"""Names that a question and a report share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.phrases import shared_phrases


@pytest.mark.parametrize(
    ("asked", "text", "phrase"),
    [
        ("早市普法摊出了多少次", "在三处早市设立早市普法摊，全年出摊48次。", "早市普法摊"),
        ("江畔夜话办了多少场", "“江畔夜话”每周一场，共办50场。", "江畔夜话"),
    ],
)
def test_a_name_is_found_without_being_known(asked: str, text: str, phrase: str) -> None:
    """A local name is what both spell alike."""
    assert any(phrase in found for found in shared_phrases(asked, text))


def test_domain_words_alone_are_no_name() -> None:
    """矛盾纠纷 stands in every report and tells none from another."""
    assert shared_phrases("调解矛盾纠纷多少件", "全年调解矛盾纠纷45件。") == []


def test_nothing_shared_nothing_found() -> None:
    """Two texts about different things."""
    assert shared_phrases("柿树驿站接待多少人", "全年调解矛盾纠纷45件。") == []


@given(
    st.text(alphabet="早市普法摊江畔夜话调解，。12 a", max_size=30),
    st.text(alphabet="早市普法摊江畔夜话调解，。12 a", max_size=60),
)
def test_every_phrase_stands_in_both(asked: str, text: str) -> None:
    """At most three, of three to twelve characters, in the question and in the text."""
    found = shared_phrases(asked, text)
    assert len(found) <= 3
    for phrase in found:
        assert 3 <= len(phrase) <= 12
        assert phrase in asked
        assert phrase in text
