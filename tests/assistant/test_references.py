"""The forms in which models cite, real ones and invented ones."""

from __future__ import annotations

import pytest

from assistant.references import resolve

KNOWN = {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("共326件[1]。", "共326件[1]。"),
        ("共326件[1][2]。", "共326件[1][2]。"),
        ("共326件[1,2]。", "共326件[1][2]。"),
        ("共326件[1、2]。", "共326件[1][2]。"),
        ("共326件[1;2]。", "共326件[1][2]。"),
        ("共326件[1 2]。", "共326件[1][2]。"),
        ("共326件[1-3]。", "共326件[1][2][3]。"),
        ("共326件[1至2]。", "共326件[1][2]。"),
        ("共326件【1】。", "共326件[1]。"),
        ("共326件［１］。", "共326件[1]。"),
        ("共326件〔3〕。", "共326件[3]。"),
        ("共326件（来源1）。", "共326件[1]。"),
        ("共326件(来源 1、2)。", "共326件[1][2]。"),
        ("共326件[来源：1]。", "共326件[1]。"),
        ("共326件（见[2]）。", "共326件[2]。"),
        ("共326件（引用来源：[1]）。", "共326件[1]。"),
        ("共326件[^1]。", "共326件[1]。"),
        ("共326件[[1]]。", "共326件[1]。"),
        ("共326件[01]。", "共326件[1]。"),
        ("共326件[1†source]。", "共326件[1]。"),
        ("共326件[citation:3]。", "共326件[3]。"),
        ("共326件[Source: 1, 2]。", "共326件[1][2]。"),
        ("共326件①。", "共326件[1]。"),
        ("共326件¹。", "共326件[1]。"),
        ("共326件(3)，", "共326件[3]，"),
        ("共326件[一]。", "共326件[1]。"),
        ("共326件，来源：1。", "共326件[1]。"),
        ("根据资料1和资料3，共326件。", "共326件[1][3]。"),
        ("[1] 共326件。", "共326件[1]。"),
        ("共326件[1][1]。", "共326件[1]。"),
    ],
)
def test_what_names_a_source_is_brought_to_one_form(written: str, expected: str) -> None:
    """However it is written, a reference to a source that exists becomes ``[n]``."""
    resolved = resolve(written, KNOWN)
    assert (resolved.text, resolved.refused) == (expected, ())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("共326件[9]。", "共326件。"),
        ("共326件[0]。", "共326件。"),
        ("共326件[-1]。", "共326件。"),
        ("共326件[1.5]。", "共326件。"),
        ("共326件[2024]。", "共326件。"),
        ("共326件[1-9]。", "共326件。"),
        ("共326件[4-7]。", "共326件。"),
        ("共326件[1-4000]。", "共326件。"),
        ("共326件[99999999]。", "共326件。"),
        ("共326件[张良镇]。", "共326件。"),
        ("共326件[来源：张良镇2024年报告]。", "共326件。"),
        ("共326件（来源7）。", "共326件。"),
        ("共326件[1、9]。", "共326件[1]。"),
        ("共326件[NaN]。", "共326件。"),
        ("共326件【九】。", "共326件。"),
    ],
)
def test_what_names_none_is_taken_out_and_told(written: str, expected: str) -> None:
    """An invented source is never shown, and a range beyond what exists says nothing of any part of it."""
    resolved = resolve(written, KNOWN)
    assert resolved.text == expected
    assert resolved.refused


@pytest.mark.parametrize(
    "written",
    ["(1) 开展普法", "（一）开展普法", "①开展普法", "发放资料8000份", "2024年（全年）", "共326件（其中土地纠纷12件）"],
)
def test_what_only_looks_like_one_stays(written: str) -> None:
    """Numbers of a list and numbers of the text are no references."""
    resolved = resolve(written, KNOWN)
    assert (resolved.text, resolved.numbers, resolved.refused) == (written, (), ())
