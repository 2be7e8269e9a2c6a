"""What can't be meant, however likely its words make it: figures that no reading may give for an ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.asks import Ask
from assistant.contraries import contradicts
from assistant.figure_view import FigureView
from assistant.levels import of_another_level
from assistant.of_others import of_others
from assistant.overlap import Field, read_field
from assistant.periods import WHOLE_YEAR, periods
from index.background import pairs_of
from index.units import DURATIONS, MONEY, RATE
from index.vocabulary import nearness, objects

# 新拿到执法证的几人 is not told by 持证24人, nor by 参训47人次.
_NEWLY = re.compile(
    r"(?<![创更革])新(?:拿|取|领|考|增|办|招|聘|培|建|设|添|发(?!生)|来|进|持)|刚(?:拿|考|取)|newly|\bnew\b"
)
_BRINGS = re.compile("[新增添考取领聘招培选育建设发补吸纳评认定组织通过参颁授]|命名|多了|多出")
_IN_STOCK = re.compile(r"^(?!.*[新增添取考领聘招培]).*(?:持证|持有|现有|共有|拥有|在册|在岗|总数|累计)")
_ADDED_ASKED = re.compile(
    r"新|刚[拿考取]|newly|\bnew\b|增|添|多(?!少)[一-鿿]{0,3}[了出]|扩|\badded\b|\bmore\b|\bincrease"
)
_REACHED = re.compile(r"^(?!.*[新增添考取领聘招培]).*达到|^(?!.*新).*(?:增加?[到至]|扩充[到至])")
_CERTIFIED = re.compile(r"(?:考|拿|取(?!证)|领|办)(?:到|下|得|取|了|出)?[一-鿿]{0,6}(?<![公作住])证(?![明据人])")
_ONLY_TAUGHT = re.compile(r"^(?!.*[证考]).*(?:参训|培训|受训)")
# 原定几场 asks for the plan that the year began with, not for the next one's.
_AT_FIRST = re.compile(r"原定|原先?计划|原本|年初(?:计划|定|打算)")


def cannot_be_meant(ask: Ask, one: FigureView, year: int | None) -> bool:
    """Whether ``one``, of a report looked at for ``year``, can't answer ``ask``."""
    return (
        _stock_unasked(ask, one)
        or _planned_for_later(ask, one, year)
        or _of_one_case(ask, one)
        or _of_all_cases(ask, one)
        or _kinds_unasked(ask, one)
        or _money_unasked(ask, one)
        or _count_unasked(ask, one)
        or _per_head_unasked(ask, one)
        or _of_each_hundred(ask, one)
        or _sum_for_one(ask, one)
        or _whole_of_the_part(ask, one)
        or _done_unasked(ask, one)
        or _only_where(ask, one)
        or _times_for_people(ask, one)
        or _the_rest(ask, one)
        or _bodies_for_cases(ask, one)
        or _end_untold(ask, one)
        or _only_reviewed(ask, one)
        or of_others(ask, one)
        or _of_a_part_of_the_year(ask, one)
        or contradicts(ask.text, one)
        or of_another_level(ask.text, one)
    )


def asks_what_is_new(text: str) -> bool:
    """Whether ``text`` asks for what was added, not for what there is."""
    return bool(_ADDED_ASKED.search(text))


def tells_what_there_is(clause: str) -> bool:
    """Whether a figure's ``clause`` counts what there is."""
    return bool(_IN_STOCK.search(clause) or _REACHED.search(clause))


def _stock_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts what there is and the ask what is new, or who was taught and the ask who got a certificate."""
    clause = one.clause.text
    around = f"{clause} {one.whole.text}"
    new = (
        _NEWLY.search(ask.text)
        and one.figure.value != 0
        and (tells_what_there_is(clause) or not _BRINGS.search(around))
    )
    return bool(new) or bool(_CERTIFIED.search(ask.text) and _ONLY_TAUGHT.search(clause))


def _planned_for_later(ask: Ask, one: FigureView, year: int | None) -> bool:
    """Whether the figure is planned for another year than that of which the ask wants what was meant at first."""
    return bool(_AT_FIRST.search(ask.text)) and one.figure.year not in (None, year)


def _of_one_case(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants a mean (how long a thing takes, what a case costs), and the figure tells of one case or of all."""
    return "平均" in ask.text and ask.unit in (*DURATIONS, *MONEY) and not _MEAN_TOLD.search(one.clause.text)


_MEAN_TOLD = re.compile(r"均|每")


# 最大的一笔罚款 is not told by what all fines came to.
_LARGEST_ONE = re.compile(r"最[大高多]的?(?:那|一|那一)[笔次件起单]|单[笔次]最|the (?:largest|biggest|highest) single")
_TELLS_LARGEST = re.compile(r"最[大高多]|单[笔次]")


