"""The network that chooses among figures, and how it is trained on examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

_HIDDEN, _EPOCHS, _PARTS, _RATE, _DECAY = 64, 30, 40, 0.01, 1e-4
_WEIGHT_WITHHELD = 0.5


@dataclass(frozen=True)
class Example:
    """The figures that could answer one ask of one report, and which of them do (none may).

    ``query`` and ``passages`` are the ask and the figures as ``assistant.second_reading`` reads them.
    """

    source: str
    asked: str
    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    weight: float
    withheld: bool = False
    query: str = ""
    passages: tuple[str, ...] = ()


def with_answer_withheld(found: Sequence[Example]) -> list[Example]:
    """The same examples without their answer: "none of these" is then right."""
    return [
        Example(e.source, e.asked, e.rows[~e.right], e.right[~e.right], e.weight * _WEIGHT_WITHHELD, withheld=True)
        for e in found
        if e.right.any() and (~e.right).sum() > 2
    ]


class Network(torch.nn.Module):
    """What ``assistant.scorer.Scorer`` computes, in torch."""

    def __init__(self, size: int, hidden: int = _HIDDEN) -> None:
        super().__init__()
        self.direct = torch.nn.Linear(size, 1)
        self.inner = torch.nn.Linear(size, hidden)
        self.outer = torch.nn.Linear(hidden, 1, bias=False)
        self.none = torch.nn.Parameter(torch.tensor(1.0))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """One score a row."""
        scored: torch.Tensor = (self.direct(rows) + self.outer(torch.relu(self.inner(rows)))).squeeze(-1)
        return scored


def _log_sum(scores: torch.Tensor, of: torch.Tensor, count: int) -> torch.Tensor:
    top = torch.full((count,), -1e9).scatter_reduce(0, of, scores, "amax")
    raised = torch.zeros(count).index_add(0, of, torch.exp(scores - top[of]))
    return top + torch.log(raised + 1e-30)


def mean_of(networks: Sequence[Network]) -> Network:
    """One network that scores as the mean of ``networks`` does."""
    made = Network(networks[0].direct.in_features, _HIDDEN * len(networks))
    with torch.no_grad():
        for name in ("weight", "bias"):
            mean = torch.stack([getattr(one.direct, name) for one in networks]).mean(0)
            getattr(made.direct, name).copy_(mean)
            getattr(made.inner, name).copy_(torch.cat([getattr(one.inner, name) for one in networks]))
        made.outer.weight.copy_(torch.cat([one.outer.weight for one in networks], dim=1) / len(networks))
        made.none.copy_(torch.stack([one.none for one in networks]).mean())
    return made


@dataclass(frozen=True)
class _Part:
    """Some of the examples as tensors: their rows one below the other, and which example each row is of."""

    rows: torch.Tensor
    of: torch.Tensor
    right: torch.Tensor
    absent: torch.Tensor
    weight: torch.Tensor

    @staticmethod
    def of_examples(found: Sequence[Example], mean: NDArray[np.float32], scale: NDArray[np.float32]) -> _Part:
        return _Part(
            torch.tensor((np.concatenate([e.rows for e in found]) - mean) / scale),
            torch.tensor(np.concatenate([np.full(len(e.rows), number) for number, e in enumerate(found)])),
            torch.tensor(np.concatenate([e.right for e in found])),
            torch.tensor([not e.right.any() for e in found]),
            torch.tensor([e.weight for e in found]),
        )

    def loss(self, network: Network) -> torch.Tensor:
        """How improbable what is right is, for ``network``."""
        count = len(self.weight)
        scores, none = network(self.rows), network.none.expand(count)
        everything = _log_sum(torch.cat([scores, none]), torch.cat([self.of, torch.arange(count)]), count)
        low = torch.tensor(-1e9)
        hit = torch.where(self.absent, none, _log_sum(torch.where(self.right, scores, low), self.of, count))
        return ((everything - hit) * self.weight).sum() / self.weight.sum()


def train(found: Sequence[Example], seed: int) -> tuple[Network, NDArray[np.float32], NDArray[np.float32]]:
    """A network with the mean and scale of its features."""
    torch.manual_seed(seed)
    every = np.concatenate([e.rows for e in found])
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-2
    shuffled = [found[number] for number in torch.randperm(len(found)).tolist()]
    parts = [_Part.of_examples(shuffled[number::_PARTS], mean, scale) for number in range(_PARTS)]
    network = Network(every.shape[1])
    steps = torch.optim.Adam(network.parameters(), lr=_RATE)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(steps, _EPOCHS * _PARTS)
    for _ in range(_EPOCHS):
        for number in torch.randperm(_PARTS).tolist():
            decay = sum((p**2).sum() for n, p in network.named_parameters() if n.endswith("weight"))
            loss = parts[number].loss(network) + _DECAY * decay
            steps.zero_grad()
            loss.backward()
            steps.step()
            slower.step()
    return network, mean, scale
