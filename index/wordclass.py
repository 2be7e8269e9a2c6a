"""Word classes from jieba's dictionary: which words carry what is asked (nouns) and which only help to ask it."""

from __future__ import annotations

import math
import re
from functools import lru_cache

# jieba's tags: nouns and names, verbal nouns, set phrases, abbreviations, and words the dictionary doesn't know.
_CARRYING = ("n", "vn", "j", "l", "i", "x")
_FILLING = ("t", "f", "d", "p", "c", "u", "r", "m", "q", "y", "e", "o", "k", "h", "z")


_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿几数多半第\d]+[年月日个些次]?")
_LONGEST_WORD = 8


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, str], dict[str, float]]:
    """The tag of every word of jieba's dictionary, and the logarithm of how often it is seen."""
    import jieba  # type: ignore[import-untyped]  # noqa: PLC0415  (jieba carries no types; read on first use)

    tags: dict[str, str] = {}
    seen: dict[str, float] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, times, tag = line.decode("utf-8").strip().split(" ")
            tags[word] = tag
            seen[word] = math.log(max(1, int(times)))
    return tags, seen


def _tags() -> dict[str, str]:
    return _dictionary()[0]


@lru_cache(maxsize=8192)
def split_words(text: str) -> tuple[tuple[str, str], ...]:
    """``text`` (a few words) as the most probable row of dictionary words, each with its tag; unknown ones are "x"."""
    tags, seen = _dictionary()
    # Of all words' counts together about 6e7, as log.
    total = 17.9
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - _LONGEST_WORD), end)
        best.append(
            max(
                (best[start][0] + seen.get(text[start:end], 0.0) - total, start)
                for start in starts
                if end - start == 1 or text[start:end] in seen
            )
        )
    words: list[tuple[str, str]] = []
    end = len(text)
    while end:
        start = best[end][1]
        words.append((text[start:end], tags.get(text[start:end], "x")))
        end = start
    return tuple(reversed(words))


@lru_cache(maxsize=65536)
def weight_of(word: str) -> float:
    """How much ``word`` carries: 1 a noun or unknown name, a third a verb or adjective, next to nothing the rest."""
    if word.isascii():
        return 0.25
    tag = _tags().get(word, "n")
    if tag == "m" and not _NUMERAL.fullmatch(word):
        return 0.33  # 一线, 多元: the dictionary takes them for numerals
    if tag.startswith(_FILLING) and not tag.startswith("nr"):
        return 0.06
    if tag == "vn":
        return 0.6
    if tag.startswith(_CARRYING):
        return 1.0
    return 0.33
