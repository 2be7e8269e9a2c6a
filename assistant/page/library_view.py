"""The library as HTML: its reports in a table, what could not be used and why, what the last change did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.page.holdings import Holdings
from assistant.page.words import Words
from index.rows import Failure, ReportInfo

SHOWN_REPORTS = 500
PARTS = ("province", "city", "county", "township", "year")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file; ``good`` tells success from failure."""

    file: str
    words: str
    good: bool = True


def library_html(
    holdings: Holdings,
    failures: Sequence[Failure],
    corrected: frozenset[str],
    may_change: bool,
    words: Words,
) -> str:
    """All reports with what can be done to each, and the files that could not be used."""
    reports = sorted(holdings.reports, key=lambda one: one.added_at, reverse=True)
    top = escape(words("library.count", count=len(reports)))
    again = _button("fz-reindex", "library.reindex", words) if may_change else ""
    parts = [f'<div class="fz-ledger-head"><p>{top}</p>{again}</div>', _failures(failures, words)]
    if reports:
        keys = ("place", "year", "title", "figures", "added", "notes")
        head = "".join(
            f'<th scope="col"><button type="button" class="fz-sort">{escape(words(f"library.{key}"))}</button></th>'
            for key in keys
        )
        beside = _beside(reports)
        rows = "".join(
            _row(one, corrected, beside.get(one.file, ""), may_change, words) for one in reports[:SHOWN_REPORTS]
        )
        parts.append(
            f'<div class="fz-table-box"><table class="fz-table"><thead><tr>{head}<th></th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
        if len(reports) > SHOWN_REPORTS:
            more = words("library.first", count=len(reports), shown=SHOWN_REPORTS)
            parts.append(f'<p class="fz-soft">{escape(more)}</p>')
    else:
        parts.append(f'<p class="fz-empty">{escape(words("library.empty"))}</p>')
    return f'<div class="fz-library fz">{"".join(parts)}</div>'


def lines_html(lines: Sequence[Line], status: str) -> str:
    """What is being done (``status``) and what became of each file so far."""
    items = "".join(
        f'<li class="{"fz-good" if line.good else "fz-bad"}"><b>{escape(line.file)}</b> {escape(line.words)}</li>'
        for line in lines
    )
    working = f'<p class="fz-working" role="status">{escape(status)}</p>' if status else ""
    return f'<div class="fz fz-lines">{working}<ul>{items}</ul></div>' if items or working else ""


def _beside(reports: Sequence[ReportInfo]) -> dict[str, str]:
    """Files that report on the same place and year as another in other words, with that other."""
    same: dict[tuple[str, int], list[str]] = {}
    for one in reports:
        if one.place.township and one.year and one.duplicate_of is None:
            same.setdefault((one.place.full_name, one.year), []).append(one.file)
    return {file: files[files[0] == file] for files in same.values() if len(files) > 1 for file in files}


def _row(info: ReportInfo, corrected: frozenset[str], beside: str, may_change: bool, words: Words) -> str:
    place = info.place
    notes = list(info.warnings)
    if info.duplicate_of:
        notes.append(words("library.duplicate"))
    if beside:
        notes.append(words("library.beside", file=beside))
    if info.file in corrected:
        notes.append(words("library.corrected"))
    where = place.full_name or words("welcome.unplaced")
    data = "".join(
        f' data-{part}="{escape(str(getattr(place, part) if part != "year" else info.year or ""))}"' for part in PARTS
    )
    buttons = [_button("fz-view", "library.view", words)]
    if may_change:
        buttons += [_button("fz-correct", "library.correct", words), _button("fz-delete", "library.delete", words)]
    return (
        f'<tr data-report="{escape(info.report_id)}" data-file="{escape(info.file)}"{data}>'
        f"<td>{escape(where)}</td><td>{info.year or escape(words('welcome.undated'))}</td>"
        f'<td class="fz-wrap">{escape(info.title or words("source.untitled"))}'
        f'<br><span class="fz-soft">{escape(info.file)}</span></td>'
        f"<td>{info.figures}</td><td>{escape(info.added_at[:10])}</td>"
        f'<td class="fz-wrap fz-soft">{escape("；".join(notes))}</td><td class="fz-actions">'
        f"{''.join(buttons)}</td></tr>"
    )


def _button(style: str, key: str, words: Words) -> str:
    return f'<button type="button" class="fz-quiet {style}">{escape(words(key))}</button>'


def _failures(failures: Sequence[Failure], words: Words) -> str:
    if not failures:
        return ""
    items = "".join(
        f'<li class="fz-bad"><b>{escape(one.file)}</b> '
        f"{escape(one.english if words.language == 'en' else one.reason)}</li>"
        for one in failures
    )
    title = escape(words("library.failed", count=len(failures)))
    return f'<details class="fz-failures" open><summary>{title}</summary><ul>{items}</ul></details>'
