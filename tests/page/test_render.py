"""Answers as HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Table, TableCell
from assistant.page.comparison import table_html
from assistant.page.records import answer_from
from assistant.page.render import answer_html, number
from assistant.page.words import EN, ZH
from tests.page import samples


def test_a_figure_is_large_and_marked_in_its_quote() -> None:
    """A figure's value stands on a card of its own, and its number is marked in the citation's quote."""
    html = answer_html(samples.answer(), ZH)
    assert '<span class="fz-value">41<small>件</small></span>' in html
    assert '<mark class="fz-number">41件</mark>' in html
    assert "青石县柳溪镇 · 2023年" in html
    assert 'data-question="云台乡呢？"' in html


def test_a_card_opens_the_quote_where_it_stands() -> None:
    """A citation's card carries the report and the offsets of quote and figure for the source panel."""
    html = answer_html(samples.answer(), ZH)
    start, end = samples.SENTENCE
    assert f'data-report="r1" data-start="{start}" data-end="{end}"' in html
    assert json.loads(unescape(re.findall(r'data-marks="([^"]*)"', html)[0])) == [list(samples.NUMBER)]


def test_a_comparison_is_a_table_with_bars_and_says_what_is_not_stated() -> None:
    """Stated cells open their citation, the missing one reads 未载明 and has no bar."""
    html = answer_html(samples.comparison(), ZH)
    assert html.count('<i style="width:') == 2
    assert '<td class="fz-soft">未载明</td>' in html
    assert '<td data-sort="57.0"><button type="button" class="fz-cell" data-cite="2">57件</button></td>' in html
    assert "<ul><li>云台乡57<" in html


def test_many_sources_are_folded() -> None:
    """Beyond three the sources are behind one line, none is lost."""
    many = samples.answer(citations=tuple(samples.citation(n) for n in range(1, 7)))
    html = answer_html(many, ZH)
    assert html.count('class="fz-card"') == 6
    assert "其余 3 条来源" in html
    assert html.index("fz-more") > html.index('data-n="3"')


def test_not_found_and_error_are_told_apart() -> None:
    """What was not found, and what failed, have words of their own and no large figures."""
    for status, words in (("not_found", "没有找到"), ("error", "出错了")):
        html = answer_html(samples.answer(status=status), ZH)
        assert words in html
        assert "fz-value" not in html


EVIL = "<script>x</script><img src=x onerror=y>\"'&[1]**b**"


def test_whatever_an_answer_holds_is_inert() -> None:
    """Markup in any part of an answer comes out as text."""
    evil = samples.answer(
        answer=EVIL,
        standalone=EVIL,
        figures=(samples.figure(indicator=EVIL, unit=EVIL, place=EVIL, words=EVIL, note=EVIL),),
        related=(samples.figure(indicator=EVIL),),
        citations=(replace(samples.citation(1, EVIL), title=EVIL, section=(EVIL,), file=EVIL, report=EVIL),),
        scope=replace(samples.answer().scope, places=(EVIL,)),
        suggestions=(EVIL,),
        notes=(EVIL,),
        mode="llm",
        model=EVIL,
    )
    html = answer_html(evil, EN)
    assert "<script" not in html
    assert "<img" not in html
    assert "onerror=y" in unescape(html)


def test_an_answer_comes_back_from_its_json() -> None:
    """What the browser keeps of an answer makes the same answer again."""
    for one in (samples.answer(), samples.comparison()):
        assert answer_from(json.loads(json.dumps(one.to_json()))) == one


KEYS = st.sampled_from(["question", "status", "kind", "answer", "figures", "scope", "citations", "table"])
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)
@given(PLAIN)
def test_anything_else_is_no_answer(plain: object) -> None:
    """Whatever a browser sends instead of an answer is refused, never an error."""
    assert answer_from(plain) is None


def test_a_second_indicator_sorts_by_its_own_values() -> None:
    """Each value carries itself for sorting; what was asked of a figure is no part of its column's name."""
    rows = ((TableCell("柳溪镇"), TableCell("41件", 0, 1), TableCell("98%", 1, 1)),)
    table = Table(("地方", "调解了多少起纠纷", "成功率最高"), rows, (41.0,), "件")
    html = table_html(table, (samples.figure(41.0), samples.figure(98.0)), ZH)
    assert html.count('data-sort="41.0"') == 1
    assert html.count('data-sort="98.0"') == 1
    assert ">调解纠纷<" in html
    assert ">成功率<" in html


def test_numbers_are_written_for_reading() -> None:
    """No needless decimals; thousands are set apart from five digits on."""
    assert [number(value) for value in (41, 95.6, 8000, 20000, 94.44, 0)] == [
        "41",
        "95.6",
        "8000",
        "20,000",
        "94.44",
        "0",
    ]
