"""Practice questions: the passages that treat what is asked, each place's share, and the sentences to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.question import Question
from assistant.relevance import WORDS_WORTH, Judged, Unit, as_named, credits, judge, lacks, named_there, units_of
from assistant.scope import Selection, Slot
from index.background import Background, background
from index.library import Library
from index.parts import Part, part_asked, topics, topics_of
from index.records import Hit
from index.search import candidates
from index.sentences import sentences
from index.terms import tokens

# The least score (deviations of sense + 5 × share of words) of a passage that treats the question.
_FLOOR_PLACE = 3.0
_FLOOR_OPEN = 4.5
# Who asks why or which three takes for granted that the report tells it: in other words than the question's, mostly.
_FLOOR_PRESUMED = 1.0
_FLOOR_NAMED = 1.8
_FLOOR_FURTHER = 1.5
_BELOW_BEST = 1.7
_PRESUMES = re.compile(
    r"为(?:什么|何|啥|嘛)|咋(?!样|办|做|搞|弄|写|抓|管|落实|开展)|怎么(?:会|就|老|还|总|没|不)|原因|根子|根源|症结|缘故|由来|怪谁|是谁|谁(?:兼|当|牵头|负责|来)"
    r"|[是有]?哪[一二两三四五六七八九十几][个项种类点条步道关级块家层]|(?:什么|啥)意思|难在哪|卡在哪|\bwhy\b|what are the"
)
# Whoever looks for wording on something that these reports deal with at all is shown what comes nearest, and told so.
_FLOOR_FIELD = 2.4
_NEAREST = 1.4
_OF_THE_FIELD = re.compile(
    r"(?<![办做写方想看无语用设立])法(?!国|语)|调解|纠纷|矛盾|信访|说事|议事|评理|劝[和架解]|官司|诉讼|复议|合同|律师|网格|公开栏|政务|处罚|协商|商量|治理"
)
# Sense alone, however near, carries a passage without words in common only from here.
_SENSE_ALONE = 4.0
# Passages this far below the best of their place, or places this far below the best place, are left out.
_WITHIN_PLACE = 3.2
_AMONG_PLACES = {"example": 2.8, "compare": 3.2, "narrative": 1.4}
# A region that is named asks for its towns, not for the best of all.
_REGION = 1.2
# Another year's report is taken instead of the latest, where no year was asked, if it fits this much better.
_OTHER_YEAR = 0.5
_OTHER_YEAR_WORDS = 0.1
_SHOWN = 260
_MOST_QUOTED = 8

_DRAFTING = re.compile(
    r"范例|范文|范本|样板|样例|示例|写法|例子|案例|举例|模板|段落|素材|措辞|表述|摘录|摘抄|起草|撰写|照着写|帮我写?|给我|给(?=范例|几段)|写一[段份]"
    r"|(?:有没有|有哪些)?(?:可以|可|值得|能)?(?:参考|借鉴)(?:一下)?(?:的)?|找(?:一?[段个些下点]|几[个段])?|有没有|(?:那|这)?一?部分|(?:那|这|那一|这一|一)[节段]"
    r"|(?:应该|应当|可以)?(?:怎么|如何|怎样|咋)写(?:的)?|写得|写(?:有)?特色|报告(?:里|中)?(?:写|说|提)?的?|^写|几段|可抄|好的?(?=例|段|写)|(?:哪个|各个?)?(?:乡镇|镇街)|(?:哪个|各个?|的)街道|哪个镇|哪个乡|各地|之类的?"
    r"|[,，]?\s*我?(?:想|要)?抄(?:一?抄|一下)?(?:个)?(?:思路|作业)?|(?:给|让)?(?:我|大家)?看(?:一)?看|^(?:我)?(?:想|要)写(?:个|点|一下)?|(?:别的|别|其他|其它|谁|哪)家?(?:写过|有)?(?=$|[，,]|的|有)|现成(?:的)?|(?:给|来|找)?(?:一|两|三|几)?个?(?:样子?|现成)(?=$|[，,。])|(?:一|两|三|几)个(?:例子|范例|段落)|[,，](?:要|求)$|没(?:有)?[?？]?$|这一?(?:块|类|种|段|方面)|那一?(?:块|类|种|段)|有吗$|咋(?=$|写)"
)
_ASKING = re.compile(
    r"(?:是|都|各|要|该|会|能|还|又|应该|应当|可以|具体|平时|究竟|到底)*(?:怎么|如何|怎样|咋)(?:个)?(?:样|办|做|搞|干|管|落实|开展|推进|规定|运作|处理|解决|进行|实施|做法|弄)?(?:的)?|为什么|为何|为啥|什么样|有?些?什么|有?啥|些$|土?办法|哪一?些|哪里|有哪|由?谁来?|别的|其他|不同做法|土?做法|共同点|共性|异同|区别|差异|差别|不一样|不同|对比一下|对比|比较一下|比较|相比|情况|介绍一?下?|说说|讲讲|总结一?下?|归纳|概括|请问|麻烦|告诉我"
    r"|发挥(?:了|出)?(?:什么|怎样的?|哪些|啥)?的?作用|作用(?=[是]?(?:怎么|如何|怎样|咋)?发挥)|发挥(?=[的得了]*(?:怎么样|如何|好不好|$|[\s，,]))"
    r"|(?:是|有)?哪[一二两三四五六七八九十几]+[个项种类点审签步条]?|经验(?=有哪些|是什么)|几个|一些|特色|有特色|内容|方面|各自|分别|各(?=有|是|$)|自己说|里面?写了些?|都(?=管|有|是)|把|被|给|让|跟|和|与|及|同|在|对(?=于)|的|了(?!解)|吗|呢|吧|么|是|有(?!关)|要(?!求|素)|来(?=包|管|做)|那件|这个|那个|事(?=$|\s)|做(?=普)|等|搞"
)
_LISTED = re.compile(r"哪[一二两三四五六七八九十几]+[个项种类点审签步条]|哪些|分别是|包括|几个方面")
# What every report is about: 法治建设的主要问题 asks for the part as a whole.
_WHOLE_FIELD = re.compile(
    r"(?:推进|加强|开展|落实)?(?:全面)?(?:依法)?(?:法治)?(?:政府)?建设|依法行政|法治(?:政府)?工作?|工作|本?年度?|方面"
)
_PART_WORDS = re.compile(
    r"(?:推进法治(?:政府)?建设)?第一责任人(?:的)?(?:职责)?|主要负责人履职?|(?:履行|履职)|存在(?:的)?(?:主要)?(?:不足|问题|短板|困难)?|主要问题|不足(?:之处)?|短板|薄弱环节|软肋|上?卡在哪里?|卡壳|难在哪里?|差在哪里?|拖后腿|欠缺|原因|职责|下一?年度?|下一?步|明年|来年|工作(?:打算|安排|计划)|主要安排|安排|打算|计划|今后|主要|问题"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span of a report to quote and, inside it, the sentences to show; where it stands and how well it fits."""

    slot: Slot
    start: int
    end: int
    section: tuple[str, ...]
    score: float
    shown: tuple[int, int] = (0, 0)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: quotes grouped by place; ``silent`` are the slots with nothing on it.

    ``nearest`` names the topics of the passages that came nearest when none treats the question; ``off_topic`` says
    that not even those have to do with it; ``loose`` that what is quoted only comes near; ``bare``
    that the question names no matter at all.
    """

    quotes: tuple[Quoted, ...]
    silent: tuple[Slot, ...]
    off_topic: bool = False
    nearest: tuple[str, ...] = ()
    loose: bool = False
    bare: bool = False


def topic_of(question: Question) -> str:
    """What a practice question is about, without the words that only ask."""
    bare = _ASKING.sub(" ", _DRAFTING.sub(" ", question.topic))
    pieces = (piece.strip('。？?！!、：:的“”"') for piece in re.split(r"[\s，,]+", bare))
    # One character that the asking words left behind says nothing.
    return " ".join(piece for piece in pieces if len(piece) > 1) or question.topic


def _names_no_matter(question: Question) -> bool:
    """Whether only a place, a year, a number or 多少 is there."""
    asked_of_nothing = question.figures and not question.asks
    return asked_of_nothing or not re.search(r"[一-鿿]{2}|[a-z]{3}", topic_of(question).lower())


def gather(library: Library, question: Question, selection: Selection) -> Evidence:
    """The evidence for a practice question within the reports of ``selection``."""
    if _names_no_matter(question):
        return Evidence((), selection.slots, bare=True)
    given = background(library)
    slots = _slots(library, question, selection)
    part = part_asked(question.text)
    units = _units(question, given, part)
    judged = _judged(library, question, slots, given, units, part)
    if part is not None and units and not named_there(judged, units):
        units = ()  # what is left of the question beside the part is only talk
        judged = _judged(library, question, slots, given, units, part)
    elif _of_one_report(question) and (own := as_named(units, judged)) != units:
        units = own
        judged = _judged(library, question, slots, given, units, part)
    part_only = part is not None and not units
    if part is not None and part_only:
        judged = [replace(one, score=one.sense + WORDS_WORTH * one.part, words=one.part) for one in judged]
    elif part is not None:
        judged = _of_part(judged, example=question.kind == "example")
    chosen = _choose(question, frozenset(selection.slots), slots, judged, units=units, every=part_only, part=part is not None)
    covered = {slot.town.full_name for slot, _ in chosen}
    silent = tuple(slot for slot in selection.slots if slot.town.full_name not in covered)
    if not chosen:
        best = max(judged, key=lambda one: one.score, default=None)
        off = best is None or best.words < _SOME_WORDS
        return Evidence((), silent, off_topic=off, nearest=_nearest_topics(judged))
    quotes = [_quoted(library, slot, one, units, whole=question.kind == "example") for slot, one in chosen]
    best = max(_worth(one) for _, one in chosen)
    loose = (_looks_wide(question) and best < _FLOOR_OPEN) or (_of_one_report(question) and best < _FLOOR_PLACE)
    return Evidence(_ordered(question, selection, quotes), silent, loose=loose)


_SOME_WORDS = 0.2


def _units(question: Question, given: Background, part: Part | None) -> tuple[Unit, ...]:
    topic = topic_of(question)
    if part is not None:
        topic = _PART_WORDS.sub(" ", topic)
        bare = _WHOLE_FIELD.sub("", topic)
        topic = topic if re.search(r"[一-鿿]{2}|[a-z]{3}", bare) else ""
    return units_of(topic, given) if topic else ()


def _slots(library: Library, question: Question, selection: Selection) -> tuple[Slot, ...]:
    """The slots in scope; where the latest year was assumed, the other years of each town after it."""
    if not selection.assumed_latest or question.years.any:
        return selection.slots
    infos = {info.report_id: info for info in library.catalog.reports() if info.duplicate_of is None}
    known = set(selection.report_ids)
    others = []
    for slot in selection.slots:
        for year, report_id in slot.town.reports:
            if report_id not in known and report_id in infos:
                known.add(report_id)
                others.append(Slot(slot.town, year, infos[report_id]))
    return (*selection.slots, *others)


def _judged(
    library: Library,
    question: Question,
    slots: Sequence[Slot],
    given: Background,
    units: Sequence[Unit],
    part: Part | None,
) -> list[Judged]:
    ids = list(dict.fromkeys(slot.report.report_id for slot in slots))
    query = _DRAFTING.sub(" ", question.topic).strip() or question.text
    words = topic_of(question)
    found = candidates(
        library, query, report_ids=ids, limit=min(400, max(60, 12 * len(ids))), query_tokens=tokens(words) or None
    )
    sense = {}
    if found.vector is not None:
        sense = {one: given.deviations(cosine, found.vector) for one, cosine in found.cosines.items()}
    return judge(found.hits, units, sense, part, own_names=_few_named(question))


def _of_part(judged: Sequence[Judged], *, example: bool) -> list[Judged]:
    """Of a report that treats the topic in the part asked for, only that part's passages.

    Where places are compared, such a passage is what each has to say, however little of the topic it names.
    """
    treating = {one.hit.report_id for one in judged if one.part == 1.0 and one.words >= _LEAST_WORDS}
    kept = [one for one in judged if one.part > 0 or one.hit.report_id not in treating]
    if example:
        return kept
    return [
        replace(one, score=one.sense + WORDS_WORTH * max(one.words, _PART_WORTH))
        if one.part == 1.0 and one.words >= _LEAST_WORDS
        else one
        for one in kept
    ]


def _few_named(question: Question) -> bool:
    return 1 < len(question.places.towns) <= _FEW and not question.places.region


_FEW = 4


def _choose(
    question: Question,
    asked: frozenset[Slot],
    slots: Sequence[Slot],
    judged: Sequence[Judged],
    *,
    units: Sequence[Unit] = (),
    every: bool,
    part: bool,
) -> list[tuple[Slot, Judged]]:
    """The passages to quote with their slots: for every place its best, as far as they treat the question.

    With ``every``, a place needn't come near the best one: each has such a part, however it is worded.
    """
    by_report: dict[str, list[Judged]] = {}
    for one in judged:
        by_report.setdefault(one.hit.report_id, []).append(one)
    towns: dict[str, list[Slot]] = {}
    for slot in slots:
        towns.setdefault(slot.town.full_name, []).append(slot)
    places = question.places
    floor = _FLOOR_PLACE if places.towns else _FLOOR_OPEN
    best = max((_worth(one) for one in judged), default=0.0)
    if _of_one_report(question) and best < floor:
        presumed = bool(_PRESUMES.search(question.text))
        lower = _FLOOR_PRESUMED if presumed else _FLOOR_NAMED
        floor = lower if presumed or not lacks(judged, units) else floor
    if best >= floor and question.kind != "narrative":
        # What one place treats beyond doubt is the subject of all; the others' share needs less.
        floor = _FLOOR_PLACE
    if _looks_wide(question) and _FLOOR_FIELD <= best < floor:
        floor, best = best - _NEAREST, best + _AMONG_PLACES["example"] - _NEAREST
    each = every or (places.towns and not places.region) or (question.kind == "compare" and places.everywhere)
    below = _AMONG_PLACES.get(question.kind, 2.0) + (_REGION if places.region else 0.0)
    least = floor if each else max(floor, best - below)
    per_place = _per_place(question, len(towns))
    few = question.kind == "compare" and 1 < len(places.towns) <= _FEW and not places.region
    chosen: list[tuple[Slot, Judged]] = []
    left: list[tuple[Slot, Judged]] = []
    for own in towns.values():
        of_town = _choose_town(own, asked, by_report, least, per_place)
        chosen.extend(of_town)
        if not of_town and question.kind in _FLOORS_NAMED:
            lower = _FLOOR_IN_PART if part else _FLOOR_EACH if few else _FLOORS_NAMED[question.kind]
            left.extend(_choose_town(own, asked, by_report, lower, 1))
    told = {slot.town.full_name for slot, _ in chosen}
    if question.kind == "narrative" and len(told) == 1:
        # One town tells of it: what else it says that comes near.
        further = max(_FLOOR_FURTHER, min(least, best - _BELOW_BEST))
        chosen = _choose_town(towns[told.pop()], asked, by_report, further, per_place)
    # Who looks for examples or compares wants one of each town that names the thing, however much more another writes of it.
    names_it = _NAMES_IT_IN_PART if part else _NAMES_IT_EACH if few else _NAMES_IT
    left = sorted((pair for pair in left if pair[1].words >= names_it), key=lambda pair: -_worth(pair[1]))
    room = max(0, _MOST_EXAMPLES - len({slot.town.full_name for slot, _ in chosen}))
    return chosen + (left[:room] if chosen else [])


def _of_one_report(question: Question) -> bool:
    """Whether what a named town's report says is asked."""
    return question.kind == "narrative" and bool(question.places.towns) and not question.places.region


