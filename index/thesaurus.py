"""Words that stand for one another in these reports, read from ``data/thesaurus.txt``: how people ask, how reports write."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from index.fold import fold, without_hyphens


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    return resources.files("index").joinpath("data/thesaurus.txt").read_text("utf-8").splitlines()


@lru_cache(maxsize=1)
def _groups() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[int]]]:
    """A pattern of all Chinese and one of all English words, the longest first, and the groups (line numbers) of each."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines()):
        for side in line.partition("#")[0].split("|"):
            spoken = side.split(",") if re.search("[a-z]", side) else side.split()
            for word in filter(None, (without_hyphens(fold(part).lower().strip()) for part in spoken)):
                found.setdefault(word, set()).add(number)
    words = sorted(found, key=len, reverse=True)
    chinese = "|".join(re.escape(word) for word in words if not word.isascii())
    english = "|".join(re.escape(word) for word in words if word.isascii())
    # Looked for at every place: 官司 inside 打官司 counts as well.
    patterns = re.compile(f"(?=({chinese}))"), re.compile(rf"(?=\b({english})\b)")
    return (*patterns, {word: frozenset(groups) for word, groups in found.items()})


@lru_cache(maxsize=65536)
def group_spans(text: str) -> tuple[tuple[int, int, frozenset[int]], ...]:
    """The words of the thesaurus in ``text`` (folded, lower case) as (start, end, groups): at each place the longest."""
    chinese, english, groups = _groups()
    found = list(chinese.finditer(text))
    if _LATIN.search(text):  # few texts of reports have any
        found = sorted((*found, *english.finditer(without_hyphens(text))), key=re.Match.start)
    spans = [(match.start(1), match.end(1), groups[match[1]]) for match in found]
    who = [(start, end) for start, end, _ in spans if text[end - 1] in _WHO]
    return tuple(span for span in spans if not any(start < span[0] and span[1] == end - 1 for start, end in who))


# 咨询 in 心理咨询师 is who does it, not what is done.
_WHO = frozenset("师员")


_LATIN = re.compile("[a-z]{2}")


@lru_cache(maxsize=1)
def written_words() -> frozenset[str]:
    """The words of the thesaurus that reports write, not those that people say for them."""
    return frozenset(
        fold(word).lower() for line in _lines() for word in line.partition("#")[0].partition("|")[0].split()
    )


@lru_cache(maxsize=1)
def thesaurus_words() -> tuple[str, ...]:
    """Every word of the thesaurus."""
    return tuple(_groups()[2])
