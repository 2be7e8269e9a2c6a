"""Which part of a report a section is, and what it deals with: both from its headings, its words and its place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from index.fold import fold


class Part(StrEnum):
    """The statutory parts of a report."""

    OPENING = "opening"
    MEASURES = "measures"
    SHORTCOMINGS = "shortcomings"
    RESPONSIBILITY = "responsibility"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a section may deal with, and the words that tell it: in a heading, in a body, in a question."""

    key: str
    name: str
    headings: tuple[str, ...]
    words: tuple[str, ...]
    asked: tuple[str, ...]


_PATTERNS = (
    (
        Part.RESPONSIBILITY,
        re.compile(
            r"第一责任人|主要负责人履|主要负责同志履|党政主要负责人|(?<!支部)(?:书记|[镇乡]长).{0,4}(?:抓法治|履行(?:推进法治|法治|第一)|履职)"
        ),
    ),
    (
        Part.SHORTCOMINGS,
        re.compile(
            r"不足|问题|短板|薄弱|困难|原因|差距|没(?:有)?(?:做好|办好|做到位|补上)的?|欠账|弱项|软肋|难处|(?<!针对)(?<!破解)(?<!解决)(?:还有|还是|仍有|仍然|仍)[一-鿿]{0,6}不够(?:的?地方)?(?=$|[的、和，])|(?:做|干|抓)得(?:还)?不(?:够|好|到位)"
        ),
    ),
    (
        Part.PLANS,
        re.compile(
            r"下一?年|下一?步|明年|来年|(?:工作)?(?:打算|安排|计划|思路|规划)$|今后|努力方向|下半年|(?:的|我们)(?:考虑|盘算|想法)$|要(?:做|办)的(?:[几一二三四五六两]件)?(?:实?事)$"
        ),
    ),
    (Part.MEASURES, re.compile(r"举措|成效|做法|工作(?:开展)?情况|成绩|亮点|主要工作")),
)
# How a passage opens that belongs to a part without a heading that says so.
_SPOKEN = (
    (Part.RESPONSIBILITY, re.compile(r"第一责任人|(?:党委|党工委)?书记、(?:镇长|乡长|主任).{0,12}(?:履行|带头|牵头)")),
    (
        Part.SHORTCOMINGS,
        re.compile(
            r"(?:存在|还有|也有|(?:我们|工作|自身|清醒|也|同时)(?:地|还|也|中|清醒地?)*(?:看|认识|意识|体会|感)到)(?:了|的|着|一些|以下|不少|些|工作中?|自身|还有|仍有|我们)*(?:主要)?(?:不足|问题|短板|差距|困难)|(?:^|[，,。；;])(?:[一-鿿]{0,3}讲)?不足(?:之处|：|:|。)|讲(?:差距|不足|问题|短板)|[一二两三四五六几][点条]不足|(?<![映焦决绕对])(?:^|(?<=[。；;\n\s]))[一-鿿]{0,4}[一二两三四五六几](?:个|方面|点)的?(?:问题|短板)[：:]|还有哪些?(?:地方)?不够|不足和原因|短板(?:：|:)|主要原因|正视问题|(?:还|尚|仍)有[^，,。；;]{0,8}(?:方面|地方|事情?)[做抓干]得(?:还|仍)?(?:不(?![错少差俗赖])|没|欠)|[做干抓]得(?:还|仍|也)?(?:不(?:够|好|到位|细|实)|欠缺)的?地方|没(?:有)?[做干抓]好的(?:地方|事)|成因是|(?:^|[，,。；;])[一-鿿]{0,4}(?:差距|短板|不足|问题|欠账)(?:也|还|仍|依然|同样)*(?:不小|不少|很大|明显|突出)(?=[。；;，,]|$)"
        ),
    ),
    (
        Part.PLANS,
        re.compile(
            r"下一?步(?:工作|，|打算|将|,|。|：|:)|下一?年(?:度)?(?:，|将|工作|安排|,)|明年|来年|今后一年|(?:^|[。；;\n])\s*(?:往后|今后|接下来|新的一年里?)[，,][^，,。；;]{0,6}(?:我|将|要|打算|计划|准备|想|拟|重点|着力|继续)|打算(?:：|:)"
        ),
    ),
)
# A heading weighs more than a word of the body; this many words of the body make it certain.
_BODY_STRENGTH = (0.0, 0.55, 0.75, 0.85)


