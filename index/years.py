"""The year a report is about, and the day it was issued."""

from __future__ import annotations

import re
from collections import Counter

from index.fold import fold
from index.titles import Title

CHINESE_DIGITS = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_ZERO = "〇○零Ｏ"
_CHINESE_YEAR = rf"二[{_ZERO}O0][{_ZERO}O0一二三四五六七八九]{{2}}"
_YEAR = rf"(?<![\d.])(?:20\s?\d\s?\d|{_CHINESE_YEAR})(?!\d)"
_TITLE_YEAR = re.compile(_YEAR)
_RANGE = re.compile(r"(?:20\d\d|[一-九〇○零]{4})\s*年?\s*(?:[-—–－―~～]{1,3}|至|到)\s*(?:20\d\d|[一-九〇○零]{4})\s*年?")
_NOT_REPORTED = re.compile(
    r"《[^》\n]{0,60}》|〔\s*20\d\d\s*〕|[\[［]\s*20\d\d\s*[\]］]|(?:较|比|同比)\s*20\d\d\s*年|20\d\d\s*年版|20\d\d年新?修[订正]"
)
_REPORTED_NOW = re.compile(
    rf"({_YEAR})\s*年\s*(?:度|来|以来|上半年|全年|我|在|是|\s*[，,]|[^，。；\n]{{0,12}}(?:镇|乡|街道|办事处|党工委|党委)|[^。；\n]{{0,30}}(?:报告|汇报|总结|通报)如下)"
)
_MENTION = re.compile(rf"({_YEAR})\s*年")
_FORWARD = re.compile(r"下一?(?:步|年|阶段)|计划|打算|安排|明年|展望|思路")
_DATE_PARTS = re.compile(
    rf"(?<!\d)(20\d\d|{_CHINESE_YEAR})\s*(?:年|[-/.．])\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*(?:月|[-/.．])\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?!\d)\s*日?"
)
_WRITTEN = re.compile(r"(?:成文日期|发文日期|生成日期|成文时间|签发日期|印发日期)[\s：:|】\]]*$")
_PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公开时间|发文时间|更新时间|信息时间|日期|时间|發布日期|發布時間)[\s：:|】\]]*$"
)
_SIGNER = re.compile(r"(?:政府|委员会|办事处|党委|党工委|管委会|局|办公室|街道|镇|乡)[\s（(]*$")
_AFTER_SENTENCE = re.compile(r"[。！;；]\s*$")
_AFTER_SIGNATURE = re.compile(r"[\s）)]*(?:[（(]?此件|附件|抄送|扫一扫|打印|关闭|分享|主办|版权|上一篇|下一篇|相关|$)")
_SIGNATURE_ZONE = 400
_OPENING = 700
_FEWEST_AGAINST_TITLE = 2
# Reports are published in the first months of the year after.
_LAST_MONTH_FOR_LAST_YEAR = 4


def find_issued(text: str, head_end: int) -> str | None:
    """The ISO date of the signature, else of writing, else of publication; None if the text has none."""
    text = fold(text)
    tail_from = max(0, len(text) - _SIGNATURE_ZONE)
    for found in reversed(list(_DATE_PARTS.finditer(text, tail_from))):
        before = text[max(tail_from, found.start() - 80) : found.start()]
        alone = not before.rpartition("\n")[2].strip() and "\n" in before
        last = not text[found.end() :].strip() and _AFTER_SENTENCE.search(before)
        signed = alone or last or _SIGNER.search(before)
        if signed and _AFTER_SIGNATURE.match(text, found.end()) and (iso := _iso(found)):
            return iso
    published = None
    for found in _DATE_PARTS.finditer(text, 0, max(head_end, 0)):
        before = text[max(0, found.start() - 16) : found.start()]
        bracketed = text[found.end() : found.end() + 1] == ")" and (
            _SIGNER.search(before) or re.search(r"\n\s*\($", before)
        )
        if (_WRITTEN.search(before) or bracketed) and (iso := _iso(found)):
            return iso
        if published is None and _PUBLISHED.search(before):
            published = _iso(found)
    if published is None:
        for found in _DATE_PARTS.finditer(text, tail_from):
            if _PUBLISHED.search(text[max(0, found.start() - 16) : found.start()]):
                return _iso(found)
    return published


