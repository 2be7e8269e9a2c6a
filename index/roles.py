"""What a figure says: an outcome, or a requirement, plan, growth, rank, another year's or another party's figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fold import fold
from index.numbers import Quantity, spoken_value
from index.parts import tells_of_a_plan_carried_out
from index.records import Role
from index.units import DURATIONS, MONEY, POINTS, RATE
from index.years import CHINESE_DIGITS

_PLAN_HEADING = re.compile(
    r"下一?(?:年度?|步|阶段)|明年|来年|今后|(?:工作)?(?:计划|打算|安排|思路|谋划|规划)$|(?:初步|主要|工作)(?:安排|打算|计划)|努力方向|工作思路|未来|展望"
)
# 拟签订的合同 are there to be signed: no plan.
_PROPOSED = r"(?<![模代重草虚比])拟(?!定|制|订|稿|合|[一-鿿]{1,4}的)"
_PLAN = re.compile(
    rf"(?<![定订入为作传法年度设项程规的])计划(?=[^》”\"，,；;。、]{{0,16}}$)|{_PROPOSED}|预计|力争|争取|目标(?:是|为)|下一?(?:步|年|阶段)|明年|来年|准备在|打算|确保.{{0,12}}$|今后|原(?:先|本)?(?:定|计划)(?:的|于|为|是)?$"
    r"|将(?:继续|再|于|会|进一步|新增|新建|新聘|增设|开展|举办|组织|建设|建成|实施|完成|实现|达到|力争|全面|培训|聘请|推进|推动|选派)|到(?:20)?\d\d年(?:底|末)?(?:前|实现|建成)"
)
# A sentence that begins with what is to come speaks of it to its end.
_PLAN_SENTENCE = re.compile(
    rf"^\W*(?:[一二三四五六七八九十]是)?(?:计划|{_PROPOSED}|预计|力争|明年|下一?年度?|下一?步|今后|接下来)|(?:明年|下一年度?|下一?步)[^；;。]*$"
)
_REQUIREMENT = re.compile(
    r"每(?:季度?|年|月|周|半年|学期|两个?月|逢|次|个?季|双月|旬|日|天|两周)|不少于|不低于|不得|至少|原则上|应当|(?<![反响回相对供适])应(?=[在于每有达按由])|必须|(?<![主重必需首])要(?:求|达到|做到|确保|在每)|标准(?:为|是)|按照.{0,10}标准|(?:定期|每)$"
)
_EACH = re.compile(r"每(?:个?村|个?社区|名|人|户|个|位|支|所|场|期|组|次|网格|件)|各(?:配备?|设|有)$|一村$")
# 每名网格员年均6000元 is what came of it.
_PER_HEAD = re.compile(r"(?:[年月人村户]均|平均)[^，,。；;]{0,8}$")
# 删去“外嫁女不得分红”等条款14条: what is quoted requires nothing.
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』")
_MOVED = r"(?:增长|增加|上升|下降|减少|降低|提高|提升|回落|前移|后移|上涨|压降|压减|缩短|增幅|降幅|涨幅|高出|高于|低于|增|降|多|少|减|升)"
_GROWTH = re.compile(
    rf"(?:(?:同比|环比|较|比|与)[^，,；;。]{{0,24}}?{_MOVED}[办开调发受审举聘培走组]?(?:幅度?|率)?(?:了|约|近|达|超过?|为)*"
    rf"|(?:^|[，,、）)]|同比|环比|数量|总量|件数|案件|[一-鿿]量|[一-鿿]率|投诉|纠纷|信访|发案)(?:同比|环比|再|又|大幅|分别)?(?:增长|增幅|降幅|涨幅|上升|下降|降低|减少|压降|回落|提高|提升)(?:了|率|幅度|约|近|达|超过?|为)*)$"
)
_GROWTH_AFTER = re.compile(r"^个?百分点|^个百分")
_GROWTH_TO = re.compile(r"(?:到|至|(?<!幅)(?<!幅度)为)$")
_BRACKETS = re.compile(r"[（(][^（）()]{0,40}[)）]")
_RANK = re.compile(r"(?:排名|位列|位居|列|居|排|名列|获|评比|考核|考评|全[县区市省]|成绩|排行)(?:[^，,。；;]{0,8})$")
_RANKED = re.compile(
    r"第\s*(\d+|[一二三四五六七八九十]+)\s*(?:名|位)?(?!次|届|期|批|条|款|项|章|节|季度|一?责任|一?时间|一?书记|议题|一?议题|一?线|三方|三人|个|部分|场|轮|产|号|起|件|支|家|站|类|一?阶段|二?阶段|方面|一是|页|种|\w*年)"
)
_YEAR = re.compile(
    r"((?:19|20)\d{2}|二[〇零○][一二三][〇零○一二三四五六七八九])\s*年(?!以来|来|度以来)|(上一?年度?|去年|上年)(?!以来|来)|(前年)|(今年|本年|当年)"
)
_COMPARED = re.compile(r"(?:较|比|与|同比|相比|对比)\s*$")
# The year belongs to a number of its own only at the head of its clause or in a comparison: not in 对上年梳理出的合同.
_HEADS_CLAUSE = re.compile(
    r"(?:^|[，,；;。：:、（(]|其中|而|由|从|为|和|与|及|[一二三四五六七八九十]是|[至到]|将)\s*$"
    r"|(?:^|[，,；;。：:（(\n])\s*(?:我|全|本)?(?:[镇乡]|街道?)\s*$"
)
_PERIOD = re.compile(
    r"截[至止](?:目前|[^，,；;。\n]{0,14}?(?:月[底末份初]?|年[底末]|底|末|日|前|初))|\d{1,2}\s*[-–—－~～至]\s*\d{1,2}\s*月(?:份|底)?|上半年|下半年|前三季度|[一二三四]季度|(?:自|从)?(?:19|20)\d{2}\s*年(?:\d{1,2}月)?(?:度)?以来|累计"
)
# An office of the county or city, not the town's own team: 县生态环境分局, not 县授权镇综合执法大队 nor 市容巡查大队.
OTHER_OFFICE = r"(?:[县省]|市(?![容政场民])|(?<![社片辖园])区)(?:(?![镇乡我本]|街道)[一-鿿]){1,12}?(?:局|大队|支队)"
_OTHER = re.compile(
    r"^[^我本]{0,8}全[县区市省](?!域|面|体)|(?:高出|低于|高于|超过|好于|优于)[^，,；;。]{0,6}平均|全[县区市省国]平均|全[县区市省国](?:[^，,；;。]{0,4})(?:共|累计|平均|共有|有|合计|受理|办理|总)|(?:全[县区市省]|周边|兄弟|其他|别的)[^，,；;。]{0,6}(?:乡镇|镇街|街道)[^，,；;。]{0,6}(?:共|累计|平均|有)?$|管委会[一-鿿]{0,4}局(?:在|作出|办理|查处)"
    r"|^\W*[一-鿿]{1,3}县(?:20\d\d\s*年|今年|全年|本年度?)?(?:全年)?(?:共|累计|合计|总共)"
    rf"|^\W*{OTHER_OFFICE}(?:对|为|给|向|面向|组织)(?:全[县区市]|各)(?:各?(?:乡镇|镇街|街道|[县区]))?"
    rf"|^\W*{OTHER_OFFICE}(?:全年|今年|年内)?在全[县区市](?:范围内?)?(?:共|累计)?(?:办结|查处|立案|作出|处罚)(?!率)"
    rf"|^\W*{OTHER_OFFICE}"
    r"(?:另外?|直接|单独|自行|还|今年|全年|年内)?(?:在(?:[一-鿿]{0,4}(?:[镇乡]|街道)|辖区)(?:境?内|辖区内?)?)?(?:另外?|直接|单独|自行|今年|全年|年内)?(?:查处|立案|查办|处罚|罚款|办理|作出)[^，,；;。]{0,8}$|由[一-鿿]{0,3}(?:[县市省]|(?<![社片辖园])区)[一-鿿]{1,8}[局委院办厅](?:依法|直接)?(?:作出)?(?:立案|处罚|罚款|查处|处理|追责)[^，,；;。]{0,4}$|(?:[县区市]级|[县区市](?:法院|公安局|司法局|检察院|政府))[^，,；;。我本]{0,6}(?:共|累计)"
)
# 立案处罚由区应急局实施，共罚款165万元
_BY_AN_OFFICE = re.compile(
    rf"由{OTHER_OFFICE}(?:统一|依法|直接|负责|具体)*(?:实施|作出|办理|执行|承担|查处|处罚)[，,](?:共|累计|合计|全年)*(?:罚款|罚没款?|处罚|没收)(?:金额)?$"
)
# 原计划的8次培训只完成了5次: the second is what came of it.
_DONE_OF_PLAN = re.compile(
    r"(?:实际|最终|只|仅|已经?)[一-鿿]{0,2}(?:完成|开展|举办|办成|办了|实现|落实|做到|建成|做成|做了)了?$|实际[一-鿿]{0,2}$"
)
# 普法计划的12场没有完成; but not 完成年度计划的115%.
_PLAN_OF = re.compile(r"[一-鿿]{2}计划的$")
_REACHED = re.compile(r"完成|达|占|超")
# 学法计划12次，实际完成9次: what was planned, and what came of it.
_PLANNED_NUMBER = re.compile(r"^(?!.*(?:制定|编制|出台|印发|申报|下达|起草|报送)).*计划\s*$", re.DOTALL)
_REALLY_DONE = re.compile(r"[，,；;]\s*(?:全年|年内|最终)?(?:实际|只|仅|已)")
# 按照年初确定的学法4次的计划: the plan is named behind the number.
_MEANT = re.compile(r"年初|原[定先]|确定|按照?|制定")
_OF_THE_PLAN = re.compile(r"的(?:年度|工作|学习)?(?:计划|安排|目标)")
_DONE = re.compile(r"(?:已经?|完成|实现了|共|累计|了)$|已")


# 推动化解率由今年的92.3%提高到95%: the first is what has been reached.
_FROM_NOW = re.compile(r"[由从](?:今年|本年|当年|目前|现在)(?:度)?的?$")


# 由上年的14次减为8次: the second is this year's.
_MOVED_TO = re.compile(
    rf"(?:上一?年|去年)[^，,。；;]{{0,4}}?\d[\d,.]*[余多]?[一-鿿%]{{1,3}}{_MOVED}[一-鿿]{{0,2}}?[为到至]约?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure's role, its own year, and the part of a year that it covers in the text's words."""

    role: Role
    year: int | None
    period: str


