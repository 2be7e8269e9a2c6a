"""A report's figures: every number bound to what it counts, where it stands and the words that say so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.amended import amend
from index.binding import Binding, bind
from index.cells import Cell
from index.fold import fold
from index.footnotes import tie_notes
from index.headings import ATTACHMENT
from index.named_again import is_named_again
from index.numbers import Quantity, bracketed, quantities
from index.parts_of_sums import add_opened, add_sums, add_within, name_totals, to_their_sum
from index.records import IN_TABLE, Figure, Report, Role, Section
from index.roles import OTHER_OFFICE, begins_plans, is_last_years, plans_ahead, ranks, read_role
from index.sentences import sentences
from index.tables import table_cells
from index.units import MONEY, RATE, alike, fit, yuan
from index.zeros import zeros

# Changes whenever the same text would give other figures: the store is then rebuilt.
EXTRACTOR_VERSION = "30"

_CONTEXT_CHARS = 90
_PARTS_FOLLOW = re.compile(
    r"其中|按[^，,。]{1,8}(?:分|看|划分)(?:类)?[，,：:]|分别(?:为|是)[：:]?|包括[：:]?|具体(?:为|是)[：:]?"
)


def extract_figures(report: Report) -> tuple[Figure, ...]:
    """The figures of ``report`` in the order of its text."""
    found: list[Figure] = []
    attached = _attached(report)
    cells = table_cells(report.text, report.year)
    rows = list(dict.fromkeys(cell.row for cell in cells))
    numbers = [one for one in _numbers(report.text) if not any(a <= one.start and one.end <= b for a, b in rows)]
    starts = [number.start for number in numbers]
    aside: int | None = None
    for section in report.sections:
        whole_section = plans_ahead(section.path, report.year) and section.start < attached
        ahead = whole_section
        previous = (section.start, section.start)
        for sentence in sentences(report.text, section.start, section.end):
            if previous[1] <= attached < sentence[1]:
                whole_section = ahead = False  # what is attached behind the plans tells what was done
            if "\n" in report.text[previous[1] : sentence[0]]:
                ahead = whole_section
            ahead = ahead or begins_plans(report.text[sentence[0] : sentence[1]], report.year)
            first, last = bisect_right(starts, sentence[0] - 1), bisect_right(starts, sentence[1] - 1)
            inside = [number for number in numbers[first:last] if number.end <= sentence[1]]
            if named := _ASIDE_YEAR.match(fold(report.text[sentence[0] : sentence[1]])):
                aside = int(named[1])
            elif report.text[previous[1] - 1 : previous[1]] not in _GOES_ON:
                aside = None
            if inside:
                read = _read_sentence(report, section, sentence, previous, inside, ahead, len(found))
                found.extend(read if aside in (None, report.year) else _of_year(read, aside))
            previous = sentence
    told = add_within(add_opened(name_totals(add_sums(to_their_sum(found), report.text), report.text), report.text))
    together = _with_cells([*told, *_remarked(report, cells, len(told))], cells, report, attached)
    return tuple(amend(tie_notes(together, report.text), report.text))


# 附：2021年同口径数据供参考——排查纠纷438件；行政诉讼5件: all of it is that year's.
_ASIDE_YEAR = re.compile(
    r"\W*(?:附注?|另|备注|注)?[:：,，]?\s*(20\d\d)年(?:度)?(?:同口径|同期|对应|相应|主要)?(?:数据|数字|情况|指标|统计)[^。；;]{0,10}?(?:供|作|用于)?(?:参考|对比|比较|对照|如下)"
)
_GOES_ON = ("；", ";", "—", "：", ":", "，", ",")


def _of_year(figures: Iterator[Figure], year: int | None) -> Iterator[Figure]:
    """``figures`` as those of another year."""
    for figure in figures:
        yield replace(figure, role=Role.OTHER_YEAR, year=year) if figure.role in (Role.OUTCOME, Role.PLAN) else figure


# Units that count the same kind of thing: 合同62份 of 审查事项87件.
_NEARLY_ALIKE = 0.5
_TARGET = re.compile(r"\s*(?:年度)?(?:目标|计划|任务)")
# 其中合同62份, 含夜间巡查52次: parts of the number that the row is about.
_OF_THE_ROW = re.compile(r"\s*(?:其中|含|包括)[：:]?")


def _remarked(report: Report, cells: Sequence[Cell], count: int) -> list[Figure]:
    """The figures in the remarks of tables: 综合执法队人员 | 10人 | 持证9人. ``count`` figures are numbered before them."""
    found: list[Figure] = []
    of_row: list[int | None] = []
    # A remark is on the number of the year reported on, if there are several.
    told = sorted(range(len(cells)), key=lambda at: (cells[at].role is Role.OUTCOME, -at))
    rows = {cells[at].row: at for at in told if cells[at].remark}
    for row, position in sorted(rows.items()):
        cell = cells[position]
        assert cell.remark is not None
        start, end = cell.remark
        section = _section_at(report, start)
        opened = _OF_THE_ROW.match(report.text, start, end)
        start = opened.end() if opened else start
        inside = [
            replace(number, start=start + number.start, end=start + number.end)
            for number in _numbers(report.text[start:end])
        ]
        if not inside:
            continue
        read = _read_sentence(report, section, (start, end), row, inside, False, count + len(found))
        for figure in read:
            part = opened and cell.unit and figure.whole is None and _is_part(figure, cell)
            of_row.append(position if part else None)
            planned = figure.role is Role.OUTCOME and _TARGET.match(report.text, figure.clause_start)
            found.append(
                replace(
                    figure,
                    sentence_start=row[0],
                    sentence_end=row[1],
                    context=f"{cell.context} {cell.label}",
                    role=Role.PLAN if planned else figure.role,
                )
            )
    behind = count + len(found)
    return [
        figure if whole is None else replace(figure, whole=behind + whole)
        for figure, whole in zip(found, of_row, strict=True)
    ]


def _section_at(report: Report, at: int) -> Section:
    """The section in which a position of the text stands."""
    return report.sections[bisect_right(report.sections, at, key=lambda section: section.start) - 1]


def _is_part(figure: Figure, cell: Cell) -> bool:
    counted = figure.unit not in (RATE, *MONEY) and figure.value <= cell.value
    return counted and fit(cell.unit, figure.unit) >= _NEARLY_ALIKE


def _is_ahead(report: Report, cell: Cell, attached: int) -> bool:
    """Whether a cell whose list says no year stands in a part on what is still to come."""
    return (
        cell.role is Role.OUTCOME
        and cell.start < attached
        and plans_ahead(_section_at(report, cell.start).path, report.year)
    )


def _with_cells(figures: Sequence[Figure], cells: Sequence[Cell], report: Report, attached: int) -> tuple[Figure, ...]:
    """The figures of the sentences and those of the tables, in the order of the text."""
    if not cells:
        return tuple(figures)
    of_cells = [
        Figure(
            report_id=report.report_id,
            number=len(figures) + position,
            section=_section_at(report, cell.start).number,
            start=cell.start,
            end=cell.end,
            clause_start=cell.row[0],
            clause_end=cell.row[1],
            sentence_start=cell.row[0],
            sentence_end=cell.row[1],
            indicator=cell.label,
            subject=cell.by,
            value=cell.value,
            unit=cell.unit,
            approx=cell.approx,
            qualifier=IN_TABLE,
            role=Role.PLAN if cell.loose and _is_ahead(report, cell, attached) else cell.role,
            year=cell.year,
            period=cell.period,
            whole=None if cell.whole is None else len(figures) + cell.whole,
            context=cell.context,
        )
        for position, cell in enumerate(cells)
        if cell.unit
    ]
    ordered = sorted((*figures, *of_cells), key=lambda figure: figure.start)
    placed = {figure.number: number for number, figure in enumerate(ordered)}
    return tuple(
        replace(figure, number=number, whole=None if figure.whole is None else placed[figure.whole])
        for number, figure in enumerate(ordered)
    )


def _attached(report: Report) -> int:
    """Where what is attached behind the last part begins; the text's length where nothing is.

    A line 附件： on a covering letter stands before the parts.
    """
    levels = [section.level for section in report.sections if section.level]
    parts = [section.start for section in report.sections if levels and section.level == min(levels)]
    found = ATTACHMENT.search(report.text, parts[-1]) if parts else None
    return found.end() if found else len(report.text)


def _numbers(text: str) -> list[Quantity]:
    """Counts, zeros in words and ranks, in order and disjoint; counts inside a zero's phrase belong to it."""
    none = [
        Quantity(zero.start, zero.end, 0.0, zero.unit, False, "无", False, True, zero.before) for zero in zeros(text)
    ]
    placed = [Quantity(start, end, value, "位", False, "第", False, False) for start, end, value in ranks(text)]
    taken = sorted(none + placed, key=lambda number: number.start)
    counted = quantities(text)
    counted = sorted([*counted, *bracketed(text, counted)], key=lambda number: number.start)
    counts = [
        number
        for number in counted
        if not any(t.start < number.end and number.start < t.end for t in taken) and not is_named_again(text, number)
    ]
    return sorted(counts + taken, key=lambda number: number.start)


