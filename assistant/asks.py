"""The things that a question asks for: their words, the unit wanted, which kind of figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Operation
from assistant.asked_lists import added_items, cut_pairs, things_set_apart
from assistant.asked_roles import NTH, ROLE_WORDS, THRESHOLD, role_asked, without_what_was_meant
from assistant.asked_units import unit_asked
from assistant.asked_words import BY_HOW_MUCH, HOW_MANY, WHETHER, asked_terms, bare_words, blank_measured, squeeze
from index.records import Role
from index.units import MONEY, RATE
from index.vocabulary import kind as term_kind


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for. ``context`` are the terms of the asks before it, ``earlier`` their text, which only helps.

    ``unit`` is the unit the question names ("" for none), ``rate`` whether a rate is asked, ``role`` which kind of figure.
    """

    text: str
    terms: frozenset[str]
    context: frozenset[str] = frozenset()
    unit: str = ""
    rate: bool = False
    role: Role = Role.OUTCOME
    part: bool = False
    whether: bool = False
    total: bool = False
    earlier: str = ""


# The whole town's figure is wanted, not a part of it.
_TOTAL = re.compile(r"全镇|全乡|全街道|总共|一共|各类|全部|总数|合计|总计|altogether|in total")
_SPLIT = re.compile(
    r"[，,；;？?。！!\n]|(?:以及|还有(?!几|多少)|另外|同时)|\band (?=(?:(?:for|in|to|of|with|by|from|at) )?how (?:many|much|often|long)|what (?:area|share|percentage|amount|number))"
)
# 罚了几个案子 asks for cases, not for money.
_CASES = re.compile(r"(多少|几)(?:个|起|件|宗|桩)?案子")
# 立了几个案 parts a word: 立案几件.
_PARTED = re.compile(r"([立结办破审销翻])(?:了|过|完)?(?:多少|几)(?:个|起|件|宗|桩)?案(?:子|件)?")


_HAN_WORDS = re.compile(r"[一-鿿]+")


def asks_of(plain: str, operation: Operation | None, *, several_years: bool) -> tuple[Ask, ...]:
    """The things asked for, in order; a later one that names no object keeps the earlier one's as context."""
    if several_years and operation is not None:
        plain = _CHANGED.sub(" ", plain)
    if operation is not None and not added_items(plain):
        plain = of_each_town(plain, operation)
    if (several_years or operation == "change") and not HOW_MANY.search(re.split(r"[，,]", plain.strip())[0]):
        plain = things_set_apart(plain)
    pieces = _pieces(plain)
    asks: list[Ask] = []
    for piece in pieces:
        if asks and several_years and operation is not None and _EACH_CHANGED.fullmatch(squeeze(piece)):
            continue  # the change is computed of what was asked before
        ask = _ask(piece)
        if operation is not None:
            ask = replace(ask, total=False)  # 合计 adds the towns up; it doesn't ask for the whole of one
        if operation == "sum" and several_years:
            ask = replace(ask, terms=ask.terms - {"@total_stock"})  # 两年累计 adds the years up
        if several_years and ask.role is Role.GROWTH:
            ask = replace(ask, role=Role.OUTCOME)  # the change is computed from the years' own figures
        if not ask.terms and asks and ask.unit and ask.unit == asks[-1].unit:
            done = "".join(_HAN_WORDS.findall(bare_words(piece)))
            if len(done) > 1:  # 参加考试几人，通过几人: a verb too common to be a term
                ask = replace(ask, terms=frozenset((done,)))
        if asks and ask.unit in _HEADS and ask.unit != asks[-1].unit and ask.terms <= _TOOK_PART:
            ask = replace(ask, terms=frozenset())  # 培训办了几期，多少人次参加: who came to it
        of_same = asks and ask.unit in ("", asks[-1].unit)
        if of_same and _NEW_ASKED.search(asks[-1].text) and _ALL_OF_THEM.fullmatch(squeeze(piece)):
            asks.append(_all_of(asks[-1]))
            continue
        if not ask.terms:
            if asks and ask.unit and asks[-1].unit and ask.unit != asks[-1].unit:
                # 接访多少批、多少人次: the same thing, counted otherwise.
                whole = asks[-1]
                text = squeeze(f"{blank_measured(whole.text)} {ask.text}")
                said = f"{whole.earlier} {whole.text}".strip()
                asks.append(replace(whole, text=text, unit=ask.unit, rate=False, whether=False, earlier=said))
            elif asks and ask.unit:
                asks[-1] = replace(asks[-1], unit=asks[-1].unit or ask.unit, whether=False)  # 有没有败诉，几件
            continue
        if asks:
            earlier = asks[-1]
            if not _objects(ask):
                # 排查多少件矛盾，化解多少: what is counted stays, what was done to it changes.
                kept = {
                    term
                    for term in earlier.terms
                    if term_kind(term) == "object" or (term_kind(term) == "word" and len(term) > 1)
                }
                ask = replace(ask, terms=ask.terms | (kept if ask.role is Role.GROWTH or not ask.part else frozenset()))
            ask = replace(
                ask,
                context=earlier.terms | earlier.context,
                earlier=f"{earlier.earlier} {earlier.text}".strip(),
                unit=ask.unit or ("" if ask.rate or earlier.rate or _objects(ask) else earlier.unit),
            )
        asks.append(ask)
    return tuple(asks)


