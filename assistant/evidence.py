"""All that an answer may rest on: numbered sources, the ledger's rows, what was computed, and the places that are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Aggregate, Answer, AssertedFigure, Citation, Scope
from assistant.suspicious import orders
from assistant.towns import Town


@dataclass(frozen=True, slots=True)
class Mentions:
    """The places named in a text: where, and which towns that may be; ``unknown`` are names that no report comes from."""

    spans: tuple[tuple[int, int, tuple[Town, ...]], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with what of it may be relied on: ``text`` is its quote with every order to an assistant blanked."""

    citation: Citation
    text: str

    @property
    def n(self) -> int:
        """Its number."""
        return self.citation.n

    @property
    def read(self) -> str:
        """Everything about it that a sentence may take up: the words, the headings, the title, the place."""
        one = self.citation
        return "\n".join((self.text, *one.section, one.title, one.county + one.place))

    def of(self, towns: Sequence[Town]) -> bool:
        """Whether it comes from one of ``towns``."""
        one = self.citation
        return any(
            town.name == one.place and (not town.county or not one.county or town.county == one.county)
            for town in towns
        )


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the sentences of one answer are held against. ``figures`` are the ledger's rows, as they are asserted."""

    sources: tuple[Source, ...]
    figures: tuple[AssertedFigure, ...]
    aggregate: Aggregate | None
    scope: Scope
    question: str
    mentions: Callable[[str], Mentions]
    english: bool = False
    by_number: dict[int, Source] = field(default_factory=dict)


def grounds_of(answer: Answer, mentions: Callable[[str], Mentions], *, english: bool) -> Grounds:
    """What an extractive answer rests on."""
    sources = tuple(Source(one, _relied_on(one.quote)) for one in answer.citations)
    # A figure inside an order to an assistant is the report's, but no ground for what a model writes.
    texts = {source.n: source.text for source in sources}
    starts = {one.n: one.start for one in answer.citations}
    figures = tuple(
        one for one in answer.figures if texts[one.citation][one.start - starts[one.citation] :].startswith(one.words)
    )
    return Grounds(
        sources,
        figures,
        answer.aggregate,
        answer.scope,
        f"{answer.question}\n{answer.standalone}",
        mentions,
        english,
        {source.n: source for source in sources},
    )


def _relied_on(quote: str) -> str:
    """``quote`` with the sentences that read like orders to an assistant blanked, character for character."""
    text = quote
    for start, end in orders(quote):
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
