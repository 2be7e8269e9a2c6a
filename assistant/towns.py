"""The towns that a library has reports from, and the ways to write and to say their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.rows import ReportInfo

TOWN_SUFFIXES = ("街道办事处", "街道办", "办事处", "街道", "民族乡", "苏木", "镇", "乡", "街")
REGION_SUFFIXES = (
    "经济技术开发区",
    "经济开发区",
    "高新技术产业开发区",
    "自治县",
    "自治州",
    "经开区",
    "高新区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "州",
)
_ZONE = re.compile(r"([一-鿿]{2,6}?)(经济技术开发区|经济开发区|高新技术产业开发区|(?:现代)?农业示范区)")
_SHORT = {
    "经济技术开发区": ("经开", "开发"),
    "经济开发区": ("经开", "开发"),
    "高新技术产业开发区": ("高新", "开发"),
    "现代农业示范区": ("示范",),
    "农业示范区": ("示范",),
}
# One zone by three names: 汐原经济技术开发区, 汐原经济开发区, 汐原经开区.
_ZONE_NAMES = (("经济技术开发区", "经济开发区", "经开区"), ("高新技术产业开发区", "高新技术开发区", "高新区"))
_ETHNIC = re.compile(r"(?:[一-鿿]{1,4}族)+$")


@dataclass(frozen=True, slots=True)
class Town:
    """A place that reports come from. ``name`` is the township's own name, or the county's for a report at that level."""

    name: str
    county: str
    city: str
    province: str
    reports: tuple[tuple[int | None, str], ...]  # (year, report id), newest first

    @property
    def years(self) -> tuple[int, ...]:
        """The years reported on, newest first."""
        return tuple(dict.fromkeys(year for year, _ in self.reports if year is not None))

    @property
    def full_name(self) -> str:
        """County and name, as far as known."""
        return self.county + self.name if self.county and self.county != self.name else self.name


def towns_of(reports: Iterable[ReportInfo]) -> tuple[Town, ...]:
    """Reports grouped by place; a report that leaves its county out joins the only county that the name has."""
    grouped: dict[tuple[str, str, str, str], list[ReportInfo]] = defaultdict(list)
    for report in reports:
        place = report.place
        name = place.township or place.county or place.city
        if name:
            grouped[(name, place.county, place.city, place.province)].append(report)
    merged: dict[tuple[str, str, str, str], list[ReportInfo]] = {}
    for key in sorted(grouped, key=lambda key: -sum(map(bool, key))):
        fuller = [
            other
            for other in merged
            if other[0] == key[0]
            and all(not mine or theirs in region_names(mine) for mine, theirs in zip(key[1:], other[1:], strict=True))
        ]
        if len(fuller) == 1:
            merged[fuller[0]].extend(grouped[key])
        else:
            merged[key] = list(grouped[key])
    towns = []
    for (name, county, city, province), infos in merged.items():
        infos.sort(key=lambda info: (-(info.year or 0), info.file))
        towns.append(Town(name, county, city, province, tuple((info.year, info.report_id) for info in infos)))
    return tuple(sorted(towns, key=lambda town: (town.province, town.city, town.county, town.name)))


def without_suffix(name: str, suffixes: tuple[str, ...]) -> str:
    """``name`` without the first of ``suffixes`` that it ends in."""
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def region_names(name: str) -> tuple[str, ...]:
    """The names of a county, city or zone: itself, and for a zone what else it is called."""
    for names in _ZONE_NAMES:
        for suffix in names:
            if name.endswith(suffix) and len(name) > len(suffix) + 1:
                return (name, *(name.removesuffix(suffix) + other for other in names if other != suffix))
    return (name,)


def forms_of(name: str) -> list[str]:
    """Other ways to write a township's name."""
    stem = without_suffix(name, TOWN_SUFFIXES)
    forms = []
    if name.endswith(("街道", "街", "办事处", "街道办")):
        forms += [stem + suffix for suffix in ("街道", "街", "街道办", "街道办事处", "办事处", "街办")]
    elif name.endswith(("镇", "乡")):
        forms += [stem + "镇", stem + "乡"]
        plain = _ETHNIC.sub("", stem)
        for length in range(len(stem) - 1, 1, -1):
            # 梅花瑶族乡 is called 梅花乡 and 梅花.
            if name.endswith("族乡") and len(plain) <= length <= len(stem):
                forms += [stem[:length] + "乡", stem[:length]]
    zone = _ZONE.fullmatch(name)
    if zone:
        # 岬山经济开发区 is called 岬山经开区 and 岬山开发区.
        forms += [zone[1] + short for short in ("经开区", "开发区", "示范区", "高新区") if short[:2] in _SHORT[zone[2]]]
        forms.append(zone[1])
    if len(stem) >= 2:
        forms.append(stem)
    return [form for form in dict.fromkeys(forms) if form != name and len(form) >= 2]


def sound_of(name: str) -> tuple[str, ...]:
    """The pinyin of a name, a syllable a character."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (its dictionaries take a third of a second)

    return tuple(lazy_pinyin(name))


_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


def near_in_sound(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names sound the same to an ear that mixes zh/z, ng/n and the like."""

    def flat(sound: tuple[str, ...]) -> str:
        joined = " ".join(sound)
        for long, short in _CONFUSED:
            joined = joined.replace(long, short)
        return joined

    return len(one) == len(other) >= 2 and flat(one) == flat(other)


def spellings_of(form: str) -> set[str]:
    """The pinyin of a name as people type it, joined; both readings of a character with two."""
    if not re.search(r"[一-鿿]", form):
        return set()
    from pypinyin import Style, lazy_pinyin, pinyin  # noqa: PLC0415

    spelled = {"".join(lazy_pinyin(form))}
    readings = pinyin(form, style=Style.NORMAL, heteronym=True)
    for position, options in enumerate(readings):
        for option in options[:3]:
            sounds = list(lazy_pinyin(form))
            if position < len(sounds):
                sounds[position] = option
                spelled.add("".join(sounds))
    return {word.replace("ü", "v") for word in spelled}
