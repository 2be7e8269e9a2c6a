"""Invented reports and answers for the tests of the page."""

from __future__ import annotations

from assistant.answer import Aggregate, Answer, AssertedFigure, Citation, Scope, Table, TableCell
from index.records import Figure, Place, Report, Role, Section
from index.rows import ReportInfo

TEXT = "柳溪镇2023年报告\n一、主要举措\n全年调解纠纷41件，成功率98%。\n二、不足\n<b>人少</b>。\n"
SENTENCE = (TEXT.index("全年"), TEXT.index("成功率98%。") + len("成功率98%。"))
NUMBER = (TEXT.index("41件"), TEXT.index("41件") + 3)


def report() -> Report:
    """A report of two sections."""
    first, second = TEXT.index("一、"), TEXT.index("二、")
    return Report(
        report_id="r1",
        file="柳溪镇.txt",
        text=TEXT,
        title="柳溪镇2023年报告",
        place=Place(county="青石县", township="柳溪镇"),
        year=2023,
        issued="2024-01-05",
        sections=(
            Section(0, 0, "", (), 0, 0, first),
            Section(1, 1, "一、主要举措", ("一、主要举措",), first, TEXT.index("全年"), second),
            Section(2, 1, "二、不足", ("二、不足",), second, TEXT.index("<b>"), len(TEXT)),
        ),
    )


def citation(n: int = 1, quote: str | None = None) -> Citation:
    """A citation of the report's sentence."""
    start, end = SENTENCE
    words = TEXT[start:end] if quote is None else quote
    return Citation(
        n,
        "r1",
        "柳溪镇.txt",
        "柳溪镇2023年报告",
        "柳溪镇",
        "青石县",
        2023,
        ("一、主要举措",),
        start,
        start + len(words),
        words,
    )


def figure(value: float = 41, citation: int = 1, **more: object) -> AssertedFigure:
    """The report's figure, asserted."""
    values: dict[str, object] = {
        "place": "柳溪镇",
        "county": "青石县",
        "year": 2023,
        "indicator": "调解纠纷",
        "value": value,
        "unit": "件",
        "approx": False,
        "citation": citation,
        "words": "41件",
        "report": "r1",
        "start": NUMBER[0],
        "end": NUMBER[1],
    }
    return AssertedFigure(**(values | more))  # type: ignore[arg-type]  # keyword by keyword, as the record names them


def answer(**more: object) -> Answer:
    """An answer with one figure and its citation."""
    values: dict[str, object] = {
        "question": "柳溪镇调解多少纠纷",
        "standalone": "柳溪镇2023年调解多少纠纷",
        "kind": "single",
        "status": "answered",
        "answer": "柳溪镇2023年调解纠纷41件[1]。",
        "scope": Scope(("柳溪镇",), (2023,), 1, 1),
        "figures": (figure(),),
        "citations": (citation(),),
        "suggestions": ("云台乡呢？",),
    }
    return Answer(**(values | more))  # type: ignore[arg-type]  # as above


def comparison() -> Answer:
    """A comparison of three places of which one states nothing, with a total."""
    rows = (
        (TableCell("柳溪镇"), TableCell("2023"), TableCell("41件", 0, 1)),
        (TableCell("云台乡"), TableCell("2023"), TableCell("57件", 1, 2)),
        (TableCell("石桥乡"), TableCell("2023"), TableCell("")),
    )
    return answer(
        kind="compare",
        answer="柳溪镇41件[1]。\n- 云台乡57件[2]",
        figures=(figure(), figure(57, 2, place="云台乡")),
        citations=(citation(1), citation(2)),
        scope=Scope(("柳溪镇", "云台乡", "石桥乡"), (2023,), 3, 2, ("石桥乡",)),
        aggregate=Aggregate("sum", 98, "件"),
        table=Table(("乡镇", "年度", "调解纠纷"), rows, (41.0, 57.0, None), "件"),
    )


def info(name: str = "柳溪镇", year: int | None = 2023, number: int = 1, **more: object) -> ReportInfo:
    """A report without its text."""
    values: dict[str, object] = {
        "report_id": f"r{number}",
        "file": f"{name}{year}.txt",
        "title": f"{name}{year}年报告",
        "place": Place(county="青石县", township=name),
        "year": year,
        "issued": None,
        "chars": 100,
        "figures": 2,
        "warnings": (),
        "digest": f"d{number}",
        "stamp": "",
        "added_at": "2026-01-02T03:04:05",
        "duplicate_of": None,
    }
    return ReportInfo(**(values | more))  # type: ignore[arg-type]  # as above


def stated(report_id: str = "r1", indicator: str = "调解矛盾纠纷", value: float = 41, **more: object) -> Figure:
    """A figure as the catalog holds it."""
    values: dict[str, object] = {
        "report_id": report_id,
        "number": 0,
        "section": 1,
        "start": NUMBER[0],
        "end": NUMBER[1],
        "clause_start": SENTENCE[0],
        "clause_end": NUMBER[1],
        "sentence_start": SENTENCE[0],
        "sentence_end": SENTENCE[1],
        "indicator": indicator,
        "subject": "",
        "value": value,
        "unit": "件",
        "approx": False,
        "qualifier": "",
        "role": Role.OUTCOME,
        "year": 2023,
        "period": "",
        "whole": None,
        "context": "",
    }
    return Figure(**(values | more))  # type: ignore[arg-type]  # as above
