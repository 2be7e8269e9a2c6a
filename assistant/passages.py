"""Practice questions: the passages that treat what is asked, each place's share, and the sentences to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.asked_words import WHETHER
from assistant.kinds import asks_which_place
from assistant.listing import how_many_listed, listed_below
from assistant.passage_choice import (
    LEAST_WORDS,
    NOTHING,
    Wanted,
    choose,
    comes_near_only,
    few_named,
    of_named_reports,
    worth,
)
from assistant.practice_topic import PART_WORDS, WHOLE_FIELD, is_small_talk, names_no_matter, search_query, topic_of
from assistant.question import Question
from assistant.quoted import Evidence, Quoted
from assistant.reason_and_remedy import reason_and_remedy
from assistant.relevance import (
    WORDS_WORTH,
    Judged,
    Unit,
    as_named,
    credits,
    judge,
    named_there,
    names_who_is_absent,
    units_of,
)
from assistant.scope import Selection, Slot
from assistant.whole_part import openings, whole_parts
from index.background import Background, background
from index.library import Library
from index.parts import Part, lines_of, part_asked, topics, topics_of
from index.records import Hit
from index.search import candidates
from index.sentences import sentences
from index.terms import tokens

_SHOWN = 260


def gather(library: Library, question: Question, selection: Selection) -> Evidence:
    """The evidence for a practice question within the reports of ``selection``."""
    both = reason_and_remedy(question)
    if both is None:
        found = _gather(library, question, selection)
        if question.earlier_topic and not found.quotes and not WHETHER.search(question.text):
            # 谁来主持 after 石匠说理堂说成了多少起 is told where the hall is.
            of_both = replace(question, topic=f"{question.topic} {question.earlier_topic}")
            return _gather(library, of_both, selection)
        return found
    reason, remedy = _gather(library, both[0], selection), _gather(library, both[1], selection, Part.PLANS)
    if not (reason.quotes and remedy.quotes):
        return reason if reason.quotes else remedy
    known = [(one.start, one.end) for one in reason.quotes]
    more = [one for one in remedy.quotes if not any(one.start < end and start < one.end for start, end in known)]
    return replace(reason, quotes=(*reason.quotes[:_OF_EACH], *more[:_OF_EACH]), loose=reason.loose or remedy.loose)


# Of the reason and of the remedy so many passages each.
_OF_EACH = 2


def _gather(library: Library, question: Question, selection: Selection, asked_of: Part | None = None) -> Evidence:
    """The evidence for a question that asks one thing; ``asked_of`` is the part of the report that it wants, if that is known."""
    if is_small_talk(question.text):
        return Evidence((), selection.slots, off_topic=True)
    if names_no_matter(question):
        return Evidence((), selection.slots, bare=True)
    given = background(library)
    slots = _slots(library, question, selection)
    part = asked_of or part_asked(question.text) or (Part.PLANS if _still_to_come(question, selection) else None)
    units = _units(question, given, part)
    hits, sense, nearness = _found(library, question, slots, given)
    if part is not None and units and not named_there(hits, units):
        units = ()  # what is left of the question beside the part is only talk
    elif of_named_reports(question):
        units = as_named(units, hits)
    judged = judge(hits, units, sense, part, own_names=few_named(question))
    part_only = part is not None and not units
    if part is Part.OPENING and part_only:
        opened, without = openings(library, selection.slots)
        return Evidence(
            _ordered(question, selection, opened), without, nearest=() if opened else _nearest_topics(judged)
        )
    if part is not None and part_only:
        # A report without such a part has nothing to say.
        judged = [replace(one, score=one.sense + WORDS_WORTH * one.part, words=one.part) for one in judged if one.part]
    elif part is not None:
        if part is Part.PLANS and of_named_reports(question):
            # What a town plans is told by its plans, however little of the topic they name.
            judged = [replace(one, words=max(one.words, LEAST_WORDS)) if one.part == 1.0 else one for one in judged]
        judged = _of_part(judged, example=question.kind == "example")
    shared = any(one.words >= LEAST_WORDS for one in judged)
    of_the_field = nearness >= (0.0 if shared else _WORDLESS)
    wanted = Wanted(units, part=part is not None, every=part_only, of_the_field=of_the_field)
    # What comes near is of others: 律师 for 公职律师.
    of_others = question.kind != "example" and names_who_is_absent(topic_of(question), hits)
    chosen = [] if of_others else choose(question, frozenset(selection.slots), slots, judged, wanted)
    covered = {slot.town.full_name for slot, _ in chosen}
    silent = tuple(slot for slot in selection.slots if slot.town.full_name not in covered)
    if chosen and asks_which_place(question.text):
        silent = ()  # the others weren't asked what they have
    if not chosen:
        best = max(judged, key=lambda one: one.score, default=None)
        off = best is None or best.words < _SOME_WORDS
        return Evidence((), silent, off_topic=off, nearest=_nearest_topics(judged))
    quotes = [_quoted(library, slot, one, units, part, whole=question.kind == "example") for slot, one in chosen]
    quotes += _announced(library, question, quotes)
    if part is not None and part_only and (question.kind == "example" or few_named(question)):
        quotes = whole_parts(library, quotes, part)
    loose = comes_near_only(question, max(worth(one) for _, one in chosen))
    return Evidence(_ordered(question, selection, quotes), silent, loose=loose)


def _announced(library: Library, question: Question, quotes: Sequence[Quoted]) -> list[Quoted]:
    """What a passage of one town announces and the question wants listed: the headings that follow it."""
    count = how_many_listed(question.text)
    if count < 2 or question.kind != "narrative":
        return []
    for one in quotes:
        report = library.catalog.report(one.slot.report.report_id)
        spans = listed_below(report, question.text, *one.shown, count)
        if spans:
            return [replace(one, start=start, end=end, shown=(start, end)) for start, end in spans]
    return []


_SOME_WORDS = 0.2
# A question that shares no word with any passage must be so much nearer than others to be of the field.
_WORDLESS = 0.025


def _units(question: Question, given: Background, part: Part | None) -> tuple[Unit, ...]:
    topic = topic_of(question)
    if part is not None:
        topic = PART_WORDS.sub(" ", topic)
        bare = WHOLE_FIELD.sub("", topic)
        topic = topic if re.search(r"[一-鿿]{2}|[a-z]{3}", bare) else ""
    return units_of(topic, given) if topic else ()


def _slots(library: Library, question: Question, selection: Selection) -> tuple[Slot, ...]:
    """The slots in scope; where the latest year was assumed, the other years of each town after it."""
    if not selection.assumed_latest or question.years.any:
        return selection.slots
    infos = {info.report_id: info for info in library.catalog.reports() if info.duplicate_of is None}
    known = set(selection.report_ids)
    others = []
    for slot in selection.slots:
        for year, report_id in slot.town.reports:
            if report_id not in known and report_id in infos:
                known.add(report_id)
                others.append(Slot(slot.town, year, infos[report_id]))
    return (*selection.slots, *others)


def _found(
    library: Library, question: Question, slots: Sequence[Slot], given: Background
) -> tuple[Sequence[Hit], dict[str, float], float]:
    """The passages that may treat the question, the sense of each in deviations, by chunk id, and how much nearer the nearest is
    than what is not of these reports' field (negative where that isn't known)."""
    ids = list(dict.fromkeys(slot.report.report_id for slot in slots))
    query = search_query(question)
    words = topic_of(question)
    found = candidates(
        library,
        query,
        report_ids=ids,
        limit=min(400, max(60, 12 * len(ids))),
        query_tokens=tokens(words) or None,
        question=True,
    )
    sense = {}
    if found.vector is not None:
        sense = {one: given.deviations(cosine, found.vector) for one, cosine in found.cosines.items()}
    least = library.embedder.least_cosine
    nearness = -1.0 if least is None else max(found.cosines.values(), default=0.0) - least
    return found.hits, sense, nearness


def _still_to_come(question: Question, selection: Selection) -> bool:
    """Whether a year is asked about whose report isn't there, so that the one before it is to tell what was planned."""
    years = () if question.years.inherited else question.years.years
    return bool(years) and all(slot.year is not None and slot.year < min(years) for slot in selection.slots)