def _looks_wide(question: Question) -> bool:
    """Whether wording is looked for anywhere, on something of these reports' field."""
    places = question.places
    anywhere = not places.towns or bool(places.region)
    return question.kind == "example" and anywhere and bool(_OF_THE_FIELD.search(topic_of(question)))


def _choose_town(
    own: Sequence[Slot], asked: frozenset[Slot], by_report: dict[str, list[Judged]], least: float, per_place: int
) -> list[tuple[Slot, Judged]]:
    first = own[0]
    ranked = {
        slot.report.report_id: sorted(by_report.get(slot.report.report_id, ()), key=lambda one: -_worth(one))
        for slot in own
    }
    best = {report: (_worth(found[0]) if found else _NOTHING) for report, found in ranked.items()}
    words = {report: max((one.words for one in found), default=0.0) for report, found in ranked.items()}
    # Years that were asked for all stand; where the latest was assumed, another has to tell distinctly more.
    taken = [slot for slot in own if slot in asked]
    others = [slot for slot in own if slot not in asked]
    if others:
        rival = max(others, key=lambda slot: best[slot.report.report_id])
        nearer = best[rival.report.report_id] - best[first.report.report_id]
        if nearer > _OTHER_YEAR and words[rival.report.report_id] > words[first.report.report_id] + _OTHER_YEAR_WORDS:
            taken = [rival, *taken]
    top = max(best[slot.report.report_id] for slot in taken)
    picked = [
        (slot, one)
        for slot in taken
        for one in ranked[slot.report.report_id]
        if _worth(one) >= max(least, top - _WITHIN_PLACE)
    ]
    picked.sort(key=lambda pair: -_worth(pair[1]))
    return picked[:per_place]


