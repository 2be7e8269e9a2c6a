"""Numbers in a model's sentence, bound one by one to what a source or the ledger states, or put right from the ledger. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Correction
from assistant.comparisons import says_computed
from assistant.evidence import Grounds, Mentions
from assistant.model_wording import FAULTS, Fault, in_language
from assistant.references import MARK
from assistant.statements import (
    Said,
    Stated,
    amount,
    literals_in,
    numbers_in,
    of_figure,
    same_unit,
    same_value,
    years_in,
)
from assistant.towns import Town
from index.fold import fold

# Another number of the same kind whose words fit so much better is the one that the sentence's words belong to.
_FITS_BETTER = 2
_SURE = 2
# 11人 and 11名 are the same words; 326件 and 326起 are not.
_PERSONS = str.maketrans("名位", "人人")
_COUNTED = re.compile(r"(?:份|个|家)[^，。；]{0,4}?(?:报告|乡镇|镇|乡|街道|地方|单位|地区)|(?:镇|地|乡)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A sentence whose numbers are all bound, to sources ``numbers``; or the ``fault`` for which it can't stand."""

    text: str
    numbers: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stated: frozenset[int] = frozenset()
    computed: bool = False
    fault: Fault | None = None


class Binder:
    """Binds the numbers of sentences to the grounds of one answer."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._names = tuple(
            sorted(
                {name for s in grounds.sources for name in (s.citation.place, s.citation.county) if name},
                key=len,
                reverse=True,
            )
        )
        self._stated = tuple(self._read())
        self._computed = _counts_of(grounds)

    def _read(self) -> list[Stated]:
        grounds = self._grounds
        found: list[Stated] = []
        for row, figure in enumerate(grounds.figures):
            citation = grounds.by_number[figure.citation].citation
            said = of_figure(figure, citation.quote, citation.start, self._names)
            found.append(Stated(figure.citation, figure.place, figure.county, figure.year, said, row))
        taken = {(one.n, one.said.start) for one in found}
        for source in grounds.sources:
            one = source.citation
            later = any(re.search(r"下一?年|下一?步|计划|打算|安排", heading) for heading in one.section[-2:])
            for said in numbers_in(source.text, self._names):
                if (source.n, said.start) not in taken:
                    plain = replace(said, plan=said.plan or later)
                    found.append(Stated(source.n, one.place, one.county, one.year, plain))
        return found

    def bind(self, text: str, mentions: Mentions, cited: Sequence[int]) -> Bound:
        """``text`` (with its ``[n]``) bound; ``mentions`` are the places in it without its marks, ``cited`` what it cites."""
        plain, back = _unmarked(text)
        corrections, rows, computed, unplaced = list[Correction](), set[int](), False, False
        sources = [self._grounds.by_number[n] for n in cited] or list(self._grounds.sources)
        quoted = _flat("\n".join(source.text for source in sources))
        for literal in literals_in(plain):
            if not _stands(_flat(literal), quoted) and not self._is_count(literal):
                return Bound(text, fault="number")
        years = years_in(plain)
        bound: list[tuple[Said, Stated]] = []
        for said in numbers_in(plain, self._names):
            place, year = _place_of(said, mentions), _year_of(said, years)
            match = self._match(said, place, year, cited)
            if match is None and self._is_count(plain[said.start : said.end + 8]):
                continue
            if match is None and self._is_computed(said, plain, place):
                computed = True
                continue
            fixed = match or self._fix(said, place, year, cited)
            if fixed is None:
                return Bound(text, fault="number")
            bound.append((said, fixed))
            unplaced = unplaced or not place
            if fixed.row is not None:
                rows.add(fixed.row)
            if _differs(said, fixed.said, english=self._grounds.english):
                why: Fault = "wording" if match else "number"
                reason = in_language(FAULTS[why], self._grounds.english)
                corrections.append(Correction(said.words, fixed.said.words, reason))
        if unplaced and len({(fixed.place, fixed.county) for _, fixed in bound}) > 1:
            return Bound(text, fault="place")  # whose each number is must be said
        numbers = tuple(dict.fromkeys(fixed.n for _, fixed in bound))
        shown = self._rewritten(text, plain, back, bound, marked=len(numbers) > 1)
        return Bound(shown, numbers, tuple(corrections), frozenset(rows), computed)

    def _rewritten(
        self, text: str, plain: str, back: Sequence[int], bound: Sequence[tuple[Said, Stated]], *, marked: bool
    ) -> str:
        """``text`` with every number in its source's words; where there are several sources, each at its own clause."""
        shown = text
        for position in reversed(range(len(bound))):
            said, fixed = bound[position]
            after = bound[position + 1][0].start if position + 1 < len(bound) else len(plain)
            end = next((at for at in range(said.end, len(plain)) if plain[at] in "，,、；;。！？\n"), len(plain))
            start, stop = back[said.start], back[said.end - 1] + 1
            if marked:
                last = stop if end > after else back[end] if end < len(plain) else len(text)
                shown = shown[:stop] + MARK.sub("", shown[stop:last]) + f"[{fixed.n}]" + shown[last:]
            if _differs(said, fixed.said, english=self._grounds.english):
                shown = shown[:start] + fixed.said.words + shown[stop:]
        return shown

    def _match(self, said: Said, place: Sequence[Town], year: int | None, cited: Sequence[int]) -> Stated | None:
        """What ``said`` repeats: in what is cited, else, where place or words leave no doubt, in another source."""
        fits = [one for one in self._stated if self._same_kind(said, one, place, year)]
        for pool in ([one for one in fits if one.n in cited], fits):
            same = [one for one in pool if same_value(one.said.value, said.value)]
            if not same:
                continue
            best = max(same, key=lambda one: (len(one.said.around & said.around), one.row is not None))
            shared = len(best.said.around & said.around)
            if pool is fits and cited and shared < _SURE:
                continue
            rival = max(
                (len(one.said.around & said.around) for one in pool if one not in same and one.n == best.n), default=0
            )
            if (shared or len(said.around) < _SURE) and rival < shared + _FITS_BETTER:
                return best
        return None

    def _same_kind(self, said: Said, one: Stated, place: Sequence[Town], year: int | None) -> bool:
        return (
            same_unit(said.unit, one.said.unit)
            and (not place or any(_is_of(one, town) for town in place))
            and (year is None or year == one.year or year == _other_year(one))
            and (not one.said.plan or said.plan)
            and (not one.said.other_year or said.other_year or one.row is not None)
        )

    def _fix(self, said: Said, place: Sequence[Town], year: int | None, cited: Sequence[int]) -> Stated | None:
        """The one asserted figure that can have been meant, if there is one."""
        rows = [
            one
            for one in self._stated
            if one.row is not None
            and self._same_kind(said, one, place, year)
            and (place or not cited or one.n in cited)
        ]
        if not rows:
            return None
        near = {len(one.said.around & said.around): one for one in rows}
        most = max(near)
        alone = sum(len(one.said.around & said.around) == most for one in rows) == 1
        return near[most] if alone and most >= _SURE else None

    def _is_computed(self, said: Said, plain: str, place: Sequence[Town]) -> bool:
        computed = self._grounds.aggregate
        if computed is None or not same_unit(said.unit, computed.unit):
            return False
        if not same_value(abs(amount(computed.value, computed.unit)), said.value):
            return False
        return says_computed(computed, plain[: said.end + 6], place)

    def _is_count(self, words: str) -> bool:
        """Whether a number only counts the reports or places that were looked at."""
        counted = re.match(r"(\d+|[一二两三四五六七八九十]+)\s*(.+)", words)
        if counted is None or not _COUNTED.match(counted[2]):
            return False
        value = (
            int(counted[1]) if counted[1].isdigit() else "一二三四五六七八九十".find(counted[1].replace("两", "二")) + 1
        )
        return value in self._computed


