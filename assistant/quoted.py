"""What was found for a practice question: spans of reports to quote, and what is said where there are none."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.scope import Slot


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span of a report to quote and, inside it, the sentences to show; where it stands and how well it fits."""

    slot: Slot
    start: int
    end: int
    section: tuple[str, ...]
    score: float
    shown: tuple[int, int] = (0, 0)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: quotes grouped by place; ``silent`` are the slots with nothing on it.

    ``nearest`` names the topics of the passages that came nearest when none treats the question; ``off_topic`` says
    that not even those have to do with it; ``loose`` that what is quoted only comes near; ``bare``
    that the question names no matter at all.
    """

    quotes: tuple[Quoted, ...]
    silent: tuple[Slot, ...]
    off_topic: bool = False
    nearest: tuple[str, ...] = ()
    loose: bool = False
    bare: bool = False
