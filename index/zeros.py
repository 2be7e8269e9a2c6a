"""Zero in words: 未收到行政复议案件, 无败诉情况, 没有…案件发生, 零投诉."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fold import fold

# What can happen to a town, and so can be said not to have happened.
_EVENTS = (
    "行政复议|复议|行政诉讼|诉讼|应诉|败诉|投诉|举报|信访|上访|越级访|进京访|事故|纠错|撤销|违法|违规|违纪|干预|插手|案件|事件|命案|纠纷|赔偿|异议|"
    "申请|申诉|申报|超期|逾期|冤假错案|错案|民转刑|刑事案件|群体性|不文明执法|过错|问责|处罚|差错|泄密|舆情|积案|未结案件|听证|处分|不合法|规范性文件"
)
_VERB = "收到|发生|出现|产生|接到|发现|受理|涉及|存在|引发|办理|制定|出台|制发|印发|有过|作出|做出|被提起|被|因|形成|新增"
_ZERO = re.compile(
    rf"(?:(?P<verbal>(?:均|尚|暂|也|并|全年|从)?(?:未|没有|没|无)(?:曾|再)?(?:{_VERB})(?:过|任何)?)(?:一起|一件|一例|一宗|1起|1件|1例)?"
    rf"(?P<thing>[^，,。；;！!？?\n]{{0,36}}?(?:{_EVENTS})[^，,。；;！!？?\n]{{0,24}})"
    rf"|(?P<noun>(?:均|暂|也|全年)?(?:没有|无|零)(?:一起|一件|一例|1起|1件)?)(?P<thing2>[^，,。；;！!？?、\n]{{0,10}}?(?:{_EVENTS})(?:[^，,。；;！!？?\n]{{0,24}}(?:发生|出现|情况|现象|案件|情形|记录|问题))?))"
)
# Not an event that failed to happen, but a thing wanting or a turn of phrase.
_NOT_ZERO = re.compile(r"严格|按照|按时|及时|能够?|完全|到位|充分|真正|形成合力|无法|无序|无缝|无障碍|无偿|无微|无论|无小事|无违建|无诉社区|无讼|无疑|无关|无证|无权|无人机|无因|无效|无形|无废|无故|权$|意识|经验|力量|手段|平台")


@dataclass(frozen=True, slots=True)
class Zero:
    """A phrase that says none; ``thing`` is what there was none of."""

    start: int
    end: int
    thing: str
    unit: str


def zeros(text: str) -> list[Zero]:
    """Every phrase in ``text`` that says that something countable did not happen."""
    folded = fold(text)
    found = []
    for match in _ZERO.finditer(folded):
        thing = match["thing"] or match["thing2"] or ""
        phrase = match.group()
        if _NOT_ZERO.search(phrase) or re.search(r"《[^》]*$", folded[: match.start()]):
            continue
        # 无 at the end of a longer word (有无, 毫无, 百无) or 杜绝/防止 before it: nothing is reported.
        if re.search(r"(?:[有毫百全从]|防止|杜绝|避免|确保|力争|实现|做到|创建|打造|争创|如|若|对|是否)$", folded[max(0, match.start() - 2) : match.start()]) and match["noun"]:
            continue
        unit = "起" if "起" in phrase[:8] else "件"
        found.append(Zero(match.start(), match.end(), thing, unit))
    return found
