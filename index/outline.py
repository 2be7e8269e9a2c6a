"""Headings to sections: where each heading's words end, how deep it stands, and the tiles that make up the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.headings import HeadingStart, find_headings
from index.markers import Style, starts_with_item
from index.records import Section
from index.sentences import joins_next_line

_SENTENCE_STOPS = "。！？!?"
_STOPS = "。！？!?；;：:"
_LONGEST_LINE = 60
_LONGEST_SENTENCE = 40
_SHORTEST_WORDS = 4
_TRAILING = " \t\n\u3000\xa0。．.，,；;：:、!！*#_"
_COMMAS = re.compile(r"[，,]")
_STOP = re.compile(r"[。！？!?；;：:]")
# Words that begin a body rather than go on with a heading, where a copy has lost the stop between the two: surely, ...
_BODY_SURELY = re.compile(
    r"(?:一是|首先|今年以?来|近年来|一年来|(?<![及和与、暨])20\d\d\s*年\s*(?:度?\s*[，,]|以?来))|"
    r"(?P<closing>情况|成效|原因|打算|不足|思路|工作安排|主要安排|存在的?(?:主要)?问题|工作(?:计划|措施)|主要(?:举措|措施|做法))"
    r"(?=[\u4e00-\u9fff《“(（\[\d])(?![和与及以或、的等并暨是有来为方表如报汇分整下])(?!(?:报告|总结|进行|开展|落实|制度))"
)
# ... or likely.
_BODY_LIKELY = re.compile(
    r"我(?:镇|乡|街道|办|街|区|县|市|局|单位|处)|(?:镇|乡|街道)(?:党委|党工委|政府|始终|高度|严格|积极|坚持|认真)|党工委|"
    r"全(?:镇|乡|街道)(?!面)|按照|根据|今年|(?<![及和与、暨])20\d\d\s*年\s*(?:我|[^度]{0,6}(?:镇|乡|街道|共|先后|累计))|年初|截至|"
    r"自20\d\d|为(?:了|进一步|深入|全面|切实|贯彻|确保|加强|推动|扎实|有效|提高|提升)|虽然|尽管|目前|同时"
)
# A space separates a heading from its body only between Chinese words: "2021 年" is one word.
_SPACE_BREAK = re.compile(r"(?<=[\u4e00-\u9fff”》）)])[ \t\u3000\xa0]+(?=[\u4e00-\u9fff“《（(\d])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its words: ``text[start:words_end]``; the body begins at ``body_start``."""

    start: int
    words_end: int
    body_start: int
    style: Style
    value: int
    words: str


def find_sections(text: str, extra: tuple[Heading, ...] = ()) -> tuple[Section, ...]:
    """The sections that tile ``text``; ``extra`` are headings without numbers, found elsewhere."""
    starts = find_headings(text)
    headings = [
        _heading(text, start, starts[i + 1].start if i + 1 < len(starts) else len(text))
        for i, start in enumerate(starts)
    ]
    headings = sorted([*headings, *extra], key=lambda heading: heading.start)
    ranks = _ranks(headings)
    first_end = headings[0].start if headings else len(text)
    sections = [Section(0, 0, "", (), 0, 0, first_end)]
    open_headings: list[Heading] = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(text)
        while open_headings and ranks[open_headings[-1].style] >= ranks[heading.style]:
            open_headings.pop()
        open_headings.append(heading)
        path = tuple(parent.words for parent in open_headings)
        body_start = min(heading.body_start, end)
        sections.append(Section(index + 1, len(path), heading.words, path, heading.start, body_start, end))
    return tuple(sections)


def fold(words: str) -> str:
    """``words`` on one line: no spaces beside Chinese, single spaces elsewhere."""
    words = re.sub(r"\s+", " ", words.strip())
    return re.sub(r"(?<![A-Za-z0-9,.]) | (?![A-Za-z0-9])", "", words) if " " in words else words


def _heading(text: str, start: HeadingStart, limit: int) -> Heading:
    begin = start.marker.end
    while begin < limit and text[begin] in " \t\u3000\xa0":
        begin += 1
    end = _words_end(text, begin, limit, start.at_line)
    body_start = end
    while body_start < limit and (text[body_start].isspace() or text[body_start] in "。．.，,；;：:、*_"):
        body_start += 1
    words = fold(text[start.marker.start : end]).rstrip(_TRAILING)
    return Heading(start.start, end, body_start, start.marker.style, start.marker.value, words)


