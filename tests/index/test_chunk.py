"""Chunks: passages inside one section, with the words in front that make them understood on their own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunk import chunk_report
from index.parse import parse_report
from index.read import read_text

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
LONGEST = 500
LONGEST_EMBEDDED = 720


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_corpus_chunks_stay_inside_their_section_and_hold_its_words(path: Path) -> None:
    """Each chunk of a real report lies in its section; together they hold every body word exactly once."""
    report = parse_report(read_text(path, max_bytes=1 << 20), path.name)
    chunks = chunk_report(report)
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    assert all(chunk.chunk_id == f"{report.report_id}-{chunk.number:04d}" for chunk in chunks)
    assert all(left.end <= right.start for left, right in pairwise(chunks))
    for chunk in chunks:
        section = report.sections[chunk.section]
        assert section.start <= chunk.start < chunk.end <= section.end
        assert chunk.end - chunk.start <= LONGEST
        assert len(chunk.embedded) <= LONGEST_EMBEDDED
    for section in report.sections:
        body = "".join(report.text[section.body_start : section.end].split())
        pieces = "".join(
            report.text[max(c.start, section.body_start) : c.end] for c in chunks if c.section == section.number
        )
        assert "".join(pieces.split()) == body


def test_embedded_text_names_place_year_title_and_headings() -> None:
    """What the model reads says where, when, what and under which headings; what is quoted is the text alone."""
    text = (
        "青石县白沙镇2023年法治政府建设报告\n我镇报告如下：\n一、举措\n（一）普法\n开展活动12次。\n二、问题\n人员不足。"
    )
    report = parse_report(text, "a.txt")
    chunk = next(chunk for chunk in chunk_report(report) if "12次" in report.text[chunk.start : chunk.end])
    assert chunk.embedded == "青石县白沙镇 2023年 法治政府建设报告\n一、举措 > （一）普法\n开展活动12次。"
    assert report.text[chunk.start : chunk.end] == "（一）普法\n开展活动12次。"


def test_a_heading_without_a_body_yields_a_chunk_only_where_no_child_carries_it() -> None:
    """A parent heading is read through its children's paths; a childless one is a small chunk of its own."""
    report = parse_report("一、举措\n（一）普法\n开展活动。\n二、存在的问题\n三、计划\n加强。", "a.txt")
    assert [report.text[c.start : c.end] for c in chunk_report(report)] == [
        "（一）普法\n开展活动。",
        "二、存在的问题",
        "三、计划\n加强。",
    ]


def test_long_section_breaks_at_sentences_and_items() -> None:
    """A section longer than a chunk breaks where a sentence or an item (二是) ends, into pieces of like size."""
    body = "".join(
        f"{n}是完成第{i}项任务，召开会议研究部署并抓好落实，群众满意度不断提高，工作成效明显；"
        for i, n in enumerate("一二三四五六七八九", 1)
    )
    report = parse_report(f"一、举措\n{body * 2}\n二、问题\n不足。", "a.txt")
    parts = [report.text[c.start : c.end] for c in chunk_report(report) if c.section == 1]
    assert len(parts) > 1
    assert all(part.endswith("；") for part in parts)
    assert max(map(len, parts)) <= LONGEST
    assert min(map(len, parts)) > LONGEST // 4


def test_a_passage_without_headings_carries_its_opening() -> None:
    """Later chunks of a plain text open with its first words, so that each is understood alone."""
    text = "青河发源于白石山，全长三百公里。" + "下游土地肥沃，适于耕种，两岸村庄相连，农户以种植和渔业为生。" * 30
    chunks = chunk_report(parse_report(text, "passage.txt"))
    assert len(chunks) > 1
    assert chunks[0].embedded == text[chunks[0].start : chunks[0].end]
    assert all(chunk.embedded.startswith("青河发源于白石山") for chunk in chunks)


def test_chunks_are_the_same_every_time() -> None:
    """Parsing and chunking the same file twice gives the same chunks."""
    text = read_text(CORPUS[0], max_bytes=1 << 20)
    assert chunk_report(parse_report(text, "a.txt")) == chunk_report(parse_report(text, "a.txt"))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、举措",
                "（一）普法",
                "1.",
                "。",
                "；",
                "，",
                "\n",
                " ",
                "调解纠纷12件",
                "柳溪镇",
                "一是",
                "”",
                "长" * 90,
                "\u3000",
            ]
        )
    ).map("".join)
)
def test_chunks_of_any_text_hold_its_words_without_overlap(text: str) -> None:
    """Whatever the text, chunks are in order, trimmed, never too long, inside one section, and lose no body word."""
    report = parse_report(text, "a.txt")
    chunks = chunk_report(report)
    last = 0
    for chunk in chunks:
        section = report.sections[chunk.section]
        assert last <= chunk.start < chunk.end <= section.end
        assert section.start <= chunk.start
        assert text[chunk.start : chunk.end] == text[chunk.start : chunk.end].strip()
        assert chunk.end - chunk.start <= LONGEST
        last = chunk.end
    held = "".join(text[chunk.start : chunk.end] for chunk in chunks)
    skipped = [s for s in report.sections if s.number not in {c.section for c in chunks}]
    assert all(not text[s.body_start : s.end].strip() for s in skipped)
    assert len("".join(held.split())) == sum(
        len("".join(text[s.start : s.end].split())) for s in report.sections if s not in skipped
    )


LONG_PARAGRAPH = (
    "全乡把办事窗口搬进村里，干部背着设备上门，社保认证、残疾人补贴都在农户家里办完，办结后由邮递员捎回。" * 4
)
SHORT_PARAGRAPH = "普法讲究土办法，赶场摆摊讲案例。"


def test_a_long_paragraph_stands_by_itself() -> None:
    """Paragraphs of a report without headings aren't cut to fill a neighbour's passage; a short one joins the one before it."""
    paragraphs = [LONG_PARAGRAPH, LONG_PARAGRAPH, SHORT_PARAGRAPH, LONG_PARAGRAPH]
    report = parse_report("青柘乡工作总结\n\n" + "\n\n".join(paragraphs), "a.txt")
    found = [report.text[chunk.start : chunk.end] for chunk in chunk_report(report)]
    assert found[1:] == [f"{LONG_PARAGRAPH}\n\n{SHORT_PARAGRAPH}", LONG_PARAGRAPH]
    assert found[0].endswith(LONG_PARAGRAPH)


def test_lines_that_a_copy_has_broken_are_no_paragraphs() -> None:
    """A break inside a sentence parts nothing: the passages are those of the text without it."""
    half = "全乡把办事窗口搬进村里，干部背着设备上门办理社保认证和残疾人补贴，" * 5

    def passages(text: str) -> list[str]:
        report = parse_report(f"青柘乡工作总结\n\n{text}", "a.txt")
        return [report.text[chunk.start : chunk.end].replace("\n", "") for chunk in chunk_report(report)]

    assert passages(f"{half}\n{half}全部办结。{LONG_PARAGRAPH}") == passages(f"{half}{half}全部办结。{LONG_PARAGRAPH}")
