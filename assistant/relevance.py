"""How well a passage treats a practice question: by sense against the library's own background, and by words.

Cosines of a small model crowd together, so each is read against the distribution of the same question over the
library's passages: in deviations from their mean. Words count by rarity, a compound also by its pairs of characters, so
that a name that no dictionary holds (塔下说事) weighs what it tells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.background import Background, pairs_of
from index.fold import fold
from index.parts import Part, in_part, topics_asked, topics_of
from index.records import Hit
from index.thesaurus import group_spans, written_words
from index.vocabulary import concepts, kind, nearness, terms
from index.wordclass import weight_of

# What meeting all of the question's words is worth, in deviations of sense.
WORDS_WORTH = 5.0
_STRADDLING = 0.35
_HEADING = 0.9
_OUT_OF_PART = 1.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a question asks for: a term, a pair of characters across two words, or a whole topic (with ``term``
    the word that names it).

    ``parts`` are the pairs of characters of a longer word with the share that each has in it, by rarity; ``groups`` are
    those of the thesaurus that the question's words around it belong to (压不下去 says of 不下 what it means). ``pieces`` are
    the terms in the word that names a topic (合同分级审核 treats 合同审查), ``beside`` the other words that name it (律师和法律顾问);
    ``unsaid`` says that no passage in question holds any of it.
    """

    weight: float
    term: str = ""
    pair: str = ""
    topic: str = ""
    parts: tuple[tuple[str, float], ...] = ()
    groups: frozenset[int] = frozenset()
    pieces: tuple[Unit, ...] = ()
    beside: tuple[str, ...] = ()
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with how well it treats the question: ``score`` joins sense (in deviations) and words (a share, 0..1).

    ``named`` says that it holds the very word by which the question names a topic.
    """

    hit: Hit
    score: float
    sense: float
    words: float
    part: float
    named: bool = False


def units_of(topic: str, given: Background) -> tuple[Unit, ...]:
    """What ``topic`` (a question without its asking words) asks for, weighed by rarity among the library's passages."""
    plain = fold(topic).lower()
    found: list[Unit] = []
    rest = plain
    for key, named in topics_asked(plain).items():
        if any(word in rest for word in named):
            meant = max(named, key=len)
            said = frozenset(group for _, _, some in group_spans(meant) for group in some)
            beside = tuple(sorted(word for word in named if word not in meant))
            pieces = _pieces(meant, given)
            found.append(Unit(_TOPIC_WEIGHT, term=meant, topic=key, groups=said, pieces=pieces, beside=beside))
            for word in named:
                rest = rest.replace(word, " ")
    if found:
        rest = _GENERIC.sub(" ", rest)  # 合同审查管理 asks for no more than 合同审查
    met = {term for term in terms(rest) if _tells(term, given)}
    spans = group_spans(rest)
    found += (
        Unit(_term_weight(term, given), term=term, parts=_parts(term, given), groups=_groups_of(term, rest, spans))
        for term in sorted(met)
    )
    # What is said in English meets the reports only through the thesaurus.
    found += (
        Unit(_ENGLISH_WEIGHT, term=rest[start:end], groups=some)
        for start, end, some in spans
        if some and rest[start:end].isascii() and len(rest[start:end]) > 3
    )
    inside = {pair for term in met for pair in pairs_of(term)} | {
        pair for word in _spoken(met) for pair in pairs_of(word)
    }
    found += (
        Unit(given.rarity(sum(number in text for text in given.texts)), term=number)
        for number in sorted(set(_NUMBER.findall(rest)))
    )
    straddling = {pair for pair in pairs_of(rest) if pair not in inside}
    found += (
        Unit(_STRADDLING * given.rarity(given.pairs[pair]), pair=pair, groups=_groups_of(pair, rest, spans))
        for pair in sorted(straddling)
    )
    return tuple(unit for unit in found if unit.weight > 0)


