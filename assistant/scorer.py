"""How probable it is that a figure answers an ask, from its features: a small network whose weights are data.

The weights are fitted on the questions developed on by ``python -m tests.evaluation.fit``: of a report's figures and "none of
these" exactly one is to be the answer (a conditional logit), with the answer left out of half the examples so that "none" is
learned as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.features import FEATURES
from index.errors import StoreError


@dataclass(frozen=True, slots=True)
class Scorer:
    """The network: ``scale``d features, a hidden layer of rectified sums beside a direct sum; ``none`` is what no figure scores.

    ``rarity`` is what a character of a question weighs.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    direct: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    bias: float
    none: float
    rarity: dict[str, float]

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """One score a row of features, (n,)."""
        scaled = (rows - self.mean) / self.scale
        hidden = np.maximum(scaled @ self.inner.T + self.inner_bias, 0.0)
        return (scaled @ self.direct + hidden @ self.outer + self.bias).astype(np.float32)

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row the probability that it is the answer; what is missing to 1 is that none of them is."""
        scores = np.append(self.scores(rows), np.float32(self.none))
        raised = np.exp(scores - scores.max())
        shares: NDArray[np.float32] = (raised / raised.sum())[:-1]
        return shares


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """The scorer with the weights that the program carries, read once."""
    data = json.loads(resources.files("assistant").joinpath("data/scorer.json").read_text("utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise StoreError(
            "程序文件不完整：打分权重与特征不一致，请重新安装。",
            "The program's files don't fit together (weights and features differ): install it again.",
        )
    layers = {
        name: np.array(data[name], dtype=np.float32)
        for name in ("mean", "scale", "direct", "inner", "inner_bias", "outer")
    }
    return Scorer(**layers, bias=data["bias"], none=data["none"], rarity=data["rarity"])
