"""The one way from text to search tokens, for the index and for the query alike."""

from __future__ import annotations

import hashlib
import re
import threading
import warnings
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from index.fold import fold

if TYPE_CHECKING:
    from jieba import Tokenizer  # type: ignore[import-untyped]  # jieba carries no types

# Raised when the code below changes what `tokens` returns; the two word lists count by themselves.
_CODE_VERSION = "1"

_LONG = 4
_LONG_FREQUENCY = 20_000
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_PERCENT = re.compile(r"\d+(?:\.\d+)?%")
_lock = threading.Lock()
_tokenizer: Tokenizer | None = None


def tokens(text: str) -> list[str]:
    """The search tokens of ``text``, in order, repeats kept.

    Long words also yield the words inside them; letters are lower-case, full-width and traditional forms folded,
    thousands separators dropped. Numbers are tokens (a percentage also yields its bare number); punctuation and stop
    words are not.
    """
    tokenizer = _ready()
    stop = _stop_words()
    found: list[str] = []
    for word in tokenizer.lcut_for_search(_THOUSANDS.sub("", fold(text)).lower()):
        if word in stop:
            continue
        if word.isalnum():
            if len(word) > _LONG:
                # jieba yields the inner words of two and three characters only.
                parts = (word[at : at + _LONG] for at in range(len(word) - _LONG + 1))
                found += (part for part in parts if tokenizer.FREQ.get(part))
            found.append(word)
        elif _PERCENT.fullmatch(word):
            found += (word[:-1], word)
        else:
            found += (part for part in _word_parts(word) if part not in stop)
    return found


def words(text: str) -> list[str]:
    """The words of ``text`` that don't overlap, in order, folded like ``tokens``; no stop words, no punctuation."""
    stop = _stop_words()
    return [word for word in _ready().lcut(fold(text).lower()) if word not in stop and word.isalnum()]


@lru_cache(maxsize=1)
def terms_version() -> str:
    """Changes whenever the same text may yield other tokens than before."""
    lists = (_data("words.txt"), _data("stopwords.txt"))
    return hashlib.sha256("\0".join((_CODE_VERSION, *lists)).encode()).hexdigest()[:12]


def _word_parts(word: str) -> list[str]:
    """``word`` itself if it holds letters or digits joined by inner marks (12.4, c++, 3-1), else its usable pieces."""
    stripped = word.strip("._-&")
    if stripped and stripped[0].isalnum() and all(c.isalnum() or c in ".+#&-_%" for c in stripped):
        return [stripped]
    return [part for part in re.split(r"[\W_]+", word) if part]


def _ready() -> Tokenizer:
    global _tokenizer  # noqa: PLW0603 - one dictionary of 500,000 entries a process
    if _tokenizer is None:
        with _lock:
            if _tokenizer is None:
                _tokenizer = _load()
    return _tokenizer


def _load() -> Tokenizer:
    """A tokenizer of our own, built from the dictionary each time: as fast as jieba's cache file, which is a marshal
    file at a shared place that anyone on the machine could have written.
    """
    with warnings.catch_warnings():
        # jieba 0.42 imports pkg_resources and has unescaped patterns; both only warn.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - 0.2 s
    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in _lines("words.txt"):
        # Long words are meant as they stand; a short one could be the end of one word and the start of another.
        tokenizer.add_word(word, _LONG_FREQUENCY if len(word) >= _LONG else None)
    return tokenizer


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(_lines("stopwords.txt"))


def _lines(name: str) -> list[str]:
    words = (line.partition("#")[0].strip() for line in _data(name).splitlines())
    return [fold(word).lower() for word in words if word]


def _data(name: str) -> str:
    return (resources.files("index") / "data" / name).read_text(encoding="utf-8")
