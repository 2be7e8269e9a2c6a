"""Asking a question again in another scope: its own places and years taken out, the wanted ones put in front."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.rows import ReportInfo

_SUFFIX = re.compile(r"(?:街道办事处|街道|民族乡|镇|乡)$")
_YEAR = re.compile(
    r"(?:(?:in|for|during)\s+)?(?:19|20)\d{2}\s*(?:年度|年)?|[一二][〇零○九][〇零○一二三四五六七八九]{2}年度?"
)
# What is left over where names were: joining words at the front, and brackets or commas with nothing in them.
_LEFT_OVER = re.compile(r"^(?:[\s、，,。；;：:和与跟及]|的|以及)+|[（(]\s*[)）]")


def scope_choices(reports: Iterable[ReportInfo]) -> dict[str, Any]:
    """The places and years that can be asked about, for a person to choose from."""
    known = list(reports)
    return {
        "places": sorted({name for one in known if (name := one.place.township or one.place.county)}),
        "years": sorted({one.year for one in known if one.year}, reverse=True),
    }


def asked_in_scope(wanted: object, reports: Iterable[ReportInfo]) -> str:
    """The question that ``wanted`` (question, places, years; from a browser) asks in its new scope."""
    data = wanted if isinstance(wanted, Mapping) else {}
    places, years = data.get("places"), data.get("years")
    return rescoped(
        str(data.get("question", "")),
        [str(one) for one in places] if isinstance(places, list) else [],
        [str(one) for one in years] if isinstance(years, list) else [],
        [name for one in reports for name in (one.place.county + one.place.township, one.place.township)],
    )


def rescoped(question: str, places: Sequence[str], years: Sequence[str], known: Collection[str]) -> str:
    """``question`` about ``places`` and ``years`` instead of the ``known`` places and the years that it names."""
    rest = question
    for name in _spellings(known):
        rest = re.sub(re.escape(name), " ", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\s{2,}", " ", _YEAR.sub(" ", rest))
    rest = re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", rest).strip()
    rest = _LEFT_OVER.sub("", rest)
    scope = "、".join(places) + "、".join(f"{year}年" if year.isdigit() else year for year in years)
    return f"{scope}{rest}".strip() if rest else question


def _spellings(known: Collection[str]) -> Iterator[str]:
    """The names, then without their suffix, then in pinyin; longer ones first, so that no half of one is left."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only for this

    full = sorted({name for name in known if name}, key=len, reverse=True)
    short = sorted({_SUFFIX.sub("", name) for name in full if len(_SUFFIX.sub("", name)) > 1}, key=len, reverse=True)
    yield from full
    yield from short
    for name in short:
        syllables = lazy_pinyin(name)
        yield " ".join(syllables)
        yield "".join(syllables)
