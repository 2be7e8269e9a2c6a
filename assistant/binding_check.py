"""The binding check: what a model may say, sentence by sentence. Pure code; no model has a say in it.

A sentence stands if what it cites exists, every number in it is bound in what it cites (or in the ledger's computed
values) to the place, the year and the words beside it, every place and year is that of a source, and the rest of it is taken
from there too. A number is put right from the ledger where only one figure can be meant; else the sentence is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Correction
from assistant.comparisons import all_missing, claim_fault, says_absent
from assistant.evidence import Grounds, Mentions, Source
from assistant.ledger_binding import Binder
from assistant.model_wording import FAULTS, Fault, in_language
from assistant.references import MARK, resolve, without_marks
from assistant.statements import english_numbers, literals_in, numbers_in, pairs, years_in
from assistant.suspicious import forbidden
from assistant.towns import Town
from index.fold import fold

# The share of a sentence's pairs of characters that its sources must hold; of one without a reference, to be given one.
_TAKEN_UP = 0.34
_CLEARLY_TAKEN_UP = 0.5
_MOST_ADDED = 3
_LONGEST_LABEL = 24
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n]{2,})[”\"」』]")
_RELATIVE_YEAR = re.compile(r"去年|前年|上一?年度?|今年|明年|下一年度?|本年度?")
_BULLET = re.compile(
    r"^\s*(?:#{1,6}\s*|[-*•·]\s+|>\s*|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)）]\s*|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]\s*)"
)
# Words that join what the sources say; they need no source themselves.
_FRAME = (
    "根据资料根据报告根据台账据资料据报告据台账显示，总的来看总体来说整体上看其中分别主要包括以及此外另外同时通过方面方式做法工作开展情况进行相关有关内容具体如下可以参考借鉴值得写明写到提到报告报告中显示各地两地两镇各镇都写到均共同相同不同之处则是注重侧重重视强调突出表现为体现在"
    "例如比如并且而且还有该镇该乡该街道当地全年年度共计达到为了从来看在于这一这些对此围绕采取推动推进做到形成介绍描述说明了这段段落条目一是二是三是"
)
# What stands before a quote in the prompt: 某县某镇 2024年｜…｜
_COPIED = re.compile(r"^[^｜]{0,40}｜[^｜]{0,40}｜")
# A model that repeats the question says nothing.
_ASKS = re.compile(r"[？?]|多少|几(?=[件起名份次场条项人家户期批支]\S*$)|怎么样?|吗(?=[。\s\[]|$)")
_ENGLISH_ODD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the check: what may be shown of it (nothing if ``text`` is empty) and what was changed.

    ``label`` marks a heading that stands only with a sentence below it. ``stated`` are the positions of the asserted figures
    that it states, ``computed`` whether it states the computed value.
    """

    text: str
    numbers: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stated: frozenset[int] = frozenset()
    computed: bool = False
    label: bool = False


