"""Follow-ups that put right what was asked (不是受理的，是调解成功的), or ask it all again (2023年这两个数呢)."""

from __future__ import annotations

import re

_MINE = r"(?:我(?:说|问|要|指|想问)的)?"
_OPENING = r"^(?:不对|错了|不是这个|no)?[，,。！!、\s]*"
_NOT_BUT = re.compile(
    rf"{_OPENING}{_MINE}(?:就)?不是(?P<wrong>[^，,。；;]{{1,14}})[，,；;\s]\s*(?:而)?{_MINE}(?:要的?)?是(?P<meant>[^，,。；;]{{2,24}}?)的?[。]?$"
)
_BUT_NOT = re.compile(
    rf"{_OPENING}{_MINE}(?:问|要|指|说)?的?是(?P<meant>[^，,。；;]{{2,24}}?)的?[，,；;]?\s*(?<!是)不是[^，,。；;]{{1,14}}[。]?$"
)
# 2023年这两个数呢, 同样的数据呢: what was asked before, all of it.
_THE_SAME = re.compile(
    r"\b(?:the )?same (?:two|three|ones?|figures?|numbers?|thing|question)?\b(?: (?:for|in|of))?|\b(?:both|these|those) (?:figures|numbers)\b|"
    r"(?:这|那|上述|同样的?|刚才(?:问)?的?|前面(?:问)?的?)(?:[两二三四几]|些)?(?:个|项|样|组)?(?:数据?|数字|指标)(?=(?:分别|各)?(?:呢|是多少|多少|$|[？?。]))",
    re.IGNORECASE,
)
# 为什么, 具体怎么做的 after a number: told in words.
_ASKS_WHY = re.compile(
    r"为[什何啥]|咋回事|怎么回事|什么原因|原因|(?:怎么|咋|如何|怎样)(?:去|来)?(?:做|搞|弄|办|操作|开展|运作|运行)的?|\bwhy\b|\bhow come\b"
)
_WRONG_ITSELF = re.compile(r"多少|几|哪|什么|吗")


# 打错了，是楠木冲
_MISTYPED = re.compile(
    r"^(?:打错了?|写错了?|说错了?|搞错了?|错了|不对)[，,。！!\s]*(?:应该|应当|我?(?:说|问|要|指)的)?是(?P<meant>[^，,。；;]{2,16})[。]?$"
)


# 回到铁佛那个，重复投诉占多少
_BACK_TO = re.compile(r"^(?:再|还是)?(?:回到|说回|回头说|回过头看?)([^，,。]{2,10}?)(?:那个|那边|那儿|这个)?[，,]")


def meant_by(text: str) -> str:
    """``text``, a follow-up, as the question that is meant."""
    text = _BACK_TO.sub(r"\1", text.strip())
    for pattern in (_NOT_BUT, _BUT_NOT, _MISTYPED):
        found = pattern.match(text.strip())
        if found and not _WRONG_ITSELF.search(found.group()):
            return f"{found['meant']}呢"
    return _THE_SAME.sub("", text)


def asks_why(text: str) -> bool:
    """Whether ``text``, behind a number, asks for what words tell: why it is so, or how it was done."""
    return _ASKS_WHY.search(text.lower()) is not None
