"""Bring the store in line with the corpus: what is new or changed is read, parsed, embedded and stored, the rest left.

A run that dies half-way is completed by the next: a report's vectors go in first and its rows of the catalog last, in
one transaction; until a run has ended well its generation is marked as pending, and the next run compares the two.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread

from index.chunk import chunk_report
from index.config import IndexSettings
from index.embed import Embedder
from index.errors import EmbeddingError, FileError, StoreBusyError, StoreDamagedError
from index.figures import extract_figures
from index.generation import Generation, check_catalog, generation_name, signature
from index.library import Library, Notice, writing_library
from index.lock import WAIT_SECONDS
from index.parse import parse_report
from index.plan import Plan, compare
from index.read import read_file
from index.records import Chunk, Figure, Report
from index.rows import Correction, Entry, Failure
from index.scan import CorpusFile, digest_of, scan
from index.writing import Writer

# Files are read until they have this many chunks or are this many, then embedded together: sorted by length, they
# embed faster than one file at a time, and little is lost if the run is stopped.
_BATCH_CHUNKS = 512
_BATCH_FILES = 128

_building: dict[Path, Lock] = {}


class Stage(StrEnum):
    """What a run is busy with."""

    EMBED = "embed"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: ``done`` of ``total`` passages of the files at hand embedded, or files of the run stored."""

    stage: Stage
    done: int
    total: int
    file: str


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a run did, by file of the corpus, and what the store holds now."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    skipped: tuple[str, ...]
    failed: tuple[Failure, ...]
    notices: tuple[Notice, ...]
    reports: int
    chunks: int
    figures: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Read:
    source: CorpusFile
    digest: str
    report: Report
    chunks: tuple[Chunk, ...]
    figures: tuple[Figure, ...]


def build(
    settings: IndexSettings,
    *,
    progress: Progress | None = None,
    purpose: str = "fazhi index",
    library: Library | None = None,
) -> BuildResult:
    """Index what changed in the corpus since the last time.

    ``library``, if it holds the writer's lock, is written to and shows the outcome; else one is opened for the run.

    Raises:
        CorpusError: the folder is missing or holds no report. (A file that can't be used is in ``failed``.)
        StoreBusyError: another process is writing; the message names it.
        StoreError, EmbeddingError: the store or the model can't be used.
    """
    begun = time.monotonic()
    files = scan(settings.corpus)
    with _one_at_a_time(settings.store):
        if library is not None and library.writable:
            return _run(settings, library, files, progress, begun)
        with writing_library(settings, purpose) as own:
            return _run(settings, own, files, progress, begun)


def _run(
    settings: IndexSettings, library: Library, files: tuple[CorpusFile, ...], progress: Progress | None, begun: float
) -> BuildResult:
    target = _target(settings, library)
    try:
        try:
            plan, failed = _bring_in_line(settings, library, target, files, progress)
        except StoreDamagedError as error:
            if settings.database_url:
                raise
            target = _start_again(settings, library, target, error)
            plan, failed = _bring_in_line(settings, library, target, files, progress)
    finally:
        if library.current is not target:
            target.close(mark=False)
    known = target.catalog.reports()
    unread = {failure.file for failure in failed}
    return BuildResult(
        added=tuple(one.file for one in plan.added if one.file not in unread),
        updated=tuple(one.file for one in plan.updated if one.file not in unread),
        removed=plan.removed,
        skipped=plan.skipped,
        failed=failed,
        notices=library.notices,
        reports=len(known),
        chunks=target.catalog.chunk_count(),
        figures=sum(info.figures for info in known),
        seconds=time.monotonic() - begun,
    )


