"""What can't be meant, however likely its words make it: figures that no reading may give for an ask."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asks import Ask
from assistant.figure_view import FigureView
from index.units import DURATIONS, MONEY

# 新拿到执法证的几人 is not told by 持证24人, nor by 参训47人次.
_NEWLY = re.compile(r"(?<![创更革])新(?:拿|取|领|考|增|办|招|聘|培|建|设|添|发|来|进|持)|刚(?:拿|考|取)|newly|\bnew\b")
_IN_STOCK = re.compile(r"^(?!.*[新增添取考领聘招培]).*(?:持证|持有|现有|共有|拥有|在册|在岗|总数|累计)")
_ADDED_ASKED = re.compile(r"新|增|添|多了|多出|扩|\badded\b|\bmore\b|\bincrease")
_REACHED = re.compile(r"(?:达到?|增至|总数|合计|共)[约近超]?$|达到")
_CERTIFIED = re.compile(r"(?:考|拿|取(?!证)|领|办)(?:到|下|得|取|了|出)?[一-鿿]{0,6}证(?![明据人])")
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
        or _whole_of_the_part(ask, one)
        or _done_unasked(ask, one)
    )


def asks_what_is_new(text: str) -> bool:
    """Whether ``text`` asks for what was added, not for what there is."""
    return bool(_ADDED_ASKED.search(text) or _NEWLY.search(text))


def tells_what_there_is(clause: str) -> bool:
    """Whether a figure's ``clause`` counts what there is."""
    return bool(_IN_STOCK.search(clause) or _REACHED.search(clause))


def _stock_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts what there is and the ask what is new, or who was taught and the ask who got a certificate."""
    clause = one.clause.text
    return bool(_NEWLY.search(ask.text) and _IN_STOCK.search(clause)) or bool(
        _CERTIFIED.search(ask.text) and _ONLY_TAUGHT.search(clause)
    )


def _planned_for_later(ask: Ask, one: FigureView, year: int | None) -> bool:
    """Whether the figure is planned for another year than that of which the ask wants what was meant at first."""
    return bool(_AT_FIRST.search(ask.text)) and one.figure.year not in (None, year)


def _of_one_case(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants how long a thing takes on average, and the figure tells of one case."""
    return "平均" in ask.text and ask.unit in DURATIONS and "均" not in one.clause.text


# 最大的一笔罚款 is not told by what all fines came to.
_LARGEST_ONE = re.compile(r"最[大高多]的?(?:那|一|那一)[笔次件起单]|单[笔次]最|the (?:largest|biggest|highest) single")
_TELLS_LARGEST = re.compile(r"最[大高多]|单[笔次]")


def _of_all_cases(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants the largest single one, and the figure doesn't tell of that."""
    return bool(_LARGEST_ONE.search(ask.text)) and not _TELLS_LARGEST.search(one.clause.text)


_KINDS = frozenset(("类", "种", "大类"))
_KINDS_ASKED = re.compile(r"类|种|kinds?\b|types?\b|categor")


def _kinds_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure counts kinds (两类工单), and the ask is not for those."""
    return one.figure.unit in _KINDS and not ask.unit and not _KINDS_ASKED.search(ask.text)


_MONEY_SAID = re.compile(
    r"[钱款费资额元财价债薪酬奖补贴金投损罚没值赔偿]|预算|开支|支出|经费|money|yuan|fund|budget|spen[dt]|cost|fee|fine|wage|pay|amount|value|loss|invest|subsid|compens|financ",
    re.IGNORECASE,
)


def _money_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the figure is money, and nothing of the ask can mean money: 行政处罚哪家最多 asks for cases."""
    said = ask.text.replace("处罚", "") if "罚款" not in ask.text else ask.text
    return one.figure.unit in MONEY and not ask.unit and not ask.rate and not _MONEY_SAID.search(said)


# 物业纠纷里因为物业费的有几件: a part, in words of its own, of what is named before it.
_PART_OF = re.compile(
    r"(?P<whole>[一-鿿]{2,12}?)(?:里头|里面|里边|里|当中|之中|其中)的?(?:因为?|由于|属于|属|是|有)?"
    r"(?P<part>[一-鿿]{2,8}?)(?:引起|造成|引发|闹)?的?(?:有|是|占)?(?:多少|几)"
)
_SAID_OF_ANY = frozenset("收到受理承办交转派登记录共全年有接各类式项件种开展调解化处排查审核")


@lru_cache(maxsize=256)
def _part_asked(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The characters of the whole, and those that only its part has, where a part is asked for."""
    found = _PART_OF.search(text)
    whole = frozenset(found["whole"]) if found else frozenset()
    return whole, frozenset(found["part"]) - whole - _ONLY_ASKS if found else frozenset()


_ONLY_ASKS = frozenset("的了过是有被给没未")


def _whole_of_the_part(ask: Ask, one: FigureView) -> bool:
    """Whether the ask is for a part of something, and the figure's own words name only the whole, nor its clause more."""
    whole, part = _part_asked(ask.text)
    own = frozenset(_HAN.findall(one.head.text))
    return bool(part) and bool(own & whole) and own <= whole | _SAID_OF_ANY and part.isdisjoint(one.clause.text)


_HAN = re.compile(r"[一-鿿]")


# 没给公开的几件 is not told by 予以公开9件.
_NOT_DONE = re.compile(
    r"(?<!有)(?:没有?|未|不|拒绝)(?:给|予|能|让|被)?(?:公开|受理|立案|批准|同意|支持|处罚|罚)(?:掉|了)?的"
)
_TELLS_NOT_DONE = re.compile(r"[不未没无拒免驳]")


def _done_unasked(ask: Ask, one: FigureView) -> bool:
    """Whether the ask wants those with which something was not done, and the figure's own words deny nothing."""
    return bool(_NOT_DONE.search(ask.text)) and not _TELLS_NOT_DONE.search(one.head.text)
