"""The years that a question asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.fold import fold

_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "两": "2"}
_RANGE = re.compile(r"(20\d{2})\s*年?\s*(?:[-–—－~～至到]|to|through)+\s*(20\d{2})\s*年?(?:度)?")
_YEAR = re.compile(
    r"(?<!\d)(20\d{2}|1[89]\d{2}(?=\s*年)|2[1-9]\d{2}(?=\s*年))(?!\d)\s*(?:年度?(?:的|里|内)?)?|(?<!\d)(\d{2})\s*年(?:度)?(?!来|内|以)|([二两][〇零○一二三四五六七八九]{3})\s*年?(?:度)?|([一二三四五六七八九〇零]{2})年(?:度)?"
)
# 22、23、24三年; 22到24年; 23和24两年: years of two digits, as long as 年 follows the last.
_SHORT = re.compile(
    r"(?<![\d.])\d{2}\s*年?(?:\s*(?:[、,，和与跟及到至~～\-–—]|\s)\s*\d{2}\s*年?)+(?=[这那]?[两二三四五]年|(?<=年)|\s*(?:各|相比|对比))(?:[这那]?[两二三四五]年)?"
)
_RECENT = re.compile(
    r"(?:最近|近|过去)([两二三四五六七八九十\d]{1,2})年|last\s+(two|three|four|five|\d)\s+years"
    # 三年合计, 这两年: as many of its years as there are
    r"|(?<![第满续十每\d一二三四五六七八九到至、年])(?:这|那|前后|整)?([两三四五])(?:年|个年[度份])(?!以上|以下|行动|规划|以内|内|级|期|计划|制|前|后|一次|又)"
)
# 2022年以来的报告: that year's and every later one, whichever there are.
_SINCE = re.compile(
    r"(?:自|从)?(20\d{2})\s*年?度?\s*(?:以来|以后|之后|至今|到现在|及以后|及之后)(?:的(?:各|所有|全部)?(?:份|年)?报告(?:里面?|中)?)?"
)
_LATEST = re.compile(
    r"最新(?:一年|年度|的?一期|一份)?|最近(?:这?一?年|一期|的?一次)(?!来)|the latest|latest|most recent"
)
_EVERY = re.compile(
    r"历年|各年度?|每一?年(?=的?(?:是|各|都|分别))|逐年|这[些几]年(?![轻龄纪份积来])|往年(?=$|呢|[？?，,的都各]|情况|相比)|近几年|近年来?|几年来|哪一?年|各个年份|[两三四五六七八九十][次年份]的?报告|历[次年]的?报告|前后[两二]?[份次个]?(?:年度)?的?报告|(?:(?:三|几|[两二四五六七八九])?个?有[两三四几]个?年[份度]?的?报告的?(?:那?几个|[两三四五]个)?(?:地方|乡镇|镇|乡|街道)?(?:里面?|中|当中)?)|[两三四]份报告(?=相比|对比|比|之间)|(?:所有|全部|每份)(?:的)?报告|over the years|each year|which year|by year"
)
# 2022年以来每年有几人: each of the years named; 每年不少于几次 asks for what is required.
_OF_EACH = re.compile(r"(?:每一?年|各年|逐年)(?!度?(?:不少于|至少|要求|规定|应|要(?!多少)|不低于|必须|最少|最多))")
_PLANS_IN_REPORT = re.compile(
    r"20\d\d年度?的?报告(?:里面?|中)?[，,]?(?:对|给|为|就)\s*20\d\d年(?!.*完成)[^，,。]{0,8}?(?:打算|计划|安排|部署|规划|(?<!思)想|(?<![主重需])要(?=做|干|抓)|工作思路)"
)
_RELATIVE = {
    "大前年": -3, "前年": -2, "去年": -1, "上一年度": -1, "上一年": -1, "上年度": -1, "上年": -1, "前一年": -1, "头一年": -1, "今年": 0, "本年度": 0, "本年": 0, "last year": -1, "this year": 0,
}  # fmt: skip
_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """``years`` named outright; ``recent`` a wish for the last N years there are; ``latest`` for the newest; ``every`` for all, or all
    from ``since`` on.

    ``inherited`` marks years that come from an earlier question. ``spans`` are the year words in the question, to be taken out of what is asked.
    """

    years: tuple[int, ...] = ()
    recent: int = 0
    latest: bool = False
    every: bool = False
    since: int = 0
    relative: bool = False
    inherited: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def open_pair(self) -> bool:
        """Whether each place's own years are to be set against each other, whichever they are."""
        return not self.years and (self.every or self.recent > 1)

    @property
    def any(self) -> bool:
        """Whether the question says anything about years."""
        return bool(self.years or self.recent or self.latest or self.every)


