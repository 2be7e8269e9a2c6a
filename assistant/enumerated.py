"""Figures that a sentence counts kind by kind, none of which was asked for: 上级交办信访案件20件，镇访案件36件，巡视交办案件33件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.asked import Asked
from assistant.figure_view import FigureView
from assistant.overlap import met
from index.units import MONEY, RATE, alike
from index.vocabulary import kind

# A list of kinds has at least so many others: two figures side by side are mostly a whole and what became of it.
_FEWEST_OTHERS = 2
# Characters from the end of one to the next.
_APART = 24
# What a unit of it is met by: a single character in common (镇访, 信访) is none.
_MET = 0.5
# The last characters of a figure's words are what is counted.
_NOUN = 2
# Characters of its own that the ask hasn't, which make the best figure one of a kind.
_OF_A_KIND = 2


def others_of_its_kind(asked: Asked, views: Sequence[FigureView], best: FigureView) -> list[FigureView]:
    """The figures of the list in which ``best`` is only one of several kinds, if the ask names no kind; else none.

    ``views`` are all figures of the report. A list whose whole is stated, or that is told as the parts of one, is no such list.
    """
    figure = best.figure
    if figure.unit == RATE or figure.unit in MONEY or not figure.value or figure.whole is not None:
        return []
    if best.clause.text.startswith("其中"):
        return []
    if any(one.figure.whole == figure.number for one in views) or says_more(asked, best) < _OF_A_KIND:
        return []
    others = [
        one
        for one in _beside(views, best)
        if one.head.text[-_NOUN:] == best.head.text[-_NOUN:] and says_more(asked, one)
    ]
    return others if len(others) >= _FEWEST_OTHERS and not _singles_out(asked, best, others) else []


def _singles_out(asked: Asked, best: FigureView, others: Sequence[FigureView]) -> bool:
    """Whether words of the ask that are no terms of the domain are met by ``best`` and by none of ``others`` (省委巡视转来的)."""
    terms = {position for first, last, _ in asked.words.concepts for position in range(first, last)}
    theirs = asked.met_by_any([one.head for one in others])
    pairs = zip(asked.met_by(best.head), theirs, strict=True)
    return any(mine >= _MET > other and at not in terms for at, (mine, other) in enumerate(pairs))


def says_more(asked: Asked, one: FigureView) -> int:
    """How many characters a figure's own words say more than the ask, what was done and what all reports say left aside."""
    words = one.words
    done = {
        position
        for first, last, name in words.concepts
        for position in range(first, last)
        if kind(name) in ("action", "generic")
    }
    share = met(words, asked.field)
    return sum(share[at] < _MET and at not in done for at in range(len(share)))


def _beside(views: Sequence[FigureView], best: FigureView) -> Iterator[FigureView]:
    """The figures next to ``best`` in its sentence, ahead of it and behind, as far as they count in its unit."""
    at = {one.figure.number: one for one in views}
    for step in (-1, 1):
        last = best.figure
        while (one := at.get(last.number + step)) is not None:
            figure = one.figure
            near = max(figure.start - last.end, last.start - figure.end) <= _APART
            if (
                figure.sentence_start != last.sentence_start
                or figure.role is not last.role
                or figure.whole is not None
                or not (near and alike(figure.unit, last.unit))
            ):
                break
            yield one
            last = figure