_OF_OTHERS = re.compile(
    r"\W*[一-鿿]{1,3}县(?:20\d\d年|今年|全年)?(?:共|累计|合计)|\W*(?:据统计[，,]?)?(?:20\d\d年|今年|当年)?全[县区市省](?!率先|首|第一|唯一|领先|推广|表彰|先进|示范)"
    rf"|\W*{OTHER_OFFICE}"
)
_FINED = re.compile(r"[，,、\s]*(?:并|共)?(?:处以?)?(?:罚|没收)")
# What tells that the town speaks of itself again, or of something new.
_OWN_TOWN = re.compile(r"[我本镇乡村居所站]|街道|社区|中心|[。；;]|其余|另|获评|被评|荣获")


def _read_sentence(
    report: Report,
    section: Section,
    sentence: tuple[int, int],
    previous: tuple[int, int],
    numbers: list[Quantity],
    ahead: bool,
    count: int,
) -> Iterator[Figure]:
    text = report.text
    bindings = bind(text, sentence, numbers)
    wholes = _wholes(text, sentence, numbers)
    last = Role.OUTCOME
    others = False
    for position, (number, binding) in enumerate(zip(numbers, bindings, strict=True)):
        reading = read_role(
            text, sentence[0], (binding.clause_start, binding.clause_end), number, year=report.year, ahead=ahead
        )
        role = Role.RANK if number.qualifier == "第" else reading.role
        if (
            position
            and role is Role.OUTCOME
            and last is Role.GROWTH
            and text[numbers[position - 1].end : number.start] in ("、", "和")
        ):
            role = Role.GROWTH  # 同比分别下降8.5%、10.2%
        between = text[numbers[position - 1].end : number.start] if position else ""
        others = others and not _OWN_TOWN.search(between)
        fined = number.unit in MONEY and _FINED.match(between)
        same = number.unit == RATE or alike(number.unit, numbers[position - 1].unit)
        if others and role is Role.OUTCOME and (fined or same):
            role = Role.OTHER_PARTY  # 全县参考340人，合格312人; 县局另查处2起，罚款11万元
        others = others or (role is Role.OTHER_PARTY and _OF_OTHERS.match(text, binding.clause_start) is not None)
        last = role
        whole = wholes[position]
        yield Figure(
            report_id=report.report_id,
            number=count + position,
            section=section.number,
            start=number.start,
            end=number.end,
            clause_start=binding.clause_start,
            clause_end=binding.clause_end,
            sentence_start=sentence[0],
            sentence_end=sentence[1],
            indicator=_indicator(text, number, binding),
            subject=binding.subject,
            value=number.value,
            unit=number.unit,
            approx=number.approx,
            qualifier=number.qualifier,
            role=role,
            year=reading.year,
            period=reading.period,
            whole=None if whole is None else count + whole,
            context=_context(text, sentence, previous, binding),
        )


