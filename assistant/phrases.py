"""Names that a question and a report spell alike (早市普法摊, 江畔夜话), found without knowing them beforehand."""

from __future__ import annotations

import re

from index.vocabulary import terms
from index.wordclass import weight_of

_SHORTEST, _LONGEST, _MOST = 3, 12, 3


def shared_phrases(asked: str, text: str) -> list[str]:
    """The longest runs of Chinese characters of ``asked`` that stand in ``text`` too and hold a word that is no domain term.

    Both are folded; the runs don't overlap.
    """
    found: list[str] = []
    for run in re.findall(r"[一-鿿]+", asked):
        start = 0
        while start <= len(run) - _SHORTEST and len(found) < _MOST:
            end = min(len(run), start + _LONGEST)
            while end - start >= _SHORTEST and run[start:end] not in text:
                end -= 1
            if end - start >= _SHORTEST and _tells(run[start:end]):
                found.append(run[start:end])
                start = end
            else:
                start += 1
    return found


def _tells(phrase: str) -> bool:
    """Whether ``phrase`` holds a noun of its own: a run of domain terms or of filling words names nothing."""
    words = [term for term in terms(phrase) if not term.startswith("@")]
    return any(len(word) > 1 and weight_of(word) >= 0.6 for word in words) or len(words) >= 3
