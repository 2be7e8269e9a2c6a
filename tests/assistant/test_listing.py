"""Lists that a passage only announces, and the headings that make them up."""

from __future__ import annotations

import pytest

from assistant.listing import how_many_listed, listed_below
from index.parse import parse_report

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
2024年，松溪镇严把“四道关口”。
一、把好文件关
出台规范性文件3件。全部报备。
二、把好执法关
执法队16人均持证。
三、把好调解关
调解纠纷514件。
四、把好普法关
推行“三个一”普法模式：
（一）一月一主题
每月定一个主题。讲给村民听。
（二）一村一专栏
村村设栏。
（三）一季一大集
赶集摆摊。
五、存在的不足
人手不够。
"""


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("松溪镇“四道关口”是哪四道", 4),
        ("松溪镇三个一是哪三个", 3),
        ("松溪镇哪几个镇最多", 0),
        ("松溪镇调解了几件", 0),
    ],
)
def test_how_many_are_wanted(question: str, count: int) -> None:
    """The number stands in the question."""
    assert how_many_listed(question) == count


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("松溪镇“四道关口”是哪四道", "严把“四道关口”。", ["把好文件关", "把好执法关", "把好调解关", "把好普法关"]),
        ("松溪镇三个一是哪三个", "推行“三个一”普法模式：", ["一月一主题", "一村一专栏", "一季一大集"]),
        ("松溪镇五个一是哪五个", "推行“三个一”普法模式：", []),
        ("松溪镇三件事是哪三件", "执法队16人均持证。", []),
    ],
)
def test_headings_make_the_list(question: str, said: str, expected: list[str]) -> None:
    """Those behind the passage, of one level, each with its first sentence; none where there are too few or none is announced."""
    report = parse_report(REPORT, "松溪镇2024.txt")
    start = report.text.index(said)
    spans = listed_below(report, question, start, start + len(said), how_many_listed(question))
    assert len(spans) == len(expected)
    for (begin, end), words in zip(spans, expected, strict=True):
        assert words in report.text[begin:end]


def test_only_the_first_sentence_below_is_taken() -> None:
    """每月定一个主题 belongs to the list, what follows does not."""
    report = parse_report(REPORT, "松溪镇2024.txt")
    start = report.text.index("推行“三个一”")
    begin, end = listed_below(report, "三个一是哪三个", start, start + 12, 3)[0]
    assert ("每月定一个主题" in report.text[begin:end], "讲给村民听" in report.text[begin:end]) == (True, False)
