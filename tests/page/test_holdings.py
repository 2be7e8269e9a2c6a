"""Choosing in the ledger."""

from __future__ import annotations

from assistant.page.holdings import Choice, Holdings
from assistant.page.ledger_view import ledger_html
from assistant.page.words import ZH
from index.records import Role
from tests.page import samples

HELD = Holdings(
    (
        samples.info("柳溪镇", 2023, 1),
        samples.info("云台乡", 2024, 2),
        samples.info("柳溪镇", 2023, 3, duplicate_of="r1"),
    ),
    (
        samples.stated("r1", "调解矛盾纠纷", 41),
        samples.stated("r2", "排查化解矛盾纠纷", 57),
        samples.stated("r2", "发放宣传资料", 3000, number=1, unit="份"),
        samples.stated("r2", "矛盾纠纷", 60, number=2, role=Role.PLAN),
        samples.stated("r3", "调解矛盾纠纷", 41),
    ),
)


def values(choice: Choice) -> list[float]:
    """The values of what is chosen."""
    return [figure.value for figure in HELD.chosen(choice)]


def test_an_indicator_is_found_by_words_that_mean_the_same() -> None:
    """Disputes are found whether reports say 矛盾纠纷 or 纠纷; plans and doubles are left out."""
    assert values(Choice("矛盾纠纷")) == [57, 41]
    assert values(Choice("矛盾纠纷", outcomes=False)) == [57, 60, 41]
    assert values(Choice("宣传资料")) == [3000]


def test_places_and_years_narrow_the_choice() -> None:
    """Only the chosen places and years are looked at; what fits nothing is empty."""
    assert values(Choice(places=("青石县柳溪镇",))) == [41]
    assert values(Choice(years=(2024,))) == [57, 3000]
    assert values(Choice("合同审查")) == []


def test_topics_count_the_reports_that_state_them() -> None:
    """Disputes, stated by two reports, come before handouts, stated by one."""
    assert [(one.chinese, one.reports) for one in HELD.topics] == [("矛盾纠纷", 2), ("宣传资料", 1)]


def test_the_table_says_who_states_it_and_who_does_not() -> None:
    """The coverage names the report without the figure, a row carries what the source panel needs."""
    choice = Choice("宣传资料")
    chosen = HELD.chosen(choice)
    html = ledger_html(HELD, choice, chosen, {"r2": samples.report()}, ZH)
    assert "2 份报告中 1 份载有" in html
    assert "未载明（不等于 0）：青石县柳溪镇2023年" in html
    assert f'data-marks="[[{samples.NUMBER[0]},{samples.NUMBER[1]}]]"' in html


def test_an_empty_library_says_what_to_do() -> None:
    """Without reports, and without a fitting figure, the table's place holds words."""
    assert "还没有报告" in ledger_html(Holdings(), Choice(), [], {}, ZH)
    assert "没有符合条件的数据" in ledger_html(HELD, Choice("x"), [], {}, ZH)


def test_bars_compare_only_what_compares() -> None:
    """Without an indicator there are no bars but indicators to begin with; with one, 件 and 起 share a scale."""
    texts = {one.report_id: samples.report() for one in HELD.reports}
    everything = ledger_html(HELD, Choice(), HELD.chosen(Choice()), texts, ZH)
    assert '<i style="width' not in everything
    assert 'data-topic="' in everything
    choice = Choice(indicator="矛盾纠纷")
    chosen = HELD.chosen(choice)
    chosen[0] = samples.stated(chosen[0].report_id, "调解矛盾纠纷", 20, unit="起")
    chosen[1] = samples.stated(chosen[1].report_id, "调解矛盾纠纷", 40, unit="件")
    html = ledger_html(HELD, choice, chosen[:2], texts, ZH)
    assert "width:50.0%" in html
    assert "width:100.0%" in html
    assert "fz-pick" not in html
