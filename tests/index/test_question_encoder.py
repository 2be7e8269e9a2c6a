"""Questions in everyday words: the encoder that reads them, and what it is fitted from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed import Embedder
from index.question_encoder import embed_question

PASSAGES = [
    "对外出务工人员被拖欠的报酬，联合劳动监察、法院开通快速通道，逐案落实责任人，确保劳动者及时足额拿到报酬。",
    "组建由老党员、退休教师参加的评议小组，对邻里争执当场评判、当场签字。",
    "对占道经营先提醒、再劝导，给流动摊贩划定经营点和时段。",
    "建立公开栏和微信群，按季公布财务收支和救助对象。",
]


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("帮在外头打工的人把血汗钱要回来有什么办法", 0),
        ("隔壁两家吵起来谁去评个理", 1),
        ("路边摆摊的不硬撵，怎么管", 2),
        ("村里的账老百姓怎么看得到", 3),
    ],
)
def test_everyday_words_find_the_passage(embedder: Embedder, question: str, right: int) -> None:
    """None of these questions shares a telling word with the passage that answers it."""
    scores = embedder.embed_documents(PASSAGES) @ embedder.embed_question(question)
    assert int(scores.argmax()) == right


def test_it_is_a_vector_like_any_other(embedder: Embedder, model_store: Path) -> None:
    """Of length 1, the same each time, and not the one that a search without a question in mind gets."""
    vector = embed_question(model_store, "怎么调解邻里纠纷")
    assert vector.shape == (embedder.dimension,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)
    assert np.array_equal(vector, embed_question(model_store, "怎么调解邻里纠纷"))
    assert float(vector @ embedder.embed_query("怎么调解邻里纠纷")) < 0.999


def test_text_of_any_length_is_read(embedder: Embedder) -> None:
    """What is longer than the encoder reads is cut, and nothing at all has a vector too."""
    assert np.isfinite(embedder.embed_question("怎么管网格员？" * 500)).all()
    assert np.isfinite(embedder.embed_question("")).all()


def test_another_model_reads_questions_as_it_reads_queries(embedder: Embedder, model_store: Path) -> None:
    """A model that a person names has no such changes."""
    folder = next(path.parent for path in model_store.rglob("model.safetensors"))
    other = Embedder(str(folder), model_store)
    assert np.array_equal(other.embed_question("怎么调解"), other.embed_query("怎么调解"))
