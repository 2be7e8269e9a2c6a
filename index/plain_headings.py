"""Headings without numbers: short lines over paragraphs, looked for only where a report numbers nothing at the top."""

from __future__ import annotations

import re

from index.markers import Style, starts_with_marker
from index.outline import Heading, fold

_LONGEST = 30
_SHORTEST = 2
_SHORTEST_PARAGRAPH = 40
_SENTENCE = re.compile(r"[。！？；：，,;:!?…]|\d{4}[-/.]\d|^\d+$")
_NOT_HEADING = re.compile(
    r"(?:人民政府|委员会|办事处|党工委|党委|管委会|办公室|司法所|司法局)$|\d\s*日$|[>＞»|]|附件|打印|关闭|分享|浏览|字体|来源|索引|上一篇|下一篇|"
    r"扫一扫|首页|当前位置|版权|主办|^[（(【].*[）)】]$|(?:报告|总结)$"
)


def find_plain_headings(text: str, title_end: int) -> tuple[Heading, ...]:
    """Lines of ``text`` after its title that can only be headings; empty unless there are at least two."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"^[^\n]*\S[^\n]*", text, re.MULTILINE)]
    found: list[Heading] = []
    for index, (start, end) in enumerate(lines[:-1]):
        if start < title_end:
            continue
        raw = text[start:end].strip()
        words = raw.lstrip("#*＊ \u3000").rstrip("*＊ \u3000")
        following = text[slice(*lines[index + 1])].strip()
        if _is_heading(raw, words, following):
            begin = start + text[start:end].index(raw)
            found.append(Heading(begin, end, lines[index + 1][0], Style.CHINESE, 0, fold(words)))
    return tuple(found) if len(found) > 1 else ()


def _is_heading(raw: str, words: str, following: str) -> bool:
    if not _SHORTEST <= len(words) <= _LONGEST or _SENTENCE.search(words) or _NOT_HEADING.search(words):
        return False
    if starts_with_marker(words) or not re.search(r"[\u4e00-\u9fff]{2}", words):
        return False
    return raw.startswith("#") or len(following) >= _SHORTEST_PARAGRAPH or starts_with_marker(following)
