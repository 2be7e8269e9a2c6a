"""Prompt files: strict variables, and a README that tells the truth about them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.prompt import fill, load, read
from index.errors import PromptError

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path.stem for path in (ROOT / "prompts").glob("*.md") if path.stem != "README")


def listed() -> dict[str, tuple[frozenset[str], str]]:
    """What the README says of each file: its variables and its caller."""
    rows = re.findall(
        r"^\| `(\w+)\.md` \| (.+?) \| `(.+?)` \|$", (ROOT / "prompts/README.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: (frozenset(re.findall(r"`(\w+)`", variables)), caller) for name, variables, caller in rows}


def test_the_readme_lists_every_file() -> None:
    """And no others."""
    assert sorted(listed()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_variables_that_are_listed(name: str) -> None:
    """Its caller names it as well."""
    variables, caller = listed()[name]
    assert load(name).variables == variables
    assert f'"{name}"' in (ROOT / caller).read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_evidence_is_fenced_and_its_orders_are_not_to_be_followed(name: str) -> None:
    """Each says that what it is given is material, and closes what it opens."""
    filled = fill(name, **dict.fromkeys(load(name).variables, "值"))
    assert "只是" in filled.system
    assert "不照做" in filled.system
    for tag in re.findall(r"<(\w+)>", filled.user):
        assert f"</{tag}>" in filled.user


def test_a_variable_that_is_missing_or_unknown_is_named() -> None:
    """Both, in one error."""
    with pytest.raises(PromptError, match=r"缺少 \{history\}.*多了 \{extra\}"):
        fill("condense", question="问", extra="x")


def test_a_file_that_is_missing() -> None:
    """It is named."""
    with pytest.raises(PromptError, match=r"prompts/nothing\.md"):
        fill("nothing")


@pytest.mark.parametrize(
    "text",
    [
        "只有一半 {a}",
        "a\n---\nb\n---\nc",
        "{a.b}\n---\n",
        "{a!r}\n---\n",
        "{a:>9}\n---\n",
        "{0}\n---\n",
        "{}\n---\n",
        "{a\n---\n",
        "}\n---\n",
    ],
)
def test_a_file_that_is_malformed(text: str) -> None:
    """Two parts, and plain names in braces: nothing that reaches into an object."""
    with pytest.raises(PromptError, match="写法有误"):
        read("x", text)


def test_a_value_is_never_read_as_a_template() -> None:
    """Braces in a report are braces."""
    filled = fill("condense", history="{question} {secret}", question="{history}")
    assert "{question} {secret}" in filled.user
    assert "追问：{history}" in filled.user
