"""The page's words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from assistant.page.words import EN, TEXT, ZH
from index.errors import StoreError

PAGE = Path(__file__).resolve().parents[2] / "assistant" / "page"


def fields(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXT)
def test_both_languages_take_the_same_values(key: str) -> None:
    """A text names the same values in both languages, and neither is empty."""
    chinese, english = TEXT[key]
    assert chinese.strip()
    assert english.strip()
    assert fields(chinese) == fields(english)


def test_every_key_that_the_code_names_exists() -> None:
    """No ``words("…")`` with a fixed key can fail."""
    named = {
        key
        for path in PAGE.glob("*.py")
        for key in re.findall(r'(?:words|said|_button)\((?:"[^"]*", )?"([a-z]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert len(named) > 80
    assert named <= set(TEXT)


def test_errors_speak_the_page_s_language() -> None:
    """An error that knows both languages is told in the page's own."""
    error = StoreError("坏了", "broken")
    assert (ZH.message(error), EN.message(error)) == ("坏了", "broken")


def test_the_script_gets_its_words() -> None:
    """The words for the script come by their short names."""
    assert ZH.group("js")["ask"] == "提问"