# 持证的人增加最多 over two years asks each town and year for those who have one, not for those newly added.
_CHANGED = re.compile(
    r"(?<!新)(?:增加|减少|增长|提升|提高|上升|下降|降低|增幅|降幅|涨幅|变化|变动|增减|[添涨升降增减多少](?=得))(?:得|的|了|幅度)*(?=最)|反倒|反而"
)


# 2022和2023年各调解几起，分别涨了多少
_EACH_CHANGED = re.compile(rf"(?:分别|各)?(?:{BY_HOW_MUCH.pattern})")


# 新培养几名，加起来一共几名: the second is what there is of the same.
_NEW_ASKED = re.compile(r"(?<![创更革])新(?:增|给|近)?(?=[一-鿿])|净增|增加")
_ALL_OF_THEM = re.compile(
    r"(?:现在|目前|眼下|年底)?(?:加起来|加一起|总共|一共|合计|共|总数|累计|达到)+(?:有|是|做|办)?了?(?:多少|几)[个名人家位件场处条份]?了?"
)


def _all_of(new: Ask) -> Ask:
    """What there is of that of which ``new`` asks for what was added."""
    text = squeeze(_NEW_ASKED.sub("", new.text))
    said = f"{new.earlier} {new.text}".strip()
    return replace(new, text=text, earlier=said, terms=new.terms - {"@new_one"}, role=Role.OUTCOME)


# What people do at whatever was held.
_TOOK_PART = frozenset("参加 参与 参训 受训 到场 到会".split())
_HEADS = ("人次", "人", "名")


# What is said of the towns together, not of any one's figure.
_OVER_TOWNS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("max", "min", "rank"),
        re.compile(
            rf"{NTH.pattern}|(?:[办做搞开弄]?得)?(?:是|为)?最[多少高低大小](?:的)?|(?:垫底|居首|拔尖|打头|领先)(?:的)?(?=$|\s|是)|(?:谁|哪[个家]?)(?:更|比较)?[多少高低大]"
        ),
    ),
    "mean": re.compile(
        r"平均[每一]{0,2}个?(?:乡镇|镇街|镇|乡|街道|家(?!企|公司|商|店|户)|地)?|每个?(?:乡镇|镇|乡|街道)平均"
    ),
    "count": re.compile(
        r"的?(?:总共|一共|共|都)?有(?:几|多少)[个家处](?:乡镇街?道?|镇街?道?|乡|街道|地方|单位)?(?=$|[？?。，,\s])"
        r"|的(?:乡镇街?道?|镇街?道?|乡|街道|地方|单位)?(?:都|分别)?(?:有|是)(?:哪些|哪几个?|谁)(?:乡镇街?道?|镇街?道?|乡|街道|地方)?(?=$|[？?。，,\s])"
    ),
    "sum": re.compile(r"(?:加|合)(?:到|在)?(?:一?起来?|起来|一块儿?)|拢共|(?:合|总|共)计(?=多少|几)"),
}


# …涨得最多的是哪里: which town it is, is said of none of them.
_WHICH_IT_IS = re.compile(r"(?<=[的\s])\s*(?:会|又)?是\s*(?:谁|哪(?:里|儿|家|一?个)?)(?=$|[，,？?。\s])")


def of_each_town(plain: str, operation: Operation) -> str:
    """``plain`` as it is asked of each town: 哪个镇……最多 asks each how many."""
    over = _OVER_TOWNS.get(operation)
    rest = _WHICH_IT_IS.sub(" ", over.sub(" ", plain) if over else plain)
    return f"{rest.rstrip(' ？?。')}多少" if rest != plain and not HOW_MANY.search(rest) else rest


def _objects(ask: Ask) -> bool:
    """Whether the ask names what is counted, not only what was done."""
    return any(term_kind(term) in ("object", "word") and len(term) > 1 for term in ask.terms)