def _indicator(text: str, number: Quantity, binding: Binding) -> str:
    if number.qualifier == "无":
        return number.named + text[number.start : number.end]
    return binding.indicator


def _context(text: str, sentence: tuple[int, int], previous: tuple[int, int], binding: Binding) -> str:
    """The words before the clause: of its own sentence, and of the one before when those are few."""
    own = text[sentence[0] : binding.clause_start]
    if len(own) < _CONTEXT_CHARS // 3:
        own = text[previous[0] : previous[1]][-_CONTEXT_CHARS:] + own
    return own[-_CONTEXT_CHARS:].strip()


def _wholes(text: str, sentence: tuple[int, int], numbers: list[Quantity]) -> list[int | None]:
    """For each number the position of the one that it is a part of.

    A part follows its whole behind 其中 or inside the brackets right behind it, and counts no more than it.
    """
    wholes: list[int | None] = [None] * len(numbers)
    current: int | None = None
    bracket: int | None = None
    left = 0.0  # what the parts named so far leave of their whole
    asides = [is_last_years(text[sentence[0] : number.start]) for number in numbers]
    for position, number in enumerate(numbers):
        begin = numbers[position - 1].end if position else sentence[0]
        between = text[begin : number.start]
        opened = max(between.rfind("("), between.rfind("（"))
        closed = max(between.rfind(")"), between.rfind("）"))
        if closed > opened:
            bracket = None
        if opened > closed and position:
            bracket = position - 1
        if position and _PARTS_FOLLOW.search(between):
            could = [
                p
                for p in range(position - 1, -1, -1)
                if wholes[p] is None and not asides[p] and _part_of(number, numbers[p])
            ]
            beside = could[1] if len(could) > 1 and could[1] == could[0] - 1 else None
            whole = could[0] if could else None
            if beside is not None and _twice(text, numbers[beside], numbers[could[0]], number):
                whole = beside
            current, left = whole, numbers[whole].value if whole is not None else 0.0
        elif current is not None and ("。" in between or "；" in between):
            current = None
        whole = bracket if bracket is not None else current
        if bracket is None and whole is not None and left <= 0:
            whole = current = None
        if whole is not None and not asides[position] and _part_of(number, numbers[whole]):
            wholes[position] = whole
            left -= number.value
    again = [_whole_beside(text, numbers, wholes, position) for position in range(len(numbers))]
    return [_whole_of_money(text, numbers, again, position) for position in range(len(numbers))]


