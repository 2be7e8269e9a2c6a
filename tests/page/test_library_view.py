"""The library's table and the results of what is done to it, as HTML."""

from __future__ import annotations

from assistant.page.holdings import Holdings
from assistant.page.library_view import Line, library_html, lines_html
from assistant.page.words import EN, ZH
from index.rows import Failure
from tests.page import samples

HELD = Holdings(
    (
        samples.info("柳溪镇", 2023, 1),
        samples.info("柳溪镇", 2023, 2, file="柳溪镇.pdf"),
        samples.info("云台乡", 2024, 3),
    ),
    (),
)


def test_two_reports_of_one_place_and_year_are_pointed_out() -> None:
    """Each names the other, since one report in two formats would be counted twice; a report alone names none."""
    html = library_html(HELD, (), frozenset(), True, ZH)
    assert html.count("同一地方、同一年度还有") == 2
    assert "还有：柳溪镇.pdf" in html
    assert "云台乡2024.txt，请核对" not in html


def test_what_failed_is_listed_with_its_reason_in_the_page_s_language() -> None:
    """A file that could not be used, whatever its name holds, is inert text with the reason beside it."""
    failure = Failure("<b>.pdf", "", "是扫描件", "a scan")
    assert "<b>&lt;b&gt;.pdf</b> 是扫描件" in library_html(HELD, (failure,), frozenset(), True, ZH)
    assert "a scan" in library_html(HELD, (failure,), frozenset(), True, EN)


def test_only_who_may_change_sees_the_means() -> None:
    """Without permission there is a table to read and nothing to press that changes it."""
    html = library_html(HELD, (), frozenset(), False, ZH)
    assert "fz-view" in html
    for button in ("fz-correct", "fz-delete", "fz-reindex"):
        assert button not in html


def test_an_empty_library_says_what_to_do() -> None:
    """No table without reports, but where to begin."""
    assert "请在上方上传" in library_html(Holdings(), (), frozenset(), True, ZH)


def test_results_tell_success_from_failure() -> None:
    """Each file's line carries how it went, escaped."""
    html = lines_html([Line("a<i>.txt", "已加入"), Line("b", "坏", good=False)], "")
    assert '<li class="fz-good"><b>a&lt;i&gt;.txt</b> 已加入</li><li class="fz-bad">' in html
