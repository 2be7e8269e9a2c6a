"""A township's name from the whole text, where neither title nor signature gives it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from index.place_names import chain_at, is_generic
from index.records import Place

_ENDING = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:街道|苏木|镇|鎮|乡|鄉)(?!村|域|级|容|属|里|街|政府各|镇|长|上|下|间|土)"
)
# Words that come before a name and are no part of it.
_GLUE = re.compile(
    r".*(?:推进|促进|推动|加强|加快|建设|打造|成立|开展|制定|结合|符合|完善|具有|纳入|提升|围绕|按照|通过|组织|全力|建立|出台|印发|实现|营造|"
    r"关于|对于|对|在|将|把|由|向|为|使|让|与|和|及|是|了|的|从|到|给|于|并|同|以|据|经|年|委|区|县|市|旗|省|州|等|个|“|”)"
)
# In running text these are kinds of town; in a title 新镇 and 古乡 may be names.
_KIND = re.compile(r"^.*(?:新|古|老|大|小|平安|和谐|幸福|文明|卫生|旅游)(?:镇|鎮|乡|鄉)$")
_NAMED = re.compile(r"[\u4e00-\u9fff]+?(?:街道|苏木|镇|鎮|乡|鄉)")
_BEFORE_COUNTY = re.compile(
    r".*(?:对|在|将|把|由|向|为|使|与|和|及|是|了|的|从|到|给|于|以|据|经|年|中共|关于|围绕|建设|推动|促进|提升|全力|打造|支持|服务)"
)
_LONGEST_COUNTY = 4
_FEWEST = 2
_FEWEST_OF_KIND = 6


def vote_township(text: str) -> str:
    """The township named most often in ``text``; empty if no name stands out."""
    counts: Counter[str] = Counter()
    for found in _ENDING.finditer(text):
        name = found.group()
        glue = _GLUE.match(name[:-2])
        name = name[glue.end() :] if glue else name
        if len(name) <= 9 and _NAMED.fullmatch(name) and not is_generic(name):
            counts[name] += 1
    if not counts:
        return ""
    name, votes = counts.most_common(1)[0]
    return name if votes >= (_FEWEST_OF_KIND if _KIND.match(name) else _FEWEST) else ""


def with_county(place: Place, text: str) -> Place:
    """``place`` with the county (and city) that stands right before its name somewhere in the text."""
    for found in re.finditer(re.escape(place.township), text):
        before = text[max(0, found.start() - 16) : found.start()]
        run = re.search(r"[\u4e00-\u9fff]+$", before)
        if run is None or run.group()[-1] not in "县縣区區市旗":
            continue
        words = run.group()
        glue = _BEFORE_COUNTY.match(words[:-2])
        whole = run.start() > 0 and len(words) <= _LONGEST_COUNTY
        chain = chain_at((words[glue.end() :] if glue and not whole else words) + place.township)
        if chain is not None and chain.township == place.township and (chain.county or chain.city):
            return replace(
                place, province=place.province or chain.province, city=place.city or chain.city, county=chain.county
            )
    return place
