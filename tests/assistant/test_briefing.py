"""What the model gets to see: all that fits, and of each place its share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer, Citation, Scope
from assistant.briefing import REPLY_TOKENS, brief, fitted, tokens
from assistant.evidence import Grounds, Mentions, Source, grounds_of


def source(n: int, place: str, quote: str) -> Source:
    """A quote of ``place``."""
    citation = Citation(
        n, f"r{n}", f"{place}.txt", f"{place}报告", place, "某县", 2024, ("一、举措",), 0, len(quote), quote
    )
    return Source(citation, quote)


CLAUSE = "司法所每季度组织一次专题培训，"


def test_everything_is_shown_where_there_is_room() -> None:
    """In its order, whole."""
    sources = [source(1, "甲乡", CLAUSE * 3), source(2, "乙镇", CLAUSE)]
    assert [(one.n, quote) for one, quote in fitted(sources, 2000)] == [(1, CLAUSE * 3), (2, CLAUSE)]


def test_places_have_equal_shares() -> None:
    """A place with much to say doesn't crowd out the others; what one leaves over goes to the rest."""
    much = [source(n, "甲乡", CLAUSE * 8) for n in range(1, 7)]
    some = [source(7, "乙镇", CLAUSE * 8), source(8, "丙镇", CLAUSE)]
    shown = fitted([*much, *some], 420)
    spent = {
        place: sum(tokens(quote) for one, quote in shown if one.citation.place == place)
        for place in ("甲乡", "乙镇", "丙镇")
    }
    assert spent["丙镇"] == tokens(CLAUSE)
    assert spent["乙镇"] == tokens(CLAUSE * 8)
    assert spent["甲乡"] <= 420 - spent["乙镇"] - spent["丙镇"]
    assert [one.n for one, _ in shown] == sorted(one.n for one, _ in shown)


def test_a_quote_is_cut_at_the_end_of_a_clause() -> None:
    """And shown to be cut."""
    ((_, quote),) = fitted([source(1, "甲乡", CLAUSE * 20)], 100)
    assert quote.endswith("培训……")


@pytest.mark.parametrize("context", [1024, 2048, 4096])
def test_the_prompt_fits_the_context(context: int, grounds: Callable[[str], Grounds]) -> None:
    """With room for the reply, whatever was found."""
    places = [f"{a}{b}镇" for a in "东南西北中" for b in "山水林田"]
    citations = tuple(source(n, place, CLAUSE * 12).citation for n, place in enumerate(places, 1))
    answer = Answer("各镇怎么培训", "各镇怎么培训", "compare", "answered", "", Scope(), citations=citations)
    made = brief(answer, grounds_of(answer, lambda _: Mentions(), english=False), context)
    if context > 2000:
        assert tokens(made.prompt.system + made.prompt.user) + REPLY_TOKENS <= context
    assert "……" in made.prompt.user
    assert made.complete is (context > 2048)


def test_the_model_sees_numbered_quotes_and_the_ledgers_rows(grounds: Callable[[str], Grounds]) -> None:
    """Place, year, section and quote; the rows with their citations; and how many reports state it."""
    question = "各镇2024年办理行政处罚案件多少件"
    own = grounds(question)
    answer = Answer(
        question,
        question,
        "compare",
        "answered",
        "",
        own.scope,
        own.figures,
        citations=tuple(one.citation for one in own.sources),
    )
    user = brief(answer, own, 4096).prompt.user
    for figure in own.figures:
        assert (
            f"{figure.county}{figure.place} {figure.year}年 {figure.indicator}：{figure.words} [{figure.citation}]"
            in user
        )
    for one in own.sources:
        assert f"[{one.n}] {one.citation.county}{one.citation.place} {one.citation.year}年｜" in user
    assert "未载明（不等于0）" in user
