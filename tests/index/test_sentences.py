"""Sentence spans: exact offsets that survive broken lines, blank lines and quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.read import read_text
from index.sentences import joins_next_line, sentences

CORPUS = Path(__file__).parents[2] / "corpus"


def split(text: str) -> list[str]:
    """The sentences of ``text`` as strings."""
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


LONG = "我镇持续深入开展普法教育，坚持学用结合学以致用，扎实推进为民办实事活动，推动"
EXAMPLES: dict[str, tuple[str, list[str]]] = {
    "stops": (
        "召开会议4次。成效好！有问题吗？有；已整改。",
        ["召开会议4次。", "成效好！", "有问题吗？", "有；", "已整改。"],
    ),
    "a full stop between two numbers": (
        "解答问题120人次.30名法律明白人联系农户.",
        ["解答问题120人次.", "30名法律明白人联系农户."],
    ),
    "a point inside a number": ("合格率98.5%,见附表.2的说明。", ["合格率98.5%,见附表.2的说明。"]),
    "half-width semicolons": ("制度完善;执法规范;成效好", ["制度完善;", "执法规范;", "成效好"]),
    "a break inside a sentence": (
        f"{LONG}\n\n解决难题，增强获得感。\n下一段。",
        [f"{LONG}\n\n解决难题，增强获得感。", "下一段。"],
    ),
    "a comma before the break": ("按照条例的规定，\n坚持执政为民。", ["按照条例的规定，\n坚持执政为民。"]),
    "a title mark open at the break": (
        "落实《重大行政决策\n程序条例》要求。",
        ["落实《重大行政决策\n程序条例》要求。"],
    ),
    "short lines are headings": ("存在问题\n一年来，我镇成绩不少。", ["存在问题", "一年来，我镇成绩不少。"]),
    "a heading line without a stop": ("（一）加强组织领导\n镇党委开会4次。", ["（一）加强组织领导", "镇党委开会4次。"]),
    "items on lines of their own": (
        f"{LONG}落实\n一是加强领导\n二是加强普法",
        [f"{LONG}落实", "一是加强领导", "二是加强普法"],
    ),
    "stops inside quotations": (
        "宣传“谁执法谁普法；谁主管谁负责。”的原则。好。",
        ["宣传“谁执法谁普法；谁主管谁负责。”的原则。", "好。"],
    ),
    "a quotation that ends the sentence": ("他说：“办得好。”群众满意。", ["他说：“办得好。”", "群众满意。"]),
    "stops inside brackets": (
        "案件390件（简易110件；普通280件），已结。好。",
        ["案件390件（简易110件；普通280件），已结。", "好。"],
    ),
    "decimals and dates": ("增长1.5万元，12.4活动1场,达98.3%.完成", ["增长1.5万元，12.4活动1场,达98.3%.", "完成"]),
    "a half-width full stop": ("加强领导.开展活动.", ["加强领导.", "开展活动."]),
    "numbers of headings": ("1.加强领导。2.普法。", ["1.加强领导。", "2.普法。"]),
    "entities": ("加强&nbsp;领导&#12288;普法;好", ["加强&nbsp;领导&#12288;普法;", "好"]),
    "several stops": ("真的吗？！好。。", ["真的吗？！", "好。。"]),
    "nothing": (" \n　\n", []),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_splits_where_a_reader_would(name: str) -> None:
    """Stops and paragraph ends split; breaks inside sentences, quotations, decimals and entities don't."""
    text, expected = EXAMPLES[name]
    assert split(text) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    """Splitting a part of a text gives offsets into the whole text, inside that part."""
    text = "第一句。第二句。第三句。"
    assert sentences(text, 4, 8) == [(4, 8)]


def test_broken_heading_and_paragraph_of_the_corpus() -> None:
    """The breaks inside the heading and the paragraphs of a corpus report don't end a sentence."""
    text = read_text(CORPUS / "西河镇2021年法治政府建设年度报告.txt", max_bytes=1 << 20)
    found = split(text)
    assert "三、学习宣传贯彻行政处罚法、重大行政决策程序暂行\n\n条例等新施行、新修订法律法规的情况" in found
    assert any(sentence.startswith("严格按照《信访条例》的有关规定，\n\n坚持执政为民") for sentence in found)
    assert "韶关市武江区西河镇人民政府" in found


def test_a_heading_does_not_join_the_paragraph_below() -> None:
    """A numbered heading is only completed by a short line without a stop, never by a body."""
    heading = "三、学习宣传贯彻行政处罚法和重大行政决策条例"
    assert joins_next_line(heading, "等法律法规的情况")
    assert not joins_next_line(heading, "我镇组织学习，召开会议6次。")
    assert not joins_next_line(heading, "（一）领导")


MARKS = "我镇。；！？;!?.，：“”《》（）()\n \u3000一二三、1①&"
PIECES = st.lists(st.sampled_from([*MARKS, "\n\n", "&nbsp;", "一是", "调解纠纷", "\u200b", "𠮷"]), max_size=80).map(
    "".join
)


@settings(deadline=None)
@given(st.one_of(st.text(), PIECES))
def test_spans_are_ordered_disjoint_and_hold_every_word(text: str) -> None:
    """Spans are trimmed, in order, don't overlap, and leave out nothing but whitespace."""
    spans = sentences(text, 0, len(text))
    covered = [False] * len(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(kept or character.isspace() for kept, character in zip(covered, text, strict=True))


def test_a_bullet_begins_its_own_line() -> None:
    """A line that begins with a bullet goes on with nothing, whatever the line before it ends with."""
    line = "19、执法人员身兼数职,9名持证人员中真正一线办案的只有5名"
    assert not joins_next_line(line, "● 2025年计划")
    assert not joins_next_line(line, "◆ 2025年计划")


def test_a_line_that_ends_with_an_ascii_stop_is_finished() -> None:
    """信息公开198条. ends there, as 198条。 does; a number before the point goes on."""
    line = "16、信息公开.办理依申请公开3件.公开各类信息198条"
    assert not joins_next_line(f"{line}.", "存在不足与下一步打算")
    assert joins_next_line("我镇持续深入开展普法教育，坚持学用结合学以致用，全年平均得分为96.", "8分，位居全县前列。")


def test_a_number_that_a_page_set_apart_stays_in_its_sentence() -> None:
    """全年学法 / 10 / 次，… is one sentence; the numbers of a table, one a line, are not joined to what stands around them."""
    text = "镇党委会议全年学法\n10\n次，研究法治工作\n3\n次。建立协调小组。"
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [text[: text.index("建立")], "建立协调小组。"]
    table = "集中学法（次）\n6\n8\n14\n宣传活动（场）\n13"
    assert len(sentences(table, 0, len(table))) == 6


def test_a_page_set_in_narrow_lines_is_read_through_their_ends() -> None:
    """Lines that all end at one width were broken because they were full, even inside a word."""
    lines = [
        "全年开展集中宣传活动二十余场并聘任法律明",
        "白人共128人，会讲方言的34人，另有志愿者",
        "队员二百余人分片联系各村各组并定期上门走",
        "访了解群众的法律需求形成需求清单逐项销号",
    ]
    text = "\n".join(["一、普法宣传", *lines, *lines]) + "。"
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert any("法律明\n白人共128人" in sentence for sentence in found)
    ragged = "一、普法宣传\n全年宣传20场\n聘任法律明白人128人\n办结信访事项\n" * 3
    assert all("\n" not in ragged[start:end] for start, end in sentences(ragged, 0, len(ragged)))
