"""Bringing a store in line with its corpus: real files, real Chroma, the real default model."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index import layout
from index.build import BuildResult, Stage, Step, build
from index.bundled import unpack_bundled
from index.catalog import Catalog
from index.config import IndexSettings
from index.corrections import load_corrections
from index.current import needs_build, open_current
from index.embed import Embedder
from index.errors import CorpusError, StoreBusyError
from index.library import Library, open_library, writing_library
from index.records import Hit
from index.rows import Correction
from index.search import search
from tests.index.conftest import invented
from tests.index.files import flowed, pdf

ROOT = Path(__file__).resolve().parents[2]


def run(settings: IndexSettings, embedder: Embedder) -> BuildResult:
    """Index as one command would, but with the model that the tests have loaded already."""
    with writing_library(settings, "test", embedder=embedder) as library:
        return build(settings, library=library)


def found(settings: IndexSettings, embedder: Embedder, query: str) -> list[Hit]:
    """What a search under the writer's lock, in Chroma, finds; it must hold the catalog's passages and no other."""
    with writing_library(settings, "test", embedder=embedder) as library:
        source = library.dense()
        assert type(source).__name__ == "Vectors"
        assert source is not None
        ids = library.catalog.chunk_ids()
        assert set(source.fetch(ids)) == set(ids)
        assert {one for one, _ in source.query(embedder.embed_query(query), 10_000)} == set(ids)
        return search(library, query)


def by_name(settings: IndexSettings, part: str) -> Path:
    """The one report file whose name holds ``part``."""
    (path,) = settings.corpus.glob(f"*{part}*")
    return path


def test_a_first_run_adds_and_a_second_one_skips_everything(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Nothing is embedded, opened in Chroma or written when nothing changed."""
    first = run(three_reports, embedder)
    assert len(first.added) == 3
    assert (first.updated, first.removed, first.skipped, first.failed, first.notices) == ((), (), (), (), ())
    assert first.reports == 3
    assert first.chunks > 9
    assert first.figures > 6
    with open_library(three_reports) as library:
        version = library.catalog.version()
    with writing_library(three_reports, "test") as library:
        second = build(three_reports, library=library)
        assert second.skipped == first.added
        assert (second.added, second.updated, second.removed) == ((), (), ())
        assert (second.chunks, second.figures) == (first.chunks, first.figures)
        assert library.catalog.version() == version
        assert not needs_build(three_reports, library)


def test_a_run_without_changes_loads_neither_the_model_nor_chroma(
    three_reports: IndexSettings, embedder: Embedder
) -> None:
    """The imports that cost seconds are left out."""
    run(three_reports, embedder)
    script = (
        "import sys\nfrom pathlib import Path\nfrom index.build import build\nfrom index.config import IndexSettings\n"
        "done = build(IndexSettings(corpus=Path(sys.argv[1]), store=Path(sys.argv[2])))\n"
        "assert len(done.skipped) == 3, done\n"
        "print([name for name in ('torch', 'chromadb', 'transformers', 'jieba') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(three_reports.corpus), str(three_reports.store)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_model_is_not_left_loading(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing could be read and nothing is embedded, what loads the model has ended when indexing ends."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "坏文件.pdf").write_bytes(b"no pdf at all")
    monkeypatch.setattr(embedder, "load", lambda: time.sleep(0.5))
    done = run(IndexSettings(corpus=corpus, store=tmp_path / "store"), embedder)
    assert [one.file for one in done.failed] == ["坏文件.pdf"]
    assert not [one for one in threading.enumerate() if one.name == "load model"]


