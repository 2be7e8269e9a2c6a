"""The one thing all visitors of the page share: the open library and the assistant over it, made ready behind the page.

Nothing of a visitor is kept here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.config import Settings
from assistant.draft import Draft
from assistant.page.holdings import Holdings
from assistant.stop import Stop
from index.errors import CorpusError, ReportsError, SettingsError, StoreError
from index.records import Report

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from index.build import BuildResult, Step
    from index.library import Library

# How long a question waits for the library to become ready before it is told to come back, and how often it looks.
PATIENCE_SECONDS = 300.0
_LOOK_SECONDS = 0.5
_PARTING_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Stage(StrEnum):
    """How far the library is."""

    OPENING = "opening"
    INDEXING = "indexing"
    WARMING = "warming"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class State:
    """The stage, with the files done while indexing, or the error that ended it."""

    stage: Stage
    done: int = 0
    total: int = 0
    error: ReportsError | None = None

    @property
    def ready(self) -> bool:
        """Whether questions are answered at once."""
        return self.stage is Stage.READY


class Desk:
    """Library and assistant for the page. Safe to use from several threads."""

    def __init__(self, settings: Settings, purpose: str) -> None:
        """``purpose`` tells other processes who is writing to the store."""
        self.settings = settings
        self._purpose = purpose
        self._state = State(Stage.OPENING)
        self._changed = threading.Condition()
        self._library: Library | None = None
        self._assistant: Assistant | None = None
        self._thread: threading.Thread | None = None
        self._reading = threading.Lock()
        self._building = threading.Lock()
        self._held: tuple[tuple[object, int], Holdings] | None = None
        self.last_build: BuildResult | None = None

    @property
    def state(self) -> State:
        """How far the library is now."""
        return self._state

    def start(self) -> None:
        """Begin to make the library ready, in a thread of its own."""
        self._thread = threading.Thread(target=self._prepare, name="prepare", daemon=True)
        self._thread.start()

    def close(self) -> bool:
        """Give back the store; false if it is still being made ready, which the next start completes."""
        if self._thread is not None:
            self._thread.join(_PARTING_SECONDS)
            if self._thread.is_alive():
                return False
        library, self._library = self._library, None
        if library is not None:
            library.close()
        return True

    # Reading

    def library(self) -> Library:
        """The open library.

        Raises:
            StoreError: it is not open yet.
        """
        if self._library is None:
            raise _not_ready()
        return self._library

    def wait(self) -> None:
        """Wait until the library is open and in line with the corpus, for who can't be shown how far it is.

        Raises:
            ReportsError: it can't be used.
        """
        for _ in self._wait():
            pass
        if self._assistant is None:
            raise self._state.error or _not_ready()

    def holdings(self) -> Holdings:
        """What is in the library; nothing while it is not open yet."""
        library = self._library
        if library is None or library.current is None:
            return Holdings()
        catalog = library.catalog
        key = (catalog, catalog.version())
        with self._reading:
            if self._held is None or self._held[0] != key:
                self._held = (key, Holdings(catalog.reports(), tuple(catalog.figures(None))))
            return self._held[1]

    def report(self, report_id: str) -> Report:
        """A report with its text.

        Raises:
            StoreError: there is no such report (any more), or the library is not open yet.
        """
        return self.library().catalog.report(report_id)

    def stream(
        self, question: str, history: Sequence[str], stop: Stop | None = None
    ) -> Iterator[State | str | Draft | Answer]:
        """The answer in pieces, the Answer last; while the library isn't ready, its State whenever that changes.

        While only the model is still loading, a question that needs none is answered, the others wait for it.

        Raises:
            ReportsError: the question can't be taken, or the library can't be used.
        """
        yield from self._wait(stop)
        if stop is not None and stop.wished:
            return
        assistant = self._assistant
        if assistant is None:
            raise self._state.error or _not_ready()
        if not self._state.ready:
            yield self._state
        if not self.holdings().reports:
            raise CorpusError(
                "资料库里还没有报告，请先在“资料库”页上传。",
                "There are no reports yet; upload some under Library first.",
            )
        yield from assistant.stream(question, history, stop=stop)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The whole answer.

        Raises:
            ReportsError: the question can't be taken, or the library can't be used.
        """
        for piece in self.stream(question, history):
            if isinstance(piece, Answer):
                return piece
        raise _not_ready()

    def _wait(self, stop: Stop | None = None) -> Iterator[State]:
        shown: State | None = None
        waited = 0.0
        while self._assistant is None and self._state.error is None and waited < PATIENCE_SECONDS:
            if stop is not None and stop.wished:
                return
            if self._state != shown:
                shown = self._state
                yield shown
            with self._changed:
                self._changed.wait(_LOOK_SECONDS)
            waited += _LOOK_SECONDS

    # Changing

    def may_change(self, user: str | None) -> bool:
        """Whether this visitor may change the library: anyone where there is no login, else the administrator."""
        accounts = self.accounts
        return not accounts or user == next(iter(accounts))

    @cached_property
    def accounts(self) -> dict[str, str]:
        """The passwords by name, from ``FAZHI_AUTH``; the first is the administrator's.

        Raises:
            SettingsError: it can't be read.
        """
        return accounts_of(self.settings.auth.get_secret_value())

    @property
    def model_name(self) -> str:
        """The language model in use; empty if answers are quoted from the reports."""
        if self._assistant is not None:
            return self._assistant.model_name
        return self.settings.llm_model if self.settings.has_model else ""

    def use_model(self, name: str) -> None:
        """Have answers worded by the endpoint's model ``name`` from now on, or by none.

        Raises:
            StoreError: the library is not ready yet.
            SettingsError: no endpoint is attached.
        """
        if self._assistant is None:
            raise _not_ready()
        before, self._assistant.model_name = self._assistant.model_name, name
        try:
            self._assistant.model()
        except SettingsError:
            self._assistant.model_name = before
            raise

    def rebuild(self, progress: Callable[[Step], None]) -> BuildResult:
        """Bring the library in line with the corpus folder.

        Raises:
            ReportsError: it could not be done.
        """
        from index.build import build  # noqa: PLC0415 - after the page is up

        settings = self.settings.for_index()
        with self._building:  # the run at the start may still be under way
            library = self.library()
            try:
                self.last_build = build(settings, progress=progress, purpose=self._purpose, library=library)
            except CorpusError:
                # The folder has become empty: nothing is left to answer from.
                if settings.corpus.is_dir() and library.current is not None:
                    library.catalog.remove([info.file for info in library.catalog.reports()])
                raise
        return self.last_build

    # Making ready

    def _prepare(self) -> None:
        try:
            with self._building:
                self._open_and_index()
            self._warm()
        except ReportsError as error:
            _log.error("%s", error)
            self._enter(State(Stage.FAILED, error=error))
        except BaseException:
            # A thread's end would go unseen and the page say "getting ready" for ever.
            self._enter(State(Stage.FAILED, error=_broken()))
            raise

    def _open_and_index(self) -> None:
        from index.build import build  # noqa: PLC0415 - after the page is up
        from index.current import needs_build  # noqa: PLC0415 - as above
        from index.library import writing_library  # noqa: PLC0415 - as above

        settings = self.settings.for_index()
        library = writing_library(settings, self._purpose)
        self._library = library
        if library.current is None or needs_build(settings, library):
            self._enter(State(Stage.INDEXING))
            try:
                self.last_build = build(settings, progress=self._progress, purpose=self._purpose, library=library)
            except CorpusError as error:
                # What was indexed before still answers when the folder is gone; an empty library waits for uploads.
                _log.warning("%s", error)

    def _warm(self) -> None:
        from assistant.chain import Assistant  # noqa: PLC0415 - after the page is up

        library = self.library()
        self._enter(State(Stage.WARMING))
        assistant = self._assistant = Assistant(library, self.settings)
        with self._changed:
            self._changed.notify_all()
        if self.holdings().reports:
            assistant.warm()
        self._enter(State(Stage.READY))

    def _progress(self, step: Step) -> None:
        if step.stage == "store":
            self._enter(State(Stage.INDEXING, step.done, step.total))

    def _enter(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()


def accounts_of(setting: str) -> dict[str, str]:
    """Names and passwords from ``name:password,name:password``; no setting means no login.

    Raises:
        SettingsError: a part has no name or no password.
    """
    accounts: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in setting.split(","))):
        name, colon, password = part.partition(":")
        if not (name and colon and password):
            raise SettingsError(
                "FAZHI_AUTH 应写作 用户名:密码，多个用户以英文逗号分隔，第一个是管理员。",
                "FAZHI_AUTH must be name:password, several separated by commas; the first is the administrator's.",
            )
        accounts[name] = password
    return accounts


def _not_ready() -> StoreError:
    return StoreError(
        "资料库还在准备，请稍后再试。", "The library is still getting ready; please try again in a moment."
    )


def _broken() -> StoreError:
    return StoreError(
        "资料库没能打开，出现了意外错误，详情见服务器日志。请重新启动后再试。",
        "The library could not be opened because of an unexpected error; the server's log has the details. Restart it.",
    )
