"""What is left undone: asked for, and told."""

from __future__ import annotations

import pytest

from assistant.completion import asks_what_is_left, tells_what_is_left


@pytest.mark.parametrize(
    "text",
    [
        "还剩几件没化解掉",
        "还剩几处隐患没改完",
        "还有几个队员没有证",
        "没化解的有几件",
        "未办结的信访多少件",
        "没谈拢的有几起",
        "没通过考试的几个人",
        "how many cases are still unresolved",
    ],
)
def test_what_is_left_is_asked_for(text: str) -> None:
    """In everyday words and in the reports' own."""
    assert asks_what_is_left(text)


@pytest.mark.parametrize(
    "text",
    [
        "化解了几件",
        "有没有败诉",
        "没有发生行政复议的有哪些",
        "被申请复议，有没有被撤掉的",
        "未成年人保护宣传几次",
        "调解不成引导诉讼的几件",
        "没有合格证的食品几批",
        "面向未成年人的法治课开展了几场",
    ],
)
def test_what_was_done_is_no_rest(text: str) -> None:
    """Nor is a none, nor a word that begins with 未."""
    assert not asks_what_is_left(text)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("剩余7件均已落实包保责任人", True),
        ("仍有10处未整改到位", True),
        ("其余13起正在办理", True),
        ("已整改469处", False),
        ("化解277件", False),
        ("帮教未成年人12名", False),
        ("发放资料8000余份", False),
    ],
)
def test_a_clause_that_tells_what_is_left(clause: str, *, expected: bool) -> None:
    """剩余, 仍 and 正在 do; what was done, and 余 behind a number, do not."""
    assert tells_what_is_left(clause) is expected
