"""Looking passages up: other letters than Chinese, filters by part and topic, and why a passage came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.lookup import in_chinese, look_up, matched_words, part_named, topics_named
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import Library, writing_library
from index.parts import Part, in_part, topics_of


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """The five reports, indexed."""
    settings = IndexSettings(corpus=Path(__file__).parents[2] / "corpus", store=tmp_path_factory.mktemp("five"))
    with writing_library(settings, "tests", embedder=embedder) as library:
        build(settings, library=library)
        yield library


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("zhangliang zhen maodun jiufen", "张良镇", "矛盾纠纷"),
        ("How many disputes did Zhangliang mediate?", "张良镇", "纠纷"),
        ("legal counsel in Yinping", "阴平镇", "法律顾问"),
        ("yinping zhen falv guwen", "阴平镇", "法律顾问"),
    ],
)
def test_other_letters_find_what_chinese_finds(five: Library, query: str, place: str, words: str) -> None:
    """A question in pinyin or English has the right place's passage on the matter among the first three."""
    hits = look_up(five, query, 3)
    assert any(hit.place.township == place and words in hit.text for hit in hits)


def test_a_chinese_question_is_left_as_it_is(five: Library) -> None:
    """Nothing is added to a question that the reports' own script is in."""
    assert in_chinese(five, "张良镇2024年矛盾纠纷") == "张良镇2024年矛盾纠纷"


def test_a_part_lets_only_its_passages_through(five: Library) -> None:
    """Every passage found under 不足 is of that part, and there are as many as were asked for."""
    hits = look_up(five, "执法", 4, part=Part.SHORTCOMINGS)
    assert len(hits) == 4
    assert all(in_part(Part.SHORTCOMINGS, hit.section, hit.text) for hit in hits)


def test_a_topic_lets_only_its_passages_through(five: Library) -> None:
    """Every passage found under 普法宣传 deals with it."""
    (key,) = topics_named("普法宣传")
    hits = look_up(five, "群众", 5, topic=[key])
    assert len(hits) == 5
    assert all(topics_of(hit.section, hit.text)[key] >= 0.5 for hit in hits)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("不足", Part.SHORTCOMINGS),
        ("plans", Part.PLANS),
        ("第一责任人", Part.RESPONSIBILITY),
        ("", None),
        ("附件", None),
    ],
)
def test_parts_go_by_name_or_key(name: str, part: Part | None) -> None:
    """A piece of the Chinese name is enough; what is no part is none."""
    assert part_named(name) is part


def test_topics_go_by_name_key_or_word() -> None:
    """普法, 普法宣传 and publicity are one topic; a word that is no topic is none."""
    assert topics_named("普法") == topics_named("普法宣传") == topics_named("publicity")
    assert topics_named("航天") == ()


def test_the_words_that_matched_are_told(five: Library) -> None:
    """Words of the passage, of its headings and of its place; words that stand nowhere are not among them."""
    best = look_up(five, "张良镇矛盾纠纷航天", 1)[0]
    matched = matched_words("张良镇矛盾纠纷航天", best)
    assert "矛盾" in matched
    assert "航天" not in matched
