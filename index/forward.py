"""Texts through a loaded model: one at a time, or many in batches of similar length on all cores.

Each batch is computed on one thread, and several batches at once. Threads that share a batch wait for each other many
times; on a machine that is busy with other work this took three times the CPU time, and a short query half a second
instead of 12 ms.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MAX_TOKENS = 512
_BATCH_TOKENS = 512  # padded tokens in a batch: enough for the matrix products, few enough for the caches
_SLAB = 512  # texts that are sorted by length together


class Forward:
    """A model that any thread may send texts through."""

    def __init__(self, model: SentenceTransformer) -> None:
        self.model = model
        self._tokenising = threading.Lock()  # a fast tokeniser can't be used by two threads

    def batch(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of a few texts, (n, d), of length 1, computed on as many threads as torch is set to use here."""
        import torch  # noqa: PLC0415 - 2 s

        with self._tokenising:
            features = self.model.preprocess(texts)
        with torch.inference_mode():
            made = self.model(cast("Any", features))["sentence_embedding"]
        vectors: NDArray[np.float32] = made.float().numpy()
        unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return unit

    def single(self, text: str) -> NDArray[np.float32]:
        """The vector of one text, (d,), of length 1."""
        with one_thread():
            vector: NDArray[np.float32] = self.batch([text])[0]
        return vector

    def many(self, texts: Sequence[str], pause: Callable[[], None]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """The texts' numbers and vectors a batch at a time, in any order; before each batch ``pause`` is called."""

        def work(job: tuple[list[int], list[str]]) -> tuple[list[int], NDArray[np.float32]]:
            pause()
            return job[0], self.batch(job[1])

        with _workers() as pool:
            for first in range(0, len(texts), _SLAB):
                slab = list(texts[first : first + _SLAB])
                batches = batches_of(self._lengths(slab))
                yield from pool.map(work, [([first + n for n in batch], [slab[n] for n in batch]) for batch in batches])

    def _lengths(self, texts: list[str]) -> list[int]:
        """Tokens in each text; its characters where the model has no tokeniser that can say."""
        tokenizer = getattr(self.model, "tokenizer", None)
        limit = self.model.max_seq_length or MAX_TOKENS
        if not getattr(tokenizer, "is_fast", False):
            return [min(len(text), limit) for text in texts]
        with self._tokenising:
            encoded = cast("Any", tokenizer)(texts, truncation=True, max_length=limit, return_attention_mask=False)
        return [len(ids) for ids in encoded["input_ids"]]


def batches_of(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts with these lengths, the longest first, in batches of ``_BATCH_TOKENS`` when padded."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    at = 0
    while at < len(order):
        size = max(1, _BATCH_TOKENS // max(1, lengths[order[at]]))
        yield order[at : at + size]
        at += size


@contextmanager
def _workers() -> Iterator[ThreadPoolExecutor]:
    """As many threads as torch would use, each of which computes alone."""
    import torch  # noqa: PLC0415 - 2 s

    before = torch.get_num_threads()
    pool = ThreadPoolExecutor(before, "embed", initializer=torch.set_num_threads, initargs=(1,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        torch.set_num_threads(before)  # the workers' setting is also what new threads begin with


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute on this thread alone meanwhile."""
    import torch  # noqa: PLC0415 - 2 s

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
