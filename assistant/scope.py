"""Which reports a question is about. It fails closed: a place or year that the library lacks never becomes another one."""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.kinds import counts_reports
from assistant.periods import WHOLE_YEAR, periods, reported_on
from assistant.question import Question
from assistant.town_kinds import of_kind
from assistant.towns import Town
from index.records import Role
from index.rows import ReportInfo


@dataclass(frozen=True, slots=True)
class Slot:
    """One report to look into for one place and year.

    ``other_year`` marks a report of another year that may still state the year asked about (上一年…); ``of_the_part`` one that
    is as a whole on the part of the year asked for, or on the year where both are asked for.
    """

    town: Town
    year: int | None
    report: ReportInfo
    other_year: bool = False
    of_the_part: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports in scope; ``problem`` says, in Chinese and English, why there are none.

    ``absent`` names places and years asked about that the library has no report of; ``available`` what it has instead,
    ``instead`` the newest reports of the places named, where none is of a year asked about. ``anchored`` is what the
    question names instead of a place, in the words of the one report that is left (老船长工作室).
    """

    slots: tuple[Slot, ...] = ()
    absent: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    instead: tuple[Slot, ...] = ()
    assumed_latest: bool = False
    notes: tuple[str, ...] = ()
    problem: str = ""
    english: str = ""
    anchored: str = ""

    @property
    def report_ids(self) -> list[str]:
        """The ids of the reports in scope, each once."""
        return list(dict.fromkeys(slot.report.report_id for slot in self.slots))


def select(question: Question, towns: Sequence[Town], infos: Sequence[ReportInfo]) -> Selection:
    """The reports that ``question`` is about, out of ``infos`` grouped into ``towns``."""
    by_id = {info.report_id: info for info in infos if info.duplicate_of is None}
    places = question.places
    if places.unknown and not places.towns:
        return _unknown_place(question, towns)
    asked = [town for town in places.towns or towns if town not in places.without]
    if places.kind and (places.region or places.everywhere or not places.towns):
        asked = of_kind(asked, places.kind)
        if not asked and towns:
            return _no_such_kind(places.kind, towns)
    if not asked and places.without:
        names = "、".join(town.name for town in places.without)
        return Selection(
            absent=("其他乡镇",),
            available=_available(places.without),
            problem=f"资料库里除了{names}，没有其他乡镇的报告。",
            english=f"The library holds no report of a town other than {names}.",
        )
    if not asked:
        return Selection(
            problem="资料库里还没有能识别出地名的报告，请先导入报告或在资料库中更正地名。",
            english="The library holds no report whose place is known yet.",
        )
    slots: list[Slot] = []
    absent: list[str] = []
    lacking: list[Town] = []
    notes = list(places.notes)
    assumed = False
    namesakes = Counter(town.name for town in asked)
    own_years = question.own_years or (None,) * len(asked)
    for town, own in zip(asked, own_years, strict=True):
        reports = [(year, by_id[report_id]) for year, report_id in town.reports if report_id in by_id]
        of_town = question
        if own is not None:
            of_town = replace(question, years=replace(question.years, years=(own,) if own else ()))
        chosen, missing, latest = _years_of(of_town, town, reports)
        chosen = _of_the_period(question, chosen)
        notes.extend(_only_in_part(question, chosen) if places.towns and not places.region else ())
        if namesakes[town.name] > 1:
            missing = [f"{town.full_name}{label.removeprefix(town.name)}" for label in missing]
        assumed = assumed or latest
        slots.extend(chosen)
        absent.extend(missing)
        lacking.extend([town] if missing else [])
    named_absent = tuple(absent)
    absent.extend(f"{name}" for name in places.unknown)
    of_year = any(not slot.other_year for slot in slots)
    instead = () if of_year else _newest(places.towns, by_id)
    if not slots:
        return replace(_no_year(question, asked), instead=instead)
    if places.unknown:
        notes.append(f"没有找到{'、'.join(places.unknown)}的报告，以下不含该地。")
    if of_year and 0 < len(named_absent) <= _MOST_NAMED and places.towns and not places.region:
        notes.append(_lacking(named_absent, lacking, english=question.english))
    available = _available(asked) if absent else ()
    return Selection(tuple(slots), tuple(absent), available, instead, assumed, tuple(notes))


def _of_the_period(question: Question, chosen: Sequence[Slot]) -> list[Slot]:
    """``chosen`` of one town without its reports on a part of a year, where there is one on the year and that is meant.

    Where the part is asked for, its own report tells it.
    """
    if not (question.figures or question.terse):
        return list(chosen)
    parts = {slot.report.report_id: reported_on(slot.report.title) for slot in chosen}
    if not any(parts.values()):
        return list(chosen)
    wanted = periods(question.text)
    kept: list[Slot] = []
    for slot in chosen:
        told = parts[slot.report.report_id]
        others = [one for one in chosen if one is not slot and one.year == slot.year]
        if wanted & told:
            kept.append(replace(slot, of_the_part=True))
        elif told and any(not parts[one.report.report_id] for one in others):
            continue
        elif not told and any(wanted & parts[one.report.report_id] for one in others):
            # 上半年和全年各多少 asks both reports.
            if WHOLE_YEAR.search(question.text):
                kept.append(replace(slot, of_the_part=True))
        else:
            kept.append(slot)
    return kept


# In words: a digit in an answer is a figure.
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_PARTS = {(1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度", (1, 3): "第一季度"}


def _only_in_part(question: Question, chosen: Sequence[Slot]) -> list[str]:
    """That a report is on a part of the year only, where that part was not asked for."""
    notes = []
    for slot in chosen if question.figures else ():
        told = reported_on(slot.report.title)
        if told and not slot.of_the_part:
            first, last = min(told)
            part = _PARTS.get((first, last), f"{_MONTHS[first - 1]}月到{_MONTHS[last - 1]}月")
            year = f"{slot.year}年" if slot.year else ""
            notes.append(
                f"{slot.town.name}: the report of {slot.year} covers {month_name[first]} to {month_name[last]} only."
                if question.english
                else f"{slot.town.name}{year}的报告只报到{part}，不是全年。"
            )
    return notes


# More towns or years than these are not named one by one.
_MOST_NAMED = 6


def _newest(towns: Sequence[Town], by_id: dict[str, ReportInfo]) -> tuple[Slot, ...]:
    """The newest report of each of a few towns."""
    newest = []
    for town in towns[:_MOST_NAMED]:
        dated = [(year, report_id) for year, report_id in town.reports if year is not None and report_id in by_id]
        if dated:
            year, report_id = max(dated)
            newest.append(Slot(town, year, by_id[report_id]))
    return tuple(newest)


def _lacking(absent: Sequence[str], towns: Sequence[Town], *, english: bool) -> str:
    """That some of the reports asked about are not in the library, and which of these towns are."""
    have = "；".join(_available(towns))
    if english:
        return f"The library holds no report for {', '.join(absent)}; it has {have}."
    return f"资料库里没有{'、'.join(absent)}的报告（现有{have}）。"


def older(town: Town, selection: Selection, infos: Sequence[ReportInfo]) -> list[Selection]:
    """``selection`` with each earlier report of ``town`` in place of its latest, newest first, and a note that says so."""
    by_id = {info.report_id: info for info in infos if info.duplicate_of is None}
    looked = {slot.report.report_id for slot in selection.slots}
    latest = selection.slots[0].year if selection.slots else None
    earlier = [
        (year, by_id[report_id])
        for year, report_id in town.reports
        if year is not None and report_id in by_id and report_id not in looked
    ]
    return [
        Selection(
            slots=(Slot(town, year, info),),
            absent=(f"{town.name}{latest}年",),
            notes=(*selection.notes, f"最新的{latest}年报告没有载明，以上出自{year}年的报告。"),
        )
        for year, info in sorted(earlier, key=lambda item: -item[0])
    ]


def _years_of(
    question: Question, town: Town, reports: list[tuple[int | None, ReportInfo]]
) -> tuple[list[Slot], list[str], bool]:
    """The slots of one town, the years of it that are missing, and whether its latest year was taken unasked."""
    years = question.years
    planned = any(ask.role is Role.PLAN for ask in question.asks) and not _OF_A_REPORT.search(question.text)
    known = [year for year, _ in reports if year is not None]
    if years.years:
        slots: list[Slot] = []
        missing: list[str] = []
        for year in years.years:
            own = [Slot(town, year, info) for at, info in reports if at == year]
            # What 2024 was to bring stands in the report on 2023.
            before = [
                Slot(town, at, info)
                for at, info in reports
                if at == year - 1 and (planned or (not own and _is_intended(question, year, known)))
            ]
            if own or before:
                slots.extend((*before, *own))
                continue
            if (question.figures or question.terse) and not _OF_REPORTS.search(question.text):
                # Only a figure of last year can stand in the report after it.
                slots.extend(Slot(town, year, info, other_year=True) for at, info in reports if at == year + 1)
            missing.append(f"{town.name}{year}年")
        if (
            not any(not slot.other_year for slot in slots)
            and years.inherited
            and known
            and not question.places.everywhere
        ):
            return [Slot(town, known[0], info) for at, info in reports if at == known[0]], [], True
        return slots, missing, False
    counted = question.operation == "count" and counts_reports(question.text)
    if years.every or counted or (question.operation == "change" and not years.recent):
        since = [Slot(town, year, info) for year, info in reports if (year or 0) >= years.since]
        return since, [] if since or question.places.everywhere else [f"{town.name}{years.since}年以后"], False
    if years.recent:
        wanted = sorted(set(known), reverse=True)[: years.recent]
        return [Slot(town, year, info) for year, info in reports if year in wanted], [], False
    if (
        question.operation == "sum"
        and not years.latest
        and (len(question.places.towns) == 1 or "报告" in question.text)
    ):
        return [Slot(town, year, info) for year, info in reports], [], False
    if not known:
        return [Slot(town, year, info) for year, info in reports], [], False
    latest = max(known)
    return (
        [Slot(town, latest, info) for year, info in reports if year == latest],
        [],
        len(set(known)) > 1 and not years.latest,
    )


# 2024年的材料里明年的打算: what that report says of the year after it.
_OF_A_REPORT = re.compile(r"报告|年度?的?(?:[这那][份篇])?(?:工作)?(?:材料(?!印|发)|总结(?![大表]|会)|文稿)")
# 23年的几份报告: what those say, not what the next ones tell of that year.
_OF_REPORTS = re.compile(r"年度?的?(?:这|那)?(?:[几\d一二两三四五六七八九十]+[份篇个家])?报告")


def _is_intended(question: Question, year: int, known: Sequence[int]) -> bool:
    """Whether what a town means to do in ``year`` is asked, which the report before it tells; ``known`` are its reports' years."""
    if question.figures:
        return False
    to_come = year > max(known, default=year) and _REMEDY.search(question.text) and not _DONE.search(question.text)
    return bool(_INTENDS.search(question.text) or to_come)


