"""A part asked for as a whole is quoted as one passage."""

from __future__ import annotations

from collections.abc import Iterator

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


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over this one report."""
    with assistant_over({"松溪镇2024.txt": REPORT}, tmp_path_factory, embedder) as assistant:
        yield assistant


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
