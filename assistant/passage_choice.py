"""Which passages are quoted: for every place its best, as far as they treat the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.kinds import asks_which_place
from assistant.practice_topic import LISTED, topic_of
from assistant.question import Question
from assistant.relevance import Judged, Unit, lacks, names_what_is_absent
from assistant.scope import Slot
from index.parts import topics_asked
from index.vocabulary import objects, terms

# The least score (deviations of sense + 5 × share of words) of a passage that treats the question.
_FLOOR_PLACE = 3.0
_FLOOR_OPEN = 4.5
# Who asks why or which three takes for granted that the report tells it: in other words than the question's, mostly.
_FLOOR_PRESUMED = 1.0
_FLOOR_NAMED = 1.8
_FLOOR_LACKING = 2.8
_FLOOR_UNSAID = 3.6
_FLOOR_FURTHER = 1.5
_BELOW_BEST = 1.7
_PRESUMES = re.compile(
    r"为(?:什么|何|啥|嘛)|咋(?!样|办|做|搞|弄|写|抓|管|落实|开展)|怎么(?:会|就|老|还|总|没|不)|原因|根子|根源|症结|缘故|由来|怪谁|是谁|谁(?:兼|当|牵头|负责|来)"
    r"|(?:怎么|怎样|如何|咋)(?!样|办|做|搞|弄|写|抓|管|落实|开展|履行|推进|组织|处理|安排|规定|进行|实施|帮|运[作行])[一-鿿]{2,12}的(?=$|[？?])"
    r"|[是有]?哪[一二两三四五六七八九十几][个项种类点条步道关级块家层]|(?:什么|啥)意思|难在哪|卡在哪|\bwhy\b|what are the"
)
# Of a thing that one place has, other places' passages are only like it.
_OF_THE_ONE = 1.0
# Whoever looks for wording on something that these reports deal with at all is shown what comes nearest, and told so.
_FLOOR_FIELD = 2.1
_FLOOR_SHARED, _SHARED = 2.3, 0.2
_FLOOR_BY_SENSE = 3.2
_FLOOR_TOLD = 3.4
_FLOOR_SOUGHT = 2.6
_NEAREST = 1.8
_OF_THE_FIELD = re.compile(
    r"(?<![办做写方想看无语用设立])法(?!国|语)|调解|纠纷|矛盾|信访|说事|议事|评理|劝[和架解]|官司|诉讼|复议|合同|律师|网格|公开栏|政务|处罚|协商|商量|治理"
)
# Sense alone, however near, carries a passage without words in common only from here.
_SENSE_ALONE = 4.0
# Passages this far below the best of their place, or places this far below the best place, are left out.
_WITHIN_PLACE = 3.2
_AMONG_PLACES = {"example": 2.8, "compare": 3.2, "narrative": 1.4}
# A region that is named asks for its towns, not for the best of all.
_REGION, _LESS_IN_REGION = 1.2, 0.5
# Another year's report is taken instead of the latest, where no year was asked, if it fits this much better.
_OTHER_YEAR = 0.5
_OTHER_YEAR_WORDS = 0.1
_OTHER_YEAR_ALL = 0.25
_MOST_QUOTED = 8
LEAST_WORDS = 0.08
_NAMES_IT = 0.49
# Less is enough in the part asked for: 执法人员不足 is told there in many words.
_NAMES_IT_IN_PART = 0.2
_FLOOR_IN_PART = 2.5
# Of two or three towns that are named each is to be heard.
_FLOOR_EACH = 1.4
_NAMES_IT_EACH = 0.15
_NEAREST_EACH = 3
_SENSE_EACH = 2.2
# Of a town's passages on a topic those come first that hold the word that asks for it: 述法 is told by few on 学法与培训.
_NAMED = 2.0
_FLOORS_NAMED = {"example": 3.0, "compare": 2.3}
_MOST_EXAMPLES = 12
_FLOOR_LIKELY, _LIKELY = 1.0, 1.0
NOTHING = -9.0
_FEW_TOWNS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants of passages: its ``units``, and whether a ``part`` of the reports.

    With ``every``, a place needn't come near the best one: each has such a part, however it is worded. ``of_the_field`` says
    that the question is near to these reports at all, in whatever words.
    """

    units: tuple[Unit, ...]
    part: bool
    every: bool
    of_the_field: bool


