"""The places that a question asks about, matched against those that the library has reports from, and no others.

A name that no report comes from is reported as unknown, never replaced by another town; a near-homophone is only suggested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.english import english_words
from assistant.mentions import Mention, blank, joined_to, left_out
from assistant.town_kinds import kind_of_town, of_kind
from assistant.towns import (
    REGION_SUFFIXES,
    TOWN_SUFFIXES,
    Town,
    forms_of,
    near_in_sound,
    region_names,
    sound_of,
    spellings_of,
    towns_of,
    without_suffix,
)
from index.fold import fold
from index.rows import ReportInfo
from index.vocabulary import concept_spans

_GENERIC = re.compile(
    r"^(?:市容$|[这那]?些|(?:[两二三四五六七八九十几]个|这[些几]?个?|那[些几]?个?|各个?|哪[些几]个?)(?:山区|库区|湖区|牧区|林区|矿区|城区|近郊|平原|丘陵|沿[江海湖河边]|边境|农业|工业|旅游)|整个?|各个?|哪(?:一|几)?(?:个|些|家)?|几个?|多少个?|全|本|我们?|该|(?:平均)?[每一]{0,2}个?|这(?:个|些|几个|两个)?|那(?:个|些|几个|两个)?|别的?|其[他它余]的?|多个?|[两二三四五六七八九十]个?|\d+个?|所有的?|全部|有的|有些|某个?|此|里?头|(?:这|那)?个?[一-鿿]{1,3}族|同一?个?|另外?的?|不同|上级|下级|相关|兄弟|周边|邻近|部分|大|小|老|新|少数|少数民族|民族|什么|有什么|啥|茶|渔|侨|水|涉水|(?:各|[几两三四五六七八九十]个|哪[个些]|所有|全部)?乡镇|山|茶叶|牧|加上?|经济开发|开发|工业开发)?$"
)
_SHORT_STEM = 2
# 第二个镇, 刚才问的那个镇: pointed at, not named.
_POINTED_AT = re.compile(r"(?:第[一二三四五]|[那这]|[前头上]一?|前面那|最开始那?)个$|[问说]的那?个?$")
_NOT_PLACE_END = {
    "区": "跨邻社小地辖园市山片校景库矿城农牧灾疫老林新禁专战郊商军防展选特考厂街渔养猎航泊钓采宅业游护",
    "市": "城都门超全上夜早晚花鱼股菜集本我该各",
    "县": "每全各本我该跨邻外",
    "乡": "每城下返家老送水故同跨邻外请聘往去赴",
    "镇": "每乡城村集街古小重坐跨邻外往送去赴",
    "街道": "",
    "街": "逛上临沿",
    "省": "跨外本我全各出邻节",
}
_CUT = re.compile(
    r"请问一?下?|麻烦|查询?一?下?|问一?下|告诉我|看一?看|帮我|我想|想知道|知道|了解|关于|对比一?下?|比较一?下?|相比|和|与|跟|及|以及|还是|、|在|是|的|从|到|给|让|有|了|比|把|将|对|于|由|向|如果|那么?|或者?|去年|今年|年度?|当中|里|中的?|比如|例如|参考|借鉴|学习|[想要]?写|案件|案子"
)
_EVERYWHERE = re.compile(
    r"各(?:个)?(?:镇乡街道?|乡镇街道?|镇|乡|街道|地|村镇|单位|县|区|家|处)|哪(?:一|几)?(?:个|些|家)?(?:镇|乡镇|乡|街道|地方|单位|县|区|家|份|里|儿)|[几两三四五六七八九十]个(?:乡镇|镇|乡|街道|地方|单位)|平均(?:每|一)?个?(?:镇|乡|街道)|(?:所有|全部|每个|这些|那些|其他|其它|别的|其余|不同|多个)(?:的)?(?:镇|乡|街道|地方|报告|单位)|别家"
    r"|(?<![由归被让找给跟向])谁|大家|全库|库里|资料库|语料|所有报告|有哪些(?:镇|乡|街道)|的(?:乡镇街道?|镇街|乡镇|街道|镇|乡|地方)(?:总共|一共|共)?有(?:几|多少)[个家]|which (?:town|township|place|subdistrict|one|report)s?|all (?:the )?(?:\w+ )?(?:towns?|townships?|reports?|places)|each (?:town|township|place)|every town|\btowns\b|(?:^|[.?!,] *)who\b|别人"
)
# 几家……合计多少: the towns, if what they did follows; 几家餐馆被罚多少 asks about restaurants.
_SEVERAL = re.compile(
    r"(?:^|(?<=[，,。；;\s年的]))[这那]?几家(?=.*(?:多少|几|[合总共]计|一共|总共|加|比|各|分别|怎么|如何))"
)
_FIRMS = re.compile(r"企|公司|商|店|单位|律|工|户|机构|农|医|学")
_OF_SEVERAL = re.compile(r"[各都的合共总加一分哪谁最比\d]")
# A slogan (“谁执法、谁普法”) asks about nobody.
_QUOTED = re.compile(r"[“\"「『][^”\"」』]{1,30}[”\"」』]")
# A village or community that bears the town's name (望江社区) stays in what is asked: it is a part of the town.
_WITHIN = re.compile(r"社区|村(?![级民居里])")
_POLITE = re.compile(
    r"^(?:请问|你好|您好|麻烦|请|帮我|帮忙|查一?下|查询|我想知道|想问一?下|问一?下|告诉我|统计一?下?)+[，,：:\s]*"
)
_HAN = re.compile("[一-鿿]+")
_ENGLISH_KNOWN = frozenset(
    (
        "how what which who when where why did does do was were is are the a an in of for and or many much town "
        "township street subdistrict county city village villages please tell me compare list show give find "
        "total number people person cases case i law legal led lcd ai china chinese january february march april "
        "may june july august september october november december can could would should hi hello report reports "
        "most least all any there have has had not no yes government party committee center centre office bureau "
        "secretary rank sort order put place places side average mean sum combined number yes same year before after "
        "adding counting comparing looking considering including taking ranking listing going summing totalling regarding "
        "according across among between within show"
    ).split()
)
_LATIN_SUFFIX = re.compile(
    r"\s*[-']?\s*(?:zhen|xiang|jiedao|jie|town(?:ship)?|sub-?district|street|xian|county|shi|city|qu|district)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """``towns`` are those asked about, in the question's order; ``unknown`` names that no report comes from.

    ``suggested`` pairs an unknown name with the town that sounds or looks like it. ``region`` is the county or city that
    stands for its towns; ``notes`` says where a form of a name was taken for another; ``kind`` is the only kind of place meant, if
    the question names one, and ``without`` the towns that 别的镇 leaves out.
    """

    towns: tuple[Town, ...] = ()
    unknown: tuple[str, ...] = ()
    suggested: tuple[tuple[str, Town], ...] = ()
    region: str = ""
    everywhere: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = ""
    without: tuple[Town, ...] = ()


class Gazetteer:
    """The places of a library's reports, and how questions name them."""

    def __init__(self, reports: Iterable[ReportInfo]) -> None:
        self.towns = towns_of(reports)

    @cached_property
    def _names(self) -> dict[str, list[Town]]:
        """Every Chinese form of a town's name; exact forms win over derived ones."""
        exact: dict[str, list[Town]] = defaultdict(list)
        derived: dict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            exact[fold(town.name)].append(town)
            for form in forms_of(fold(town.name)):
                derived[form].append(town)
        return {**{form: towns for form, towns in derived.items() if form not in exact}, **exact}

    @cached_property
    def _regions(self) -> dict[str, list[Town]]:
        found: dict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            for region in dict.fromkeys((town.county, town.city, town.province)):
                for form in region_names(fold(region)) if region and region != town.name else ():
                    found[form].append(town)
        shorts: dict[str, list[Town]] = defaultdict(list)
        for region, towns in found.items():
            short = without_suffix(region, REGION_SUFFIXES)
            if len(short) >= 2 and short not in self._names and short not in found:
                shorts[short].extend(town for town in towns if town not in shorts[short])
        return {**shorts, **found}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted({*self._names, *self._regions}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, forms))) if forms else None

    @cached_property
    def _sounds(self) -> list[tuple[str, tuple[str, ...], Town]]:
        """The towns' stems, and how they sound."""
        stems = [without_suffix(fold(town.name), TOWN_SUFFIXES) for town in self.towns]
        return [(stem, sound_of(stem), town) for stem, town in zip(stems, self.towns, strict=True)]

    @cached_property
    def _latin(self) -> dict[str, list[Town]]:
        found: dict[str, list[Town]] = defaultdict(list)
        for forms in (self._names, self._regions):
            for form, towns in forms.items():
                for spelled in spellings_of(form):
                    if len(spelled) >= 4:
                        found[spelled].extend(town for town in towns if town not in found[spelled])
        return found

    def read(self, question: str) -> PlacesAsked:
        """The places that ``question`` asks about."""
        text = fold(question)
        spans: list[tuple[int, int]] = []
        mentions: list[Mention] = []
        if self._pattern:
            for match in self._pattern.finditer(text):
                form = match.group()
                is_region = form not in self._names
                if self._inside_word(text, match, form):
                    continue
                towns = self._regions[form] if is_region else self._names[form]
                mentions.append(Mention(match.start(), form, towns, is_region))
                if form.endswith(TOWN_SUFFIXES) or not _WITHIN.match(text, match.end()):
                    spans.append(match.span())
        for start, end, form, towns in self._latin_mentions(text):
            regional = all(town in self._region_towns(form) for town in towns) and form not in self._latin_towns
            mentions.append(Mention(start, form, towns, regional))
            spans.append((start, end))
        mentions.sort(key=lambda mention: mention.start)
        unknown, unknown_spans = self._unknown(text, spans)
        towns, region, mismatched, notes = self._settle(text, mentions, unknown)
        unknown = [name for name in unknown if name not in notes.values()] + mismatched
        if region and any(name.endswith(TOWN_SUFFIXES) or _called_town(name, text) for name in unknown):
            # 青石县月桂镇, Yuegui town in Qingshi county: a town that isn't there is not its whole county.
            towns, region = [], ""
        suggested = [(name, town) for name in unknown for town in self._alike(name)]
        if not towns and not unknown:
            heard = self._heard_at_start(text)
            if heard:
                unknown, suggested = [heard[0]], [heard]
        several = None if towns else _several(text)
        everywhere = bool(several or _EVERYWHERE.search(_QUOTED.sub(" ", text.lower())))
        spans.extend([several] if several else [])
        if (found := left_out(text, mentions)) and not unknown:
            aside, without = found
            around = [town for _, _, inside, is_region in mentions if is_region for town in inside]
            named = around or [town for town in towns if town not in without] or self.towns
            towns = [town for town in dict.fromkeys(named) if town not in without]
            region, everywhere = "", True
            spans.append(aside)
        kind = kind_of_town(blank(text, spans)) if region or not towns else ""
        towns = (of_kind(towns, kind) or towns) if region or everywhere else towns
        return PlacesAsked(
            tuple(towns),
            tuple(dict.fromkeys(unknown)),
            tuple(suggested),
            region,
            everywhere,
            tuple(sorted(spans + unknown_spans)),
            tuple(notes),
            kind,
        )

    def named(self, text: str) -> tuple[list[tuple[int, int, tuple[Town, ...]]], list[str]]:
        """Where ``text`` names places, and the towns that each may be; and the names in it that no report comes from."""
        folded = fold(text)
        found: list[tuple[int, int, tuple[Town, ...]]] = []
        if self._pattern:
            for match in self._pattern.finditer(folded):
                form = match.group()
                towns = self._regions[form] if form not in self._names else self._names[form]
                if not self._inside_word(folded, match, form):
                    found.append((*match.span(), tuple(towns)))
        found.extend((start, end, tuple(towns)) for start, end, _, towns in self._latin_mentions(folded))
        unknown, _ = self._unknown(folded, [(start, end) for start, end, _ in found])
        return sorted(found, key=lambda one: one[0]), unknown

    @cached_property
    def _latin_towns(self) -> frozenset[str]:
        return frozenset(spelled for form in self._names for spelled in spellings_of(form))

    def spells(self, letters: str) -> bool:
        """Whether ``letters`` (pinyin, joined, in lower case) are a place's name."""
        return letters in self._latin

    def _region_towns(self, spelled: str) -> list[Town]:
        return [town for form, towns in self._regions.items() if spelled in spellings_of(form) for town in towns]

    def _inside_word(self, text: str, match: re.Match[str], form: str) -> bool:
        """Whether a short form only happens to stand inside another name (张良 in 张良乡镇办; 石桥 in 大石桥镇)."""
        following = text[match.end() : match.end() + 2]
        if form.endswith((*TOWN_SUFFIXES, *REGION_SUFFIXES)):
            return False
        # 柳溪 before another suffix than its own is another place: 柳溪县, 柳溪村.
        return following[:1] in ("县", "市", "省", "州") or (following[:1] == "区" and following != "区别")

    def _latin_mentions(self, text: str) -> list[tuple[int, int, str, list[Town]]]:
        words = list(re.finditer(r"[A-Za-zü]+", text))
        found: list[tuple[int, int, str, list[Town]]] = []
        position = 0
        while position < len(words):
            for length in range(min(8, len(words) - position), 0, -1):
                run = words[position : position + length]
                if any(len(text[a.end() : b.start()].strip(" -'’")) for a, b in pairwise(run)):
                    continue
                spelled = "".join(word.group() for word in run).lower().replace("ü", "v")
                if spelled in self._latin:
                    end = run[-1].end()
                    suffix = _LATIN_SUFFIX.match(text, end)
                    found.append((run[0].start(), suffix.end() if suffix else end, spelled, self._latin[spelled]))
                    position += length
                    break
            else:
                position += 1
        return found

    def _settle(
        self, text: str, mentions: list[Mention], unknown: list[str]
    ) -> tuple[list[Town], str, list[str], dict[str, str]]:
        """Towns from what is mentioned: a region narrows the towns named with it, or stands for its own towns."""
        regions = [mention for mention in mentions if mention.is_region]
        named = [mention for mention in mentions if not mention.is_region]
        notes: dict[str, str] = {}
        mismatched: list[str] = []
        towns: list[Town] = []
        used: set[str] = set()
        for start, form, meant, _ in named:
            candidates = meant
            before = next(
                (m for m in reversed(regions) if m.start < start and not text[m.end : start].strip(" 的")),
                None,
            )
            if before is not None:
                joined = joined_to(before, regions, text)
                inside = [town for m in joined for town in candidates if town in m.towns]
                used.update(m.form for m in joined)
                if not inside:
                    mismatched.append(before.form + form)
                    continue
                candidates = inside
            else:
                stray = next(
                    (
                        name
                        for name in unknown
                        if text[:start].rstrip(" 的").endswith(name) and name.endswith(REGION_SUFFIXES)
                    ),
                    None,
                )
                if stray:
                    # A county that the library doesn't know stands right before the name.
                    inside = [town for town in candidates if not town.county]
                    if not inside:
                        continue
                    candidates = inside
                    notes[f"资料库未载明{inside[0].name}属于哪个县区。"] = stray
                around = [town for m in regions for town in candidates if town in m.towns]
                if around:
                    candidates = around
                    used.update(m.form for m in regions)
            if (
                candidates
                and fold(candidates[0].name)[-1:] != form[-1:]
                and form.endswith(("镇", "乡"))
                and candidates[0].name.endswith(("镇", "乡"))
            ):
                notes[f"您问的是{form}，资料库里的是{candidates[0].name}。"] = form
            towns.extend(town for town in candidates if town not in towns)
        region = ""
        for _, form, candidates, _ in regions:
            if form not in used:
                region = region or form
                towns.extend(town for town in candidates if town not in towns)
        return towns, region, mismatched, notes

    def _unknown(self, text: str, spans: list[tuple[int, int]]) -> tuple[list[str], list[tuple[int, int]]]:
        """Names in the question that read like places but that no report comes from."""
        rest = list(text)
        for start, end in spans:
            rest[start:end] = "\n" * (end - start)
        blanked = "".join(rest)
        names, found = [], []
        for match in re.finditer(
            r"([一-鿿]{1,10}?)(街道办事处|街道|民族乡|苏木|自治县|经开区|高新区|镇|乡|县|区|市|省)(?!区|镇|委|政府|访(?!谈|问)|域|级|场|民|土|村|长|里|容|化|志|情|街|(?<=区)[别分间])",
            blanked,
        ):
            stem, suffix = match[1], match[2]
            stem = _CUT.split(stem)[-1]
            if (
                (suffix == "市" and len(stem) == 1)
                or not stem.rstrip("乡镇")
                or _GENERIC.match(stem)
                or stem[-1] in _NOT_PLACE_END.get(suffix, "")
            ):
                continue
            if (
                _POINTED_AT.search(stem)
                or _EVERYWHERE.search(stem + suffix)
                or (stem[-1] in "全本我" and len(stem) > _SHORT_STEM)
            ):
                continue  # 调解矛盾全镇 is no name; 福全镇 may be one
            names.append(stem + suffix)
            found.append((match.end() - len(stem + suffix), match.end()))
        for word in re.finditer(
            r"(?<![A-Za-z])([A-Z][a-z]{3,}|[a-z]{4,}(?=\s+(?:zhen|xiang|jiedao|township)\b))", blanked
        ):
            if word.group().lower() not in _ENGLISH_KNOWN and word.group().lower() not in english_words():
                names.append(word.group())
                found.append(word.span())
        return names, found

    def _alike(self, name: str) -> list[Town]:
        """Towns whose name sounds like ``name`` or differs from it by one character."""
        asked = without_suffix(name, TOWN_SUFFIXES)
        sound, close = sound_of(asked), list[Town]()
        for stem, heard, town in self._sounds:
            differing = sum(a != b for a, b in zip(stem, asked, strict=False)) if len(stem) == len(asked) else 9
            if heard == sound or (differing == 1 and len(stem) >= 3) or near_in_sound(heard, sound):
                close.append(town)
        return close[:3]

    def _heard_at_start(self, text: str) -> tuple[str, Town] | None:
        """A town's short name written with other characters of the same sound at the start of the question."""
        opening = _POLITE.sub("", text)
        spoken = {length: sound_of(opening[:length]) for length in {len(stem) for stem, _, _ in self._sounds}}
        for stem, sound, town in self._sounds:
            heard = opening[: len(stem)]
            if len(stem) >= 2 and heard != stem and spoken[len(stem)] == sound and _HAN.fullmatch(heard):
                return heard, town
        return None


def _several(text: str) -> tuple[int, int] | None:
    """Where 几家 stands for the towns: what they did, or how they are taken together, follows."""
    found = _SEVERAL.search(text)
    if found is None:
        return None
    rest = text[found.end() :]
    did = not _FIRMS.match(rest) and any(start == 0 for start, _, _ in concept_spans(rest))
    return found.span() if did or _OF_SEVERAL.match(rest) else None


def _called_town(name: str, text: str) -> bool:
    """Whether a name in Latin letters is followed by an English word for a town."""
    after = rf"\b{re.escape(name)}\s+(?:town|township|sub-?district|street)\b"
    return name.isascii() and re.search(after, text, re.IGNORECASE) is not None
