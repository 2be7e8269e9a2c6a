"""The domain's vocabulary: one readable file, consistent in itself, that questions and reports share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold
from index.vocabulary import concepts, kind, nearness, terms

any_concept = st.sampled_from(sorted(concepts()))


def test_every_concept_has_words_and_a_kind() -> None:
    """An object, an action, a quality or generic, with at least one Chinese wording."""
    for concept in concepts().values():
        assert concept.kind in {"object", "action", "quality", "generic"}, concept.name
        assert concept.zh, concept.name


def test_no_wording_belongs_to_two_concepts() -> None:
    """Else the file's order would decide what a word means."""
    owner: dict[str, str] = {}
    doubled = []
    for concept in concepts().values():
        for wording in (*dict.fromkeys(concept.zh), *dict.fromkeys(concept.en)):
            if wording in owner:
                doubled.append((wording, owner[wording], concept.name))
            owner[wording] = concept.name
    assert doubled == []


def test_concepts_stand_near_to_known_ones() -> None:
    """Each nearness names a concept of the file, with a share between 0 and 1."""
    for concept in concepts().values():
        assert set(concept.near) <= set(concepts()), concept.name
        assert all(0 < share <= 1 for share in concept.near.values()), concept.name


def test_wordings_are_simplified_and_small() -> None:
    """Texts are folded and lowered before they are looked up; another wording would never be met."""
    unreachable = [w for concept in concepts().values() for w in (*concept.zh, *concept.en) if w != w.lower()]
    assert unreachable == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("调解矛盾纠纷", "調解矛盾糾紛"),
        ("普法宣传", "普法宣传"),
        ("disputes", "矛盾纠纷"),
        ("mediated", "调解"),
        ("调处", "调解"),
        ("dispute", "disputes"),
    ],
)
def test_words_for_the_same_thing_give_the_same_terms(one: str, other: str) -> None:
    """Synonyms, traditional characters, English and its plurals meet."""
    assert terms(one) == terms(other) != frozenset()


@pytest.mark.parametrize(
    ("one", "other"), [("排查", "化解"), ("受理", "化解"), ("排查", "调解"), ("行政复议", "行政诉讼")]
)
def test_what_must_not_be_mixed_is_far_apart(one: str, other: str) -> None:
    """排查 is not 化解, 受理 is not 化解: none stands for the other."""
    (mine,), (theirs,) = terms(one), terms(other)
    assert nearness(mine, theirs) < 0.5


@given(any_concept, any_concept)
def test_nearness_is_a_share(one: str, other: str) -> None:
    """The same is 1, another at most as near as the file says."""
    assert nearness(f"@{one}", f"@{one}") == 1
    assert nearness(f"@{one}", f"@{other}") in (1.0, concepts()[one].near.get(other, 0.0))


def test_unknown_words_still_work() -> None:
    """A word that the file doesn't know is its own term, and meets itself and longer forms of it."""
    assert "驿站" in "".join(terms("柿树驿站"))
    assert nearness("演出", "演出") == 1
    assert 0 < nearness("培训班", "培训") < 1
    assert nearness("演出", "合同") == 0
    assert kind("驿站") == "word"


@given(st.text(max_size=40))
def test_any_text_has_terms(text: str) -> None:
    """Nothing raises, folding changes nothing, and bare numbers are no terms."""
    found = terms(text)
    assert found == terms(fold(text))
    assert not any(term.isdigit() for term in found)