# What is counted follows the number; behind than 2022 there is nothing of the kind.
_COUNTED = re.compile(r"\s*(?!in\b|for\b|and\b|or\b|than\b|at\b|reports?\b|did\b|was\b)(?:[a-z]{4,}|\d)")
_MORE_THAN = re.compile(r"\b(?:over|above|than|least|exceeding|exceeded|below|under) $")


def read_years(question: str, today: date) -> YearsAsked:
    """The years asked about; 去年 and the like count from ``today``."""
    text = fold(question).lower()
    years: list[int] = []
    spans: list[tuple[int, int]] = []
    recent, relative = 0, False

    def free(start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in spans)

    since = _SINCE.search(text)
    if since:
        spans.append(since.span())
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + 20:
            years.extend(range(first, last + 1))
            spans.append(match.span())
    for match in _SHORT.finditer(text):
        named = [2000 + int(digits) for digits in re.findall(r"\d{2}", match.group())]
        if all(2010 <= year <= 2049 for year in named) and free(*match.span()):
            through = len(named) == 2 and re.search(r"[到至~～\-–—]", match.group())
            years.extend(range(named[0], named[1] + 1) if through else named)
            spans.append(match.span())
    for match in _RECENT.finditer(text):
        words = match[1] or match[2] or match[3]
        if match[3] and (years or not free(*match.span())):
            continue  # 22、23、24三年 are named
        recent = int(words) if words.isdigit() else _WORDS.get(words, 3)
        spans.append(match.span())
    latest = _LATEST.search(text)
    every = _EVERY.search(text)
    spans.extend(match.span() for match in (latest, every) if match)
    for word, offset in _RELATIVE.items():
        for match in re.finditer(re.escape(word), text):
            if not free(*match.span()):
                continue
            spans.append(match.span())
            if text[: match.start()].rstrip().endswith(("比", "较", "同")):
                continue  # 比上一年多了几个 asks how it grew, not for last year's report
            if word == "头一年" and _YEAR.search(text, 0, match.start()):
                continue  # 2022年挂牌的调解室，头一年: that year
            years.append(today.year + offset)
            relative = True
    for match in _YEAR.finditer(text):
        if not free(*match.span()):
            continue
        if _MORE_THAN.search(text, 0, match.start()) and _COUNTED.match(text, match.end()):
            continue  # over 2000 tickets
        year = _read(match)
        if year is not None:
            years.append(year)
            spans.append(match.span())
    if len(years) == 2 and years[1] == years[0] + 1 and _PLANS_IN_REPORT.search(text):
        years.pop()  # 2022年的报告里对2023年有什么打算: the year of the report is asked
    if len(years) > 1 or recent > 1 or every or since:
        spans.extend(match.span() for match in _OF_EACH.finditer(text) if free(*match.span()))
    return YearsAsked(
        tuple(dict.fromkeys(years)),
        recent,
        bool(latest),
        bool(every or since),
        int(since[1]) if since else 0,
        relative,
        spans=tuple(sorted(spans)),
    )


def _read(match: re.Match[str]) -> int | None:
    if match[1]:
        return int(match[1])
    if match[2]:
        return 2000 + int(match[2]) if 10 <= int(match[2]) <= 49 else None
    digits = "".join(_DIGITS.get(char, "") for char in (match[3] or match[4]))
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if len(digits) == 2 and 10 <= int(digits) <= 49 else None
