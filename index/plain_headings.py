"""Headings without numbers: over attached figures, and, where a report numbers nothing at the top, short lines over paragraphs."""

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
    r"扫一扫|首页|当前位置|版权|主办|语音播报|纠错|收藏|字号|编辑|本报讯|记者|责编|声明|^[（(].*[）)]$|】.*【|(?:报告|总结)$"
)


# 附：主要数据, with lines of figures behind it, is no part of the plans that it stands after.
_ATTACHED = re.compile(
    r"^[ \t\u3000\xa0]*(?P<words>(?:附(?:件|表|录|注)?[ \t一二三四五\d]{0,3}[:：、 ][^\n。]{0,20}?"
    r"(?:数据|统计|一览|情况|指标|汇总|台账|数字|明细)表?|(?:主要|相关|有关|基本|重要|核心|关键)(?:工作)?(?:数据|数字|统计)表?)"
    r"(?:[（(][^\n）)]{0,12}[）)])?)[:： \t]*$",
    re.MULTILINE,
)
_COUNTED = re.compile(r"\d\s*[余多]?\s*(?:人次|场次|户次|[件起场次份条名人个处]|万?元|[%％])")
_FIGURES_WITHIN = 3


def find_attached_figures(text: str, title_end: int) -> tuple[Heading, ...]:
    """The lines of ``text`` after its title that stand over figures attached to the report."""
    found = []
    for line in _ATTACHED.finditer(text, title_end):
        below = text[line.end() :].lstrip()
        first_lines = "\n".join(below.split("\n")[:_FIGURES_WITHIN])
        if below and _COUNTED.search(first_lines):
            body = len(text) - len(below)
            found.append(Heading(line.start("words"), line.end("words"), body, Style.CHINESE, 0, fold(line["words"])))
    return tuple(found)


def find_plain_headings(text: str, title_end: int) -> tuple[Heading, ...]:
    """Lines of ``text`` after its title that can only be headings; empty unless there are at least two."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"^[^\n]*\S[^\n]*", text, re.MULTILINE)]
    found: list[Heading] = []
    for index, (start, end) in enumerate(lines[:-1]):
        if start < title_end:
            continue
        raw = text[start:end].strip()
        words = raw.lstrip("#*＊ \u3000").rstrip("*＊ \u3000")
        words = words[1:-1].strip() if words.startswith("【") and words.endswith("】") else words
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
