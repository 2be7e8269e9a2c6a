"""Numbers that only point at one told before count nothing new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.records import Figure

ReadFigures = Callable[[str], tuple[Figure, ...]]


@pytest.mark.parametrize(
    ("sentences", "values"),
    [
        ("土地纠纷调解41件。成功率偏低，41件中有3件未调成。", [41, 3]),
        ("受理信访30件中有3件未办结。", [30, 3]),
        ("劳动争议调处481件。除园区劳动争议481件以外，全镇调解矛盾纠纷903件。", [481, 903]),
        ("除园区劳动争议481件以外，全镇调解矛盾纠纷903件。", [481, 903]),
        ("执法队员8人。8人中有5人超过50岁。", [8, 5, 50]),
        ("排查隐患31处，该31处均已整改。", [31]),
    ],
)
def test_a_number_named_again_is_told_once(figures_in: ReadFigures, sentences: str, values: list[float]) -> None:
    """N件中有M件 and 除N件以外 point at what was told before; where nothing was told before, they tell it."""
    assert [figure.value for figure in figures_in(sentences)] == values
