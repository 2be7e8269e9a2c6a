"""The ledger as HTML: chosen figures with their bars, who states them and who doesn't."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape

from assistant.page.holdings import Choice, Holdings, named
from assistant.page.marks import NUMBER, Mark, marked
from assistant.page.words import Words
from index.records import Figure, Report, Role
from index.rows import ReportInfo
from index.units import MONEY, fit

SHOWN_ROWS = 200
NAMED_MISSING = 30
PICKS = 8
_SAME = 0.9  # see `index.units.fit`


def ledger_html(
    holdings: Holdings, choice: Choice, figures: Sequence[Figure], texts: Mapping[str, Report], words: Words
) -> str:
    """The table of ``figures`` (all that were chosen); ``texts`` holds the reports of the first ``SHOWN_ROWS``."""
    if not holdings.reports:
        return f'<p class="fz-empty">{escape(words("figures.no_reports"))}</p>'
    if not figures:
        return f'<p class="fz-empty">{escape(words("figures.none"))}</p>'
    shown = figures[:SHOWN_ROWS]
    head = "".join(
        f'<th scope="col"><button type="button" class="fz-sort">{escape(words(f"figures.{key}"))}</button></th>'
        for key in ("place", "year", "indicator", "value", "sentence")
    )
    # Different things don't compare, even in one unit.
    unit, largest = _scale(shown) if choice.indicator.strip() else ("", 0.0)
    rows = "".join(_row(figure, texts[figure.report_id], unit, largest, words) for figure in shown)
    said = words("figures.count", count=len(figures))
    if len(figures) > len(shown):
        said = words("figures.first", count=len(figures), shown=len(shown))
    selection = escape(json.dumps(asdict(choice), ensure_ascii=False))
    buttons = "".join(
        f'<button type="button" class="fz-question fz-download" data-kind="{kind}">{escape(words(f"figures.{kind}"))}'
        "</button>"
        for kind in ("xlsx", "csv")
    )
    bar_head = escape(words("figures.bar", unit=unit)) if largest else ""
    return (
        f'<div class="fz-ledger fz" data-choice="{selection}">{_picks(holdings, choice, words)}'
        f'<div class="fz-ledger-head"><p>{escape(said)} {_coverage(holdings, choice, figures, words)}</p>'
        f"<span>{buttons}</span></div>"
        f'<div class="fz-table-box"><table class="fz-table"><thead><tr>{head}'
        f'<th scope="col" class="fz-bar-head fz-soft">{bar_head}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></div>"
    )


def _picks(holdings: Holdings, choice: Choice, words: Words) -> str:
    """The commonest indicators, to begin with."""
    if choice.indicator.strip():
        return ""
    buttons = "".join(
        f'<button type="button" class="fz-question fz-pick" data-topic="{escape(value)}">{escape(label)}</button>'
        for label, value in holdings.topic_choices(words)[:PICKS]
    )
    return (
        f'<p class="fz-picks"><span class="fz-soft">{escape(words("figures.picks"))}</span>{buttons}</p>'
        if buttons
        else ""
    )


def _scale(figures: Sequence[Figure]) -> tuple[str, float]:
    """The unit that most figures have, and the largest value among those that compare with it."""
    unit = Counter(figure.unit for figure in figures).most_common(1)[0][0]
    same = [abs(figure.value) for figure in figures if _comparable(unit, figure.unit)]
    return (unit, max(same)) if len(same) > 1 and max(same) > 0 else (unit, 0.0)


def _comparable(unit: str, other: str) -> bool:
    """件 and 起 count the same; 元 and 万元 don't."""
    return unit == other or (unit not in MONEY and fit(unit, other) >= _SAME)


def _row(figure: Figure, report: Report, unit: str, largest: float, words: Words) -> str:
    place = report.place
    number = report.text[figure.start : figure.end]
    sentence = marked(report.text, figure.sentence_start, figure.sentence_end, [Mark(figure.start, figure.end, NUMBER)])
    role = "" if figure.role is Role.OUTCOME else f' <i class="fz-chip">{escape(words(f"role.{figure.role}"))}</i>'
    period = f' <span class="fz-soft">{escape(figure.period)}</span>' if figure.period else ""
    is_part = figure.whole is not None
    part = f'<i class="fz-chip">{escape(words("figures.part"))}</i> ' if is_part else ""
    bar = ""
    if largest and _comparable(unit, figure.unit):
        style = ' class="fz-part"' if is_part else ""
        bar = f'<i{style} style="width:{abs(figure.value) / largest * 100:.1f}%"></i>'
    return (
        f'<tr data-report="{escape(report.report_id)}" data-start="{figure.sentence_start}" '
        f'data-end="{figure.sentence_end}" data-marks="[[{figure.start},{figure.end}]]" data-value="{figure.value}">'
        f"<td>{escape(place.county + place.township)}</td><td>{report.year or ''}</td>"
        f'<td class="fz-wrap">{part}{escape(_short(figure))}{role}{period}</td>'
        f'<td data-sort="{figure.value}"><button type="button" class="fz-cell">{escape(number)}</button></td>'
        f'<td class="fz-wrap fz-sentence">{sentence}</td><td class="fz-bar" aria-hidden="true">{bar}</td></tr>'
    )


def _short(figure: Figure) -> str:
    """The indicator without the part of the year, which is shown beside it, and without 共 or 累计."""
    rest = figure.indicator.removeprefix(figure.period).lstrip("，, 。") if figure.period else figure.indicator
    return re.sub(r"^(?:共计?|累计)(?=[一-鿿]{2})", "", rest) or figure.indicator


def _coverage(holdings: Holdings, choice: Choice, figures: Sequence[Figure], words: Words) -> str:
    if not choice.indicator.strip():
        return ""
    scope = holdings.in_scope(choice)
    stating = {figure.report_id for figure in figures}
    missing = [one for one in scope if one.report_id not in stating]
    said = words("figures.coverage", reports=len(scope), covered=len(scope) - len(missing))
    if missing:
        names = [
            f"{named(one) or one.file}{words('answer.year', year=one.year) if one.year else ''}" for one in missing
        ]
        more = "……" if len(names) > NAMED_MISSING else ""
        said += words("figures.missing", names="、".join(names[:NAMED_MISSING]) + more)
    return f'<span class="fz-soft">{escape(said)}</span>'


def where_of(info: ReportInfo, words: Words) -> str:
    """A report's place and year without anything between them, or its file where the place isn't known."""
    return (named(info) or info.file) + (words("answer.year", year=info.year) if info.year else "")
