"""A language model at the command line: drafts in a terminal, plain text in a pipe, Ctrl-C."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli_progress import drafting
from assistant.draft import Draft
from index.library import Library
from tests.assistant.endpoint import KEY, Script, endpoint

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "石岭乡2024年调解矛盾纠纷多少起"
GOOD = "石岭乡调解各类矛盾纠纷58起[1]。"


class _Terminal(io.StringIO):
    """Standard output where a person watches."""

    def isatty(self) -> bool:
        return True


def test_in_a_terminal_what_is_unchecked_is_dim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checked text is plain, the rest dim, and nothing that steers the terminal comes through."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with drafting(quiet=False) as show:
        show(Draft("甲乡调解41件[1]。", "乙镇调\x1b]0;x\x07解"))
    shown = terminal.getvalue()
    assert "甲乡调解41件[1]。" in shown
    assert "\x1b[2;3m乙镇调]0;x解" in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("quiet", [True, False])
def test_in_a_pipe_no_drafts_are_written(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the answer alone."""
    with drafting(quiet=quiet) as show:
        show(Draft("甲。", "乙"))
    assert capsys.readouterr().out == ""


def started(library: Library, url: str, *options: str) -> subprocess.Popen[str]:
    """`fazhi ask` over the invented library as a process of its own."""
    environment = {
        **os.environ,
        "FAZHI_CORPUS": str(library.settings.corpus),
        "FAZHI_STORE": str(library.settings.store),
        "FAZHI_LLM_BASE_URL": url,
        "FAZHI_LLM_MODEL": "scripted",
        "FAZHI_LLM_API_KEY": KEY,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "assistant.cli", "ask", QUESTION, *options]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_answer_in_a_pipe(small: Library) -> None:
    """One JSON object with the model's words; the key in none of what is written."""
    with endpoint(Script(GOOD)) as url:
        out, err = started(small, url, "--llm", "--json").communicate(timeout=120)
    answer = json.loads(out)
    assert (answer["mode"], answer["model"]) == ("llm", "scripted")
    assert answer["answer"].startswith(GOOD)
    assert KEY not in out + err


@pytest.mark.alone
def test_interrupting_frees_the_endpoint(small: Library) -> None:
    """Ctrl-C ends the model's work within two seconds, and the command with it."""
    script = Script(GOOD, first_delay=60)
    with endpoint(script) as url:
        process = started(small, url, "--llm")
        assert script.writing.wait(120)
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert script.broken.wait(4)
        assert script.broken_at - pressed < 2
        assert process.wait(20) == 130
