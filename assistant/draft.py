"""A model's reply as it is being written: cut into sentences as they become complete, and shown with what is unchecked."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A reference behind the full stop belongs to the sentence before it, however it is written.
_TRAILING = re.compile(
    r"(?:\s*(?:[\[【［〔][^\]】］〕\n]{0,40}[\]】］〕]|[（(]\s*(?:来源|出处|资料|引|见|source|ref)[^）)\n]{0,30}[）)]|[①-⑳¹²³⁴-⁹]|[”」』\"]))*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[。！？!?；;]+|\.(?=\s|\[|【|$)|\n+")
_OPENING = re.compile(r"\s*[\[【［〔（(][^\]】］〕）)\n]{0,40}$|\s*$")
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THINKS = re.compile(r"<think(?:ing)?>.*$|<[/a-z]{0,9}$", re.DOTALL | re.IGNORECASE)
_NOT_STOP_BEFORE = re.compile(r"(?:^|\n)\s*(?:\d{1,2}|[A-Za-z])$|\b(?:No|Mr|Ms|St|e\.g|i\.e)$")


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer on its way: ``checked`` stands, ``pending`` is what the model wrote since and nobody has checked."""

    checked: str
    pending: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reply; ``ends_line`` if a new line begins after it."""

    text: str
    ends_line: bool


class Sentences:
    """Cuts a reply into sentences, as its pieces come. A model's thinking aloud is left out."""

    def __init__(self) -> None:
        self._raw = ""
        self._taken = 0

    @property
    def pending(self) -> str:
        """What has come since the last complete sentence."""
        return self._visible()[self._taken :].strip()

    def _visible(self) -> str:
        return _THINKS.sub("", _THINKING.sub("", self._raw))

    def feed(self, piece: str) -> list[Sentence]:
        """The sentences that ``piece`` completes."""
        self._raw += piece
        return self._complete(last=False)

    def finish(self) -> list[Sentence]:
        """The sentences that are left when nothing more will come."""
        found = self._complete(last=True)
        rest = self.pending
        self._taken = len(self._visible())
        return [*found, Sentence(rest, True)] if rest else found

    def _complete(self, *, last: bool) -> list[Sentence]:
        text = self._visible()
        found = []
        while (cut := _cut(text, self._taken, last=last)) is not None:
            sentence = text[self._taken : cut]
            self._taken = cut
            if sentence.strip():
                found.append(Sentence(sentence.strip(), sentence.endswith("\n")))
            elif found:
                found[-1] = Sentence(found[-1].text, True)
        return found


def _cut(text: str, begin: int, *, last: bool) -> int | None:
    """Where the sentence that begins at ``begin`` ends, its references included; None while that can't be told."""
    for stop in _STOP.finditer(text, begin):
        if stop.group() == "." and (_NOT_STOP_BEFORE.search(text[begin : stop.start()]) or stop.end() == len(text)):
            continue
        if "\n" in stop.group():
            return stop.end()
        trailing = _TRAILING.match(text, stop.end())
        end = trailing.end() if trailing else stop.end()
        line = re.match(r"[ \t]*\n+", text[end:])
        if line:
            return end + line.end()
        # More may still belong to it: a reference that has only been opened, or that has not begun.
        if not last and _OPENING.match(text, end):
            return None
        return end
    return None
