"""Folding for reading: variants of a character become one, and every character keeps its offset.

The folded text is only looked at, never stored or quoted, so an offset found in it holds in the report's own text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SIGNS = {"％": "%", "\u3000": " ", "\u00a0": " ", "．": ".", "（": "(", "）": ")", "：": ":", "；": ";", "﹪": "%"}


@lru_cache(maxsize=1)
def _table() -> dict[int, int | str]:
    table: dict[int, int | str] = dict(_WIDE)
    table.update({ord(sign): plain for sign, plain in _SIGNS.items()})
    table.update(_simplified())
    return table


def _simplified() -> dict[int, str]:
    """Traditional to simplified, single characters only, from OpenCC's own table."""
    import opencc  # type: ignore[import-untyped]  # noqa: PLC0415  (no types; its table takes a while to read)

    path = opencc.__file__.rsplit("/", 1)[0] + "/dictionary/TSCharacters.txt"
    pairs: dict[int, str] = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            source, _, targets = line.rstrip("\n").partition("\t")
            target = targets.split(" ")[0]
            if len(source) == 1 and len(target) == 1 and source != target:
                pairs[ord(source)] = target
    # 乾 (as in 乾县) and 著 stand in simplified names too.
    for kept in "乾著於":
        pairs.pop(ord(kept), None)
    return pairs


# 3，200人. Not behind a number that names something (附件3，200人到场), nor of several in a row (分别为26，124件).
_THOUSANDS = re.compile(
    r"(?<![\d.,，第件表图前号各年\-])(?<!各为)(?<!年为)(?<!分别)(?<!分别为)(?<!分别是)(?<!依次为)[1-9]\d?，\d{3}(?![\d，])(?=\s*[一-鿿%])"
)


def fold(text: str) -> str:
    """``text`` with full-width digits, letters, brackets and signs made ASCII and traditional characters simplified.

    So is the comma in 3，200人. The result is as long as ``text``, character for character.
    """
    plain = text.translate(_table())
    return _THOUSANDS.sub(lambda found: found.group().replace("，", ","), plain) if "，" in plain else plain


_HYPHEN = re.compile("(?<=[a-z])-(?=[a-z])")


def without_hyphens(text: str) -> str:
    """``text`` with a space for each hyphen between English words: night-school is night school."""
    return _HYPHEN.sub(" ", text)
