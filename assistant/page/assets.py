"""The page's scripts and styles, read from the package."""

from __future__ import annotations

from importlib.resources import files


def scripts(*names: str) -> str:
    """Scripts for one component's ``js_on_load``: they share its scope."""
    return "\n".join(_read(name) for name in names)


def styles() -> str:
    """The page's style sheet."""
    return _read("page.css")


def _read(name: str) -> str:
    return (files("assistant") / "data" / name).read_text(encoding="utf-8")