def _worth(one: Judged) -> float:
    """The score, but nothing for a passage that neither shares a word nor is very near in sense."""
    return one.score if one.words >= _LEAST_WORDS or one.sense >= _SENSE_ALONE else min(one.score, one.sense)


_LEAST_WORDS = 0.08
_NAMES_IT = 0.49
# Less is enough in the part asked for: 执法人员不足 is told there in many words.
_NAMES_IT_IN_PART = 0.2
_FLOOR_IN_PART = 2.5
# Of two or three towns that are named each is to be heard.
_FLOOR_EACH = 1.4
_NAMES_IT_EACH = 0.15
_FLOORS_NAMED = {"example": 3.0, "compare": 2.3}
_PART_WORTH = 0.5
_MOST_EXAMPLES = 12
_NOTHING = -9.0


def _per_place(question: Question, places: int) -> int:
    if places == 1:
        return _MOST_QUOTED if _LISTED.search(question.text) else 4
    if question.kind == "example":
        return 2 if places <= 10 else 1
    return 3 if places <= 3 else 2


def _quoted(library: Library, slot: Slot, one: Judged, units: Sequence[Unit], *, whole: bool) -> Quoted:
    hit = one.hit
    shown = (hit.start, hit.end) if whole else _answering(library, hit, units)
    return Quoted(slot, hit.start, hit.end, hit.section, one.score, shown, hit.text)


