"""People's corrections in a plain file of the store, so that they outlive any database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from index.layout import write_atomically
from index.rows import Correction

_FILE = "corrections.json"


def load_corrections(store: Path) -> dict[str, Correction]:
    """What was saved last, by file of the corpus; nothing if nothing was, or if it can't be read."""
    try:
        saved = json.loads((store / _FILE).read_text(encoding="utf-8"))
        return {file: Correction(**parts) for file, parts in saved.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save_corrections(store: Path, corrections: Mapping[str, Correction]) -> None:
    """Save all corrections in place of those saved before."""
    parts = {file: asdict(correction) for file, correction in sorted(corrections.items())}
    write_atomically(store / _FILE, json.dumps(parts, ensure_ascii=False, indent=1) + "\n")