def _of_part(judged: Sequence[Judged], *, example: bool) -> list[Judged]:
    """Of a report that treats the topic in the part asked for, only that part's passages.

    Where places are compared, such a passage is what each has to say, however little of the topic it names.
    """
    treating = {one.hit.report_id for one in judged if one.part == 1.0 and one.words >= LEAST_WORDS}
    kept = [one for one in judged if one.part > 0 or one.hit.report_id not in treating]
    if example:
        return kept
    return [
        replace(one, score=one.sense + WORDS_WORTH * max(one.words, _PART_WORTH))
        if one.part == 1.0 and one.words >= LEAST_WORDS
        else one
        for one in kept
    ]


_PART_WORTH = 0.5


def _quoted(
    library: Library, slot: Slot, one: Judged, units: Sequence[Unit], part: Part | None, *, whole: bool
) -> Quoted:
    hit = one.hit
    if part is not None and one.part < 1 and not units:
        # A part without a heading of its own begins somewhere in a passage.
        begin, end = lines_of(part, hit.text, hit.year)
        shown = (hit.start + begin, hit.start + end)
        return Quoted(slot, *shown, hit.section, one.score, shown, hit.text[begin:end])
    shown = (hit.start, hit.end) if whole else _answering(library, hit, units)
    return Quoted(slot, hit.start, hit.end, hit.section, one.score, shown, hit.text)


