"""An Answer as HTML. Pure: text in, escaped HTML out; what a click does is the script's."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, AssertedFigure, Citation
from assistant.page.comparison import table_html
from assistant.page.marks import NUMBER, Mark, marked, referenced
from assistant.page.words import Words

# More sources than these are folded: an answer should fit a screen.
SHOWN_SOURCES = 3
LARGE_FIGURES = 4
NAMED_PLACES = 4
NAMED_YEARS = 3

_THUMB = (
    '<svg viewBox="0 0 24 24" width="15" height="15" aria-hidden="true"><path fill="none" stroke="currentColor" '
    'stroke-width="1.8" stroke-linejoin="round" d="M4 11h3v9H4zM7 11l4-7c1.6 0 2.4 1.2 2 2.8L12.300 10H19c1.200 0 2 1 '
    '1.700 2.200l-1.500 6.300c-.2 1-1 1.500-1.900 1.500H7"/></svg>'
)

# The little markup that answers use: list items and bold words, over text that is escaped already.
_ITEM = re.compile(r"\s*[-•]\s+")
_BOLD = re.compile(r"\*\*([^*<>]+)\*\*")
_LIST = re.compile(r"(?:<li>.*?</li>)+", re.DOTALL)
_LISTED = r"<ul>\g<0></ul>"


def answer_html(answer: Answer, words: Words) -> str:
    """The whole answer: scope, figures, text, table, sources, what to ask next."""
    parts = [
        _scope(answer, words),
        _banner(answer, words),
        _large(answer, words),
        _text(answer, words),
        table_html(answer.table, answer.figures, words) if answer.table else "",
        _notes(answer),
        _sources(answer, words),
        _related(answer, words),
        _foot(answer, words),
        _suggestions(answer, words),
    ]
    return f'<div class="fz-answer fz-{escape(answer.status)}">{"".join(parts)}</div>'


def number(value: float) -> str:
    """A value for reading: no needless decimals, thousands apart from five digits on."""
    if float(value).is_integer():
        whole = int(value)
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def place_name(place: str, county: str) -> str:
    """Township with its county in front, so that two of one name are told apart."""
    return f"{county}{place}" if county and not place.startswith(county) else place or county


def where(place: str, county: str, year: int | None, words: Words) -> str:
    """Place and year in one line, without what isn't known."""
    known = [place_name(place, county), words("answer.year", year=year) if year else ""]
    return " · ".join(part for part in known if part)


def _scope(answer: Answer, words: Words) -> str:
    scope = answer.scope
    if not scope.places and not scope.years:
        return ""
    names = list(scope.places)
    if len(names) > NAMED_PLACES:
        names = [words("answer.places", count=len(names))]
    years = [words("answer.year", year=year) for year in scope.years]
    if len(years) > NAMED_YEARS:
        years = [words("answer.years", first=min(scope.years), last=max(scope.years))]
    chips = "".join(f'<span class="fz-chip">{escape(name)}</span>' for name in (*names, *years))
    data = json.dumps({"places": scope.places, "years": scope.years, "question": answer.standalone}, ensure_ascii=False)
    edit = f'<button type="button" class="fz-quiet fz-scope-edit">{escape(words("answer.edit_scope"))}</button>'
    label = escape(words("answer.scope"))
    return f'<div class="fz-scope" data-scope="{escape(data)}"><span class="fz-soft">{label}</span>{chips}{edit}</div>'


def _banner(answer: Answer, words: Words) -> str:
    if answer.status == "answered":
        return ""
    key = "answer.not_found" if answer.status == "not_found" else "answer.error"
    return f'<p class="fz-banner">{escape(words(key))}</p>'


def _text(answer: Answer, words: Words) -> str:
    known = [citation.n for citation in answer.citations]
    label = words("answer.source", n="{n}")
    parts: list[str] = []
    for line in filter(str.strip, answer.answer.splitlines()):
        item = _ITEM.match(line)
        html = _BOLD.sub(r"<b>\1</b>", referenced(line[item.end() :] if item else line, known, label))
        parts.append(f"<li>{html}</li>" if item else f"<p>{html}</p>")
    return f'<div class="fz-text">{_LIST.sub(_LISTED, "".join(parts))}</div>'


def _large(answer: Answer, words: Words) -> str:
    if answer.table or answer.status != "answered" or not 0 < len(answer.figures) <= LARGE_FIGURES:
        return ""
    cards = [_total(answer, words), *(_figure(figure, words) for figure in answer.figures)]
    return f'<div class="fz-figures">{"".join(cards)}</div>'


def _total(answer: Answer, words: Words) -> str:
    computed = answer.aggregate
    if computed is None or computed.op in {"max", "min", "rank"}:
        return ""  # the winner is among the figures
    value = _value(computed.value, computed.unit, computed.approx, words)
    label = escape(words(f"answer.op.{computed.op}"))
    return f'<div class="fz-figure fz-total">{value}<span class="fz-what">{label}</span></div>'


