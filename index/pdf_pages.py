"""A PDF's lines with where they stand, written to standard output: runs as a program of its own.

PDFium is written in C++ and what it opens comes from anywhere: a file that takes all memory, all time, or ends the
process does so to this one alone. It knows nothing of the project and is given the file on standard input.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

PASSWORD, DAMAGED = 3, 4  # exit statuses
_PASSWORD_ERROR = 4  # PDFium's FPDF_ERR_PASSWORD
_MOST_PAGES = 3_000
_PICTURE = 0.4  # of the page
_CELL_GAP = 0.6  # in characters: wider apart than this, words of one line are cells of a table


def main() -> int:
    """Read the file, write a page a line; returns the exit status."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if megabytes:
        _limit_memory(megabytes << 20)
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - carries no types; nothing happens on import here

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return PASSWORD if getattr(error, "err_code", 0) == _PASSWORD_ERROR else DAMAGED
    if not len(document):
        return DAMAGED
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        print(json.dumps(_page(page, pypdfium2.raw)), flush=True)
        page.close()
    return 0


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only where the system has it

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _page(page: Any, raw: Any) -> dict[str, Any]:
    width, height = page.get_size()
    text = page.get_textpage()
    lines = [_line(line) for line in _lines(_characters(text, raw, width, height))]
    text.close()
    covered = 0.0
    if sum(len(line["text"]) for line in lines) < 20:
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = one.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return {"width": width, "height": height, "lines": lines, "picture": covered > _PICTURE * width * height}


# A character with its left, bottom, right and top.
_Box = tuple[str, float, float, float, float]


def _characters(text: Any, raw: Any, width: float, height: float) -> Iterator[_Box]:
    box = raw.FS_RECTF()
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, number)
        # Generated ones are PDFium's guess at spaces and line ends; ours is made of the distances.
        if 0 < code < 32 or raw.FPDFText_IsGenerated(text, number) == 1:
            continue
        angle = raw.FPDFText_GetCharAngle(text, number)
        if angle > 0.02 and abs(angle - 6.2832) > 0.02:
            continue  # a watermark across the page
        if not raw.FPDFText_GetLooseCharBox(text, number, ctypes.byref(box)):
            continue
        if box.right < 0 or box.left > width or box.top < 0 or box.bottom > height:
            continue  # outside of the page: nobody sees it
        # A character that the font doesn't tell leaves a gap that can be seen.
        yield chr(code) if code else "\ufffd", box.left, box.bottom, box.right, box.top


def _lines(characters: Iterator[_Box]) -> Iterator[list[_Box]]:
    line: list[_Box] = []
    for one in characters:
        if line:
            _, left, bottom, _, top = line[-1]
            tall = max(top - bottom, one[4] - one[2], 1.0)
            apart = abs((top + bottom) - (one[4] + one[2])) / 2
            if apart > tall * 0.5 or one[1] < left - tall * 0.5:
                yield line
                line = []
        line.append(one)
    if line:
        yield line


def _line(line: list[_Box]) -> dict[str, Any]:
    wide = [right - left for word, left, _, right, _ in line if word > "\u2e7f" and right > left]
    size = median(wide) if wide else max(1.0, median(top - bottom for _, _, bottom, _, top in line) * 0.8)
    seen = [one for one in line if not one[0].isspace()] or line
    return {
        "text": _words(line, size),
        "left": min(one[1] for one in seen),
        "right": max(one[3] for one in seen),
        "bottom": min(one[2] for one in seen),
        "top": max(one[4] for one in seen),
        "size": size,
    }


def _words(line: list[_Box], size: float) -> str:
    cells = [""]
    before: _Box | None = None
    for one in line:
        gap = one[1] - before[3] if before else 0.0
        if gap > _CELL_GAP * size and not one[0].isspace():
            cells.append("")
        elif before is not None and gap > 0.15 * size and before[0] < "\u2e80" and one[0] < "\u2e80":
            cells[-1] += " "
        cells[-1] += one[0]
        before = one
    cells = [cell.strip() for cell in cells if cell.strip()]
    # A heading whose characters are set apart is no row of a table.
    spaced = len(cells) > 1 and median(len(cell) for cell in cells) <= 1
    return ("" if spaced else "\t").join(cells)


if __name__ == "__main__":
    sys.exit(main())
