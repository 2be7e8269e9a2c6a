"""How much of one text another says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.overlap import either, met, read_field, read_words


def _share(asked: str, text: str) -> float:
    words = read_words(asked, {})
    return words.share(met(words, read_field(text)))


def test_a_text_says_all_of_itself() -> None:
    """Every unit is met by the same words."""
    assert _share("江畔夜话开了多少场", "江畔夜话开了多少场") == pytest.approx(1.0)


def test_nothing_is_met_by_an_empty_field() -> None:
    """No words, nothing met; and nothing to be met is no share."""
    assert _share("调解", "") == 0.0
    assert _share("", "调解") == 0.0


def test_a_run_says_more_than_single_characters() -> None:
    """要回工资 meets 工资 as a run; the same characters scattered count for less."""
    assert _share("工资", "追回工资") > _share("工资", "工程资料") > 0


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        ("打官司", "行政诉讼", "行政处罚"),
        ("调成", "调解成功", "排查矛盾纠纷"),
        ("how many leaflets", "发放宣传资料", "接受法律咨询"),
    ],
)
def test_meanings_meet_where_letters_do_not(asked: str, right: str, wrong: str) -> None:
    """Concepts and the thesaurus bring together what shares no characters."""
    assert _share(asked, right) > _share(asked, wrong)


def test_line_breaks_inside_words_do_not_matter() -> None:
    """Copies break lines inside words."""
    assert _share("公开征求意见", "公开征求意\n见") == pytest.approx(1.0)


@given(
    st.text(alphabet="法治镇调解纠纷多少件起人次0123 abc，。", max_size=30),
    st.text(alphabet="法治镇调解纠纷多少件起人次0123 abc，。", max_size=30),
)
def test_shares_lie_between_none_and_all(asked: str, text: str) -> None:
    """Whatever is asked of whatever text, units are met from 0 to 1, and two fields never meet less than one."""
    words = read_words(asked, {"法": 0.5})
    one = met(words, read_field(text))
    assert all(0.0 <= value <= 1.0 for value in one)
    assert 0.0 <= words.share(one) <= 1.0 + 1e-9
    both = either(one, met(words, read_field("调解纠纷")))
    assert words.share(both) >= words.share(one) - 1e-9