def choose(
    question: Question, asked: frozenset[Slot], slots: Sequence[Slot], judged: Sequence[Judged], wanted: Wanted
) -> list[tuple[Slot, Judged]]:
    """The passages to quote with their slots: for every place its best, as far as they treat the question.

    ``asked`` are the slots asked about, ``slots`` with them the other years of their towns.
    """
    units, part, of_the_field = wanted.units, wanted.part, wanted.of_the_field
    kind = "example" if _sought_anywhere(question) else question.kind
    by_report: dict[str, list[Judged]] = {}
    for one in judged:
        by_report.setdefault(one.hit.report_id, []).append(one)
    towns: dict[str, list[Slot]] = {}
    for slot in slots:
        towns.setdefault(slot.town.full_name, []).append(slot)
    places = question.places
    floor = _FLOOR_PLACE if places.towns else _FLOOR_OPEN
    best = max((worth(one) for one in judged), default=0.0)
    if of_named_reports(question) and best < floor:
        lacking = lacks([one.hit for one in judged], units)
        if _PRESUMES.search(question.text):
            floor = _FLOOR_NAMED if lacking else _FLOOR_PRESUMED
        else:
            floor = _FLOOR_LACKING if lacking and not few_named(question) else _FLOOR_NAMED
    elif of_named_reports(question) and not _PRESUMES.search(question.text) and any(unit.unsaid for unit in units):
        floor = _FLOOR_UNSAID
    elif best >= floor and kind != "narrative":
        # What one place treats beyond doubt is the subject of all; the others' share needs less.
        floor = _FLOOR_PLACE
    if _anywhere(question) and names_what_is_absent([one.hit for one in judged], units):
        return []
    wide = looks_wide(question) and best >= _least_of_wording(question, judged, of_the_field=of_the_field)
    near = _anywhere(question) and (_shares_some(judged, best) or (of_the_field and best >= _FLOOR_TOLD))
    if best < floor and (wide or near):
        floor, best = best - _NEAREST, best + _AMONG_PLACES["example"] - _NEAREST
    of_one = asks_which_place(question.text) and not places.towns
    least = _least(question, kind, floor, best, every=wanted.every, of_one=of_one)
    per_place = _per_place(question, kind, len(towns))
    few = question.kind == "compare" and few_named(question)
    if few and floor <= best < _FLOOR_PLACE:
        # One of them comes near: then what comes nearest in each, and more of it, for whoever reads to choose from.
        least, per_place = min(least, _FLOOR_PRESUMED), _NEAREST_EACH
    chosen: list[tuple[Slot, Judged]] = []
    left: list[tuple[Slot, Judged]] = []
    lower = _FLOOR_IN_PART if part else _FLOOR_EACH if few else _FLOORS_NAMED.get(kind, 0.0)
    lower -= _LESS_IN_REGION if places.region else 0.0
    near_best = best - (_REGION if places.region else 0.0)
    for own in towns.values():
        of_town = _choose_town(own, asked, by_report, least, per_place)
        chosen.extend(of_town)
        if not of_town and kind in _FLOORS_NAMED and not of_one:
            left.extend(_choose_town(own, asked, by_report, min(lower, _FLOOR_LIKELY), 1))
    told = {slot.town.full_name for slot, _ in chosen}
    if kind == "narrative" and len(told) == 1:
        # One town tells of it: what else it says that comes near.
        further = max(_FLOOR_FURTHER, min(least, best - _BELOW_BEST))
        chosen = _choose_town(towns[told.pop()], asked, by_report, further, per_place)
    # Who looks for examples or compares wants one of each town that names the thing, however much more another writes of it.
    names_it = _NAMES_IT_IN_PART if part else _NAMES_IT_EACH if few else _NAMES_IT
    left = [
        (slot, one)
        for slot, one in left
        if (worth(one) >= lower and (one.words >= names_it or one.named or (few and one.sense >= _SENSE_EACH)))
        or (_anywhere(question) and not part and _likely(one, near_best))
    ]
    left.sort(key=lambda pair: -worth(pair[1]))
    room = max(0, _MOST_EXAMPLES - len({slot.town.full_name for slot, _ in chosen}))
    return chosen + (left[:room] if chosen else [])


def _least(question: Question, kind: str, floor: float, best: float, *, every: bool, of_one: bool) -> float:
    """What a town's best passage must be worth beside the best of all; ``of_one`` says that one town only has the thing."""
    places = question.places
    if of_one:
        return max(floor, best - _OF_THE_ONE)
    each = every or (places.towns and not places.region) or (question.kind == "compare" and places.everywhere)
    below = _AMONG_PLACES.get(kind, 2.0) + (_REGION if places.region else 0.0)
    return floor if each else max(floor, best - below)


def _likely(one: Judged, best: float) -> bool:
    """Whether a town whose best passage is ``one`` treats the matter as likely as not to be missed, beside a best worth ``best``.

    Fitted (logistic regression) to 1,352 towns of 175 questions that none of the weights were fitted to: from here on one in
    six does.
    """
    return 0.82 * one.sense + 3.57 * one.words - 0.49 * (best - worth(one)) >= _LIKELY


