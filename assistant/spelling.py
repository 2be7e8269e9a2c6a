"""What people type by sound: whole questions in pinyin, and words of the domain written with characters of the same sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from index.thesaurus import thesaurus_words
from index.vocabulary import concepts

_ASKED = (
    "多少",
    "几件",
    "几起",
    "几次",
    "几人",
    "几名",
    "几个",
    "几场",
    "几份",
    "几期",
    "多少件",
    "多少起",
    "多少次",
    "多少人",
    "多少人次",
    "多少份",
    "多少场",
    "多少个",
    "多少名",
    "年",
    "怎么",
    "哪个镇",
    "最多",
    "一共",
)
_PLACE_SUFFIXES = frozenset(("zhen", "xiang", "jiedao", "xian", "shi", "qu", "sheng", "jie"))
_LONGEST_ACROSS = 6
_SHORTEST_WORD = 9
_CALLED_PLACE = re.compile(r"[\s-]+(?:zhen|xiang|jiedao|jie|xian|town|township|sub-?district|county)\b", re.IGNORECASE)
_HAN = re.compile(r"[一-鿿]+")
# What tells that a whole question is typed in pinyin, and what tells that it isn't.
_SAID_BY_SOUND = frozenset("de you ji ge nian duo shao duoshao jian ci ren le shi zui na mei zai qi".split())
_SAID_IN_ENGLISH = frozenset(
    "how many much what which who did was were the of and for is are does has have any".split()
)
_SHORT_WORD, _FEWEST_WORDS = 5, 4
_OF = re.compile(r"(?<=[一-鿿a-z]) +de +(?=[一-鿿a-z])")
_VERBS = frozenset("办搞做开有是审查收发来去给到用见管")


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, ...], str]:
    """The domain's Chinese wordings by their pinyin syllables."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (its dictionaries take a third of a second)

    found: dict[tuple[str, ...], str] = {}
    for word in (*_ASKED, *(word for concept in concepts().values() for word in concept.zh)):
        if _HAN.fullmatch(word):
            found.setdefault(tuple(lazy_pinyin(word)), word)
    # 起 and 期 sound alike: which is meant is told by what is counted.
    return found | {("duo", "shao", "qi"): "多少", ("ji", "qi"): "多少"}


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  (as above)

    found = {"".join(sound): word for sound, word in _by_sound().items() if len("".join(sound)) >= 4 or word in _ASKED}
    for word in thesaurus_words():
        if len(word) > 1 and _HAN.fullmatch(word):
            found.setdefault("".join(lazy_pinyin(word)), word)
    return found


@lru_cache(maxsize=1)
def _wordings() -> frozenset[str]:
    return frozenset(word for concept in concepts().values() for word in concept.zh)


def mend(question: str, is_place: Callable[[str], bool] = lambda _: False) -> str:
    """``question`` with domain words in pinyin or homophones written as the domain writes them.

    Everything else is left as it is; ``is_place`` tells of joined pinyin whether it is a place's name, and so no word,
    whatever it sounds like (zhangliang is 张良 before it is 丈量).
    """
    return _homophones(_pinyin(question, is_place))


def _pinyin(question: str, is_place: Callable[[str], bool]) -> str:
    """Runs of pinyin syllables that spell a domain word become that word; other Latin words stay."""
    words = list(re.finditer(r"[A-Za-z]+", question))
    if len(words) < 2:
        return question
    pieces: list[str] = []
    position, at = 0, 0
    spelled = _by_spelling()
    all_by_sound = _is_all_by_sound([word.group().lower() for word in words])
    while position < len(words):
        for length in range(min(8, len(words) - position), 0, -1):
            run = words[position : position + length]
            joined = "".join(word.group() for word in run).lower()
            if is_place(joined):
                position += length
                break
            if joined in spelled and not (
                length == 1 and _may_be_a_name(question, run[0], by_sound=all_by_sound and position > 0)
            ):
                pieces += [question[at : run[0].start()], spelled[joined]]
                at = run[-1].end()
                position += length
                break
        else:
            position += 1
    mended = "".join(pieces) + question[at:]
    return _OF.sub("的", mended) if all_by_sound else mended


def _is_all_by_sound(words: Sequence[str]) -> bool:
    """Whether a question's Latin ``words`` are pinyin altogether."""
    said = sum(word in _SAID_BY_SOUND for word in words)
    return len(words) >= _FEWEST_WORDS and said > 1 and _SAID_IN_ENGLISH.isdisjoint(words)


def _may_be_a_name(question: str, word: re.Match[str], *, by_sound: bool) -> bool:
    """Whether a single word that spells one of the domain's may as well be a town's name, also of one with no report here.

    ``by_sound`` says that it stands in a question in pinyin, not at its head, where the town is named.
    """
    joined = word.group().lower()
    if by_sound and len(joined) >= _SHORT_WORD and not _CALLED_PLACE.match(question, word.end()):
        return joined in _PLACE_SUFFIXES
    return joined != "nian" and (
        len(joined) < _SHORTEST_WORD
        or joined in _PLACE_SUFFIXES
        or word.group()[0].isupper()
        or _CALLED_PLACE.match(question, word.end()) is not None
        or _by_spelling()[joined] not in _wordings()
    )


def _cuts_a_word(run: str, start: int, end: int) -> bool:
    """Whether a domain word stands across the start or the end of ``run[start:end]`` (复议 in 行政复|议申请)."""
    known = _wordings()
    return any(
        run[first:last] in known
        for edge in (start, end)
        for first in range(max(0, edge - _LONGEST_ACROSS), edge)
        for last in range(edge + 1, min(len(run), edge + _LONGEST_ACROSS) + 1)
    )


def _verb_follows(piece: str, meant: str) -> bool:
    """Whether ``piece`` is a word of its own with a verb behind it: 培训办(了几期) is no misspelt 培训班."""
    return piece[-1] in _VERBS and piece[:-1] == meant[:-1] and piece[:-1] in thesaurus_words()


def _homophones(question: str) -> str:
    """Three or more characters that sound like a domain word and are none themselves become that word."""
    sounds = _by_sound()
    known = _wordings()

    def fix(match: re.Match[str]) -> str:
        from pypinyin import lazy_pinyin  # noqa: PLC0415

        run = match.group()
        if len(run) < 3:
            return run
        syllables = lazy_pinyin(run)
        if len(syllables) != len(run):
            return run
        for length in range(min(8, len(run)), 2, -1):
            for start in range(len(run) - length + 1):
                piece = run[start : start + length]
                meant = sounds.get(tuple(syllables[start : start + length]))
                if (
                    meant
                    and meant != piece
                    and piece not in known
                    and not _cuts_a_word(run, start, start + length)
                    and meant not in _ASKED  # 那个镇 is no misspelt 哪个镇
                    and sum(a != b for a, b in zip(meant, piece, strict=True)) <= max(1, length // 3)
                    and not _verb_follows(piece, meant)
                ):
                    return fix_rest(run[:start]) + meant + fix_rest(run[start + length :])
        return run

    def fix_rest(text: str) -> str:
        return _HAN.sub(fix, text) if text else text

    return _HAN.sub(fix, question)
