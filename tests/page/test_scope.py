"""A question asked again in another scope."""

from __future__ import annotations

import pytest

from assistant.page.scope import asked_in_scope, rescoped, scope_choices
from tests.page import samples

KNOWN = ["青石县柳溪镇", "柳溪镇", "云台乡"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("柳溪镇2023年调解了多少起纠纷", "云台乡2024年调解了多少起纠纷"),
        ("青石县柳溪镇二〇二三年度普法几次", "云台乡2024年普法几次"),
        ("柳溪和云台的普法做法", "云台乡2024年普法做法"),
        ("2023年，柳溪镇的法律顾问有几名", "云台乡2024年法律顾问有几名"),
        ("how many disputes did Liuxi mediate in 2023", "云台乡2024年how many disputes did mediate"),
    ],
)
def test_the_new_scope_takes_the_old_one_s_place(question: str, asked: str) -> None:
    """Places and years of the question go, in full, short and in pinyin; the wanted ones stand in front."""
    assert rescoped(question, ["云台乡"], ["2024"], KNOWN) == asked


def test_a_question_of_places_alone_stays() -> None:
    """Where nothing else would be left, the question is asked as it was."""
    assert rescoped("柳溪镇2023年", ["云台乡"], [], KNOWN) == "柳溪镇2023年"


def test_what_a_browser_sends_may_be_anything() -> None:
    """Malformed wishes make a question of what is there."""
    reports = [samples.info()]
    assert asked_in_scope(None, reports) == ""
    assert asked_in_scope({"question": "柳溪镇普法几次", "places": 3, "years": None}, reports) == "普法几次"
    assert scope_choices(reports) == {"places": ["柳溪镇"], "years": [2023]}