class BindingCheck:
    """Holds the sentences of one answer against its grounds."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._binder = Binder(grounds)
        self._known = frozenset(grounds.by_number)
        self._joining = pairs(_FRAME)
        self._frame = self._joining | pairs(grounds.question)

    def check(self, written: str) -> Checked:
        """What of the sentence ``written`` may be shown."""
        plain = _BULLET.sub("", _COPIED.sub("", written)).replace("**", "").replace("__", "").strip()
        if not re.search(r"\w", plain):
            return Checked("")
        if forbidden(plain):
            return self._dropped(written, "forbidden")
        if _ASKS.search(plain):
            return self._dropped(written, "unsupported")
        resolved = resolve(plain, self._known)
        text = resolved.text.strip()
        bare = without_marks(text).strip()
        mentions = self._grounds.mentions(bare)
        named = tuple(town for _, _, towns in mentions.spans for town in towns)
        if _is_label(bare, resolved.numbers) or not _says_anything(bare, mentions):
            known = all(any(source.of(towns) for source in self._grounds.sources) for _, _, towns in mentions.spans)
            fits = (
                known
                and not mentions.unknown
                and not numbers_in(bare)
                and not literals_in(bare)
                and self._taken_up(bare, self._grounds.sources) >= _CLEARLY_TAKEN_UP
            )
            return Checked(bare, label=True) if fits else self._dropped(written, "unsupported")
        if says_absent(bare) and named and all_missing(named, self._grounds) and not numbers_in(bare):
            return Checked(bare)
        return self._with_sources(written, text, resolved.numbers, mentions, named, invented=bool(resolved.refused))

    def _with_sources(
        self,
        written: str,
        text: str,
        numbers: tuple[int, ...],
        mentions: Mentions,
        named: tuple[Town, ...],
        *,
        invented: bool,
    ) -> Checked:
        grounds = self._grounds
        fits = [n for n in numbers if not named or self._may_cite(grounds.by_number[n], without_marks(text), mentions)]
        bound = self._binder.bind(text, mentions, fits)
        if bound.fault is not None:
            return self._dropped(written, bound.fault)
        cited = list(dict.fromkeys((*fits, *bound.numbers)))
        words = without_marks(bound.text)
        if not cited and not bound.computed:
            cited = self._found_for(words, named)
            if not cited:
                return self._dropped(written, "invented" if invented else "uncited")
        sources = [grounds.by_number[n] for n in cited]
        fault = self._fault(words, sources, named, computed=bound.computed, bound=bool(bound.numbers))
        if fault is not None:
            return self._dropped(written, fault)
        shown = _with_marks(bound.text, cited, grounds.english)
        corrections = list(bound.corrections)
        gone = [n for n in numbers if n not in cited]
        if invented or gone or any(n not in numbers for n in cited):
            why: Fault = "invented" if invented else "cited"
            corrections.append(Correction(written.strip(), shown, self._why(why)))
        return Checked(shown, tuple(cited), tuple(corrections), bound.stated, bound.computed)

    def _fault(
        self, words: str, sources: Sequence[Source], named: Sequence[Town], *, computed: bool, bound: bool
    ) -> Fault | None:
        """What is wrong with a sentence whose numbers are bound, if anything is."""
        grounds = self._grounds
        cited = "\n".join(source.read for source in sources)
        mentions = grounds.mentions(words)
        if not computed:
            for start, end, towns in mentions.spans:
                if not any(source.of(towns) for source in sources) and words[start:end] not in cited:
                    return "place"
        flat = _flat(cited)
        if any(_flat(name) not in flat for name in mentions.unknown):
            return "place"
        # Not the headings': what is written must be found in what is quoted.
        quoted = "\n".join(source.text for source in sources)
        years = {source.citation.year for source in sources} | {one[0] for one in years_in(quoted)}
        years |= {one.year for one in grounds.figures if one.citation in {source.n for source in sources}}
        if computed:
            years |= set(grounds.scope.years)
        if any(year not in years for year, _, _ in years_in(words)):
            return "year"
        relative = _RELATIVE_YEAR.search(words)
        if relative and relative.group() not in cited:
            return "year"
        for quotation in _QUOTED.findall(words):
            if _flat(quotation).strip("，。；、") not in flat and quotation not in grounds.question:
                return "quote"
        fault = claim_fault(words, named, cited, grounds)
        if fault is not None or computed:
            return fault
        if grounds.english and _mostly_latin(words):
            return None if self._english_bound(words, sources) else "number"
        if not grounds.english and _mostly_latin(words):
            return "unsupported"
        share = self._taken_up(words, sources, asked=bound)
        return None if share >= _TAKEN_UP else "unsupported"

    def _may_cite(self, source: Source, words: str, mentions: Mentions) -> bool:
        """Whether a sentence that names places may cite ``source``: it is of one of them, or names one itself."""
        return any(source.of(towns) or words[start:end] in source.read for start, end, towns in mentions.spans)

    def _found_for(self, words: str, named: Sequence[Town]) -> list[int]:
        """The sources of a sentence that names none, where they are plain."""
        found = []
        for source in self._grounds.sources:
            if not named or source.of(named):
                share = self._taken_up(words, [source], frame=False)
                if share >= _CLEARLY_TAKEN_UP:
                    found.append((share, source.n))
        found.sort(reverse=True)
        return sorted(n for share, n in found[:_MOST_ADDED] if share >= 0.8 * found[0][0])

    def _taken_up(self, words: str, sources: Iterable[Source], *, frame: bool = True, asked: bool = False) -> float:
        """The share of the pairs of characters of ``words`` that come from ``sources``.

        ``frame`` leaves out the words that join, and those of the question; ``asked`` counts the question's as well, for
        a sentence whose numbers are bound: what they count is what was asked for.
        """
        mine = pairs(words)
        theirs = pairs("\n".join(source.read for source in sources))
        if asked:
            mine -= self._joining
            return len(mine & (theirs | self._frame)) / len(mine) if mine else 1.0
        if frame:
            # What only repeats the question says nothing that needs a source, but is something.
            mine = mine - self._frame or mine - self._joining
        return len(mine & theirs) / len(mine) if mine else 0.0

    def _english_bound(self, words: str, sources: Sequence[Source]) -> bool:
        """Whether every number of an English sentence is the value of one in its sources."""
        cited = "\n".join(source.text for source in sources)
        values = {one.value for one in numbers_in(cited)} | {float(year) for year, _, _ in years_in(words)}
        flat = _flat(cited)
        return all(
            value is not None and (value in values or re.search(rf"(?<![\d.]){re.escape(written)}(?![\d.])", flat))
            for written, value in english_numbers(MARK.sub("", words))
        )

    def _dropped(self, written: str, fault: Fault) -> Checked:
        return Checked("", corrections=(Correction(written.strip(), "", self._why(fault)),))

    def _why(self, fault: Fault) -> str:
        return in_language(FAULTS[fault], self._grounds.english)


def _says_anything(bare: str, mentions: Mentions) -> bool:
    """Whether more than names and years is in a sentence."""
    for start, end, _ in reversed(mentions.spans):
        bare = f"{bare[:start]}|{bare[end:]}"
    return bool(pairs(bare) or numbers_in(bare) or _ENGLISH_ODD.search(bare))


def _is_label(bare: str, numbers: Sequence[int]) -> bool:
    """Whether a line is a heading: short, without a reference, a sentence's marks or a number that it would state."""
    if numbers or len(bare) > _LONGEST_LABEL:
        return False
    return bare[-1:] in "：:" or not (re.search(r"[，。；,;.!?！？]", bare) or numbers_in(bare))


def _mostly_latin(words: str) -> bool:
    letters = sum(len(run) for run in _ENGLISH_ODD.findall(words))
    return letters > 2 * len(re.findall(r"[一-鿿]", words))


def _flat(text: str) -> str:
    return "".join(fold(text).split())


def _with_marks(text: str, cited: Sequence[int], english: bool) -> str:
    """``text`` with the marks of ``cited`` and no others: those in it stay where they are, the rest stand at its end."""
    kept = MARK.sub(lambda mark: mark.group() if int(mark[1]) in cited else "", text).strip()
    lacking = [n for n in cited if f"[{n}]" not in kept]
    marks = "".join(f"[{n}]" for n in lacking)
    if not marks:
        return kept
    body, stop = (kept[:-1], kept[-1]) if kept[-1:] in "。；！？.;!?" else (kept, "." if english else "。")
    return f"{body}{marks}{stop}"
