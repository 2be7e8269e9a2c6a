"""它 and 那里 after a question for the most: the place that was found is asked about, and no other."""

from __future__ import annotations

from tests.assistant.conftest import Ask

MOST = "2024年哪个镇办理行政处罚案件最多"


def places(ask: Ask, question: str, *history: str) -> set[str]:
    """The places whose figures are asserted."""
    return {figure.place for figure in ask(question, *history).figures}


def test_the_winner_is_meant(ask: Ask) -> None:
    """梅渡街道 had most penalties, and 3.2万元 are its fines; the text that stands alone names it."""
    answer = ask("它罚款多少", MOST)
    assert [(figure.place, figure.value, figure.unit) for figure in answer.figures] == [("梅渡街道", 3.2, "万元")]
    assert answer.standalone.startswith("梅渡街道2024年")


def test_its_year_is_meant_where_none_was_named(ask: Ask) -> None:
    """The figure of the year in which it had the most."""
    answer = ask("它罚款多少", "哪个镇办理行政处罚案件最多")
    assert [(figure.place, figure.year) for figure in answer.figures] == [("梅渡街道", 2024)]


def test_the_newest_such_question_counts(ask: Ask) -> None:
    """After the most and then the fewest, the fewest is meant; a question before both changes nothing."""
    fewest = "2024年哪个镇办理行政处罚案件最少"
    assert places(ask, "它罚款多少", MOST, fewest) == {"石岭乡"}
    assert places(ask, "它罚款多少", "石岭乡2024年发放宣传资料多少份", MOST) == {"梅渡街道"}


def test_a_place_that_is_named_stays(ask: Ask) -> None:
    """Neither the question's own place nor that of the question before gives way to the one found earlier."""
    assert places(ask, "石岭乡那里罚款多少", MOST) == {"石岭乡"}
    assert places(ask, "它罚款多少", MOST, "石岭乡2024年举办普法讲座几场") == {"石岭乡"}


def test_the_others_are_not_the_one(ask: Ask) -> None:
    """其它镇 asks about towns at large."""
    assert len(places(ask, "其它镇举办普法讲座多少场", MOST)) > 1


def test_all_that_were_counted_are_meant(ask: Ask) -> None:
    """其中 after a count of several places asks each of those."""
    counted = "2024年有几个镇办理行政处罚案件20件以上"
    assert places(ask, "其中罚款各多少", counted) == {"梅渡街道", "松溪镇"}


def test_several_towns_with_years_of_their_own_are_no_winner(ask: Ask) -> None:
    """Named towns with a year each, behind 那里, are answered as named."""
    answer = ask("那里，松溪镇2023年和石岭乡2024年各调解多少件", MOST)
    assert {figure.place for figure in answer.figures} <= {"松溪镇", "石岭乡"}
