"""The chunks' vectors in Chroma, in a folder or on a server: the only importer of chromadb.

A folder belongs to one process at a time, readers included. Measured with Chroma 1.5: a second process that opens a
folder while the first is idle gets its answers, though its opening already writes to SQLite's file; but while the
first writes, one opening in four fails ("Error deserializing pickle file: EOF", "Failed to apply logs to the hnsw
segment writer"), since the files of the search graph are rewritten in place. Copying the folder doesn't help:
SQLite's file and the graph's can't be copied at one moment. So only the holder of the store's writer lock opens the
folder; other processes search the copy of the vectors that the catalog keeps, and many processes at once want a
server.

Settings that matter: the graph goes to disk every 1,000 changes, Chroma's default. With 16,000 rows of 384, reopening
after 990 changes that hadn't then takes 0.2 s; at every 4,000 or 10,000 filling is no faster and reopening takes 1.3
and 13 s. Deleted rows leave their space behind: a store that shrank much is best rebuilt.
"""

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

from index.errors import SettingsError, StoreBusyError, StoreDamagedError, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_PAGE = 10_000  # ids listed at a time
_FETCHED = 2_000  # vectors fetched at a time: 87 ms
_GRAPH = {"space": "cosine", "sync_threshold": 1000}
_BUSY = ("(code: 5)", "(code: 6)", "database is locked")
# SQLite's codes for a disk that is read-only, failing, full or not to be opened: the files themselves may be sound.
_DISK = ("(code: 8)", "(code: 10)", "(code: 13)", "(code: 14)", "os error")