def _ordered(question: Question, selection: Selection, quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Places as asked (for examples the best first), passages of a place in reading order."""
    rank: dict[str, float] = {}
    for position, slot in enumerate(selection.slots):
        rank.setdefault(slot.town.full_name, float(position))
    if question.kind == "example":
        best: dict[str, float] = {}
        for quote in quotes:
            name = quote.slot.town.full_name
            best[name] = max(best.get(name, NOTHING), quote.score)
        rank = {name: -score for name, score in best.items()}
    return tuple(
        sorted(
            quotes,
            key=lambda quote: (
                rank[quote.slot.town.full_name],
                quote.slot.town.full_name,
                -(quote.slot.year or 0),
                quote.start,
            ),
        )
    )


def _nearest_topics(judged: Iterable[Judged]) -> tuple[str, ...]:
    """The names of the topics that the nearest passages deal with."""
    names: list[str] = []
    for one in sorted(judged, key=lambda each: -each.score)[:6]:
        dealt = topics_of(one.hit.section, one.hit.text)
        if dealt:
            names.append(topics()[max(dealt, key=lambda key: dealt[key])].name)
    return tuple(dict.fromkeys(names))[:3]


def _answering(library: Library, hit: Hit, units: Sequence[Unit]) -> tuple[int, int]:
    """The run of sentences in a passage that meets the question best: its best sentence and what belongs to it."""
    text = library.catalog.text(hit.report_id)
    spans = sentences(text, hit.start, hit.end)
    if hit.end - hit.start <= _SHOWN or len(spans) <= 1:
        return hit.start, hit.end
    scored = []
    for start, end in spans:
        own = replace(hit, start=start, end=end, text=text[start:end], section=())
        scored.append(sum(unit.weight * credit for unit, credit in zip(units, credits(units, own), strict=True)))
    best = max(range(len(spans)), key=lambda position: (scored[position], -position))
    first = last = best
    while True:
        after = last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _SHOWN
        before = first > 0 and spans[last][1] - spans[first - 1][0] <= _SHOWN
        if after and (not before or last - best <= best - first):
            last += 1
        elif before:
            first -= 1
        else:
            return spans[first][0], spans[last][1]


def places_of(slots: Sequence[Slot]) -> list[str]:
    """The names of the places of ``slots``, each once."""
    return list(dict.fromkeys(slot.town.full_name for slot in slots))


__all__ = ["gather", "places_of", "topic_of"]
