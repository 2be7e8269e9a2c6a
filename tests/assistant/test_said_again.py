"""Follow-ups that put right what was asked, or ask it all again."""

from __future__ import annotations

import pytest

from assistant.said_again import asks_why, meant_by
from tests.assistant.test_question import asked


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("不是受理的，是调解成功的", "调解成功呢"),
        ("我问的是调解成功的，不是受理的", "调解成功呢"),
        ("打错了，是云台乡", "云台乡呢"),
        ("2023年这两个数呢", "2023年呢"),
        ("回到柳溪镇那个，罚款多少", "柳溪镇罚款多少"),
        ("是不是有败诉的，几件", "是不是有败诉的，几件"),
        ("不是说有三件吗，怎么只有两件", "不是说有三件吗，怎么只有两件"),
    ],
)
def test_what_is_meant_is_read(text: str, meant: str) -> None:
    """A correction asks for what is right; a question that only sounds like one stays."""
    assert meant_by(text) == meant


def test_all_that_was_asked_is_asked_again() -> None:
    """这两个数 are both numbers of the question before."""
    question = asked("2023年这两个数呢", "柳溪镇2024年排查纠纷多少件，化解多少件")
    assert len(question.asks) == len(("排查", "化解"))
    assert question.years.years == (2023,)


@pytest.mark.parametrize("text", ["为什么", "具体怎么做的", "咋回事"])
def test_why_is_told_in_words(text: str) -> None:
    """Behind a number it is no question for the number again."""
    assert asks_why(text)
    assert asked(text, "柳溪镇2024年行政诉讼败诉几件").kind == "narrative"