def test_files_that_come_change_and_go_are_followed(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Added, updated, removed and skipped are told apart, and the search shows it."""
    run(three_reports, embedder)
    by_name(three_reports, "青石县柳溪镇").write_text(
        invented("青石县柳溪镇", 2023, 88, "建成蒹葭广场。"), encoding="utf-8"
    )
    gone = by_name(three_reports, "云台乡")
    gone.unlink()
    (three_reports.corpus / "新的").mkdir()
    new = three_reports.corpus / "新的" / "岚山县白果街道2024年报告.md"
    new.write_text(invented("岚山县白果街道", 2024, 12), encoding="utf-8")
    done = run(three_reports, embedder)
    assert done.added == ("新的/岚山县白果街道2024年报告.md",)
    assert done.updated == (by_name(three_reports, "青石县柳溪镇").name,)
    assert done.removed == (gone.name,)
    assert done.skipped == (by_name(three_reports, "岚山县柳溪镇").name,)
    hits = found(three_reports, embedder, "蒹葭广场")
    assert "蒹葭广场" in hits[0].text
    assert gone.name not in {hit.file for hit in hits}


def test_a_file_that_was_only_touched_is_not_indexed_again(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Other times, same content: skipped, and known by its new times afterwards."""
    run(three_reports, embedder)
    os.utime(by_name(three_reports, "云台乡"), (1, 1))
    with writing_library(three_reports, "test", embedder=embedder) as library:
        assert not needs_build(three_reports, library)
        assert len(build(three_reports, library=library).skipped) == 3
        stamps = {info.file: info.stamp for info in library.catalog.reports()}
    assert "-1000000000-" in stamps[by_name(three_reports, "云台乡").name]


def test_a_moved_report_is_not_embedded_again(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Its passages read the same, so their vectors are taken from the store."""
    run(three_reports, embedder)
    path = by_name(three_reports, "云台乡")
    (three_reports.corpus / "归档").mkdir()
    path.rename(three_reports.corpus / "归档" / path.name)
    steps: list[Step] = []
    with writing_library(three_reports, "test", embedder=embedder) as library:
        done = build(three_reports, library=library, progress=steps.append)
    assert (len(done.added), len(done.removed)) == (1, 1)
    assert [step.stage for step in steps] == [Stage.STORE]
    assert found(three_reports, embedder, "化解矛盾纠纷")


def test_bad_files_are_named_with_a_reason_and_the_good_ones_are_indexed(
    three_reports: IndexSettings, embedder: Embedder
) -> None:
    """Empty, binary, unreadable, too large, and a kind that isn't supported; hidden files are passed over."""
    corpus = three_reports.corpus
    (corpus / "空.txt").write_text(" \n", encoding="utf-8")
    (corpus / "二进制.txt").write_bytes(bytes(range(256)) * 50)
    (corpus / "文件夹.txt").mkdir()
    (corpus / "断链.txt").symlink_to(corpus / "没有")
    with (corpus / "过大.txt").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    (corpus / "旧格式.wps").write_bytes(b"x")
    (corpus / ".隐藏.txt").write_text("x", encoding="utf-8")
    (corpus / "~$锁.docx").write_text("x", encoding="utf-8")
    (corpus / "图片.jpg").write_bytes(b"x")
    done = run(three_reports, embedder)
    assert len(done.added) == 3
    assert {failure.file for failure in done.failed} == {
        "空.txt", "二进制.txt", "文件夹.txt", "断链.txt", "过大.txt", "旧格式.wps",
    }  # fmt: skip
    for failure in done.failed:
        assert failure.reason
        assert failure.english.isascii()
        assert failure.file not in failure.reason
    again = run(three_reports, embedder)
    assert again.failed == done.failed
    with open_library(three_reports) as library:
        assert not needs_build(three_reports, library)


def test_other_formats_are_indexed_with_what_should_be_known(three_reports: IndexSettings, embedder: Embedder) -> None:
    """A PDF of the corpus is a report like others, its unread page a warning; a saved page's frames are none."""
    pages = [*flowed(["青石县柳溪镇人民政府关于2022年法治政府建设情况的报告", "全年排查化解矛盾纠纷41件。"]), []]
    (three_reports.corpus / "柳溪镇2022.pdf").write_bytes(pdf(pages, pictures={2}))
    frames = three_reports.corpus / "报告_files"
    frames.mkdir()
    (frames / "ad.html").write_text("<p>99件</p>", encoding="utf-8")
    done = run(three_reports, embedder)
    assert (len(done.added), done.failed) == (4, ())
    with open_library(three_reports) as library:
        info = next(one for one in library.catalog.reports() if one.file == "柳溪镇2022.pdf")
        assert (info.place.full_name, info.year, info.figures) == ("青石县柳溪镇", 2022, 1)
        assert info.warnings == ("第2页是图片，没有读出文字",)


def test_a_report_that_cannot_be_read_any_more_keeps_what_was_indexed(
    three_reports: IndexSettings, embedder: Embedder
) -> None:
    """The failure is reported; the old version is there until the file is gone or readable."""
    run(three_reports, embedder)
    path = by_name(three_reports, "云台乡")
    path.write_bytes(b"\0" * 100)
    done = run(three_reports, embedder)
    assert [failure.file for failure in done.failed] == [path.name]
    assert (done.updated, done.removed, done.reports) == ((), (), 3)


def test_no_folder_and_an_empty_folder_are_said_to_be_so(settings: IndexSettings) -> None:
    """The message names the folder and what to do; an existing store is left alone."""
    with pytest.raises(CorpusError, match="没有报告"):
        build(settings)
    with pytest.raises(CorpusError, match="找不到"):
        build(replace(settings, corpus=settings.corpus / "x"))


KILLED = """
import os, signal, sys
from pathlib import Path
from index.build import build
from index.catalog import Catalog
from index.config import IndexSettings
add, done = Catalog.add, []
def dying(self, entry):
    if len(done) == 1 and sys.argv[3] == "between":
        os.kill(os.getpid(), signal.SIGKILL)
    add(self, entry)
    done.append(entry)
    if len(done) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
Catalog.add = dying
build(IndexSettings(corpus=Path(sys.argv[1]), store=Path(sys.argv[2])))
"""


@pytest.mark.parametrize("moment", ["between", "after"])
def test_a_run_that_is_killed_is_completed_by_the_next(
    three_reports: IndexSettings, embedder: Embedder, moment: str
) -> None:
    """Killed between a report's vectors and its rows, or after some reports: the next run stores the rest.

    The files have been moved since they were indexed: their vectors are known, and the killed process needs no model.
    """
    run(three_reports, embedder)
    (three_reports.corpus / "归档").mkdir()
    for path in sorted(three_reports.corpus.glob("*.txt")):
        path.rename(path.parent / "归档" / path.name)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(three_reports.corpus), str(three_reports.store), moment],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with open_library(three_reports) as library:
        stored = 1 if moment == "between" else 2
        assert len(library.catalog.reports()) == 3 + stored
        assert needs_build(three_reports, library)
    with writing_library(three_reports, "test", embedder=embedder) as library:
        completed = build(three_reports, library=library)
        assert (len(completed.skipped), len(completed.added), len(completed.removed)) == (stored, 3 - stored, 3)
        assert completed.reports == 3
    assert len({hit.file for hit in found(three_reports, embedder, "化解矛盾纠纷")}) == 3


def test_vectors_without_a_report_are_cleaned_up(three_reports: IndexSettings, embedder: Embedder) -> None:
    """What a killed run left in Chroma only, or didn't get into Chroma, is put right without embedding."""
    run(three_reports, embedder)
    with writing_library(three_reports, "test", embedder=embedder) as library:
        generation = library.current
        assert generation is not None
        vectors = generation.vectors(embedder.dimension)
        lost, *_ = library.catalog.chunk_ids()
        vectors.add(["orphan-0000"], embedder.embed_documents(["孤儿"]))
        vectors.delete([lost])
        library.catalog.set_meta("pending", "1")
    run(three_reports, embedder)
    found(three_reports, embedder, "化解矛盾纠纷")


def test_another_model_gets_a_store_beside_the_old_one(
    three_reports: IndexSettings, embedder: Embedder, model_store: Path
) -> None:
    """Corrections are taken along, the old store answers until the new one is done, and one old one is kept."""
    run(three_reports, embedder)
    file = by_name(three_reports, "云台乡").name
    with writing_library(three_reports, "test") as library:
        library.correct(file, Correction(county="岚山县"))
    first = layout.read_current(three_reports.store)
    copy = three_reports.store.parent / "other-e5"
    shutil.copytree(unpack_bundled(model_store), copy, copy_function=os.symlink)
    other = replace(three_reports, embedding_model=str(copy))
    with open_library(other) as library:
        assert needs_build(other, library)
        assert not library.fits
        assert search(library, "化解矛盾纠纷")
        assert "另一个向量模型" in library.notices[0].message
    done = build(other)
    assert len(done.added) == 3
    assert "旁" in done.notices[0].message or "另建" in done.notices[0].message
    second = layout.read_current(three_reports.store)
    assert second != first
    with open_library(other) as library:
        assert library.fits
        assert {info.place.county for info in library.catalog.reports() if info.file == file} == {"岚山县"}
        assert library.catalog.corrections() == {file: Correction(county="岚山县")}
    kept = {path.name for path in (three_reports.store / "generations").iterdir()}
    assert kept == {first, second}


def test_a_change_of_the_program_alone_embeds_nothing_again(
    three_reports: IndexSettings, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new extractor makes a new generation, but the texts and so their vectors are the old ones."""
    run(three_reports, embedder)
    monkeypatch.setattr("index.generation.EXTRACTOR_VERSION", "another")
    steps: list[Step] = []
    with writing_library(three_reports, "test", embedder=embedder) as library:
        done = build(three_reports, library=library, progress=steps.append)
        assert len(done.added) == 3
        assert {step.stage for step in steps} == {Stage.STORE}
    assert found(three_reports, embedder, "化解矛盾纠纷")


@pytest.mark.parametrize("damage", ["header", "middle", "truncated"])
def test_a_damaged_catalog_is_moved_aside_and_rebuilt(
    three_reports: IndexSettings, embedder: Embedder, damage: str
) -> None:
    """A notice says where the damaged files are; corrections live on."""
    run(three_reports, embedder)
    file = by_name(three_reports, "云台乡").name
    with writing_library(three_reports, "test") as library:
        library.correct(file, Correction(year=2021))
    name = layout.read_current(three_reports.store)
    path = layout.generation_folder(three_reports.store, str(name)) / layout.CATALOG_FILE
    content = bytearray(path.read_bytes())
    if damage == "header":
        content[:100] = b"\0" * 100
    elif damage == "middle":
        content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    else:
        del content[len(content) // 2 :]
    path.write_bytes(content)
    done = run(three_reports, embedder)
    assert len(done.added) == 3
    assert "damaged-" in done.notices[0].english
    assert list(three_reports.store.glob("damaged-*/catalog.sqlite"))
    with open_library(three_reports) as library:
        assert {info.year for info in library.catalog.reports() if info.file == file} == {2021}
    assert found(three_reports, embedder, "化解矛盾纠纷")


@pytest.mark.parametrize("damage", ["index", "database", "gone"])
def test_a_damaged_chroma_is_filled_again_from_the_catalog(
    three_reports: IndexSettings, embedder: Embedder, damage: str
) -> None:
    """Nothing is embedded again; until the next indexing the catalog's copy is searched, with a notice."""
    run(three_reports, embedder)
    name = layout.read_current(three_reports.store)
    folder = layout.generation_folder(three_reports.store, str(name)) / layout.VECTORS_FOLDER
    if damage == "gone":
        shutil.rmtree(folder)
    elif damage == "database":
        (folder / "chroma.sqlite3").write_bytes(b"\xa5" * 8192)
    else:
        for path in folder.rglob("*.bin"):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    if damage != "gone":
        with writing_library(three_reports, "test", embedder=embedder) as library:
            assert search(library, "化解矛盾纠纷")[0].dense_rank is not None
    steps: list[Step] = []
    with writing_library(three_reports, "test", embedder=embedder) as library:
        done = build(three_reports, library=library, progress=steps.append)
        assert len(done.skipped) == 3
    assert steps == []
    assert found(three_reports, embedder, "化解矛盾纠纷")


def test_two_threads_of_one_process_do_not_index_at_once(three_reports: IndexSettings, embedder: Embedder) -> None:
    """The second is refused in words, not by a database error."""
    inside, go_on = threading.Event(), threading.Event()
    refused: list[StoreBusyError] = []

    def wait(step: Step) -> None:
        inside.set()
        go_on.wait(30)

    def second(library: Library) -> None:
        try:
            build(three_reports, library=library)
        except StoreBusyError as error:
            refused.append(error)

    with writing_library(three_reports, "page", embedder=embedder) as library:
        first = threading.Thread(target=lambda: build(three_reports, library=library, progress=wait))
        first.start()
        assert inside.wait(60)
        second(library)
        go_on.set()
        first.join()
        assert len(library.catalog.reports()) == 3
    assert "本进程" in str(refused[0])


def test_progress_reaches_its_end(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Files stored count up to all of them."""
    steps: list[Step] = []
    with writing_library(three_reports, "test", embedder=embedder) as library:
        build(three_reports, library=library, progress=steps.append)
    stored = [step for step in steps if step.stage is Stage.STORE]
    assert [(step.done, step.total) for step in stored] == [(1, 3), (2, 3), (3, 3)]
    embedded = [step for step in steps if step.stage is Stage.EMBED]
    assert embedded[-1].done == embedded[-1].total


def test_a_command_indexes_first_what_changed(three_reports: IndexSettings, embedder: Embedder) -> None:
    """Opening for a command builds the store, and again only after a change; corrections count as one."""
    library, done = open_current(three_reports, embedder=embedder)
    with library:
        assert done is not None
        assert len(done.added) == 3
        library.correct(done.added[0], Correction(year=2020))
    library, done = open_current(three_reports, embedder=embedder)
    with library:
        assert done is not None
        assert len(done.updated) == 1
    library, done = open_current(three_reports, embedder=embedder)
    with library:
        assert done is None
        assert library.notices == ()


def test_a_missing_corpus_is_an_error_only_without_a_store(three_reports: IndexSettings, embedder: Embedder) -> None:
    """With a store, the answer comes from there and a notice says so."""
    run(three_reports, embedder)
    elsewhere = replace(three_reports, corpus=three_reports.corpus / "x")
    library, done = open_current(elsewhere, embedder=embedder)
    with library:
        assert done is None
        assert "找不到" in library.notices[0].message
        assert len(library.catalog.reports()) == 3
    with pytest.raises(CorpusError):
        open_current(replace(elsewhere, store=three_reports.store / "y"), embedder=embedder)


def test_corrections_are_kept_in_a_file_of_their_own(three_reports: IndexSettings, embedder: Embedder) -> None:
    """The file holds what the catalog holds, and a broken one is no obstacle."""
    run(three_reports, embedder)
    with writing_library(three_reports, "test") as library:
        library.correct("a.txt", Correction(year=2020))
    assert load_corrections(three_reports.store) == {"a.txt": Correction(year=2020)}
    (three_reports.store / "corrections.json").write_text("[", encoding="utf-8")
    assert load_corrections(three_reports.store) == {}
    run(three_reports, embedder)
    assert load_corrections(three_reports.store) == {"a.txt": Correction(year=2020)}


def test_the_catalog_alone_may_be_elsewhere(three_reports: IndexSettings, embedder: Embedder) -> None:
    """FAZHI_DATABASE_URL names another SQLite file: its name gets the generation's, and the store works as before."""
    elsewhere = three_reports.store.parent / "db" / "catalog.db"
    away = replace(three_reports, database_url=f"sqlite:///{elsewhere}")
    with writing_library(away, "test", embedder=embedder) as library:
        assert len(build(away, library=library).added) == 3
        assert search(library, "化解矛盾纠纷")
    (made,) = elsewhere.parent.glob("catalog-*.db")
    opened = Catalog(made)
    assert len(opened.reports()) == 3
    opened.close()
