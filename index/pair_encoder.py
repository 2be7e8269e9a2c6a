"""The bundled encoder, made to read two texts together: a question and a sentence that may answer it.

A cross-encoder (Nogueira and Cho 2019, "Passage Re-ranking with BERT") out of the model that every machine has anyway.
What differs from the bundled weights are low-rank changes of the upper layers' matrices (``changed_encoder``) and a head of
two layers. The head reads the mean of all tokens beside the mean of those that the marks 【 and 】 in the second text
enclose: that is what the score is about.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from index.changed_encoder import MOST_TOKENS, ChangedEncoder, load_changed, mean
from index.forward import one_thread

if TYPE_CHECKING:
    from torch import Tensor, nn

OPENING, CLOSING = "【", "】"
HEAD_SIZE = 128
_MOST_KEPT = 20_000


class PairEncoder:
    """Scores of pairs of texts. Making one is cheap: the model is loaded at its first use. Any thread may use it."""

    def __init__(self, store: Path, changes: Traversable) -> None:
        """``store`` is where the bundled model is unpacked to, ``changes`` a NumPy file of what differs from it."""
        self._store = store
        self._file = changes
        self._guard = threading.Lock()
        self._read: OrderedDict[tuple[str, str], float] = OrderedDict()

    @property
    def none(self) -> float:
        """The score that stands for "none of these"."""
        return self.load().none

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each of ``passages`` answers ``query``, (n,): the higher the better, comparable within one query.

        Raises EmbeddingError when the model can't be loaded.
        """
        with self._guard:
            known = {one: self._read[query, one] for one in passages if (query, one) in self._read}
        new = [one for one in dict.fromkeys(passages) if one not in known]
        if new:
            known.update(zip(new, map(float, self._scored(query, new)), strict=True))
        with self._guard:
            for one in passages:  # what many ask is read once
                self._read[query, one] = known[one]
                self._read.move_to_end((query, one))
            while len(self._read) > _MOST_KEPT:
                self._read.popitem(last=False)
        return np.array([known[one] for one in passages], dtype=np.float32)

    def _scored(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        import torch  # noqa: PLC0415 - 2 s

        network = self.load()
        batch = network.batch_of_pairs([network.encode(query, passage) for passage in passages])
        with torch.inference_mode(), one_thread():
            scores: NDArray[np.float32] = network.forward(*batch).float().numpy()
        return scores

    def load(self) -> PairNetwork:
        """The network with the changes in place; only the first call does something."""
        return load_changed(PairNetwork, self._store, self._file)


class PairNetwork(ChangedEncoder):
    """The encoder, its tokeniser and the head, as they are fitted and used."""

    def __init__(self, folder: Path, *, half: bool = False) -> None:
        """``folder`` holds the unpacked model; with ``half`` matrix products are computed in bfloat16."""
        super().__init__(folder, half=half)
        self.tokenizer.enable_truncation(MOST_TOKENS, strategy="only_second")
        self.head = _head(self.words.shape[1])
        self.none = 0.0

    def encode(self, query: str, passage: str) -> tuple[list[int], list[int]]:
        """The ids of a pair's tokens, and 1 for each that lies between the marks (the marks included)."""
        with self.tokenizing:
            made = self.tokenizer.encode(query, passage)
        begin, end = passage.find(OPENING), passage.find(CLOSING)
        marked = [
            int(sequence == 1 and begin <= last - 1 and first <= end and begin >= 0)
            for sequence, (first, last) in zip(made.sequence_ids, made.offsets, strict=True)
        ]
        return list(made.ids), marked

    def batch_of_pairs(
        self, pairs: Sequence[tuple[list[int], list[int]]], step: int = 1
    ) -> tuple[Tensor, Tensor, Tensor]:
        """What ``batch`` gives for the pairs, and which tokens are marked, (n, longest)."""
        import torch  # noqa: PLC0415 - 2 s

        vectors, mask = self.batch([ids for ids, _ in pairs], step)
        marks = np.zeros(tuple(mask.shape), dtype=np.float32)
        for row, (_, marked) in enumerate(pairs):
            marks[row, : len(marked)] = marked
        return vectors, mask, torch.from_numpy(marks)

    def forward(self, vectors: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """One score a pair, (n,)."""
        import torch  # noqa: PLC0415 - 2 s

        states = self.states(vectors, mask)
        read = torch.cat([mean(states, mask), mean(states, marks)], dim=1)
        return cast("Tensor", self.head(read).squeeze(-1))

    def change(self, changes: Mapping[str, NDArray[np.float32]]) -> None:
        """Add the low-rank ``changes`` to the encoder's matrices, and set the head and the score of "none"."""
        import torch  # noqa: PLC0415 - 2 s

        super().change(changes)
        self.none = float(changes["none"])
        state = {name.removeprefix("head."): value for name, value in changes.items() if name.startswith("head.")}
        self.head.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})


def _head(size: int) -> nn.Module:
    from torch import nn  # noqa: PLC0415 - 2 s

    return nn.Sequential(nn.Linear(2 * size, HEAD_SIZE), nn.Tanh(), nn.Linear(HEAD_SIZE, 1))
