"""Prompt templates: one file each in ``prompts/``, its variables checked strictly.

A file is two parts with a line of three hyphens between them: what the model is told of its task, and what it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Formatter

from index.errors import PromptError

_BETWEEN = "\n---\n"


@dataclass(frozen=True, slots=True)
class Filled:
    """A prompt ready to be sent: the rules, and the question with its evidence."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt file, read: its two parts as literal text and the variable that follows each, if any."""

    name: str
    parts: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def variables(self) -> frozenset[str]:
        """The names that must be given, all of them and no others."""
        return frozenset(name for part in self.parts for _, name in part if name)


def fill(name: str, **values: str) -> Filled:
    """The prompt ``name`` with ``values`` in place of its variables; values are never read as templates themselves.

    Raises:
        PromptError: the file is missing or malformed, or its variables and ``values`` are not the same.
    """
    template = load(name)
    missing, unknown = template.variables - values.keys(), values.keys() - template.variables
    if missing or unknown:
        wrong = "、".join(
            [*(f"缺少 {{{one}}}" for one in sorted(missing)), *(f"多了 {{{one}}}" for one in sorted(unknown))]
        )
        english = ", ".join(
            [
                *(f"{{{one}}} is missing" for one in sorted(missing)),
                *(f"{{{one}}} is not in it" for one in sorted(unknown)),
            ]
        )
        raise PromptError(f"提示词 prompts/{name}.md 的变量不符：{wrong}。", f"prompts/{name}.md: {english}.")
    system, user = ("".join(text + (values[one] if one else "") for text, one in part) for part in template.parts)
    return Filled(system.strip(), user.strip())


@lru_cache(maxsize=16)
def load(name: str) -> Template:
    """The template called ``name``.

    Raises:
        PromptError: there is no such file, or it can't be used.
    """
    try:
        text = (resources.files("prompts") / f"{name}.md").read_text(encoding="utf-8")
    except (OSError, ModuleNotFoundError) as error:
        raise PromptError(
            f"缺少提示词文件 prompts/{name}.md，请重新安装。", f"prompts/{name}.md is missing; install again."
        ) from error
    return read(name, text)


def read(name: str, text: str) -> Template:
    """``text`` as a template.

    Raises:
        PromptError: it has not two parts, or a variable that is more than a plain name.
    """
    halves = text.replace("\r\n", "\n").split(_BETWEEN)
    if len(halves) != 2:
        raise _malformed(name, "要有且只有一行 ---", "one line of --- must part it in two")
    try:
        parts = tuple(tuple(_fields(name, half)) for half in halves)
    except ValueError as error:
        raise _malformed(name, "花括号不成对", "its braces don't match") from error
    return Template(name, parts)


def _fields(name: str, half: str) -> list[tuple[str, str]]:
    found = []
    for literal, field, form, conversion in Formatter().parse(half):
        if field is not None and (not field.isidentifier() or form or conversion):
            raise _malformed(name, f"变量 {{{field}}} 只能是一个名称", f"the variable {{{field}}} must be a plain name")
        found.append((literal, field or ""))
    return found


def _malformed(name: str, chinese: str, english: str) -> PromptError:
    return PromptError(f"提示词 prompts/{name}.md 写法有误：{chinese}。", f"prompts/{name}.md is malformed: {english}.")