_TOPIC_WEIGHT = 5.0
_ENGLISH_WEIGHT = 3.5
_GENERIC = re.compile(r"管理|工作|制度|机制|体系|建设|情况|开展|落实|推进|加强|规范|完善|做好|过程|作用|实践|探索")
# A name that is a number: 721工作法.
_NUMBER = re.compile(r"(?<!\d)\d{2,4}(?!\d)")


def _pieces(word: str, given: Background) -> tuple[Unit, ...]:
    """The terms in a word, where it is made of several."""
    spans = group_spans(word)
    found = [
        Unit(_term_weight(term, given), term=term, groups=_groups_of(term, word, spans))
        for term in sorted(terms(word))
        if _tells(term, given)
    ]
    pieces = tuple(unit for unit in found if unit.weight > 0 and unit.term != word)
    return pieces if len(pieces) > 1 else ()


def _groups_of(words: str, text: str, spans: Sequence[tuple[int, int, frozenset[int]]]) -> frozenset[int]:
    """The groups of the thesaurus' words in ``text`` that ``words`` are in or a part of."""
    if words.startswith("@"):
        return frozenset()
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    return frozenset(
        group
        for start, end, some in spans
        if any(start <= place and place + len(words) <= end for place in places)
        for group in some
    )


def _spoken(met: Iterable[str]) -> list[str]:
    return [term for term in met if not term.startswith("@")]


def _parts(term: str, given: Background) -> tuple[tuple[str, float], ...]:
    if term.startswith("@") or len(term) <= 2:
        return ()
    weights = {pair: given.rarity(given.pairs[pair]) for pair in sorted(pairs_of(term))}
    total = sum(weights.values())
    return tuple((pair, weight / total) for pair, weight in weights.items()) if total > 0 else ()


def _tells(term: str, given: Background) -> bool:
    if term.isascii() and not term.startswith("@"):
        return given.terms[term] > 0 or term.isdigit()
    return len(term) > 1


def _term_weight(term: str, given: Background) -> float:
    count = given.terms[term]
    if not count and not term.startswith("@"):
        # A word that no passage holds as a word may still stand in one in pieces.
        count = min((given.pairs[pair] for pair in pairs_of(term)), default=0)
    return given.rarity(count) * (1.0 if term.startswith("@") else math.sqrt(weight_of(term)))


def credits(units: Sequence[Unit], hit: Hit) -> list[float]:
    """How well a passage, or the headings above it, meets each of ``units`` (0..1)."""
    body, heading, held, above, dealt, groups = _read(hit.text, hit.section)
    found = []
    for unit in units:
        if unit.topic:
            in_pieces = _met_in_pieces(unit, body, held, groups)
            by_another = max((_BESIDE * _stated(word, body, heading) for word in unit.beside), default=0.0)
            found.append(max(dealt.get(unit.topic, 0.0), _stated(unit.term, body, heading), in_pieces, by_another))
            continue
        meant = 0.0 if unit.groups.isdisjoint(groups) else _SAME_GROUP
        if unit.pair:
            found.append(max(meant, _stated(unit.pair, body, heading)))
        else:
            found.append(max(_met(unit, body, held), meant, _HEADING * _met(unit, heading, above)))
    return found


def _met_in_pieces(unit: Unit, body: str, held: frozenset[str], groups: frozenset[int]) -> float:
    """How well the word of a topic is met by its terms, when nearly all of them, or their like, stand in a passage."""
    whole = sum(piece.weight for piece in unit.pieces)
    if not whole:
        return 0.0
    met = sum(
        piece.weight * (_met(piece, body, held) if piece.groups.isdisjoint(groups) else 1.0) for piece in unit.pieces
    )
    return _IN_PIECES if met / whole >= _ALL_PIECES else 0.0


_IN_PIECES, _ALL_PIECES = 0.7, 0.85
_BESIDE = 0.8


def _stated(words: str, body: str, heading: str) -> float:
    """How well ``words`` are met by standing in a passage's body or the headings above it."""
    return 1.0 if words in body else _HEADING if words in heading else 0.0


