"""Texts to vectors: the only importer of sentence-transformers and torch."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.bundled import MODEL_NAME as BUNDLED_NAME
from index.bundled import unpack_bundled
from index.config import BUNDLED_MODEL
from index.errors import EmbeddingError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

MAX_TOKENS = 512
_CACHED_QUERIES = 256
_BATCH_TOKENS = 4096


class Embedder:
    """One embedding model. Making one is cheap: the model is loaded at its first use (or by ``load``)."""

    def __init__(self, model: str, store: Path) -> None:
        self._name = model
        self._store = store
        self._lock = threading.RLock()
        self._model: SentenceTransformer | None = None
        self._queries: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._prompts = ("", "")

    def load(self) -> None:
        """Load the model; any thread may call it, and only the first call does something."""
        with self._lock:
            if self._model is None:
                self._model = self._open()

    def _open(self) -> SentenceTransformer:
        bundled = self._name == BUNDLED_MODEL
        place = str(unpack_bundled(self._store)) if bundled else self._name
        import torch  # noqa: PLC0415 - 2 s
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 6 s
        from transformers.utils import logging  # noqa: PLC0415 - as above

        logging.disable_progress_bar()
        dtype = torch.bfloat16 if _precision() == "bf16" else torch.float32
        try:
            model = SentenceTransformer(
                place,
                device="cpu",
                local_files_only=bundled or Path(place).is_dir(),
                model_kwargs={"dtype": dtype},
            )
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"向量模型 {self._name} 无法加载：{error}", f"The embedding model {self._name} can't be loaded: {error}"
            ) from error
        model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
        if "e5" in place.lower():
            self._prompts = ("query: ", "passage: ")
        else:
            known = model.prompts or {}
            self._prompts = (known.get("query") or "", known.get("passage") or known.get("document") or "")
        return model

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        if self._name == BUNDLED_MODEL:
            return 384
        return int(self._loaded().get_embedding_dimension() or 0)

    @property
    def signature(self) -> str:
        """Names what made the vectors: equal signatures, comparable vectors."""
        name = self._name
        if name == BUNDLED_MODEL:
            name = BUNDLED_NAME
        elif Path(name).is_dir():
            files = sorted(p for p in Path(name).rglob("*") if p.is_file())
            seen = "\n".join(f"{p.relative_to(name)} {p.stat().st_size}" for p in files)
            name = f"{Path(name).name}-{hashlib.sha256(seen.encode()).hexdigest()[:8]}"
        return f"{name}/{_precision()}"

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of documents, (n, d), of length 1; ``progress`` is told how many texts have been done so far."""
        return self._encode([self._prefix(1) + text for text in texts], progress)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query, (d,), of length 1."""
        with self._lock:
            if text in self._queries:
                self._queries.move_to_end(text)
                return self._queries[text]
        vector: NDArray[np.float32] = self._encode([self._prefix(0) + text], None)[0]
        vector.flags.writeable = False
        with self._lock:
            self._queries[text] = vector
            if len(self._queries) > _CACHED_QUERIES:
                self._queries.popitem(last=False)
        return vector

    def _prefix(self, which: int) -> str:
        self._loaded()
        return self._prompts[which]

    def _loaded(self) -> SentenceTransformer:
        self.load()
        if self._model is None:
            raise EmbeddingError("向量模型未加载。", "The embedding model is not loaded.")
        return self._model

    def _encode(self, texts: list[str], progress: Callable[[int], None] | None) -> NDArray[np.float32]:
        model = self._loaded()
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]), reverse=True)
        out: NDArray[np.float32] = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(order), 8):
            batch = order[start : start + 8]
            made: Any = model.encode(
                [texts[number] for number in batch],
                batch_size=8,
                show_progress_bar=False,
                convert_to_numpy=True,
                prompt="",
            )
            out[batch] = np.asarray(made, dtype=np.float32)
            if progress is not None:
                progress(start + len(batch))
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
        return out


def _precision() -> str:
    """The arithmetic this machine does fastest without changing what is found."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "fp32"
    return "bf16" if "avx512_bf16" in flags or "amx_bf16" in flags else "fp32"


def as_langchain(embedder: Embedder) -> Embeddings:
    """``embedder`` as LangChain knows embeddings."""
    from langchain_core.embeddings import Embeddings  # noqa: PLC0415 - only the retriever needs it

    class _Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(value) for value in row] for row in embedder.embed_documents(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(value) for value in embedder.embed_query(text)]

    return _Adapter()
