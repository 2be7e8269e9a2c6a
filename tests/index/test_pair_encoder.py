"""The bundled encoder reading pairs: what differs from it, the marks, and what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.bundled import unpack_bundled
from index.errors import EmbeddingError
from index.pair_encoder import HEAD_SIZE, PairEncoder, PairNetwork

SIZE = 384


def changes(folder: Path, *, matrices: bool = True) -> Path:
    """A file of small random changes to one layer, with a head."""
    chance = np.random.default_rng(5)
    made = {
        "head.0.weight": chance.normal(0, 0.1, (HEAD_SIZE, 2 * SIZE)),
        "head.0.bias": np.zeros(HEAD_SIZE),
        "head.2.weight": chance.normal(0, 0.1, (1, HEAD_SIZE)),
        "head.2.bias": np.zeros(1),
        "none": np.array(0.25),
    }
    if matrices:
        path = "encoder.layer.11.output.dense"
        made[f"{path}.down"] = chance.normal(0, 0.05, (4, 1536))
        made[f"{path}.up"] = chance.normal(0, 0.05, (SIZE, 4))
    file = folder / f"changes{matrices}.npz"
    halves = {name: value.astype(np.float16) for name, value in made.items()}
    np.savez(file, **halves)  # type: ignore[arg-type]  # its stubs take the names for options
    return file


@pytest.fixture(scope="module")
def network(model_store: Path) -> PairNetwork:
    """The encoder without changes."""
    return PairNetwork(unpack_bundled(model_store))


def test_only_the_marked_tokens_of_the_second_text_are_marked(network: PairNetwork) -> None:
    """【14人】 and nothing else, also where the question holds the same words."""
    ids, marks = network.encode("编制14人吗", "编制【14人】，实有11人。")
    marked = [at for at, mark in enumerate(marks) if mark]
    pieces = [str(network.tokenizer.id_to_token(ids[at])) for at in marked]
    assert "".join(pieces).replace("▁", "") == "【14人】"
    assert marked == list(range(marked[0], marked[-1] + 1))


def test_a_pair_scores_the_same_alone_and_beside_a_longer_one(model_store: Path, tmp_path: Path) -> None:
    """Padding says nothing."""
    encoder = PairEncoder(model_store, changes(tmp_path))
    short, long = "调解【32件】。", "排查矛盾纠纷40件，调解【32件】，其中邻里纠纷12件、婚姻家庭纠纷8件、土地纠纷6件。"
    together = encoder.scores("调解多少件", [short, long])
    alone = PairEncoder(model_store, changes(tmp_path)).scores("调解多少件", [short])
    assert together[0] == pytest.approx(float(alone[0]), abs=0.02)
    assert encoder.none == pytest.approx(0.25)


def test_the_changes_change_the_scores(model_store: Path, tmp_path: Path) -> None:
    """With the low-rank changes and without them, the same head reads something else."""
    pair = ("调解多少件", ["调解【32件】。"])
    with_changes = PairEncoder(model_store, changes(tmp_path)).scores(*pair)
    without = PairEncoder(model_store, changes(tmp_path, matrices=False)).scores(*pair)
    assert abs(float(with_changes[0] - without[0])) > 1e-3


@pytest.mark.parametrize("content", [b"", b"no weights at all"])
def test_damaged_weights_are_named(model_store: Path, tmp_path: Path, content: bytes) -> None:
    """A program whose files are incomplete says so."""
    file = tmp_path / "broken.npz"
    file.write_bytes(content)
    with pytest.raises(EmbeddingError, match="重新安装"):
        PairEncoder(model_store, file).scores("多少", ["【1】"])


def test_a_pair_is_read_once(model_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question and sentence, asked again among others, keep their score and cost nothing."""
    encoder = PairEncoder(model_store, changes(tmp_path))
    first = encoder.scores("调解多少件", ["调解【326】件", "培训【12】次"])
    asked: list[Sequence[str]] = []
    scored = encoder._scored

    def noted(query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        asked.append(passages)
        return scored(query, passages)

    monkeypatch.setattr(encoder, "_scored", noted)
    again = encoder.scores("调解多少件", ["培训【12】次", "发放【80】份", "调解【326】件"])
    assert asked == [["发放【80】份"]]
    assert (again[2], again[0]) == (first[0], first[1])