def part_of(path: tuple[str, ...], year: int | None = None) -> Part:
    """The part that a section of this heading path belongs to; the outermost heading that tells decides.

    ``year`` is the year reported on: a heading that names the next one (2025年主要工作) is over what is planned.
    """
    if not path:
        return Part.OPENING
    for heading in path:
        plain = fold(heading)
        done = tells_of_a_plan_carried_out(plain)
        found = [part for part, pattern in _PATTERNS if pattern.search(plain) and not (done and part is Part.PLANS)]
        if found in ([], [Part.MEASURES]) and year is not None and _of_next_year(plain, year):
            return Part.PLANS
        # One heading over both (举措和成效、不足；下一年安排) leaves it to those below.
        if len(found) == 1 or (found and heading == path[-1]):
            return found[0]
    return Part.MEASURES


def tells_of_a_plan_carried_out(heading: str) -> bool:
    """Whether a ``heading``, folded, is over what was done by some plan (落实“八五”普法规划), not over what is still to come."""
    return bool(_CARRIED_OUT.search(heading)) and not _STILL_TO_COME.search(heading)


# A plan that has a name: “八五”普法规划, 法治建设五年规划.
_CARRIED_OUT = re.compile(r"(?:[一二三四五六七八九]五[”\"』」]?|五年|普法|[”\"》])[^，,。；;]{0,8}规划$")
_STILL_TO_COME = re.compile(r"下一?(?:年|步|阶段)|新一?年|新的一年|后续|明年|来年|今后|努力方向|未来|展望")


def _of_next_year(heading: str, year: int) -> bool:
    """Whether ``heading`` names the year after ``year`` for what is to be done, not as the end of a programme (2021—2025年)."""
    plain = _TITLED.sub("", heading)
    named = re.search(rf"(?<![\d\-—－~～–至到]){year + 1}(?!\d)\s*年?(?!目标)", plain)
    return bool(named) and str(year) not in plain and not _DONE.search(plain)


_TITLED = re.compile(r"《[^》]*》|[（(][^）)]*[）)]")


_DONE = re.compile(r"成效|做法|成绩|亮点|情况|报告|总结|以来")


def in_part(part: Part, path: tuple[str, ...], text: str, year: int | None = None) -> float:
    """How surely a passage belongs to ``part``: 1 by its headings, 0.7 by its own words, 0 not at all.

    ``year`` is the year reported on.
    """
    if path and part_of(path, year) is part:
        return 1.0
    return 0.7 if _speaks_of(part, fold(text), year) else 0.0


def _speaks_of(part: Part, plain: str, year: int | None) -> bool:
    """Whether folded text says by its own words that it belongs to ``part``."""
    if any(pattern.search(plain) for of, pattern in _SPOKEN if of is part):
        return True
    if part is not Part.PLANS or year is None:
        return False
    ahead = rf"(?:^|[。；;\n\s]){year + 1}年[，,]?[^。；;]{{0,14}}?(?:将|拟|要|力争|打算|计划|准备|重点|主要)"
    return re.search(ahead, plain) is not None


