"""The vectors of the chunks in Chroma: the only importer of chromadb."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError, StoreDamagedError, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

PAGE = 10_000
FETCH = 2_000


class Vectors:
    """One collection of vectors, by chunk id. Similarity is the cosine."""

    def __init__(self, client: ClientAPI, collection: Collection) -> None:
        self._client = client
        self._collection = collection
        self._batch = client.get_max_batch_size()

    @classmethod
    def open(cls, path: Path | None, url: str, name: str, dimension: int) -> Vectors:
        """Open (or make) the collection ``name`` in the folder ``path``, or on the server at ``url`` if given."""
        with _translated():
            client = _client(path, url)
            collection = client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
                metadata={"dimension": dimension},
            )
        return cls(client, collection)

    def add(
        self,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        metadatas: Sequence[Mapping[str, str | int | float | bool]] | None = None,
    ) -> None:
        """Add vectors (n, d); an id that is there already gets its new vector."""
        with _translated():
            for start in range(0, len(ids), self._batch):
                stop = start + self._batch
                self._collection.upsert(
                    ids=list(ids[start:stop]),
                    embeddings=vectors[start:stop],
                    metadatas=None if metadatas is None else [dict(one) for one in metadatas[start:stop]],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that aren't there are no error."""
        with _translated():
            for batch in _batches(ids, self._batch):
                self._collection.delete(ids=list(batch))

    def ids(self) -> set[str]:
        """All ids."""
        found: set[str] = set()
        with _translated():
            for start in range(0, self._collection.count(), PAGE):
                found.update(self._collection.get(limit=PAGE, offset=start, include=[])["ids"])
        return found

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The ``limit`` nearest ids with their cosine similarity, best first."""
        with _translated():
            limit = min(limit, self._collection.count())
            if limit <= 0:
                return []
            wanted: Any = vector[None, :]  # chromadb asks for arrays of either integers or floats; these are floats
            found = self._collection.query(query_embeddings=wanted, n_results=limit, include=["distances"])
        distances = cast("list[list[float]]", found["distances"])
        return [(one, 1.0 - distance) for one, distance in zip(found["ids"][0], distances[0], strict=True)]

    def fetch(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of these ids; ids that aren't there are left out."""
        vectors: dict[str, NDArray[np.float32]] = {}
        with _translated():
            for batch in _batches(ids, FETCH):
                found = self._collection.get(ids=list(batch), include=["embeddings"])
                rows = np.asarray(found["embeddings"], dtype=np.float32)
                vectors.update(zip(found["ids"], rows, strict=True))
        return vectors

    def count(self) -> int:
        """How many vectors there are."""
        with _translated():
            return self._collection.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # the base class lacks what every client has


def probe(path: Path, timeout: float = 60.0) -> bool:
    """Whether the store's files can be opened and searched: tried in another process, which bad files may kill."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROBE, str(path)], capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


_PROBE = """
import sys
import chromadb
from chromadb.config import Settings
client = chromadb.PersistentClient(sys.argv[1], Settings(anonymized_telemetry=False))
for collection in client.list_collections():
    found = collection.get(limit=1, include=["embeddings"])
    if len(found["ids"]):
        collection.query(query_embeddings=found["embeddings"], n_results=1, include=["distances"])
"""


def _client(path: Path | None, url: str) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - 1 s
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    settings = Settings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SettingsError(
                f"FAZHI_CHROMA_URL 应形如 http://主机:端口，而不是 {url}",
                f"FAZHI_CHROMA_URL must be http://host:port: {url}",
            )
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        return chromadb.HttpClient(host=parts.hostname, port=port, ssl=secure, settings=settings)
    if path is None:
        raise SettingsError("没有给出向量库的位置。", "No place was given for the vectors.")
    path.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(path), settings)


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


@contextmanager
def _translated() -> Iterator[None]:
    from chromadb.errors import ChromaError, InternalError  # noqa: PLC0415 - 1 s

    try:
        yield
    except InternalError as error:
        raise StoreDamagedError(
            f"向量库已损坏：{error}。请运行 fazhi index 重建。",
            f"The vector store is damaged: {error}. Run fazhi index.",
        ) from error
    except (ChromaError, OSError, ValueError) as error:
        raise StoreError(f"向量库无法使用：{error}", f"The vector store can't be used: {error}") from error
