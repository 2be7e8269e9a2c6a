"""The tab with the library: its reports, new ones by upload, corrections, deletions, indexing again."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.page import corpus
from assistant.page.assets import scripts
from assistant.page.calls import waiting_html
from assistant.page.desk import Desk
from assistant.page.ledger_view import where_of
from assistant.page.library_view import PARTS, Line, library_html, lines_html
from assistant.page.words import Words
from index.build import BuildResult, Step
from index.errors import ReportsError
from index.rows import Correction

Shown = tuple[str, str]  # the lines above the table, and the table


def library_tab(desk: Desk, words: Words, tab: gr.Tab) -> None:
    """The library, drawn when ``tab`` is opened and after every change."""
    with gr.Row(elem_id="library-top", visible=True):
        files = gr.File(label=words("library.upload"), file_count="multiple", elem_id="library-upload", height=140)
    lines = gr.HTML("", apply_default_css=False, elem_id="library-lines")
    view = gr.HTML(
        "",
        js_on_load=scripts("table.js", "library.js"),
        apply_default_css=False,
        elem_id="library",
        words=words.group("lib"),
    )
    keeper = _Keeper(desk, words)

    def opened(request: gr.Request) -> tuple[Any, str]:
        allowed = desk.may_change(request.username)
        return gr.File(visible=allowed), keeper.table(allowed)

    def add(paths: list[str] | None, request: gr.Request) -> Iterator[tuple[Any, str, str]]:
        for said, table in keeper.add(paths or [], request.username):
            yield None, said, table

    def act(event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        yield from keeper.act(event._data, request.username)  # the event's data has no public name

    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # Changes wait for one another, whoever asks for them.
    writing: dict[str, Any] = {**private, "concurrency_id": "library", "concurrency_limit": 1}
    tab.select(opened, None, [files, view], **private)
    view.look(opened, None, [files, view], **private)
    files.upload(add, files, [files, lines, view], **writing)
    view.act(act, None, [lines, view], trigger_mode="multiple", **writing)


class _Keeper:
    """Changes to the library in words and tables; holds nothing of a visitor."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self._desk = desk
        self._words = words

    def table(self, allowed: bool) -> str:
        waiting = waiting_html(self._desk, self._words)
        if waiting:
            return waiting
        try:
            catalog = self._desk.library().catalog
            failures, corrected = catalog.failures(), frozenset(catalog.corrections())
        except ReportsError:
            failures, corrected = (), frozenset()
        return library_html(self._desk.holdings(), failures, corrected, allowed, self._words)

    def add(self, paths: list[str], user: str | None) -> Iterator[Shown]:
        """Take uploaded files into the corpus, each with its result, and index what is new."""
        refused = self._refusal(user)
        if refused:
            yield refused
            return
        done: list[Line] = []
        taken: list[corpus.Put] = []
        settings = self._desk.settings.for_index()
        known = {one.digest: one.file for one in self._desk.holdings().reports}
        for path in map(Path, paths):
            try:
                put = corpus.put(path, path.name, settings.corpus, known, settings.max_file_bytes)
            except ReportsError as error:
                done.append(Line(path.name, _reason(self._words.message(error), path.name), good=False))
            else:
                if put.same_as:
                    done.append(Line(path.name, self._words("library.same", file=put.same_as)))
                else:
                    taken.append(put)
                    known[put.digest] = put.file
            finally:
                path.unlink(missing_ok=True)  # what was uploaded is not kept where others could read it
        if not taken:
            yield lines_html(done, ""), self.table(True)
            return
        yield from self._index(done, lambda result: [self._became(put, result) for put in taken])

    def act(self, sent: object, user: str | None) -> Iterator[Shown]:
        """Correct, delete, or index again, as the script asks."""
        refused = self._refusal(user)
        if refused:
            yield refused
            return
        data = sent if isinstance(sent, Mapping) else {}
        file = str(data.get("file", ""))
        words = self._words
        try:
            if data.get("do") == "correct":
                library = self._desk.library()
                before = library.catalog.corrections().get(file, Correction())
                library.correct(file, _corrected(before, data.get("values")))
                said = Line(file, words("library.corrected_now"))
            elif data.get("do") == "delete":
                corpus.remove(file, self._desk.settings.corpus)
                said = Line(file, words("library.deleted"))
            else:
                said = Line(words("library.reindexed"), "")
        except ReportsError as error:
            yield lines_html([Line(file, words.message(error), good=False)], ""), self.table(True)
            return
        yield from self._index([], lambda result: [said, *self._news(result)] if said.words == "" else [said])

    def _refusal(self, user: str | None) -> Shown | None:
        if self._desk.may_change(user):
            return None
        return lines_html([Line("", self._words("library.not_allowed"), good=False)], ""), self.table(False)

    def _index(self, before: list[Line], after: Callable[[BuildResult], list[Line]]) -> Iterator[Shown]:
        """Index, showing how far it is; then what it did."""
        words = self._words
        table = self.table(True)
        yield lines_html(before, words("stage.indexing")), table
        for step in _stepwise(self._desk.rebuild):
            if isinstance(step, Step):
                said = words(f"library.step_{step.stage}", done=step.done, total=step.total, file=step.file)
                yield lines_html(before, said), table
            elif isinstance(step, BuildResult):
                yield lines_html([*before, *after(step)], ""), self.table(True)
            else:
                failed = Line(words("library.index_failed"), words.message(step), good=False)
                yield lines_html([*before, failed], ""), self.table(True)

    def _became(self, put: corpus.Put, result: BuildResult) -> Line:
        words = self._words
        failure = next((one for one in result.failed if one.file == put.file), None)
        if failure is not None:
            return Line(put.name, failure.english if words.language == "en" else failure.reason, good=False)
        info = next((one for one in self._desk.holdings().reports if one.file == put.file), None)
        said = words("library.now_added", what=where_of(info, words) if info else put.file)
        return Line(put.name, said + (words("library.renamed", file=put.file) if put.renamed else ""))

    def _news(self, result: BuildResult) -> list[Line]:
        words = self._words
        news = words(
            "library.counts",
            added=len(result.added),
            updated=len(result.updated),
            removed=len(result.removed),
            skipped=len(result.skipped),
        )
        return [Line("", news)]


def _reason(message: str, name: str) -> str:
    """A message without the name of the file, which stands before it already."""
    return message.removeprefix(f"{name}：").removeprefix(f"{name}: ")


def _corrected(before: Correction, values: object) -> Correction:
    """What was corrected before, with the parts in ``values`` (from a browser) put in."""
    given = values if isinstance(values, Mapping) else {}
    texts = {part: str(given[part]).strip()[:60] for part in PARTS if part != "year" and part in given}
    year = str(given.get("year", "")).strip()
    return replace(before, **texts, year=int(year) if year.isdigit() and len(year) == 4 else before.year)


def _stepwise(work: Callable[[Callable[[Step], None]], BuildResult]) -> Iterator[Step | BuildResult | ReportsError]:
    """The steps of ``work`` while it runs in a thread of its own, then its result or error."""
    steps: queue.Queue[Step | BuildResult | ReportsError | BaseException] = queue.Queue()

    def run() -> None:
        try:
            steps.put(work(steps.put))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, which raises it
            steps.put(error)

    threading.Thread(target=run, name="index", daemon=True).start()
    while True:
        step = steps.get()
        if isinstance(step, BaseException) and not isinstance(step, ReportsError):
            raise step
        yield step
        if not isinstance(step, Step):
            return
