"""A conversation as a Word file, its sources as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Answer, Citation
from assistant.page.render import where
from assistant.page.words import Words
from assistant.word_file import Paragraph, Run, Style, paragraph, word_file

_PIECE = re.compile(r"\[(\d{1,3})\]")


def conversation_file(turns: Sequence[tuple[str, Answer | None]], words: Words) -> bytes:
    """The bytes of a ``.docx`` with each question and its answer."""
    parts = [paragraph(Style.TITLE, words("word.title"))]
    for number, (question, answer) in enumerate(turns, 1):
        parts.append(paragraph(Style.FIRST, words("word.question", n=number, question=question)))
        if answer is None:
            parts.append(paragraph(Style.BODY, words("word.unanswered")))
        else:
            parts.extend(_answer(answer, words))
    return word_file(parts)


def _answer(answer: Answer, words: Words) -> Iterator[Paragraph]:
    cited = {citation.n: citation for citation in answer.citations}
    noted: set[int] = set()
    for line in filter(str.strip, answer.answer.splitlines()):
        runs: list[Run] = []
        done = 0
        for found in _PIECE.finditer(line):
            citation = cited.get(int(found.group(1)))
            if citation is None:
                continue
            # A source is written out where it is first named.
            note = "" if citation.n in noted else source_note(citation, words)
            noted.add(citation.n)
            runs.append(Run(_plain(line[done : found.start()]), note=note))
            done = found.end()
        runs.append(Run(_plain(line[done:])))
        yield Paragraph(Style.BODY, tuple(run for run in runs if run.text or run.note))


def _plain(text: str) -> str:
    return text.replace("**", "")


def source_note(citation: Citation, words: Words) -> str:
    """A source in one line: place, year, title, section, quote."""
    return words(
        "word.source",
        where=where(citation.place, citation.county, citation.year, words),
        title=citation.title or citation.file,
        section=" › ".join(citation.section),
        quote=citation.quote,
    )
