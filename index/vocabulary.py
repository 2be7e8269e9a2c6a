"""The domain's concepts, read from ``data/indicators.toml``, and the terms of a text: concepts where its words are known,
plain words where they are not. Questions and reports go through the same function, so they meet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from index.fold import fold, without_hyphens
from index.terms import words


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that reports count or describe; ``near`` maps other concepts to how well they may stand for it."""

    name: str
    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    near: dict[str, float]


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Every concept by name."""
    data = tomllib.loads(resources.files("index").joinpath("data/indicators.toml").read_text("utf-8"))
    found = {}
    for name, entry in data.items():
        near = (pair.split(":") for pair in entry.get("near", "").split())
        found[name] = Concept(
            name=name,
            kind=entry["kind"],
            zh=tuple(entry.get("zh", "").lower().split()),
            en=tuple(
                without_hyphens(phrase.strip().lower()) for phrase in entry.get("en", "").split(",") if phrase.strip()
            ),
            near={other: float(score) for other, score in near},
        )
    return found


@lru_cache(maxsize=1)
def _wordings() -> tuple[re.Pattern[str], dict[str, str]]:
    owner: dict[str, str] = {}
    for concept in concepts().values():
        for wording in (*concept.zh, *concept.en, *(other for phrase in concept.en for other in _inflected(phrase))):
            owner.setdefault(wording, concept.name)
    chinese = sorted((w for w in owner if not w.isascii() or not w[0].isalpha()), key=len, reverse=True)
    english = sorted((w for w in owner if w.isascii() and w[0].isalpha()), key=len, reverse=True)
    pattern = "|".join(
        (*(re.escape(word) for word in chinese), rf"\b(?:{'|'.join(re.escape(word) for word in english)})\b")
    )
    return re.compile(pattern), owner


def _inflected(phrase: str) -> tuple[str, ...]:
    """The other number of an English phrase's last word."""
    if phrase.endswith("ies"):
        return (phrase[:-3] + "y",)
    if phrase.endswith("s"):
        return (phrase[:-1], phrase[:-2]) if phrase.endswith(("ses", "ches", "shes")) else (phrase[:-1],)
    return (phrase[:-1] + "ies",) if phrase.endswith("y") else (phrase + "s",)


@lru_cache(maxsize=65536)
def concept_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """The concepts' wordings in ``text`` (folded, lower case) as (start, end, ``@name``), the longest first, disjoint."""
    pattern, owner = _wordings()
    return tuple(
        (match.start(), match.end(), f"@{owner[match.group()]}") for match in pattern.finditer(without_hyphens(text))
    )


@lru_cache(maxsize=65536)
def terms(text: str) -> frozenset[str]:
    """The terms of ``text``: ``@name`` for a concept, the word itself for any other."""
    pattern, owner = _wordings()
    folded = without_hyphens(fold(text).lower())
    found = {f"@{owner[match.group()]}" for match in pattern.finditer(folded)}
    rest = pattern.sub(" ", folded)
    found.update(token for token in words(rest) if not token.isdigit())
    return frozenset(found)


def kind(term: str) -> str:
    """The kind of a term's concept; ``word`` for a plain word."""
    return concepts()[term[1:]].kind if term.startswith("@") else "word"


def objects(names: Iterable[str]) -> set[str]:
    """Those of ``names`` that are concepts of something counted."""
    return {name for name in names if kind(name) == "object"}


@lru_cache(maxsize=262144)
def nearness(asked: str, given: str) -> float:
    """How well ``given`` stands for ``asked``: 1 the same, 0 not at all."""
    if asked == given:
        return 1.0
    if asked.startswith("@") and given.startswith("@"):
        return concepts()[asked[1:]].near.get(given[1:], 0.0)
    if asked.startswith("@") or given.startswith("@"):
        # A word that is part of a wording: 诉讼 of 行政诉讼.
        concept, word = (asked, given) if asked.startswith("@") else (given, asked)
        return 0.5 if len(word) >= 2 and any(word in wording for wording in concepts()[concept[1:]].zh) else 0.0
    # Plain words that share characters: 汇演 and 演出, 培训班 and 培训.
    if asked in given or given in asked:
        return 0.8 if min(len(asked), len(given)) > 1 else 0.4
    shared = len(set(asked) & set(given))
    return 0.35 * shared / max(len(asked), len(given)) if shared and not asked.isascii() else 0.0
