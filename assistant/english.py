"""English questions in Chinese words, so that they are read as Chinese ones are: by the words of the reports.

No translation for people to read: the forms of a question become those of a Chinese one, what is asked for becomes the words that
reports use, and what says nothing is left out. ``how many disputes were settled`` reads ``多少 矛盾纠纷 化解``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from assistant.asked_words import asked_terms
from assistant.english_forms import forms
from index.fold import without_hyphens
from index.parts import part_asked
from index.vocabulary import concepts, kind

_LONGEST = 6
# Left out: they join words, or say nothing of what is asked for.
_SAYS_NOTHING = frozenset(
    (
        "a an the of in on at for to by with from into its it their them they this that these those there is was were be been being "
        "are am do does did done has have had having will would can could should may might my our your his her he she we you i me us "
        "any some all each both also just only per as so if when where while during within under over about across among between out up "
        "town towns township townships place places report reports year years said say says state stated states mentioned manage managed "
        "many much more number numbers figure figures actually really ever whole entire one ones two s t re ll please its own carried "
        "carry out carrying conducted conduct hold held take took taken make made get got gave given put set hand handed handle handled "
        "handling deal dealt dealing process processed people person persons"
    ).split()
)
_WORD = re.compile(r"[a-z][a-z']*|\d[\d,.]*%?|[^\sa-z\d]+|\s+")
_ASKS = re.compile(r"多少|几|哪|谁|怎么|什么|呢|有没有|范例|最|排名|平均|超过|低于|不少于|没有")
_PLACES = re.compile(r"\bhow many (?:places|spots|locations)\b")
# Words answer these.
_TOLD = re.compile(r"怎么|为什么|什么|范例|谁负责|哪些(?!镇)")
_OVER_TOWNS = re.compile(r"哪个镇|哪些镇|几个镇|各镇|排名|对比|最[多少高低]")
_SCOPE = re.compile(r"\s*(?:全镇|全年|上半年|下半年|一共|平均|其中|和)\s*")
_MEASURES = re.compile(r"率|金额|场次|人次|件数|数量")
_BARE_BOUND = re.compile(r"(超过|低于|不少于) *([\d,.]++)(?! *[\d,.]*(?:%|率|元|万|人次|[件起人名次场份个条户]))")
# Quotes around words and the possessive of plurals; not 's.
_QUOTES = re.compile(r"[‘“”\"]|(?<![a-z])'|'(?![a-z])")
# In Bailu (Hongyang), …: what stood about names that are taken out.
_LEFT_BY_NAMES = re.compile(r"[(（]\s*[)）]|^\s*(?:in|for|at|during|of)?\s*(?:[(（]\s*[)）])?\s*,")
# quarrels and rows are one thing in Chinese.
_TWICE = re.compile(r"((?!多少)[一-鿿]{2,8})\s*(?:和|、|，)?\s*\1(?![一-鿿])")
_OF_RATE = re.compile(r"([一-鿿]{2,6})\s*(?:rate|percentage)\b")


@lru_cache(maxsize=256)
def to_chinese(question: str, *, placed: bool = False) -> str:
    """``question``, English without the names of its places and years, in Chinese words; an empty text where it says nothing.

    ``placed`` says that it names a town: places are then within it. Words that mean nothing here stay, and are met by nothing.
    """
    text = _LEFT_BY_NAMES.sub(" ", _QUOTES.sub(" ", without_hyphens(question.lower().replace("’", "'"))))
    text = _IN_BRACKETS.sub(lambda found: found.group() if _is_known(found[1]) else " ", text)
    text = _kept_whole(text)
    text = _PLACES.sub(" 多少处 ", text) if placed else text
    for pattern, chinese in forms():
        text = pattern.sub(chinese, text)
    said = re.sub(r"\band\b", " 和 ", _in_words(re.sub(r"\s+", " ", text)))
    said = _TWICE.sub(r"\1", said)
    said = re.sub(r"率?\s*(?<![\d.])%", "率", _OF_RATE.sub(r"\1率", said))
    said = re.sub(r"\b(?:rates?|percentages?|percent)\b", "率", said)
    said = re.sub(r"(?<=未) +", "", said)
    said = re.sub(r"哪一类 +(\S+) +(?=最)", r"哪一类\1", said)
    said = _BARE_BOUND.sub(r"\1\2件", said)
    said = re.sub(r"\b[a-z']{1,3}\b|'", " ", said)
    said = re.sub(r"(?<=哪些镇)\s+(?=没有)", "", said)
    said = re.sub(r"\s*，[\s，]*", "，", re.sub(r"\s+", " ", said)).strip(" ，和")
    return _counted(said)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Every English word that may stand in a question, so that none is taken for a place's name."""
    shapes = " ".join(pattern.pattern for pattern, _ in forms())
    said = (word for phrase in _glossary() for word in phrase.split())
    known = {*said, *_SAYS_NOTHING, *re.findall(r"[a-z]{3,}", shapes)}
    return frozenset(known | {word[:-1] for word in known if word.endswith("s")})


def speaks_english(plain: str) -> bool:
    """Whether a question that is mostly Chinese has words in English: Ouwan 行政处罚 cases under the summary procedure."""
    words = re.findall(r"[a-z]{3,}", plain)
    return len(words) > 1 and any(word in _glossary() for word in words)


def _counted(said: str) -> str:
    """``said`` with 多少 behind each thing in it that is counted and doesn't say so."""
    if not said or _TOLD.search(said):
        return said
    if not _ASKS.search(said):
        if _is_of_a_part(said):
            return said
        said = f"{said}多少"
    if "多少" not in said and re.search("一共|平均", said):
        said = f"{said}多少"
    pieces = [piece.strip() for piece in said.split("，") if piece.strip()]
    if len(pieces) > 1 and any("多少" in piece for piece in pieces) and not _OVER_TOWNS.search(said):
        pieces = [
            piece if _ASKS.search(piece) or _SCOPE.fullmatch(piece) or not _counts(piece) else f"{piece}多少"
            for piece in pieces
        ]
    return "，".join(part for piece in pieces for part in _both(piece))


