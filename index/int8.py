"""Eight-bit arithmetic for BERT-like encoders, on CPUs with the instructions for it (VNNI, AMX).

The matrix products are nearly all of an encoder's work. Here each weight matrix becomes 8-bit integers with one scale
an output channel, and each input 8-bit integers with one scale a layer. The scales of the inputs come from a few
texts that the model reads first, so that a text's vector doesn't depend on the others in its batch. To stay close to
full precision, the few input channels with outsized values are made smaller before rounding, and their weights larger
by as much. What is not a matrix product (attention, GELU, normalisation, residuals) stays in 32-bit floats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from torch import Tensor, nn

_SMOOTHING = 0.65  # how much of an outsized input channel moves into the weights; of 0, 0.5, 0.65, 0.8 the most exact
_MARGIN = 1.15  # room beyond the largest input that calibration saw


def quantise(encoder: nn.Module, heads: int, run: Callable[[], object]) -> nn.Module:
    """An 8-bit stand-in for ``encoder``, the stack of layers of a BERT-like model with ``heads`` attention heads.

    ``run`` has the model read the texts that the scales are taken from. Raises RuntimeError, AttributeError, TypeError
    or ValueError where torch or the encoder lacks what is needed, or the model's numbers aren't finite.
    """
    from torch import nn  # noqa: PLC0415 - 2 s

    seen = _observe(encoder, run)
    layers = tuple(_Layer.of(layer, seen, heads) for layer in cast("Any", encoder).layer)

    class Int8Encoder(nn.Module):
        """Called as transformers calls its encoder; of the options only the mask means anything here."""

        def forward(self, hidden: Tensor, attention_mask: Tensor | None = None, **_options: object) -> _Output:
            mask = None if attention_mask is None else _additive(attention_mask)
            batch, length, size = hidden.shape
            flat = hidden.reshape(-1, size)
            for layer in layers:
                flat = layer(flat, batch, length, mask)
            return _Output(flat.view(batch, length, size))

    return Int8Encoder()


@dataclass(frozen=True, slots=True)
class _Output:
    """What transformers reads of an encoder's result."""

    last_hidden_state: Tensor
    past_key_values: None = None


def _products(layer: Any) -> dict[str, list[nn.Linear]]:
    """The matrix products of one layer by the input they share."""
    attention = layer.attention.self
    return {
        "attend": [attention.query, attention.key, attention.value],
        "attended": [layer.attention.output.dense],
        "widen": [layer.intermediate.dense],
        "narrow": [layer.output.dense],
    }