@lru_cache(maxsize=8192)
def _read(
    text: str, section: tuple[str, ...]
) -> tuple[str, str, frozenset[str], frozenset[str], dict[str, float], frozenset[int]]:
    heading = " ".join(section)
    body, above = fold(text).lower(), fold(heading).lower()
    groups = frozenset(group for _, _, some in (*group_spans(body), *group_spans(above)) for group in some)
    return body, above, terms(text), terms(heading), topics_of(section, text), groups


def _met(unit: Unit, plain: str, held: frozenset[str]) -> float:
    term = unit.term
    if term in held:
        return 1.0
    if term.startswith("@"):
        best = max((nearness(term, other) for other in held), default=0.0)
    elif term in plain:
        return 1.0
    else:
        # By its rare parts: 航天技术 is not met by a 技术 of another kind.
        best = sum(share for pair, share in unit.parts if pair in plain)
        best = max([best, *(nearness(term, other) for other in held if other.startswith("@"))])
    return best if best >= _NEAR_ENOUGH else 0.0


_NEAR_ENOUGH = 0.3
_SAME_GROUP = 0.9


def judge(
    hits: Sequence[Hit], units: Sequence[Unit], sense: Mapping[str, float], part: Part | None, *, own_names: bool
) -> list[Judged]:
    """``hits`` with how well each treats what is asked, in their order.

    With ``own_names``, for a few places asked about by name, a unit that only other reports meet asks nothing of a
    report: in 甲镇的江畔夜话和乙镇的塔下说事 each has its own. ``sense`` holds deviations by chunk id.
    """
    given = [credits(units, hit) for hit in hits]
    owners: list[set[str]] = [set() for _ in units]
    for hit, row in zip(hits, given, strict=True):
        for position, credit in enumerate(row):
            if credit >= 0.5:
                owners[position].add(hit.report_id)
    judged = []
    whole = sum(unit.weight for unit in units)
    for hit, row in zip(hits, given, strict=True):
        asked = sum(
            unit.weight
            for unit, own in zip(units, owners, strict=True)
            if not own_names or not own or hit.report_id in own
        )
        met = sum(unit.weight * credit for unit, credit in zip(units, row, strict=True))
        words = min(1.0, met / max(asked, _LEAST_ASKED * whole)) if whole else 0.0
        within = _within(part, hit) if part is not None else 1.0
        by_sense = sense.get(hit.chunk_id, 0.0)
        score = by_sense + WORDS_WORTH * words - _OUT_OF_PART * (1 - within)
        judged.append(Judged(hit, score, by_sense, words, within, _called(units, hit)))
    return judged


_LEAST_ASKED = 0.4
# A report without headings opens with so many characters.
_OPENING = 300


def _within(part: Part, hit: Hit) -> float:
    """How surely a passage belongs to ``part``."""
    if part is Part.OPENING:
        return float(not hit.section and hit.start < _OPENING)
    return in_part(part, hit.section, hit.text, hit.year)


def _called(units: Sequence[Unit], hit: Hit) -> bool:
    """Whether a passage or its heading holds the word of one of the topics among ``units``."""
    body, heading, _, _, _, groups = _read(hit.text, hit.section)
    return any(
        unit.topic and (_stated(unit.term, body, heading) or not unit.groups.isdisjoint(groups)) for unit in units
    )


def as_named(units: Sequence[Unit], hits: Sequence[Hit]) -> tuple[Unit, ...]:
    """``units`` with topics as the words that named them where no passage holds these: 网格化管理 is not told by 村规民约."""
    held = [_read(hit.text, hit.section) for hit in hits]

    def told(unit: Unit) -> bool:
        pairs = pairs_of(unit.term)
        return any(
            not unit.groups.isdisjoint(groups) or any(pair in body or pair in heading for pair in pairs)
            for body, heading, _, _, _, groups in held
        )

    return tuple(replace(unit, topic="", unsaid=True) if unit.topic and not told(unit) else unit for unit in units)


