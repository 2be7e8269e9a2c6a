"""Citations: every quote is exactly a span of its report's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import LONGEST_QUOTE, Citations, figure_span, section_at
from index.figures import extract_figures
from index.parse import parse_report
from index.records import Report
from index.rows import ReportInfo

TEXT = """青石县柳溪镇2023年法治政府建设情况报告
一、主要举措
（一）化解矛盾。全年调解矛盾纠纷45件。发放资料3000余份。
二、存在的不足
执法人员少。
"""


def opened(text: str) -> tuple[Report, ReportInfo]:
    """A report with what the catalog knows of it."""
    report = parse_report(text, "柳溪镇2023.txt")
    return report, ReportInfo(
        report.report_id, report.file, report.title, report.place, report.year, None, len(text), 0, (), "", "", "", None
    )


def test_a_quote_is_its_span() -> None:
    """Word for word, with where it stands and what report it is."""
    report, info = opened(TEXT)
    citations = Citations()
    start = TEXT.index("全年调解")
    assert citations.cite(report, info, start, start + 12) == 1
    (one,) = citations.all()
    assert one.quote == TEXT[one.start : one.end] == "全年调解矛盾纠纷45件。"
    assert (one.place, one.county, one.year, one.file) == ("柳溪镇", "青石县", 2023, "柳溪镇2023.txt")
    assert one.section == section_at(report, start)
    assert "主要举措" in one.section[0]


def test_the_same_span_keeps_its_number() -> None:
    """Other spans get the next ones."""
    report, info = opened(TEXT)
    citations = Citations()
    assert [citations.cite(report, info, a, b) for a, b in ((0, 5), (5, 9), (0, 5))] == [1, 2, 1]
    assert [one.n for one in citations.all()] == [1, 2]


def test_white_space_around_a_quote_is_left_out() -> None:
    """And the offsets follow."""
    report, info = opened(TEXT)
    citations = Citations()
    heading = TEXT.index("二、")
    assert citations.cite(report, info, heading - 1, heading + 8) == citations.cite(report, info, heading, heading + 7)
    assert citations.all()[0].quote == "二、存在的不足"


@given(st.integers(0, len(TEXT)), st.integers(0, 60))
def test_no_quote_differs_from_its_text(start: int, length: int) -> None:
    """Whatever span is asked for."""
    report, info = opened(TEXT)
    citations = Citations()
    citations.cite(report, info, start, min(len(TEXT), start + length))
    (one,) = citations.all()
    assert TEXT[one.start : one.end] == one.quote


def test_a_short_sentence_is_quoted_whole() -> None:
    """With what stands around the number."""
    report, _ = opened(TEXT)
    start, end = figure_span(TEXT, extract_figures(report)[0])
    assert TEXT[start:end] == "全年调解矛盾纠纷45件。"


clauses = st.lists(
    st.sampled_from(
        [
            "坚持依法行政",
            "推进政务公开工作",
            "完善决策机制和各项制度",
            "调解矛盾纠纷45件",
            "开展普法宣传12次",
            "发放资料3,000余份",
        ]
    ),
    min_size=3,
    max_size=40,
).map("，".join)


@given(clauses)
def test_a_long_sentence_is_cut_around_the_number(sentence: str) -> None:
    """A quote holds the whole clause of its number, is no longer than it may be, and stays in the sentence."""
    text = f"青石县柳溪镇2023年法治政府建设情况报告\n一、主要举措\n{sentence}。\n"
    report, _ = opened(text)
    for figure in extract_figures(report):
        start, end = figure_span(text, figure)
        assert figure.sentence_start <= start <= figure.clause_start
        assert figure.clause_end <= end <= figure.sentence_end
        assert end - start <= LONGEST_QUOTE + 1


@pytest.mark.parametrize(("words", "heading"), [("全年调解", "主要举措"), ("执法人员少", "存在的不足")])
def test_the_headings_above_a_place(words: str, heading: str) -> None:
    """The outermost first."""
    report, _ = opened(TEXT)
    path = section_at(report, TEXT.index(words))
    assert heading in path[0]