def begins_plans(sentence: str, year: int | None) -> bool:
    """Whether ``sentence`` opens what is still to come; the sentences after it in the paragraph then are too."""
    folded = fold(sentence)
    if _PLANS_OPEN.match(folded):
        return True
    named = _YEAR_OPENS.match(folded)
    if not named or year is None:
        return False
    return int(named[1].translate(CHINESE_DIGITS)) == year + 1


_PLANS_OPEN = re.compile(
    r"^\W*(?:[一二三四五六七八九十\d]{0,3}[.、，,)）：]?\s*)(?:下一?步|下一年度?|下一?阶段|明年|来年|今后|下半年|接下来)(?:的|全年)?(?:主要|重点|初步)?(?:工作)?(?:打算|安排|计划|思路|目标)?[:：。，,]"
)
_YEAR_OPENS = re.compile(
    r"^\W*(?:[一二三四五六七八九十\d]{0,3}[.、，,)）：]?\s*)?((?:20\d\d)|二[〇零○一二三四五六七八九]{3})\s*年(?:度)?(?:主要|重点|初步)?(?:工作)?(?:打算|安排|计划|思路|目标)?(?=[:：。，,拟]|将)"
)


def plans_ahead(path: tuple[str, ...], year: int | None) -> bool:
    """Whether a section of this heading path speaks of what is still to come.

    A heading that names the year reported on, or both the past and the next year, does not.
    """
    if not path:
        return False
    innermost = [fold(heading) for heading in path]
    for heading in reversed(innermost):
        if tells_of_a_plan_carried_out(heading):
            continue
        if _PLAN_HEADING.search(heading) and not re.search(r"成效|举措|做法|上一年|情况|问题|不足|短板", heading):
            return True
    if year:
        return any(
            str(year + 1) in heading and not re.search(r"情况的?报告|成效|举措", heading) for heading in innermost
        )
    return False


