"""Which of a sentence's figures answers, and which can't, by the words themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.config import Settings
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import writing_library

REPORT = """青柯县松溪镇2024年法治政府建设情况报告
一、主要举措和成效
（一）化解矛盾纠纷。全镇调解矛盾纠纷64起，成功62起。高价彩礼引发的纠纷由去年的8件下降到3件。平均每起纠纷从受理到签约用时6天，\
最长的一起用了47天。受理信访事项126件次，办结121件次，其中初信初访88件。
（二）规范行政执法。执法中队持证24人。开展执法培训2期，参训47人次。县级下放的67项权力实际运行的只有21项。\
办理行政处罚案件31件，罚款12.7万元，其中涉渔案件18件、罚款8.9万元，市容案件13件、罚款3.8万元。
（三）开展普法宣传。按照年初确定的普法20场的计划，实际举办18场。2025年计划举办普法26场。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over this one report."""
    corpus = Path(tmp_path_factory.mktemp("corpus"))
    (corpus / "松溪镇2024.txt").write_text(REPORT, encoding="utf-8")
    settings = IndexSettings(corpus=corpus, store=Path(tmp_path_factory.mktemp("store")) / "store")
    with writing_library(settings, "test", embedder=embedder) as library:
        build(settings, library=library)
        yield Assistant(library, Settings(corpus=settings.corpus, store=settings.store), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("松溪镇2024年调解了多少起纠纷", [64]),
        ("松溪镇2024年调成了多少起纠纷", [62]),
        ("松溪镇2024年彩礼闹的纠纷从几件降到几件", [8, 3]),
        ("松溪镇2024年下放的权力真正用起来的有几项", [21]),
        ("松溪镇2024年县级下放了多少项权力", [67]),
        ("松溪镇2024年持证的执法人员有几人", [24]),
        ("松溪镇2024年罚款多少钱", [12.7]),
        ("松溪镇2024年涉渔案件罚款多少钱", [8.9]),
        ("松溪镇2024年普法原定几场", [20]),
        ("松溪镇2024年普法实际几场", [18]),
        ("松溪镇2024年处理一起纠纷平均几天", [6]),
    ],
)
def test_the_figure_that_is_named(assistant: Assistant, question: str, values: list[float]) -> None:
    """All and those that succeeded, both ends of a fall, what is on paper and what really is, the whole and its parts."""
    assert [figure.value for figure in assistant.ask(question).figures] == values


def test_what_is_there_is_not_what_is_new(assistant: Assistant) -> None:
    """持证24人 and 参训47人次 don't tell how many got a certificate this year."""
    answer = assistant.ask("松溪镇2024年新拿到执法证的有几人")
    assert (answer.status, answer.figures) == ("not_found", ())


def test_a_part_is_not_its_whole_again(assistant: Assistant) -> None:
    """其中 of the question before is answered by a part of it."""
    answer = assistant.ask("其中头一回来访的有多少", ["松溪镇2024年受理信访多少件次"])
    assert [figure.value for figure in answer.figures] == [88]
