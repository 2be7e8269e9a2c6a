"""A part asked for as a whole is quoted as one passage."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from index.embed import Embedder
from tests.assistant.libraries import assistant_over

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全年化解矛盾纠纷126起，推行“溪边说事”，把话说开、把理讲透。
二、存在的不足
（一）执法力量偏弱。持证人员流动快，新来的干部办案经验不足。
（二）普法形式单一。仍以发资料、拉横幅为主，年轻人参与少。
（三）台账不够规范。个别村调解卷宗装订不齐。
三、下一年度工作安排
（一）充实执法队伍，组织两次集中轮训。
（二）拍摄方言普法短视频，送法进集市。
"""
REPORTS = {"松溪镇2024.txt": REPORT}


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("存在不足这一节怎么写的，给个样子", "执法力量偏弱", "装订不齐"),
        ("下一年的打算怎么写的，摘一段", "充实执法队伍", "送法进集市"),
    ],
)
def test_all_items_of_the_part_stand_in_one_quote(assistant: Assistant, question: str, first: str, last: str) -> None:
    """From its first item to its last, and nothing of the other parts."""
    (citation,) = assistant.ask(question).citations
    assert first in citation.quote
    assert last in citation.quote
    assert "溪边说事" not in citation.quote


def test_a_part_with_a_topic_keeps_to_the_item(assistant: Assistant) -> None:
    """Who asks for one shortcoming isn't given all of them."""
    quotes = [citation.quote for citation in assistant.ask("普法形式单一的不足怎么写，找个例子").citations]
    assert any("拉横幅" in quote for quote in quotes)
    assert all("装订不齐" not in quote for quote in quotes[:1])


@pytest.mark.parametrize("question", ["报告开头那段怎么写，找几段参考", "开篇引言怎么写，给个样子"])
def test_a_title_over_the_first_heading_is_no_opening(assistant: Assistant, question: str) -> None:
    """A report that begins with its first heading opens with nothing that could be quoted."""
    assert assistant.ask(question).status == "not_found"


OPENED = """青柯县松溪镇人民政府
关于2024年法治政府
建设情况的报告

县委、县政府：
2024年，松溪镇紧扣茶乡实际，把依法办事贯穿山林管理和集镇治理全过程，群众办事更方便。现报告如下。
一、主要举措和成效
全年化解矛盾纠纷126起。
"""


def test_the_opening_is_quoted_without_title_and_heading(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    """From behind the title, broken over lines as it may be, and whom it is addressed to, up to the first heading."""
    with assistant_over({"松溪镇2024.txt": OPENED}, tmp_path_factory, embedder) as assistant:
        (citation,) = assistant.ask("报告开头那段怎么写，找几段参考").citations
    assert citation.quote.startswith("2024年，松溪镇紧扣茶乡实际")
    assert citation.quote.endswith("现报告如下。")


def test_every_report_shows_how_it_opens(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> None:
    """One opening a report, however unlike the question it reads; a report that opens with nothing is named."""
    towns = ("松溪镇", "石岭乡", "梅渡镇")
    reports = {f"{town}2024.txt": OPENED.replace("松溪镇", town) for town in towns} | {
        "白鹭镇2024.txt": REPORT.replace("松溪镇", "白鹭镇")
    }
    with assistant_over(reports, tmp_path_factory, embedder) as assistant:
        answer = assistant.ask("报告开头那段怎么写，找几段参考")
    assert sorted(citation.place for citation in answer.citations) == sorted(towns)
    assert "白鹭镇" in answer.answer
