"""Fits what ``index.question_encoder`` adds to the bundled encoder, and writes it to ``index/data/question_encoder.npz``.

``python -m tests.evaluation.fit_question`` (half an hour on two cores) learns from questions and the passages that answer
them: those of ``practices.jsonl``, written in other words than the passages', those of the sets developed on that name what
is to be quoted, and a part of the ways to ask for figures. Passages keep the vectors that every store has. Each question
has to tell its passage from the others of its report, and from unlike passages of other reports.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch

from assistant.batch import read_questions
from assistant.config import load_settings
from assistant.conversation import understand
from assistant.places import Gazetteer
from assistant.practice_topic import search_query
from assistant.scope import select
from index.bundled import unpack_bundled
from index.current import open_current
from index.library import Library
from index.question_encoder import CHANGES, QuestionNetwork
from tests.evaluation.low_rank import changes_of, descend, wrapped, write

HERE = Path(__file__).resolve().parent
_TODAY = date(2026, 1, 15)
_BATCH, _WARM_UP, _EPOCHS = 48, 30, 2
# Cosines of this model lie close together: a small temperature parts them.
_TEMPERATURE = 0.04
_PARAPHRASES, _WEIGHT_PARAPHRASE = 0.4, 0.5
# Of other reports' passages those most like the right one may answer, too.
_FROM_ELSEWHERE, _UNLIKE = 48, 0.7
_STEP = 8


@dataclass(frozen=True)
class Passages:
    """The vectors of a report's passages, (n, d), and what each says."""

    vectors: torch.Tensor
    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Pair:
    """A question, its report among a set's (by number), and which of the report's passages answer it."""

    query: str
    reports: tuple[Passages, ...]
    own: int
    right: tuple[int, ...]
    weight: float


def corpora() -> dict[str, tuple[Path, Path | None]]:
    """The sets developed on: the reports and the questions of each."""
    found: dict[str, tuple[Path, Path | None]] = {
        "reports": (HERE / "reports", HERE / "developed.jsonl"),
        "corpus": (HERE.parents[1] / "corpus", HERE / "corpus180.jsonl"),
    }
    for folder in sorted(HERE.glob("*/reports")):
        questions = folder.parent / "questions.jsonl"
        if folder.parent.name != "mixed":  # only measured
            found[folder.parent.name] = (folder, questions if questions.exists() else None)
    return found


def pairs_of(name: str, corpus: Path, questions: Path | None) -> Iterator[Pair]:
    """What one set has to learn from."""
    store = Path(tempfile.gettempdir()) / f"fazhi-fit-{name}"
    library, _ = open_current(load_settings(corpus=corpus, store=store).for_index(), progress=None, purpose="fit")
    with library:
        infos = [info for info in library.catalog.reports() if info.duplicate_of is None]
        reports = tuple(_passages(library, info.report_id) for info in infos)
        numbers = {info.report_id: number for number, info in enumerate(infos)}
        files = {info.file: number for number, info in enumerate(infos)}
        gazetteer = Gazetteer(library.catalog.reports())

        def pair(text: str, number: int, right: Sequence[int], weight: float = 1.0) -> Iterator[Pair]:
            query = search_query(understand(text, (), gazetteer, _TODAY))
            if right and len(reports[number].texts) > 1:
                yield Pair(query, reports, number, tuple(right), weight)

        for line in read_questions(questions) if questions else ():
            if line.record.get("answer"):
                continue
            question = understand(line.question, line.history, gazetteer, _TODAY)
            for report_id in select(question, gazetteer.towns, library.catalog.reports()).report_ids:
                number = numbers[report_id]
                for quote in line.record.get("must_quote", ()):
                    holding = [at for at, text in enumerate(reports[number].texts) if quote in text]
                    if holding and not question.figures and len(reports[number].texts) > 1:
                        yield Pair(search_query(question), reports, number, tuple(holding), 1.0)
        for told in _lines("practices.jsonl", name):
            number = files[told["file"]]
            holding = [at for at, text in enumerate(reports[number].texts) if told["quote"] in text]
            for text in told["questions"]:
                yield from pair(text, number, holding)
        for told in _lines("paraphrases.jsonl", name):
            if told["start"] is None or told["file"] not in files or random.random() >= _PARAPHRASES:
                continue
            number = files[told["file"]]
            spans = reports[number].spans
            holding = [at for at, (first, last) in enumerate(spans) if first <= told["start"] < last]
            for text in told["questions"]:
                yield from pair(text, number, holding, _WEIGHT_PARAPHRASE)


def _lines(file: str, name: str) -> list[dict[str, Any]]:
    with (HERE / file).open(encoding="utf-8") as lines:
        return [told for line in lines if (told := json.loads(line))["set"] == name]


def _passages(library: Library, report_id: str) -> Passages:
    ids = library.catalog.chunk_ids([report_id])
    source = library.dense()
    assert source is not None
    vectors = source.fetch(ids)
    told = list(library.catalog.passages(ids))
    rows = np.stack([vectors[one.chunk_id] for one in told]).astype(np.float32)
    return Passages(
        torch.nn.functional.normalize(torch.from_numpy(rows), dim=1),
        tuple(one.text for one in told),
        tuple((one.start, one.end) for one in told),
    )


def loss(vector: torch.Tensor, pair: Pair) -> torch.Tensor:
    """How improbable the right passages are among their report's, and some unlike ones of other reports (InfoNCE)."""
    own = pair.reports[pair.own].vectors
    right = list(pair.right)
    others = [one.vectors for number, one in enumerate(pair.reports) if number != pair.own]
    candidates = own
    if others:
        every = torch.cat(others)
        some = every[torch.randperm(len(every))[: 2 * _FROM_ELSEWHERE]]
        like = (some @ own[right].T).amax(dim=1)
        unlike = like.argsort()[: max(1, int(len(some) * _UNLIKE))][-_FROM_ELSEWHERE:]
        candidates = torch.cat([own, some[unlike]])
    scores = candidates @ vector / _TEMPERATURE
    return (torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)) * pair.weight


def fit(network: QuestionNetwork, found: Sequence[Pair], epochs: int = _EPOCHS, count: int = _BATCH) -> None:
    """Fit ``network`` in place, ``count`` pairs a step."""
    steps = epochs * -(-len(found) // count)

    def losses() -> Iterator[torch.Tensor]:
        for _ in range(epochs):
            order = random.sample(list(found), len(found))
            for first in range(0, len(order), count):
                batch = order[first : first + count]
                vectors = network.vectors([pair.query for pair in batch], _STEP)
                yield torch.stack([loss(vector, pair) for vector, pair in zip(vectors, batch, strict=True)]).mean()

    descend(network, wrapped(network), losses(), steps, min(_WARM_UP, steps // 4 + 1))


def main() -> None:
    """Fit and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hold", nargs="*", default=(), help="leave these sets out, to measure with them")
    parser.add_argument("--target", type=Path, default=Path(str(CHANGES)))
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    network = QuestionNetwork(unpack_bundled(Path(tempfile.gettempdir()) / "fazhi-fit-question"), half=True)
    found = [
        pair
        for name, (corpus, questions) in corpora().items()
        if name not in options.hold
        for pair in pairs_of(name, corpus, questions)
    ]
    print(f"{len(found)} pairs", file=sys.stderr)
    fit(network, found)
    write(changes_of(network), options.target)


if __name__ == "__main__":
    main()
