"""Low-rank changes of the bundled encoder's upper layers, as they are fitted (Hu et al. 2021, "LoRA")."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch

from index.changed_encoder import ChangedEncoder

RANK, SCALE, LOWEST_LAYER = 16, 2.0, 4
_RATE, _DECAY = 1e-3, 0.01
_TOLD_EVERY, _SMOOTH = 20, 0.97


class LowRank(torch.nn.Module):
    """A matrix product with a low-rank change beside it."""

    def __init__(self, base: torch.nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.down = torch.nn.Parameter(torch.randn(RANK, base.in_features) / base.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The product, changed."""
        return cast("torch.Tensor", self.base(inputs) + (inputs @ self.down.T) @ self.up.T * SCALE)


def wrapped(network: ChangedEncoder) -> list[torch.nn.Parameter]:
    """The parameters to fit of the network's upper layers, which get low-rank changes."""
    for layer in network.encoder.encoder.layer[LOWEST_LAYER:]:
        attention = layer.attention.self
        for name in ("query", "key", "value"):
            setattr(attention, name, LowRank(getattr(attention, name)))
        layer.attention.output.dense = LowRank(layer.attention.output.dense)
        layer.intermediate.dense = LowRank(layer.intermediate.dense)
        layer.output.dense = LowRank(layer.output.dense)
    return [one for one in network.encoder.parameters() if one.requires_grad]


def changes_of(network: ChangedEncoder) -> dict[str, torch.Tensor]:
    """What ``index.changed_encoder`` reads of a network's changes."""
    data = {}
    for name, module in network.encoder.named_modules():
        if isinstance(module, LowRank):
            data[f"{name}.down"], data[f"{name}.up"] = module.down.detach(), module.up.detach() * SCALE
    return data


def descend(
    network: ChangedEncoder,
    parameters: Sequence[torch.nn.Parameter],
    losses: Iterable[torch.Tensor],
    steps: int,
    warm_up: int,
) -> None:
    """Fit ``parameters`` of ``network`` in place, a step for each of ``losses``, which are computed as they are taken.

    The rate rises over ``warm_up`` steps and falls to a fiftieth over all ``steps``.
    """
    optimiser = torch.optim.AdamW(parameters, lr=_RATE, weight_decay=_DECAY)

    def pace(step: int) -> float:
        return min(1.0, (step + 1) / warm_up) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    network.encoder.train()
    smooth = 0.0
    for step, loss in enumerate(losses):
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no type for it
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        smooth = loss.item() if not step else _SMOOTH * smooth + (1 - _SMOOTH) * loss.item()
        if step % _TOLD_EVERY == 0:
            print(f"{step}/{steps} {smooth:.3f}", file=sys.stderr, flush=True)
    network.encoder.train(False)


def write(data: Mapping[str, torch.Tensor], target: Path) -> None:
    """Write weights as ``index.changed_encoder`` reads them, in half precision."""
    halves = {name: value.numpy().astype(np.float16) for name, value in data.items()}
    np.savez(target, **halves)  # type: ignore[arg-type]  # its stubs take the names for options