def few_named(question: Question) -> bool:
    """Whether two to four towns are asked about by name."""
    return 1 < len(question.places.towns) <= _FEW_TOWNS and not question.places.region


def of_named_reports(question: Question) -> bool:
    """Whether what the report of a named town, or of each of a few that are compared, says is asked."""
    few_compared = question.kind == "compare" and len(question.places.towns) <= _FEW_TOWNS
    return not _anywhere(question) and (question.kind == "narrative" or few_compared)


def comes_near_only(question: Question, best: float) -> bool:
    """Whether a best passage of worth ``best`` is shown though it only comes near what is asked."""
    return (_anywhere(question) and best < _FLOOR_OPEN) or (of_named_reports(question) and best < _FLOOR_PLACE)


def looks_wide(question: Question) -> bool:
    """Whether wording, or who does something, is looked for anywhere."""
    return (question.kind == "example" and _anywhere(question)) or _sought_anywhere(question)


def _sought_anywhere(question: Question) -> bool:
    """Whether how something is done is asked of no town by name: whoever does it is meant (路边小摊不硬撵的法子)."""
    return question.kind == "narrative" and _anywhere(question) and not _PRESUMES.search(question.text)


def _anywhere(question: Question) -> bool:
    """Whether no town is asked about by name."""
    return not question.places.towns or bool(question.places.region)


def _shares_some(judged: Sequence[Judged], best: float) -> bool:
    """Whether the best passage, of worth ``best``, shares enough words with a question for no wording to be shown as near."""
    return best >= _FLOOR_TOLD and any(worth(one) == best and one.words >= _SHARED for one in judged)


def _least_of_wording(question: Question, judged: Sequence[Judged], *, of_the_field: bool) -> float:
    """From which worth on the nearest passages are shown to who looks for wording: less on something of these reports' field,
    more where it shares next to no words with any passage."""
    topic = topic_of(question)
    if _sought_anywhere(question):
        return _FLOOR_SOUGHT if of_the_field else _FLOOR_OPEN
    if _OF_THE_FIELD.search(topic) or topics_asked(topic) or _named_things(topic):
        return _FLOOR_FIELD
    shared = max((one.words for one in judged), default=0.0)
    return _FLOOR_SHARED if shared >= _SHARED else _FLOOR_SOUGHT if of_the_field else _FLOOR_BY_SENSE


def _named_things(topic: str) -> bool:
    """Whether ``topic`` names something that these reports count."""
    return bool(objects(terms(topic)))


def _choose_town(
    own: Sequence[Slot], asked: frozenset[Slot], by_report: dict[str, list[Judged]], least: float, per_place: int
) -> list[tuple[Slot, Judged]]:
    first = own[0]
    ranked = {
        slot.report.report_id: sorted(by_report.get(slot.report.report_id, ()), key=lambda one: -worth(one))
        for slot in own
    }
    best = {report: (worth(found[0]) if found else NOTHING) for report, found in ranked.items()}
    words = {report: max((one.words for one in found), default=0.0) for report, found in ranked.items()}
    # Years that were asked for all stand; where the latest was assumed, another has to tell distinctly more.
    taken = [slot for slot in own if slot in asked]
    others = [slot for slot in own if slot not in asked]
    if others:
        rival = max(others, key=lambda slot: best[slot.report.report_id])
        nearer = best[rival.report.report_id] - best[first.report.report_id]
        says_more = words[rival.report.report_id] - words[first.report.report_id]
        if (nearer > _OTHER_YEAR and says_more > _OTHER_YEAR_WORDS) or (nearer > -1 and says_more > _OTHER_YEAR_ALL):
            taken = [rival, *taken]
    top = max(best[slot.report.report_id] for slot in taken)
    picked = [
        (slot, one)
        for slot in taken
        for one in ranked[slot.report.report_id]
        if worth(one) >= max(least, top - _WITHIN_PLACE)
    ]
    picked.sort(key=lambda pair: -(worth(pair[1]) + _NAMED * pair[1].named))
    if others and len(taken) > 1 and per_place > 1:
        # The latest report is what was asked about: of what it tells itself the best is shown first.
        latest = next((pair for pair in picked if pair[0] in asked), None)
        picked = picked if latest is None else [latest, *(pair for pair in picked if pair is not latest)]
    return picked[:per_place]


def worth(one: Judged) -> float:
    """The score of a passage, but nothing for a passage that neither shares a word nor is very near in sense."""
    return one.score if one.words >= LEAST_WORDS or one.sense >= _SENSE_ALONE else min(one.score, one.sense)


def _per_place(question: Question, kind: str, places: int) -> int:
    if places == 1:
        return _MOST_QUOTED if LISTED.search(question.text) else 4
    if kind == "example":
        return 2 if places <= 10 else 1
    return 3 if places <= 3 else 2
