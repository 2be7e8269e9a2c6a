"""Fits the weights of ``assistant/scorer.py`` on the questions developed on, and writes them to ``assistant/data/scorer.json``.

``python -m tests.evaluation.fit`` (a quarter of an hour). It reads ``developed.jsonl``, ``across.jsonl``, ``told.jsonl``, the
questions of every folder beside this file but ``mixed`` and those over the real reports, and ``paraphrases.jsonl`` over these
reports and those of ``south`` and ``upland``; never ``measured.jsonl`` nor ``mixed``. ``--hold NAME`` leaves one source out
and says how well it is then answered.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.anchor import anchor
from assistant.asked import Asked
from assistant.asks import Ask
from assistant.batch import Line, read_questions
from assistant.config import load_settings
from assistant.conversation import understand
from assistant.features import FEATURES, features
from assistant.figure_view import FigureView
from assistant.ledger import Ledger, Read, candidates
from assistant.places import Gazetteer
from assistant.scope import Slot, select
from assistant.scorer import Scorer
from assistant.second_reading import passage_of, query_of
from assistant.towns import Town
from index.catalog import Catalog
from index.current import open_current
from index.figures import extract_figures
from index.fold import fold
from index.parse import parse_report
from index.read import read_text
from index.records import Figure, Role
from index.rows import ReportInfo
from index.units import RATE
from index.units import fit as units_fit
from tests.evaluation.training import Example, Network, mean_of, train, with_answer_withheld

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "assistant" / "data" / "scorer.json"
# The corpus and the questions of each; two are there for their paraphrases only, ``mixed`` is only measured.
_ELSEWHERE = {
    "reports": (HERE / "reports", tuple(HERE / f"{name}.jsonl" for name in ("developed", "across", "told"))),
    "corpus": (HERE.parents[1] / "corpus", tuple(HERE / f"{name}.jsonl" for name in ("corpus180", "corpus100"))),
    "south": (HERE / "south" / "reports", ()),
    "upland": (HERE / "upland" / "reports", ()),
}
SETS = _ELSEWHERE | {
    folder.name: (folder / "reports", (folder / "questions.jsonl",))
    for folder in sorted(HERE.iterdir())
    if (folder / "questions.jsonl").exists() and folder.name not in {*_ELSEWHERE, "mixed"}
}
_TODAY = date(2026, 1, 15)
_YUAN = {"万元": 1e4, "亿元": 1e8}
# Networks from other starting points err in other places: their mean is one network, as wide as all of them.
_SEEDS = (1, 2, 3)
_WEIGHT_QUESTION, _WEIGHT_ABSENT, _WEIGHT_PARAPHRASE, _WEIGHT_OWN_WORDS = 2.0, 1.5, 0.5, 0.5
_OWN_WORDS_OF_EVERY = 3
_LEAST_WORDS = 4
_ASKED_OF_EVERY = 12


def rarity() -> dict[str, float]:
    """What a character weighs: the rarer in the figures' clauses of the reports developed on, the more (0..1)."""
    seen: Counter[str] = Counter()
    total = 1
    for folder, _ in SETS.values():
        for path in sorted(folder.glob("*.txt")):
            report = parse_report(read_text(path, max_bytes=1_000_000), path.name)
            for figure in extract_figures(report):
                seen.update(set(fold(report.text[figure.clause_start : figure.clause_end])))
                total += 1
    return {
        character: round(math.log((total + 1) / (count + 1)) / math.log(total + 1), 3)
        for character, count in sorted(seen.items())
        if "一" <= character <= "鿿" and count > 1
    }


def examples(name: str, weights: dict[str, float]) -> Iterator[Example]:
    """The examples of one set: its questions, and its paraphrases."""
    corpus, questions = SETS[name]
    store = Path(tempfile.gettempdir()) / f"fazhi-fit-{name}"
    library, _ = open_current(load_settings(corpus=corpus, store=store).for_index(), progress=None, purpose="fit")
    with library:
        ledger = Ledger(library.catalog, _blank_scorer(weights))
        for line in chain.from_iterable(map(read_questions, questions)):
            yield from _of_question(name, line, library.catalog, ledger, weights)
        yield from _of_paraphrases(name, library.catalog, ledger, weights)
        yield from _of_own_words(library.catalog, ledger, weights)


def _blank_scorer(weights: dict[str, float]) -> Scorer:
    """A scorer that knows no feature yet, only what characters weigh."""
    none = np.zeros(len(FEATURES), dtype=np.float32)
    return Scorer(none, none + 1, none, np.zeros((1, len(FEATURES)), np.float32), none[:1], none[:1], 0.0, 0.0, weights)