# 112处、1.5万平方米: one thing measured twice.
_MEASURED_AGAIN = re.compile(r"[、，,]?(?:共计?|合计|面积|涉及)?(?:约|近|超)?")


def _twice(text: str, first: Quantity, second: Quantity, part: Quantity) -> bool:
    """Whether ``second`` measures again what ``first`` counts, and ``part`` counts in the unit of that: 327处、4.2万平方米，其中112处."""
    return _beside(text, first, second) and first.unit == part.unit != second.unit


def _beside(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether ``second`` may measure again what ``first``, just before it, counts."""
    return _MEASURED_AGAIN.fullmatch(text[first.end : second.start]) is not None


def _whole_beside(text: str, numbers: Sequence[Quantity], wholes: Sequence[int | None], position: int) -> int | None:
    """The position of the number that one measured again beside a part is a part of: 327处、4.2万平方米，其中站前112处、1.5万平方米."""
    if position < 2 or wholes[position] is not None or numbers[position].unit in (RATE, *MONEY):
        return wholes[position]
    of = wholes[position - 1]
    part, number = numbers[position - 1], numbers[position]
    if of is None or of + 1 >= position - 1 or not _beside(text, part, number):
        return None
    whole = numbers[of + 1]
    again = _beside(text, numbers[of], whole) and whole.unit == number.unit
    return of + 1 if again and wholes[of + 1] is None and number.value <= whole.value else None


_NAME = re.compile(r"[，,、；;(（\s]([一-鿿]{2,6})$")


def _whole_of_money(text: str, numbers: Sequence[Quantity], wholes: Sequence[int | None], position: int) -> int | None:
    """The position of the sum that a sum beside a part is a part of: 罚款12万元，其中涉渔18件、罚款8万元."""
    number = numbers[position]
    if number.unit not in MONEY or position < 2 or wholes[position] is not None or wholes[position - 1] is None:
        return wholes[position]
    named = _NAME.search(text[numbers[position - 1].end : number.start].rstrip())
    for earlier in range(position - 2, -1, -1):
        sum_before = numbers[earlier]
        # A sum that stands beside a part itself is none of its wholes.
        if sum_before.unit in MONEY and named and wholes[earlier - 1 if earlier else 0] is None:
            same = text[: sum_before.start].rstrip().endswith(named[1])
            larger = sum_before.value * yuan(sum_before.unit) >= number.value * yuan(number.unit)
            return earlier if same and larger else None
    return None


def _part_of(part: Quantity, whole: Quantity) -> bool:
    kinds = [RATE if q.unit == RATE else "money" if q.unit in MONEY else "count" for q in (part, whole)]
    return kinds[0] == kinds[1] == "count" and part.value <= whole.value
