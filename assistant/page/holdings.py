"""What the library holds, as the tabs choose from it: read once and kept until something is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.page.render import place_name
from assistant.page.words import Words
from index.records import Figure, Role
from index.rows import ReportInfo

# A word of a figure stands for a word that is asked from this nearness on (see `index.vocabulary.nearness`).
_STANDS_FOR = 0.6
# This many figures tell how reports commonly word a topic.
_SAMPLE = 300


@dataclass(frozen=True)
class Choice:
    """What a person chose in the ledger: words of an indicator, places, years; empty means any."""

    indicator: str = ""
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outcomes: bool = True


@dataclass(frozen=True)
class Topic:
    """Something that figures count, in the words that choose it, and how many reports state it."""

    chinese: str
    english: str
    reports: int


@dataclass(frozen=True)
class Holdings:
    """The reports and figures of the library at one moment."""

    reports: tuple[ReportInfo, ...] = ()
    figures: tuple[Figure, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, ReportInfo]:
        """The reports that count (not the doubles of others), by id."""
        return {one.report_id: one for one in self.reports if one.duplicate_of is None}

    @cached_property
    def places(self) -> list[str]:
        """The places that reports come from, by name."""
        return sorted({name for one in self.by_id.values() if (name := named(one))})

    @cached_property
    def years(self) -> list[int]:
        """The years reported on, newest first."""
        return sorted({one.year for one in self.by_id.values() if one.year}, reverse=True)

    @cached_property
    def topics(self) -> list[Topic]:
        """What figures count, the commonest first."""
        from index.vocabulary import concepts, terms  # noqa: PLC0415 - dictionaries, loaded on first use

        stating: dict[str, set[str]] = defaultdict(set)
        wordings: dict[str, Counter[str]] = defaultdict(Counter)
        for figure in self.figures:
            if figure.role is not Role.OUTCOME or figure.report_id not in self.by_id:
                continue
            for term in terms(figure.indicator):
                concept = concepts()[term[1:]] if term.startswith("@") else None
                if concept is None or concept.kind != "object" or not concept.zh:
                    continue
                stating[concept.name].add(figure.report_id)
                if wordings[concept.name].total() < _SAMPLE:
                    said = max((word for word in concept.zh if word in figure.indicator), key=len, default="")
                    wordings[concept.name].update([said] if said else [])
        found = []
        for name, reports in stating.items():
            concept = concepts()[name]
            # As the reports say it most often.
            chinese = wordings[name].most_common(1)[0][0] if wordings[name] else concept.zh[0]
            found.append(Topic(chinese, concept.en[0] if concept.en else chinese, len(reports)))
        return sorted(found, key=lambda topic: (-topic.reports, topic.chinese))

    def topic_choices(self, words: Words) -> list[tuple[str, str]]:
        """The topics as label (with the number of reports) and the words that choose it."""
        return [
            (
                words("figures.topic", name=one.chinese if words.language == "zh" else one.english, count=one.reports),
                one.chinese,
            )
            for one in self.topics
        ]

    def in_scope(self, choice: Choice) -> list[ReportInfo]:
        """The reports of the chosen places and years."""
        return [
            one
            for one in self.by_id.values()
            if (not choice.places or named(one) in choice.places) and (not choice.years or one.year in choice.years)
        ]

    def chosen(self, choice: Choice) -> list[Figure]:
        """The figures that fit the choice, by place, year and where they stand."""
        reports = {one.report_id: one for one in self.in_scope(choice)}
        fits = _fitting(choice.indicator)
        found = [
            figure
            for figure in self.figures
            if figure.report_id in reports
            and (not choice.outcomes or figure.role is Role.OUTCOME)
            and fits(figure.indicator)
        ]
        found.sort(
            key=lambda figure: (
                named(reports[figure.report_id]),
                -(reports[figure.report_id].year or 0),
                figure.report_id,
                figure.number,
            )
        )
        return found


def named(info: ReportInfo) -> str:
    """A report's place as it is chosen: county and township, or the county alone."""
    return place_name(info.place.township, info.place.county)


class _Fit:
    """A test of whether a figure's words hold every word asked for, or one that stands for it."""

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = asked
        self._known: dict[str, bool] = {}

    def __call__(self, indicator: str) -> bool:
        if indicator not in self._known:
            self._known[indicator] = self._fits(indicator)
        return self._known[indicator]

    def _fits(self, indicator: str) -> bool:
        from index.vocabulary import nearness, terms  # noqa: PLC0415 - as above

        given = terms(indicator)
        return all(max((nearness(one, other) for other in given), default=0.0) >= _STANDS_FOR for one in self._asked)


def _fitting(indicator: str) -> _Fit:
    from index.vocabulary import terms  # noqa: PLC0415 - as above

    return _Fit(sorted(terms(indicator)) if indicator.strip() else [])
