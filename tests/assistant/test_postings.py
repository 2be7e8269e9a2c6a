"""The postings: no report that states what is asked is passed over."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asked import Asked
from assistant.conversation import understand
from assistant.ledger import Ledger
from assistant.places import Gazetteer
from assistant.postings import Postings
from assistant.scope import select
from assistant.scorer import load_scorer
from index.library import Library

TODAY = date(2025, 6, 1)


def told(library: Library, text: str) -> tuple[set[str], frozenset[str], int]:
    """The reports that state what ``text`` asks of every town, those that the postings let pass, and how many there are."""
    infos = library.catalog.reports()
    gazetteer, ledger = Gazetteer(infos), Ledger(library.catalog)
    question = understand(text, (), gazetteer, TODAY)
    selection = select(question, gazetteer.towns, infos)
    (row,) = ledger.find(question, selection, quick=True)
    reads = ledger.open(selection.report_ids)
    postings = Postings({report_id: read.views for report_id, read in reads.items()})
    passed = postings.could_state(Asked.of(question.asks[0], load_scorer().rarity))
    return {finding.slot.report.report_id for finding in row if finding.matches}, passed, len(reads)


@pytest.mark.parametrize(
    "text",
    [
        "各镇调解了多少起矛盾纠纷",
        "各镇发了多少份资料",
        "各镇罚款多少钱",
        "各镇法律顾问审了多少份合同",
        "各镇行政复议案件几件",
        "各镇调解成功率多少",
        "how many disputes did every town mediate",
    ],
)
def test_whatever_states_it_passes(small: Library, text: str) -> None:
    """Every report with a figure that is given for an answer is among those that could state it."""
    stated, passed, _ = told(small, text)
    assert stated
    assert stated <= passed


def test_reports_of_other_things_are_passed_over(small: Library) -> None:
    """Only two reports say anything of contracts; the others' figures need not be weighed."""
    _, passed, all_of_them = told(small, "各镇法律顾问审查了多少份合同")
    assert 0 < len(passed) <= 2 < all_of_them


def test_a_thing_that_no_report_names(small: Library) -> None:
    """Nothing passes where the thing of the domain that is asked for stands nowhere."""
    _, passed, _ = told(small, "各镇办理仲裁案件多少件")
    assert not passed


def test_none_of_no_reports() -> None:
    """No report, no figure: nothing to pass."""
    asked = Asked.of(understand("各镇罚款多少", (), Gazetteer(()), TODAY).asks[0], {})
    assert Postings({}).could_state(asked) == frozenset()
    assert Postings({"r": ()}).could_state(asked) == frozenset()
