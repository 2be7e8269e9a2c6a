"""What can't be meant, however likely its words make it: figures that no reading may give for an ask."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.figure_view import FigureView
from index.units import DURATIONS

# 新拿到执法证的几人 is not told by 持证24人, nor by 参训47人次.
_NEWLY = re.compile(r"(?<![创更革])新(?:拿|取|领|考|增|办|招|聘|培|建|设|添|发|来|进|持)|刚(?:拿|考|取)|newly|\bnew\b")
_IN_STOCK = re.compile(r"^(?!.*[新增添取考领聘招培]).*(?:持证|持有|现有|共有|拥有|在册|在岗|总数|累计)")
_CERTIFIED = re.compile(r"(?:考|拿|取(?!证)|领|办)(?:到|下|得|取|了|出)?[一-鿿]{0,6}证(?![明据人])")
_ONLY_TAUGHT = re.compile(r"^(?!.*[证考]).*(?:参训|培训|受训)")
# 原定几场 asks for the plan that the year began with, not for the next one's.
_AT_FIRST = re.compile(r"原定|原先?计划|原本|年初(?:计划|定|打算)")


def cannot_be_meant(ask: Ask, one: FigureView, year: int | None) -> bool:
    """Whether ``one``, of a report looked at for ``year``, can't answer ``ask``."""
    return _stock_unasked(ask, one) or _planned_for_later(ask, one, year) or _of_one_case(ask, one)


def _stock_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts what there is and the ask what is new, or who was taught and the ask who got a certificate."""
    clause = one.clause.text
    return bool(_NEWLY.search(ask.text) and _IN_STOCK.search(clause)) or bool(
        _CERTIFIED.search(ask.text) and _ONLY_TAUGHT.search(clause)
    )


def _planned_for_later(ask: Ask, one: FigureView, year: int | None) -> bool:
    """Whether the figure is planned for another year than that of which the ask wants what was meant at first."""
    return bool(_AT_FIRST.search(ask.text)) and one.figure.year not in (None, year)


def _of_one_case(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants how long a thing takes on average, and the figure tells of one case."""
    return "平均" in ask.text and ask.unit in DURATIONS and "均" not in one.clause.text
