"""A question that names no place but something that only one report speaks of (老街调解茶室) is about that report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from assistant.question import Question
from assistant.scope import Selection
from index.catalog import Catalog
from index.vocabulary import kind
from index.wordclass import weight_of

# 青石县搞……那个镇: one of the county's towns, told by what it does.
_THAT_ONE = re.compile(r"那(?:一?个|家)(?:乡镇|镇|乡|街道|地方)")
_FEW = 2
_SEARCHED = 400


def means_one_town(text: str) -> bool:
    """Whether the question ``text`` is about one town that it doesn't name: 青石县搞早市普法那个镇."""
    return bool(_THAT_ONE.search(text))


def names_no_place(question: Question, selection: Selection) -> bool:
    """Whether a figure is asked of no place and not of all, so that what the question speaks of may tell the report."""
    places = question.places
    named = places.towns and not (places.region and means_one_town(question.text))
    return bool(
        question.figures
        and not selection.problem
        and not named
        and not places.everywhere
        and not places.unknown
        and len(selection.slots) > _FEW
    )


def anchor(question: Question, selection: Selection, catalog: Catalog) -> Selection:
    """``selection`` narrowed to the reports that hold most of the rare words of a question that names no place.

    Nothing changes when the question names a place, asks about all towns, or has no rare word.
    """
    if not names_no_place(question, selection):
        return selection
    votes: Counter[str] = Counter()
    words: set[str] = set()
    for word in {term for ask in question.asks for term in ask.terms | ask.context}:
        if kind(word) != "word" or len(word) < 2 or weight_of(word) < 0.6 or word.isascii():
            continue
        ids = [chunk_id for chunk_id, _ in catalog.lexical([word], selection.report_ids, _SEARCHED)]
        reports = {passage.report_id for passage in catalog.passages(ids)}
        if 0 < len(reports) <= max(_FEW, len(selection.slots) // 6):
            votes.update(reports)
            words.add(word)
    if not votes:
        return selection
    most = max(votes.values())
    held = {report for report, count in votes.items() if count == most}
    if len(held) > _FEW:
        return selection
    slots = tuple(slot for slot in selection.slots if slot.report.report_id in held)
    return replace(
        selection, slots=slots, anchored=_name_in(question, words, catalog.text(*held)) if len(held) == 1 else ""
    )


# A name of one report's own is longer than a word that happens to stand in it alone.
_A_NAME = 3


def _name_in(question: Question, words: set[str], text: str) -> str:
    """The longer run that the question has around one of the rare ``words``, and the report's ``text``, too; empty for none."""
    for asked in (ask.text for ask in question.asks):
        for word in sorted(words):
            at = asked.find(word)
            for first in range(max(0, at - _A_NAME), at + 1):
                run = asked[first : max(at + len(word), first + _A_NAME)]
                if len(run) >= _A_NAME and " " not in run and run in text:
                    return run
    return ""
