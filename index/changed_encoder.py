"""The bundled encoder with low-rank changes: what other jobs than embedding are made of it.

What differs from the bundled weights is small enough to be carried with the program (Hu et al. 2021, "LoRA"). The words'
vectors stay in their file (memory-mapped), so that another copy of the encoder costs 90 MB and not half a gigabyte.
"""

from __future__ import annotations

import json
import struct
import threading
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from index.bundled import CONFIG, unpack_bundled
from index.errors import EmbeddingError
from index.model_info import best_precision, cpu_flags

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

MOST_TOKENS = 128

# One network for all who ask with the same changes: the model is the same in whichever store it was unpacked.
_LOADED: dict[str, ChangedEncoder] = {}
_LOADING = threading.Lock()
_WORDS = "embeddings.word_embeddings.weight"


class ChangedEncoder:
    """The encoder and its tokeniser, as they are changed and used."""

    def __init__(self, folder: Path, *, half: bool = False) -> None:
        """``folder`` holds the unpacked model; with ``half`` matrix products are computed in bfloat16."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - only here

        self.half = half
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizing = threading.Lock()
        self.words = _word_vectors(folder / "model.safetensors")
        self.encoder = _encoder(folder / "model.safetensors")

    def batch(self, rows: Sequence[Sequence[int]], step: int = 1) -> tuple[Tensor, Tensor]:
        """Vectors of the tokens with these ids, (n, longest, d), and which of them there are, (n, longest).

        ``longest`` is rounded up to a multiple of ``step``.
        """
        import torch  # noqa: PLC0415 - 2 s

        longest = -(-max(len(ids) for ids in rows) // step) * step
        ids = np.full((len(rows), longest), int(CONFIG.get("pad_token_id", 1)))
        mask = np.zeros((len(rows), longest), dtype=np.float32)
        for row, own in enumerate(rows):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        return torch.from_numpy(self.words[ids].astype(np.float32)), torch.from_numpy(mask)

    def states(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """What the encoder makes of each token, (n, longest, d)."""
        import torch  # noqa: PLC0415 - 2 s

        places = torch.arange(vectors.shape[1]).expand(vectors.shape[:2])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            made = self.encoder(
                inputs_embeds=vectors,
                attention_mask=mask.long(),
                position_ids=places,
                token_type_ids=torch.zeros_like(places),
            ).last_hidden_state
        return cast("Tensor", made.float())

    def change(self, changes: Mapping[str, NDArray[np.float32]]) -> None:
        """Add the low-rank ``changes`` to the encoder's matrices."""
        import torch  # noqa: PLC0415 - 2 s

        matrices = dict(self.encoder.named_modules())
        for name, down in changes.items():
            if name.endswith(".down"):
                path = name.removesuffix(".down")
                with torch.no_grad():
                    matrices[path].weight += torch.from_numpy(changes[f"{path}.up"] @ down)
        if self.half:
            for module in matrices.values():
                if isinstance(module, torch.nn.Linear):
                    module.bfloat16()


Network = TypeVar("Network", bound=ChangedEncoder)


def load_changed(kind: type[Network], store: Path, file: Traversable) -> Network:
    """The network of a ``kind`` with the changes of ``file``; only the first call for a file loads it.

    ``store`` is where the bundled model is unpacked to. Raises EmbeddingError when the changes are missing or damaged.
    """
    with _LOADING:
        known = _LOADED.get(str(file))
        if known is None:
            changes = read_changes(file)
            known = kind(unpack_bundled(store), half=best_precision({}, cpu_flags()) == "bf16")
            known.change(changes)
            _LOADED[str(file)] = known
        return cast("Network", known)


def mean(states: Tensor, weights: Tensor) -> Tensor:
    """The mean of the tokens' states by ``weights``, (n, d); nothing where all weights are 0."""
    return (states * weights.unsqueeze(-1)).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)


def read_changes(file: Traversable) -> Mapping[str, NDArray[np.float32]]:
    """What a NumPy file of changes holds.

    Raises EmbeddingError when it is missing or damaged.
    """
    try:
        with file.open("rb") as stream, np.load(stream) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise EmbeddingError(
            f"程序文件不完整：缺少或损坏了权重 {file.name}，请重新安装。",
            f"The program's files are incomplete (weights {file.name}): install it again.",
        ) from error


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
