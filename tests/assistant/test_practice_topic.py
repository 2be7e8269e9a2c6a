"""What a practice question is about, and what its passages are searched with."""

from __future__ import annotations

import pytest

from assistant.practice_topic import is_small_talk, search_query
from tests.assistant.test_question import asked


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("柳溪镇和云台乡的合法性审查有什么不同", "合法性审查"),
        ("柳溪镇跟云台乡都养了一帮懂法的村里人，两边管法差在哪", "都养了一帮懂法的村里人"),
        ("柳溪镇和云台乡的代办帮办服务区别在哪", "代办帮办服务"),
        ("柳溪、云台、大湾拍板之前怎么听大伙儿的，三家有啥两样", "拍板之前怎么听大伙儿的"),
        ("柳溪镇怎么帮打工的要回工钱", "怎么帮打工的要回工钱"),
        ("How do Liuxi and Yuntai differ in handling petitions?", "怎么 办理信访事项"),
    ],
)
def test_the_search_is_for_the_matter(text: str, query: str) -> None:
    """That two towns are compared, or wording looked for, says nothing of what is treated."""
    assert search_query(asked(text)).removeprefix("的") == query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给我讲个笑话吧", True),
        ("唱首歌！", True),
        ("你好", True),
        ("Tell me a joke", True),
        ("柳溪镇讲故事普法怎么做", False),
        ("讲个普法故事的做法有没有", False),
        ("写一段法律顾问的范例", False),
    ],
)
def test_small_talk_is_the_whole_of_it(text: str, *, expected: bool) -> None:
    """A story told to teach the law is no small talk."""
    assert is_small_talk(text) is expected


def test_something_is_always_searched_for() -> None:
    """Where nothing would be left, the question itself is what is searched for."""
    assert len(search_query(asked("柳溪镇和云台乡有什么不同"))) > 1
