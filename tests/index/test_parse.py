"""The five reports of the corpus, read as a person reads them, and what holds for any text."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.parse import parse_report
from index.read import read_text
from index.records import Place, Report

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = {
    "东棘坨镇2023年法治政府建设情况报告.txt": (
        "东棘坨镇2023年法治政府建设情况报告",
        Place(township="东棘坨镇"),
        2023,
        None,
        {1: 4, 2: 13},
    ),
    "仲山镇2023年度法治政府建设报告.txt": (
        "中共仲山镇委员会仲山镇人民政府2023年度法治政府建设报告",
        Place(township="仲山镇"),
        2023,
        None,
        {1: 4, 2: 12},
    ),
    "张良镇2024年法治政府建设情况报告.txt": (
        "鲁山县张良镇人民政府关于2024年法治政府建设情况的报告",
        Place(county="鲁山县", township="张良镇"),
        2024,
        None,
        {1: 4, 2: 13},
    ),
    "西河镇2021年法治政府建设年度报告.txt": (
        "武江区西河镇2021年法治政府建设年度报告",
        Place(city="韶关市", county="武江区", township="西河镇"),
        2021,
        "2021-12-15",
        {1: 5, 2: 8, 3: 3},
    ),
    "阴平镇2019年法治政府建设情况报告.txt": (
        "阴平镇2019年法治政府建设情况报告",
        Place(township="阴平镇"),
        2019,
        None,
        {1: 8, 2: 17},
    ),
}
KEY_PATHS = [
    ("张良", ("二、2024年推进法治政府建设主要举措与成效", "7.化解纠纷，全力维护社会稳定"), "排查化解矛盾纠纷326件"),
    ("张良", ("三、2024年推进法治政府建设主要存在的不足、原因和问题整改情况",), "维护日常执法工作仅3人"),
    (
        "西河",
        ("三、学习宣传贯彻行政处罚法、重大行政决策程序暂行条例等新施行、新修订法律法规的情况",),
        "让人民群众了解行政处罚法",
    ),
    (
        "西河",
        (
            "四、2021年度推进法治政府建设的主要举措和成效、存在的不足和原因；下一年度推进法治政府建设的主要安排",
            "（八）下一步工作措施",
            "3.加强政府层级监督，大力推行行政执法责任制",
        ),
        "严格过错责任追究",
    ),
    ("阴平", ("五、严格规范执法制度,强化行政执法权力的监督", "(一)推行权责清单制度"), "一门式"),
    ("阴平", ("三、五个“集成”,提升社会治理能力,全面依法履行政府职能", "4.网格建设集成"), "58个基础网格单元"),
    (
        "东棘坨",
        (
            "三、上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
            "（四）坚持依法行政，全面提升干部法治思维",
        ),
        "45起",
    ),
    ("仲山", ("一、2023年主要举措和成效", "（四）加强普法宣传，营造法治建设良好社会环境"), "6000余份"),
]


def corpus_report(name: str) -> Report:
    """The report of the corpus whose file name holds ``name``."""
    path = next(path for path in CORPUS.glob("*.txt") if name in path.name)
    return parse_report(read_text(path, max_bytes=1 << 20), path.name)


@pytest.mark.parametrize("file", REPORTS)
def test_corpus_report_is_read_as_it_says_of_itself(file: str) -> None:
    """Title, place, year, day of issue and the number of headings of each level of every report are right."""
    title, place, year, issued, levels = REPORTS[file]
    report = corpus_report(file)
    counted = {level: sum(s.level == level for s in report.sections) for level in range(1, 5)}
    assert (report.title, report.place, report.year, report.issued) == (title, place, year, issued)
    assert {level: count for level, count in counted.items() if count} == levels
    assert report.warnings == ()


@pytest.mark.parametrize("file", REPORTS)
def test_corpus_report_needs_no_file_name(file: str) -> None:
    """Place and year come from the report's own words: under any other name they are the same."""
    report = corpus_report(file)
    renamed = parse_report(report.text, "scan-0001.txt")
    assert (renamed.place, renamed.year, renamed.title) == (report.place, report.year, report.title)


