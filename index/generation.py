"""One generation of a store: a catalog and its vectors, made by one model and one version of the code."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from hashlib import sha256

from index import layout
from index.catalog import Catalog
from index.chunk import CHUNKER_VERSION
from index.config import IndexSettings
from index.dense import StoredVectors
from index.embed import Embedder
from index.errors import StoreDamagedError
from index.figures import EXTRACTOR_VERSION
from index.schema import SCHEMA_VERSION
from index.terms import terms_version
from index.vectors import Vectors, probe

_COLLECTION = "chunks"


def signature(embedder: Embedder) -> dict[str, str]:
    """Everything, besides the reports, that what is stored depends on."""
    return {
        "embedding": embedder.signature,
        "chunker": CHUNKER_VERSION,
        "extractor": EXTRACTOR_VERSION,
        "terms": terms_version(),
        "schema": SCHEMA_VERSION,
    }


def generation_name(signed: dict[str, str]) -> str:
    """The name of the generation with this signature."""
    return sha256(json.dumps(signed, sort_keys=True).encode()).hexdigest()[:12]


class Generation:
    """A generation's catalog, open, and its vectors, opened when they are asked for."""

    def __init__(self, settings: IndexSettings, name: str) -> None:
        """Open the generation ``name``, making what is missing.

        Raises:
            StoreDamagedError: the catalog can't be read.
        """
        self.name = name
        self.folder = layout.generation_folder(settings.store, name)
        self.catalog = Catalog(self.folder / layout.CATALOG_FILE, settings.database_url, f"fazhi_{name}")
        self.stored_vectors = StoredVectors(self.catalog)
        self._settings = settings
        self._guard = threading.Lock()
        self._vectors: Vectors | None = None
        self._sound = layout.is_clean(self.folder)

    @property
    def sound(self) -> bool:
        """Whether the files were closed properly last time, or have been checked since."""
        return self._sound

    @property
    def embedding(self) -> str:
        """The signature of the model that made the vectors."""
        return self.catalog.meta("embedding") or ""

    def vectors(self, dimension: int) -> Vectors:
        """The vectors in Chroma; if that is files, only for the holder of the writer's lock.

        Raises:
            StoreDamagedError: Chroma can't read its files.
        """
        with self._guard:
            if self._vectors is None:
                self._vectors = self._open_vectors(dimension)
                self._sound = True
            return self._vectors

    def _open_vectors(self, dimension: int) -> Vectors:
        url, path = self._settings.chroma_url, self.folder / layout.VECTORS_FOLDER
        if url:
            return Vectors.open(None, url, f"fazhi-{self.name}", dimension)
        if not self._sound and path.is_dir() and not probe(path):
            raise StoreDamagedError(
                "向量库文件已损坏，请运行 fazhi index 重建。",
                "The files of the vector store are damaged; run `fazhi index` to rebuild them.",
            )
        self._sound = False
        layout.unmark_clean(self.folder)
        return Vectors.open(path, "", _COLLECTION, dimension)

    def set_vectors_aside(self) -> None:
        """Move Chroma's damaged files out of the way; the catalog's copy can fill new ones."""
        layout.set_aside(self._settings.store, self.folder / layout.VECTORS_FOLDER)

    def close(self, *, mark: bool) -> None:
        """Close both; ``mark``, by the holder of the writer's lock, spares the next one the check of the files."""
        with self._guard:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
        self.catalog.close()
        if mark and self._sound and self.folder.is_dir():
            layout.mark_clean(self.folder)


def check_catalog(settings: IndexSettings, name: str) -> None:
    """Check the catalog's file, unless it is as it was left by a proper close.

    Raises:
        StoreDamagedError: SQLite can't read it.
    """
    folder = layout.generation_folder(settings.store, name)
    path = folder / layout.CATALOG_FILE
    if settings.database_url or not path.exists() or layout.is_clean(folder):
        return
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = "ok" if "locked" in str(error) else str(error)
    if found != "ok":
        raise StoreDamagedError(
            f"目录数据库已损坏（{found}），请运行 fazhi index 重建。",
            f"The catalog is damaged ({found}); run `fazhi index` to rebuild it.",
        )