def _is_of_a_part(said: str) -> bool:
    """Whether ``said`` names a part of the reports (their shortcomings, their plans), and nothing that could be counted."""
    counted = {term for term in asked_terms(said) if kind(term) == "object"} - {"@shortcoming"}
    return part_asked(said) is not None and not counted


def _counts(piece: str) -> bool:
    """Whether ``piece`` names what can be counted, and not only whose it is."""
    return (
        any(kind(term) in ("object", "quality", "action") for term in asked_terms(piece))
        or _MEASURES.search(piece) is not None
    )


def _both(piece: str) -> list[str]:
    """热线工单 和 满意率 多少 as two things, each with 多少."""
    left, joined, right = piece.partition(" 和 ")
    if not joined or "多少" not in piece or _OVER_TOWNS.search(piece):
        return [piece]
    if not (_counts(left) and _counts(right)):
        return [piece]
    return [part if "多少" in part else f"{part}多少" for part in (left, right)]


@lru_cache(maxsize=1)
def _glossary() -> dict[str, str]:
    """English words and phrases, and what reports write for them."""
    found: dict[str, str] = {}
    for line in resources.files("assistant").joinpath("data/english.txt").read_text("utf-8").splitlines():
        chinese, _, said = line.partition("#")[0].partition("|")
        for phrase in filter(None, (part.strip() for part in said.split(","))):
            for form in (phrase, *_plural(phrase)):
                found.setdefault(form, chinese.strip())
    for concept in concepts().values():
        for phrase in concept.en:
            for form in (phrase, *_plural(phrase)):
                found.setdefault(form, concept.zh[0])
    return found


# What is computed is read by the forms, whatever else the words may mean.
_COMPUTED = re.compile(
    r"\b(?:average|mean|total|overall|combined|most|fewest|least|more|fewer|how|what|which|than|year)\b"
)
_NONE_FIRST = re.compile(r"(?:no|zero|not|never|without)\b(?! fishing)")
_SHORT_PHRASE = 3


@lru_cache(maxsize=1024)
def _is_cut_up(phrase: str) -> bool:
    """Whether a form reads a word of ``phrase`` and leaves others."""
    rest = phrase
    for pattern, _ in forms():
        rest = pattern.sub(" ", rest)
    left = [word for word in re.findall(r"[a-z]{3,}", rest) if word not in _SAYS_NOTHING]
    none = _NONE_FIRST.match(phrase) and len(phrase.split()) <= _SHORT_PHRASE  # no lawsuits says none of them
    return rest != phrase and bool(left) and not none and not _COMPUTED.search(phrase)


def _kept_whole(text: str) -> str:
    """``text`` with the glossary's phrases of which a form would read a word by itself (fine amount, quarrels over water) in Chinese."""
    words, tokens = _glossary(), _WORD.findall(text)
    found: list[str] = []
    at = 0
    while at < len(tokens):
        phrases = (one for one in _phrases_at(tokens, at) if " " in one[0] and words.get(one[0]) and _is_cut_up(one[0]))
        phrase, after = next(phrases, ("", at + 1))
        found.append(f" {words[phrase]} " if phrase else tokens[at])
        at = after
    return "".join(found)


def _phrases_at(tokens: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """The runs of words that begin at a token, the longest first, each with the position of the token behind it."""
    for length in range(_LONGEST, 0, -1):
        after = at + 2 * length - 1
        if after <= len(tokens):
            yield "".join(tokens[at:after]), after


_HAN_OR_NUMBER = re.compile(r"[一-鿿\d]")
# What means nothing here and stands in brackets (falü mingbairen) only says again what stands before it.
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")


def _is_known(words: str) -> bool:
    """Whether one of ``words`` means something here."""
    return _HAN_OR_NUMBER.search(words) is not None or any(_glossary().get(word) for word in words.split())


def _plural(phrase: str) -> tuple[str, ...]:
    if phrase.endswith("s") and not phrase.endswith("ss"):
        return ()
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return (f"{phrase[:-1]}ies",)
    return (f"{phrase}es",) if phrase.endswith(("s", "x", "ch", "sh")) else (f"{phrase}s",)


_WHOSE = re.compile(r" (?:their|his|her|its|our|the|an?) ")


def _in_words(text: str) -> str:
    """``text`` with its English words put into Chinese, the longest phrases first; neighbours of one noun stand together."""
    words = _glossary()
    tokens = _WORD.findall(text)
    found: list[str] = []
    at, behind = 0, -2
    while at < len(tokens):
        token = tokens[at]
        token = token.rstrip("'") if token[0].isalpha() else token
        if not token[0].isascii() or not token[0].isalnum():
            found.append(token)
            at += 1
            continue
        for run, after in _phrases_at(tokens, at):
            # get their wages back, the adviser's fee
            phrase = run if run in words else _WHOSE.sub(" ", run).replace("'s", "")
            if phrase in words and not (after == at + 1 and phrase in _SAYS_NOTHING):
                chinese = words[phrase]
                if chinese and at == behind + 1 and found[-1] == " ":
                    found.pop()  # night mediation room: 夜间调解室
                found.append(chinese or " ")
                at, behind = after, after if chinese else behind
                break
        else:
            found.append(" " if token.removesuffix("'s") in _SAYS_NOTHING else token)
            at += 1
    return "".join(found)
