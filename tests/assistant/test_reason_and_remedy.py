"""Questions for why a thing falls short and for what is done about it."""

from __future__ import annotations

import pytest

from assistant.reason_and_remedy import reason_and_remedy
from tests.assistant.test_question import asked


@pytest.mark.parametrize(
    "text",
    [
        "柳溪镇居民公约约束力不强的原因是什么，2025年怎样增强实效",
        "柳溪镇派驻人员为什么轮换频繁，下一步如何理顺",
        "柳溪镇说事亭存在什么不足，下一步怎样规范",
    ],
)
def test_both_are_asked(text: str) -> None:
    """The second half keeps the matter of the first, and its year says nothing of the reason."""
    both = reason_and_remedy(asked(text))
    assert both is not None
    reason, remedy = both
    assert reason.years.inherited
    assert remedy.topic.startswith(reason.topic[:3])


@pytest.mark.parametrize(
    "text",
    [
        "柳溪镇派驻人员为什么轮换频繁",
        "柳溪镇下一步怎么打算",
        "柳溪镇怎么调解，怎么普法",
        "柳溪镇和云台乡人手为什么不够，下一步怎么办",
        "柳溪镇调解几件，下一步计划几件",
    ],
)
def test_one_thing_is_asked(text: str) -> None:
    """One half alone, two other things, several towns, and numbers."""
    assert reason_and_remedy(asked(text)) is None
