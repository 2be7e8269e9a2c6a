"""Which kind of place a question that names none means: 各街道, 所有的乡. 哪个镇 and 乡镇 mean any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.towns import Town

_ASKED = re.compile(
    r"(?:各个?|每一?个|哪(?:一|几)?[个些家]?|(?:所有|全部|其[他它余]|别)的?|[这那]?些|[几两二三四五六七八九十\d]个|多少个)(?:不同的?)?"
    r"(?P<every>街道(?!级|办公|工委)|乡(?![级镇村里亲贤土音愁情约规间]))"
    r"|的(?P<such>街道|乡)(?=有|是|里|中|都|谁|$|[？?，,。])"
    r"|\b(?P<english>sub-?districts?)\b",
    re.IGNORECASE,
)
_LEFT_ASIDE = re.compile(r"[（(，,][^（）()，,]*(?:不算|除外|不含|不包括|不要)[^（）()，,]*[)）]?")
_OTHER_KINDS = {
    "街道": re.compile(r"乡(?![村亲土贤])|镇(?!压|静|定)|\btown(?:s|ships?)?\b", re.IGNORECASE),
    "乡": re.compile(r"镇(?!压|静|定)|街道|街(?=[和与、])"),
}
# What the names of each kind end in.
_ENDS = {"街道": ("街道", "街道办", "办事处", "街"), "乡": ("乡", "苏木")}


def kind_of_town(text: str) -> str:
    """``街道`` or ``乡`` where ``text``, without the names of places, asks about places of that kind only; else empty."""
    plain = _LEFT_ASIDE.sub(" ", text)
    found = _ASKED.search(plain)
    if found is None:
        return ""
    kind = "街道" if found["english"] else found["every"] or found["such"]
    return "" if _OTHER_KINDS[kind].search(plain) else kind


def of_kind(towns: Sequence[Town], kind: str) -> list[Town]:
    """Those of ``towns`` that are of ``kind``; all of them where no kind is asked for."""
    return [town for town in towns if town.name.endswith(_ENDS.get(kind, ""))]
