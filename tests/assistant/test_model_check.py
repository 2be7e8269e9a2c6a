"""`fazhi llm check`: what it finds of endpoints that work and that don't."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from assistant import model_check
from assistant.cli import main
from assistant.config import Settings
from assistant.model import Model, attached
from assistant.model_check import check_model
from tests.assistant.endpoint import KEY, Script, endpoint

GOOD = "甲乡2024年调解矛盾纠纷41件[1]。乙镇2024年调解矛盾纠纷57件[2]。"


def found(script: Script, timeout: float = 5.0) -> dict[str, bool | None]:
    """The findings by name."""
    with endpoint(script) as url:
        return {one.name: one.ok for one in check_model(Model(url, "scripted", SecretStr(KEY), timeout, 4096))}


def test_a_model_that_does_as_it_should() -> None:
    """All is well, and two times are given."""
    assert found(Script(GOOD)) == {
        "reachable": True,
        "known": True,
        "streams": True,
        "cites": True,
        "first": None,
        "total": None,
    }


@dataclass
class Fault:
    """An endpoint and what is found to be wrong with it."""

    script: Script
    finding: str


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Script(GOOD, piece=1000), "streams"),
        Fault(Script("甲乡的工作做得很好。"), "cites"),
        Fault(Script("甲乡调解57件[1]，乙镇调解41件[5]，都很好看。"), "cites"),
        Fault(Script(statuses=[404], error_text="model not found"), "known"),
        Fault(Script(statuses=[401]), "known"),
        Fault(Script(GOOD, first_delay=9), "known"),
    ],
)
def test_a_fault_is_found(fault: Fault) -> None:
    """Where it is."""
    assert found(fault.script, timeout=1.0)[fault.finding] is False


def test_a_model_that_is_not_listed_is_asked_all_the_same() -> None:
    """Some endpoints list none, or under other names; what they answer counts."""
    assert found(Script(GOOD, models=("other",)))["known"] is True


def test_nobody_listens() -> None:
    """Said once."""
    results = list(check_model(Model("http://127.0.0.1:9/v1", "scripted", SecretStr(""), 2.0, 4096)))
    assert [one.ok for one in results] == [None, False]
    assert "拒绝连接" in results[-1].detail[0]


def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a finding, the key in none of them; exit status 0 if all is well, 1 if something is not, 2 without a model."""
    monkeypatch.setenv("FAZHI_LLM_MODEL", "scripted")
    monkeypatch.setenv("FAZHI_LLM_API_KEY", KEY)
    script = Script(GOOD)
    with endpoint(script) as url:
        monkeypatch.setenv("FAZHI_LLM_BASE_URL", url)
        assert main(["llm", "check"]) == 0
        text = capsys.readouterr().out
        assert text.count("✓") == 4
        script.statuses.append(500)
        assert main(["llm", "check", "--json"]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["ok"] is False
    assert "500" in lines[-1]["detail"]
    assert KEY not in f"{text}{lines}"
    assert set(script.keys) == {f"Bearer {KEY}"}
    monkeypatch.delenv("FAZHI_LLM_BASE_URL")
    assert main(["llm", "check"]) == 2
    assert "FAZHI_LLM_BASE_URL" in capsys.readouterr().err


def test_another_model_of_the_same_endpoint() -> None:
    """It can be tested before it is chosen."""
    settings = Settings(llm_base_url="http://127.0.0.1:9/v1", llm_model="one")
    assert attached(settings, "two").name == "two"
    assert isinstance(model_check.Tested("known", True, ("", ""), "m").said(english=True), tuple)
