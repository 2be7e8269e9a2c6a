"""What can be known of an embedding model, and of this machine, without loading the model or its libraries."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

Precision = Literal["int8", "bf16", "fp32"]

# The architectures whose layers are put together like BERT's, as config.json names them, and the CPU flags of the
# instructions that make 8-bit products fast and exact.
_INT8_FAMILIES = frozenset({"bert", "roberta", "xlm-roberta"})
_INT8_FLAGS = frozenset({"avx512_vnni", "avx_vnni", "amx_int8"})
_BF16_FLAGS = frozenset({"avx512_bf16", "amx_bf16"})
_SAMPLE = 65536


def best_precision(config: Mapping[str, Any], flags: frozenset[str]) -> Precision:
    """The fastest arithmetic that finds the same passages, by a model's config.json and a CPU's flags."""
    bert_like = (
        config.get("model_type") in _INT8_FAMILIES
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder", False)
    )
    if bert_like and flags & _INT8_FLAGS:
        return "int8"
    return "bf16" if flags & _BF16_FLAGS else "fp32"


def cpu_flags() -> frozenset[str]:
    """The CPU's instruction sets as Linux names them; empty on other systems."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    return next((frozenset(line.split()) for line in lines if line.startswith("flags")), frozenset())


def read_config(folder: Path) -> Mapping[str, Any]:
    """The config.json of the model in ``folder``; nothing where it has none that can be read."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def cached_folder(name: str) -> Path | None:
    """The folder of this machine's copy of a hub model; ``None`` where it has none."""
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - only a model on a hub needs it

    repository = name if "/" in name else f"sentence-transformers/{name}"
    found = try_to_load_from_cache(repository, "config.json")
    return Path(found).parent if isinstance(found, str) else None


def fingerprint(folder: Path) -> str:
    """Eight hexadecimal digits that change with a model's files; of large ones, the size and both ends are read."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\n{size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE), os.SEEK_SET)
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:8]
