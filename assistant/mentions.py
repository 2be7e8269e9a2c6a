"""Names of places as they stand in a question, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.towns import Town

_JOINED = re.compile(r"\s*[和与及跟同、]\s*")


class Mention(NamedTuple):
    """A name in a question: where it starts, how it is written, and the towns that it may mean; a region means all of its own."""

    start: int
    form: str
    towns: list[Town]
    is_region: bool

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.form)


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with spaces where ``spans`` are, at its old length."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def joined_to(last: Mention, regions: Sequence[Mention], text: str) -> list[Mention]:
    """``last`` behind the regions that are joined to it: 甲县和乙县的城关镇 is a town of each."""
    joined = [last]
    for one in reversed(regions):
        if one.start < joined[0].start and _JOINED.fullmatch(text[one.end : joined[0].start]):
            joined.insert(0, one)
    return joined


# 除甲镇、乙镇外 leaves those out.
_LEFT_OUT = re.compile(r"(?<![拆清解排免扣消铲])除(?:了|去|开)?\s*")
_AND_TOWN = re.compile(r"[、和与及,，\s]*")
_LEFT_OUT_END = re.compile(r"\s*(?:之|以)?外(?![围墙来出立部地嫁面])")


def left_out(text: str, mentions: Sequence[Mention]) -> tuple[tuple[int, int], list[Town]] | None:
    """Where the question says that some of the places it names are left out (除甲镇、乙镇外), and which."""
    for found in _LEFT_OUT.finditer(text):
        at, out = found.end(), list[Town]()
        for one in mentions:
            if _AND_TOWN.fullmatch(text, at, one.start):
                at, out = one.end, [*out, *one.towns]
        end = _LEFT_OUT_END.match(text, at)
        if out and end:
            return (found.start(), end.end()), out
    return None
