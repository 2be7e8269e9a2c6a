"""One open store: what is known of the reports, and the means to search them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import TracebackType

from index import layout
from index.catalog import Catalog
from index.config import IndexSettings
from index.corrections import save_corrections
from index.dense import DenseSource
from index.embed import Embedder
from index.errors import StoreDamagedError, StoreError
from index.generation import Generation, check_catalog, generation_name, signature
from index.lock import WAIT_SECONDS, WriterLock
from index.rows import Correction


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about the store, in Chinese and in English."""

    message: str
    english: str


class Library:
    """A store, open for reading; for writing too while it has the writer's lock.

    It shows what its own process indexes without being opened again, and what another process writes as well. Without
    the lock it leaves Chroma's files alone, which are for one process at a time, and searches the catalog's copy of the
    vectors.
    """

    def __init__(
        self, settings: IndexSettings, lock: WriterLock | None = None, embedder: Embedder | None = None
    ) -> None:
        """Use ``open_library`` or ``writing_library``. ``lock``, held already, is given back by ``close``."""
        self.settings = settings
        self.embedder = embedder or Embedder(settings.embedding_model, settings.store)
        self._lock = lock
        self._guard = threading.RLock()
        self._generation: Generation | None = None
        self._dense: DenseSource | None = None
        self._notices: list[Notice] = []

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What happened to the store that a person should know, oldest first."""
        return tuple(self._notices)

    @property
    def writable(self) -> bool:
        """Whether it holds the writer's lock."""
        return self._lock is not None

    @property
    def current(self) -> Generation | None:
        """The generation that is read; ``None`` before the first indexing."""
        return self._generation

    @property
    def catalog(self) -> Catalog:
        """The catalog of the generation that is read.

        Raises:
            StoreError: nothing has been indexed yet.
        """
        return self._reading().catalog

    @property
    def fits(self) -> bool:
        """Whether the generation was made by the model and the code that are in use now."""
        return self._generation is not None and self._generation.name == generation_name(signature(self.embedder))

    def dense(self) -> DenseSource | None:
        """The vectors to search in; ``None``, with a notice, if those in the store are another model's."""
        with self._guard:
            generation = self._reading()
            if generation.embedding != self.embedder.signature:
                self.notify(
                    "库是用另一个向量模型建立的，本次只按字词检索；请运行 fazhi index。",
                    "The store was built with another embedding model: searching by words only; run `fazhi index`.",
                )
                return None
            if self._dense is None:
                self._dense = self._open_dense(generation)
            return self._dense

    def _open_dense(self, generation: Generation) -> DenseSource:
        if self._lock is None and not self.settings.chroma_url:
            return generation.stored_vectors
        try:
            return generation.vectors(self.embedder.dimension)
        except StoreError as error:
            self.notify(
                f"改用目录中的向量副本检索：{error}",
                f"Searching the catalog's copy of the vectors instead: {error.english}",
            )
            return generation.stored_vectors

    def correct(self, file: str, correction: Correction | None) -> None:
        """Keep what a person says about a file's place and year (``None`` forgets it); the next indexing completes it.

        Raises:
            StoreBusyError: another process is writing.
        """
        with WriterLock(self.settings.store, "更正 correction"):
            self.catalog.correct(file, correction)
            save_corrections(self.settings.store, self.catalog.corrections())

    def notify(self, message: str, english: str) -> None:
        """Add a notice, unless it has been given already."""
        notice = Notice(message, english)
        if notice not in self._notices:
            self._notices.append(notice)

    def load(self) -> None:
        """Open the generation that the store names as its current one, if there is one.

        Raises:
            StoreDamagedError: its catalog can't be read.
        """
        name = layout.read_current(self.settings.store)
        if name is not None and layout.generation_folder(self.settings.store, name).is_dir():
            check_catalog(self.settings, name)
            self.adopt(Generation(self.settings, name))

    def adopt(self, generation: Generation | None) -> None:
        """Read from ``generation`` from now on; the one before is closed."""
        with self._guard:
            before, self._generation, self._dense = self._generation, generation, None
        if before is not None and before is not generation:
            before.close(mark=self._lock is not None)

    def set_aside(self, name: str, error: StoreDamagedError) -> None:
        """Move the generation ``name``, which is damaged and closed, out of the way."""
        aside = layout.set_aside(self.settings.store, layout.generation_folder(self.settings.store, name))
        self.notify(
            f"{error} 损坏的文件已移到 {aside}，正从报告重建。",
            f"{error.english} The damaged files are now in {aside}; the store is rebuilt from the reports.",
        )

    def close(self) -> None:
        """Close the files and give back the lock, if there is one."""
        self.adopt(None)
        with self._guard:
            lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def _reading(self) -> Generation:
        if self._generation is None:
            raise StoreError(
                f"库 {self.settings.store} 还没有建立，请先运行 fazhi index。",
                f"The store {self.settings.store} has not been built yet; run `fazhi index` first.",
            )
        return self._generation

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open_library(settings: IndexSettings, *, embedder: Embedder | None = None) -> Library:
    """Open a store for reading, as it stands; needs no lock and disturbs no writer.

    ``embedder``, of the settings' model, shares a model that is loaded already.

    Raises:
        StoreError: nothing has been indexed yet.
        StoreDamagedError: the catalog can't be read.
    """
    library = Library(settings, embedder=embedder)
    library.load()
    library.catalog  # noqa: B018 - says so if there is none
    return library


def writing_library(
    settings: IndexSettings, purpose: str, *, wait: float = WAIT_SECONDS, embedder: Embedder | None = None
) -> Library:
    """A library that holds the writer's lock until it is closed, for the page or for one command.

    It may hold no generation yet, or another model's, or none that could be read (a notice says so): ``build`` with it.

    Raises:
        StoreBusyError: another process is writing; the message names it.
    """
    lock = WriterLock(settings.store, purpose, wait)
    lock.acquire()
    library = Library(settings, lock, embedder)
    try:
        library.load()
    except StoreDamagedError as error:
        library.set_aside(layout.read_current(settings.store) or "", error)
    except BaseException:
        library.close()
        raise
    return library
