"""Text to search tokens."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index import terms
from index.terms import terms_version, tokens

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_a_domain_word_is_one_token_and_yields_its_parts() -> None:
    """矛盾纠纷 is found as a whole and by 纠纷 alone."""
    assert {"矛盾纠纷", "矛盾", "纠纷"} <= set(tokens("全年化解矛盾纠纷"))


def test_a_long_word_yields_the_words_of_four_characters_inside_it() -> None:
    """A question for 法律顾问 finds 法律顾问制度, which is a word of its own."""
    assert {"法律顾问制度", "法律顾问"} <= set(tokens("法律顾问制度"))


def test_traditional_and_full_width_forms_are_folded() -> None:
    """A mirror page in traditional characters is found by a question in simplified ones."""
    assert tokens("聘請法律顧問１２名ＡＢＣ") == tokens("聘请法律顾问12名abc")


def test_numbers_are_tokens_with_and_without_their_sign() -> None:
    """1,234 is 1234, and 98.3% is found by 98.3 too."""
    assert "1234" in tokens("发放1,234份")
    assert {"98.3%", "98.3"} <= set(tokens("办结率98.3%"))


def test_an_enumeration_of_numbers_is_not_a_thousands_separator() -> None:
    """3,4,5 stay three numbers."""
    assert tokens("3,4,5") == ["3", "4", "5"]


def test_punctuation_and_stop_words_are_dropped() -> None:
    """A question of nothing but small words has no tokens."""
    assert tokens("请问，有哪些呢？！") == []


@given(st.text(max_size=80))
def test_tokens_can_always_be_joined_by_spaces(text: str) -> None:
    """No token is empty, holds white space or a quote: the full text stores them with spaces between."""
    for token in tokens(text):
        assert token
        assert not set(token) & set(" \t\n\r\v\f\"'()*:^")
        assert token == token.strip()


@given(st.text(alphabet="矛盾纠纷法律顾问的了，。12%ABc ", max_size=40))
def test_tokens_depend_on_the_text_alone(text: str) -> None:
    """The same text gives the same tokens, in upper or in lower case."""
    assert tokens(text) == tokens(text) == tokens(text.upper())


def test_many_threads_may_be_the_first_to_ask() -> None:
    """The dictionary is loaded once, and no thread sees it half loaded."""
    terms._tokenizer = None
    seen: list[list[str]] = []
    threads = [threading.Thread(target=lambda: seen.append(tokens("法律明白人与枫桥经验"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 6
    assert all(one == seen[0] and "法律明白人" in one for one in seen)


def test_no_cache_file_is_shared_with_others() -> None:
    """jieba's marshal file in the shared temporary folder is neither written nor read."""
    import tempfile  # noqa: PLC0415 - only this test looks there

    before = {path: path.stat().st_mtime_ns for path in Path(tempfile.gettempdir()).glob("jieba*")}
    terms._tokenizer = None
    tokens("法治")
    assert {path: path.stat().st_mtime_ns for path in Path(tempfile.gettempdir()).glob("jieba*")} == before


def test_it_is_fast_enough_for_ten_thousand_reports() -> None:
    """At least 150,000 characters a second on an idle machine; a third of that is asked for on a busy one."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))) * 4
    tokens("预热")
    begun = time.process_time()
    tokens(text)
    assert len(text) / (time.process_time() - begun) > 50_000


def test_the_version_is_that_of_the_lists() -> None:
    """Twelve hexadecimal digits, the same at each call."""
    assert terms_version() == terms_version()
    assert len(terms_version()) == 12