def find_year(
    text: str, title: Title, head_end: int, issued: str | None, stem: str
) -> tuple[int | None, tuple[str, ...]]:
    """The year reported on, and warnings where the sources disagree.

    The title counts most, then the opening, the years the text mentions, the date of issue, and the file's name. A
    heading that kept last year's number gives way when the opening says another year and the date of issue, or the
    file's name and all else, agree with it.
    """
    text, stem = fold(text), fold(stem)
    from_title = _first_year(fold(title.words))
    mentioned = _mentioned(text[title.end :])
    if from_title is None:
        from_opening = _opening_year(text, 0, head_end)
        return (_weighed(mentioned, issued, stem) if from_opening is None else from_opening), ()
    from_opening = _opening_year(text, _last_print(text, title, head_end), head_end)
    if from_opening not in (None, from_title) and (
        _outweighs(from_opening, from_title, issued, stem)
        or (_issue_year(issued) == from_opening and mentioned[from_opening] >= mentioned[from_title])
    ):
        return from_opening, (f"标题写 {from_title} 年，正文和日期（或文件名）写 {from_opening} 年，采用后者",)
    other = max(mentioned, key=lambda year: mentioned[year], default=from_title)
    if mentioned[from_title] == 0 and mentioned[other] >= _FEWEST_AGAINST_TITLE:
        return from_title, (f"标题写 {from_title} 年，正文多写 {other} 年",)
    return from_title, ()


def _outweighs(opening: int | None, title: int, issued: str | None, stem: str) -> bool:
    """Whether date of issue and file name speak for the opening's year, and neither for the title's."""
    others = {year for year in (_issue_year(issued), _first_year(stem)) if year is not None}
    return opening in others and title not in others


def _last_print(text: str, title: Title, head_end: int) -> int:
    """Where the opening begins: after the title's last print, if it stands twice."""
    words = text[title.start : title.end].strip()
    again = text.rfind(words, title.end, head_end) if words else -1
    return again + len(words) if again >= 0 else title.end


def _weighed(mentioned: Counter[int], issued: str | None, stem: str) -> int | None:
    """The year mentioned most often; a tie or a single mention yields to the day of issue and the file's name."""
    from_issue = _issue_year(issued)
    from_stem = _first_year(stem)
    best = max(mentioned.values(), default=0)
    leaders = [year for year in mentioned if mentioned[year] == best]
    for preferred in (from_stem, from_issue):
        if preferred in leaders:
            return preferred
    if best > 1 or (leaders and from_issue is None and from_stem is None):
        return min(leaders)
    if from_stem is not None and (from_issue is None or mentioned[from_stem]):
        return from_stem
    return from_issue if from_issue is not None else from_stem


def _first_year(words: str) -> int | None:
    joined = re.search(rf"({_YEAR})年?\s*[-—－~至]+\s*({_YEAR})年度", words)
    if joined:
        return _year(joined.group(2))
    dated = re.search(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)", words)
    if dated:  # the day of publication in a file's name
        return int(dated[1]) - (int(dated[2]) <= _LAST_MONTH_FOR_LAST_YEAR)
    found = _TITLE_YEAR.search(_NOT_REPORTED.sub("", _RANGE.sub("", words)))
    return _year(found.group()) if found else None


def _opening_year(text: str, begin: int, head_end: int) -> int | None:
    zone = _clean(text[begin : min(head_end, begin + _OPENING * 2)])
    announced = re.search(rf"现(?:将|就|把)[^。；]{{0,20}}?({_YEAR})\s*年", zone)
    found = announced or _REPORTED_NOW.search(zone)
    return _year(found.group(1)) if found else None


def _mentioned(text: str) -> Counter[int]:
    """How often each year is mentioned as ``…年`` outside laws, plans, document numbers and what comes next."""
    counts: Counter[int] = Counter()
    cleaned = _clean(text)
    for found in _MENTION.finditer(cleaned):
        line = cleaned[max(0, found.start() - 12) : found.end() + 16]
        if _FORWARD.search(line) or re.match(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$", cleaned[found.end() :][:12]):
            continue
        counts[_year(found.group(1))] += 1
    return counts


def _clean(text: str) -> str:
    return _NOT_REPORTED.sub(" ", _DATE_PARTS.sub(" ", _RANGE.sub(" ", text)))


def _issue_year(issued: str | None) -> int | None:
    if issued is None:
        return None
    year, month = int(issued[:4]), int(issued[5:7])
    return year - 1 if month <= _LAST_MONTH_FOR_LAST_YEAR else year


def _year(words: str) -> int:
    return int(re.sub(r"\s", "", words).translate(CHINESE_DIGITS))


def _iso(found: re.Match[str]) -> str | None:
    year, month, day = _year(found.group(1)), _small(found.group(2)), _small(found.group(3))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _small(words: str) -> int:
    """12, 十二 or 二十一 as a number; 0 if it is none."""
    if words.isdecimal():
        return int(words)
    digits = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
    tens, ten, ones = words.partition("十")
    if not ten:
        return digits.get(words, 0)
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)