def _of_question(
    name: str, line: Line, catalog: Catalog, ledger: Ledger, weights: dict[str, float]
) -> Iterator[Example]:
    kind, wanted = line.record["kind"], line.record.get("answer", [])
    if kind in ("example", "narrative") or (kind == "compare" and not wanted):
        return
    gazetteer = Gazetteer(catalog.reports())
    question = understand(line.question, line.history, gazetteer, _TODAY)
    selection = anchor(question, select(question, gazetteer.towns, catalog.reports()), catalog)
    if question.kind == "library" or selection.problem or not question.asks:
        return
    reads = ledger.open(selection.report_ids)
    before = Asked.of(question.before[-1], weights) if question.before else None
    for slot in selection.slots:
        read = reads[slot.report.report_id]
        here = [w for w in wanted if w["place"] == slot.town.name and w.get("year", slot.year) == slot.year]
        previous = _best_by_words(before, slot, read)
        for position, ask in enumerate(question.asks):
            mine = here
            if kind in ("single", "followup"):
                if not here or (len(question.asks) > 1 and len(here) != len(question.asks)):
                    continue
                if len(question.asks) > 1:
                    mine = [here[position]]
            elif position or (kind == "aggregate" and not here and not line.record.get("total")):
                continue
            made, first = _example(name, ask, slot, read, mine, previous, weights)
            if made is not None:
                yield made
            previous = first or previous


def _best_by_words(asked: Asked | None, slot: Slot, read: Read) -> Figure | None:
    """A fair guess at the figure that answered the question before, as it will be known when asked."""
    views = candidates(asked, slot, read) if asked else []
    if not asked or not views:
        return None
    rows = features(asked, views, None)
    best = int(rows[:, FEATURES.index("together_less")].argmax())
    return views[best].figure


def _example(
    source: str,
    ask: Ask,
    slot: Slot,
    read: Read,
    wanted: Sequence[dict[str, object]],
    previous: Figure | None,
    weights: dict[str, float],
) -> tuple[Example | None, Figure | None]:
    asked = Asked.of(ask, weights)
    views = candidates(asked, slot, read)
    if not views:
        return None, None
    right = np.array([any(_same(one.figure, w) for w in wanted) for one in views])
    if wanted and not right.any():
        return None, None
    rows = features(asked, views, previous)
    weight = _WEIGHT_QUESTION if right.any() else _WEIGHT_ABSENT
    first = next((one.figure for one, is_right in zip(views, right, strict=True) if is_right), None)
    return _made(source, ask, read, views, rows, right, weight), first


def _made(
    source: str,
    ask: Ask,
    read: Read,
    views: Sequence[FigureView],
    rows: NDArray[np.float32],
    right: NDArray[np.bool_],
    weight: float,
) -> Example:
    passages = tuple(passage_of(read.report.text, one) for one in views)
    return Example(source, ask.text, rows, right, weight, query=query_of(ask), passages=passages)


def _same(figure: Figure, wanted: dict[str, object]) -> bool:
    value = float(str(wanted["value"])) * _YUAN.get(str(wanted["unit"]), 1)
    mine = figure.value * _YUAN.get(figure.unit, 1)
    return abs(mine - value) < 1e-6 * max(1, abs(value)) and units_fit(str(wanted["unit"]), figure.unit) >= 0.5