def read_role(
    text: str, sentence_start: int, clause: tuple[int, int], number: Quantity, *, year: int | None, ahead: bool
) -> Reading:
    """How the words before ``number`` in its sentence make it be read; ``year`` is the year reported on."""
    # Converted files have spaces around their digits.
    before_clause = _QUOTED.sub("“”", fold(text[clause[0] : number.start]).rstrip())
    before_sentence = fold(text[sentence_start : number.start]).rstrip()
    after = fold(text[number.end : clause[1]]).lstrip()
    own = _own_year(before_sentence, after, year)
    periods = _PERIOD.findall(before_sentence)
    period = periods[-1] if periods else ""
    role = _role(before_clause, before_sentence, after, number, ahead)
    if number.unit != RATE and _PLANNED_NUMBER.search(before_clause) and _REALLY_DONE.match(text, number.end):
        role = Role.PLAN
    if own is not None and _MOVED_TO.search(before_sentence):
        own = year
    if role is Role.OUTCOME and own is not None and year is not None and own != year:
        role = Role.PLAN if own > year else Role.OTHER_YEAR
    if own == _UNKNOWN_YEAR:
        return Reading(role, None, period)
    return Reading(role, own if own is not None else year, period)


def _role(before: str, sentence: str, after: str, number: Quantity, ahead: bool) -> Role:
    if number.floor and not re.match(r"不[足到]", number.qualifier):
        return Role.REQUIREMENT
    if number.unit in DURATIONS and re.match(r"内|之内|以内", after):
        return Role.REQUIREMENT
    required = bool(_REQUIREMENT.search(before) or re.match(r"^/|^每", after)) and not _DONE.search(before[-6:])
    if required and ahead:
        return Role.REQUIREMENT
    if _FROM_NOW.search(before):
        return Role.OUTCOME
    of_plan = number.unit != RATE and _PLAN_OF.search(before) and not _REACHED.search(before)
    planned = of_plan or _PLAN.search(before) or (_MEANT.search(before) and _OF_THE_PLAN.match(after))
    if ahead or (planned and not _DONE_OF_PLAN.search(before)):
        return Role.PLAN
    if number.unit in POINTS:
        return Role.GROWTH
    flat = re.split(r"[；;。]", _BRACKETS.sub("", sentence))[-1][-60:]
    if _GROWTH_AFTER.match(after) or (_GROWTH.search(flat) and not _GROWTH_TO.search(flat)):
        return Role.GROWTH
    if _OTHER.search(before) or (number.unit in MONEY and _BY_AN_OFFICE.search(flat)):
        return Role.OTHER_PARTY
    if required or (_EACH.search(before) and not _PER_HEAD.search(before)):
        return Role.REQUIREMENT
    if _PLAN_SENTENCE.search(sentence):
        return Role.PLAN
    return Role.OUTCOME