def named_there(hits: Sequence[Hit], units: Sequence[Unit]) -> bool:
    """Whether one of the things that the question names stands in one of the passages."""
    return any(_stand(hits, [unit for unit in units if _names(unit)]))


def lacks(hits: Sequence[Hit], units: Sequence[Unit]) -> bool:
    """Whether something that the question names, a matter of these reports or a noun, stands in none of the passages."""
    return not all(_stand(hits, [unit for unit in units if _names(unit)]))


def names_what_is_absent(hits: Sequence[Hit], units: Sequence[Unit]) -> bool:
    """Whether the question names a thing in the words of reports (公证, 无人机) that none of the passages has in any."""
    return not all(_stand(hits, [unit for unit in units if _is_written(unit)]))


# Who does it, the body or the proceeding that a report must name to tell of it: 公职律师, 模拟法庭, 公益诉讼.
_WHO_OR_WHAT = re.compile(r"(?:律师|法庭|诉讼|公证|仲裁|校长|基金|保险|大使)$")
_LONG_NAME = 4
# Characters between the two halves of a name within which a passage still tells of it: 法治课由派出所所长兼任副校长.
_HALVES_WITHIN = 24


def _names_a_topic(word: str) -> bool:
    """Whether ``word`` is, but for its last character, what a whole topic of these reports is called: 法律顾问 may be told as 律师."""
    named = (name for names in topics_asked(word).values() for name in names)
    return any(len(name) >= len(word) - 1 for name in named)


def names_who_is_absent(topic: str, hits: Sequence[Hit]) -> bool:
    """Whether ``topic`` names, in a word of reports, someone or something that none of the passages tells of in any words."""
    plain = fold(topic).lower()
    named = {
        (plain[start:end], groups)
        for start, end, groups in group_spans(plain)
        if end - start >= _LONG_NAME
        and plain[start:end] in written_words()
        and _WHO_OR_WHAT.search(plain[start:end])
        and not _names_a_topic(plain[start:end])
    }
    if not named:
        return False
    held = [_read(hit.text, hit.section) for hit in hits]

    def told(word: str, groups: frozenset[int]) -> bool:
        first, last = re.escape(word[:2]), re.escape(word[-2:])
        both = re.compile(
            f"{first}[^。；;]{{0,{_HALVES_WITHIN}}}{last}|{last}[^。；;]{{0,{_HALVES_WITHIN}}}{first}|{re.escape(word)}"
        )
        return any(
            both.search(body) or both.search(heading) or not groups.isdisjoint(some)
            for body, heading, _, _, _, some in held
        )

    return not all(told(word, groups) for word, groups in named)


def _is_written(unit: Unit) -> bool:
    if unit.topic or unit.weight < _RARE:
        return False
    name = concepts()[unit.term[1:]].zh[0] if unit.term.startswith("@") else unit.term
    if _WHO_OR_WHERE.search(name):
        return False
    if unit.term.startswith("@"):
        return kind(unit.term) == "object"
    return unit.term in written_words() and weight_of(unit.term) >= _NOUN


_RARE = 4.0
# Who is dealt with, or where, may be told otherwise or be left unsaid: what is done is named.
_WHO_OR_WHERE = re.compile(r"(?:[区镇村地家市县]|民族|学生|[者员人主客户工])$")


def _stand(hits: Sequence[Hit], units: Sequence[Unit]) -> list[bool]:
    """For each of ``units`` whether it stands in one of the passages."""
    rows = [credits(units, hit) for hit in hits]
    return [any(row[at] >= _STANDS for row in rows) for at in range(len(units))]


def _names(unit: Unit) -> bool:
    if unit.term.startswith("@"):
        return kind(unit.term) == "object"
    return bool(unit.topic or (unit.term and weight_of(unit.term) >= _NOUN))


_NOUN = 0.6
_STANDS = 0.6
