"""The embedding model, unpacked and loaded once for all tests; no language model."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from index.bundled import unpack_bundled
from index.embed import Embedder

# The same cases every time: a run that failed fails again. `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("repeat", derandomize=True, database=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


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


# Taken away before any test runs: no test reaches a language model by accident, only those marked `live` by asking for it.
_ATTACHED = {
    name: os.environ.pop(name) for name in list(os.environ) if name.startswith("FAZHI_LLM_") or name == "OPENAI_API_KEY"
}


@pytest.fixture(scope="session")
def attached_model() -> Mapping[str, str]:
    """The variables that attach a language model, for tests marked `live`; skips where none is set."""
    if not _ATTACHED.get("FAZHI_LLM_BASE_URL"):
        pytest.skip("no language model is attached")
    return _ATTACHED
