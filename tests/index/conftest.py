"""Stores and invented reports for the tests of the index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.config import IndexSettings
from index.figures import extract_figures
from index.parse import parse_report
from index.records import Figure


@pytest.fixture
def settings(tmp_path: Path, model_store: Path) -> IndexSettings:
    """An empty corpus, and a store that holds nothing but the unpacked model."""
    corpus, store = tmp_path / "corpus", tmp_path / "store"
    corpus.mkdir()
    store.mkdir()
    (store / "models").symlink_to(model_store / "models")
    return IndexSettings(corpus=corpus, store=store)


def invented(place: str, year: int, disputes: int, extra: str = "") -> str:
    """A short invented report."""
    return (
        f"{place}人民政府\n关于{year}年法治政府建设情况的报告\n\n{year}年以来，{place}扎实推进法治政府建设，现将情况报告如下。\n"
        f"一、主要举措\n（一）化解矛盾纠纷。全年排查化解矛盾纠纷{disputes}件，成功率98%以上。\n"
        f"（二）聘请法律顾问。与一家律师事务所签约，审查合同十二份。{extra}\n"
        "二、存在的不足\n执法人员少，普法形式单一。\n三、下一年安排\n举办普法讲座，不少于4次。\n"
    )


@pytest.fixture
def three_reports(settings: IndexSettings) -> IndexSettings:
    """A corpus of three short invented reports."""
    for place, year, disputes in (("青石县柳溪镇", 2023, 41), ("青石县云台乡", 2024, 57), ("岚山县柳溪镇", 2024, 63)):
        name = f"{place}{year}年法治政府建设情况报告.txt"
        (settings.corpus / name).write_text(invented(place, year, disputes), encoding="utf-8")
    return settings


ReadFigures = Callable[[str], tuple[Figure, ...]]


@pytest.fixture(scope="session")
def figures_in() -> ReadFigures:
    """Reads the figures of some sentences as those of an invented town's report on 2023."""

    def read(body: str) -> tuple[Figure, ...]:
        text = f"青石县柳溪镇2023年法治政府建设情况报告\n一、主要举措\n{body}\n"
        return extract_figures(parse_report(text, "柳溪镇2023年法治政府建设情况报告.txt"))

    return read
