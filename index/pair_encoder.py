"""The bundled encoder, made to read two texts together: a question and a sentence that may answer it.

A cross-encoder (Nogueira and Cho 2019, "Passage Re-ranking with BERT") out of the model that every machine has anyway.
What differs from the bundled weights is small enough to be carried with the program: low-rank changes of the upper
layers' matrices (Hu et al. 2021, "LoRA") and a head of two layers. The head reads the mean of all tokens beside the mean
of those that the marks 【 and 】 in the second text enclose: that is what the score is about.
"""

from __future__ import annotations

import json
import struct
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index.bundled import CONFIG, unpack_bundled
from index.errors import EmbeddingError
from index.forward import one_thread
from index.model_info import best_precision, cpu_flags

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor, nn

OPENING, CLOSING = "【", "】"
MOST_TOKENS = 128
HEAD_SIZE = 128
_MOST_KEPT = 20_000
_WORDS = "embeddings.word_embeddings.weight"

# One network for all who ask with the same changes: the model is the same in whichever store it was unpacked.
_LOADED: dict[str, PairNetwork] = {}
_LOADING = threading.Lock()


class PairEncoder:
    """Scores of pairs of texts. Making one is cheap: the model is loaded at its first use. Any thread may use it."""

    def __init__(self, store: Path, changes: Traversable) -> None:
        """``store`` is where the bundled model is unpacked to, ``changes`` a NumPy file of what differs from it."""
        self._store = store
        self._file = changes
        self._guard = threading.Lock()
        self._read: OrderedDict[tuple[str, str], float] = OrderedDict()

    @cached_property
    def none(self) -> float:
        """The score that stands for "none of these"."""
        return float(self._changes["none"])

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
        batch = network.batch([network.encode(query, passage) for passage in passages])
        with torch.inference_mode(), one_thread():
            scores: NDArray[np.float32] = network.forward(*batch).float().numpy()
        return scores

    def load(self) -> PairNetwork:
        """The network with the changes in place; only the first call does something."""
        with _LOADING:
            known = _LOADED.get(str(self._file))
            if known is None:
                known = PairNetwork(unpack_bundled(self._store), half=best_precision({}, cpu_flags()) == "bf16")
                known.change(self._changes)
                _LOADED[str(self._file)] = known
            return known

    @cached_property
    def _changes(self) -> Mapping[str, NDArray[np.float32]]:
        try:
            with self._file.open("rb") as stream, np.load(stream) as stored:
                return {name: stored[name].astype(np.float32) for name in stored.files}
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise EmbeddingError(
                "程序文件不完整：缺少或损坏了核对数字用的权重，请重新安装。",
                "The program's files are incomplete (weights for checking figures): install it again.",
            ) from error


class PairNetwork:
    """The encoder, its tokeniser and the head, as they are fitted and used."""

    def __init__(self, folder: Path, *, half: bool = False) -> None:
        """``folder`` holds the unpacked model; with ``half`` matrix products are computed in bfloat16."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - only here

        self.half = half
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MOST_TOKENS, strategy="only_second")
        self._tokenising = threading.Lock()
        self.words = _word_vectors(folder / "model.safetensors")
        self.encoder = _encoder(folder / "model.safetensors")
        self.head = _head(self.words.shape[1])

    def encode(self, query: str, passage: str) -> tuple[list[int], list[int]]:
        """The ids of a pair's tokens, and 1 for each that lies between the marks (the marks included)."""
        with self._tokenising:
            made = self.tokenizer.encode(query, passage)
        begin, end = passage.find(OPENING), passage.find(CLOSING)
        marked = [
            int(sequence == 1 and begin <= last - 1 and first <= end and begin >= 0)
            for sequence, (first, last) in zip(made.sequence_ids, made.offsets, strict=True)
        ]
        return list(made.ids), marked

    def batch(self, pairs: Sequence[tuple[list[int], list[int]]], step: int = 1) -> tuple[Tensor, Tensor, Tensor]:
        """Vectors of the tokens, (n, longest, d), which of them there are, and which are marked, (n, longest).

        ``longest`` is rounded up to a multiple of ``step``.
        """
        import torch  # noqa: PLC0415 - 2 s

        longest = -(-max(len(ids) for ids, _ in pairs) // step) * step
        ids = np.full((len(pairs), longest), int(CONFIG.get("pad_token_id", 1)))
        mask, marks = np.zeros((2, len(pairs), longest), dtype=np.float32)
        for row, (own, marked) in enumerate(pairs):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
            marks[row, : len(marked)] = marked
        vectors = self.words[ids].astype(np.float32)
        return torch.from_numpy(vectors), torch.from_numpy(mask), torch.from_numpy(marks)

    def forward(self, vectors: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """One score a pair, (n,)."""
        import torch  # noqa: PLC0415 - 2 s

        places = torch.arange(vectors.shape[1]).expand(vectors.shape[:2])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            states = self.encoder(
                inputs_embeds=vectors,
                attention_mask=mask.long(),
                position_ids=places,
                token_type_ids=torch.zeros_like(places),
            ).last_hidden_state.float()
        read = torch.cat([_mean(states, mask), _mean(states, marks)], dim=1)
        return cast("Tensor", self.head(read).squeeze(-1))

    def change(self, changes: Mapping[str, NDArray[np.float32]]) -> None:
        """Add the low-rank ``changes`` to the encoder's matrices, and set the head."""
        import torch  # noqa: PLC0415 - 2 s

        matrices = dict(self.encoder.named_modules())
        for name, down in changes.items():
            if not name.endswith(".down"):
                continue
            path = name.removesuffix(".down")
            with torch.no_grad():
                matrices[path].weight += torch.from_numpy(changes[f"{path}.up"] @ down)
        state = {name.removeprefix("head."): value for name, value in changes.items() if name.startswith("head.")}
        self.head.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
        if self.half:
            for module in matrices.values():
                if isinstance(module, torch.nn.Linear):
                    module.bfloat16()


def _mean(states: Tensor, weights: Tensor) -> Tensor:
    return (states * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)


def _word_vectors(file: Path) -> NDArray[np.float16]:
    """The words' vectors as they lie in the file: of 200 MB only the rows that are looked up are read."""
    with file.open("rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        about = json.loads(stream.read(length))[_WORDS]
    kind = {"F16": np.float16, "F32": np.float32}[about["dtype"]]
    return np.memmap(file, kind, "r", 8 + length + about["data_offsets"][0], tuple(about["shape"]))


def _encoder(file: Path) -> Any:
    """The encoder without the words' vectors, ready to compute with."""
    import torch  # noqa: PLC0415 - 2 s
    from safetensors import safe_open  # noqa: PLC0415 - as torch
    from transformers import BertConfig, BertModel  # noqa: PLC0415 - as torch

    config = BertConfig.from_pretrained(file.parent)
    with torch.device("meta"):
        encoder = BertModel(config, add_pooling_layer=False)
    with safe_open(str(file), "pt") as stored:
        state = {name: stored.get_tensor(name).float() for name in stored.keys() if name != _WORDS}  # noqa: SIM118
    encoder.load_state_dict(state, strict=False, assign=True)
    encoder.train(False)
    for parameter in encoder.parameters():
        parameter.requires_grad_(False)
    return encoder


def _head(size: int) -> nn.Module:
    from torch import nn  # noqa: PLC0415 - 2 s

    return nn.Sequential(nn.Linear(2 * size, HEAD_SIZE), nn.Tanh(), nn.Linear(HEAD_SIZE, 1))
