"""Folding: one character for each, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fold import fold


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    """The folded text is as long as the text, so that its offsets are the text's own."""
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="柳溪镇全年调解矛盾纠纷326件，成率98.5%。\n", max_size=60))
def test_simplified_text_stays_as_it_is(text: str) -> None:
    """Simplified characters, ASCII and full-width commas and stops are left alone."""
    assert fold(text) == text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("３２６件", "326件"),
        ("ＡＢｃ", "ABc"),
        ("９５．６％", "95.6%"),
        ("（一）", "(一)"),
        ("\u3000\u00a0", "  "),
        ("化解：5件；", "化解:5件;"),
    ],
)
def test_wide_forms_become_plain_ones(written: str, folded: str) -> None:
    """Full-width digits, letters, brackets, percent signs and spaces are read like ASCII ones."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("１，１０４件", "1,104件"),
        ("发放3，200份", "发放3,200份"),
        ("分别为126，124件", "分别为126，124件"),
        ("附件3，200人到场", "附件3，200人到场"),
        ("12件，310起", "12件，310起"),
        ("受理、化解各为26，124件", "受理、化解各为26，124件"),
        ("18，124，131件", "18，124，131件"),
        ("126，124件", "126，124件"),
        ("2024，126件", "2024，126件"),
    ],
)
def test_a_full_width_comma_may_part_thousands(written: str, folded: str) -> None:
    """Between one to three digits and three it parts thousands; in a row of numbers, or behind one that names something, not."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("調解矛盾糾紛", "调解矛盾纠纷"), ("雲嵐縣石橋鎮", "云岚县石桥镇"), ("辦結率達", "办结率达"), ("幹部", "干部")],
)
def test_traditional_characters_become_simplified(traditional: str, simplified: str) -> None:
    """Mirror pages in traditional characters are read like the others."""
    assert fold(traditional) == simplified


@pytest.mark.parametrize("name", ["乾县", "著名", "於潜镇"])
def test_characters_of_simplified_names_are_kept(name: str) -> None:
    """乾, 著 and 於 stand in simplified texts too, in names above all."""
    assert fold(name) == name
