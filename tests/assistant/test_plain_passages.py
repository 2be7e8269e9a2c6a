"""A folder of plain passages that are no reports at all: indexed, searched, and refused where a figure is asked."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from assistant.cli import main
from index.build import build
from index.config import IndexSettings

WHERE = ("河湾", "山坳", "码头", "集市", "旧城墙", "果园", "渡口", "盐田", "竹林", "磨坊")
WHO = ("老渔夫", "木匠", "女教师", "守夜人", "卖花姑娘", "钟表匠", "牧羊人", "药铺掌柜", "画师", "摆渡人")
WHAT = (
    "修好了一架风车",
    "养着三只灰鹅",
    "种下许多桂花树",
    "收藏古旧的地图",
    "每晚吹奏竹笛",
    "教孩子们写字",
    "酿出有名的米酒",
    "雕刻石狮子",
)
COUNT = len(WHERE) * len(WHO) * len(WHAT)


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory, model_store: Path) -> IndexSettings:
    """Eight hundred files with no title, place or year, indexed."""
    base = tmp_path_factory.mktemp("passages")
    corpus = base / "corpus"
    corpus.mkdir()
    for number, (where, who, what) in enumerate(product(WHERE, WHO, WHAT)):
        (corpus / f"p{number:03d}.txt").write_text(f"{where}边住着一位{who}，{what}。", encoding="utf-8")
    store = base / "store"
    store.mkdir()
    (store / "models").symlink_to(model_store / "models")
    settings = IndexSettings(corpus=corpus, store=store)
    result = build(settings, progress=None, purpose="test")
    assert len(result.added) == COUNT
    assert not result.failed
    return settings


def test_passages_without_metadata_are_found_through_a_question_file(
    passages: IndexSettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``fazhi search --questions`` ranks the passage that a question is about first, nearly always."""
    asked = [
        (f"q{number}", f"住在{where}旁边、{what}的{who}", number)
        for number, (where, who, what) in enumerate(product(WHERE, WHO, WHAT))
        if number % 20 == 0
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps({"id": i, "q": q}, ensure_ascii=False) + "\n" for i, q, _ in asked), "utf-8")
    code = main(["search", "--questions", str(file), "--json", *_where(passages)])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [line["id"] for line in lines] == [i for i, _, _ in asked]
    first = [line["hits"][0]["file"] == f"p{number:03d}.txt" for line, (_, _, number) in zip(lines, asked, strict=True)]
    assert sum(first) >= 0.9 * len(first)
    assert all(not hit["place"] and hit["year"] is None for line in lines for hit in line["hits"])


def test_no_figure_is_made_up_of_passages(passages: IndexSettings, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no place is known, a question for a town's figure is not found, and says why."""
    main(["ask", "张良镇2024年调解了多少起纠纷", "--json", *_where(passages)])
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "not_found"
    assert answer["figures"] == []


def _where(settings: IndexSettings) -> list[str]:
    return ["--corpus", str(settings.corpus), "--store", str(settings.store)]
