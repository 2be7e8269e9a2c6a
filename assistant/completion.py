"""What is still to do is not answered by what was done: 还剩几件没化解 asks for the rest, not for those resolved."""

from __future__ import annotations

import re

_NOT_REACHED = r"(?:谈?拢|谈妥|谈成|说通|通过|过关|合格(?!证)|达标|采纳|[拿取考领](?:到|得)?[一-鿿]{0,4}证)"
_UNDONE = r"(?:完|掉|好|成(?!年)|办|结|改|弄|解决|落实|到位|处理|化解|整改|处置|调处|清|交|收)"
_LEFT_ASKED = re.compile(
    rf"还?剩(?:下|余)?(?!女)|余下|(?:(?<!有)没有?|未能?|尚未|还没|还未)[一-鿿]{{0,3}}?(?:{_UNDONE}(?!过)(?:的|$|[一-鿿]{{0,2}}(?:有|是)?(?:多少|几)|[？?，,。 ])"
    rf"|{_NOT_REACHED}(?:[一-鿿]{{0,3}}的|$|[一-鿿]{{0,2}}(?:有|是)?(?:多少|几)|[？?，,。 ]))"
    r"|还有(?:几|多少)[一-鿿]{1,10}(?:没有?|未)|\bleft\b(?! town)|\bremain|\bunresolved|\bunsettled|\boutstanding\b|still (?:to|not|un)|not yet"
)
_LEFT_TOLD = re.compile(
    r"剩|其余|余下|余[^额名人件起份次万多]|尚[未有余在]|仍[未有在]|还有|还在|[未没无](?!成年|来|必)|在办|正在|待[办处整解]|继续|挂牌|转入|跟踪|不到位|不成|遗留|逾期|欠"
)


def asks_what_is_left(text: str) -> bool:
    """Whether ``text`` asks how much is left undone."""
    return bool(_LEFT_ASKED.search(text))


def tells_what_is_left(clause: str) -> bool:
    """Whether a figure's ``clause`` can say how much is left undone."""
    return bool(_LEFT_TOLD.search(clause))