_FROM = re.compile(r"[由从](?:(?:原来?|最初|过去|此前|年初|以前)的?|约|近)?$")
# 由年均30件, 由成立之初的7名: what it was before, in no year that is told.
_FROM_SOME_TIME = re.compile(
    r"[由从](?:年初的?)?(?:月均|年均|平均|(?:年前|(?P<ago>[\d一两二三四五六])年前|(?:成立|挂牌|组建|起步|启动)(?:之初|时|初期)|刚开始)的?)$"
)
_UNKNOWN_YEAR = 0
_FROM_TO = re.compile(r"^[^，,；;。\d]{0,10}[到至为]\s*(?:月均|年均|平均)?\s*[\d一二两三四五六七八九十百千]")


def _own_year(before: str, after: str, year: int | None) -> int | None:
    """The year that the last mention before the number gives it; None when nothing is said.

    A mention inside brackets holds to the bracket's end, another one to the end of the sentence.
    """
    if year is not None and _FROM_TO.match(after):
        if _FROM.search(before):
            return year - 1  # 由54名发展到72名
        if some_time := _FROM_SOME_TIME.search(before):
            ago = some_time["ago"]
            return year - int(spoken_value(ago) or ago) if ago else _UNKNOWN_YEAR  # 由两年前的7名增加到10名
    own: int | None = None
    for match in _YEAR.finditer(before):
        lead, between = before[: match.start()], before[match.end() :]
        # 首违不罚案件去年8件、今年15件: a year right before its number is the number's, whatever leads to it.
        direct = re.fullmatch(r"\s*(?:为|有|是|共)?\s*", between) and not match[1] and _ENDS_THERE.match(after)
        heads = direct or _HEADS_CLAUSE.search(lead) or _COMPARED.search(lead)
        if _in_title(before, match.start()) or not heads:
            continue
        if _closed_since(lead, between) or _DATES_A_THING.match(between):
            continue
        if _COMPARED.search(lead) and not re.fullmatch(
            r"\s*(?:度|同期|的|（|\(|约|近|[一-鿿]{1,6}的|[^，,；;。]{0,10}、)*", between
        ):
            continue
        if re.search(r"[到至]$", between) and re.search(r"[由从较比]$", lead):
            own = year  # 由上年的六成降至四成八
            continue
        if re.search(r"[由从]$", lead) and _REACHED_NOW.search(between):
            own = year  # 由上年的86件降为62件，劳务纠纷94件
            continue
        if year is not None and _BESIDE_THIS.search(lead) and _BACK_TO_THIS.match(between):
            own = year  # 信访件21件，上年为34件，其中重复信访4件
            continue
        digits, last, before_last, this = match.groups()
        if digits:
            own = int(digits.translate(CHINESE_DIGITS))
            if re.match(r"\s*(?:[-–—－~～至]|度?(?:法治|普法|工作要点|工作计划|依法|实施|考核))", between):
                own = None if year is None else year
        elif this:
            own = year
        elif year is not None and last:
            own = year - 1
        elif year is not None and before_last:
            own = year - 2
    return own


