"""Evidence to an extractive answer: the reports' own passages, grouped by place, each with its ``[n]``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Scope
from assistant.asserted import scope_of
from assistant.citations import Citations
from assistant.contrast import contrast, fold_alike
from assistant.ledger import Ledger
from assistant.passages import places_of
from assistant.practice_topic import topic_of
from assistant.question import Question
from assistant.quoted import Evidence, Quoted
from assistant.scope import Selection, Slot
from assistant.towns import Town
from assistant.wording import wording
from index.rows import ReportInfo


def answer_practice(question: Question, selection: Selection, evidence: Evidence, ledger: Ledger) -> Answer:
    """The answer to a practice question; ``not_found`` when no passage in scope treats it."""
    words = wording(question.english)
    silent = places_of(
        [slot for slot in evidence.silent if slot.town.full_name not in places_of([q.slot for q in evidence.quotes])]
    )
    if not evidence.quotes:
        return _nothing(question, selection, evidence)
    citations = Citations()
    lines = []
    several = len(places_of(selection.slots)) > 1 or len({quote.slot for quote in evidence.quotes}) > 1
    if question.kind == "example":
        lines.append(words.example_near if evidence.loose else words.example_intro)
    elif evidence.loose:
        lines.append(words.narrative_near)
    elif several:
        lines.append(words.compare_intro)
    numbers: dict[Quoted, int] = {}
    groups = fold_alike(evidence.quotes) if question.kind == "example" else [(quote, ()) for quote in evidence.quotes]
    shown = ""
    for quote, alike in groups:
        report = ledger.report(quote.slot.report.report_id)
        n = numbers[quote] = citations.cite(report, quote.slot.report, quote.start, quote.end)
        name = _place_year(quote.slot, question.english)
        if several and name != shown:
            lines.append(f"**{name}**")
            shown = name
        where = _where(quote)
        # A space between two digits stays: without it they would read as one number.
        passage = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", report.text[slice(*quote.shown)])
        lines.append(f"{f'（{where}）' if where and question.kind == 'example' else ''}{passage}[{n}]")
        if alike:
            marks = []
            for other in alike:
                other_report = ledger.report(other.slot.report.report_id)
                numbers[other] = citations.cite(other_report, other.slot.report, other.start, other.end)
                marks.append(f"{other.slot.town.full_name}[{numbers[other]}]")
            lines.append(words.alike.format(places="、".join(marks)))
    if question.kind == "compare":
        lines.extend(contrast(evidence.quotes, numbers, english=question.english))
    if several and silent:
        lines.append(words.practice_missing.format(places="、".join(silent)))
    if selection.assumed_latest and all(quote.slot in selection.slots for quote in evidence.quotes):
        lines.append(words.assumed_latest)
    lines.extend(selection.notes)
    covered = len({quote.slot.report.report_id for quote in evidence.quotes})
    return Answer(
        question=question.text, standalone=question.standalone, kind=question.kind, status="answered", answer="\n".join(lines),
        scope=scope_of(selection, covered, silent), citations=citations.all(),
    )  # fmt: skip


def _place_year(slot: Slot, english: bool) -> str:
    if not slot.year:
        return slot.town.full_name
    year = slot.year if english else f"{slot.year}年"
    return wording(english).practice_place.format(place=slot.town.full_name, year=year)


def _where(quote: Quoted) -> str:
    """The last two headings above a quote; one with a number that the quote doesn't hold is left out."""
    headings = [bare_heading(heading) for heading in quote.section[-2:]]
    return " › ".join(
        heading
        for heading in headings
        if heading and all(n in quote.text for n in re.findall(r"\d+(?:\.\d+)?", heading))
    )


def bare_heading(heading: str) -> str:
    """A heading without its number."""
    return re.sub(
        r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．)）]|[①-⑳])\s*",
        "",
        heading,
    ).strip("。：: ")


def _nothing(question: Question, selection: Selection, evidence: Evidence) -> Answer:
    words = wording(question.english)
    places = places_of(selection.slots)
    scope = "、".join(places[:5]) + ("等" if len(places) > 5 else "")
    if evidence.bare:
        message = words.bare.format(example=_example(selection, english=question.english))
    elif evidence.off_topic and not question.places.towns:
        message = words.off_topic
    else:
        message = words.no_passage.format(scope=scope, topic=topic_of(question))
        if evidence.nearest:
            offered = "、".join(evidence.nearest)
            message += f" The nearest topics there: {offered}." if question.english else f"相近的主题有：{offered}。"
    return Answer(
        question=question.text, standalone=question.standalone, kind=question.kind, status="not_found", answer=message,
        scope=scope_of(selection, 0, ()),
    )  # fmt: skip


def _example(selection: Selection, *, english: bool) -> str:
    """A question that can be asked of the first report in scope."""
    slot = selection.slots[0]
    if english:
        return f"How many disputes did {slot.town.name} mediate in {slot.year or 'all'}?"
    return f"{slot.town.name}{f'{slot.year}年' if slot.year else ''}调解了多少起矛盾纠纷"


def answer_library(question: Question, towns: Sequence[Town], infos: Sequence[ReportInfo], ledger: Ledger) -> Answer:
    """What the library holds, each report cited by its title line."""
    words = wording(question.english)
    wanted = {report_id for town in question.places.towns for _, report_id in town.reports}
    shown = [info for info in infos if not wanted or info.report_id in wanted]
    if question.years.years:
        shown = [info for info in shown if info.year in question.years.years]
    citations = Citations()
    lines = [words.library.format(count=len(shown))]
    for info in shown:
        report = ledger.report(info.report_id)
        end = report.sections[0].end if report.sections else len(report.text)
        start = next((i for i, c in enumerate(report.text) if not c.isspace()), 0)
        stop = report.text.find("\n", start)
        n = citations.cite(report, info, start, min(stop if stop > start else end, start + 60))
        place = info.place.full_name or info.file
        year = (info.year if question.english else f"{info.year}年") if info.year else words.undated
        lines.append(
            "- " + words.library_line.format(place=place, year=year, title=info.title or words.untitled) + f"[{n}]"
        )
    del towns
    status = "answered" if shown else "not_found"
    return Answer(
        question=question.text, standalone=question.standalone, kind="library", status=status, answer="\n".join(lines),  # type: ignore[arg-type]  # one of Status
        scope=Scope(
            places=tuple(dict.fromkeys(info.place.township for info in shown if info.place.township)),
            years=tuple(sorted({info.year for info in shown if info.year})),
            reports=len(shown),
            covered=len(shown),
        ),
        citations=citations.all(),
    )  # fmt: skip
