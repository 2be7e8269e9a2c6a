"""What is asked right behind a figure means those that stand beside it."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant

HEWAN = """青柯县荷湾镇2024年法治政府建设情况报告
一、主要举措和成效
（一）规范行政执法。全年处罚1507件，其中简易程序1281件、普通程序226件；罚没款49.2万元，其中普通程序40.7万元、简易程序8.5万元。
（二）整治突出问题。查处情况见下表：
类别\t立案（件）\t结案（件）\t罚款（元）
非法采砂\t5\t4\t38000
占用河道\t9\t9\t12600
合计\t14\t13\t50600
上半年调解113件，下半年94件。
（三）做好应诉。行政诉讼13件，审结11件，胜诉9件、败诉2件。
"""
REPORTS = {"荷湾镇2024.txt": HEWAN}


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        ((), "荷湾镇非法采砂立了几件案、罚了多少钱", [5, 38000]),
        ((), "荷湾镇2024年民告官的官司打了几件？输几件？", [13, 2]),
        ((), "荷湾镇上半年调了多少、下半年调了多少", [113, 94]),
        (("荷湾镇2024年罚没款总共多少",), "其中简易程序的？", [8.5]),
        (("荷湾镇2024年处罚了多少件",), "其中简易程序的？", [1281]),
    ],
)
def test_the_row_and_the_whole_that_were_told_go_on(
    assistant: Assistant, history: tuple[str, ...], question: str, values: list[float]
) -> None:
    """The same row of a table, the part of the same whole in its own unit."""
    assert [figure.value for figure in assistant.ask(question, history).figures] == values
