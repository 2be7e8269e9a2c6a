"""A reply cut into sentences, wherever its pieces happen to break."""

from __future__ import annotations

import pytest

from assistant.draft import Sentences

REPLY = (
    "张良镇调解矛盾纠纷326件。[1]西河镇调解80余起[2]；两地都建立了调解中心！[1][2]\n\n"
    "- 张良镇：“一村一法律顾问”。\n- 调解成功率98.6%（来源3）。其余不详"
)
EXPECTED = [
    "张良镇调解矛盾纠纷326件。[1]",
    "西河镇调解80余起[2]；",
    "两地都建立了调解中心！[1][2]",
    "- 张良镇：“一村一法律顾问”。",
    "- 调解成功率98.6%（来源3）。",
    "其余不详",
]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 1000])
def test_the_same_sentences_whatever_the_pieces(size: int) -> None:
    """A reference behind the full stop belongs to its sentence, also when it comes later."""
    cut = Sentences()
    found = []
    for at in range(0, len(REPLY), size):
        found += cut.feed(REPLY[at : at + size])
    found += cut.finish()
    assert [one.text for one in found] == EXPECTED
    assert [one.ends_line for one in found] == [False, False, True, True, False, True]
    assert cut.pending == ""


def test_what_is_not_complete_is_pending() -> None:
    """A sentence whose reference may yet come is not handed out."""
    cut = Sentences()
    assert cut.feed("张良镇调解326件。") == []
    assert cut.pending == "张良镇调解326件。"
    assert [one.text for one in cut.feed("[1]西")] == ["张良镇调解326件。[1]"]
    assert cut.pending == "西"


def test_thinking_aloud_is_left_out() -> None:
    """Not shown while it goes on, nor after."""
    cut = Sentences()
    assert cut.feed("<thi") == []
    assert cut.pending == ""
    assert cut.feed("nk>用户问的是张良镇。应该答326。") == []
    assert cut.pending == ""
    found = [*cut.feed("</think>\n张良镇326件[1]。"), *cut.finish()]
    assert [one.text for one in found] == ["张良镇326件[1]。"]


def test_english_sentences() -> None:
    """A point inside a number ends none."""
    cut = Sentences()
    found = [*cut.feed("Zhangliang mediated 326 cases [1]. The rate was 98.6% [2]. More follows"), *cut.finish()]
    assert [one.text for one in found] == [
        "Zhangliang mediated 326 cases [1].",
        "The rate was 98.6% [2].",
        "More follows",
    ]
