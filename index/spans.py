"""Which characters of a text stand inside quotation marks, title marks or brackets."""

from __future__ import annotations

_PAIRS = (("《", "》"), ("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"), ("〔", "〕"))
_LONGEST = 80
# （一） and （12） are heading numbers, not bracketed words.
_SHORTEST_BRACKET = 4


def inside_pairs(text: str) -> bytearray:
    """One byte a character: 1 strictly inside a short pair of quotation marks, title marks or brackets."""
    mask = bytearray(len(text))
    for opener, closer in _PAIRS:
        shortest = _SHORTEST_BRACKET if opener in "（(" else 1
        position = text.find(opener)
        while position >= 0:
            end = text.find(closer, position + 1, position + _LONGEST)
            if end - position > shortest and text.find("\n", position, end) < 0:
                mask[position + 1 : end] = b"\x01" * (end - position - 1)
            position = text.find(opener, position + 1)
    return mask