def _words_end(text: str, begin: int, limit: int, at_line: bool) -> int:
    line_end = text.find("\n", begin, limit)
    whole_line = line_end >= 0
    end = line_end if whole_line else limit
    ends_by_heading = not whole_line and limit < len(text)
    segment = text[begin:end].rstrip()
    if whole_line and at_line:
        end, segment = _join_broken(text, begin, end, limit, segment)
    inner = segment.rstrip(_TRAILING)
    if not any(stop in inner for stop in _SENTENCE_STOPS):
        stopped = segment[-1:] in tuple(_SENTENCE_STOPS)
        longest = _LONGEST_SENTENCE if stopped else _LONGEST_LINE
        alone = at_line and (whole_line or limit == len(text))
        if alone and len(inner) <= longest and not _has_item(inner):
            return begin + len(segment)
        runs_on = ends_by_heading and not stopped and not any(stop in inner for stop in _STOPS)
        if runs_on and 0 < len(inner) <= _LONGEST_LINE and not _cut(inner):
            return begin + len(segment)
    return begin + _first_words(segment)


def _join_broken(text: str, begin: int, end: int, limit: int, segment: str) -> tuple[int, str]:
    """A heading that a line break cuts in two, put together again."""
    following = end
    while following < limit and text[following].isspace():
        following += 1
    next_end = text.find("\n", following, limit)
    if following >= limit or next_end < 0:
        return end, segment
    number_and_words = text[text.rfind("\n", 0, begin) + 1 : end].strip()
    if joins_next_line(number_and_words, text[following:next_end].strip()) and not any(
        stop in segment for stop in _SENTENCE_STOPS
    ):
        joined = text[begin:next_end].rstrip()
        if len(joined) <= _LONGEST_LINE + _LONGEST_SENTENCE:
            return next_end, joined
    return end, segment


def _first_words(segment: str) -> int:
    """How many characters of a paragraph that begins with a number are its heading."""
    stop = _STOP.search(segment)
    sentence_end = stop.end() if stop else len(segment)
    sentence = segment[:sentence_end]
    space = _space_break(sentence)
    if space:
        return space
    if len(sentence) <= _LONGEST_SENTENCE + 1:
        return (_sure_cut(sentence) if stop and stop.group() not in "：:" else _cut(sentence)) or sentence_end
    cut = _sure_cut(sentence[: _LONGEST_LINE + 1])
    if cut:
        return cut
    cut = _cut(sentence[: _LONGEST_LINE + 1])
    if 0 < cut <= _LONGEST_SENTENCE:
        return cut
    commas = [found.start() for found in _COMMAS.finditer(sentence, 2, _LONGEST_SENTENCE)]
    commas = [comma for comma in commas if _balanced(sentence[:comma])]
    if commas:
        return commas[0]
    pause = sentence.rfind("、", _SHORTEST_WORDS, _LONGEST_SENTENCE)
    return pause if pause > 0 else min(len(sentence), _LONGEST_SENTENCE)


def _space_break(sentence: str) -> int:
    for found in _SPACE_BREAK.finditer(sentence, 0, _LONGEST_LINE):
        head = sentence[: found.start()]
        if len(head) >= _SHORTEST_WORDS and _balanced(head):
            rest = sentence[found.end() :]
            if len(rest) > len(head) or len(head) >= 8:
                return found.start()
    return 0


def _cut(words: str) -> int:
    """Where a body begins inside ``words`` that lost the stop after their heading; 0 if nowhere."""
    return _sure_cut(words) or next(
        (cut for found in _BODY_LIKELY.finditer(words, _SHORTEST_WORDS) if _balanced(words[: (cut := found.start())])),
        0,
    )


def _sure_cut(words: str) -> int:
    for found in _BODY_SURELY.finditer(words):
        cut = found.end() if found.group("closing") else found.start()
        if cut >= _SHORTEST_WORDS and _balanced(words[:cut]):
            return cut
    return 0


def _balanced(words: str) -> bool:
    return all(words.count(opener) == words.count(closer) for opener, closer in ("“”", "《》", "（）", "()"))


def _has_item(words: str) -> bool:
    return starts_with_item(words) or re.search(r"[\u4e00-\u9fff](?:一是)", words) is not None


def _ranks(headings: list[Heading]) -> dict[Style, float]:
    """How far out each style stands: by nature, unless a report uses two styles the other way round."""
    ranks: dict[Style, float] = {style: float(style) for style in Style}
    sequences: dict[Style, list[int]] = {}
    for heading in headings:
        sequences.setdefault(heading.style, []).append(heading.value)
    order = list(sequences)
    for i, outer in enumerate(order):
        for inner in order[i + 1 :]:
            if inner < outer and _restarts(sequences[inner]) and not _restarts(sequences[outer]):
                ranks[outer] = ranks[inner] - 0.5
    return ranks


def _restarts(values: list[int]) -> bool:
    return values.count(1) > 1
