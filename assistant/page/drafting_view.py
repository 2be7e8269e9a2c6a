"""Example paragraphs as HTML, by place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.drafting import Example, breaks_off
from assistant.page.render import place_name, where
from assistant.page.words import Words
from index.parts import part_of


def examples_html(examples: Sequence[Example], words: Words) -> str:
    """The examples grouped by place, the places in the order of their best example."""
    if not examples:
        return f'<p class="fz fz-empty">{escape(words("draft.none"))}</p>'
    groups: dict[str, list[Example]] = {}
    for one in examples:
        place = one.hit.place
        name = where(place.township, place.county, one.hit.year, words) or one.hit.file
        groups.setdefault(name, []).append(one)
    body = "".join(
        f"<section><h3>{escape(name)}</h3>{''.join(_card(one, words) for one in group)}</section>"
        for name, group in groups.items()
    )
    said = escape(words("draft.found", count=len(examples)))
    return f'<div class="fz fz-examples-found"><p class="fz-soft">{said}</p>{body}</div>'


def _card(example: Example, words: Words) -> str:
    hit = example.hit
    lines = "".join(f"<p>{escape(line)}</p>" for line in _body(hit.text, hit.section))
    alike = f'<span class="fz-soft">{escape(words("draft.alike", count=example.alike))}</span>' if example.alike else ""
    label = f"{place_name(hit.place.township, hit.place.county)} {hit.section[-1] if hit.section else hit.text[:20]}"
    return (
        f'<article class="fz-example" data-report="{escape(hit.report_id)}" data-start="{hit.start}" '
        f'data-end="{hit.end}" data-part="{escape(words(f"part.{part_of(hit.section, hit.year)}"))}" '
        f'data-label="{escape(label)}"><p class="fz-path">{escape(" › ".join(hit.section))}</p>'
        f'<blockquote>{lines}</blockquote><p class="fz-example-foot">'
        f'<button type="button" class="fz-question fz-take">{escape(words("draft.take"))}</button>'
        f'<button type="button" class="fz-quiet fz-view">{escape(words("answer.open"))}</button>{alike}</p></article>'
    )


def _body(text: str, path: tuple[str, ...]) -> list[str]:
    """A passage's lines without its heading, which stands above it, and with sentences whole."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if lines and breaks_off(lines[-1]):
            lines[-1] += line
        else:
            lines.append(line)
    if len(lines) > 1 and path and _bare(lines[0]) == _bare(path[-1]):
        del lines[0]
    return lines


def _bare(words: str) -> str:
    return "".join(one for one in words if one.isalnum())
