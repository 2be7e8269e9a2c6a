"""The ledger: which reports it reads anew after something was written."""

from __future__ import annotations

from pathlib import Path

from assistant.ledger import Ledger
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import writing_library
from index.rows import Correction

REPORT = "{0}2024年法治政府建设情况报告\n一、主要举措。{0}调解矛盾纠纷{1}件。\n"


def test_only_what_changed_is_read_again(tmp_path: Path, embedder: Embedder) -> None:
    """After a write, a report that is as it was stays open; one that was added, corrected or removed is read anew or gone."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, count in (("松溪镇", 79), ("石岭乡", 58), ("梅渡镇", 20)):
        (corpus / f"{name}2024.txt").write_text(REPORT.format(name, count), encoding="utf-8")
    settings = IndexSettings(corpus=corpus, store=tmp_path / "store")
    with writing_library(settings, "test", embedder=embedder) as library:
        build(settings, library=library)
        ledger = Ledger(library.catalog)
        ids = {info.file: info.report_id for info in library.catalog.reports()}
        before = ledger.open(list(ids.values()))
        (corpus / "白鹭镇2024.txt").write_text(REPORT.format("白鹭镇", 31), encoding="utf-8")
        (corpus / "梅渡镇2024.txt").unlink()
        library.correct("石岭乡2024.txt", Correction(year=2023))
        build(settings, library=library)
        now = {info.file: info.report_id for info in library.catalog.reports()}
        after = ledger.open(list(now.values()))
    kept, corrected, added = (now[f"{name}2024.txt"] for name in ("松溪镇", "石岭乡", "白鹭镇"))
    assert after[kept] is before[kept]
    assert after[corrected].report.year == 2023
    assert [one.figure.value for one in after[added].views] == [31]
    assert ids["梅渡镇2024.txt"] not in ledger._opened
