"""Fits what ``assistant.second_reading`` adds to the bundled encoder, and writes it to ``assistant/data/second_reading.npz``.

``python -m tests.evaluation.fit_reader`` (the better part of an hour on two cores) learns from the examples that ``fit.py``
learns from, of each the figures that the scorer, which must have been fitted before, finds most probable.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from assistant.scorer import Scorer, load_scorer
from index.bundled import unpack_bundled
from index.pair_encoder import PairNetwork
from tests.evaluation.fit import SETS, examples, rarity
from tests.evaluation.low_rank import changes_of, descend, wrapped, write

if TYPE_CHECKING:
    from tests.evaluation.training import Example

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "data" / "second_reading.npz"
_BATCH, _WARM_UP = 16, 40
_MOST_READ = 4
# Batches come in few sizes: the library that multiplies keeps what it has prepared for every size that it has met.
_STEP = 16
# Of the many paraphrases and own words only a part is read.
_SHARES = {"paraphrase": (0.6, 0.8), "own words": (0.3, 0.8)}
_WEIGHT_WITHHELD = 0.5


@dataclass(frozen=True)
class Read:
    """One example as it is read: pairs of token ids and marks, which of them are right, and what it weighs."""

    pairs: tuple[tuple[list[int], list[int]], ...]
    right: torch.Tensor
    weight: float

    @property
    def size(self) -> int:
        """Padded tokens."""
        return len(self.pairs) * max(len(ids) for ids, _ in self.pairs)


def chosen(found: Sequence[Example], scorer: Scorer, network: PairNetwork) -> Iterator[Read]:
    """Of each example the most probable figures and one or two right ones; of some kinds only a part."""
    for example in found:
        share, weight = _SHARES.get(example.source, (1.0, example.weight))
        if random.random() >= share:
            continue
        order = np.argsort(-scorer.scores(example.rows))
        keep = [int(at) for at in order[:_MOST_READ]]
        for at in np.flatnonzero(example.right)[:2]:
            if int(at) not in keep:
                keep[-1] = int(at)
        pairs = tuple(network.encode(example.query, example.passages[at]) for at in keep)
        yield Read(pairs, torch.tensor(example.right[keep]), weight)


def loss(scores: torch.Tensor, none: torch.Tensor, one: Read) -> torch.Tensor:
    """How improbable the right answer is; where there is one, also how improbable "none" is without it."""
    every = torch.cat([scores, none.reshape(1)])
    if not one.right.any():
        return (torch.logsumexp(every, 0) - none) * one.weight
    made = torch.logsumexp(every, 0) - torch.logsumexp(scores[one.right], 0)
    if not one.right.all():
        rest = torch.cat([scores[~one.right], none.reshape(1)])
        made = made + _WEIGHT_WITHHELD * (torch.logsumexp(rest, 0) - none)
    return made * one.weight


def batches(found: Sequence[Read], count: int) -> Iterator[list[Read]]:
    """All examples once, ``count`` of similar size together, in any order."""
    order = random.sample(list(found), len(found))
    for first in range(0, len(order), count * 8):
        group = sorted(order[first : first + count * 8], key=lambda one: one.size)
        yield from random.sample(parts := [group[at : at + count] for at in range(0, len(group), count)], len(parts))


def fit(network: PairNetwork, found: Sequence[Read], count: int = _BATCH) -> torch.Tensor:
    """Fit ``network`` in place, ``count`` examples a step; the score that "none" is worth."""
    none = torch.nn.Parameter(torch.tensor(0.5))
    parameters = [*wrapped(network), *network.head.parameters(), none]

    def of_batch(batch: Sequence[Read]) -> torch.Tensor:
        pairs = [pair for one in batch for pair in one.pairs]
        filled = pairs + pairs[-1:] * (-len(pairs) % _STEP)
        scores = network.forward(*network.batch_of_pairs(filled, _STEP))[: len(pairs)]
        parts = torch.split(scores, [len(one.pairs) for one in batch])
        return torch.stack([loss(part, none, one) for part, one in zip(parts, batch, strict=True)]).mean()

    descend(network, parameters, map(of_batch, batches(found, count)), -(-len(found) // count), _WARM_UP)
    return none.detach()


def save(network: PairNetwork, none: torch.Tensor, target: Path = TARGET) -> None:
    """Write what ``index.pair_encoder`` reads."""
    head = {f"head.{name}": value for name, value in network.head.state_dict().items()}
    write(head | {"none": none} | changes_of(network), target)


def main() -> None:
    """Fit and save."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    random.seed(1)
    torch.manual_seed(1)
    weights = rarity()
    network = PairNetwork(unpack_bundled(Path(tempfile.gettempdir()) / "fazhi-fit-reader"), half=True)
    scorer = load_scorer()
    found = [one for name in SETS for one in chosen(list(examples(name, weights)), scorer, network)]
    print(f"{len(found)} examples", file=sys.stderr)
    save(network, fit(network, found))


if __name__ == "__main__":
    main()
