"""Which passages are quoted, by how well each treats the question."""

from __future__ import annotations

from datetime import date

from assistant.conversation import understand
from assistant.passage_choice import Wanted, choose, comes_near_only
from assistant.places import Gazetteer
from assistant.question import Question
from assistant.relevance import Judged, judge, names_what_is_absent, names_who_is_absent, units_of
from assistant.scope import Slot, select
from index.background import Background
from index.records import Hit
from index.rows import ReportInfo
from tests.assistant.test_question import info

LIUXI, YUNTAI, DAWAN = info("青石县", "柳溪镇", 2024), info("青石县", "云台乡", 2024), info("岚山县", "大湾镇", 2024)
INFOS = (LIUXI, YUNTAI, DAWAN)
GAZETTEER = Gazetteer(INFOS)


def asked(text: str) -> tuple[Question, tuple[Slot, ...]]:
    """The question, understood, and its slots."""
    question = understand(text, (), GAZETTEER, date(2025, 6, 1))
    return question, select(question, GAZETTEER.towns, INFOS).slots


def hit(of: ReportInfo, text: str) -> Hit:
    """A passage of a report."""
    return Hit(f"{of.report_id}-{text}", of.report_id, of.file, of.place, of.year, (), 0, len(text), text, 0.0)


def judged(of: ReportInfo, score: float, *, words: float = 0.2, named: bool = False, text: str = "甲") -> Judged:
    """A passage of a report that treats the question so well."""
    return Judged(hit(of, text), score, score - 5 * words, words, 1.0, named)


def chosen(text: str, *passages: Judged, of_the_field: bool = False) -> list[tuple[str, str]]:
    """The places and texts quoted."""
    question, slots = asked(text)
    wanted = Wanted((), part=False, every=False, of_the_field=of_the_field)
    found = choose(question, frozenset(slots), slots, passages, wanted)
    return [(slot.town.name, one.hit.text) for slot, one in found]


def test_each_of_two_named_places_is_heard() -> None:
    """Who compares two places by name is shown the nearest of each, and told that it only comes near."""
    text = "柳溪镇和云台乡请谁来评述法，怎么评"
    found = chosen(text, judged(LIUXI, 2.4), judged(YUNTAI, 1.2), judged(YUNTAI, 0.4, text="远"))
    assert found == [("柳溪镇", "甲"), ("云台乡", "甲")]
    assert comes_near_only(asked(text)[0], 2.4)


def test_nothing_near_is_nothing() -> None:
    """Where not even the best comes near, two named places have nothing on it."""
    assert chosen("柳溪镇和云台乡的茶馆评理怎么做", judged(LIUXI, 0.9), judged(YUNTAI, 0.7)) == []


def test_the_passage_that_names_the_thing_comes_first() -> None:
    """Of a town's passages on a topic, one that holds the very word goes before one that is only on the topic."""
    passages = [judged(LIUXI, 7.0 - at / 10, text=f"学法{at}") for at in range(4)]
    found = chosen("柳溪镇述法怎么做", *passages, judged(LIUXI, 5.5, named=True, text="述法"))
    assert found[0] == ("柳溪镇", "述法")


def test_every_town_that_names_the_thing_gives_an_example() -> None:
    """However much more one writes of it."""
    passages = (judged(LIUXI, 8.0, words=1.0), judged(YUNTAI, 3.4, named=True), judged(DAWAN, 3.4))
    assert {place for place, _ in chosen("政务公开怎么写得接地气，给几个例子", *passages)} == {"柳溪镇", "云台乡"}


def test_the_word_that_names_a_topic_is_looked_for_itself() -> None:
    """述法 belongs to a topic of many words; a passage that only holds 述法 meets it all the same."""
    given = Background(None, None, ("年底现场述法。", "开展巡河。"))
    told, silent = judge(
        [hit(LIUXI, "年底现场述法。"), hit(YUNTAI, "开展巡河。")], units_of("述法", given), {}, None, own_names=False
    )
    assert (told.words, told.named) == (1.0, True)
    assert (silent.words, silent.named) == (0.0, False)


def shares(topic: str, *texts: str) -> list[float]:
    """How much of what ``topic`` asks for each passage meets."""
    given = Background(None, None, texts)
    return [
        one.words
        for one in judge([hit(LIUXI, text) for text in texts], units_of(topic, given), {}, None, own_names=False)
    ]


def test_a_topics_word_is_met_by_its_terms() -> None:
    """合同分级审核 treats 合同审查, and 管理 behind it asks for nothing more."""
    met, other = shares("合同审查管理", "对四类合同分级审核。", "开展巡河。")
    assert met >= 0.6
    assert other == 0.0


def test_each_word_that_names_a_topic_is_met() -> None:
    """律师 alone meets 律师和法律顾问, if less than 法律顾问."""
    adviser, lawyer, neither = shares("律师和法律顾问", "法律顾问到会。", "楼里的律师坐诊。", "开展巡河。")
    assert adviser > lawyer > 0.5 > neither


def test_english_meets_passages_through_the_thesaurus() -> None:
    """fishing ban is 禁捕."""
    met, other = shares("fishing ban enforcement", "抓长江禁捕，执法有力度。", "开展消防检查。")
    assert met > 0.3 > other


def test_a_thing_in_the_reports_words_that_none_has_is_absent() -> None:
    """公证 and 无人机 are words of reports: where none has them, what is near is no answer; 牢骚 is only talk."""
    given = Background(None, None, ("联合巡河查处非法捕捞。",) * 200)
    hits = [hit(LIUXI, "联合巡河查处非法捕捞。")]
    assert names_what_is_absent(hits, units_of("公证上门", given))
    assert names_what_is_absent(hits, units_of("无人机巡查", given))
    assert not names_what_is_absent(hits, units_of("听牢骚", given))
    assert not names_what_is_absent([hit(LIUXI, "用无人机巡河。")], units_of("无人机", given))


def test_everyday_words_need_the_field() -> None:
    """Who does something is looked for in any words, as long as the question is near to these reports at all."""
    near = judged(LIUXI, 2.8, words=0.0)
    assert chosen("路边小摊小贩不硬撵的法子", near, of_the_field=True) == [("柳溪镇", "甲")]
    assert chosen("红烧肉咸了怎么补救", near) == []


def test_a_town_further_off_is_shown_when_it_is_likely() -> None:
    """Beside a town that treats the matter in its very words, another in other words, but not one that hardly touches it."""
    text = "各镇怎么帮刑满释放的人找活路，找几个例子"
    best, other, far = judged(LIUXI, 7.0, words=0.8), judged(YUNTAI, 4.2, words=0.25), judged(DAWAN, 2.0, words=0.1)
    assert {town for town, _ in chosen(text, best, other, far)} == {"柳溪镇", "云台乡"}


def test_a_body_that_no_report_names_is_not_told_by_its_like() -> None:
    """公职律师 is not told by 律师, nor 模拟法庭 by 法庭; what a passage names in other words is."""
    lawyers, court = hit(LIUXI, "律师每周三到镇坐班。"), hit(LIUXI, "与县法院开展巡回法庭审判。")
    assert names_who_is_absent("各镇公职律师怎么配备", [lawyers, court])
    assert names_who_is_absent("学校里的模拟法庭怎么开", [lawyers, court])
    assert not names_who_is_absent("学校里的模拟法庭怎么开", [hit(LIUXI, "组织学生开展模拟法庭活动。")])
    assert not names_who_is_absent("法律顾问怎么发挥作用", [lawyers])
    assert not names_who_is_absent("普法宣传怎么做", [lawyers])
