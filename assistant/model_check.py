"""Whether the attached model can do its work: reachable, known, streams, cites as it is told to, and how fast it is."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.answer import Answer, AssertedFigure, Citation, Scope
from assistant.binding_check import BindingCheck
from assistant.briefing import REPLY_TOKENS, brief
from assistant.draft import Sentences
from assistant.evidence import Mentions, grounds_of
from assistant.model import Model
from assistant.model_wording import CHECK_DETAILS, CHECKS, in_language
from assistant.references import MARK
from assistant.towns import Town
from index.errors import ModelError

_LIST_SECONDS = 15.0
_MOST_NAMED = 12
_LONGEST_SHOWN = 200
# A model of one's own is rarely listed; these endpoints answer all the same.
_QUOTES = (
    ("甲乡", "全乡调解矛盾纠纷41件，举办普法讲座6场，发放宣传资料1.2万余份。", "41件"),
    ("乙镇", "乙镇人民调解委员会调解矛盾纠纷57件，全部签订调解协议。", "57件"),
)
_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Tested:
    """One thing that was tested: ``name`` is a key of CHECKS, ``ok`` is None for what is only measured."""

    name: str
    ok: bool | None
    detail: tuple[str, str]
    model: str

    def said(self, english: bool) -> tuple[str, str]:
        """What was tested, and what was found."""
        return in_language(CHECKS[self.name], english, model=self.model), self.detail[1 if english else 0]


def check_model(model: Model) -> Iterator[Tested]:
    """Test ``model``, each finding as it is made; the first that fails for good is the last."""

    def found(name: str, ok: bool | None, key: str = "", **values: object) -> Tested:
        pair = CHECK_DETAILS[key] if key else ("", "")
        return Tested(name, ok, (pair[0].format(**values), pair[1].format(**values)), model.name)

    try:
        names = model.names(min(_LIST_SECONDS, model.timeout))
    except ModelError:
        # Not every endpoint lists its models: what counts is whether it answers.
        listing = False
        yield found("reachable", None, "unlisted")
    else:
        listing = True
        listed = "、".join(names[:_MOST_NAMED]) + ("……" if len(names) > _MOST_NAMED else "")
        yield found("reachable", True, "models", count=len(names), names=listed or "—")
        if names and model.name not in names:
            yield found("known", None, "not_listed", names=listed)
    answer, mentions = _exercise()
    grounds = grounds_of(answer, mentions, english=False)
    started = time.perf_counter()
    first, pieces = 0.0, []
    try:
        for piece in model.stream(
            brief(answer, grounds, model.context).prompt, within=model.timeout, most=REPLY_TOKENS
        ):
            if piece:
                first = first or time.perf_counter() - started
                pieces.append(piece)
    except ModelError as error:
        name = "known" if listing else "reachable"
        yield Tested(name, False, (str(error), error.english), model.name)
        return
    total = time.perf_counter() - started
    reply = "".join(pieces)
    yield found("known", True)
    yield found("streams", len(pieces) > 1, "" if len(pieces) > 1 else "whole")
    shown = re.sub(r"\s+", " ", reply)[:_LONGEST_SHOWN]
    cites = _cites(reply, BindingCheck(grounds))
    yield found("cites", cites, "reply" if cites else "not_cited", reply=shown)
    yield found("first", None, "seconds", seconds=f"{first:.1f}")
    yield found("total", None, "seconds", seconds=f"{total:.1f}")


def _cites(reply: str, check: BindingCheck) -> bool:
    """Whether most of the sentences of ``reply`` stand, with references in the form that was asked for."""
    cut = Sentences()
    sentences = [*cut.feed(reply), *cut.finish()]
    kept = [one for one in sentences if check.check(one.text).text]
    return bool(kept) and 2 * len(kept) >= len(sentences) and any(MARK.search(one.text) for one in kept)


def _exercise() -> tuple[Answer, Callable[[str], Mentions]]:
    """A comparison of two invented places, and the reader of their names."""
    citations = tuple(
        Citation(
            n,
            f"r{n}",
            f"{place}.txt",
            f"{place}{_YEAR}年法治政府建设情况报告",
            place,
            "",
            _YEAR,
            (),
            0,
            len(quote),
            quote,
        )
        for n, (place, quote, _) in enumerate(_QUOTES, 1)
    )
    figures = []
    for n, (place, quote, words) in enumerate(_QUOTES, 1):
        at, indicator = quote.index(words), "调解矛盾纠纷"
        figures.append(
            AssertedFigure(
                place, "", _YEAR, indicator, float(words[:-1]), words[-1], False, n, words, f"r{n}", at, at + len(words)
            )
        )
    towns = {place: Town(place, "", "", "", ((_YEAR, ""),)) for place, _, _ in _QUOTES}

    def mentions(text: str) -> Mentions:
        return Mentions(
            tuple((one.start(), one.end(), (towns[one.group()],)) for one in re.finditer("|".join(towns), text))
        )

    question = f"甲乡和乙镇{_YEAR}年各调解了多少件矛盾纠纷？"
    scope = Scope(tuple(towns), (_YEAR,), 2, 2)
    return Answer(question, question, "compare", "answered", "", scope, tuple(figures), citations=citations), mentions
