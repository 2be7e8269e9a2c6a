"""Practice questions over invented reports: each place answers with its own passage, and nothing off topic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.chain import Assistant
from assistant.config import Settings
from assistant.contrast import fold_alike
from assistant.quoted import Quoted
from assistant.scope import Slot
from assistant.towns import Town
from index.build import build
from index.bundled import unpack_bundled
from index.library import open_library

_SHARED = (
    "（三）规范执法。严格落实行政执法公示、执法全过程记录、重大执法决定法制审核三项制度，执法人员持证上岗、亮证执法。"
)
_REPORTS = {
    "青松县芦湾镇": (
        "（一）普法上船。把一条旧渡船改成流动课堂，靠岸就讲法，渔嫂当讲解员。\n"
        "（二）化解矛盾。推行“滩头茶叙”，请老船长坐在滩头劝和，当场写下约定。\n" + _SHARED,
        "一是持证人员少，夜间出船检查忙不过来；二是渔船普法讲完就散，没有回访。",
    ),
    "青松县云脊乡": (
        "（一）送法上山。组建骡马宣讲队，驮着展板走村串寨，用山歌讲法。\n"
        "（二）化解矛盾。推行“火塘夜议”，寨老围着火塘听两家说理，议定的事刻在木牌上。\n" + _SHARED,
        "一是寨子分散，宣讲一趟要走两天；二是木牌记事没有统一格式。",
    ),
}


def _report(place: str, measures: str, wanting: str) -> str:
    return (
        f"{place}人民政府\n关于2024年法治政府建设情况的报告\n\n2024年，{place}扎实推进法治政府建设，现报告如下。\n"
        f"一、主要举措和成效\n{measures}\n二、存在的不足和原因\n{wanting}\n三、下一年度主要安排\n继续抓好执法培训。\n"
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over two invented reports."""
    folder = tmp_path_factory.mktemp("practice")
    corpus, store = folder / "corpus", folder / "store"
    corpus.mkdir()
    store.mkdir()
    unpack_bundled(store)
    for place, (measures, wanting) in _REPORTS.items():
        (corpus / f"{place}2024年法治政府建设情况报告.txt").write_text(
            _report(place, measures, wanting), encoding="utf-8"
        )
    settings = Settings(corpus=corpus, store=store)
    build(settings.for_index(), progress=None, purpose="test")
    with open_library(settings.for_index()) as library:
        yield Assistant(library, settings, date(2025, 6, 1))


def _quotes(answer: Answer, place: str) -> str:
    return "".join(citation.quote for citation in answer.citations if citation.place == place)


def test_a_practice_told_in_other_words_is_found(assistant: Assistant) -> None:
    """A question that shares no name with the passage still finds it, in the place asked about."""
    answer = assistant.ask("芦湾镇是怎么在渡船上给群众讲法的")
    assert answer.status == "answered"
    assert "流动课堂" in _quotes(answer, "芦湾镇")


def test_each_place_answers_with_its_own_practice(assistant: Assistant) -> None:
    """Two named practices of two places: each place's own passage, though the other's name doesn't occur there."""
    answer = assistant.ask("芦湾镇的滩头茶叙和云脊乡的火塘夜议，做法有什么不同")
    assert "滩头茶叙" in _quotes(answer, "芦湾镇")
    assert "火塘夜议" in _quotes(answer, "云脊乡")
    assert "只有青松县芦湾镇写到" in answer.answer


def test_the_part_asked_for_is_quoted(assistant: Assistant) -> None:
    """The shortcomings of a place are taken from where it names them."""
    answer = assistant.ask("云脊乡自己说存在哪些不足")
    assert "没有统一格式" in _quotes(answer, "云脊乡")


def test_who_asks_why_is_answered_in_other_words(assistant: Assistant) -> None:
    """A why takes for granted that the report tells it; what only comes near is shown as such."""
    answer = assistant.ask("云脊乡的宣讲队为啥老是跑不过来")
    assert answer.status == "answered"
    assert "要走两天" in _quotes(answer, "云脊乡")


def test_a_part_with_talk_around_it(assistant: Assistant) -> None:
    """Words that only chat (那块、别家、给我看看) don't narrow the part that is asked for."""
    answer = assistant.ask("不足那一块别家咋写的，给我看看")
    assert {citation.place for citation in answer.citations} == {"芦湾镇", "云脊乡"}


@pytest.mark.parametrize("question", ["怎么做红烧肉", "航天技术的写法范例", "芦湾镇的幼儿园怎么管理"])
def test_what_no_report_treats_is_not_found(assistant: Assistant, question: str) -> None:
    """Neither another subject nor a practice that no report treats is answered with something else."""
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert not answer.citations


def test_examples_come_from_every_place_that_names_the_thing(assistant: Assistant) -> None:
    """One that writes far more of it than the others doesn't keep them out."""
    answer = assistant.ask("化解矛盾怎么写，给几个例子")
    assert {citation.place for citation in answer.citations} == {"芦湾镇", "云脊乡"}


def test_every_quote_is_the_reports_own_text(assistant: Assistant) -> None:
    """A citation is exactly its span, and the words shown stand within the quotes."""
    answer = assistant.ask("行政执法部分有没有可以参考的段落")
    assert answer.status == "answered"
    for citation in answer.citations:
        text = assistant.library.catalog.text(citation.report)
        assert text[citation.start : citation.end] == citation.quote


def test_the_same_wording_of_two_places_is_folded(assistant: Assistant) -> None:
    """Of two places with the same paragraph one is shown, the other named and cited."""
    infos = assistant.library.catalog.reports()
    quotes = [
        Quoted(
            Slot(Town(info.place.township, info.place.county, "", "", ()), 2024, info), 0, 9, (), 1.0, (0, 9), _SHARED
        )
        for info in infos
    ]
    folded = fold_alike(quotes)
    assert [len(alike) for _, alike in folded] == [1]
