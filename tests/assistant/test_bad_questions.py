"""Questions that hold nothing to look for, or what a search engine's language would take for operators."""

from __future__ import annotations

from contextlib import suppress

import pytest

from assistant.question import LONGEST_QUESTION
from index.errors import QuestionError
from tests.assistant.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "的",
        "法",
        "了吗",
        "的和与",
        "AND",
        '"',
        "*",
        'NEAR(法律 AND 纠纷) OR "*',
        "body : 调解*",
        "'; DROP TABLE reports; --",
    ],
)
def test_hardly_a_question_is_answered_or_refused(ask: Ask, question: str) -> None:
    """One character, stop words, operators and quotes: an answer, not found, or a refusal that says why; no failure."""
    with suppress(QuestionError):
        answer = ask(question)
        assert answer.status in ("answered", "not_found")
        assert answer.answer


def test_a_pasted_page_is_answered_or_refused(ask: Ask) -> None:
    """A question as long as may be is taken; a longer one is refused with the limit in the message."""
    assert ask("调解矛盾纠纷" * (LONGEST_QUESTION // 6)).status in ("answered", "not_found")
    with pytest.raises(QuestionError, match=str(LONGEST_QUESTION)):
        ask("纠" * (LONGEST_QUESTION + 1))


@pytest.mark.parametrize(
    "question", ["航天技术科普的段落有没有可以参考的", "跨境电商海关通关便利化的例子", "幼儿园食堂菜谱怎么写"]
)
def test_a_topic_that_no_report_treats_is_not_found(ask: Ask, question: str) -> None:
    """Wording for something outside these reports' field is not made up from what comes nearest."""
    answer = ask(question)
    assert (answer.status, answer.citations) == ("not_found", ())
