"""Two questions in one of a town's report: why something falls short, and what is to be done about it.

They are answered by two parts of the report (不足和原因, 下一年安排), so that no one passage is near to both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question import Question

_WHY = re.compile(
    r"为什么|为何|为啥|怎么回事|咋回事|原因|根子|根源|缘故|不足|问题|短板|毛病|难点|难处|困难|不够|不到位"
)
_ONLY_ASKS = re.compile(
    r"(?:的)?(?:主要)?(?:原因|根子|根源|缘故)(?:是什么|是啥|在哪里?|有哪些)?|为什么|为何|为啥|存在(?:什么|哪些)?|是什么|有(?:什么|哪些|啥)"
)
_REMEDY = re.compile(
    r"下一?步|下一?年|明年|来年|今后|打算|计划|安排|准备(?=怎么|如何|咋)"
    r"|(?:怎么|如何|怎样|咋)[一-鿿]{0,4}?(?:解决|改|整改|理顺|规范|减轻|增强|加强|补|破解|应对|治|防|减|办|弄)"
    r"|(?:有)?(?:什么|啥|哪些|何)(?:措施|办法|法子|举措|对策|招)"
)
# 哪类人最不知情？明年准备怎么补: whatever is asked first, the second is told by the plans.
_ASKS = re.compile(r"哪|什么|啥|谁|怎么|如何")
_TO_COME = re.compile(r"下一?年|明年|来年|打算|准备(?=怎么|如何|咋)")
# 是怎么解决的: that has been done, and stands anywhere.
_WAS_DONE = re.compile(r"是(?:怎么|咋|如何)[一-鿿]{1,6}的$|(?:怎么|咋|如何)[一-鿿]{1,4}[好掉完了]的?$")
_BREAK = re.compile(r"[，,；;。？?]")


def reason_and_remedy(question: Question) -> tuple[Question, Question] | None:
    """``question`` as two: for the reason, and for the remedy of the same matter; ``None`` where it isn't both, of one town."""
    if question.kind != "narrative" or len(question.places.towns) != 1:
        return None
    topics = [piece.strip() for piece in _BREAK.split(question.topic) if piece.strip()]
    texts = [piece.strip() for piece in _BREAK.split(question.text) if piece.strip()]
    if len(topics) != 2 or len(texts) != 2 or not _REMEDY.search(topics[1]):
        return None
    if not _WHY.search(topics[0]) and not (_ASKS.search(topics[0]) and _TO_COME.search(topics[1])):
        return None
    if _WAS_DONE.search(topics[1]):
        return None
    matter = _ONLY_ASKS.sub(" ", topics[0]).strip()
    # The year of the remedy is the one to come: it says nothing of the reason.
    reason = replace(question, text=texts[0], topic=topics[0], years=replace(question.years, inherited=True))
    return reason, replace(question, text=texts[1], topic=f"{matter} {topics[1]}")
