"""Notes at a report's end belong to the words that they stand on."""

from __future__ import annotations

from collections.abc import Callable

from index.records import Figure, Role

ReadFigures = Callable[[str], tuple[Figure, ...]]

BODY = (
    "（一）审查规范性文件3件[1]，审查合同40份。\n（二）发放宣传资料900份，接受咨询近400人次[2]。\n二、2024年打算\n开展培训4次。\n"
    "[1] 其中1件因上位法修改未印发，实际印发2件。\n[2] 含线上咨询60余人次。\n"
)


def test_a_note_tells_of_the_number_it_stands_on(figures_in: ReadFigures) -> None:
    """Its figures are parts of that number, with its words before them, also behind the plans."""
    figures = figures_in(BODY)
    by_number = {figure.number: figure for figure in figures}
    printed = next(figure for figure in figures if figure.value == 2 and figure.unit == "件")
    online = next(figure for figure in figures if figure.value == 60)
    assert printed.whole is not None
    assert online.whole is not None
    assert (by_number[printed.whole].value, by_number[online.whole].value) == (3, 400)
    assert "规范性文件" in printed.context
    assert (printed.role, online.role) == (Role.OUTCOME, Role.OUTCOME)
    assert "[" not in "".join(figure.indicator for figure in figures)


def test_numbers_of_a_list_are_no_notes(figures_in: ReadFigures) -> None:
    """[1] that stands nowhere before only numbers what follows."""
    figures = figures_in("[1] 调解矛盾纠纷120件。\n[2] 审查合同40份。\n")
    assert [figure.whole for figure in figures] == [None, None]
