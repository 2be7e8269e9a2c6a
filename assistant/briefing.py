"""What the model gets to see: the question, numbered quotes and the ledger's rows, fitted to its context. Pure.

Each place has an equal share of the room; what a place doesn't need goes to the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, AssertedFigure
from assistant.evidence import Grounds, Source
from assistant.model_wording import (
    COMPUTED,
    COMPUTED_PLACE,
    COVERED,
    IN_CHINESE,
    IN_ENGLISH,
    MISSING,
    NO_ROWS,
    OPERATIONS,
    TRIMMED,
    WITHHELD,
)
from assistant.prompt import Filled, fill
from assistant.suspicious import harmless

# Of the model's context: for the reply, and for the rules around the evidence.
REPLY_TOKENS = 900
_RULES_TOKENS = 750
_LEAST_QUOTE = 24
_MOST_ROWS = 40
_FEWEST_SENTENCES, _MOST_SENTENCES = 3, 12
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．)）])\s*"
)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A filled prompt; ``shown`` are the numbers of the sources in it, ``complete`` whether that is all of them."""

    prompt: Filled
    shown: tuple[int, ...]
    complete: bool


def brief(answer: Answer, grounds: Grounds, context: int) -> Briefing:
    """The prompt for an answer to be written from ``grounds``, at most ``context`` tokens with its reply.

    Raises:
        PromptError: a prompt file is missing or doesn't fit.
    """
    several = len({(s.citation.county, s.citation.place, s.citation.year) for s in grounds.sources}) > 1
    name = "example" if answer.kind == "example" else "compare" if several else "answer"
    question = harmless(
        answer.question if answer.standalone in ("", answer.question) else f"{answer.question}（{answer.standalone}）"
    )
    rows = "" if name == "example" else _ledger(answer, grounds)
    room = context - REPLY_TOKENS - _RULES_TOKENS - tokens(question) - tokens(rows)
    quotes = fitted(grounds.sources, max(room, _LEAST_QUOTE * 4))
    values = {
        "evidence": "\n".join(_line(source, quote) for source, quote in quotes),
        "question": question,
        "sentences": str(min(_MOST_SENTENCES, max(_FEWEST_SENTENCES, len(quotes) + 2))),
        "language": IN_ENGLISH if grounds.english else IN_CHINESE,
    }
    if name != "example":
        values["figures"] = rows
    shown = tuple(source.n for source, _ in quotes)
    return Briefing(fill(name, **values), shown, len(shown) == len(grounds.sources))


def tokens(text: str) -> int:
    """At most so many tokens, for any model in use: one a Chinese character, one for every two others."""
    wide = sum(ord(c) > 0x2E7F for c in text)
    return wide + (len(text) - wide + 1) // 2


def fitted(sources: Sequence[Source], room: int) -> list[tuple[Source, str]]:
    """``sources`` with as much of their quotes as fits into ``room`` tokens, equal shares a place, in their order."""
    places: dict[tuple[str, str, int | None], list[Source]] = {}
    for source in sources:
        one = source.citation
        places.setdefault((one.county, one.place, one.year), []).append(source)
    needs = {key: sum(tokens(_line(source, _clean(source))) + 1 for source in own) for key, own in places.items()}
    kept: dict[int, str] = {}
    left = room
    # From the least needy on: what one leaves over is shared among the rest.
    for rank, key in enumerate(sorted(needs, key=lambda key: needs[key])):
        share = left // (len(needs) - rank)
        spent = 0
        for source in places[key]:
            quote = _cut(_clean(source), share - spent - tokens(_line(source, "")) - 1)
            if quote:
                kept[source.n] = quote
                spent += tokens(_line(source, quote)) + 1
        left -= spent
    return [(source, kept[source.n]) for source in sources if source.n in kept]


def _cut(quote: str, room: int) -> str:
    """``quote`` as far as it fits, up to the end of a clause; nothing if that is too little to say anything."""
    if tokens(quote) <= room:
        return quote
    end = 0
    for clause in re.finditer(r"[^，,；;。！？\n]*[，,；;。！？\n]?", quote):
        if tokens(quote[: clause.end()]) + len(TRIMMED) > room:
            break
        end = clause.end()
    return quote[:end].rstrip("，,；; \n") + TRIMMED if end >= _LEAST_QUOTE else ""


def _clean(source: Source) -> str:
    """A quote for the prompt: orders to an assistant left out, on one line, unable to close its fence."""
    text = source.text
    quote = source.citation.quote
    if text != quote:
        text = re.sub(r"\n{6,}", WITHHELD, text)
    return harmless(re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text))


def _line(source: Source, quote: str) -> str:
    one = source.citation
    year = f" {one.year}年" if one.year else ""
    section = " › ".join(_HEADING.sub("", heading)[:20] for heading in one.section[-1:])
    return harmless(f"[{one.n}] {one.county}{one.place}{year}｜{section}｜{quote}")


def _ledger(answer: Answer, grounds: Grounds) -> str:
    """The rows that the answer asserts, what was computed from them, and how many reports state them."""
    lines = [_row(one) for one in grounds.figures[:_MOST_ROWS]]
    computed = grounds.aggregate
    if computed is not None:
        place = (
            COMPUTED_PLACE.format(place=computed.place, year=f"{computed.year}年" if computed.year else "")
            if computed.place
            else ""
        )
        about = "约" if computed.approx else ""
        value = f"{abs(computed.value) if computed.op == 'change' else computed.value:.10g}"
        what = OPERATIONS[computed.op] + (("增加" if computed.value > 0 else "减少") if computed.op == "change" else "")
        lines.append(COMPUTED.format(what=what, about=about, value=value, unit=computed.unit) + place)
    scope = answer.scope
    if lines and scope.reports > 1:
        lines.append(COVERED.format(reports=scope.reports, covered=scope.covered))
    if scope.missing:
        lines.append(MISSING.format(places="、".join(scope.missing[:_MOST_ROWS])))
    return "\n".join(lines) or NO_ROWS


def _row(one: AssertedFigure) -> str:
    year = f" {one.year}年" if one.year else ""
    return harmless(
        f"{one.county}{one.place}{year} {one.indicator}：{one.words or f'{one.value:.10g}{one.unit}'} [{one.citation}]"
    )
