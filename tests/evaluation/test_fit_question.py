"""The tool that fits the question encoder: what it learns is what the program then reads."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch

from index.bundled import unpack_bundled
from index.changed_encoder import read_changes
from index.embed import Embedder
from index.question_encoder import QuestionNetwork
from tests.evaluation.fit_question import Pair, Passages, corpora, fit
from tests.evaluation.low_rank import changes_of, write

QUESTION = "路边摊怎么弄才不硬撵"
TEXTS = ("办理行政复议案件并按时答复。", "给流动摊贩划定经营点和时段。", "组织干部旁听庭审。")


def test_what_is_fitted_is_read_back(model_store: Path, embedder: Embedder, tmp_path: Path) -> None:
    """After a few steps the question is nearer to its passage than before, and the same with the weights read from the file."""
    random.seed(1)
    torch.manual_seed(1)
    vectors = torch.from_numpy(embedder.embed_documents(TEXTS))
    passages = Passages(vectors, TEXTS, ((0, 14), (14, 28), (28, 37)))
    pair = Pair(QUESTION, (passages, passages), 0, (1,), 1.0)
    folder = unpack_bundled(model_store)
    network = QuestionNetwork(folder)
    with torch.no_grad():
        before = (vectors @ network.vectors([QUESTION])[0]).numpy()
    fit(network, [pair] * 16, epochs=4, count=4)
    with torch.no_grad():
        after = (vectors @ network.vectors([QUESTION])[0]).numpy()
    assert after[1] - max(after[0], after[2]) > before[1] - max(before[0], before[2])
    write(changes_of(network), tmp_path / "weights.npz")
    again = QuestionNetwork(folder)
    again.change(read_changes(tmp_path / "weights.npz"))
    with torch.no_grad():
        assert np.abs((vectors @ again.vectors([QUESTION])[0]).numpy() - after).max() < 0.01


def test_what_is_only_measured_is_not_learned_from() -> None:
    """The mixed set is left out, and of the invented reports' questions the measured half."""
    found = corpora()
    assert "mixed" not in found
    assert found["reports"][1] is not None
    assert found["reports"][1].name == "developed.jsonl"
