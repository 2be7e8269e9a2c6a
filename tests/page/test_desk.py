"""The library behind the page, before it is ready and when it can't be."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.page.calls import Running, answer_pieces, stage_words, waiting_html, welcome_state
from assistant.page.desk import Desk, Stage, State
from assistant.page.words import EN, ZH
from index.errors import CorpusError, StoreError


def desk(folder: Path) -> Desk:
    """A desk over nothing, not started."""
    return Desk(Settings(corpus=folder / "corpus", store=folder / "store"), "tests")


def test_it_says_what_it_is_doing() -> None:
    """Every stage has its words in both languages, with the files done while it indexes."""
    assert stage_words(State(Stage.WARMING), ZH).startswith("正在准备")
    assert "3/7" in stage_words(State(Stage.INDEXING, 3, 7), ZH)
    assert "3 of 7" in stage_words(State(Stage.INDEXING, 3, 7), EN)
    failed = State(Stage.FAILED, error=StoreError("坏了", "broken"))
    assert (stage_words(failed, ZH), stage_words(failed, EN)) == ("坏了", "broken")


def test_the_page_is_there_before_the_library(tmp_path: Path) -> None:
    """A visitor who comes first sees what is being done and is asked to look again; nothing waits or fails."""
    greeting = welcome_state(desk(tmp_path), ZH)
    assert not greeting["ready"]
    assert "正在打开资料库" in greeting["html"]


def test_tabs_say_that_reports_are_on_their_way(tmp_path: Path) -> None:
    """Before the library is open a tab shows what is being done, never that there are no reports."""
    opening = desk(tmp_path)
    assert "fz-waiting" in waiting_html(opening, ZH)
    opening._enter(State(Stage.READY))
    assert waiting_html(opening, ZH) == ""


def test_an_empty_library_is_ready_and_says_so(tmp_path: Path) -> None:
    """Without a folder of reports the page is ready for uploads, and a question hears what to do first."""
    (tmp_path / "corpus").mkdir()
    empty = desk(tmp_path)
    empty.start()
    assert empty._thread is not None
    empty._thread.join(120)
    try:
        assert empty.state.ready
        assert "还没有报告" in welcome_state(empty, ZH)["html"]
        with pytest.raises(CorpusError, match="上传"):
            empty.ask("柳溪镇调解多少纠纷", [])
        pieces = list(answer_pieces(empty, {"turn": "t", "question": "柳溪镇调解多少纠纷"}, EN))
        assert "upload" in pieces[-1]["error"]
    finally:
        assert empty.close()


def test_who_can_t_be_shown_progress_waits(tmp_path: Path) -> None:
    """A program is never told that there is nothing while the library is being opened: it waits, or hears why not."""
    opening = desk(tmp_path)
    threading.Timer(0.2, lambda: opening._enter(State(Stage.FAILED, error=StoreError("坏了", "broken")))).start()
    begun = time.monotonic()
    with pytest.raises(StoreError, match="坏了"):
        opening.wait()
    assert time.monotonic() - begun > 0.1


@pytest.mark.parametrize("sent", [None, 7, "x", [], {}, {"turn": 1, "question": None, "history": "x"}])
def test_anything_a_browser_sends_is_taken(tmp_path: Path, sent: object) -> None:
    """What is no question gets words, not a broken page."""
    broken = desk(tmp_path)
    broken._enter(State(Stage.FAILED, error=StoreError("坏了", "broken")))
    assert list(answer_pieces(broken, sent, ZH))[-1]["error"] == "坏了"


def test_an_answer_is_stopped_wherever_it_is() -> None:
    """While it is written, and also when the wish comes before it has begun."""
    running = Running()
    stop = running.begin("one")
    assert not stop.wished
    running.halt({"turn": "one"})
    assert stop.wished
    running.halt({"turn": "two"})
    assert running.begin("two").wished
    assert not running.begin("three").wished
    for nonsense in (None, 7, [], {"turn": None}):
        running.halt(nonsense)
