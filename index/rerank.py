"""An optional second look at the best passages by a sentence-transformers CrossEncoder; off unless one is named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# A cross-encoder reads each passage beside the question: some 50 ms a passage on a CPU.
LOOKED_AT = 30
_MAX_TOKENS = 512


def reranked(model: str, query: str, texts: Sequence[str]) -> list[int]:
    """The positions of ``texts``, the best fit for ``query`` first; equal ones stay in their order.

    Raises:
        EmbeddingError: the model can't be loaded or computed with.
    """
    if len(texts) < 2:
        return list(range(len(texts)))
    encoder = _loaded(model)
    try:
        scores = encoder.predict([(query, text) for text in texts], show_progress_bar=False)
    except (RuntimeError, ValueError, TypeError) as error:
        raise _unusable(model, error) from error
    return sorted(range(len(texts)), key=lambda at: (-float(scores[at]), at))


@lru_cache(maxsize=1)
def _loaded(model: str) -> CrossEncoder:
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - 6 s

        encoder: CrossEncoder = CrossEncoder(model, device="cpu", max_length=_MAX_TOKENS)
    except (OSError, ValueError, RuntimeError, ImportError, AttributeError, KeyError, TypeError) as error:
        raise _unusable(model, error) from error
    return encoder


def _unusable(model: str, error: Exception) -> EmbeddingError:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return EmbeddingError(
        f"重排模型 {model} 无法使用（{reason}）。请检查 FAZHI_RERANKER，留空则不重排。",
        f"The reranking model {model} can't be used ({reason}). Check FAZHI_RERANKER; empty means none.",
    )
