"""How well a passage treats a practice question: by sense against the library's own background, and by words.

Cosines of a small model crowd together, so each is read against the distribution of the same question over the
library's passages: in deviations from their mean. Words count by rarity, a compound also by its pairs of characters, so
that a name that no dictionary holds (塔下说事) weighs what it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.background import Background, pairs_of
from index.fold import fold
from index.parts import Part, in_part, topics_asked, topics_of
from index.records import Hit
from index.vocabulary import nearness, terms

# What meeting all of the question's words is worth, in deviations of sense.
WORDS_WORTH = 5.0
_STRADDLING = 0.35
_HEADING = 0.9
_OUT_OF_PART = 1.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a question asks for: a term, a pair of characters across two words, or a whole topic.

    ``parts`` are the pairs of characters of a longer word with the share that each has in it, by rarity.
    """

    weight: float
    term: str = ""
    pair: str = ""
    topic: str = ""
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with how well it treats the question: ``score`` joins sense (in deviations) and words (a share, 0..1)."""

    hit: Hit
    score: float
    sense: float
    words: float
    part: float


def units_of(topic: str, given: Background) -> tuple[Unit, ...]:
    """What ``topic`` (a question without its asking words) asks for, weighed by rarity among the library's passages."""
    plain = fold(topic).lower()
    found: list[Unit] = []
    rest = plain
    for key, named in topics_asked(plain).items():
        if any(word in rest for word in named):
            found.append(Unit(_TOPIC_WEIGHT, topic=key))
            for word in named:
                rest = rest.replace(word, " ")
    met = {term for term in terms(rest) if _tells(term, given)}
    found += (Unit(_term_weight(term, given), term=term, parts=_parts(term, given)) for term in sorted(met))
    inside = {pair for term in met for pair in pairs_of(term)} | {
        pair for word in _spoken(met) for pair in pairs_of(word)
    }
    straddling = {pair for pair in pairs_of(rest) if pair not in inside}
    found += (Unit(_STRADDLING * given.rarity(given.pairs[pair]), pair=pair) for pair in sorted(straddling))
    return tuple(unit for unit in found if unit.weight > 0)


_TOPIC_WEIGHT = 5.0


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
        return given.rarity(min((given.pairs[pair] for pair in pairs_of(term)), default=0))
    return given.rarity(count)


def credits(units: Sequence[Unit], hit: Hit) -> list[float]:
    """How well a passage, or the headings above it, meets each of ``units`` (0..1)."""
    body, heading, held, above, dealt = _read(hit.text, hit.section)
    found = []
    for unit in units:
        if unit.topic:
            found.append(dealt.get(unit.topic, 0.0))
        elif unit.pair:
            found.append(1.0 if unit.pair in body else _HEADING if unit.pair in heading else 0.0)
        else:
            found.append(max(_met(unit, body, held), _HEADING * _met(unit, heading, above)))
    return found


@lru_cache(maxsize=8192)
def _read(text: str, section: tuple[str, ...]) -> tuple[str, str, frozenset[str], frozenset[str], dict[str, float]]:
    heading = " ".join(section)
    return fold(text).lower(), fold(heading).lower(), terms(text), terms(heading), topics_of(section, text)


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
        within = in_part(part, hit.section, hit.text) if part is not None else 1.0
        by_sense = sense.get(hit.chunk_id, 0.0)
        score = by_sense + WORDS_WORTH * words - _OUT_OF_PART * (1 - within)
        judged.append(Judged(hit, score, by_sense, words, within))
    return judged


_LEAST_ASKED = 0.4
