"""Where a place's name begins in running text: verbs, prepositions and particles before it are no part of it.

Only for running text. In a title, letterhead or signature a name stands by itself, and 建设街道 or 对青山镇 is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.wordclass import split_words

# jieba's tags of words that lead up to a name: verbs, adverbs, prepositions, conjunctions, particles, pronouns,
# directions, numbers, times, states, set phrases.
_LEADING = ("v", "d", "p", "c", "u", "r", "f", "m", "q", "t", "z", "y", "o", "l", "i", "ad")
_LEADING_NOUNS = frozenset(
    (
        "县委",
        "市委",
        "区委",
        "旗委",
        "省委",
        "党委",
        "政府",
        "党政",
        "全市",
        "全县",
        "全区",
        "群众",
        "辖区",
        "中共",
        "近年",
    )
)
_LEADING_SINGLE = frozenset("对在将把由向为使让与和及是了的从到给于并同以据经年被着地得至赴委个等")
# These can't begin a clause or follow a preposition, so there they are the name's own: 和溪县, 同安区.
_ONLY_BETWEEN = frozenset("和与及同并了的着地得委个等年")
# No county's or town's name ends in one: 工作法被(县委).
_NEVER_LAST = frozenset("被把由向让使据在从对给照")
_AGO = frozenset({"来", "以来", "间", "内"})
# Verbs by the dictionary, and the names of streets and towns all over the country.
_NAMING_VERBS = frozenset(
    (
        "建设",
        "发展",
        "解放",
        "团结",
        "胜利",
        "前进",
        "振兴",
        "复兴",
        "跃进",
        "建国",
        "创业",
        "奋斗",
        "进步",
        "新建",
        "新生",
        "建新",
        "开发",
    )
)
# 会同县 is a county, but 会同县委 is mostly "together with the county's committee".
_WITH_OFFICES = frozenset({"会同", "联合", "协同", "配合"})
# What is done to a county's plans is no part of its name: 全面落实(区委), 贯彻(县委).
_DONE_TO_PLANS = ("落实", "贯彻", "深化", "紧扣", "聚焦", "执行")
_SUFFIX = re.compile(r"(?:民族乡|自治[县旗]|(?:经开|高新|新|开发|示范|名胜)区|街道|苏木|[县区旗市镇乡街])$")
_ABOVE_TOWN = re.compile(r".*[县区市旗省](?=..)")
_KEPT_BEFORE_AREA = frozenset({"开发", "示范", "合作", "管理"})


@lru_cache(maxsize=8192)
def name_start(run: str, *, clause: bool = False) -> int:
    """The offset in ``run`` (Chinese characters that end with a place's suffix) at which the name can begin.

    At least one character stays before the suffix. With ``clause`` the run begins a clause.
    """
    stem_end = len(run) - _suffix_length(run)
    position = cut = 0
    before = ""
    for word, tag in split_words(run):
        position += len(word)
        if position >= stem_end:
            break
        if len(word) == 1:
            leads = word in _LEADING_SINGLE or (word in _AGO and before.startswith(("t", "m")))
            alone = (clause and position == 1) or (before == "p" and cut == position - 1 and word not in "了着的地得")
            leads = leads and not (alone and word in _ONLY_BETWEEN)
        else:
            leads = tag.startswith(_LEADING) or word in _LEADING_NOUNS
        if leads:
            cut = position
        before = tag
    return cut


def begins_clause(text: str, offset: int) -> bool:
    """Whether a clause begins at ``offset``: after a stop, a break or nothing, not after 》 or a bracket."""
    return offset == 0 or text[offset - 1] in "\n\u3000 。，、；！？：:;,.!?"


def town_start(run: str) -> int:
    """``name_start`` of a township whose county, city or province may stand before it."""
    above = _ABOVE_TOWN.match(run[: len(run) - _suffix_length(run)] + "__"[: _suffix_length(run)])
    begin = above.end() if above and above.end() < len(run) - _suffix_length(run) else 0
    return begin + name_start(run[begin:])


@lru_cache(maxsize=8192)
def is_verb(name: str) -> bool:
    """Whether ``name`` without its suffix ends in a plain verb or function word: 依托(县委), 列入(乡党委)."""
    stem = name[: len(name) - _suffix_length(name)]
    parts = split_words(stem)
    if not parts or stem in _WITH_OFFICES or stem in _LEADING_SINGLE or stem.endswith(_DONE_TO_PLANS):
        return True
    if len(split_words(name)) == 1:
        return False
    word, tag = parts[-1]
    if len(word) < 2:  # a character by itself is no word to judge by
        return (
            word in _NEVER_LAST
            or (word == "有" and name[-1] in "县区市旗")
            or (len(parts) == 1 and (word in _LEADING_SINGLE or word in "经报赴按受请找去照据凭靠跟陪"))
        )
    if word in _NAMING_VERBS or (name.endswith("区") and word in _KEPT_BEFORE_AREA):
        return False
    return (
        tag in {"v", "vd", "d", "p", "c", "r", "z", "ad", "l"}
        or (tag == "b" and name[-1] in "县区市旗")
        or tag.startswith("u")
    )


def is_naming_verb(name: str) -> bool:
    """Whether ``name`` is a verb with a suffix, but one that names streets and towns: 建设街道."""
    return name[: len(name) - _suffix_length(name)] in _NAMING_VERBS


def _suffix_length(run: str) -> int:
    found = _SUFFIX.search(run)
    return len(found.group()) if found else 0
