"""Parts known by their sum."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.records import Figure

ReadFigures = Callable[[str], tuple[Figure, ...]]


def wholes(figures: tuple[Figure, ...]) -> list[float | None]:
    """For each figure the value of its whole."""
    by_number = {figure.number: figure.value for figure in figures}
    return [None if figure.whole is None else by_number[figure.whole] for figure in figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("调解纠纷97件，涉及山林权属23件、土地41件、其他33件。", [None, 97, 97, 97]),
        ("办理案件390件（简易程序110件、普通程序280件）。", [None, 390, 390]),
        ("审查合同30份，提出意见12条。", [None, None]),
        ("受理1018件，成功999件，其中物业311件、邻里707件。", [None, None, 1018, 1018]),
        ("受理1018件，成功999件，其中物业311件、邻里600件。", [None, None, 999, 999]),
        ("罚没款49.2万元，其中普通程序40.7万元、简易程序8.5万元。", [None, 49.2, 49.2]),
        ("罚没款49.2万元，支出普法经费40万元、宣传费6万元。", [None, None, None]),
        ("调解纠纷97件，山林23件、土地41件、其他32件。", [None, None, None, None]),
    ],
)
def test_figures_that_add_up_are_parts(sentence: str, expected: list[float | None], figures_in: ReadFigures) -> None:
    """Only an exact sum of the figures right behind makes them parts."""
    assert wholes(figures_in(sentence)) == expected


def test_approximate_figures_add_up_to_nothing(figures_in: ReadFigures) -> None:
    """100余件 might be any sum."""
    assert wholes(figures_in("调解纠纷100余件，山林60件、土地40件。")) == [None, None, None]


def test_rates_and_money_are_no_parts(figures_in: ReadFigures) -> None:
    """50% and 50% are not the parts of 100 cases."""
    assert wholes(figures_in("调解纠纷100件，成功率50%，满意率50%。")) == [None, None, None]


def test_parts_stand_near(figures_in: ReadFigures) -> None:
    """Figures of another paragraph far away are not taken together."""
    far = "坚持依法行政，推进政务公开，加强执法监督，完善决策机制。" * 12
    assert wholes(figures_in(f"调解纠纷97件。{far}整治山林23件、土地41件、其他33件。"))[1:] == [None, None, None]


@pytest.mark.parametrize(
    ("body", "indicator", "parts"),
    [
        ("全年审查文件11件、合同27件、重大决策4件，共计42件。", "审查文件、合同、重大决策", 3),
        ("受理信访30件，化解积案12件，两项合计42件。", "受理信访、化解积案", 2),
    ],
)
def test_a_bare_total_is_named_by_its_parts(figures_in: ReadFigures, body: str, indicator: str, parts: int) -> None:
    """What adds up to it stands before it: its words are theirs, and they become its parts."""
    figures = figures_in(body)
    total = figures[-1]
    assert total.indicator == indicator
    assert [figure.whole for figure in figures[:parts]] == [total.number] * parts
    assert total.whole is None


@pytest.mark.parametrize("body", ["受理信访30件，办结12件，共40件。", "审查文件11件，共召开会议11次。"])
def test_no_total_of_what_does_not_add_up(figures_in: ReadFigures, body: str) -> None:
    """Another sum, or words of its own: the figure stays as it is."""
    assert all(figure.whole is None for figure in figures_in(body))


def test_what_says_in_which_it_is_contained_is_its_part(figures_in: ReadFigures) -> None:
    """（含在人民调解内） names the whole; a name that no figure has names none."""
    assert wholes(figures_in("人民调解：87件；渔业纠纷（含在人民调解内）：33件。")) == [None, 87]
    assert wholes(figures_in("人民调解：87件；渔业纠纷（含在信访内）：33件。")) == [None, None]


def test_what_opens_with_among_them_is_part_of_what_stands_before(figures_in: ReadFigures) -> None:
    """受理229件，成功220件；其中消费88件、租赁53件: parts of the 229, though a stop stands between."""
    figures = figures_in("受理矛盾纠纷229件，调解成功220件，成功率96.1%；其中消费纠纷88件、租赁纠纷53件。")
    assert wholes(figures) == [None, None, None, 229, 229]
    assert wholes(figures_in("审查合同30份；其中提出意见88条。"))[-1] is None


def test_one_thing_measured_twice_has_parts_of_both(figures_in: ReadFigures) -> None:
    """327处、4.2万平方米，其中站前112处、1.5万平方米: places of places, area of area."""
    figures = figures_in("拆除违法建设327处、4.2万平方米，其中站前片区112处、1.5万平方米。")
    assert wholes(figures) == [None, None, 327, 42000]