@pytest.mark.parametrize(("name", "path", "words"), KEY_PATHS, ids=[words for _, _, words in KEY_PATHS])
def test_words_stand_under_their_headings(name: str, path: tuple[str, ...], words: str) -> None:
    """A passage's section path is the headings that stand over it on the page."""
    report = corpus_report(name)
    at = report.text.index(words)
    section = next(section for section in report.sections if section.start <= at < section.end)
    assert section.path == path
    assert at >= section.body_start or words in section.heading


@pytest.mark.parametrize("separator", ["", " ", "　"], ids=["glued", "space", "wide space"])
@pytest.mark.parametrize("file", REPORTS)
def test_place_and_year_survive_the_loss_of_all_line_breaks(file: str, separator: str) -> None:
    """On one line a report still says where and when, and its top headings are found, all of them."""
    report = corpus_report(file)
    flat = parse_report(separator.join(report.text.split()), "a.txt")
    assert (flat.place, flat.year) == (report.place, report.year)
    tops = [section.heading[:2] for section in report.sections if section.level == 1]
    assert [section.heading[:2] for section in flat.sections if section.level == 1] == tops
    assert len(flat.sections) == len(report.sections)


def test_report_id_comes_from_name_and_text() -> None:
    """The same file with the same words has the same id; other words or another name give another."""
    first = parse_report("白沙镇2023年法治政府建设报告\n正文。", "a.txt")
    assert first.report_id == hashlib.sha256("a.txt\0白沙镇2023年法治政府建设报告\n正文。".encode()).hexdigest()[:16]
    assert parse_report(first.text, "a.txt") == first
    assert parse_report(first.text, "b.txt").report_id != first.report_id
    assert parse_report(first.text + "。", "a.txt").report_id != first.report_id


def test_a_text_without_headings_is_one_section() -> None:
    """A plain passage is one section of level 0 that spans it all."""
    report = parse_report("河流发源于山地，流经三个盆地。下游土地肥沃，适于耕种。", "passage.txt")
    assert [(s.level, s.heading, s.start, s.end) for s in report.sections] == [(0, "", 0, len(report.text))]
    assert (report.title, report.place, report.year) == ("", Place(), None)


WORDS = (
    "一、 （一） (二) 1. ２． ① 第一部分 2023年 柳溪镇 青石县 。 ； ： 法治政府建设 报告 关于 人民政府 “ ” 《 》 （ ） "
    "矛盾纠纷12件 一是 附件： é 𠮷 # **"
)
REPORTLIKE = st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n", " ", "\u3000", "\u200b"]), max_size=60).map(
    "".join
)


@settings(deadline=None)
@given(st.one_of(st.text(), REPORTLIKE), st.sampled_from(["a.txt", "柳溪镇2023年报告.txt", "x/云岚县_2020.md", ".txt"]))
def test_any_text_parses_into_tiling_sections(text: str, file: str) -> None:
    """No text makes the parser fail, and its sections tile the text: in order, without gap or overlap."""
    report = parse_report(text, file)
    assert report.text == text
    assert report.sections[0].start == 0
    assert report.sections[-1].end == len(text)
    for number, section in enumerate(report.sections):
        assert section.number == number
        assert section.start <= section.body_start <= section.end
        assert len(section.path) == section.level
        assert section.level == 0 or section.path[-1] == section.heading
    for left, right in pairwise(report.sections):
        assert left.end == right.start


@pytest.mark.parametrize(
    "unit",
    [
        "",
        "一、",
        "（一）",
        "1.",
        "（",
        "“",
        "《法",
        " ",
        "\n",
        " \n",
        "镇",
        "市",
        "2023年",
        "2023-",
        "县委",
        "柳溪镇法治报告\n",
        "法治报告",
        "附件：",
        "位于",
        "地处青石县",
        "，建设街道",
        "首页 > 青石县 > ",
        "推进到柳溪镇",
        "，依托县委",
        "《青石县方案",
    ],
)
def test_a_hundred_thousand_characters_parse_in_time(unit: str) -> None:
    """100,000 characters of a real report, or of one thing over and over, parse in time: nothing is quadratic."""
    text = unit * (100_000 // len(unit)) if unit else (corpus_report("西河").text * 30)[:100_000]
    began = time.perf_counter()
    parse_report(text, "a.txt")
    assert time.perf_counter() - began < (10.0 if unit else 1.0)