def _bring_in_line(
    settings: IndexSettings,
    library: Library,
    target: Generation,
    files: tuple[CorpusFile, ...],
    progress: Progress | None,
) -> tuple[Plan, tuple[Failure, ...]]:
    writer = Writer(settings, library, target)
    corrections = writer.take_over_corrections()
    writer.mend()
    plan = compare(target.catalog, files, settings.max_file_bytes)
    failed = [_failure(one, one.problem) for one in plan.unusable if one.problem is not None]
    changed = plan.added + plan.updated
    # The model takes seconds to load; the first files are read meanwhile.
    loader = Thread(target=_load_ahead, args=(library.embedder,), name="load model", daemon=True)
    if changed:
        loader.start()
    done = 0
    for batch in _read_in_batches(settings, changed, corrections, failed):
        vectors = writer.embed([chunk for one in batch for chunk in one.chunks], _embedding(progress, batch))
        start = 0
        for one in batch:
            end = start + len(one.chunks)
            writer.store(Entry(one.report, one.chunks, vectors[start:end], one.figures, one.digest, one.source.stamp))
            start, done = end, done + 1
            if progress is not None:
                progress(Step(Stage.STORE, done, len(changed), one.source.file))
    writer.remove(plan.removed)
    for touched in plan.touched:
        target.catalog.stamp(touched.file, touched.stamp)
    writer.finish(failed)
    if changed:
        loader.join()  # a process that ends while the model's libraries load is aborted
    return plan, tuple(failed)


def _load_ahead(embedder: Embedder) -> None:
    with suppress(EmbeddingError):  # said where the model is first needed
        embedder.load()


def _read_in_batches(
    settings: IndexSettings,
    files: Sequence[CorpusFile],
    corrections: dict[str, Correction],
    failed: list[Failure],
) -> Iterator[list[_Read]]:
    batch: list[_Read] = []
    for one in files:
        try:
            batch.append(_read(settings, one, corrections.get(one.file)))
        except FileError as error:
            failed.append(_failure(one, error))
        if len(batch) >= _BATCH_FILES or sum(len(read.chunks) for read in batch) >= _BATCH_CHUNKS:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(settings: IndexSettings, source: CorpusFile, correction: Correction | None) -> _Read:
    # The digest first: if the file is written to meanwhile, the next run sees another one.
    digest = digest_of(source.path) if source.size <= settings.max_file_bytes else ""
    found = read_file(source.path, max_bytes=settings.max_file_bytes)
    report = parse_report(found.text, source.file)
    report = replace(report, warnings=(*found.warnings, *report.warnings))
    if correction is not None:
        place, year = correction.applied(report.place, report.year)
        report = replace(report, place=place, year=year)
    return _Read(source, digest, report, chunk_report(report), extract_figures(report))


def _failure(source: CorpusFile, error: FileError) -> Failure:
    name = source.path.name
    return Failure(
        source.file, source.stamp, str(error).removeprefix(f"{name}："), error.english.removeprefix(f"{name}: ")
    )


def _embedding(progress: Progress | None, batch: Sequence[_Read]) -> Callable[[int], None]:
    total = sum(len(read.chunks) for read in batch)

    def tell(done: int) -> None:
        if progress is not None:
            progress(Step(Stage.EMBED, done, total, batch[0].source.file))

    return tell


def _target(settings: IndexSettings, library: Library) -> Generation:
    """The generation of the model and code in use: the current one, or one beside it, begun or taken up again."""
    name = generation_name(signature(library.embedder))
    current = library.current
    if current is not None and current.name == name:
        return current
    if current is not None:
        library.notify(
            "向量模型或处理程序已改变，正在另建新库；建成之前仍用旧库。",
            "The embedding model or the program has changed: a new store is built beside the old one.",
        )
    try:
        check_catalog(settings, name)
        return Generation(settings, name)
    except StoreDamagedError as error:
        return _start_again(settings, library, None, error)


def _start_again(
    settings: IndexSettings, library: Library, target: Generation | None, error: StoreDamagedError
) -> Generation:
    name = generation_name(signature(library.embedder))
    if target is not None:
        if library.current is target:
            library.adopt(None)
        else:
            target.close(mark=False)
    library.set_aside(name, error)
    return Generation(settings, name)


@contextmanager
def _one_at_a_time(store: Path) -> Iterator[None]:
    """The writer's lock is between processes; this is between the threads of one."""
    lock = _building.setdefault(store.resolve(), Lock())
    if not lock.acquire(timeout=WAIT_SECONDS):
        raise StoreBusyError("本进程正在更新索引，请稍后再试。", "This process is indexing already; try again later.")
    try:
        yield
    finally:
        lock.release()