def _figure(figure: AssertedFigure, words: Words) -> str:
    value = _value(figure.value, figure.unit, figure.approx, words)
    said = f"{number(figure.value)}{figure.unit}".replace(",", "")
    details = [escape(where(figure.place, figure.county, figure.year, words))]
    if figure.words and figure.words.replace(" ", "") != said:
        details.append(escape(words("answer.worded", words=figure.words)))
    if figure.note:
        details.append(escape(figure.note))
    lines = "".join(f'<span class="fz-soft">{line}</span>' for line in details if line)
    return (
        f'<button type="button" class="fz-figure" data-cite="{figure.citation}">{value}'
        f'<span class="fz-what">{escape(figure.indicator)}</span>{lines}</button>'
    )


def _value(value: float, unit: str, approx: bool, words: Words) -> str:
    about = f'<small class="fz-about">{escape(words("answer.approx"))}</small>' if approx else ""
    return f'<span class="fz-value">{about}{escape(number(value))}<small>{escape(unit)}</small></span>'


def _notes(answer: Answer) -> str:
    return "".join(f'<p class="fz-note">{escape(note)}</p>' for note in answer.notes)


def _sources(answer: Answer, words: Words) -> str:
    if not answer.citations:
        return ""
    cards = [_card(citation, answer, words) for citation in answer.citations]
    shown, folded = cards[:SHOWN_SOURCES], cards[SHOWN_SOURCES:]
    if len(folded) == 1:
        shown, folded = cards, []
    rest = ""
    if folded:
        label = escape(words("answer.more_sources", count=len(folded)))
        rest = f'<details class="fz-more"><summary>{label}</summary>{"".join(folded)}</details>'
    heading = escape(words("answer.sources"))
    return f'<section class="fz-sources"><h3>{heading}</h3>{"".join(shown)}{rest}</section>'


def _card(citation: Citation, answer: Answer, words: Words) -> str:
    spans = figure_spans(citation, answer)
    quote = marked(
        citation.quote,
        0,
        len(citation.quote),
        [Mark(start - citation.start, end - citation.start, NUMBER) for start, end in spans],
    )
    line = where(citation.place, citation.county, citation.year, words)
    path = " › ".join(citation.section)
    title = citation.title or citation.file
    return (
        f'<article class="fz-card" data-n="{citation.n}" data-report="{escape(citation.report)}" '
        f'data-start="{citation.start}" data-end="{citation.end}" data-marks="{escape(json.dumps(spans))}">'
        f'<span class="fz-n" aria-hidden="true">{citation.n}</span>'
        f'<blockquote>{quote}</blockquote><p class="fz-meta"><b>{escape(line)}</b> <span>{escape(title)}</span></p>'
        + (f'<p class="fz-path">{escape(path)}</p>' if path else "")
        + f'<button type="button" class="fz-open" data-cite="{citation.n}">{escape(words("answer.open"))}</button>'
        "</article>"
    )


def figure_spans(citation: Citation, answer: Answer) -> list[tuple[int, int]]:
    """Where the asserted and offered figures stand inside a citation's quote, in the report's own offsets."""
    found = {
        (figure.start, figure.end)
        for figure in (*answer.figures, *answer.related)
        if figure.citation == citation.n and citation.start <= figure.start < figure.end <= citation.end
    }
    return sorted(found)


def _related(answer: Answer, words: Words) -> str:
    if not answer.related:
        return ""
    rows = []
    for figure in answer.related:
        said = f"{words('answer.approx') if figure.approx else ''}{number(figure.value)}{figure.unit}"
        line = f"{where(figure.place, figure.county, figure.year, words)} · {figure.indicator}"
        rows.append(
            f'<li><button type="button" class="fz-cell" data-cite="{figure.citation}">'
            f"<b>{escape(said)}</b> {escape(line)}</button></li>"
        )
    return f'<section class="fz-related"><h3>{escape(words("answer.related"))}</h3><ul>{"".join(rows)}</ul></section>'


def _foot(answer: Answer, words: Words) -> str:
    if answer.mode == "llm":
        by = words("answer.model", model=answer.model or "")
    else:
        by = words("answer.extractive") if answer.status == "answered" else ""
    buttons = [
        f'<button type="button" class="fz-quiet fz-copy">{escape(words("answer.copy"))}</button>',
        f'<button type="button" class="fz-quiet fz-retry">{escape(words("answer.retry"))}</button>',
        _verdict("good", words),
        _verdict("bad", words),
    ]
    return f'<div class="fz-foot"><span class="fz-soft">{escape(by)}</span><span>{"".join(buttons)}</span></div>'


def _verdict(verdict: str, words: Words) -> str:
    name = escape(words(f"answer.{verdict}"))
    return (
        f'<button type="button" class="fz-quiet fz-verdict" data-verdict="{verdict}" aria-pressed="false">'
        f"{_THUMB}{name}</button>"
    )


def _suggestions(answer: Answer, words: Words) -> str:
    if not answer.suggestions:
        return ""
    return (
        f'<div class="fz-suggestions"><span class="fz-soft">{escape(words("answer.suggestions"))}</span>'
        f"{question_buttons(answer.suggestions)}</div>"
    )


def question_buttons(questions: Sequence[str]) -> str:
    """Questions that a click asks."""
    return "".join(
        f'<button type="button" class="fz-question" data-question="{escape(question)}">{escape(question)}</button>'
        for question in questions
    )