def _ordered(question: Question, selection: Selection, quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Places as asked (for examples the best first), passages of a place in reading order."""
    rank: dict[str, float] = {}
    for position, slot in enumerate(selection.slots):
        rank.setdefault(slot.town.full_name, float(position))
    if question.kind == "example":
        best: dict[str, float] = {}
        for quote in quotes:
            name = quote.slot.town.full_name
            best[name] = max(best.get(name, _NOTHING), quote.score)
        rank = {name: -score for name, score in best.items()}
    return tuple(
        sorted(
            quotes,
            key=lambda quote: (
                rank[quote.slot.town.full_name],
                quote.slot.town.full_name,
                -(quote.slot.year or 0),
                quote.start,
            ),
        )
    )


def _nearest_topics(judged: Iterable[Judged]) -> tuple[str, ...]:
    """The names of the topics that the nearest passages deal with."""
    names: list[str] = []
    for one in sorted(judged, key=lambda each: -each.score)[:6]:
        dealt = topics_of(one.hit.section, one.hit.text)
        if dealt:
            names.append(topics()[max(dealt, key=lambda key: dealt[key])].name)
    return tuple(dict.fromkeys(names))[:3]


def _answering(library: Library, hit: Hit, units: Sequence[Unit]) -> tuple[int, int]:
    """The run of sentences in a passage that meets the question best: its best sentence and what belongs to it."""
    text = library.catalog.text(hit.report_id)
    spans = sentences(text, hit.start, hit.end)
    if hit.end - hit.start <= _SHOWN or len(spans) <= 1:
        return hit.start, hit.end
    scored = []
    for start, end in spans:
        own = replace(hit, start=start, end=end, text=text[start:end], section=())
        scored.append(sum(unit.weight * credit for unit, credit in zip(units, credits(units, own), strict=True)))
    best = max(range(len(spans)), key=lambda position: (scored[position], -position))
    first = last = best
    while True:
        after = last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _SHOWN
        before = first > 0 and spans[last][1] - spans[first - 1][0] <= _SHOWN
        if after and (not before or last - best <= best - first):
            last += 1
        elif before:
            first -= 1
        else:
            return spans[first][0], spans[last][1]


def places_of(slots: Sequence[Slot]) -> list[str]:
    """The names of the places of ``slots``, each once."""
    return list(dict.fromkeys(slot.town.full_name for slot in slots))


__all__ = ["Evidence", "Quoted", "gather", "places_of", "topic_of"]
