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


def joined_to(last: Mention, regions: Sequence[Mention], text: str) -> list[Mention]:
    """``last`` behind the regions that are joined to it: 甲县和乙县的城关镇 is a town of each."""
    joined = [last]
    for one in reversed(regions):
        if one.start < joined[0].start and _JOINED.fullmatch(text[one.end : joined[0].start]):
            joined.insert(0, one)
    return joined