def _stands(literal: str, text: str) -> bool:
    """Whether a number stands in ``text`` as it is, not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(literal)}(?!\d)", text) is not None


def _other_year(one: Stated) -> int | None:
    """The year of what a report says of another than its own: a plan for the next, what was the year before."""
    if one.year is None or not (one.said.plan or one.said.other_year):
        return None
    return one.year + 1 if one.said.plan else one.year - 1


def _is_of(one: Stated, town: Town) -> bool:
    return town.name == one.place and (not one.county or not town.county or town.county == one.county)


def _counts_of(grounds: Grounds) -> frozenset[int]:
    scope = grounds.scope
    counts = {scope.reports, scope.covered, len(scope.missing), len(scope.places)}
    counts.add(len({(s.citation.county, s.citation.place) for s in grounds.sources}))
    return frozenset(count for count in counts if count > 0)


def _place_of(said: Said, mentions: Mentions) -> Sequence[Town]:
    """The place that a number belongs to: the last one named before it, else the only one named at all."""
    before = [towns for start, _, towns in mentions.spans if start < said.start]
    if before:
        return before[-1]
    return mentions.spans[0][2] if len(mentions.spans) == 1 else ()


def _year_of(said: Said, years: Sequence[tuple[int, int, int]]) -> int | None:
    before = [year for year, start, _ in years if start < said.start]
    if before:
        return before[-1]
    return years[0][0] if len(years) == 1 else None


def _differs(said: Said, source: Said, *, english: bool) -> bool:
    """Whether the source's words must stand in place of the sentence's own."""
    if english:
        digits = re.search(r"\d[\d,.]*", said.words)
        return not same_value(said.value, source.value) or (digits is not None and digits.group() not in source.words)
    return _flat(said.words).translate(_PERSONS) != _flat(source.words).translate(_PERSONS)


def _unmarked(text: str) -> tuple[str, list[int]]:
    """``text`` without its ``[n]``, and for each of its characters where it stood."""
    marks = {at for mark in MARK.finditer(text) for at in range(*mark.span())}
    kept = [at for at in range(len(text)) if at not in marks]
    return "".join(text[at] for at in kept), kept


def _flat(text: str) -> str:
    return "".join(fold(text).split())
