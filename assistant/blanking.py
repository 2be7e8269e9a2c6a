"""Other people's particulars taken out of a passage: places, people, years and figures become blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.word_file import Run
from index.records import Figure

BLANK = "【待填】"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤蔺"
)
_OFFICE = (
    "书记|镇长|乡长|主任|所长|律师|局长|部长|站长|队长|委员|同志|法官|检察官|教授|主席|副镇长|副乡长|人大主席|负责人"
)
# A name is told from a word by what stands on both sides of it.
_FOLLOWS = r"[，。；、：\s（(]|等|同志|多次|带|率|主持|为|在|向|对|任|亲自|到|深入|作"
_AFTER_OFFICE = re.compile(rf"(?:{_OFFICE})(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?={_FOLLOWS})")
_BEFORE_OFFICE = re.compile(rf"(?<![一-鿿])(?P<name>[{_SURNAMES}][一-鿿]{{1,2}})(?=同志|书记|镇长|乡长|主任|律师|所长)")
_VILLAGE = re.compile(
    r"(?<![一-鿿])[一-鿿]{1,4}?(?:村|社区)(?=[，。、；的为在和与等])"
    r"|(?<=[在以到是如、，和与])[一-鿿]{2,3}(?:村|社区)(?=[，。、；的为在和与等])"
)
_COMMON_VILLAGE = re.compile(
    r"^(?:各|每|全|本|我|该|村|示范|行政|农|乡|进|入|驻|下|自然|一|两|三|多|个|重点|中心|民主法治)"
)
_UNITS = "人次|户次|场次|批次|[件起次场个名条份人项宗部支期批户座间所亩元本册处家岁篇]"
_NUMBER = re.compile(
    rf"(?:近|约|超过|达|余|共)?\d[\d,，.]*\s*(?:%|％|余|多|万)*\s*(?:{_UNITS})(?:以上|左右)?"
    r"|\d+(?:\.\d+)?\s*[%％]|百分之[一二三四五六七八九十百零点]+"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度|年(?:\d{1,2}月(?:\d{1,2}日)?)?)?|(?<=截[至止])\s*\d{1,2}\s*月(?:底|末|份)?")
# Telephones, index numbers, addresses of mail: whom to reach elsewhere is no example.
_CONTACT = re.compile(r"(?<!\d)(?:\d{3,4}[-—－ ])?\d{7,11}(?!\d)|\d+(?:[-—－]\d+)+|[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+")
_TITLED = re.compile(r"《[^》]*》|“[^”]*”|〔\d{4}〕\d+号")


def blanked(text: str, start: int, end: int, figures: Iterable[Figure], names: Collection[str]) -> tuple[Run, ...]:
    """``text[start:end]`` with places, people, years and figures replaced by ``BLANK``, marked.

    ``figures`` are those of the report, ``names`` the places whose names are to go. Numbers inside the titles of laws
    and inside slogans stay.
    """
    passage = text[start:end]
    counts = [(one.start - start, one.end - start) for one in figures if start <= one.start and one.end <= end]
    counts += [found.span() for pattern in (_NUMBER, _YEAR, _CONTACT) for found in pattern.finditer(passage)]
    kept = [found.span() for found in _TITLED.finditer(passage)]
    spans = [one for one in counts if not any(left <= one[0] and one[1] <= right for left, right in kept)]
    spans += [found.span("name") for pattern in (_AFTER_OFFICE, _BEFORE_OFFICE) for found in pattern.finditer(passage)]
    spans += [found.span() for found in _VILLAGE.finditer(passage) if not _COMMON_VILLAGE.match(found.group())]
    for name in {one for one in names if len(one) > 1}:
        spans += [found.span() for found in re.finditer(re.escape(name), passage)]
    return _runs(passage, _merged(spans))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _runs(passage: str, spans: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    done = 0
    for left, right in spans:
        if done < left:
            runs.append(Run(passage[done:left]))
        runs.append(Run(BLANK, blank=True))
        done = right
    if done < len(passage):
        runs.append(Run(passage[done:]))
    return tuple(runs)