def lines_of(part: Part, text: str, year: int | None = None) -> tuple[int, int]:
    """Where the lines of ``text`` that speak of ``part`` begin and end: from the first that does to the next that speaks of another.

    All of ``text`` where that can't be told.
    """
    lines = [(*found.span(), fold(found.group())) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    begin = next((at for at, (_, _, plain) in enumerate(lines) if _speaks_of(part, plain, year)), None)
    if begin is None:
        return 0, len(text)
    # Plans speak of the shortcomings that they are to mend, and come last.
    others = {Part.RESPONSIBILITY} if part is Part.PLANS else {Part.SHORTCOMINGS, Part.RESPONSIBILITY, Part.PLANS}
    last = begin
    for at, (_, _, plain) in enumerate(lines[begin + 1 :], begin + 1):
        if not _speaks_of(part, plain, year) and any(_speaks_of(other, plain, year) for other in others):
            break
        last = at
    return lines[begin][0], lines[last][1]


def part_asked(text: str) -> Part | None:
    """The part that a question names, if it names one."""
    plain = fold(text).lower()
    if re.search(
        r"第一责任人|主要负责(?:人|同志)[抓履]|一把手(?=.{0,10}(?:履|抓法治|亲自|职责|那一?节))|first responsible|person in charge",
        plain,
    ):
        return Part.RESPONSIBILITY
    if re.search(
        r"不足(?!\d)|存在(?:的)?(?:主要)?(?:问题|短板|困难)|主要问题|查摆(?:出)?(?:的|了)?(?:哪些|什么)?(?:问题|不足|短板)?|自(?:查|找|摆|评)(?:出)?的(?:问题|毛病)|(?:列为|列成|当作|作为|写成|写进)了?(?:一[条个项])?(?:主要|突出)?(?:问题|短板)|短板|薄弱环节|软肋|卡在哪|卡壳|难在哪|(?<![法式招上面])差在哪|拖后腿|欠缺|(?<!小)毛病|各?缺(?:什么|啥|哪些)(?!材料|手续|证|补)|(?<!众的)(?<!户的)难处|犯愁|头疼|苦恼|哪(?:些|里|儿)(?:地方|方面)?(?:还)?(?:没[干做抓弄办]好|[做干]得(?:不|还不)(?:好|够))|shortcoming|problems|weakness",
        plain,
    ):
        return Part.SHORTCOMINGS
    if re.search(
        r"下一年|次年(?!度?报告)|转过年|下一?阶段|下一?步(?!.{0,2}(?:交|找|由|该谁))|明年|来年|工作(?:打算|安排|计划)|今后"
        r"|有(?:什么|啥|哪些|何)(?:新的?)?打算|打算(?=怎么|如何|干|做|抓)|next year|plans",
        plain,
    ):
        return Part.PLANS
    if _OPENING_ASKED.search(plain):
        return Part.OPENING
    return None


_OPENING_ASKED = re.compile(
    r"(?:报告|材料|总结|文章|全文|篇)的?(?:开头|开篇|引言|导语|前言|帽段|帽子)"
    r"|(?:开头|开篇|引言|导语|前言|帽段|帽子)(?:[那这一]?[段句部]分?)?(?:怎么|如何|咋|该|应)?(?:写|起|(?:的)?(?:范|样|参考|例))"
    r"|\bopening (?:paragraph|part|passage|section)\b|\bintroductions? (?:of|to) (?:the |a )?reports?\b"
)


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """Every topic by key, from ``data/topics.toml``."""
    data = tomllib.loads(resources.files("index").joinpath("data/topics.toml").read_text("utf-8"))
    return {
        key: Topic(key, entry["name"], *(tuple(entry[field].split()) for field in ("headings", "words", "asked")))
        for key, entry in data.items()
    }


@lru_cache(maxsize=16384)
def topics_of(path: tuple[str, ...], text: str) -> dict[str, float]:
    """The topics of a passage with how surely it deals with each (0..1), from its headings and its words."""
    heading, body = fold(" ".join(path)), fold(text)
    last = fold(path[-1]) if path else ""
    found: dict[str, float] = {}
    for key, topic in topics().items():
        held = sum(word in body for word in topic.words)
        strength = _BODY_STRENGTH[min(held, len(_BODY_STRENGTH) - 1)]
        if any(word in last for word in topic.headings):
            strength = max(strength, 1.0 if held else 0.8)
        elif any(word in heading for word in topic.headings):
            strength = max(strength, 0.9 if held else 0.5)
        if strength:
            found[key] = strength
    return found


def topics_asked(text: str) -> dict[str, tuple[str, ...]]:
    """The topics that a question names, each with the words of the question that name it, longest first."""
    plain = fold(text).lower()
    found: dict[str, tuple[str, ...]] = {}
    for key, topic in topics().items():
        named = sorted((word for word in (topic.name, *topic.asked) if word in plain), key=len, reverse=True)
        if named:
            found[key] = tuple(named)
    return found
