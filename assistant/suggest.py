"""Questions that a person may ask next: each is one that the library can answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from assistant.answer import Answer, AssertedFigure
from assistant.question import Question
from assistant.towns import Town
from index.parts import Part, part_asked, topics, topics_asked, topics_of

MOST = 3
# With more towns than these, an indicator is taken to be stated by several without looking.
_LOOKED_AT = 60
_SURE = 0.5
_TRIED = 5
_NOISE = re.compile(r"^(?:全年|全镇|全乡|今年|累计|一共|共计|总计|共|已|均)+|(?:达到?|了|为|共|约|近)$")
_PARTS = {
    Part.SHORTCOMINGS: ("{place}存在哪些不足？", "What shortcomings does {place} name?"),
    Part.PLANS: ("{place}下一年有哪些安排？", "What are the plans of {place} for the next year?"),
}


class Known(Protocol):
    """What the library can say about itself without being asked a whole question."""

    def stating(self, question: str) -> int:
        """How many reports hold the figure that ``question`` asks for."""

    def has_part(self, town: Town, part: Part) -> bool:
        """Whether the town's newest report has this part."""


def suggestions(question: Question, answer: Answer, towns: Sequence[Town], known: Known) -> tuple[str, ...]:
    """Up to three questions after ``answer`` that the library can answer."""
    found: list[str] = []
    for one in _all(question, answer, towns, known):
        if one not in found and one.rstrip("？?") != question.text.rstrip("？?"):
            found.append(one)
        if len(found) == MOST:
            break
    return tuple(found)


def _all(question: Question, answer: Answer, towns: Sequence[Town], known: Known) -> Iterator[str]:
    english = question.english
    if answer.status == "error" or not towns:
        return
    if answer.status == "not_found":
        yield from _instead(question, answer, towns)
    elif answer.figures:
        yield from _after_figures(answer.figures[0], answer, towns, known, english)
    elif answer.kind == "library":
        yield from _parts(towns, (Part.SHORTCOMINGS,), towns, known, english)
        if len(towns) > 1:
            yield "各乡镇在普法宣传方面有哪些做法？"
    else:
        yield from _after_practice(question, answer, towns, known)


def _after_figures(
    figure: AssertedFigure, answer: Answer, towns: Sequence[Town], known: Known, english: bool
) -> Iterator[str]:
    indicator = _NOISE.sub("", _NOISE.sub("", figure.indicator))
    unit = "" if figure.unit == "%" else figure.unit
    town = next((one for one in towns if (one.name, one.county) == (figure.place, figure.county)), None)
    name = _named(figure.place, figure.county, towns)
    if answer.kind == "single" and town is not None:
        for year in town.years:
            if year != figure.year and known.stating(asked := f"{name}{year}年{indicator}多少{unit}？"):
                yield asked
                break
    if len(towns) > 1 and indicator:
        everywhere = f"各乡镇{indicator}分别多少{unit}？"
        if len(towns) > _LOOKED_AT or known.stating(everywhere) > 1:
            if answer.aggregate is None or answer.aggregate.op not in {"max", "rank"}:
                yield f"Which township has the most {indicator}?" if english else f"哪个乡镇{indicator}最多？"
            if answer.kind != "compare" and answer.table is None and not english:
                yield everywhere
    topic = max(topics_of((), indicator).items(), key=lambda item: item[1], default=("", 0.0))
    if topic[1] >= _SURE:
        about = topics()[topic[0]].name
        yield f"What did {name} do about {about}?" if english else f"{name}在{about}方面有哪些做法？"


def _after_practice(question: Question, answer: Answer, towns: Sequence[Town], known: Known) -> Iterator[str]:
    asked = question.places.towns
    about = next(iter(topics_asked(question.text)), "")
    name = topics()[about].name if about else ""
    if len(asked) == 1:
        here = _named(asked[0].name, asked[0].county, towns)
        other = next((one for one in towns if one not in asked), None)
        if other is not None and name:
            yield f"对比{here}和{_named(other.name, other.county, towns)}在{name}方面的做法"
        part = part_asked(question.text)
        yield from _parts(asked, [each for each in _PARTS if each is not part], towns, known, question.english)
        if part in _PARTS:
            others = [one for one in towns if one not in asked]
            yield from _parts(others, (part,), towns, known, question.english)
    elif name:
        yield f"{name}方面有哪些范例可以参考？"
        cited = {(one.place, one.county) for one in answer.citations}
        places = [one for one in towns if (one.name, one.county) in cited]
        yield from _parts(places, (Part.SHORTCOMINGS,), towns, known, question.english)


def _instead(question: Question, answer: Answer, towns: Sequence[Town]) -> Iterator[str]:
    """What there is in the place of what was not found: the near figures, or the same of a year that is there."""
    for figure in answer.related[:2]:
        name = _named(figure.place, figure.county, towns)
        unit = "" if figure.unit == "%" else figure.unit
        when = f"{figure.year}年" if figure.year else ""
        yield f"{name}{when}{_NOISE.sub('', figure.indicator)}多少{unit}？"
    if not answer.scope.reports and len(question.places.towns) == 1 and question.topic:
        town = question.places.towns[0]
        for year in town.years[:1]:
            yield f"{_named(town.name, town.county, towns)}{year}年{question.topic}"
    elif question.places.unknown:
        yield "有哪些报告？"


def _parts(
    asked: Sequence[Town], parts: Iterable[Part], towns: Sequence[Town], known: Known, english: bool
) -> Iterator[str]:
    """Each part of the first town of ``asked`` whose report has it."""
    for part in parts:
        town = next((one for one in asked[:_TRIED] if known.has_part(one, part)), None)
        if town is not None:
            yield _PARTS[part][english].format(place=_named(town.name, town.county, towns))


def _named(name: str, county: str, towns: Sequence[Town]) -> str:
    """A town's name, with its county where another has the same."""
    several = sum(one.name == name for one in towns) > 1
    return f"{county}{name}" if several and county and not name.startswith(county) else name