def _observe(encoder: nn.Module, run: Callable[[], object]) -> dict[nn.Module, tuple[Tensor, Tensor]]:
    """The smallest and largest value, by channel, that entered each product while ``run`` ran."""
    import torch  # noqa: PLC0415 - 2 s

    seen: dict[nn.Module, tuple[Tensor, Tensor]] = {}

    def note(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        low, high = torch.aminmax(inputs[0].detach().reshape(-1, inputs[0].shape[-1]), dim=0)
        before = seen.get(module, (low, high))
        seen[module] = (torch.minimum(before[0], low), torch.maximum(before[1], high))

    layers = cast("Any", encoder).layer
    hooks = [group[0].register_forward_pre_hook(note) for layer in layers for group in _products(layer).values()]
    try:
        run()
    finally:
        for hook in hooks:
            hook.remove()
    return seen


def _additive(mask: Tensor) -> Tensor:
    """A mask of truth values as numbers to add, made once rather than in each layer."""
    import torch  # noqa: PLC0415 - 2 s

    if mask.dtype != torch.bool:
        return mask
    return torch.zeros(mask.shape).masked_fill_(~mask, float("-inf"))


@dataclass(frozen=True, slots=True)
class _Product:
    """Linear maps of one input, side by side, in eight bits.

    An input channel ``x`` is rounded to ``x * factor + zero``, 0 to 255.
    """

    factor: Tensor
    offset: Tensor  # zero + 0.5: cutting off the fraction then rounds
    scale: float
    zero: int
    weights: Tensor
    weight_scales: Tensor
    weight_zeros: Tensor
    bias: Tensor

    @classmethod
    def of(cls, linears: list[nn.Linear], seen: Mapping[nn.Module, tuple[Tensor, Tensor]]) -> _Product:
        import torch  # noqa: PLC0415 - 2 s

        weight = torch.cat([linear.weight.detach().float() for linear in linears])
        bias = torch.cat([linear.bias.detach().float() for linear in linears])
        low, high = seen[linears[0]]
        largest = torch.maximum(low.abs(), high.abs()).clamp_min(1e-4)
        shrink = largest**_SMOOTHING / weight.abs().amax(0).clamp_min(1e-4) ** (1 - _SMOOTHING)
        weight = weight * shrink
        bottom = min(float((low / shrink).min()), 0.0) * _MARGIN
        top = max(float((high / shrink).max()), 0.0) * _MARGIN
        scale = (top - bottom) / 255
        zero = round(-bottom / scale)
        weight_scales = (weight.abs().amax(1) / 127).clamp_min(1e-8)
        rounded = torch.round(weight / weight_scales[:, None]).clamp_(-127, 127).to(torch.int8)
        return cls(
            factor=1 / (shrink * scale),
            offset=torch.full_like(shrink, zero + 0.5),
            scale=scale,
            zero=zero,
            weights=torch.ops.onednn.qlinear_prepack(rounded, None),
            weight_scales=weight_scales,
            weight_zeros=torch.zeros(len(weight_scales), dtype=torch.int64),
            bias=bias,
        )

    def __call__(self, values: Tensor, after: str = "none") -> Tensor:
        """``values`` (n, in) -> (n, out), through the function ``after``: ``none`` or ``gelu``."""
        import torch  # noqa: PLC0415 - 2 s

        rounded = torch.addcmul(self.offset, values, self.factor).clamp_(0, 255).to(torch.uint8)
        product: Tensor = torch.ops.onednn.qlinear_pointwise(
            rounded,
            self.scale,
            self.zero,
            self.weights,
            self.weight_scales,
            self.weight_zeros,
            self.bias,
            1.0,  # the output's scale and zero; it stays in floats
            0,
            torch.float32,
            after,
            [],
            "none",  # GELU by the error function, not its tanh approximation
        )
        return product


@dataclass(frozen=True, slots=True)
class _Layer:
    """One encoder layer: attention and a two-step network, each added to its input and normalised."""

    heads: int
    attend: _Product
    attended: _Product
    attended_norm: nn.Module
    widen: _Product
    narrow: _Product
    narrow_norm: nn.Module

    @classmethod
    def of(cls, layer: Any, seen: Mapping[nn.Module, tuple[Tensor, Tensor]], heads: int) -> _Layer:
        products = {name: _Product.of(linears, seen) for name, linears in _products(layer).items()}
        return cls(
            heads=heads,
            attend=products["attend"],
            attended=products["attended"],
            attended_norm=layer.attention.output.LayerNorm,
            widen=products["widen"],
            narrow=products["narrow"],
            narrow_norm=layer.output.LayerNorm,
        )

    def __call__(self, flat: Tensor, batch: int, length: int, mask: Tensor | None) -> Tensor:
        """``flat`` (batch * length, size) -> the same shape."""
        from torch.nn.functional import scaled_dot_product_attention  # noqa: PLC0415 - 2 s

        size = flat.shape[1]
        parts = self.attend(flat).view(batch, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        mixed = scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(-1, size)
        flat = cast("Tensor", self.attended_norm(self.attended(mixed).add_(flat)))
        return cast("Tensor", self.narrow_norm(self.narrow(self.widen(flat, "gelu")).add_(flat)))
