"""What a person sees first: what is in the library, and questions that it can answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.page.render import question_buttons, where
from assistant.page.words import Words
from index.records import Figure, Role
from index.rows import ReportInfo

LISTED = 8
# What people ask about first, in the words that reports use.
_ASKED = ("矛盾纠纷", "法律咨询", "普法", "宣传资料", "合法性审查", "培训")


def welcome_html(reports: Sequence[ReportInfo], examples: Sequence[str], words: Words) -> str:
    """The welcome: a sentence on the holdings, example questions, the reports."""
    parts = [f'<h1 class="fz-hello">{escape(words("welcome.heading"))}</h1>']
    parts.append(f"<p>{escape(holdings(reports, words))}</p>")
    if examples:
        parts.append(
            f'<h2>{escape(words("welcome.try"))}</h2><div class="fz-examples">{question_buttons(examples)}</div>'
        )
    shown = sorted(reports, key=lambda one: (-(one.year or 0), one.place.full_name))[:LISTED]
    rows = "".join(f"<li>{_report(info, words)}</li>" for info in shown)
    left = len(reports) - len(shown)
    more = f'<li class="fz-soft">{escape(words("welcome.more", count=left))}</li>' if left else ""
    parts.append(f'<h2>{escape(words("welcome.reports"))}</h2><ul class="fz-reports">{rows}{more}</ul>')
    return f'<section class="fz-welcome">{"".join(parts)}</section>'


def holdings(reports: Sequence[ReportInfo], words: Words) -> str:
    """How many reports, places, years and figures there are, in one sentence."""
    counted = [one for one in reports if one.duplicate_of is None]
    places = {one.place.full_name for one in counted if one.place.full_name}
    years = sorted({one.year for one in counted if one.year})
    span = f"{years[0]}—{years[-1]}" if len(years) > 2 else "、".join(str(year) for year in years)
    return words(
        "welcome.holdings",
        reports=len(reports),
        places=len(places),
        years=words("welcome.years", years=span) if years else "",
        figures=sum(one.figures for one in counted),
    )


def _report(info: ReportInfo, words: Words) -> str:
    place = where(info.place.township, info.place.county, info.year, words) or words("welcome.unplaced")
    return (
        f'<button type="button" class="fz-report-link" data-report="{escape(info.report_id)}">'
        f'<b>{escape(place)}</b><span class="fz-soft">{escape(info.title or info.file)}</span></button>'
    )


def example_questions(reports: Sequence[ReportInfo], figures: Iterable[Figure], words: Words) -> list[str]:
    """Up to four questions about what the reports hold: a figure, the most of something, a practice, a comparison."""
    named = {one.report_id: one for one in reports if one.place.township and one.year and one.duplicate_of is None}
    found = [figure for figure in figures if figure.report_id in named and figure.role is Role.OUTCOME]
    found.sort(key=lambda one: (-(named[one.report_id].year or 0), one.report_id, one.number))
    asked: list[str] = []
    figure = next((one for topic in _ASKED for one in found if topic in one.indicator and not one.period), None)
    newest = sorted(named.values(), key=lambda one: (-(one.year or 0), one.file))
    places = list(dict.fromkeys(info.place.township for info in newest))
    if figure is not None:
        info = named[figure.report_id]
        asked.append(
            words(
                "example.figure",
                place=info.place.township,
                year=info.year,
                indicator=figure.indicator,
                unit=figure.unit if figure.unit != "%" else "",
            )
        )
    if len({one.report_id for one in found if "矛盾纠纷" in one.indicator}) > 1:
        asked.append(words("example.most"))
    if places:
        asked.append(words("example.practice", place=places[0]))
    if len(places) > 1:
        asked.append(words("example.compare", first=places[0], second=places[1]))
    return asked
