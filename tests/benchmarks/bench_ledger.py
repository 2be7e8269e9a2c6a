"""What a figure costs in a library of 100 and of 5,000 reports: one town's, two compared, all of them; and the memory.

``python -m tests.benchmarks.bench_ledger [reports …]`` fills a catalog with reports made as in ``bench_scale`` and asks the ledger,
without the search, the way a person asks again and again: times are those of warm questions.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import index.catalog
from assistant.anchor import anchor
from assistant.conversation import understand
from assistant.figure_answer import answer_figures
from assistant.ledger import Ledger
from assistant.places import Gazetteer
from assistant.scope import select
from assistant.second_reading import SecondReading
from index.config import IndexSettings
from index.generation import Generation, generation_name, signature
from index.terms import tokens
from tests.benchmarks.bench_scale import Pretended, entries, show, timed

TODAY = date(2026, 1, 15)
ASKED = (
    "调解了多少起矛盾纠纷",
    "发放了多少份宣传资料",
    "接受法律咨询多少人次",
    "开展普法宣传活动多少场",
    "审查了多少份合同",
    "化解率是多少",
    "受理信访多少件",
    "持证执法人员有多少名",
)
GOALS = {100: 50.0, 5000: 200.0}
TURNS = 60
FIGURES = 15
MOST_MEMORY = 1.0


def main() -> None:
    """Fill and measure for each size."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("reports", nargs="*", type=int, default=[100, 5000])
    for reports in wanted.parse_args().reports:
        with tempfile.TemporaryDirectory(prefix="fazhi-ledger-") as folder:
            measure(Path(folder), reports)


def measure(store: Path, reports: int) -> None:
    """Print the table for one size."""
    vars(index.catalog)["tokens"] = lru_cache(maxsize=50_000)(tokens)
    embedder = Pretended(store)
    second = SecondReading(store)
    second.load()
    generation = Generation(IndexSettings(corpus=store / "corpus", store=store), generation_name(signature(embedder)))
    catalog = generation.catalog
    for number, entry in enumerate(entries(embedder, reports), 1):
        catalog.add(replace(entry, figures=entry.figures[:FIGURES]))
        sys.stderr.write(f"\r{number}")
    infos = catalog.reports()
    print(f"\n{len(infos)} reports, {sum(info.figures for info in infos)} figures, load {os.getloadavg()[0]:.1f}")
    gazetteer, ledger = Gazetteer(infos), Ledger(catalog, second=second)

    def ask(text: str) -> None:
        question = understand(text, (), gazetteer, TODAY)
        selection = anchor(question, select(question, gazetteer.towns, infos), catalog)
        if not selection.problem:
            answer_figures(question, selection, ledger.find(question, selection), ledger)

    before = _memory()
    ask("哪个镇调解的矛盾纠纷最多")  # opens every report
    show("memory of all reports opened (GB)", _memory() - before, MOST_MEMORY)
    chance = random.Random(1)
    towns = [town for town in gazetteer.towns if town.county]
    one = [f"{chance.choice(towns).full_name}{ASKED[turn % len(ASKED)]}" for turn in range(TURNS)]
    two = [
        f"{chance.choice(towns).full_name}和{chance.choice(towns).full_name}{ASKED[turn % len(ASKED)]}"
        for turn in range(TURNS)
    ]
    every = [f"哪个镇{words.replace('多少', '最多的')}" for words in ASKED]
    for name, questions in (("one town", one), ("two towns", two), ("every town", every)):
        times = sorted(timed(partial(ask, text)) for text in questions)
        show(f"{name}, p50 (ms)", statistics.median(times), GOALS.get(reports))
        show(f"{name}, p95 (ms)", times[int(len(times) * 0.95)], None)
    generation.close(mark=False)


def _memory() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    begun = time.perf_counter()
    main()
    show("all (s)", time.perf_counter() - begun, None)