# 投诉原来每月多少件，后来降到多少 asks for both ends of one change.
_BEFORE_AND_AFTER = re.compile(
    r"(?:原来|原先|以前|本来|起初)[一-鿿]{0,8}?((?:多少|几)[一-鿿]{0,3})[，,；;？?]\s*(?:后来|现在|如今|最后|年底|今年)?(?=(?:降|升|增|减|涨|压|提)[一-鿿]{0,2}?[到至为成]了?(?:多少|几))"
)
# 几个人几匹马
_TWO_COUNTS = re.compile(
    r"((?:多少|几)(?!年|天|次)(?:个|名|位|支|场|件|条)?(?:(?![到至为降升增减涨成了年多少天])[一-鿿]){1,2})(?=(?:多少|几)(?:个|名|位)?[一-鿿]{1,3}(?:$|[，,？?。]))"
)


# how many consultations did it handle: whatever was done with them; the reports say 接待, 受理, 办理.
_HANDLED = re.compile(r"\b(?:handled?|dealt with|deal with|processed|process)\b")


def _things_in_english(piece: str) -> list[str]:
    """The things that an English piece sets beside each other (contracts reviewed and penalty cases); itself, if it is one."""
    parts = [part for part in re.split(r"\band\b|:", piece) if any(term_kind(t) == "object" for t in asked_terms(part))]
    return [f"how many {part}" for part in parts] if len(parts) > 1 and ":" in piece and piece.isascii() else [piece]


def _without_handled(plain: str) -> str:
    """``plain`` without an English verb that says no more than that something was dealt with."""
    rest = _HANDLED.sub(" ", plain)
    things = {term for term in asked_terms(rest) if term_kind(term) == "object"} if rest != plain else set[str]()
    return rest if things and "@dispute" not in things else plain  # disputes that are handled are mediated


# Telegraphic questions name what they want by its measure.
_MEASURE = re.compile(r"(?:人次|人数|次数|场次|件数|条数|份数|户数|数量|总数|金额|率|数|量)$")


def _pieces(plain: str) -> list[str]:
    """The question cut where one ask ends and the next begins."""
    plain = _without_handled(plain)
    plain = _CASES.sub(r"\1件案件", _PARTED.sub(r"\1案几件", plain))
    plain = _TWO_COUNTS.sub(r"\1，", _SET_ASIDE_IN_BRACKETS.sub(" ", plain))
    plain = _BEFORE_AND_AFTER.sub(r"从\1", plain)
    rough = [piece for piece in _SPLIT.split(plain) if piece.strip() and not _ALL_TOLD.fullmatch(piece.strip())]
    if not HOW_MANY.search(plain):
        rough = [part for piece in rough for part in _things_in_english(piece)]
    rough = [piece for piece in rough if _ASKS.search(piece) or not _SET_ASIDE.search(piece.strip())] or rough
    if len(rough) == 1 and not re.search(r"多少|几|怎么|如何|什么", plain):
        measured = [word for word in plain.split() if _MEASURE.search(word)]
        if len(measured) > 1 and len(plain.split()) <= 6:
            # Telegraphic: 江畔夜话 场次 办结条数
            subject = " ".join(word for word in plain.split() if word not in measured)
            return [f"{subject} {word}" for word in measured]
    cut: list[str] = []
    for piece in rough:
        for part in _SPOKEN_ON.split(piece):
            cut.extend(cut_pairs(part))
    if len(cut) > 1:
        cut = [piece for piece in cut if not _CHATTER.search(piece) or HOW_MANY.search(piece)] or cut
    asking = [bool(HOW_MANY.search(piece) or WHETHER.search(piece) or piece.rstrip().endswith("呢")) for piece in cut]
    if sum(asking) <= 1:
        if any(asking):
            # 完成几件，没完成的是哪个: what is told beside it is not counted.
            first = asking.index(True)
            cut = [piece for at, piece in enumerate(cut) if at <= first or not _WHICH_TOO.search(piece)]
        return [" ".join(cut)] if cut else []
    merged: list[str] = []
    carried = ""
    for piece, asks in zip(cut, asking, strict=True):
        if asks:
            merged.append((carried + " " + piece).strip())
            carried = ""
        elif merged and not any(asking[len(merged) :]):
            merged[-1] += " " + piece
        elif not _CHATTER.search(piece):
            carried += " " + piece
    return merged


# 持证率多少 几个人有证: a second ask with nothing but a space before it.
_SPOKEN_ON = re.compile(r"(?<=多少)\s+(?=[^\s]{0,12}(?:多少|几))|(?<=[几多少][一-鿿])\s+(?=[^\s]{0,12}(?:多少|几))")


# A second question that words answer, behind one that asks how many.
_WHICH_TOO = re.compile(
    r"哪[个些项种类]?$|哪[个些项种类](?:没|是)|是(?:哪|谁|什么|啥)|(?:为什么|为啥|咋回事|怎么回事|什么原因|原因(?:是什么|呢)?)$"
)


