"""The place in what stands around a report: letterhead, box of particulars, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.name_words import is_verb, town_start
from index.place_names import chain_at, chain_prefix
from index.records import Place

# What separates the steps of breadcrumbs, the cells of a table, and labels from their values.
_SEPARATOR = re.compile(r"(?:&gt;|&raquo;|&nbsp;|[\n\t>＞»›→▶/\\|｜│·•：:；;,\[\]【】（）()—_\-\s])+")
_LABEL = re.compile(
    r"索\s?引\s?号|发布机构|发文机关|发文字号|成文日期|生成日期|主题分类|信息分类|组配分类|公开方式|有效性|发布时间|发布日期|信息来源|来源|浏览|字体|字号|"
    r"语音播报|分享|打印|点击|(?:所属|所在|隶属|归属)(?:省|市|县|区|地区|区县|县区|县市区?|乡镇|镇街|镇|街道)?(?=\s*[：:])"
)
_SENTENCE = re.compile(r"[，。、！？]")
_SIGNATURE_PIECE = re.compile(r"[\n\t。；！？\s]+")
_SIGNS = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}(?:政府|委员会|党委|工委|办事处|管委会|局|院|办公室|所|中心|办|站|委|街道))?"
    r"(?:$|[(（【]|20\d\d|二[〇○零])"
)
_LONGEST_PIECE = 40


def header_place(zone: str) -> Place:
    """The place that short pieces of ``zone`` name, without a sentence's punctuation.

    A county named alone (青石县 > 柳溪镇, or 主管部门：青石县司法局) stands over a township named alone, if there is
    only one.
    """
    found = []
    for piece in _SEPARATOR.split(_LABEL.sub(" ", zone)):
        if 1 < len(piece) <= _LONGEST_PIECE and not _SENTENCE.search(piece):
            place = chain_at(piece, organ=True)
            if place is not None and not (place.township and _reads_as_sentence(place.township)):
                found.append(place)
    above = _county_of([place for place in found if not place.township])
    best = fullest(found)
    if not best.township:
        return above if above.county or above.city else best
    if not best.county:
        return replace(above, township=best.township)
    return best


def signature_place(tail: str) -> Place:
    """The place that signs: an office's whole name, up to the end or the date."""
    found = []
    for piece in reversed(_SIGNATURE_PIECE.split(tail)):
        if _SENTENCE.search(piece):
            continue
        place, end = chain_prefix(piece, 0)
        if place.full_name and _SIGNS.match(piece, end) and not _reads_as_sentence(place.township):
            found.append(chain_at(piece, organ=True))
    return fullest(found)


def _reads_as_sentence(township: str) -> bool:
    """Whether verbs glued to a suffix were taken for a township: 纳入乡(党委议程)."""
    return bool(township) and is_verb(township[town_start(township) :])


def fullest(places: Iterable[Place | None]) -> Place:
    """The first place with a township (with its county if another names it too), else the first with a county."""
    found = [place for place in places if place is not None]
    for place in found:
        if place.township:
            same = [other for other in found if other.township == place.township]
            return max(same, key=lambda other: len(other.full_name))
    return found[0] if found else Place()


def _county_of(places: list[Place]) -> Place:
    """The one county among ``places``, under the one city; nothing if there are several."""
    provinces = list(dict.fromkeys(place.province for place in places if place.province))
    cities = list(dict.fromkeys(place.city for place in places if place.city))
    counties = list(dict.fromkeys(place.county for place in places if place.county))
    lower = [county for county in counties if not county.endswith("市")]
    if len(lower) == 1:
        # A city beside a county is the city over it.
        cities = list(dict.fromkeys([*cities, *(county for county in counties if county.endswith("市"))]))
        counties = lower
    if len(counties) > 1:
        return Place()
    return Place(
        province=provinces[0] if len(provinces) == 1 else "",
        city=cities[0] if len(cities) == 1 else "",
        county=counties[0] if counties else "",
    )
