"""Words typed by sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spelling import mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("张良镇 maodun jiufen duoshao", "矛盾纠纷"),
        ("张良镇 maodunjiufen duoshao jian", "矛盾纠纷"),
        ("张良镇调解了多少件矛盾就纷", "矛盾纠纷"),
        ("张良镇信房事项多少件", "信访事项"),
        ("taiqi xiang 2023 nian chizheng de zhifa renyuan you ji ge", "持证的执法人员"),
    ],
)
def test_domain_words_by_sound_are_understood(typed: str, meant: str) -> None:
    """In pinyin or with characters of the same sound."""
    assert meant in mend(typed)


@pytest.mark.parametrize(
    "question",
    [
        "张良镇2024年调解了多少起矛盾纠纷？",
        "柳溪镇普法宣传开展了几次",
        "how many disputes did Zhangliang mediate in 2024",
        "zhangliang zhen",
        "LED屏多少块",
        "What was done about administrative compensation",
        "张梁镇调解了多少件",
        "",
        "👍",
        "柳溪镇收到过行政复议申请吗",
        "柳溪镇执法人员培训办了几期",
    ],
)
def test_what_is_written_rightly_stays(question: str) -> None:
    """English, place names (misspelt ones above all) and right words are left alone."""
    assert mend(question) == question


def test_a_place_is_no_word_of_the_same_sound() -> None:
    """zhangliang zhen is 张良镇 before it is 丈量, whether the library has that town or not; a single word otherwise may be one."""
    assert mend("zhangliang maodunjiufen", {"zhangliang"}.__contains__) == "zhangliang 矛盾纠纷"
    assert mend("Maodunjiufen Town 2024") == "Maodunjiufen Town 2024"
    assert mend("maodunjiufen zhen 2024") == "maodunjiufen zhen 2024"


@given(st.text(alphabet="矛盾纠纷就分张良镇多少件调解 maodunjiufenzhen2024，？", max_size=30))
def test_mending_ends(question: str) -> None:
    """Nothing raises, and a question that was mended needs no more of it."""
    once = mend(question)
    assert mend(once) == once
