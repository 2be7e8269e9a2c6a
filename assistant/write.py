"""An extractive answer put into a model's words: prompt, stream, check, and the answer that stands if any of it fails."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Correction
from assistant.binding_check import BindingCheck, Checked
from assistant.briefing import REPLY_TOKENS, brief
from assistant.draft import Draft, Sentence, Sentences
from assistant.evidence import Grounds, Mentions, grounds_of
from assistant.model import Model
from assistant.model_wording import CORRECTED, DROPPED, FAULTS, FELL_BACK, NOT_ALL_SHOWN, UNFIT, in_language
from assistant.references import MARK, without_marks
from assistant.stop import Stop
from index.errors import ModelError, PromptError

# Of the sentences that a model wrote, the share that must stand: a text of remnants is no answer.
_MUST_STAND = 0.4
_MOST_CORRECTIONS = 40
_QUIET_SECONDS = 0.5


@dataclass
class _Text:
    """The checked text as it grows, and what it states."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    label: str = ""
    kept: int = 0
    dropped: int = 0
    changed: int = 0
    numbers: set[int] = field(default_factory=set)
    stated: set[int] = field(default_factory=set)
    computed: bool = False
    corrections: list[Correction] = field(default_factory=list)

    def add(self, sentence: Sentence, checked: Checked) -> None:
        """Take up a checked sentence; a label waits for one below it."""
        self.corrections.extend(checked.corrections)
        if checked.label:
            self.label = checked.text
            return
        if not checked.text:
            self.dropped += bool(checked.corrections)
            if self.parts and sentence.ends_line:
                self.parts[-1] = (self.parts[-1][0], True)
            return
        if self.label:
            self.parts.append((self.label, True))
            self.label = ""
        self.kept += 1
        self.changed += sum(one.why in FAULTS["number"] for one in checked.corrections)
        self.numbers.update(checked.numbers)
        self.stated.update(checked.stated)
        self.computed = self.computed or checked.computed
        self.parts.append((checked.text, sentence.ends_line))

    def __str__(self) -> str:
        return "".join(part + ("\n" if ends else _space_after(part)) for part, ends in self.parts).strip()


def _space_after(part: str) -> str:
    """English sentences stand apart, Chinese ones don't."""
    return " " if without_marks(part).rstrip()[-1:].isascii() else ""


def write(
    answer: Answer,
    model: Model,
    mentions: Callable[[str], Mentions],
    *,
    english: bool,
    within: float,
    stop: Stop | None = None,
) -> Iterator[Draft | Answer]:
    """``answer`` in the words of ``model``, as Drafts while it is written, at last as an Answer.

    Its figures, computed values, scope, table and citations are always those of ``answer``. Where the model fails, or
    what it writes does not hold, ``answer`` comes back as it is with a note that says why.
    """
    started = time.perf_counter()
    waited = 0.0
    text, sentences = _Text(), Sentences()
    try:
        grounds = grounds_of(answer, mentions, english=english)
        briefing = brief(answer, grounds, model.context)
        check = BindingCheck(grounds)
        pieces = model.stream(briefing.prompt, within=within, most=REPLY_TOKENS, stop=stop)
        shown, told = None, started
        while True:
            asked = time.perf_counter()
            piece = next(pieces, None)
            waited += time.perf_counter() - asked
            for sentence in sentences.finish() if piece is None else sentences.feed(piece):
                text.add(sentence, check.check(sentence.text))
            if piece is None:
                break
            draft = Draft(str(text), sentences.pending)
            if draft != shown or time.perf_counter() - told > _QUIET_SECONDS:
                # Also when nothing has come for a while: whoever reads may want to go away.
                yield draft
                shown, told = draft, time.perf_counter()
    except (ModelError, PromptError) as error:
        why = error.english if english else str(error)
        yield _as_it_was(answer, in_language(FELL_BACK, english, why=why), (), waited, started)
        return
    if not _holds(text, answer, grounds):
        yield _as_it_was(answer, in_language(UNFIT, english), tuple(text.corrections), waited, started)
        return
    notes = list(answer.notes)
    if text.dropped:
        notes.append(in_language(DROPPED, english, count=text.dropped))
    if text.changed:
        notes.append(in_language(CORRECTED, english, count=text.changed))
    if not briefing.complete:
        notes.append(in_language(NOT_ALL_SHOWN, english))
    written = replace(
        answer,
        answer=_whole(text, answer),
        mode="llm",
        model=model.name,
        notes=tuple(notes),
        corrections=tuple(dict.fromkeys(text.corrections))[:_MOST_CORRECTIONS],
    )
    yield replace(written, timings_ms=_timings(waited, started))


def _as_it_was(answer: Answer, note: str, corrections: tuple[Correction, ...], waited: float, started: float) -> Answer:
    return replace(
        answer,
        notes=(*answer.notes, note),
        corrections=tuple(dict.fromkeys(corrections))[:_MOST_CORRECTIONS],
        timings_ms=_timings(waited, started),
    )


def _timings(waited: float, started: float) -> dict[str, int]:
    """How long the model was waited for, and what else writing took."""
    spent = time.perf_counter() - started
    return {"model": round(waited * 1000), "check": round((spent - waited) * 1000)}


def _holds(text: _Text, answer: Answer, grounds: Grounds) -> bool:
    """Whether the heart of the answer is in what was kept of the text."""
    if not text.kept or text.kept < _MUST_STAND * (text.kept + text.dropped):
        return False
    if not answer.figures:
        # A practice: every place that has something on it is spoken of.
        places = {(s.citation.county, s.citation.place) for s in grounds.sources}
        cited = {(s.citation.county, s.citation.place) for s in grounds.sources if s.n in text.numbers}
        return bool(cited) and len(cited) >= 0.6 * len(places)
    computed = answer.aggregate
    if computed is not None and computed.op in ("sum", "mean", "count", "change", "difference"):
        return text.computed
    if computed is not None and answer.figures[0].citation in text.numbers:
        return True  # the place with the most; its number is added if it was left out
    return 0 in text.stated or (computed is None and len(text.stated) >= 0.5 * len(answer.figures))


def _whole(text: _Text, answer: Answer) -> str:
    """The model's text with what must be said whoever writes: figures it left out, coverage, what is missing, which year."""
    lines = answer.answer.splitlines()
    if answer.kind == "example":
        # The passages themselves are what was asked for.
        return "\n".join([str(text), *lines])
    flat = re.sub(r"\s", "", str(text))
    told = answer.figures if answer.aggregate is None else answer.figures[:1]
    left_out = [one for at, one in enumerate(told) if at not in text.stated and not text.computed]
    said = []
    for line in filter(None, lines):
        if MARK.search(line):
            if any(f"[{one.citation}]" in line and one.words in line for one in left_out):
                said.append(line)
        elif not line.startswith("**") and line[-1] not in "：:":
            said.append(line)
    return "\n".join([str(text), *(line for line in said if re.sub(r"\s", "", line) not in flat)])