# 其中单件最高罚款0.8万元 is no sum of fines.
_LARGEST_OF_ALL = re.compile(
    r"(?:单[笔次件个户家]|一[笔次件个])[一-鿿]{0,6}最[大高多]|最[大高多]的?(?:一|那|单)[笔次件个户家]"
)
_MOST_ASKED = re.compile(r"最|单[笔次件个户家]|largest|biggest|highest|most")


def _of_all_cases(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants the largest single one, and the figure doesn't tell of that; or the other way round."""
    clause = one.clause.text
    if _LARGEST_ONE.search(ask.text) and not _TELLS_LARGEST.search(clause):
        return True
    return bool(_LARGEST_OF_ALL.search(clause)) and not _MOST_ASKED.search(ask.text)


KINDS = frozenset(("类", "种", "大类"))
_KINDS_ASKED = re.compile(r"类|种|kinds?\b|types?\b|categor")


def _kinds_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts kinds (两类工单), and the ask is not for those."""
    return one.figure.unit in KINDS and not ask.unit and not _KINDS_ASKED.search(ask.text)


_MONEY_SAID = re.compile(
    r"[钱款费资额元财价债薪酬奖补贴金投损罚没值赔偿块收入标]|[多几]少?万(?![人份次件个户名])|预算|开支|支出|经费|money|yuan|fund|budget|spen[dt]|cost|fee|fine|wage|pay|amount|value|loss|invest|subsid|compens|financ",
    re.IGNORECASE,
)


# What is counted by the piece or the time.
_COUNTED = re.compile(
    r"处罚|案|复议|诉讼|官司|纠纷|调解|信访|上访|检查|培训|讲座|活动|工单|合同|penalt|case|dispute|contract"
)


def _money_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure is money, and nothing of the ask can mean money: 行政处罚哪家最多 asks for cases."""
    said = f"{ask.earlier} {ask.text}".replace("处罚", "")
    counted = _COUNTED.search(ask.text) and not _MONEY_SAID.search(said)
    return bool(counted) and one.figure.unit in MONEY and not ask.unit and not ask.rate


# 秸秆焚烧的罚款, with no unit, asks for money.
_SUM_ASKED = re.compile(r"(?:的|罚没|处)?罚款(?:金额|数额|总额|额)?(?=$|[\s，,？?。：:多是有对各]|合计|一共|总共)")


def _count_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the ask is for a fine's sum, and the figure counts what was fined."""
    asked = not ask.unit and not ask.rate and not ask.whether and _SUM_ASKED.search(ask.text)
    return bool(asked) and one.figure.unit not in (*MONEY, RATE) and one.figure.value != 0


_PER_HEAD = re.compile(r"[人户]均|每[人户名]|人口人")
_PER_HEAD_ASKED = re.compile(r"均|每|一[个名位]|标准|per |each|average")


def _per_head_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure is money a head, and the ask for a sum: 普法经费多少 is not told by 按人均0.8元落实."""
    return one.figure.unit == "元" and bool(_PER_HEAD.search(one.head.text)) and not _PER_HEAD_ASKED.search(ask.text)


_EACH_HUNDRED = re.compile(
    r"每(?:一?[百千万])(?:[家户人名件个亩起]|[一-鿿]{0,4}[人户家])(?![^，,。；;]{0,6}(?:配|设|一[名人个]))"
)


def _of_each_hundred(ask: Ask, one: FigureView) -> bool:
    """Whether the figure is so many in a hundred or a thousand (每百家企业纠纷123件次), and the ask is for no such."""
    return (
        "每" in one.clause.text
        and bool(_EACH_HUNDRED.search(one.clause.text))
        and not re.search(r"每|平均|\bper\b|average", ask.text)
    )


# 调好一件给补多少钱 wants what is paid for one.
_FOR_ONE_ASKED = re.compile(
    r"每(?:件|起|个|宗|案|户|亩|名|人)[^，,。；;]{0,8}?[给补奖发付收罚赔][一-鿿]{0,3}?多少(?:钱|元|块)?"
    r"|(?<![\d一二三四五六七八九十百第唯那这])一(?:件|个|宗|户|亩)[给补奖][一-鿿]{0,3}?多少(?:钱|元|块)?"
)
_FOR_ONE_TOLD = re.compile(r"每|均|一[件起个宗案户亩名人]|标准|/|按[件起户亩]|以[案件]|\d(?:至|到|-|—)\d")


def _sum_for_one(ask: Ask, one: FigureView) -> bool:
    """Whether the figure is a sum for all, and the ask for what one is paid."""
    asked = one.figure.unit in MONEY and _FOR_ONE_ASKED.search(ask.text)
    return bool(asked) and not _FOR_ONE_TOLD.search(one.clause.text)


# 物业纠纷里因为物业费的有几件: a part, in words of its own, of what is named before it.
_PART_OF = re.compile(
    r"(?P<whole>[一-鿿]{2,12}?)(?:里头|里面|里边|里(?![头面边])|当中|之中|其中)的?(?:因为?|由于|属于|属|是|有)?"
    r"(?P<part>[一-鿿]{2,8}?)(?:引起|造成|引发|闹)?的?(?:有|是|占)?(?:多少|几)"
)
_SAID_OF_ANY = frozenset("收到受理承办交转派登记录共全年有接各类式项件种开展调解化处排查审核")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is asked for: the words of its whole, the characters that only the part has, and what these may mean."""

    whole: str
    own: frozenset[str]
    groups: frozenset[int]
    # What of the whole's words not every whole has, and the things that the whole names: none where it says where it was done.
    special: Field
    things: frozenset[str]


@lru_cache(maxsize=256)
def _part_asked(text: str) -> _Part | None:
    """The part of something named that ``text`` asks for, if it does."""
    found = _PART_OF.search(text)
    own = frozenset(found["part"]) - frozenset(found["whole"]) - _ONLY_ASKS if found else frozenset()
    if found is None or not own:
        return None
    whole, special = found["whole"], _ANY_WHOLE.sub("", found["whole"])
    named = len(special) >= _A_WORD and not _A_PLACE.search(whole)  # not 亭子里, 学校里
    things = objects(read_field(whole).concepts) if named else ()
    return _Part(whole, own, read_field(found["part"]).groups, read_field(special), frozenset(things))


_ONLY_ASKS = frozenset("的了过是有被给没未")


def _whole_of_the_part(ask: Ask, one: FigureView) -> bool:
    """Whether the ask is for a part of something, and the figure's own words name only the whole, or another part of it."""
    asked = _part_asked(ask.text)
    if asked is not None and _not_of(asked, one):
        return True
    own = frozenset(_HAN.findall(one.head.text))
    if asked is None or not own & frozenset(asked.whole):
        return False
    if own <= frozenset(asked.whole) | _SAID_OF_ANY:
        return asked.own.isdisjoint(one.clause.text)
    # 邻里纠纷121件 beside 物业纠纷: of the same sort, in no word what was asked for.
    sibling = one.head.text.endswith(asked.whole[-2:]) and not _A_PLACE.search(asked.whole)
    return sibling and asked.own.isdisjoint(own) and asked.groups.isdisjoint(one.head.groups)


_HAN = re.compile(r"[一-鿿]")
# Words of a whole that any has: they don't tell one from another.
_ANY_WHOLE = re.compile(
    r"矛盾|纠纷|案件|案子|问题|工作|活动|事项|人员|调解|化解|处理|受理|办理|排查|发生|查处|普法|法治|宣传|培训|[的了全各类年镇乡里过]"
)


def _not_of(asked: _Part, one: FigureView) -> bool:
    """Whether nothing around the figure names the whole of which a part is asked for: 欠薪纠纷里化解的 is not told by 化解502件 of all."""
    if not asked.things:
        return False
    # Before a part stand the other parts.
    before = one.whole if one.figure.whole is not None else one.context
    around = (one.head, one.clause, one.subject, one.whole, one.inherited, one.heading, before)
    said = " ".join(field.text for field in around)
    groups = frozenset(group for field in around for group in field.groups)
    if len(asked.things) > 1 and any(
        nearness(want, have) for want in asked.things for field in around for have in objects(field.concepts)
    ):
        return False  # 工资纠纷里 of 讨薪案件
    return not pairs_of(asked.special.text) & pairs_of(said) and asked.special.groups.isdisjoint(groups)


_A_WORD = 2
_A_PLACE = re.compile(
    r"(?:机关|学校|校园|企业|[村镇乡县]|社区|小区|医院|市场|工地|单位|家庭|法院|中心|[所站厅院馆室])$"
)


# 没给公开的几件 is not told by 予以公开9件.
_NOT_DONE = re.compile(
    r"(?<!有)(?:没有?|未|不|拒绝)(?:给|予|能|让|被)?(公开|受理|立案|批准|同意|支持|处罚|罚)(?:掉|了)?(?:的|款)"
)
_TELLS_NOT_DONE = re.compile(r"[不未没无拒免驳]")


def _done_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants those with which something was not done, and the figure's own words say that it was."""
    found = _NOT_DONE.search(ask.text)
    told = one.head.text.replace("罚没", "罚")
    return found is not None and found[1][-1] in told and not _TELLS_NOT_DONE.search(told)


# 在合同审查等方面提出意见25条: where it was done is no thing counted.
_WHERE = re.compile(r"^[一-鿿]{0,4}?[在就围对][一-鿿、“”\"]{2,30}?(?:等)?(?:方面|领域|工作中|过程中|环节)")


def _only_where(ask: Ask, one: FigureView) -> bool:
    """Whether the figure's words name the ask's things only as where it was done, and then count another thing."""
    found = _WHERE.match(one.head.text)
    rest = one.head.text[found.end() :] if found else ""
    counted = objects(read_field(rest).concepts)
    if any(len(term) > 1 and term in rest for term in ask.terms):
        return False  # 在行政决策方面提了几条意见
    return bool(counted) and not any(nearness(want, have) for want in objects(ask.terms) for have in counted)


_REST_ASKED = re.compile(r"其[他它余]|剩|别的|\bother\b|\brest\b")


def _the_rest(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts what is left of a list (其他67件), and the ask is not for that."""
    return one.head.text in ("其他", "其它", "其余") and not _REST_ASKED.search(ask.text)


# 社区调委会调了多少件 is not told by 社区调委会8个.
_PIECES = frozenset("件 起 宗 例 桩 单".split())
_HEADS_OF_BODIES = frozenset("个 家 支 所 处".split())
_A_BODY = re.compile(
    r"(?:委员会|[调居村]委会|中心|工作室|调解室|室|站|(?<![堵难痛热焦重疑])点|所|队|组|庭|协会|商会|平台|窗口|网格|社区|村|学校|企业|单位|机构|组织|团)$"
)


def _bodies_for_cases(ask: Ask, one: FigureView) -> bool:
    """Whether the ask counts cases, and the figure the bodies that deal with them."""
    return ask.unit in _PIECES and one.figure.unit in _HEADS_OF_BODIES and bool(_A_BODY.search(one.head.text))


# 矿地纠纷调解成功几件 is not told by 其中矿地纠纷57件, nor 信访件办结几件 by 信访总量22件.
_END_ASKED = re.compile(
    r"成功(?!率)|(?<![没未])[调办谈说劝]成(?!立|员|果|效|本|功率|[^，,。]{0,4}率)|(?<![没未])调[好妥]|(?<![没未])(?:办结|结案|办完|办妥)(?!率)"
    r"|\b(?:successful|successfully|closed|concluded)\b"
)
_CLOSED = re.compile("办|结案|closed|concluded")
_NO_END_ASKED = re.compile(r"[没未不]|率|比例|几成|百分|剩|失败")
_END_TOLD = re.compile(
    r"成(?!立|员|本|为)|说和|平息|息诉|息访|罢访|言和|消除|销[号案]|结(?!合|对|构|转)|解决|和解|化解|完成|办(?!公|事处)|妥|拢|通过|履行|处理|处置|答复|全部|均|都"
)


# Where people turn to, told in nearly the same words.
_DESKS = frozenset(("@petition", "@hotline"))


def _end_untold(ask: Ask, one: FigureView) -> bool:
    """Whether the ask counts what was brought to an end, and nothing about the figure, a count of cases, says that any was."""
    found = _END_ASKED.search(ask.text)
    if found is None or _NO_END_ASKED.search(ask.text) or one.figure.unit not in _PIECES:
        return False
    if one.figure.whole is None and not _CLOSED.match(found.group()):
        return False  # who mediates 96 disputes and fails at none may not say so
    of, asked = _DESKS & one.inherited.concepts, _DESKS & ask.terms
    if of and asked and of.isdisjoint(asked) and not objects(one.head.concepts):
        return True  # 受理12345工单312件，办结310件 for letters
    # 办结案件168件，应急站6件; before a part stand the other parts.
    before = one.near_context.text if one.figure.whole is None and not objects(one.head.concepts) else ""
    of_what = one.inherited.text if one.figure.whole is None else one.whole.text
    told = f"{one.clause.text} {of_what} {one.then} {before}"
    return one.figure.value != 0 and not _END_TOLD.search(told)


# 行政处罚几件 is not told by 审查各类事项248件，其中行政处罚决定29件.
_REVIEWED = re.compile(r"审[查核]|审[^，,]{0,4}把关")
_REVIEW_ASKED = re.compile(r"审|核|把关|过目|review|vett|check")


def _only_reviewed(ask: Ask, one: FigureView) -> bool:
    """Whether the ask counts penalties, and the figure those that were looked through before they were given."""
    if "处罚" not in ask.text or _REVIEW_ASKED.search(ask.text):
        return False
    return bool(_REVIEWED.search(one.whole.text)) and "处罚" in one.head.text


_TIMES = frozenset("次 场 期 场次 批次 回 轮".split())


def _times_for_people(ask: Ask, one: FigureView) -> bool:
    """Whether the ask counts people's visits (出动多少人次), and the figure how often it was done (巡查620次)."""
    return ask.unit == "人次" and one.figure.unit in _TIMES


def _of_a_part_of_the_year(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants the whole year's figure, and the figure's own clause names a part of the year."""
    clause = one.clause.text
    return bool(WHOLE_YEAR.search(ask.text) and periods(clause) and not WHOLE_YEAR.search(clause))
