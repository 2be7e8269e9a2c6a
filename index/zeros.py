"""Zero in words: 未收到行政复议案件, 无败诉情况, 没有…案件发生, 零投诉."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fold import fold

# What can happen to a town, and so can be said not to have happened.
_EVENTS = (
    "行政复议|复议|行政诉讼|诉讼|应诉|败诉|投诉|举报|信访|上访|越级访|[进到赴晋][京省市]访|群访|事故|纠错|撤销|违法|违规|违纪|案件|事件|命案|纠纷|赔偿|异议|"
    "申请|申诉|超期|逾期|冤假错案|错案|民转刑|群体性|问责|处罚|差错|泄密|舆情|积案|未结案件|听证|处分|不合法|伤亡|脱管|漏管|冲突|重新犯罪|再犯|失信|规范性文件|强拆|拖欠|火点|登记|激化|上交|缺口|重复访|集访|越级"
)
_HAPPEN = "收到|发生|出现|产生|接到|被提起|引发"
_DO = "受理|涉及|存在|办理|制定|出台|制发|印发|有过|作出|做出|被|因|新增|实施|发现"
_NOT = "(?:均|尚|暂|也|并|全年|年内|从)?(?:未|没有|没|无)(?:曾|再|新)?"
_ONE = "(?:一起|一件|一例|一宗|一次|1起|1件|1例|1宗)"
_REST = r"[^，,。.；;！!？?（(\n]"
_ZERO = re.compile(
    rf"(?:{_NOT}(?:{_HAPPEN})(?:过|任何)?{_ONE}?(?P<happened>{_REST}{{2,40}})"
    rf"|{_NOT}(?:{_DO})(?:过|任何)?{_ONE}?(?P<done>{_REST}{{0,36}}?(?:{_EVENTS}){_REST}{{0,24}})"
    rf"|(?:均|暂|也|全年|年内)?(?:没有|无|零|(?<![\d.])0){_ONE}?(?P<noun>[^，,。；;！!？?、\n]{{0,10}}?(?:{_EVENTS})(?:[^，,。；;！!？?、\n]{{0,6}}?(?:{_EVENTS}))*(?:{_REST}{{0,24}}(?:发生|出现|情况|现象|案件|情形|记录|问题|活动))?)"
    rf"|(?:没有|无)(?:一起|一件|一例|一宗|一人|一名|一户)(?P<none>{_REST}{{2,40}})"
    rf"|一(?:件|起|例|宗|人|户|次)(?:也|都)?(?:未|没有?)(?P<single>{_REST}{{2,12}})"
    # 群众申请公开信息的，一件也没有
    rf"|(?<![一-鿿])(?P<named>[一-鿿]{{2,14}}?)的?[，,]?(?:全年)?一[件起例宗人户次](?:也|都)?(?:未|没有?)(?:有|发生|收到|出现)?(?=[，,。；;！!？?）)、\n]|$)"
    rf"|(?P<zero>[一-鿿]{{2,8}}(?:为|是)?零(?:发生|发案|案件|投诉|事故|上访|败诉))"
    # 行政复议、行政诉讼案件均为零; 当年行政复议案件无; 安全事故没有发生
    rf"|(?P<before>{_REST}{{0,16}}?(?:{_EVENTS})[一-鿿]{{0,4}}?)(?:案件|事件|数量?|量|情况)?(?:全年|年内)?"
    rf"(?:(?:均|都|也|仍|继续)?(?:为|是|保持)(?:零|0)|(?:均|都|也|暂|仍|尚)?(?<!了)(?:没有|未|无)(?:再)?(?:新增|发生|出现|收到)?)(?=[，,。；;！!？?）)、\n]|$)"
    # 行政复议：无, 败诉案件数：零
    rf"|(?P<labelled>(?<![一-鿿])[一-鿿]{{0,10}}?(?:{_EVENTS}))(?:案件|事件|件数|数量?|情况)?\s*[:：]\s*(?:无|零|没有|未发生|未收到)(?=[，,；;。！!？?）)、\n]|$))"
)
# 2021年发生民转刑案件1起，今年未发生: what there was none of is named with the year before.
_NOT_AGAIN = re.compile(
    rf"(?P<thing>[一-鿿]{{0,6}}?(?:{_EVENTS})(?:案件|事件|问题)?)(?:\d+|[一二两三四五六七八九十]+)(?P<unit>[起件例宗次人名户])[，,]?"
    r"(?:今年|本年度?|当年|20\d\d年)(?P<none>(?:均|则|已)?(?:未|没有)再?(?:有|发生|出现|收到))(?=[，,。；;！!？?）)\n]|$)"
)
# Not an event that failed to happen, but a thing wanting or a turn of phrase.
_NOT_ZERO = re.compile(
    r"严格|按照|按时|及时|能够?|完全|到位|充分|真正|形成(?:合力|有效|规模|体系|机制|闭环|常态)|无法|无序|无缝|无障碍|无偿|无微|无论|无小事|无违建|无诉社区|无讼|无疑|无关|无证|无权|无人机|无因(?!.{2,16}(?:引发|导致|产生|造成|引起))|无效|无形|无废|无故|[罚法]权|意识|经验|力量|手段|平台|根本|明显(?:变化|提升)|应有|力争|争取|确保|实现|做到|目标"
)


# 对无诉讼、无信访的村授牌: what such a village is like, not what happened.
_ATTRIBUTE = re.compile(r"的(?:村|社区|小区|单位|地方|网格|镇|乡|街道|企业)")


# 没有再上交到镇上的有105件 counts those.
_OF_THOSE = re.compile(r"[^，,。；;！!？?、（()）\n]{0,8}的(?:共|就|只|还)?(?:有|达|是|为)\s*\d")


@dataclass(frozen=True, slots=True)
class Zero:
    """A phrase that says none; ``thing`` is what there was none of, ``before`` its words where they stand before the phrase."""

    start: int
    end: int
    thing: str
    unit: str
    before: str = ""


def zeros(text: str) -> list[Zero]:
    """Every phrase in ``text`` that says that something countable did not happen."""
    folded = fold(text)
    found = []
    for match in _ZERO.finditer(folded):
        thing = next(
            group
            for group in match.group(
                "happened", "done", "noun", "none", "single", "zero", "named", "before", "labelled"
            )
            if group
        )
        phrase = match.group()
        before = folded[max(0, match.start() - 2) : match.start()]
        after = folded[match.end() : match.end() + 1]
        if (
            _NOT_ZERO.search(phrase)
            or after == "权"
            or _ATTRIBUTE.match(folded, match.end())
            or _OF_THOSE.match(folded, match.end())
            or re.search(r"《[^》]*$", folded[max(0, match.start() - 40) : match.start()])
        ):
            continue
        # 无 at the end of a longer word (有无, 毫无), or a wish before it (杜绝, 确保): nothing is reported.
        if re.search(r"(?:[有毫百全]|防止|杜绝|避免|确保|力争|争创|[如若对]|是否)$", before):
            continue
        if re.search(r"\d", phrase.removesuffix("为0")) and not re.search(r"^\D{0,8}(?<!的)1[起件例宗]", phrase):
            continue
        unit = next(
            (u for u in ("起", "例", "宗", "次", "人", "名", "户") if f"一{u}" in phrase or f"1{u}" in phrase), "件"
        )
        found.append(Zero(match.start(), match.end(), thing, unit))
    found += [
        Zero(match.start("none"), match.end(), match["thing"], match["unit"], text[slice(*match.span("thing"))])
        for match in _NOT_AGAIN.finditer(folded)
    ]
    return sorted(found, key=lambda zero: zero.start)