# Of a year after the newest report such questions, too, ask for what is meant to be done.
_REMEDY = re.compile(
    r"有(?:什么|啥|哪些|何)新?(?:措施|举措|办法|动作|招)|(?:怎么|咋|如何|怎样)[一-鿿]{0,4}?(?:改|补|治|解决|减轻|增强|加强|理顺|规范|破解)"
)
_DONE = re.compile(r"了|过|是(?:怎么|咋|如何)|[一-鿿]的[？?]?$")
# What a town means to do, asked of a year that has no report yet.
_INTENDS = re.compile(
    r"想(?=怎么|如何|要|做|干|办|搞|把|让|在|给|办法)|改进|打算|准备|计划|(?:工作|主要|重点|有何|什么|哪些)安排|安排(?=是|有|怎么|如何|$|[？?])|工作思路|要(?=怎么|如何|做|抓|把|让)|会(?=怎么|如何)|\bplans?\b|\bintend"
)


def _no_such_kind(kind: str, towns: Sequence[Town]) -> Selection:
    """That no place of the kind asked about (街道, 乡) has a report."""
    english = {"街道": "subdistrict", "乡": "township"}.get(kind, kind)
    return Selection(
        absent=(kind,),
        available=_available(towns),
        problem=f"所问范围内没有{kind}的报告。现有：{_listed(towns)}。",
        english=f"There is no report of a {english} in the places asked about. The library has: {_listed(towns)}.",
    )


