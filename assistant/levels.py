"""At which level of a town a thing was done: in the villages, by the town itself, by its centre, or by all of them together.

调解 is counted at each (村级调解77起，乡级调解16起; 街道综治中心受理369件 … 全街道共化解640件), in the same words: a figure that says
another level than the ask is not its answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.figure_view import FigureView

Level = Literal["village", "town", "centre", "trade", "all"]

_CENTRE = r"(?:综治|矛调|调解|调处|治理)中心"
# In this order: 街道、社区两级 names both, and is all of them.
_TOLD: dict[Level, re.Pattern[str]] = {
    "all": re.compile(r"[两三]级|全[镇乡]|全街道|[镇乡]、村|街道、社区|[镇乡]村(?![民干级])"),
    "centre": re.compile(_CENTRE),
    "trade": re.compile(r"(?:行业|商会|协会|企业|园区|市场|专业)[一-鿿]{0,6}(?:调委会|调解委员会|调解组织)"),
    "village": re.compile(
        r"村级|村居|各村|各社区|社区(?:级|层面|自行|调委会|调解)|[在于]社区|村调委会|村委会|(?<![下包驻进入农])村(?:[(（]社区[)）]|、社区)?(?:人民)?(?:调解(?!员)|调处|化解)"
    ),
    "town": re.compile(r"(?:[镇乡]|街道)(?:本级|级|调委会|人民调解委员会)"),
}
_ASKED: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("all", re.compile(r"整个(?:街道|镇|乡)|全[镇乡](?!长)|全街道|[镇乡]村[两三]级|两级(?:一共|总共|合计|加)")),
    (
        "village",
        re.compile(
            r"(?:村|社区|村居)[）)]?(?:人民)?调委会自己|各村(?:[(（]社区[)）])?(?:人民)?调(?:解委员|委)会|村里头?自己|村级|(?:村|社区|村居)(?:这|那)?一级|社区里?自己|村里头?(?:调|化解|解决)|各村自己"
        ),
    ),
    (
        "town",
        re.compile(
            r"(?<![村区])(?:这|本)一级|(?:[镇乡]|街道)(?:本级|级(?!别)|里自己|自己)|(?:^|[镇乡道\s，,])(?:里的?|的)?(?:人民)?调委会自己"
        ),
    ),
    ("centre", re.compile(_CENTRE)),
)
# Only what towns do at several levels.
_DONE_AT_LEVELS = re.compile(r"调|纠纷|矛盾|化解|信访|排查|disput|mediat")


@lru_cache(maxsize=256)
def level_asked(asked: str) -> Level | None:
    """The level that ``asked``, an ask's text, names; ``None`` for none, or where levels don't matter."""
    if not _DONE_AT_LEVELS.search(asked):
        return None
    return next((level for level, words in _ASKED if words.search(asked)), None)


def level_told(one: FigureView) -> Level | None:
    """The level that a figure's own words name, or else whoever did it: 乡村两级调解112件，其中村级89件 is the villages'."""
    return _level_told(one.head.text) or _level_told(one.subject.text)


def of_another_level(asked: str, one: FigureView) -> bool:
    """Whether ``one`` is said to be of another level than the one below the whole that ``asked`` wants.

    Who asks for the whole may be told by whatever there is.
    """
    wanted = level_asked(asked)
    if wanted is None or wanted == "all" or _TOLD[wanted].search(f"{one.head.text} {one.subject.text}"):
        return False
    return level_told(one) not in (None, wanted)


def _level_told(words: str) -> Level | None:
    return next((level for level, pattern in _TOLD.items() if pattern.search(words)), None)
