"""A figure with the words around it, read once for every question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.overlap import Field, Words, read_field, read_words
from index.binding import is_part_of_town
from index.parts import Part, part_of
from index.records import IN_TABLE, Figure, Report, Role
from index.units import alike
from index.vocabulary import objects

_PERSON = re.compile(r"镇长|乡长|书记|主任|班子|党委|带头|亲自")
# 两位主要领导共包保“骨头案”5件，已化解4件 are the leaders' own.
_IN_CHARGE = re.compile(
    r"(?:主要领导|领导班子|班子成员|书记|镇长|乡长|主任|镇领导|乡领导)[^。；;]{0,14}?(?:包[保案联]|领办|牵头化解|督办|挂包)(?!.*(?:全年|全[镇乡]|累计|共[^包]))"
)
# 受理仲裁申请27件，裁决9件，调解16件: those were arbitrated.
_TRIED = re.compile(r"仲裁|诉讼|复议|审理|法庭|开庭")
_LED = 3
# 人民调解：87件 in a list counts disputes.
_BARE_MEDIATION = re.compile(r"(?:开展)?(?:人民)?调解(?:案件)?")
_TOTAL_WORDS = ("共", "累计", "总计", "合计")
_ADDED = re.compile(
    r"(?<![创更革])新(?![华技]|时代|型|闻|一轮|冠|媒体|居民|修订|规)[一-鿿]{1,6}|增加(?!到|至)|增聘|增设|净增"
)
REALLY = re.compile(r"实际(?!问题|情况|困难)|真正|真用")
_REALLY_TOLD = re.compile(rf"{REALLY.pattern}|(?<![一-鿿])实[考到收有发]|到[位账][约近]?$")
_LEFT = re.compile(r"剩|其余|余下|尚[未有余]|仍[未有在]|未能")
# Words in a report that no question need repeat.
_ANY_KIND = re.compile(r"各类|各种|各项|各式|有关|相关|累计|全年|共计")
_NEAR_CONTEXT = 30
_REACH = 160


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with its words, read once: the fields, and its own words as what a question may ask for."""

    figure: Figure
    head: Field
    clause: Field
    subject: Field
    whole: Field
    inherited: Field
    near_context: Field
    context: Field
    heading: Field
    words: Words
    part: bool
    person: bool
    total: bool
    added: bool
    left: bool
    fault: bool
    really: bool
    # What the next clause says became of it: 罚款3.2万元，已全部缴纳入库.
    then: str = ""
    # What it counts without saying so; ``aloud`` where it is read as if it did.
    implied: str = ""
    aloud: bool = False

    @property
    def own(self) -> tuple[Field, ...]:
        """The fields that tell of the figure itself."""
        return (self.head, self.clause, self.subject, self.whole, self.inherited)

    @property
    def around(self) -> tuple[Field, ...]:
        """All that stands around the figure."""
        return (*self.own, self.context, self.heading)


def view(
    figure: Figure, report: Report, figures: Sequence[Figure], path: tuple[str, ...], rarity: dict[str, float]
) -> FigureView:
    """``figure`` of ``report`` read for matching; ``figures`` are all of the report, ``path`` are its section's headings."""
    whole = (
        next((other for other in figures if other.number == figure.whole), None) if figure.whole is not None else None
    )
    text = report.text
    before = text[figure.clause_start : figure.start]
    clause = f"{before}{figure.unit}{text[figure.end : figure.clause_end]}"
    if figure.qualifier == IN_TABLE:
        clause = f"{figure.indicator}{figure.unit}"  # what else stands in its row counts other things
    sentence = text[figure.sentence_start : figure.start]
    part = is_part_of_town(figure.subject)
    then = _became(text[figure.clause_end : figure.sentence_end])
    if _ALL_OF_IT.match(then):
        clause = f"{clause}{then}"  # 执法人员17名，全部持证上岗 counts who is certified as well
    implied = ""
    if _PURSUED.search(figure.indicator) and figure.unit in _CASES and _FINED.match(text, figure.end):
        implied = _PENALTY
    return FigureView(
        figure=figure,
        head=read_field(_of_the_same(figure, figures) or figure.indicator),
        clause=read_field(clause),
        subject=read_field(figure.subject),
        whole=read_field(whole.indicator if whole else ""),
        inherited=read_field(_inherited(figure, figures, path)),
        near_context=read_field(figure.context[-_NEAR_CONTEXT:]),
        context=read_field(figure.context),
        heading=read_field(" ".join(path)),
        words=read_words(_ANY_KIND.sub("", figure.indicator), rarity),
        part=part,
        person=bool(part and _PERSON.search(figure.subject)) or bool(_IN_CHARGE.search(sentence)),
        total=any(word in before for word in _TOTAL_WORDS),
        added=bool(_ADDED.search(before)),
        left=bool(_LEFT.search(before)),
        fault=part_of(path) is Part.SHORTCOMINGS,
        really=bool(_REALLY_TOLD.search(before)),
        then=then,
        implied=implied,
    )


