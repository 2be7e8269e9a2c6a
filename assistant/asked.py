"""An ask, read for matching: its words, and what a figure's words say to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import pairwise

from assistant.asked_words import bare_words
from assistant.asks import Ask
from assistant.figure_view import REALLY, FigureView
from assistant.overlap import Field, Words, met, read_field, read_words
from index.background import pairs_of
from index.units import MONEY, RATE, families
from index.vocabulary import kind, nearness, objects

# What the unit asked for says already: 面积多少平方米 need not meet 面积.
_SAID_BY_UNIT = {
    "area": re.compile("面积"),
    "length": re.compile("长度|里程|总长|全长"),
    "money": re.compile(r"金额|款项|的钱|\bmoney\b"),
}
# 问题 is a shortcoming in a heading; asked about (咨询法律问题) it may be anything.
_VAGUE = ("@shortcoming",)
# Cases of different kinds, told in nearly the same words and counted by the same unit.
_CASES = frozenset(("@litigation", "@reconsideration", "@penalty_case", "@petition"))
_PETITIONS = frozenset(("@petition",))
# A sum of money names these by its unit.
_MONEY = ("@funds",)
_NO_WORDS = re.compile(r"[^一-鿿]|[的了有是现共全镇乡街道一总]")
_WORD_OF_ITS_OWN = 2
_PEOPLE = re.compile(r"(?:员|人|律师|顾问|民警|干部|志愿者|代表|骨干)$")
# Who does something may be named a clause earlier than what is counted.
_ACTOR = re.compile(r"(?:[员队所室站人村]|顾问|中心|律师|社区|小组|counsel|advis[eo]rs?|lawyers?|mediators?|teams?)$")
_ABOUT_LAWS = re.compile(r"法(?![治律院官庭])|条例|规定|办法|学|宣传|宣讲|普法|培训|study|stud|learn|train|public")
_LAW = re.compile(r"《[^《》]*》")
_RATE_NAME = re.compile(r"([一-鿿]{2})率")
# 调解了多少起 asks for all of them: 受理调解386起, before 调解成功371起.
_SUCCESS = re.compile(r"成功|[调办谈]成")
_SUCCEEDED = re.compile(rf"{_SUCCESS.pattern}|[劝说]成|促成|达成")
_SUCCESS_ASKED = re.compile(r"(?<![完组形构])成(?!立|员|果|效|本|年|人|分|都)|好了|妥|拢|success")
_BROUGHT_ABOUT = re.compile(
    r"成功(?!率)|(?<![一-鿿])成了(?=几|多少)|(?<![没未])[调办谈说劝]成(?!立|员|果|效|本|功率)|调[好妥]|摆平|搞定|success"
)
_FAILED = re.compile(r"[没未不](?:有)?(?:能|达)?(?:[调办谈]|成功)")
# Below this a unit of the ask is not met.
UNMET = 0.3
# A figure that meets less of the question than this, with all that stands around it, is about something else.
_LEAST_MET = 0.3
# Who asks how many were hired isn't told how many took an exam.
_HIRED = re.compile(r"[聘招](?!标|商|投)|录用")
_TRAINED = re.compile(r"^(?!.*[聘招录]).*(?:报名|参加|参训|考取|取得|通过|培训)")
_CAUSED = re.compile(r"因(?!此|为|而|素)([一-鿿]{2,12}?)(?:问题|不当|原因)?(?:引发|引起|导致|产生|造成|被|而)")
_ANY_CAUSE = re.compile(r"(?:违法|不当)?(?:行政(?:执法)?行为|行政管理|行政执法)")


def _untitled(fields: Sequence[Field]) -> list[Field]:
    """``fields`` without the names of laws and documents in them."""
    return [read_field(_LAW.sub("", field.text)) if "《" in field.text else field for field in fields]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the domain that an ask names: its concept, the ask's words for it, and their groups of the thesaurus."""

    concept: str
    words: str
    groups: frozenset[int]

    @property
    def is_money(self) -> bool:
        """Whether a sum of money names it by its unit."""
        return self.concept in _MONEY

    def is_near(self, concept: str) -> bool:
        """Whether ``concept`` is the thing, or near enough to name it."""
        return nearness(self.concept, concept) >= UNMET

    def named_in(self, fields: Sequence[Field]) -> bool:
        """Whether one of ``fields`` names the thing, not just shares letters with it."""
        return any(
            self.words in field.text
            or not self.groups.isdisjoint(field.groups)
            or any(map(self.is_near, field.concepts))
            for field in fields
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask, read for matching."""

    ask: Ask
    words: Words
    field: Field
    earlier: Words
    rates: tuple[str, ...]
    # What each text was found to meet: headings and subjects come again and again.
    known: dict[str, list[float]] = dataclass_field(default_factory=dict, compare=False)
    # Any two units of the ask that follow each other.
    runs: re.Pattern[str] | None = None
    things: tuple[Thing, ...] = ()

    def met_by(self, field: Field) -> list[float]:
        """How well each unit of the ask is met by ``field``."""
        found = self.known.get(field.text)
        if found is None:
            found = self.known[field.text] = met(self.words, field)
        return found

    def met_by_any(self, fields: Sequence[Field]) -> list[float]:
        """How well each unit of the ask is met by that of ``fields`` which meets it best."""
        return [max(values) for values in zip(*map(self.met_by, fields), strict=True)]

    @staticmethod
    def of(ask: Ask, rarity: dict[str, float]) -> Asked:
        """``ask`` with its words read."""
        bare = bare_words(ask.text)
        for family, noun in _SAID_BY_UNIT.items():
            if ask.unit in families()[family]:
                bare = noun.sub(" ", bare)
        rates = tuple(f"{name}率" for name in _RATE_NAME.findall(ask.text)) if ask.rate else ()
        words = read_words(bare, rarity)
        earlier = read_words(bare_words(ask.earlier), rarity)
        return Asked(ask, words, read_field(bare), earlier, rates, runs=_runs_of(words), things=_things_of(words))

    def names_another_thing(self, one: FigureView) -> bool:
        """Whether the ask is about something else: hardly a word of it, or not the thing of the domain that it names (行政复议
        beside 行政诉讼), stands around the figure."""
        if not self.words.units:
            return False
        share = self.words.share(self.met_by_any(one.around))
        if (
            share < _LEAST_MET
            or self._of_a_cause_unasked(one)
            or (_HIRED.search(self.words.text) and _TRAINED.search(one.clause.text))
        ):
            return True
        things = self._things_beside(one)
        close: Sequence[Field] = one.own
        wide: Sequence[Field] = one.around
        if not _ABOUT_LAWS.search(self.words.text):
            # 学习《行政处罚法》17次 says nothing of penalties.
            close, wide = _untitled(close), _untitled(wide)
        if not all(thing.named_in(wide) for thing in things):
            return True
        # 旁听庭审1次25人: what has no words of its own counts what its clause names.
        bare = not one.head.text and bool(objects(one.clause.concepts) or one.clause.groups)
        counts_a_thing = (bool(objects(one.head.concepts)) or bare) and one.figure.unit != RATE
        if one.figure.unit not in families()["person"]:
            things = [thing for thing in things if not _ACTOR.search(thing.words)]
        return counts_a_thing and bool(things) and not any(thing.named_in(close) for thing in things)

    def counts_another(self, one: FigureView) -> bool:
        """Whether the figure counts cases of another kind than those that the ask names (行政处罚案件 for 行政官司)."""
        if self._counts_no_people(one):
            return True
        done = not objects(one.head.concepts) and any(kind(name) == "action" for name in one.head.concepts)
        of = one.inherited if one.figure.whole is None else one.whole
        bare = objects(of.concepts) if done else set[str]()
        if bare and self.things and not any(thing.is_near(name) for thing in self.things for name in bare):
            return True  # 信访积案5件，化解4件 for disputes
        asked = {thing.concept for thing in self.things}
        counted = objects(one.head.concepts)
        if counted == _PETITIONS and "@dispute" in asked and not asked & _PETITIONS:
            return True  # 受理来信来访62件 for disputes
        asked, counted = asked & _CASES, counted & _CASES
        return bool(asked and counted) and asked.isdisjoint(counted)

    def _counts_no_people(self, one: FigureView) -> bool:
        """Whether the ask is for people only (法律明白人多少), and the figure counts other things (明白卡4100张)."""
        people = bool(self.things) and all(_PEOPLE.search(thing.words) for thing in self.things)
        rest = self.words.text
        for thing in self.things:
            rest = rest.replace(thing.words, "")
        people = people and len(_NO_WORDS.sub("", rest)) < _WORD_OF_ITS_OWN  # 法律顾问服务数量 counts what they did
        counted = not self.ask.unit and not self.ask.rate and not self.ask.whether
        return people and counted and one.figure.unit not in (*families()["person"], "个", "对", "支")

    def names_the_thing_of(self, one: FigureView) -> bool:
        """Whether the figure's own words name the things of the domain that the ask names."""
        things = self._things_beside(one)
        return bool(things) and all(thing.named_in((one.head,)) for thing in things)

    def named_by(self, field: Field) -> bool:
        """Whether ``field`` names all things of the domain that the ask names, if it names any."""
        return bool(self.things) and all(thing.named_in((field,)) for thing in self.things)

    def _things_beside(self, one: FigureView) -> list[Thing]:
        """The things of the domain that the ask names, without what the figure's unit names already."""
        return [thing for thing in self.things if not (thing.is_money and one.figure.unit in MONEY)]

    def _of_a_cause_unasked(self, one: FigureView) -> bool:
        """Whether the figure says none of one cause only, and the ask names no cause: 未因信息公开引发诉讼 is not 没有诉讼."""
        found = _CAUSED.search(one.head.text) if one.figure.value == 0 else None
        if found is None or _ANY_CAUSE.fullmatch(found[1]):
            return False  # 因行政行为引发的诉讼 is all of them
        return not any(pair in self.words.text for pair in pairs_of(found[1]))

    @property
    def actions(self) -> list[str]:
        """The concepts of what was done that the ask names."""
        return [name for _, _, name in self.words.concepts if kind(name) == "action"]

    @property
    def asks_penalties(self) -> bool:
        """Whether the ask counts penalties, and not what was filed."""
        named = {name for _, _, name in self.words.concepts}
        return "@penalty_case" in named and "@case_filing" not in named

    @property
    def asks_success(self) -> bool:
        """Whether the ask counts only what was brought to a good end."""
        return bool(_BROUGHT_ABOUT.search(self.ask.text))

    @property
    def asks_what_really_is(self) -> bool:
        """Whether the ask wants what really is, of what there is on paper."""
        return bool(REALLY.search(self.ask.text))

    @staticmethod
    def tells_success(one: FigureView) -> bool:
        """Whether the figure counts what succeeded."""
        return bool(_SUCCEEDED.search(one.figure.indicator)) and not _FAILED.search(one.figure.indicator)

    def success_unasked(self, one: FigureView) -> bool:
        """Whether the figure counts only what succeeded, and the ask doesn't."""
        return bool(_SUCCESS.search(one.figure.indicator)) and not _SUCCESS_ASKED.search(self.ask.text)

    def touches(self, one: FigureView) -> bool:
        """Whether the figure's own words, its clause or its subject have anything to do with the ask."""
        if not all(
            self.field.concepts.isdisjoint(field.concepts) and self.field.groups.isdisjoint(field.groups)
            for field in (one.clause, one.head)
        ):
            return True
        runs = self.runs
        return runs is not None and any(runs.search(field.text) for field in (one.clause, one.head, one.subject))


def _things_of(words: Words) -> tuple[Thing, ...]:
    """The things of the domain that ``words`` name."""
    return tuple(
        Thing(name, words.text[words.units[first][0] : words.units[last - 1][1]], _groups_within(words, first, last))
        for first, last, name in words.concepts
        if kind(name) == "object" and name not in _VAGUE
    )


def _groups_within(words: Words, first: int, last: int) -> frozenset[int]:
    """The groups of the thesaurus of which units ``first`` to ``last`` of ``words`` are."""
    return frozenset(g for begin, end, some in words.groups if begin <= first and last <= end for g in some)


def _runs_of(words: Words) -> re.Pattern[str] | None:
    """What finds two units of the ask that follow each other, if there are any."""
    pairs = {
        words.text[begin : following[1]] for (begin, _), following in pairwise(words.units) if following[0] == begin + 1
    }
    return re.compile("|".join(map(re.escape, sorted(pairs)))) if pairs else None
