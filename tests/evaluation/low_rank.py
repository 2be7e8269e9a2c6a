"""Low-rank changes of the bundled encoder's upper layers, as they are fitted (Hu et al. 2021, "LoRA")."""

from __future__ import annotations

from typing import cast

import torch

from index.changed_encoder import ChangedEncoder

RANK, SCALE, LOWEST_LAYER = 16, 2.0, 4


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
