"""Where a place's name begins in running text, and what only looks like a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.name_words import is_verb, name_start, town_start


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("较好地完成了松原口县", "松原口县"),
        ("今年来临川区", "临川区"),
        ("积极配合长坪县", "长坪县"),
        ("推进柳溪镇", "柳溪镇"),
        ("纳入青石县", "青石县"),
        ("依托县", "依托县"),
        ("澜江经济技术开发区", "澜江经济技术开发区"),
        ("依靠澜江经开区", "澜江经开区"),
    ],
)
def test_verbs_before_a_name_are_left_out(run: str, name: str) -> None:
    """What leads up to a name is no part of it, but a name isn't used up."""
    assert run[name_start(run) :] == name


@pytest.mark.parametrize(
    "name", ["依托县", "会同县", "通过县", "邀请县", "把法律法规学习列入乡", "报县", "和县", "工作法被县", "另有县"]
)
def test_a_verb_with_a_suffix_is_no_name(name: str) -> None:
    """依托 in 依托县委 is what one does with the county's committee."""
    assert is_verb(name)


@pytest.mark.parametrize(
    "name", ["进贤县", "来安县", "望都县", "开平镇", "和平乡", "建设街道", "解放街道", "澜江经济技术开发区", "白沙镇"]
)
def test_a_name_that_looks_like_a_verb_is_a_name(name: str) -> None:
    """A name may be made of verbs, if it is one that names places."""
    assert not is_verb(name)


@given(st.text(alphabet="县区市镇乡街道在对将和到县委推进建设柳溪青石完成了", max_size=24))
def test_a_name_always_keeps_a_character(run: str) -> None:
    """Wherever the name is said to begin lies inside the words, with something left before the suffix."""
    for start in (name_start(run), town_start(run)):
        assert 0 <= start <= max(0, len(run) - 1)
