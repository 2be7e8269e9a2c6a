"""The units that figures count, and which of them may stand for one another."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

RATE = "%"
POINTS = ("个百分点", "百分点")
MONEY = ("元", "万元", "亿元")
# How long something takes.
DURATIONS = ("工作日", "个工作日", "天", "小时", "分钟")
_YUAN = {"元": 1.0, "万元": 1e4, "亿元": 1e8}


def yuan(unit: str) -> float:
    """How many 元 one of ``unit`` is; 1 for what is no money."""
    return _YUAN.get(unit, 1.0)


def unit_apart(unit: str) -> str:
    """In what two figures in ``unit`` lie apart: rates in points."""
    return POINTS[0] if unit == RATE else unit


@lru_cache(maxsize=1)
def families() -> dict[str, frozenset[str]]:
    """Unit families by name, read once from ``data/units.txt``."""
    lines = resources.files("index").joinpath("data/units.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {name: frozenset(units) for name, *units in rows}


@lru_cache(maxsize=1)
def units() -> tuple[str, ...]:
    """Every unit, the longest first."""
    return tuple(
        sorted({unit for family in families().values() for unit in family}, key=lambda unit: (-len(unit), unit))
    )


# Families whose figures may be offered for one another, though never added up.
_NEAR = (
    ("person", "visit"), ("case", "visit"), ("case", "occasion"), ("case", "item"), ("case", "thing_sent"),
    ("occasion", "visit"), ("occasion", "item"), ("item", "thing_sent"), ("item", "group"), ("item", "place"),
    ("group", "person"),
)  # fmt: skip

# Families that measure and don't count.
_MEASURED = frozenset(("area", "length", "weight", "time", "age", "score", "points"))


_ALIKE = 0.9


def alike(one: str, other: str) -> bool:
    """Whether two units count the same, so that their figures may be compared and added up."""
    return fit(one, other) >= _ALIKE


@lru_cache(maxsize=4096)
def fit(asked: str, unit: str) -> float:
    """How well a figure in ``unit`` answers a question that asks in ``asked``: 1 the same, 0 never.

    A rate, a sum of money, a measure and a count never stand for one another; within the counts a neighbouring unit costs a little.
    """
    if asked == unit:
        return 1.0
    if (asked == RATE) != (unit == RATE) or (asked in MONEY) != (unit in MONEY):
        return 0.0
    if asked in MONEY:
        return 1.0
    mine = {name for name, members in families().items() if asked in members}
    theirs = {name for name, members in families().items() if unit in members}
    if mine & theirs:
        return 0.9
    if unit == f"{asked}次" or asked == f"{unit}次":
        return 0.5  # 检查企业213家次 where 多少家 is asked: counted another way, and said so by its unit
    if any(some and some <= _MEASURED for some in (mine, theirs)):
        return 0.0  # 13天 is no answer to 多少件
    if asked == "个":
        return 0.75  # the measure word for anything
    if any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in _NEAR):
        return 0.5
    return 0.2
