"""Text to Report: title, place, year reported on, date of issue and sections, each from the report's own words.

Nothing here raises: what can't be told stays empty, and what looks wrong becomes a warning.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from index.fold import fold
from index.outline import find_sections
from index.places import find_place
from index.plain_headings import find_attached_figures, find_plain_headings
from index.records import Place, Report
from index.titles import find_title, stem_title
from index.years import find_issued, find_year

_NO_HEADINGS_OPENING = 1500
_TOP_NUMBER = re.compile(r"第|[一二三四五六七八九十]{1,3}\s*[、.．]")


def parse_report(text: str, file: str) -> Report:
    """A report from its normalised ``text`` and its ``file`` (posix path relative to the corpus)."""
    sections = find_sections(text)
    stem = PurePosixPath(file).stem
    head_end = sections[0].end if len(sections) > 1 else min(len(text), _NO_HEADINGS_OPENING)
    title = find_title(text, head_end)
    numbered = any(section.level and _TOP_NUMBER.match(section.heading) for section in sections)
    plain = () if numbered else find_plain_headings(text, title.end)
    known = {heading.start for heading in plain}
    extra = (*plain, *(one for one in find_attached_figures(text, title.end) if one.start not in known))
    if extra:
        sections = find_sections(text, extra)
    if not numbered:
        head_end = sections[0].end if len(sections) > 1 else head_end
    place, place_warnings = find_place(text, title, head_end, stem)
    # A place is known by one name, however a page writes it; quotes keep the page's own characters.
    place = Place(fold(place.province), fold(place.city), fold(place.county), fold(place.township))
    issued = find_issued(text, head_end)
    year, year_warnings = find_year(text, title, head_end, issued, stem)
    return Report(
        report_id=hashlib.sha256(f"{file}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
        file=file,
        text=text,
        title=title.words or stem_title(stem),
        place=place,
        year=year,
        issued=issued,
        sections=sections,
        warnings=(*place_warnings, *year_warnings),
    )
