"""Notes at a report's end are tied to the words that they stand on: [3] 含线上咨询60余人次 to 接受咨询近400人次[3]."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import Figure, Role
from index.units import alike

# A mark; and a note's own, at the head of its line.
_MARK = re.compile(r"[\[［〔]\s*\d{1,2}\s*[\]］〕]")
_NOTE = re.compile(rf"(?:^|(?<=\n))\s*(?:注释?\s*)?(?P<mark>{_MARK.pattern}|[①-⑳])\s*[:：、.]?")
# What a note on a number says of a part of it, or of what became of it.
_LONGEST_CONTEXT = 90


def tie_notes(figures: Sequence[Figure], text: str) -> list[Figure]:
    """``figures`` of ``text`` in its order, those of notes with the words noted as their context, and as parts of the number noted."""
    # Where the mark stands nowhere before, it only numbers a list.
    noted = {
        note.end(): at
        for note in _NOTE.finditer(text)
        if 0 < (at := text.find(note["mark"])) < note.end() - len(note["mark"]) - 1
    }
    if not noted:
        return list(figures)
    found = [replace(one, indicator=_MARK.sub("", one.indicator).strip()) for one in figures]
    for position, figure in enumerate(found):
        note = max((end for end in noted if end <= figure.start), default=None)
        if note is None or "\n" in text[note : figure.start].strip():
            continue
        at = noted[note]
        on = max((one for one in found if one.end <= at), key=lambda one: one.end, default=None)
        if on is None or text[on.end : at].strip() not in ("", "，", "。"):
            continue
        part = figure.whole is None and alike(figure.unit, on.unit) and figure.value <= on.value
        found[position] = replace(
            figure,
            context=f"{text[on.clause_start : on.end]} {text[note : figure.clause_start]}".strip()[-_LONGEST_CONTEXT:],
            role=on.role if figure.role is Role.PLAN else figure.role,
            whole=on.number if part and on.role is Role.OUTCOME else figure.whole,
        )
    return found
