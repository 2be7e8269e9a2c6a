"""The answer when no report says what was asked: what is missing, what there is instead, and the figures that come nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, AssertedFigure
from assistant.asked_words import bare_words
from assistant.asserted import Builder, finish, place_name, year_of
from assistant.figure_choice import Finding
from assistant.ledger import Ledger
from assistant.match import Match
from assistant.question import Question
from assistant.scope import Selection, Slot
from assistant.wording import wording

_MOST_RELATED = 4
# What a question begins and ends with that names nothing.
_ONLY_ASKS = re.compile(
    r"^(?:的|有|共有|一共有|总共有)*(?:多少|几)(?:(?:个|名|件|次|人)(?=[一-鿿])|(?=[一-鿿]{2}))|^的|(?:对比|比较|相比)一?下?$"
)


_SPACED = re.compile(r"^(?:多少|一共|最[多少高低]|哪)\S* |\s(?:多少|最[多少高低])(?:\s|$)")


def topic_shown(text: str) -> str:
    """What was asked for, as an answer names it: without marks and words that only ask."""
    plain = re.sub(r"[？?。！!]", "", text).strip()
    if _SPACED.search(plain):
        # An English question's words: 多少 矛盾纠纷 调解.
        words = (word for word in bare_words(plain).split() if len(word) > 1)
        return " ".join(dict.fromkeys(words)) or plain
    return _ONLY_ASKS.sub("", plain).strip() or plain


def answer_not_stated(
    question: Question,
    selection: Selection,
    findings: Sequence[Sequence[Finding]],
    builder: Builder,
    instead: Sequence[Finding],
) -> Answer:
    """The reports in scope don't state it; ``instead`` is what the newest reports state where none is of the year asked."""
    slots = selection.slots
    words = builder.words
    if selection.absent and all(slot.other_year for slot in slots):
        lines, near = [_no_report(selection, english=question.english)], _of(instead)
        lines, related = _with_figures(lines, words.instead, near, builder)
    else:
        topic = question.text.rstrip("?？.") if question.english else topic_shown(question.topic or question.text)
        if len({slot.town.full_name for slot in slots}) == 1:
            years = "、".join(dict.fromkeys(year_of(slot, words) for slot in slots))
            lines = [words.not_stated.format(place=place_name(slots[0]), year=years, topic=topic)]
        else:
            lines = [words.not_stated_part.format(topic=topic)]
        found = [(f.slot, m) for row in findings for f in row for m in f.nearest]
        near = sorted(found, key=lambda pair: -pair[1].score)[:_MOST_RELATED]
        by_kind, related = told_by_kind([finding for row in findings for finding in row], builder)
        lines.extend(by_kind)
        if not by_kind:
            lines, related = _with_figures(lines, words.near, near, builder)
    missing = [f"{place_name(slot)}{slot.year or ''}" for slot in slots]
    return finish(question, selection, builder, lines, 0, missing, status="not_found", related=related)


def answer_problem(question: Question, selection: Selection, instead: Sequence[Finding], ledger: Ledger) -> Answer:
    """The scope holds no report: what is missing, what there is, and what the newest reports of the same towns state."""
    builder = Builder(ledger, wording(question.english))
    lines = [selection.english if question.english else selection.problem]
    lines, related = _with_figures(lines, builder.words.instead, _of(instead), builder)
    return finish(question, selection, builder, lines, 0, (), status="not_found", related=related)


def told_by_kind(findings: Sequence[Finding], builder: Builder) -> tuple[list[str], list[AssertedFigure]]:
    """The line on reports that only count kind by kind, if there are any, and the figures that it offers."""
    items, related = [], []
    for finding in findings:
        if finding.kinds:
            slot = finding.slot
            offered = [builder.offer(slot, match) for match in finding.kinds]
            # Several numbers of one clause are told by it once.
            told = "、".join(dict.fromkeys(builder.statement(slot, match) for match in finding.kinds))
            items.append(f"{_named(slot, builder)}{told}[{offered[0].citation}]")
            related.extend(offered)
    return ([builder.words.by_kind.format(items="；".join(items))] if items else []), related


def _no_report(selection: Selection, *, english: bool) -> str:
    towns = {slot.town for slot in selection.slots}
    one = next(iter(towns)) if len(towns) == 1 else None
    if english:
        have = ", ".join(map(str, sorted(one.years))) if one else "; ".join(selection.available)
        return f"There is no report for {', '.join(selection.absent)}; available: {have}."
    have = "、".join(f"{year}年" for year in sorted(one.years)) if one else "；".join(selection.available)
    return f"没有{'、'.join(selection.absent)}的报告，现有{have}。"


def _of(findings: Sequence[Finding]) -> list[tuple[Slot, Match]]:
    return [(finding.slot, match) for finding in findings for match in finding.matches][:_MOST_RELATED]


def _with_figures(
    lines: list[str], template: str, near: Sequence[tuple[Slot, Match]], builder: Builder
) -> tuple[list[str], list[AssertedFigure]]:
    """``lines`` and one more that offers the figures, in the reports' own words."""
    related = [builder.offer(slot, found) for slot, found in near]
    if not related:
        return lines, related
    several = len({slot for slot, _ in near}) > 1
    items = []
    for (slot, found), made in zip(near, related, strict=True):
        name = _named(slot, builder) if several or template == builder.words.instead else ""
        items.append(f"{name}{builder.statement(slot, found)}[{made.citation}]")
    return [*lines, template.format(items="；".join(items))], related


def _named(slot: Slot, builder: Builder) -> str:
    """The place and year that a figure is of, ahead of its words: in English the year would run into their number."""
    before, after = ("", "") if builder.words.about == "约" else (", ", ": ")
    return f"{place_name(slot)}{before}{year_of(slot, builder.words)}{after}"
