"""The parts of a report and its topics, from headings and words."""

from __future__ import annotations

import pytest

from index.parts import Part, in_part, lines_of, part_asked, part_of, topics, topics_asked, topics_of


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ((), Part.OPENING),
        (("一、主要举措和成效", "（一）抓好普法"), Part.MEASURES),
        (("二、存在的不足和原因",), Part.SHORTCOMINGS),
        (("三、党政主要负责人履行第一责任人职责情况",), Part.RESPONSIBILITY),
        (("四、下一年度主要安排", "（一）补短板"), Part.PLANS),
        (("第二部分  还有哪些不够",), Part.SHORTCOMINGS),
        (("四、全面落实“八五”普法规划",), Part.MEASURES),
        (("四、下一步落实普法规划的安排",), Part.PLANS),
    ],
)
def test_the_outermost_heading_tells_the_part(path: tuple[str, ...], part: Part) -> None:
    """A section belongs to the part that its outermost telling heading names."""
    assert part_of(path) is part


def test_words_tell_the_part_where_headings_do_not() -> None:
    """A passage without headings belongs to a part by how it speaks, less surely than by a heading."""
    assert in_part(Part.SHORTCOMINGS, (), "但仍存在一些不足：执法人员偏少。") == pytest.approx(0.7)
    assert in_part(Part.SHORTCOMINGS, ("二、存在的问题",), "执法人员偏少。") == 1.0
    assert in_part(Part.SHORTCOMINGS, (), "再次，讲不足。主要是人手单薄。") == pytest.approx(0.7)
    assert in_part(Part.PLANS, (), "最后，讲下一步。一是增配人手。") == pytest.approx(0.7)
    assert in_part(Part.SHORTCOMINGS, (), "全年举办讲座。") == 0.0
    assert in_part(Part.SHORTCOMINGS, (), "三点不足:一是人手偏少。") == pytest.approx(0.7)
    assert in_part(Part.PLANS, (), "往后，我们想在封山之前多走几趟。") == pytest.approx(0.7)
    assert in_part(Part.PLANS, (), "今后一年,打算做四件事。") == pytest.approx(0.7)


def test_a_question_names_a_part_or_none() -> None:
    """The words for a part are found in questions; a question about a practice names none."""
    assert part_asked("第一责任人职责这一节怎么写") is Part.RESPONSIBILITY
    assert part_asked("各镇存在哪些短板") is Part.SHORTCOMINGS
    assert part_asked("下一步打算怎么写") is Part.PLANS
    assert part_asked("各乡镇都在为哪些事犯愁") is Part.SHORTCOMINGS
    assert part_asked("执法队伍各缺什么") is Part.SHORTCOMINGS
    assert part_asked("镇里打算怎么帮") is Part.PLANS
    assert part_asked("各镇下一阶段部署的侧重点比较") is Part.PLANS
    assert part_asked("镇里自己承认哪些地方没干好") is Part.SHORTCOMINGS
    assert part_asked("各地一把手亲自抓法治干了些啥") is Part.RESPONSIBILITY
    assert part_asked("普法宣传怎么做") is None
    assert part_asked("两家调解的做法差在哪") is None
    assert part_asked("劝不拢的事下一步交给谁") is None
    assert part_asked("办证缺什么材料怎么一次告知") is None
    assert part_asked("困难群众的难处怎么帮") is None
    assert part_asked("普法计划怎么落实") is None
    assert in_part(Part.SHORTCOMINGS, (), "弥补了力量不足。") == 0.0
    assert part_asked("头一次犯的小毛病怎么对待") is None


def test_topics_come_from_headings_and_words() -> None:
    """A heading tells a topic more surely than one word of the body; nothing tells none."""
    heading = topics_of(("（二）聘请法律顾问",), "与律师事务所签约，法律顾问列席会议。")["counsel"]
    body = topics_of((), "法律顾问列席会议。")["counsel"]
    assert heading > body > 0
    assert topics_of((), "天气晴朗。") == {}


def test_every_topic_is_asked_by_its_own_words() -> None:
    """Each word that asks for a topic finds it, the longest first."""
    for key, topic in topics().items():
        for word in topic.asked:
            assert key in topics_asked(f"{word}怎么做")
    assert topics_asked("合法性审查前置")["review"][0] == "合法性审查"


def test_a_heading_of_the_next_year_is_over_plans() -> None:
    """2025年主要工作 is what is planned in a report on 2024, and what was done in one on 2025."""
    path = ("七、2025年主要工作",)
    assert part_of(path, 2024) is Part.PLANS
    assert part_of(path, 2025) is Part.MEASURES
    assert part_of(("一、2023年工作开展情况和2024年重点",), 2023) is Part.MEASURES
    assert part_of(("三、实施“八五”普法规划（2021—2025年）",), 2024) is Part.MEASURES
    assert part_of(("一、落实《法治政府建设实施纲要（2021-2025年）》",), 2024) is Part.MEASURES
    assert in_part(Part.PLANS, (), "2023年，我乡将重点做好三件事：增配人手。", 2022) == pytest.approx(0.7)
    assert in_part(Part.PLANS, (), "2023年，我乡将重点做好三件事：增配人手。", 2023) == 0.0


def test_questions_about_the_opening_and_what_was_found_wanting() -> None:
    """The paragraph that a report opens with is a part that can be asked for; 查摆的问题 are shortcomings."""
    assert part_asked("报告开头那段帽子怎么写") is Part.OPENING
    assert part_asked("opening paragraph of the report, any example") is Part.OPENING
    assert part_asked("安全帽子发了多少顶") is None
    assert part_asked("以12345开头的工单多少件") is None
    assert part_asked("introduction of legal advisers in villages, how many") is None
    assert part_asked("两年自己查摆的问题有什么不同") is Part.SHORTCOMINGS
    assert part_asked("哪些乡镇把人手少列为一条问题") is Part.SHORTCOMINGS
    assert in_part(Part.SHORTCOMINGS, (), "也有做得不好的地方。人手少。") == pytest.approx(0.7)


def test_lines_of_a_part_without_a_heading() -> None:
    """They begin with the line that speaks of the part and end before the next that speaks of another."""
    lines = (
        "政务公开更便民。码头设了公开栏。",
        "工作中也看到，还有三个方面做得不到位：其一，人手少。",
        "其二，经费紧。",
        "2025年，打算抓好四件事：再聘一名律师。",
    )
    text = "\n".join(lines)

    def told(part: Part) -> str:
        return text[slice(*lines_of(part, text, 2024))]

    assert told(Part.SHORTCOMINGS) == "\n".join(lines[1:3])
    assert told(Part.PLANS) == lines[3]
    assert told(Part.RESPONSIBILITY) == text