class Vectors:
    """One collection of vectors by chunk id, all of one dimension. Similarity is the cosine."""

    def __init__(self, client: ClientAPI, collection: Collection, *, remote: bool) -> None:
        self._client = client
        self._collection = collection
        self._remote = remote
        self._batch = client.get_max_batch_size()
        self._closed = False

    @classmethod
    def open(cls, path: Path | None, url: str, name: str, dimension: int) -> Vectors:
        """Open the collection ``name``, made if need be, in the folder ``path`` or on the server at ``url`` if given.

        Raises SettingsError for a malformed url; StoreDamagedError if the files are broken; StoreBusyError if they are
        locked; StoreError if the folder or the server can't be used, or the collection is of another dimension.
        """
        with _translated(remote=bool(url)):
            client = _server(url) if url else _folder(path)
            try:
                collection = client.get_or_create_collection(
                    name,
                    embedding_function=None,
                    configuration={"hnsw": cast("Any", dict(_GRAPH))},
                    metadata={"dimension": dimension},
                )
                _check_dimension(collection, dimension)
                return cls(client, collection, remote=bool(url))
            except BaseException:  # whatever it was, the folder must not stay open behind it
                _close(client)
                raise

    def add(
        self,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        metadatas: Sequence[Mapping[str, str | int | float | bool]] | None = None,
    ) -> None:
        """Add vectors (n, d) under ``ids``, all different; an id that is there already gets its new vector."""
        with self._calling() as collection:
            for first in range(0, len(ids), self._batch):
                batch = slice(first, first + self._batch)
                collection.upsert(
                    ids=list(ids[batch]),
                    embeddings=vectors[batch],
                    metadatas=None if metadatas is None else [dict(one) for one in metadatas[batch]],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that aren't there are passed over."""
        with self._calling() as collection:
            for batch in _parts(ids, self._batch):
                collection.delete(ids=batch)

    def ids(self) -> set[str]:
        """Every id, listed a page at a time."""
        found: set[str] = set()
        with self._calling() as collection:
            first = 0
            while page := collection.get(limit=_PAGE, offset=first, include=[])["ids"]:
                found.update(page)
                first += _PAGE
        return found

    def query(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The ``limit`` nearest ids to ``vector`` (d,) with their cosine similarity, best first; fewer if there are."""
        if limit <= 0:
            return []
        wanted: Any = vector[None, :]  # chromadb asks for arrays of either integers or floats; these are floats
        with self._calling() as collection:
            found = collection.query(query_embeddings=wanted, n_results=limit, include=["distances"])
        distances = cast("list[list[float]]", found["distances"])
        return [(one, 1.0 - distance) for one, distance in zip(found["ids"][0], distances[0], strict=True)]

    def fetch(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors (d,) of these ids, of length 1 as Chroma keeps them; ids that aren't there are left out."""
        vectors: dict[str, NDArray[np.float32]] = {}
        with self._calling() as collection:
            for batch in _parts(ids, _FETCHED):
                found = collection.get(ids=batch, include=["embeddings"])
                vectors.update(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
        return vectors

    def count(self) -> int:
        """How many vectors there are."""
        with self._calling() as collection:
            return collection.count()

    def close(self) -> None:
        """Let go of the files or the connection; closing again does nothing."""
        if not self._closed:
            self._closed = True
            _close(self._client)

    @contextmanager
    def _calling(self) -> Iterator[Collection]:
        if self._closed:
            raise StoreError("向量库已关闭。", "The vector store is closed.")
        with _translated(remote=self._remote):
            yield self._collection


def probe(path: Path, timeout: float = 60.0) -> bool:
    """Whether the vectors in the folder ``path`` can be read and searched, at most ``timeout`` seconds long.

    Tried in another process, because broken files may kill it. It finds files that are missing, cut short or emptied,
    and those with broken bytes where the search goes; it isn't a checksum. Takes 1.5 s, mostly chromadb's import.
    """
    command = [sys.executable, "-c", _PROBE, str(path)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


_PROBE = """
import sys
import chromadb
from chromadb.config import Settings
client = chromadb.PersistentClient(sys.argv[1], Settings(anonymized_telemetry=False))
for collection in client.list_collections():
    some = collection.get(limit=100, include=["embeddings"])
    if some["ids"]:
        near = collection.query(query_embeddings=some["embeddings"][:1], n_results=10000, include=["distances"])
        collection.query(query_embeddings=some["embeddings"], n_results=10, include=["distances"])
        collection.get(ids=near["ids"][0][:1000], include=["embeddings"])
"""


def _folder(path: Path | None) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - 1 s

    if path is None:
        raise SettingsError("没有给出向量库的位置。", "No place was given for the vectors.")
    path.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(path), _settings())


def _server(url: str) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - 1 s

    malformed = SettingsError(
        f"FAZHI_CHROMA_URL 应形如 http://主机:端口，现为：{url}",
        f"FAZHI_CHROMA_URL must be http://host:port, not {url}",
    )
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError as error:
        raise malformed from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise malformed
    return chromadb.HttpClient(host=parts.hostname, port=port, ssl=parts.scheme == "https", settings=_settings())


def _check_dimension(collection: Collection, dimension: int) -> None:
    there = (collection.metadata or {}).get("dimension", dimension)
    if there != dimension:
        raise StoreError(
            f"向量库 {collection.name} 的维数是 {there}，而模型的是 {dimension}，请重建。",
            f"The vectors in {collection.name} have {there} dimensions, the model's {dimension}: rebuild them.",
        )


def _settings() -> Any:
    from chromadb.config import Settings  # noqa: PLC0415 - 1 s

    return Settings(anonymized_telemetry=False)


def _close(client: ClientAPI) -> None:
    cast("Any", client).close()  # the base class lacks what every client has


def _parts(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    for first in range(0, len(ids), size):
        yield list(ids[first : first + size])


@contextmanager
def _translated(*, remote: bool) -> Iterator[None]:
    """Chroma's errors as the store's."""
    import httpx  # noqa: PLC0415 - as slow as chromadb, which needs it
    from chromadb.errors import ChromaError, InternalError  # noqa: PLC0415 - 1 s

    try:
        yield
    except InternalError as error:
        raise (_unusable(error) if remote else _internal(error)) from error
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise _unusable(error) from error
    except Exception as error:  # chromadb raises a plain Exception for answers of a server it doesn't know
        if type(error) is not Exception:
            raise
        raise _unusable(error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how its Rust part fails where it didn't expect to
            raise
        raise _internal(error) from error


def _unusable(error: BaseException) -> StoreError:
    return StoreError(f"向量库无法使用：{error}", f"The vector store can't be used: {error}")


def _internal(error: BaseException) -> StoreError:
    """What went wrong inside Chroma: someone else's lock, the disk, or else the files."""
    reason = str(error)
    if any(sign in reason for sign in _BUSY):
        return StoreBusyError(f"向量库正被另一个进程使用：{reason}", f"Another process uses the vector store: {reason}")
    if any(sign in reason for sign in _DISK):
        return _unusable(error)
    return StoreDamagedError(f"向量库已损坏，需要重建：{reason}", f"The vector store is damaged; rebuild it: {reason}")