# 满意率，不是办结率; 调了几件，村里调的不算: what is not wanted says nothing of what is.
_SET_ASIDE = re.compile(
    r"^(?:不是|而不是|别拿|别把|不要(?!求|证|钱)|not\b)(?!.*的$)|^(?:不含|不包括|不算)|^不是新[一-鿿]{1,3}的$|(?:别算(?:进[来去])?|不算(?:在内|数|进[来去])?|不要(?:算)?|除外|去掉|剔除|不计)$"
)
_ASKS = re.compile(r"多少|几|哪|什么|谁|有没有|是否|how|what|which")
# What says behind it that it is not to be counted.
NOT_COUNTED = r"(?:不算(?:在内)?|别算|另算|另计|另外算|除外|不计|不要|\b(?:not (?:counted|included)|excluded|aside))"
_SET_ASIDE_IN_BRACKETS = re.compile(
    r"[（(](?:(?:不是|而不是|别(?![忘漏])|不含|不包括|不算|不要(?!求)|not\b|excluding\b|without\b)[^（）()]{1,60}"
    rf"|[^（）()]{{1,60}}{NOT_COUNTED})[)）]"
)
# In total, how many …: how, not what.
_ALL_TOLD = re.compile(r"in (?:total|all|sum)|altogether|overall|all told|合计|总计|共计|一共|总共")
# 我们在写总结，…: why it is asked.
_CHATTER = re.compile(r"我们?|咱|领导|急用|急着|写(?:总结|材料|报告|稿)|麻烦|谢谢|辛苦|你好|您好|请教|老师")


# 罚了几件 counts penalties; 罚了多少钱 is a fine.
_FINED = re.compile(r"(?<![处受惩免])罚(?:过|了)?(?=几|多少)")
# 处罚的钱 is fines.
_FINE = re.compile(r"(?:处罚|罚)的?(?:钱|金额|款项?)")
# 输几件: lawsuits.
_SO_MANY_SUITS = r"(?=(?:多少|几)[件起个场宗]?(?:$|官|[？?，,。 ]|案|的))"
_LOST = re.compile(rf"(?<![运传输送灌认服])输(?:了|掉|过)?{_SO_MANY_SUITS}")
_WON = re.compile(rf"(?<![双共])赢(?:了|过|下)?{_SO_MANY_SUITS}")
_CASE_UNITS = ("件", "起", "宗", "家", "人", "户", "个")


# 被告上法院几次 asks for suits, which reports count by the piece.
_SUED = re.compile(
    r"(?:被?(?<![报公通广])告上?|打)(?:过|了)?(?:几|多少)[次回]|(?:被告上法[院庭]|打(?:过|了)?官司|吃官司|被(?:人)?告|被复议|当被告)(?:过|了)?(?:几|多少)[次回]"
)


# The units of a bound that say by themselves what is counted.
_OF_BOUNDS = ("人次", "场次", "批次", "户次")


def _ask(piece: str) -> Ask:
    unit, rate = unit_asked(piece)
    bound = THRESHOLD.search(piece) if not unit else None
    if bound and (named := (bound[4] or bound[7])) in _OF_BOUNDS:
        unit = named  # 培训上了500人次的乡镇
    if unit == "次" and _SUED.search(piece):
        unit = "件"
    piece = without_what_was_meant(piece)
    if unit in _CASE_UNITS:
        piece = _LOST.sub("败诉", _WON.sub("胜诉", _FINED.sub("处罚", piece)))
    if unit in MONEY:
        piece = _FINE.sub("罚款", piece).replace("罚没的钱", "罚没金额")
    role = role_asked(piece)
    terms = frozenset(term for term in asked_terms(piece) if term not in ROLE_WORDS[role])
    if terms == _MEDIATED:
        terms, piece = terms | {"@dispute"}, _SO_MANY_MEDIATED.sub("调解纠纷", piece)
    return Ask(
        text=squeeze(piece),
        terms=terms,
        unit=unit,
        rate=rate,
        role=role,
        part=bool(_OF_WHICH.search(piece)),
        total=bool(_TOTAL.search(piece)),
        whether=bool(WHETHER.search(piece)) and not HOW_MANY.search(piece),
    )


# 一共调解了多少件: nothing else is mediated.
_MEDIATED = frozenset(("@mediate",))
_SO_MANY_MEDIATED = re.compile(r"调解(?=(?:了|过)?(?:多少|几)(?!个?(?:中心|员|室|组织|委员会)))")
_OF_WHICH = re.compile(r"其中|(?<![哪这那公万])里(?!程)")


def in_unit(ask: Ask, unit: str) -> Ask:
    """The same thing asked for in another unit."""
    if not unit or unit == ask.unit:
        return ask
    return replace(ask, text=squeeze(f"{blank_measured(ask.text)} 多少{unit}"), unit=unit, rate=unit == RATE)