def _of_paraphrases(name: str, catalog: Catalog, ledger: Ledger, weights: dict[str, float]) -> Iterator[Example]:
    infos = {info.file: info for info in catalog.reports()}
    towns = {report_id: town for town in Gazetteer(infos.values()).towns for _, report_id in town.reports}
    for line in (HERE / "paraphrases.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if not entry["file"]:
            yield from _of_nothing(entry["questions"], infos, towns, ledger, weights)
            continue
        if entry["set"] != name or entry["file"] not in infos or infos[entry["file"]].report_id not in towns:
            continue
        info = infos[entry["file"]]
        read = ledger.open([info.report_id])[info.report_id]
        if entry["start"] is None:
            yield from _unstated(entry["questions"], Slot(towns[info.report_id], info.year, info), read, weights)
            continue
        target = next((one.figure for one in read.views if one.figure.start == entry["start"]), None)
        if target is None:
            continue
        other_year = target.role is Role.OTHER_YEAR
        slot = Slot(towns[info.report_id], target.year if other_year else info.year, info, other_year)
        for words in entry["questions"]:
            yield from _of_figure("paraphrase", words, target, slot, read, _WEIGHT_PARAPHRASE, weights)


def _of_own_words(catalog: Catalog, ledger: Ledger, weights: dict[str, float]) -> Iterator[Example]:
    """Figures asked for as their report words them, which paraphrases avoid and people often do."""
    towns = {report_id: town for town in Gazetteer(catalog.reports()).towns for _, report_id in town.reports}
    for info in catalog.reports():
        read = ledger.open([info.report_id])[info.report_id]
        if info.report_id not in towns:
            continue
        slot = Slot(towns[info.report_id], info.year, info)
        for one in read.views[::_OWN_WORDS_OF_EVERY]:
            figure = one.figure
            if figure.role is not Role.OUTCOME or len(figure.indicator) < _LEAST_WORDS or not figure.value:
                continue
            unit = "百分之几" if figure.unit == RATE else f"多少{figure.unit}"
            words = f"{figure.indicator}{unit}"
            yield from _of_figure("own words", words, figure, slot, read, _WEIGHT_OWN_WORDS, weights)


def _of_figure(
    source: str, words: str, target: Figure, slot: Slot, read: Read, weight: float, weights: dict[str, float]
) -> Iterator[Example]:
    """The example of a question that ``target`` answers, if it is read as one ask and ``target`` can answer it."""
    asks = understand(words, (), Gazetteer(()), _TODAY).asks
    if len(asks) != 1:
        return
    asked = Asked.of(asks[0], weights)
    views = candidates(asked, slot, read)
    right = np.array([one.figure is target or _alike(one.figure, target) for one in views], dtype=bool)
    if right.any():
        yield _made(source, asks[0], read, views, features(asked, views, None), right, weight)


def _unstated(questions: Sequence[str], slot: Slot, read: Read, weights: dict[str, float]) -> Iterator[Example]:
    """Questions that come near to what a report states, and that it does not answer."""
    for words in questions:
        for ask in understand(words, (), Gazetteer(()), _TODAY).asks[:1]:
            made, _ = _example("unstated", ask, slot, read, (), None, weights)
            if made is not None:
                yield made


def _of_nothing(
    questions: Sequence[str],
    infos: dict[str, ReportInfo],
    towns: dict[str, Town],
    ledger: Ledger,
    weights: dict[str, float],
) -> Iterator[Example]:
    """Questions that no report answers, each asked of a few."""
    ids = sorted(info.report_id for info in infos.values() if info.report_id in towns)
    by_id = {info.report_id: info for info in infos.values()}
    for number, words in enumerate(questions):
        for ask in understand(words, (), Gazetteer(()), _TODAY).asks[:1]:
            for report_id in ids[number % _ASKED_OF_EVERY :: _ASKED_OF_EVERY]:
                slot = Slot(towns[report_id], by_id[report_id].year, by_id[report_id])
                made, _ = _example("nothing", ask, slot, ledger.open([report_id])[report_id], (), None, weights)
                if made is not None:
                    yield made


def _alike(one: Figure, other: Figure) -> bool:
    return (one.value, one.unit, one.indicator) == (other.value, other.unit, other.indicator)


def report(network: Network, mean: NDArray[np.float32], scale: NDArray[np.float32], found: Sequence[Example]) -> str:
    """How often the first figure is right, wrongly given, or left out."""
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for e in found:
            scores = network(torch.tensor((e.rows - mean) / scale))
            shares = torch.softmax(torch.cat([scores, network.none.reshape(1)]), 0).numpy()
            given, first = shares[-1] < 0.5, bool(e.right[int(shares[:-1].argmax())])
            if e.right.any():
                counts["asked"] += 1
                counts["first"] += first
                counts["right" if given and first else "wrong" if given else "left out"] += 1
            else:
                counts["withheld" if e.withheld else "absent"] += 1
                counts[f"given though {'withheld' if e.withheld else 'absent'}"] += given
    return "  ".join(f"{name} {number}" for name, number in counts.items())


def save(network: Network, mean: NDArray[np.float32], scale: NDArray[np.float32], weights: dict[str, float]) -> None:
    """Write what ``assistant.scorer.load_scorer`` reads."""

    def plain(values: torch.Tensor | NDArray[np.float32]) -> object:
        return np.round(np.asarray(values, dtype=np.float64), 4).tolist()

    with torch.no_grad():
        data = {
            "features": list(FEATURES),
            "mean": plain(mean),
            "scale": plain(scale),
            "direct": plain(network.direct.weight[0]),
            "bias": round(float(network.direct.bias[0]), 4),
            "inner": plain(network.inner.weight),
            "inner_bias": plain(network.inner.bias),
            "outer": plain(network.outer.weight[0]),
            "none": round(float(network.none), 4),
            "rarity": weights,
        }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, and say how well it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hold", choices=(*SETS, "paraphrase"), help="leave this source out, and only measure it")
    options = parser.parse_args()
    weights = rarity()
    found = [example for name in SETS for example in examples(name, weights)]
    kept = [e for e in found if e.source != options.hold]
    trained = [train([*kept, *with_answer_withheld(kept)], seed) for seed in _SEEDS]
    fitted = (mean_of([network for network, _, _ in trained]), *trained[0][1:])
    held = [e for e in found if e.source == options.hold] or found
    print(report(*fitted, [*held, *with_answer_withheld(held)]))
    if not options.hold:
        save(*fitted, weights)


if __name__ == "__main__":
    main()
