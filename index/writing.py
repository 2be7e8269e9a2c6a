"""Writing to a generation: its vectors and its catalog, in an order that a killed run can't spoil."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index import layout
from index.config import IndexSettings
from index.corrections import load_corrections, save_corrections
from index.errors import StoreDamagedError
from index.generation import Generation, signature
from index.library import Library
from index.records import Chunk
from index.rows import Correction, Entry, Failure, embedded_digest, rounded
from index.vectors import Vectors

PENDING = "pending"
_PART = 4096


class Writer:
    """Writes to ``target``, which becomes the library's generation when ``finish`` is called.

    Until then ``library.current`` (another generation, or the same one) is what readers see.
    """

    def __init__(self, settings: IndexSettings, library: Library, target: Generation) -> None:
        self._settings = settings
        self._library = library
        self._target = target
        self._began = False
        self._opened: Vectors | None = None

    def take_over_corrections(self) -> dict[str, Correction]:
        """Bring the corrections of the store's file and of the current generation into ``target``; returns them all."""
        current = self._library.current
        wanted = load_corrections(self._settings.store)
        if current is not None:
            wanted |= current.catalog.corrections()
        here = self._target.catalog.corrections()
        for file, correction in wanted.items():
            if here.get(file) != correction:
                self._target.catalog.correct(file, correction)
        return here | wanted

    def mend(self) -> None:
        """Make Chroma hold what the catalog holds, if they may differ: after a run or a process that was killed."""
        catalog = self._target.catalog
        if catalog.meta(PENDING) or not self._target.sound or self._settings.chroma_url:
            self._vectors()

    def embed(self, chunks: Sequence[Chunk], progress: Callable[[int], None]) -> NDArray[np.float32]:
        """Vectors (n, d) of chunks; only texts that this store has never embedded with this model cost anything."""
        embedder = self._library.embedder
        digests = [embedded_digest(chunk) for chunk in chunks]
        known = self._target.catalog.vectors_of_texts(digests)
        before = self._library.current
        if before is not None and before is not self._target and before.embedding == embedder.signature:
            known = before.catalog.vectors_of_texts(digests) | known
        fresh = {digest: chunk.embedded for digest, chunk in zip(digests, chunks, strict=True) if digest not in known}
        if fresh:
            made = rounded(embedder.embed_documents(list(fresh.values()), progress))
            known |= zip(fresh, made, strict=True)
        return np.stack([known[digest] for digest in digests]) if digests else np.zeros((0, 0), dtype=np.float32)

    def store(self, entry: Entry) -> None:
        """Put a report in the place of what was stored of its file."""
        self._begin()
        catalog = self._target.catalog
        old = catalog.chunk_ids_of_files([entry.report.file])
        ids = [chunk.chunk_id for chunk in entry.chunks]
        self._vectors().add(ids, entry.vectors)
        catalog.add(entry)
        self._vectors().delete(sorted(set(old).difference(ids)))

    def remove(self, files: Sequence[str]) -> None:
        """Forget files that are gone."""
        if files:
            self._begin()
            catalog = self._target.catalog
            ids = catalog.chunk_ids_of_files(files)
            catalog.remove(files)
            self._vectors().delete(ids)

    def finish(self, failures: Iterable[Failure]) -> None:
        """Note that the run ended well, and make ``target`` current."""
        store, target = self._settings.store, self._target
        failures = tuple(failures)
        if failures != target.catalog.failures():
            target.catalog.set_failures(failures)
        if target.catalog.meta(PENDING):
            target.catalog.set_meta(PENDING, "")
        corrections = target.catalog.corrections()
        if corrections != load_corrections(store):
            save_corrections(store, corrections)
        before = layout.read_current(store)
        if before != target.name:
            layout.write_current(store, target.name)
            layout.prune(store, keep=target.name, previous=before)
        self._library.adopt(target)

    def _begin(self) -> None:
        """Before the first change: a later run must know that this one didn't end."""
        if not self._began:
            self._began = True
            self._target.catalog.set_meta("embedding", signature(self._library.embedder)["embedding"])
            self._target.catalog.set_meta(PENDING, "1")

    def _vectors(self) -> Vectors:
        if self._opened is None:
            dimension = self._library.embedder.dimension
            try:
                self._opened = self._target.vectors(dimension)
            except StoreDamagedError as error:
                self._target.set_vectors_aside()
                self._library.notify(
                    f"{error} 已移开损坏的文件，并用目录中的副本重建。",
                    f"{error.english} The damaged files were moved aside; new ones were filled from the catalog.",
                )
                self._opened = self._target.vectors(dimension)
            self._fill(self._opened)
        return self._opened

    def _fill(self, vectors: Vectors) -> None:
        catalog = self._target.catalog
        if not catalog.meta(PENDING) and vectors.count() == catalog.chunk_count():
            return
        there, wanted = vectors.ids(), catalog.chunk_ids()
        vectors.delete(sorted(there.difference(wanted)))
        missing = [one for one in wanted if one not in there]
        for start in range(0, len(missing), _PART):
            known = catalog.vectors(missing[start : start + _PART])
            vectors.add(list(known), np.stack(list(known.values())))