# 立案查处5件，罚款1.35万元 counts penalties as well.
_PURSUED = re.compile(r"(?:立案|查处|查办)(?!.*处罚)[一-鿿]{0,14}$")
_CASES = ("件", "起", "宗", "例", "个")
_FINED = re.compile(r"[，,、；]?(?:共|累计|合计|并|处)*罚(?:没)?(?:款|金)")
_PENALTY = "行政处罚"


def said_aloud(one: FigureView) -> FigureView:
    """``one`` read as if it said what it counts without saying so."""
    clause = read_field(f"{one.clause.text}{one.implied}")
    return replace(one, clause=clause, inherited=read_field(one.implied), aloud=True)


_BECAME = re.compile(
    r"[，,]\s*(?:(?:目前|现)?(?:均|都|皆|全部|全数|已|并|经|在|通过)[^\d，,；;。]{0,14}+(?!\s*\d)"
    r"|[^\d，,；;。]{0,8}判决?(?:确认|撤销|责令|变更)[^\d，,；;。]{0,20}(?:违法|决定|处罚|重作)"
    r"|(?:[^\d，,；;。]{0,24}判(?:决|令)[^\d，,；;。]{0,20}[，,])?(?:法院|一审|终审)?(?:判决)?(?:街道|[镇乡](?:政府)?|我[镇乡])(?:均|全部)?(?:败诉|胜诉)(?!\s*[\d一二两三四五六七八九十]))"
)


_ALL_OF_IT = re.compile(
    r"[，,]\s*(?:目前|现)?已?(?:均|都|皆|全部|全数)(?![^，,。；;]*(?:[未没无不待]|在办|正在|拟|将))"
)


def _became(behind: str) -> str:
    """The clause ``behind`` a figure's own, if it tells what became of what is counted, and counts nothing itself."""
    found = _BECAME.match(behind)
    return found.group() if found else ""


# 受理来信来访47件，…，较去年的62件有所下降: the same, a year before.
_ONLY_COMPARES = re.compile(
    r"(?:较|比|相比|低于|高于|多于|少于)?(?:去年|上一?年|前一年|(?:19|20)\d\d年)(?:度|同期)?的?(?:相比|有所|略有|明显|大幅)*(?:下降|上升|减少|增加|增长|回落|减|增|降|升|持平)*"
)


def _of_the_same(figure: Figure, figures: Sequence[Figure]) -> str:
    """What another year's figure counts that is only set beside this year's, of which its sentence tells before it; empty elsewhere."""
    if figure.role is not Role.OTHER_YEAR or not _ONLY_COMPARES.fullmatch(figure.indicator):
        return ""
    earlier = figures[max(0, figure.number - _LED) : figure.number]
    named = {
        one.indicator
        for one in earlier
        if one.sentence_start == figure.sentence_start
        and one.whole is None
        and alike(one.unit, figure.unit)
        and one.role is not figure.role
    }
    return named.pop() if len(named) == 1 else ""  # of several it may be any


def _inherited(figure: Figure, figures: Sequence[Figure], path: Sequence[str]) -> str:
    """What is counted by the figure just before that says so, for one whose own words don't: 排查矛盾纠纷9件……化解8件."""
    if _BARE_MEDIATION.fullmatch(figure.indicator):
        led = [
            one
            for one in figures[max(0, figure.number - _LED) : figure.number]
            if one.sentence_start == figure.sentence_start
        ]
        named = [one.indicator for one in led if _TRIED.search(one.indicator)]
        return named[-1] if named else "矛盾纠纷"
    if _names_object(figure.indicator):
        return ""
    before = figures[figure.number - 1] if figure.number else None
    if not figure.indicator and before is not None and before.clause_start == figure.clause_start and before.indicator:
        return before.indicator  # 旁听庭审1次25人
    for number in range(figure.number - 1, -1, -1):
        other = figures[number]
        if other.section != figure.section or figure.start - other.end > _REACH:
            break
        if other.whole is None and _names_object(other.indicator):
            return other.indicator
    # 化解纠纷有温度 stands over 排查195件，受理173件，化解166件.
    return path[-1] if path and _names_object(path[-1]) else ""


def _names_object(text: str) -> bool:
    return bool(objects(read_field(text).concepts))
