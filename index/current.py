"""A store for one command: brought up to date first where that is needed and possible."""

from __future__ import annotations

from index.build import BuildResult, Progress, build
from index.config import IndexSettings
from index.embed import Embedder
from index.errors import CorpusError, StoreBusyError
from index.layout import read_current
from index.library import Library, open_library, writing_library
from index.plan import compare
from index.scan import scan
from index.writing import PENDING


def needs_build(settings: IndexSettings, library: Library) -> bool:
    """Whether the store is behind the corpus or the code; files are compared by size and times, then by content.

    Raises:
        CorpusError: the folder is missing or holds no report.
    """
    if not library.fits or library.current is None or library.catalog.meta(PENDING):
        return True
    catalog = library.catalog
    plan = compare(catalog, scan(settings.corpus), settings.max_file_bytes)
    failures = {(failure.file, failure.stamp) for failure in catalog.failures()}
    unseen = [one for one in (*plan.added, *plan.updated) if (one.file, one.stamp) not in failures]
    return bool(unseen or plan.removed)


def open_current(
    settings: IndexSettings,
    *,
    progress: Progress | None = None,
    purpose: str = "fazhi ask",
    embedder: Embedder | None = None,
) -> tuple[Library, BuildResult | None]:
    """Open a store for one command, indexing first what changed unless another process is writing.

    If one is, or if the corpus can't be read while there is a store, the store is opened as it stands, with a notice.

    Raises:
        CorpusError: there is neither a store nor a corpus to build it from.
        StoreBusyError: another process is building the store for the first time.
        StoreError, EmbeddingError: the store or the model can't be used.
    """
    busy: StoreBusyError | None = None
    try:
        library = writing_library(settings, purpose, wait=0.2, embedder=embedder)
    except StoreBusyError as error:
        if read_current(settings.store) is None:
            raise
        library, busy = open_library(settings, embedder=embedder), error
    try:
        if not needs_build(settings, library):
            return library, None
        if busy is None:
            return library, build(settings, progress=progress, purpose=purpose, library=library)
        library.notify(f"报告有变动但未重新索引：{busy}", f"The reports changed but weren't indexed: {busy.english}")
    except CorpusError as error:
        if library.current is None:
            library.close()
            raise
        library.notify(f"按现有的库回答：{error}", f"Answering from the store as it stands: {error.english}")
    except BaseException:
        library.close()
        raise
    return library, None
