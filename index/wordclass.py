"""Word classes from jieba's dictionary: which words carry what is asked (nouns) and which only help to ask it."""

from __future__ import annotations

from functools import lru_cache

# jieba's tags: nouns and names, verbal nouns, set phrases, abbreviations, and words the dictionary doesn't know.
_CARRYING = ("n", "vn", "j", "l", "i", "x", "s")
_FILLING = ("t", "f", "d", "p", "c", "u", "r", "m", "q", "y", "e", "o", "k", "h", "z")


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    """The tag of every word of jieba's dictionary."""
    import jieba  # type: ignore[import-untyped]  # noqa: PLC0415  (jieba carries no types; read on first use)

    tags: dict[str, str] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").strip().split(" ")
            tags[word] = tag
    return tags


@lru_cache(maxsize=65536)
def weight_of(word: str) -> float:
    """How much ``word`` carries: 1 a noun or unknown name, a third a verb or adjective, next to nothing the rest."""
    if word.isascii():
        return 0.25
    tag = _tags().get(word, "n")
    if tag.startswith(_FILLING) and not tag.startswith("nr"):
        return 0.06
    if tag == "vn":
        return 0.6
    if tag.startswith(_CARRYING):
        return 1.0
    return 0.33
