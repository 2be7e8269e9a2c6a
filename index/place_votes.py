"""A township's name from the whole text, where neither title nor signature gives it."""

from __future__ import annotations

import re
from collections import Counter

from index.name_words import begins_clause, is_naming_verb, is_verb, town_start
from index.place_names import is_generic

_ENDING = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:街道|苏木|镇|乡)(?!村|域|级|容|属|里|街|政府各|镇|长|上|下|间|土)")
# In running text these are kinds of town; in a title 新镇 and 古乡 may be names.
_KIND = re.compile(r"^.*(?:新|古|老|大|小|强|名|试点|示范|平安|和谐|幸福|文明|卫生|旅游)(?:镇|乡)$")
_NAMED = re.compile(r"[\u4e00-\u9fff]+?(?:街道|苏木|镇|乡)")
# After a name that is also a verb: it is the sentence's subject, not 建设街道 with its object.
_SUBJECT = re.compile(r"位于|地处|辖|坚持|认真|深入|以|紧|在|始终|积极|高度|严格|全面|共|办事处|人民政府")
_OWN_CHARACTER = frozenset("对在将把由向为使让与和及是了的从到给于并同以据经年被着地得至赴委个等县区市旗省")
_LONGEST = 9
_FEWEST = 2
_FEWEST_OF_KIND = 6


def vote_township(text: str) -> str:
    """The township named most often in ``text``; empty if no name stands out."""
    counts: Counter[str] = Counter()
    for found in _ENDING.finditer(text):
        run = found.group()
        name = run[town_start(run) :]
        if len(name) > _LONGEST or not _NAMED.fullmatch(name) or is_generic(name) or is_verb(name):
            continue
        counts[name] += 1
    for name in [name for name in counts if is_naming_verb(name) and not is_subject(name, text)]:
        del counts[name]
    if not counts:
        return ""
    name, votes = counts.most_common(1)[0]
    if votes < (_FEWEST_OF_KIND if is_kind(name) else _FEWEST):
        return ""
    return with_own_character(name, text)


def is_subject(name: str, text: str) -> bool:
    """Whether a clause begins with ``name`` and goes on with what it does: 建设街道坚持…, not 建设街道阵地."""
    return any(
        begins_clause(text, found.start()) and _SUBJECT.match(text, found.end())
        for found in re.finditer(re.escape(name), text)
    )


def is_kind(name: str) -> bool:
    """Whether ``name`` in running text is mostly a kind of town: 古镇, 试点镇."""
    return _KIND.match(name) is not None


def with_own_character(name: str, text: str) -> str:
    """``name`` with the character before it, if that is there nearly always: 对青山镇, not 对 and 青山镇."""
    befores = Counter(text[found.start() - 1 : found.start()] for found in re.finditer(re.escape(name), text))
    if not befores:
        return name
    character, times = befores.most_common(1)[0]
    if character not in _OWN_CHARACTER or times < 3 or times < 0.8 * sum(befores.values()):
        return name
    # At the beginning of clauses and before different words: the name's own.
    starts = re.findall(rf"(?<![\u4e00-\u9fff]){character}{re.escape(name)}([\u4e00-\u9fff])", text)
    return character + name if len(set(starts)) > 1 else name
