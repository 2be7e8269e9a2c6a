"""Numbers that a report itself corrects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.records import Figure, Role

ReadFigures = Callable[[str], tuple[Figure, ...]]


def by_role(figures: tuple[Figure, ...], role: Role) -> list[float]:
    """The values of the figures of a role."""
    return [figure.value for figure in figures if figure.role is role]


@pytest.mark.parametrize(
    ("body", "wrong", "right"),
    [
        (
            "【更正说明】调解数原报188件，经核实有10件重复登记，现更正为178件。\n一、化解矛盾。全年调解各类矛盾纠纷188件，接待来访64批次。",
            [188, 188],
            178,
        ),
        ("全年办理行政处罚案件17件。审查合同30份。\n说明：行政处罚17件系快报数，核定为19件。", [17, 17], 19),
        (
            "全年调解矛盾纠纷143件，接待来访64批次。\n说明：经年终核对，全年调解矛盾纠纷为149件，以本说明为准。",
            [143],
            149,
        ),
    ],
)
def test_a_corrected_number_gives_way(body: str, wrong: list[float], right: float, figures_in: ReadFigures) -> None:
    """What was wrong is marked wherever it stands; the number put right has the words of the one that it replaces."""
    figures = figures_in(body)
    assert sorted(by_role(figures, Role.SUPERSEDED)) == sorted(wrong)
    put_right = next(figure for figure in figures if figure.value == right)
    assert put_right.role is Role.OUTCOME
    assert any(word in put_right.indicator for word in ("调解", "处罚"))


def test_a_target_that_was_adjusted_is_no_correction(figures_in: ReadFigures) -> None:
    """核定编制30名 is what there is, and 12件调整为15件 no error."""
    figures = figures_in("综合执法队核定编制30名，实有26名。法律顾问由3名调整为5名。全年调解矛盾纠纷143件。")
    assert by_role(figures, Role.SUPERSEDED) == []


@pytest.mark.parametrize(
    "body",
    [
        "全年行政诉讼案件5件，均胜诉。另有行政诉讼案件1件正在审理，结果以最终判决为准。",
        "全年审查合同12件。发生行政复议案件2件。更正：行政诉讼案件原报12件，现更正为2件。",
        "全年共调解矛盾纠纷210件。其中，村级调解矛盾纠纷150件，以本说明为准。",
    ],
)
def test_what_is_of_another_thing_stays(body: str, figures_in: ReadFigures) -> None:
    """A pending verdict, a correction of another thing with the same number, and a part correct no figure of the year."""
    first = figures_in(body)[0]
    assert first.role is Role.OUTCOME
