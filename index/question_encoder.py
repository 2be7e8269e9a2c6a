"""The bundled encoder, made to read questions as people ask them: its vectors are compared with those of passages as they are.

Only the question's side is changed (low-rank, ``changed_encoder``), so that stores need no other vectors, and whoever
searches for anything else than an answer still has the model as it is. Fitted by ``python -m tests.evaluation.fit_question``
on pairs of a question in everyday words and the passage of a report that answers it, beside its report's other passages
(InfoNCE, van den Oord et al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.bundled import PROMPTS
from index.changed_encoder import MOST_TOKENS, ChangedEncoder, load_changed, mean
from index.forward import one_thread

if TYPE_CHECKING:
    from torch import Tensor

CHANGES = resources.files("index") / "data" / "question_encoder.npz"


def embed_question(store: Path, text: str) -> NDArray[np.float32]:
    """The vector of a question, (d,), of length 1; ``store`` is where the bundled model is unpacked to.

    Raises EmbeddingError when the model can't be loaded.
    """
    import torch  # noqa: PLC0415 - 2 s

    network = load_changed(QuestionNetwork, store, CHANGES)
    with torch.inference_mode(), one_thread():
        vector: NDArray[np.float32] = network.vectors([text])[0].numpy()
    return vector


class QuestionNetwork(ChangedEncoder):
    """The encoder as it is fitted and used for questions."""

    def __init__(self, folder: Path, *, half: bool = False) -> None:
        """``folder`` holds the unpacked model; with ``half`` matrix products are computed in bfloat16."""
        super().__init__(folder, half=half)
        self.tokenizer.enable_truncation(MOST_TOKENS)

    def vectors(self, texts: Sequence[str], step: int = 1) -> Tensor:
        """The vectors of questions, (n, d), of length 1; token counts are padded to multiples of ``step``."""
        import torch  # noqa: PLC0415 - 2 s

        with self.tokenizing:
            rows = [self.tokenizer.encode(PROMPTS["query"] + text).ids for text in texts]
        vectors, mask = self.batch(rows, step)
        return torch.nn.functional.normalize(mean(self.states(vectors, mask), mask), dim=1)
