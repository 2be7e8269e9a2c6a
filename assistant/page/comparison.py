"""A comparison as a table that sorts, with bars; every value opens its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.answer import AssertedFigure, Table, TableCell
from assistant.page.words import Words

# What was asked of a figure is no part of its name.
_OPERATION = re.compile(
    r"(?:最[多少高低大小]|分别(?:是|有)?|一共|合计|总共|排名|排序)+$|分?别?了?(?:多少|几)(?:人次|场次|批次|[件起次场份条个名人项部])?"
)


def table_html(table: Table, figures: Sequence[AssertedFigure], words: Words) -> str:
    """The table with a bar for each value of its first indicator, where two or more compare."""
    head = "".join(
        f'<th scope="col"><button type="button" class="fz-sort">{escape(_OPERATION.sub("", name) or name)}</button></th>'
        for name in table.columns
    )
    largest = max((abs(value) for value in table.values if value is not None), default=0.0)
    bars = sum(value is not None for value in table.values) >= 2 and largest > 0
    body = "".join(
        _row(row, figures, _bar(table, position, largest) if bars else None, words)
        for position, row in enumerate(table.rows)
    )
    chart = '<th scope="col" class="fz-bar-head" aria-hidden="true"></th>' if bars else ""
    caption = escape(words("answer.sort"))
    return (
        f'<div class="fz-table-box"><table class="fz-table"><caption class="fz-soft">{caption}</caption>'
        f"<thead><tr>{head}{chart}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _bar(table: Table, position: int, largest: float) -> str:
    value = table.values[position] if position < len(table.values) else None
    return "" if value is None else f'<i style="width:{abs(value) / largest * 100:.1f}%"></i>'


def _row(row: Sequence[TableCell], figures: Sequence[AssertedFigure], bar: str | None, words: Words) -> str:
    cells = []
    for cell in row:
        if cell.citation is not None:
            known = cell.figure is not None and cell.figure < len(figures)
            given = f' data-sort="{float(figures[cell.figure].value)}"' if known and cell.figure is not None else ""
            opening = f'<button type="button" class="fz-cell" data-cite="{cell.citation}">'
            cells.append(f"<td{given}>{opening}{escape(cell.text)}</button></td>")
        elif cell.text:
            cells.append(f"<td>{escape(cell.text)}</td>")
        else:
            cells.append(f'<td class="fz-soft">{escape(words("answer.not_stated"))}</td>')
    if bar is not None:
        cells.append(f'<td class="fz-bar" aria-hidden="true">{bar}</td>')
    return f"<tr>{''.join(cells)}</tr>"
