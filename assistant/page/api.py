"""The page's functions for programs: named endpoints with typed results, the same as the commands print."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from assistant.cli_output import hit_json, report_json, row_json
from assistant.export import choose_reports, ledger_rows
from assistant.page.desk import Desk
from assistant.page.holdings import Choice
from index.errors import ReportsError

MOST_HITS = 100
MOST_HISTORY = 10


def add_endpoints(desk: Desk) -> None:
    """Add ``ask``, ``search``, ``figures`` and ``reports`` to the page that is being built."""

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question about the townships' annual reports, with the sentences of the reports that say so.

        Args:
            question: The question, in Chinese or English, at most 2,000 characters.
            history: The earlier questions of the same conversation, oldest first.

        Returns:
            The answer: status, answer, scope, figures, citations (each with the exact quote and where it stands).
        """
        with _Told():
            return desk.ask(question, (history or [])[-MOST_HISTORY:]).to_json()

    def search(query: str, limit: int = 10) -> list[dict[str, Any]]:
        """Find the passages of the reports that fit a query best.

        Args:
            query: What to look for.
            limit: How many passages to return, at most 100.

        Returns:
            Passages, best first: report, file, place, year, section, start, end, text, score.
        """
        from index.search import search as find  # noqa: PLC0415 - after the page is up

        with _Told():
            desk.wait()
            return [hit_json(hit) for hit in find(desk.library(), query, limit=max(0, min(limit, MOST_HITS)))]

    def figures(
        indicator: str = "", places: list[str] | None = None, years: list[int] | None = None
    ) -> list[dict[str, Any]]:
        """List figures that the reports state, each with the sentence that states it.

        Args:
            indicator: Words of the indicator, such as 矛盾纠纷; empty for all.
            places: Names of places (township or county); empty for all.
            years: Years reported on; empty for all.

        Returns:
            Figures: place, county, year, indicator, value, unit, approx, words, quote, file, start, end.
        """
        with _Told():
            desk.wait()
            holdings = desk.holdings()
            chosen = {
                (one.report_id, one.number) for one in holdings.chosen(Choice(indicator=indicator, outcomes=False))
            }
            reports = choose_reports(holdings.reports, places or [], years or [])
            rows = ledger_rows(desk.library().catalog, reports, lambda one: (one.report_id, one.number) in chosen)
            return [row_json(row) for row in rows]

    def reports() -> list[dict[str, Any]]:
        """List the reports in the library.

        Returns:
            Reports: report, file, title, place, county, year, chars, figures.
        """
        with _Told():
            desk.wait()
            return [report_json(info, None) for info in desk.holdings().reports]

    for endpoint in (ask, search, figures, reports):
        api(endpoint, api_name=endpoint.__name__, concurrency_limit=8)


class _Told:
    """Turns this project's errors into Gradio's, whose words a client gets to see."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, ReportsError):
            raise gr.Error(f"{error} {error.english}", print_exception=False) from error
