"""The numbers that Word itself sets before paragraphs (一、 （一） 1.), which the paragraphs' own words don't hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    words: str


class Numbering:
    """Counts a document's numbered paragraphs, in the order in which they are asked for."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._of_number: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles: dict[str, Any] = {style.style_id: style.element for style in document.styles}
        part = next((one for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.target_part.element)

    def mark(self, paragraph: Any) -> str:
        """What stands before the next paragraph; empty if it isn't numbered (or has a bullet)."""
        number, depth = self._numbered(paragraph)
        levels = self._levels.get(self._of_number.get(number, ""), {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts[self._of_number[number]]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return ""

        def filled(found: re.Match[str]) -> str:
            which = int(found.group(1)) - 1
            other = levels.get(which, level)
            return _FORMS.get(other.form, str)(counts.get(which, other.start))

        return _PLACE.sub(filled, level.words)

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """The list and depth of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{_W}pPr")
        style = None if properties is None else properties.find(f"{_W}pStyle")
        seen: set[str] = set()
        while properties is not None:
            found = properties.find(f"{_W}numPr/{_W}numId")
            if found is not None:
                depth = properties.find(f"{_W}numPr/{_W}ilvl")
                return str(found.get(f"{_W}val")), 0 if depth is None else _whole(depth.get(f"{_W}val"))
            name = "" if style is None else str(style.get(f"{_W}val"))
            element = self._styles.get(name)
            if element is None or name in seen:
                break
            seen.add(name)
            properties, style = element.find(f"{_W}pPr"), element.find(f"{_W}basedOn")
            if properties is None:
                properties = element  # it has nothing of its own: on to what it is based on
        return "", 0

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iterfind(f"{_W}abstractNum"):
            name = str(abstract.get(f"{_W}abstractNumId"))
            self._levels[name] = {
                _whole(level.get(f"{_W}ilvl")): _Level(
                    _whole(_value(level, "start"), 1), _value(level, "numFmt"), _value(level, "lvlText")
                )
                for level in abstract.iterfind(f"{_W}lvl")
            }
        for one in numbering.iterfind(f"{_W}num"):
            number, name = str(one.get(f"{_W}numId")), _value(one, "abstractNumId")
            self._of_number[number] = name
            starts = {
                _whole(override.get(f"{_W}ilvl")): _whole(_value(override, "startOverride"), 1)
                for override in one.iterfind(f"{_W}lvlOverride")
            }
            if starts and name in self._levels:
                # A list that begins again counts for itself.
                own = self._of_number[number] = f"{name}#{number}"
                self._levels[own] = {
                    depth: _Level(starts.get(depth, level.start), level.form, level.words)
                    for depth, level in self._levels[name].items()
                }


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _whole(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else otherwise


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) if number > 0 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "chineseLegalSimplified": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "ideographDigital": _chinese,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}
