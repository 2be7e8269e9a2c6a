"""The place a report comes from: its title, letterhead, signature, opening, whole text and file name, in that order."""

from __future__ import annotations

import re
from dataclasses import replace

from index.fold import fold
from index.name_words import is_naming_verb, is_verb, town_start
from index.place_context import as_city, county_in_text, location, under_county
from index.place_header import fullest, header_place, signature_place
from index.place_names import chain_at, is_generic, segments
from index.place_votes import is_kind, is_subject, vote_township, with_own_character
from index.records import Place
from index.titles import Title

_SIGNATURE_ZONE = 260
_OPENING_ZONE = 700
_HEADER_AFTER_TITLE = 120
_SPEAKS_AS_TOWNSHIP = re.compile(
    r"我(?:镇|乡|街道|街|办事处)|全(?:镇|乡|街道)|本(?:镇|乡|街道)|(?:镇|乡)(?:党委|政府)|街道党工委|街道办事处|党工委、办事处"
)
_COUNTY_BODY = re.compile(r"我(?:县|区|市|局|委|旗)|全(?:县|区|市|旗)|县委|区委|市委")
_SOURCE_NAMES = {"title": "标题", "header": "版头", "signature": "落款", "opening": "正文", "file": "文件名"}


def find_place(text: str, title: Title, head_end: int, stem: str) -> tuple[Place, tuple[str, ...]]:
    """The place, as far as it can be told, and warnings where title, letterhead and signature disagree."""
    text, stem = fold(text), fold(stem)
    county_above = under_county(text)
    found = {
        "title": _from_title(fold(title.words)),
        "header": _from_header(text, title, head_end),
        "signature": _from_signature(text),
        "opening": _from_opening(text, title, head_end),
        "file": _from_stem(stem),
    }
    evidence = {source: _leveled(place, text, county_above) for source, place in found.items()}
    as_township = len(_SPEAKS_AS_TOWNSHIP.findall(text)) >= 2
    named = {source: place for source, place in evidence.items() if place.township}
    if not as_township and _is_county_report(found, text):
        best = next(place for place in found.values() if place.county or place.city)
        return _completed(replace(best, township=""), found, text, county_above=False), ()
    township = _choose_township(text, named, as_township)
    chosen = next((place for place in named.values() if place.township == township), Place(township=township))
    return _completed(chosen, evidence, text, county_above=county_above), _disagreements(named, township)


def _leveled(place: Place, text: str, county_above: bool) -> Place:
    """``place`` with its township in full, without a verb before it, and a city above counties as a city."""
    township = place.township
    rest = township[town_start(township) :] if township else ""
    if rest != township and len(rest) > 2 and text.count(rest) > text.count(township) + 1:
        township = rest
    place = replace(place, township=_full_street(township, text))
    return as_city(place) if county_above else place


def _choose_township(text: str, named: dict[str, Place], as_township: bool) -> str:
    for source in ("title", "header", "signature"):
        if source in named:
            return named[source].township
    from_file = named.get("file")
    if from_file and from_file.township in text:
        return from_file.township
    opening = named.get("opening")
    voted = vote_township(text)
    if opening and from_file and text.count(opening.township) < 2 and not voted:
        # Some town that is mentioned once; the report itself says 我镇.
        return from_file.township
    if opening and (not voted or voted == opening.township or text.count(opening.township) * 2 >= text.count(voted)):
        return opening.township
    if voted and (from_file is None or not as_township or text.count(voted) >= 4):
        return _full_street(voted, text)
    return from_file.township if from_file else ""


def _full_street(township: str, text: str) -> str:
    """东关街 is 东关街道 if the report itself says so anywhere."""
    if township.endswith("街") and f"{township}道" in text:
        return f"{township}道"
    return township


def _is_county_report(evidence: dict[str, Place], text: str) -> bool:
    for source in ("title", "signature", "header", "file"):
        place = evidence[source]
        if place.township:
            return False
        if place.county or place.city:
            return source != "header" or bool(_COUNTY_BODY.search(text) and not evidence["opening"].township)
    return False


def _from_title(words: str) -> Place:
    return fullest(chain_at(segment) for segment in segments(words))


def _from_header(text: str, title: Title, head_end: int) -> Place:
    """Letterhead, box of particulars and breadcrumbs: short pieces without a sentence's punctuation."""
    zone_end = min(head_end, title.end + _HEADER_AFTER_TITLE) if title.words else min(head_end, 600)
    zone = text[: title.start] + "\n" + text[title.end : zone_end] if title.words else text[:zone_end]
    return header_place(zone)


def _from_signature(text: str) -> Place:
    return signature_place(text.rstrip()[-_SIGNATURE_ZONE:])


def _from_opening(text: str, title: Title, head_end: int) -> Place:
    zone = text[title.end : max(head_end, title.end + 300)][:_OPENING_ZONE]
    pieces = re.split(r"[\n\t，。；！？、：:,;\s]+", zone)
    chains = (chain_at(segment) for piece in pieces for segment in segments(piece))
    # Where its county begins can't be told here; place_context looks at the whole text for it.
    townships = dict.fromkeys(
        chain.township[town_start(chain.township) :] for chain in chains if chain is not None and chain.township
    )
    for township in townships:
        if _stands_in_sentence(township, text):
            return Place(township=with_own_character(township, text))
    return Place()


def _stands_in_sentence(township: str, text: str) -> bool:
    """Whether ``township``, found inside a sentence, is a name and not words that look like one."""
    if is_verb(township) or is_generic(township) or is_kind(township):
        return False
    return not is_naming_verb(township) or is_subject(township, text)


def _from_stem(stem: str) -> Place:
    pieces = re.split(r"[_\-—\s]+", re.sub(r"^\d+[\s_\-.、]+", "", stem))
    found = [fullest(chain_at(segment) for segment in segments(piece)) for piece in pieces]
    place = fullest(found)
    above = next((other for other in found if other.county and not other.township), place)
    return replace(above, township=place.township) if place.township and not place.county else place


def _completed(place: Place, evidence: dict[str, Place], text: str, *, county_above: bool) -> Place:
    """County, city and province from the other sources, as long as they speak of the same place."""
    for other in evidence.values():
        if not place.county and other.county and other.township in ("", place.township):
            place = replace(
                place, county=other.county, city=place.city or other.city, province=place.province or other.province
            )
        place = _with_above(place, other)
    for other in evidence.values():
        if not place.city and other.city and not other.county and other.township in ("", place.township):
            place = replace(place, city=other.city, province=place.province or other.province)
    if not place.county:
        above = county_in_text(place.township, text, county_above=county_above)
        place = replace(
            place, county=above.county, city=place.city or above.city, province=place.province or above.province
        )
    if place.county and place.township:
        place = _with_above(place, location(text, place.township))
    return place


def _with_above(place: Place, other: Place) -> Place:
    """``place`` with city and province of ``other``, if both lie in the same county."""
    if not place.county or other.county != place.county:
        return place
    return replace(place, city=place.city or other.city, province=place.province or other.province)


def _disagreements(named: dict[str, Place], township: str) -> tuple[str, ...]:
    warnings = []
    for source in ("title", "header", "signature", "file"):
        other = named[source].township if source in named else ""
        if other and other != township and not is_generic(other) and other.rstrip("道") != township.rstrip("道"):
            warnings.append(f"{_SOURCE_NAMES[source]}写作“{other}”，采用“{township}”")
    return tuple(warnings)