# 2023年底配备的快艇累计巡航210余次: the year is the boat's.
_DATES_A_THING = re.compile(
    r"\s*(?:度|底|初|末|中)?(?:新|才|刚)?(?:配备|购置|添置|成立|建成|启用|投用|组建|设立|创办|建立|新建|挂牌|选聘|聘请|引进)的[^，,；;]*[，,；;]"
)
# 去年8件、今年15件; but not 化解去年5起信访积案, which were this year's work.
_ENDS_THERE = re.compile(r"\s*(?:$|[、，,；;。)）]|(?:和|与|而|到)?(?:今|本|当|去|上)年)")
# What follows such a change is this year's again.
_REACHED_NOW = re.compile(rf"{_MOVED}[一-鿿]{{0,2}}?[为到至]约?\s*\d[^，,；;。]*[，,；;]")


# This year's number stands right before last year's, and what follows both is of this year's again.
_BESIDE_THIS = re.compile(r"\d[\d,.]*[余多]?[一-鿿%]{1,3}[，,]$")
_BACK_TO_THIS = re.compile(r"\s*(?:同期)?(?:为|是|有)?\s*\d[\d,.]*[余多]?[一-鿿%]{1,3}[，,；;]\s*其中")


def is_last_years(before: str) -> bool:
    """Whether the number behind ``before`` is told of last year beside this year's: 21件，上年为(34件)."""
    return bool(_LAST_YEARS.search(fold(before)))


_LAST_YEARS = re.compile(r"\d[\d,.]*[余多]?[一-鿿%]{1,3}[，,（(](?:上一?年|去年)(?:度|同期)?(?:为|是|有)?\s*$")


def _closed_since(lead: str, between: str) -> bool:
    """Whether the mention stood in a bracket that has been closed since."""
    opened = lead.count("（") + lead.count("(") - lead.count("）") - lead.count(")")
    return opened > 0 and between.count("）") + between.count(")") >= opened > 0


def _in_title(before: str, offset: int) -> bool:
    """Whether the offset stands inside 《》."""
    return before.rfind("《", 0, offset) > before.rfind("》", 0, offset)


def ranks(text: str) -> list[tuple[int, int, float]]:
    """Ranks such as 全区第5 as (start, end, rank) in ``text``."""
    folded = fold(text)
    found = []
    for match in _RANKED.finditer(folded):
        if _RANK.search(folded[max(0, match.start() - 16) : match.start()]):
            value = float(match[1]) if match[1].isdigit() else spoken_value(match[1])
            if value is not None:
                found.append((match.start(), match.end(), value))
    return found
