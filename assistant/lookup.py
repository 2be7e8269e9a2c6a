"""What ``fazhi search`` does beside searching: words for questions in English or pinyin, filters, and why a passage came."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.places import Gazetteer
from assistant.spelling import mend
from index.fold import fold
from index.library import Library
from index.parts import Part, in_part, topics, topics_of
from index.records import Hit
from index.search import search
from index.terms import tokens
from index.vocabulary import concepts, terms

# How surely a passage must deal with a topic to be let through a filter on it.
_DEALT = 0.5
# A filter lets perhaps one passage in ten through; so many are looked at in turn.
_WIDENED = (10, 100)
_LATIN = re.compile(r"[A-Za-z]{2,}")

PART_NAMES = {
    Part.OPENING: "开头",
    Part.MEASURES: "举措和成效",
    Part.SHORTCOMINGS: "不足和原因",
    Part.RESPONSIBILITY: "第一责任人职责",
    Part.PLANS: "下一年安排",
}


def look_up(
    library: Library, query: str, limit: int, *, part: Part | None = None, topic: Collection[str] = ()
) -> list[Hit]:
    """The passages for ``query``, of one part of the reports and on any of these topics where such are given."""
    wanted = in_chinese(library, query)
    if part is None and not topic:
        return search(library, wanted, limit=limit)
    kept: list[Hit] = []
    for factor in _WIDENED:
        hits = search(library, wanted, limit=min(2000, factor * limit))
        kept = [hit for hit in hits if lets_through(hit, part, topic)][:limit]
        if len(kept) == limit or len(hits) < factor * limit:
            break
    return kept


def lets_through(hit: Hit, part: Part | None, topic: Collection[str]) -> bool:
    """Whether a passage belongs to ``part`` and deals with any of the topics; ``None`` and none let all through."""
    if part is not None and not in_part(part, hit.section, hit.text, hit.year):
        return False
    dealt = topics_of(hit.section, hit.text) if topic else {}
    return not topic or any(dealt.get(key, 0.0) >= _DEALT for key in topic)


def in_chinese(library: Library, query: str) -> str:
    """``query``; with pinyin written out, and with the Chinese for its English terms and the names of its places added.

    The reports are in Chinese, so that a question in other letters would be left to its sense alone.
    """
    if not _LATIN.search(query):
        return query
    gazetteer = Gazetteer(library.catalog.reports())
    mended = mend(query, gazetteer.spells)
    found = gazetteer.read(mended)
    added = [town.name for town in found.towns] + ([found.region] if found.region else [])
    known = concepts()
    added += [known[term[1:]].zh[0] for term in sorted(terms(mended)) if term.startswith("@") and known[term[1:]].zh]
    return " ".join((mended, *(word for word in dict.fromkeys(added) if word not in mended)))


def matched_words(query: str, hit: Hit) -> tuple[str, ...]:
    """The words of the question that stand in a passage, its headings or its place, in the question's order."""
    place = hit.place
    names = (place.province, place.city, place.county, place.township)
    year = "" if hit.year is None else f"{hit.year}年"
    held = set(tokens(" ".join((*names, year, *hit.section, hit.text))))
    return tuple(word for word in dict.fromkeys(tokens(query)) if word in held)


def part_named(name: str) -> Part | None:
    """The part that a person names: by its key, its name or a piece of it (不足)."""
    plain = fold(name).strip().lower()
    found = [part for part in Part if plain and (plain == part.value or plain in PART_NAMES[part])]
    return found[0] if found else None


def topics_named(name: str) -> tuple[str, ...]:
    """The keys of the topics that a person names: by key, name or a word for it (普法)."""
    plain = fold(name).strip().lower()
    known = topics()
    exact = tuple(key for key, topic in known.items() if plain in (key, topic.name, *topic.asked))
    return exact or tuple(key for key, topic in known.items() if len(plain) > 1 and plain in topic.name)
