"""English questions in the words of the reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chain import Assistant
from assistant.english import english_words, speaks_english, to_chinese

SONGXI = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇受理矛盾纠纷126件，化解119件，其中邻里纠纷41件。“夜灯”夜间调解室调解纠纷27件。受理12345热线工单812件，满意率97.2%。
（二）规范行政执法。持证执法人员14名。作出行政处罚31件，罚款4.6万元。行政诉讼案件2件，败诉1件，败诉原因是送达程序不当。
（三）开展普法宣传。发放宣传资料5200份，组织普法活动18场。请山歌手把民法典编成山歌传唱。
"""
ZHUPING = """青柯县竹坪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇受理矛盾纠纷88件，化解85件。受理12345热线工单430件，满意率95.5%。
（二）规范行政执法。持证执法人员9名。未发生行政诉讼案件。发放宣传资料3100份。
"""
REPORTS = {"松溪镇2024.txt": SONGXI, "竹坪镇2024.txt": ZHUPING}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many disputes did         mediate in     ?", "多少 矛盾纠纷 调解"),
        ("disputes taken in vs resolved", "矛盾纠纷受理 多少，化解多少"),
        ("how many disputes did the night mediation rooms handle", "多少 矛盾纠纷 夜间调解室"),
        ("hotline tickets and satisfaction rate?", "热线工单多少，满意率多少"),
        ("which place had the fewest certified enforcement officers", "哪个镇 最少 持证执法人员"),
        ("how many disputes were not settled", "多少 矛盾纠纷 未化解"),
        ("which towns mediated more than 1,000 disputes", "哪些镇 调解 超过1000件 矛盾纠纷"),
        ("how many towns had more than 100 disputes", "有几个镇 超过100件 矛盾纠纷"),
        ("fined over 5000 yuan", "罚款 超过 5000 元"),
        ("why did it lose the lawsuit?", "为什么 败诉 行政诉讼"),
        ("and in     ?", ""),
        ("what did the fines come to", "罚款 多少钱"),
        ("what share of disputes were resolved", "化解矛盾纠纷率多少"),
        ("how often was      sued", "多少次 行政诉讼"),
        ("no petitions", "没有 信访"),
        ("hotline tickets / satisfaction rate", "热线工单多少，满意率多少"),
        ("how many contracts were reviewed (village ones not counted)", "多少 合同 审查"),
        ("whose report has the most disputes", "哪个镇 最多 矛盾纠纷"),
        ("which places did not lose a single lawsuit", "哪些镇没有 行政诉讼"),
        ("the adviser's fee", "顾问费多少"),
        ("how many disputes by the end of October", "多少 矛盾纠纷 截至10月底"),
        ("law classes", "法治课多少"),
        ("how many disputes (land)", "多少 矛盾纠纷 (土地)"),
        ("how many law savvy villagers (falü mingbairen)", "多少 法律明白人"),
        ("how many legally-informed residents (法律明白人)", "多少 法律明白人 (法律明白人)"),
        ("how many disputes excluding petitions were resolved in     ", "多少 矛盾纠纷 化解"),
        ("which towns had no lawsuits", "哪些镇没有 行政诉讼"),
        ("and lectures in      ?", "法治讲座多少"),
        ("and the fewest?", "最少 呢"),
        ("cases with 3 or more people", "案件 不少于3人"),
        ("12345 tickets", "12345热线工单多少"),
    ],
)
def test_a_question_is_put_into_the_words_of_reports(question: str, said: str) -> None:
    """The longest phrases first, what says nothing left out, 多少 behind each thing that is counted."""
    assert to_chinese(question) == said


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How many disputes did Songxi take in during 2024, and how many were resolved?", [126, 119]),
        ("Songxi night mediation room, number of disputes in 2024", [27]),
        ("Songxi 2024 hotline tickets and satisfaction rate?", [812, 97.2]),
        ("Did Songxi lose any administrative case in 2024?", [1]),
        ("Which town handed out more leaflets in 2024, Songxi or Zhuping?", [5200, 3100]),
        ("Rank all 2024 reports by hotline satisfaction", [97.2, 95.5]),
        ("How many towns had over 500 hotline tickets in 2024?", [812]),
        ("Who had no administrative lawsuits in 2024?", [0]),
    ],
)
def test_english_is_answered_as_chinese_is(assistant: Assistant, question: str, values: list[float]) -> None:
    """Figures, yes or no, most, rankings, bounds and none."""
    assert [figure.value for figure in assistant.ask(question).figures][: len(values)] == values


def test_comparing_is_no_word_of_what_is_asked(assistant: Assistant) -> None:
    """Each town is asked for the thing alone, and what is not stated is said in the question's own words."""
    answer = assistant.ask("Compare Songxi and Zhuping: leaflets handed out")
    assert [figure.value for figure in answer.figures] == [5200, 3100]
    assert "zeppelins" in assistant.ask("How many zeppelins did Songxi confiscate in 2024?").answer


def test_practices_are_found_and_kinds_kept_apart(assistant: Assistant) -> None:
    """Why it lost is quoted; wage disputes, which it does not state, are not told by all disputes."""
    lost = assistant.ask("Why did Songxi lose its case in 2024?")
    assert any("送达程序不当" in citation.quote for citation in lost.citations)
    assert assistant.ask("How many wage disputes did Songxi settle in 2024?").figures == ()


def test_what_is_not_english_is_left_alone() -> None:
    """A Chinese question with an abbreviation in it is no English one."""
    assert not speaks_english("松溪镇app上的工单多少件")
    assert speaks_english("松溪镇 hotline tickets 多少件")
    assert "leaflet" in english_words()


@given(st.text(max_size=80))
def test_any_text_can_be_put_into_words(text: str) -> None:
    """Nothing that people type breaks it."""
    assert isinstance(to_chinese(text), str)


def test_a_word_without_a_meaning_here_stays() -> None:
    """It is met by nothing, so that no other number is taken for the one asked for."""
    assert "zeppelins" in to_chinese("how many zeppelins were confiscated")
