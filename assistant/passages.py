"""Practice questions: the passages that treat what is asked, a fair share for every place, and the sentences to quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.match import Weights
from assistant.question import Question, asked_terms
from assistant.scope import Selection, Slot
from index.library import Library
from index.parts import Part, part_asked, part_of
from index.records import Hit
from index.search import search
from index.sentences import sentences
from index.terms import tokens
from index.vocabulary import nearness, terms

# A passage treats the question when it meets this share of the question's words, by weight.
_TREATS = 0.5
_ASKING = re.compile(
    r"范例|范文|范本|样板|样例|示例|参考|借鉴|(?:应该|应当|可以)?(?:怎么|如何|怎样|咋)(?:写|做|落实|开展|推进|样|办|规定)?(?:的)?|写法|例子|举例|模板|段落|摘录|起草|撰写|帮我写?|写一[段份]?|给我|找(?:几个|一些|一下|点)?|哪些|有什么|是什么|什么|为什么|为何|为啥|可以|部分|这一[节部]分?|一节|有特色|特色|别的|其他|不同做法|做法|共同点|共性|异同|区别|差异|不同|情况|介绍一?下?|说说|讲讲|总结一?下?|归纳|概括"
    r"|哪[一二两三四五六七八九十几]+[个项种类点]|表述|素材|措辞|内容|经验(?=有哪些|是什么)|几个|一些|写(?=存|不|得|法)|^写"
)
_LISTED = re.compile(r"哪[一二两三四五六七八九十几]+[个项种类点]|哪些|分别是|包括|几个方面")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span of a report to quote, with the heading path it stands under and how well it fits."""

    slot: Slot
    start: int
    end: int
    section: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: quotes in reading order, grouped by place; ``silent`` are the slots with nothing on it."""

    quotes: tuple[Quoted, ...]
    silent: tuple[Slot, ...]
    off_topic: bool = False


def topic_of(question: Question) -> str:
    """What a practice question is about, without the words that only ask."""
    bare = _ASKING.sub(" ", question.topic)
    return re.sub(r"\s+", " ", bare).strip(" ，,。？?！!、：:的") or question.topic


def gather(library: Library, question: Question, selection: Selection) -> Evidence:
    """The evidence for a practice question within the reports of ``selection``."""
    topic = topic_of(question)
    part = part_asked(question.text)
    wanted = asked_terms(topic)
    weights = Weights(())
    ids = selection.report_ids
    per_place = _per_place(question, len(selection.slots))
    limit = min(400, max(40, 12 * len(ids)))
    hits = search(library, topic, report_ids=ids, limit=limit, query_tokens=tokens(topic) or None)
    by_report: dict[str, list[tuple[Hit, float]]] = {}
    for hit in hits:
        treated = 1.0 if part is not None and part_of(hit.section) is part and not _more_than_part(wanted) else _treats(wanted, hit, weights)
        if part is not None and part_of(hit.section) is not part:
            treated *= 0.6
        by_report.setdefault(hit.report_id, []).append((hit, treated))
    quotes: list[Quoted] = []
    silent: list[Slot] = []
    best = max((treated for found in by_report.values() for _, treated in found), default=0.0)
    for slot in selection.slots:
        chosen = [(hit, treated) for hit, treated in by_report.get(slot.report.report_id, ()) if treated >= max(_TREATS, 0.6 * best)][:per_place]
        if not chosen:
            silent.append(slot)
            continue
        for hit, treated in chosen:
            start, end = (hit.start, hit.end) if question.kind == "example" else _answering(library, hit, wanted, weights)
            quotes.append(Quoted(slot, start, end, hit.section, hit.score * treated))
    order = {slot.report.report_id: position for position, slot in enumerate(selection.slots)}
    quotes.sort(key=lambda quote: (order[quote.slot.report.report_id], quote.start))
    return Evidence(tuple(quotes), tuple(silent), off_topic=best == 0.0)


def _per_place(question: Question, places: int) -> int:
    if places == 1:
        return 8 if _LISTED.search(question.text) else 4
    if question.kind == "example":
        return 2 if places <= 10 else 1
    return 3 if places <= 3 else 2


def _more_than_part(wanted: frozenset[str]) -> bool:
    """Whether the question names a subject besides the part of the report."""
    return any(term not in ("@shortcoming", "@first_responsible", "@next_year") and len(term) > 1 and term not in ("原因", "存在", "职责", "安排", "主要", "写存", "年度", "落实") for term in wanted)


def _treats(wanted: frozenset[str], hit: Hit, weights: Weights) -> float:
    """The share of the question's words, by weight, that a passage or its headings meet."""
    body, heading = terms(hit.text), terms(" ".join(hit.section))
    met = total = 0.0
    for term in wanted:
        weight = weights(term)
        total += weight
        credit = max(
            max((nearness(term, other) for other in body), default=0.0),
            0.9 * max((nearness(term, other) for other in heading), default=0.0),
        )
        met += weight * credit
    return met / total if total else 0.0


def _answering(library: Library, hit: Hit, wanted: frozenset[str], weights: Weights) -> tuple[int, int]:
    """The run of sentences in a passage that meets the question best: its best sentence and what belongs to it."""
    text = library.catalog.text(hit.report_id)
    spans = sentences(text, hit.start, hit.end)
    if len(spans) <= 3:
        return hit.start, hit.end
    scored = [sum(weights(term) for term in wanted if any(nearness(term, other) >= 0.5 for other in terms(text[a:b]))) for a, b in spans]
    best = max(range(len(spans)), key=lambda position: (scored[position], -position))
    if scored[best] == 0:
        return spans[0][0], spans[min(2, len(spans) - 1)][1]
    first, last = best, best
    while last + 1 < len(spans) and last - best < 2 and spans[last + 1][1] - spans[first][0] <= 320:
        last += 1
    if first > 0 and spans[last][1] - spans[first - 1][0] <= 320:
        first -= 1
    return spans[first][0], spans[last][1]


def places_of(slots: Sequence[Slot]) -> list[str]:
    """The names of the places of ``slots``, each once."""
    return list(dict.fromkeys(slot.town.full_name for slot in slots))


__all__ = ["Evidence", "Part", "Quoted", "gather", "places_of", "topic_of"]
