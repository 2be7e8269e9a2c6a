"""Writing a report after others' example: paragraphs of a part and topic, and the same with what is theirs blanked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.blanking import BLANK, blanked
from assistant.compose import bare_heading
from assistant.word_file import Paragraph, Run, Style, paragraph
from index.library import Library
from index.parts import Part, in_part, part_of, topics, topics_of
from index.records import Hit, Section
from index.search import search

MOST_EXAMPLES = 30
_CANDIDATES = 120
_OF_ONE_REPORT = 2
_DEALS_WITH = 0.5
# Passages that share this much of their four-character pieces say the same.
_ALIKE = 0.6
_PIECE = 4
_SHORTEST = 15
_LONGEST_HEADING = 40
_LINE_ENDS = "。！？；：.!?;:”’）)】》"

# What each part is searched by when nothing else is asked.
_PART_WORDS = {
    Part.MEASURES: "推进法治政府建设的主要举措和成效",
    Part.SHORTCOMINGS: "存在的不足和原因",
    Part.RESPONSIBILITY: "党政主要负责人履行推进法治建设第一责任人职责",
    Part.PLANS: "下一年度推进法治政府建设的主要安排",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A passage of a report as an example; ``alike`` counts the other passages that say the same."""

    hit: Hit
    alike: int = 0


def examples(
    library: Library, *, part: Part | None, topic: str, text: str, report_ids: Collection[str] | None
) -> list[Example]:
    """Passages on a part, a topic (a key of ``index.parts.topics``) and free words, best first, those alike folded.

    Raises:
        StoreError, EmbeddingError: the store or the model can't be used.
    """
    wanted = topics().get(topic)
    asked = [one for one in (wanted.name if wanted else "", text.strip()) if one]
    query = " ".join(asked) or _PART_WORDS.get(part or Part.MEASURES, "")
    found: list[Hit] = []
    of_report: dict[str, int] = {}
    for hit in search(library, query, report_ids=report_ids, limit=_CANDIDATES):
        if part is not None and not in_part(part, hit.section, hit.text, hit.year):
            continue
        if wanted is not None and topics_of(hit.section, hit.text).get(topic, 0.0) < _DEALS_WITH:
            continue
        if len(hit.text) - len(hit.section[-1] if hit.section else "") < _SHORTEST:
            continue  # a heading with next to nothing under it
        if of_report.get(hit.report_id, 0) >= _OF_ONE_REPORT:
            continue
        of_report[hit.report_id] = of_report.get(hit.report_id, 0) + 1
        found.append(hit)
    return _folded(found)[:MOST_EXAMPLES]


def _folded(hits: Iterable[Hit]) -> list[Example]:
    kept: list[Example] = []
    pieces: list[frozenset[str]] = []
    for hit in hits:
        mine = _pieces(hit.text)
        same = next((at for at, other in enumerate(pieces) if _shared(mine, other) >= _ALIKE), None)
        if same is None:
            kept.append(Example(hit))
            pieces.append(mine)
        else:
            kept[same] = replace(kept[same], alike=kept[same].alike + 1)
    return kept


def _pieces(text: str) -> frozenset[str]:
    bare = "".join(one for one in text if one.isalpha())
    return frozenset(bare[at : at + _PIECE] for at in range(max(1, len(bare) - _PIECE + 1)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage that was chosen for a draft, by where it stands."""

    report: str
    start: int
    end: int


# The parts that a report must have, in their order, and how they are headed.
OUTLINE = (
    (Part.MEASURES, "推进法治政府建设的主要举措和成效"),
    (Part.SHORTCOMINGS, "推进法治政府建设存在的不足和原因"),
    (Part.RESPONSIBILITY, "党政主要负责人履行推进法治建设第一责任人职责的有关情况"),
    (Part.PLANS, "下一年度推进法治政府建设的主要安排"),
)
_NUMBERS = "一二三四五六七八九十"


def draft(library: Library, chosen: Sequence[Chosen]) -> list[Paragraph]:
    """An outline in the statutory parts with the chosen passages put in, blanked, their sources as notes.

    Raises:
        StoreError: a passage's report is no longer there.
    """
    names = place_names(library)
    passages: dict[Part, list[Paragraph]] = {part: [] for part, _ in OUTLINE}
    for one in chosen:
        report = library.catalog.report(one.report)
        section = next((each for each in report.sections if each.start <= one.start < each.end), None)
        path = section.path if section else ()
        part = part_of(path, report.year)
        into = passages[part if part in passages else Part.MEASURES]
        start = one.start
        if section is not None and path and one.start < section.body_start:
            # The passage begins with its heading, which becomes one here.
            into.append(_heading(section, into, names))
            start = min(section.body_start, one.end)
        note = f"{report.place.full_name}{report.year or ''}《{report.title or report.file}》{' › '.join(path)}"
        runs = blanked(report.text, start, one.end, library.catalog.figures([one.report]), names)
        into.extend(_lines(runs, note))
    title = Paragraph(Style.TITLE, (_blank(), Run("人民政府\n关于"), _blank(), Run("年法治政府建设情况的报告")))
    made = [title, Paragraph(Style.BODY, (Run("现将"), _blank(), Run("年法治政府建设情况报告如下。")))]
    for number, (part, heading) in enumerate(OUTLINE):
        made.append(paragraph(Style.FIRST, f"{_NUMBERS[number]}、{heading}"))
        made.extend(passages[part] or [Paragraph(Style.BODY, (_blank(),))])
    return made


def place_names(library: Library) -> frozenset[str]:
    """Every name by which a place of the library can be told, with and without its suffix."""
    names = set()
    for info in library.catalog.reports():
        for name in (info.place.township, info.place.county, info.place.city):
            names |= {name, re.sub(r"(?:街道办事处|街道|民族乡|镇|乡|县|区|市)$", "", name)}
    return frozenset(name for name in names if len(name) > 1)


def _blank() -> Run:
    return Run(BLANK, blank=True)


def _heading(section: Section, before: Sequence[Paragraph], names: Collection[str]) -> Paragraph:
    """A section's heading under its part, numbered on from those ``before`` it."""
    words = bare_heading(section.heading)
    number = _NUMBERS[sum(one.style is Style.SECOND for one in before) % len(_NUMBERS)]
    return Paragraph(Style.SECOND, (Run(f"（{number}）"), *blanked(words, 0, len(words), (), names)))


def breaks_off(line: str) -> bool:
    """Whether a line ends inside a sentence, as pages break them; a heading is short and ends where it will."""
    words = line.strip()
    return len(words) >= _LONGEST_HEADING and words[-1] not in _LINE_ENDS


def _mended(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines, those that break off put together with the next."""
    mended: list[list[Run]] = []
    for line in lines:
        if mended and breaks_off("".join(run.text for run in mended[-1])):
            mended[-1].extend(line)
        else:
            mended.append(line)
    return mended


def _lines(runs: Sequence[Run], note: str) -> Iterator[Paragraph]:
    """The runs as paragraphs, one a line of the text; the note stands at the end of the last."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=words)] for words in rest)
    kept = [[run for run in line if run.text] for line in lines]
    kept = _mended([line for line in kept if "".join(run.text for run in line).strip()])
    for number, line in enumerate(kept, 1):
        last = Run("", note=note) if number == len(kept) else None
        yield Paragraph(Style.BODY, (*line, last) if last else tuple(line))
