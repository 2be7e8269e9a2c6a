"""Whether a follow-up asks again what was asked before, and what it is about in the light of that."""

from __future__ import annotations

import re

from assistant.answer import Operation
from assistant.place_changes import only_changes, own_words
from assistant.question import Question, hollow
from assistant.said_again import asks_why
from index.parts import part_asked, topics_asked
from index.vocabulary import objects, terms


def asks_nothing(question: Question) -> bool:
    """Whether a question names nothing that it wants."""
    return not question.asks or all(hollow(ask) for ask in question.asks) or only_changes(question)


def asks_the_same(question: Question, before: Question) -> bool:
    """Whether a question wants what was asked before, of other places, years or the other end of the change."""
    other_end = (
        len(before.years.years) == 2 and not question.follows and _OTHER_END.fullmatch(own_words(question).strip())
    )
    return asks_nothing(question) or bool(other_end) or bool(end_asked(question, before))


# 那少的是哪个 after 甲镇和乙镇哪个多, or 各多少.
_OTHER_ONE = re.compile(
    r"(?:那么?)?(?P<end>[多少高低大小])的(?:那个)?(?:又?是)?(?:谁|哪一?[个家]?(?:乡镇|镇|乡|街道)?)?呢?[？?。]?"
)


def end_asked(question: Question, before: Question) -> Operation | None:
    """Which end a question wants of what was compared before, if it says no more."""
    several = len(before.places.towns) > 1 or len(before.years.years) > 1 or before.places.everywhere
    side_by_side = before.figures and before.operation is None and several
    compared = (side_by_side or before.operation in ("max", "min")) and question.operation is None
    compared = compared and not question.follows
    found = _OTHER_ONE.fullmatch(own_words(question).strip()) if compared else None
    return None if found is None else "min" if found["end"] in "少低小" else "max"


# 那减少最多的呢 after 哪个镇增加最多: of the same thing.
_OTHER_END = re.compile(
    r"(?:那么?)?(?:增加|减少|下降|上升|增长|变化|[降升涨添多少])(?:得|的|幅度)*最[多少大小快慢](?:的)?(?:又?是)?(?:谁|哪一?[个家]?(?:乡镇|镇|乡|街道)?)?呢?[？?。]?"
)


def _names_a_matter(topic: str) -> bool:
    """Whether words name a matter of these reports by themselves."""
    return bool(topics_asked(topic) or part_asked(topic)) or bool(objects(terms(topic)))


def topic_with(question: Question, before: Question) -> str:
    """What a question of words is about, with what it leaves to the one before it."""
    if asks_nothing(question):
        if before.figures and asks_why(question.topic):
            return f"{before.topic} {question.topic}"
        if len(question.topic) < _A_MATTER:
            return before.topic
        whole = before.figures or not part_asked(question.topic)
        return f"{question.topic} {before.topic}" if whole else question.topic
    if (
        question.kind == "narrative"
        and before.figures
        and asks_why(question.topic)
        and not _names_a_matter(question.topic)
    ):
        return f"{before.topic} {question.topic}"  # 为什么会输 after 官司有没有输的
    if question.kind == "narrative" and before.kind == "narrative" and not _names_a_matter(question.topic):
        return f"{question.topic} {before.topic}"  # 以前为啥不清楚 after 草场边界怎么定的
    return question.topic


_A_MATTER = 4