def _unknown_place(question: Question, towns: Sequence[Town]) -> Selection:
    names = "、".join(question.places.unknown)
    if question.places.suggested:
        meant = list(dict.fromkeys(town.full_name for _, town in question.places.suggested))
        return Selection(
            absent=question.places.unknown,
            available=tuple(meant),
            problem=f"资料库里没有{names}的报告。您是否指{'或'.join(meant)}？请用正确的地名再问一次。",
            english=f"The library holds no report of {names}. Did you mean {' or '.join(meant)}?",
        )
    return Selection(
        absent=question.places.unknown,
        available=_available(towns),
        problem=f"资料库里没有{names}的报告。现有：{_listed(towns)}。",
        english=f"The library holds no report of {names}. It has: {_listed(towns)}.",
    )


def _no_year(question: Question, asked: Sequence[Town]) -> Selection:
    years = "、".join(f"{year}年" for year in question.years.years)
    if len(asked) == 1:
        have = "、".join(f"{year}年" for year in sorted(asked[0].years)) or "年份不明的报告"
        problem = f"没有{asked[0].name}{years}的报告，现有{have}。"
        wanted = ", ".join(map(str, question.years.years))
        known = ", ".join(map(str, sorted(asked[0].years))) or "year unknown"
        english = f"There is no report of {asked[0].name} for {wanted}; available: {known}."
    else:
        problem = f"没有{years}的报告。现有：{_listed(asked)}。"
        english = f"There is no report for {', '.join(map(str, question.years.years))}. Available: {_listed(asked)}."
    absent = tuple(f"{town.name}{year}年" for town in asked for year in question.years.years)[:20]
    return Selection(absent=absent, available=_available(asked), problem=problem, english=english)


def _available(towns: Sequence[Town]) -> tuple[str, ...]:
    return tuple(f"{town.full_name}{'、'.join(f'{year}年' for year in sorted(town.years))}" for town in towns[:30])


def _listed(towns: Sequence[Town], most: int = 8) -> str:
    shown = "；".join(_available(towns)[:most])
    return shown + ("等地" if len(towns) > most else "")
