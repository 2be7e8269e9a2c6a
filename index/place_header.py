"""The place in what stands around a report: letterhead, box of particulars, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from index.place_names import chain_at
from index.records import Place

# What separates the steps of breadcrumbs, the cells of a table, and labels from their values.
_SEPARATOR = re.compile(r"(?:&gt;|&raquo;|&nbsp;|[\n\t>＞»›→▶/\\|｜│·•：:；;,\[\]【】（）()—_\-\s])+")
_SENTENCE = re.compile(r"[，。、！？]")
_LONGEST_PIECE = 40


def header_place(zone: str) -> Place:
    """The place that short pieces of ``zone`` name, without a sentence's punctuation.

    A county named alone (青石县 > 柳溪镇, or 主管部门：青石县司法局) stands over a township named alone, if there is
    only one.
    """
    found = []
    for piece in _SEPARATOR.split(zone):
        if 1 < len(piece) <= _LONGEST_PIECE and not _SENTENCE.search(piece):
            place = chain_at(piece, organ=True)
            if place is not None:
                found.append(place)
    above = _county_of([place for place in found if not place.township])
    best = fullest(found)
    if not best.township:
        return above if above.county or above.city else best
    if not best.county:
        return replace(above, township=best.township)
    return best


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
