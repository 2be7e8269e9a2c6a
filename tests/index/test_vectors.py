"""Vectors in a real Chroma store: found, fetched, replaced, and failing with the right name."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import SettingsError, StoreDamagedError, StoreError
from index.vectors import Vectors, probe

D = 16


def some(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Random vectors (count, D) of length 1."""
    rows = np.random.default_rng(seed).normal(size=(count, D)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def names(count: int) -> list[str]:
    """As many ids."""
    return [f"c{number}" for number in range(count)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(params=["folder", "server"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vectors]:
    """An empty collection, in a folder and then on a server."""
    if request.param == "folder":
        opened = Vectors.open(tmp_path / "chroma", "", "chunks", D)
    else:
        opened = Vectors.open(None, request.getfixturevalue("server"), f"chunks-{tmp_path.name}"[:60], D)
    yield opened
    opened.close()


def test_the_nearest_come_first_with_their_cosine(vectors: Vectors) -> None:
    """A query's hits and similarities are those of exact cosine arithmetic."""
    rows, ids = some(300), names(300)
    vectors.add(ids, rows)
    wanted = some(1, seed=7)[0]
    exact = rows @ wanted
    hits = vectors.query(wanted, 10)
    assert [one for one, _ in hits] == [ids[n] for n in np.argsort(-exact)[:10]]
    assert np.allclose([similarity for _, similarity in hits], np.sort(exact)[::-1][:10], atol=1e-5)


def test_more_may_be_asked_for_than_there_is(vectors: Vectors) -> None:
    """A limit beyond the count gives all there are; an empty collection and a limit of nothing give nothing."""
    assert vectors.query(some(1)[0], 5) == []
    vectors.add(names(7), some(7))
    assert {one for one, _ in vectors.query(some(1)[0], 100_000)} == set(names(7))
    assert vectors.query(some(1)[0], 0) == []


def test_fetched_vectors_are_those_that_were_added(vectors: Vectors) -> None:
    """Vectors come back under their ids, the same but for rounding, and unknown ids are left out."""
    rows = some(50)
    vectors.add(names(50), rows)
    found = vectors.fetch(["c3", "nobody", "c49"])
    assert set(found) == {"c3", "c49"}
    assert np.allclose(found["c3"], rows[3], atol=1e-6)
    assert found["c49"].dtype == np.float32
    assert vectors.fetch([]) == {}
    assert vectors.fetch(["nobody"]) == {}


def test_an_id_has_one_vector(vectors: Vectors) -> None:
    """Adding an id again replaces its vector."""
    first, second = some(2)
    vectors.add(["c"], first[None, :])
    vectors.add(["c"], second[None, :], [{"year": 2024}])
    assert vectors.count() == 1
    assert np.allclose(vectors.fetch(["c"])["c"], second, atol=1e-6)


def test_deleted_ids_are_gone(vectors: Vectors) -> None:
    """Deleted vectors are no longer counted, listed or found; unknown ids are passed over."""
    rows = some(20)
    vectors.add(names(20), rows)
    vectors.delete(["c4", "nobody"])
    vectors.delete([])
    assert vectors.count() == 19
    assert vectors.ids() == set(names(20)) - {"c4"}
    assert "c4" not in {one for one, _ in vectors.query(rows[4], 20)}


def test_any_number_passes_through_the_batches(vectors: Vectors) -> None:
    """More vectors than Chroma takes, lists or deletes at once go in, are listed, fetched and go out whole."""
    count = 11_000
    rows, ids = some(count), names(count)
    vectors.add(ids, rows)
    assert vectors.count() == count
    assert vectors.ids() == set(ids)
    found = vectors.fetch(ids[:4500])
    assert np.allclose(np.stack([found[one] for one in ids[:4500]]), rows[:4500], atol=1e-6)
    vectors.delete(ids[: count - 3])
    assert vectors.ids() == set(ids[-3:])


def test_a_folder_keeps_what_was_added(tmp_path: Path) -> None:
    """Closed and opened again, by the same process, the vectors are there."""
    rows = some(30)
    first = Vectors.open(tmp_path, "", "chunks", D)
    first.add(names(30), rows)
    first.close()
    first.close()
    again = Vectors.open(tmp_path, "", "chunks", D)
    assert again.query(rows[9], 1)[0][0] == "c9"
    again.close()


def test_closed_vectors_say_so(tmp_path: Path) -> None:
    """Use after closing is an error of the store, not of some library."""
    closed = Vectors.open(tmp_path, "", "chunks", D)
    closed.close()
    with pytest.raises(StoreError, match="已关闭"):
        closed.count()


def test_another_dimension_is_refused(tmp_path: Path) -> None:
    """A collection keeps its dimension: opening it with another, or adding such vectors, names both numbers."""
    opened = Vectors.open(tmp_path, "", "chunks", D)
    opened.add(["c"], some(1))
    with pytest.raises(StoreError, match=rf"{D}.*{D + 1}"):
        opened.add(["d"], np.ones((1, D + 1), dtype=np.float32))
    opened.close()
    with pytest.raises(StoreError, match=rf"{D}.*{D + 1}"):
        Vectors.open(tmp_path, "", "chunks", D + 1)


def test_bad_arguments_are_store_errors(tmp_path: Path) -> None:
    """Repeated ids and numbers that aren't finite are refused with the store's own error."""
    opened = Vectors.open(tmp_path, "", "chunks", D)
    with pytest.raises(StoreError, match="unique"):
        opened.add(["c", "c"], some(2))
    with pytest.raises(StoreError, match="NaN"):
        opened.add(["c"], np.full((1, D), np.nan, dtype=np.float32))
    opened.close()


def test_a_file_in_the_way_is_not_called_damage(tmp_path: Path) -> None:
    """A path that can't be a folder is a store error, and no reason to rebuild."""
    (tmp_path / "chroma").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Vectors.open(tmp_path / "chroma", "", "chunks", D)
    assert not isinstance(caught.value, StoreDamagedError)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host:1", "http://", "http://host:many"])
def test_a_malformed_address_is_a_setting_to_correct(url: str) -> None:
    """The message names the setting and shows the form it takes."""
    with pytest.raises(SettingsError, match="FAZHI_CHROMA_URL"):
        Vectors.open(None, url, "chunks", D)


def test_an_absent_server_is_a_store_error() -> None:
    """No server at the address: an error of the store, never an empty result."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreError):
        Vectors.open(None, url, "chunks", D)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed folder of vectors whose graph is on the disk."""
    folder = tmp_path_factory.mktemp("sound")
    opened = Vectors.open(folder, "", "chunks", D)
    opened.add(names(2500), some(2500))
    opened.close()
    return folder


@pytest.fixture
def broken(sound: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(sound, tmp_path / "broken"))


def only(folder: Path, name: str) -> Path:
    """The one file of that name."""
    (found,) = folder.rglob(name)
    return found


def test_sound_files_pass_the_probe(sound: Path) -> None:
    """Whole files are found sound, and are searched as before afterwards."""
    assert probe(sound)
    opened = Vectors.open(sound, "", "chunks", D)
    assert opened.query(some(2500)[11], 1)[0][0] == "c11"
    opened.close()


@pytest.mark.parametrize("name", ["index_metadata.pickle", "chroma.sqlite3"])
def test_files_cut_short_are_damage(broken: Path, name: str) -> None:
    """A file of half its length fails the probe, and using it is a StoreDamagedError, not an empty result."""
    path = only(broken, name)
    os.truncate(path, path.stat().st_size // 2)
    assert not probe(broken)

    def use() -> None:
        opened = Vectors.open(broken, "", "chunks", D)
        try:
            opened.query(some(1)[0], 5)
        finally:
            opened.close()

    with pytest.raises(StoreDamagedError, match="重建"):
        use()


@pytest.mark.parametrize("how", ["cut short", "garbage"])
def test_files_that_would_kill_the_process_are_found_from_outside(broken: Path, how: str) -> None:
    """A broken graph, which can end the process that searches it, only ends the probe's: this one doesn't open it."""
    path = only(broken, "data_level0.bin")
    if how == "cut short":
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.write_bytes(np.random.default_rng(0).bytes(path.stat().st_size))
    assert not probe(broken)


def test_a_probe_that_takes_too_long_is_a_failed_one(sound: Path) -> None:
    """The time limit is kept."""
    began = time.monotonic()
    assert not probe(sound, timeout=0.05)
    assert time.monotonic() - began < 10
