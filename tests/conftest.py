"""The embedding model, unpacked and loaded once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.bundled import unpack_bundled
from index.embed import Embedder


@pytest.fixture(scope="session")
def model_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the bundled model, unpacked once for all tests."""
    store = tmp_path_factory.mktemp("model")
    unpack_bundled(store)
    return store


@pytest.fixture(scope="session")
def embedder(model_store: Path) -> Embedder:
    """The bundled model, loaded once for all tests."""
    loaded = Embedder("bundled", model_store)
    loaded.load()
    return loaded
