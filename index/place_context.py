"""The county over a township, from what a report's sentences say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.name_words import begins_clause, is_verb, name_start
from index.place_names import chain_at, chain_prefix
from index.records import Place

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,30}")
_BEFORE_TOWN = re.compile(r"[\u4e00-\u9fff]{2,18}$")
_CLAUSE = re.compile(
    r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在到由据向照经着对])|(?<=中共)|(?<=[委府][和及])|(?<=落实)|(?<=贯彻)|(?<=围绕))"
)
_COUNTY_OFFICE = re.compile(
    r"(?:[县区市旗]?委(?!员[^会])|人民政府|政府|司法局|党工委|管委会|管理委员会|依法治[县区市旗])"
)
_LOCATED = re.compile(
    r"(?:位于|地处|坐落于|坐落在|座落于|处于|隶属于|隶属|属于)(?=[\u4e00-\u9fff])"
    # 黛溪乡在鹿津县的西北角
    r"|(?<=[镇乡道])在(?=[\u4e00-\u9fff]{2,6}[县区市旗]的?(?:[东西南北]|最|腹地|中部))"
)
_PART_OF_COUNTY = re.compile(
    r"(?:商务|商贸|中央|繁华)|城?(?:[东西南北中][东西南北中]?)(?:部|面|端|侧|郊|大门|隅|边|缘|约|\d|[，。,])|城|腹地|境内|中心|核心|老城|主城|管辖|"
    r"辖区|最|政治|[，。,]|的"
)
# A county makes plans and measures; laws and regulations (条例) are made far above it and name others too.
_COUNTY_DOCUMENT = re.compile(r"《(?=[^》\n]{4,60}(?:办法|方案|要点|通知|细则|清单|规划|意见|规定)[^》\n]{0,20}》)")
_SPEAKS_OF_COUNTY = re.compile(r"(?<!市)(?:县委|区委|旗委)|(?:县|(?<!社)区)政府|(?:全|我)(?:县|区)|依法治[县区]")
_SPEAKS_OF_CITY = re.compile(r"市委|市政府|(?:全|我)市|依法治市")
_ORGANS_ZONE = 1500


def under_county(text: str) -> bool:
    """Whether the report answers to a county or district, so that a city in it is the city above."""
    counties, cities = len(_SPEAKS_OF_COUNTY.findall(text)), len(_SPEAKS_OF_CITY.findall(text))
    return counties > cities


def as_city(place: Place) -> Place:
    """``place`` with the city that was taken for a county-level one at its own level."""
    if place.county.endswith("市") and not place.city:
        return replace(place, city=place.county, county="")
    return place


def county_in_text(township: str, text: str, *, county_above: bool) -> Place:
    """What the text says of the county over ``township``: before its name, where it lies, whom it obeys.

    ``county_above``: a city alone isn't the level right above.
    """
    for place in (
        before_name(township, text),
        location(text, township),
        county_organs(text[:_ORGANS_ZONE]),
        documents_county(text),
    ):
        leveled = as_city(place) if county_above else place
        if leveled.county:
            return leveled
    return Place()


def before_name(township: str, text: str) -> Place:
    """The county (and city) that stands right before the township's name somewhere in the text."""
    if not township:
        return Place()
    for found in re.finditer(re.escape(township.removesuffix("道") if township.endswith("街道") else township), text):
        run = _BEFORE_TOWN.search(text, max(0, found.start() - 18), found.start())
        if run is None or run.group()[-1] not in "县区市旗":
            continue
        words = run.group()
        chain = chain_at(words[name_start(words, clause=begins_clause(text, run.start())) :] + township)
        if chain is not None and chain.township == township and (chain.county or chain.city):
            if is_verb(chain.county):
                continue
            return chain
    return Place()


def location(text: str, township: str) -> Place:
    """The county that the township is said to lie in (柳溪镇位于青石县北部)."""
    for found in _LOCATED.finditer(text[: _ORGANS_ZONE * 2]):
        place, end = chain_prefix(text, found.end())
        if place.township not in ("", township) or not (place.county or place.city) or is_verb(place.county):
            continue
        if place.township or _PART_OF_COUNTY.match(text, end):
            return replace(place, township="")
    return Place()


def county_organs(opening: str) -> Place:
    """The county whose committee or government the opening names first (在青石县委、县政府的领导下)."""
    for position in _CLAUSE.finditer(opening):
        begin = position.end()
        if opening.startswith("中共", begin):
            continue
        run = _HAN_RUN.match(opening, begin)
        if run is None:
            continue
        place, end = _organ_at(opening, begin)
        if place.county and _COUNTY_OFFICE.match(opening, end):
            return place
    return Place()


def _organ_at(opening: str, begin: int) -> tuple[Place, int]:
    """The county at ``begin`` and where its name ends, leading verbs left out."""
    place, end = chain_prefix(opening, begin)
    if not place.county or place.township:
        return Place(), begin
    skipped = name_start(opening[begin:end], clause=begins_clause(opening, begin))
    if skipped:
        place, end = chain_prefix(opening, begin + skipped)
    if not place.county or place.township or is_verb(place.county):
        return Place(), begin
    return place, end


def documents_county(text: str) -> Place:
    """The county whose own plans and measures (《青石县…实施方案》) the report obeys, if all name the same one."""
    counties: dict[str, Place] = {}
    for found in _COUNTY_DOCUMENT.finditer(text):
        place, _ = chain_prefix(text, found.end())
        if place.county and not place.township:
            counties.setdefault(place.county, place)
    lower = [place for county, place in counties.items() if not county.endswith("市")]
    return lower[0] if len(lower) == 1 else Place()
