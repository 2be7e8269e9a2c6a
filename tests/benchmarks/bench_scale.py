"""What ten thousand reports take: a question with and without a place, opening the store, adding a report, memory.

``python -m tests.benchmarks.bench_scale [reports] [store]`` makes that many reports of about 25 passages each out of the
evaluation's invented ones (two joined, under a new name), with generated vectors of 384, and prints a line a figure
with its goal. A store that is named is kept, and not filled again by the next run. What an embedding takes is left out
where it says so: it is the model's, not the store's.
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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import index.catalog
from index import layout
from index.chunk import chunk_report
from index.config import IndexSettings
from index.embed import Embedder
from index.figures import extract_figures
from index.generation import Generation, generation_name, signature
from index.library import Library, open_library, writing_library
from index.parse import parse_report
from index.read import read_text
from index.records import Chunk, Figure, Place, Report
from index.rows import Entry
from index.search import search
from index.terms import tokens

REPORTS = 10_000
DIMENSION = 384
SOURCES = Path(__file__).resolve().parents[1] / "evaluation" / "reports"
FIRST = "青白玄石云松望落长古南北双金银铁寒暖清浊高平安永新临海山月星"
SECOND = "原岭泽渡浦陵川台关湾屏崖港丘塘洲垣汀峪泉林坪沟坝桥店集埠"
COUNTIES = ("青石县", "岚山县", "白鹭区", "松河市", "临川区", "长坪县", "平川县", "苍溪县")
SUBJECTS = (
    "法律顾问怎么参与合同审查",
    "矛盾纠纷多元化解的做法",
    "执法人员培训和持证上岗",
    "法治宣传进校园进企业",
    "“三项制度”落实情况",
    "信访代办有什么经验",
    "下一年工作安排",
    "存在的不足和原因",
    "网格员怎么排查隐患",
    "行政应诉负责人出庭",
)
Parsed = tuple[Report, tuple[Chunk, ...], tuple[Figure, ...]]


class Pretended(Embedder):
    """Vectors drawn by chance around a few dozen centres, the same for the same text; no model behind them."""

    def __init__(self, store: Path) -> None:
        super().__init__("bundled", store)
        self._centres = np.random.default_rng(0).standard_normal((64, DIMENSION)).astype(np.float32)

    @property
    def signature(self) -> str:
        """A name of its own, so that no real store is mistaken for it."""
        return "pretended"

    @property
    def dimension(self) -> int:
        """That of the bundled model."""
        return DIMENSION

    def load(self) -> None:
        """There is nothing to load."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One vector."""
        made: NDArray[np.float32] = self.draw(1, hash(text) & 0xFFFF)[0]
        return made

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """A vector a text."""
        return self.draw(len(texts), len(texts))

    def draw(self, count: int, seed: int) -> NDArray[np.float32]:
        """``count`` unit vectors."""
        chance = np.random.default_rng(seed)
        noise = chance.standard_normal((count, DIMENSION)).astype(np.float32)
        rows = self._centres[chance.integers(0, len(self._centres), count)] + noise
        made: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made


def main() -> None:
    """Fill if need be, measure, print."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("reports", nargs="?", type=int, default=REPORTS)
    wanted.add_argument("store", nargs="?", type=Path)
    options = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="fazhi-scale-") as folder:
        store = options.store or Path(folder)
        settings = IndexSettings(corpus=store / "corpus", store=store)
        embedder = Pretended(store)
        if layout.read_current(store) is None:
            fill(settings, embedder, options.reports)
        measure(settings, embedder, options.reports)


def fill(settings: IndexSettings, embedder: Pretended, reports: int) -> None:
    """Put the reports into the catalog one by one, as indexing does, and their vectors into Chroma in large batches."""
    # Most passages come again under another name: their tokens are worked out once.
    vars(index.catalog)["tokens"] = lru_cache(maxsize=50_000)(tokens)
    begun = time.perf_counter()
    name = generation_name(signature(embedder))
    generation = Generation(settings, name)
    vectors = generation.vectors(DIMENSION)
    ids: list[str] = []
    held: list[NDArray[np.float32]] = []
    for number, entry in enumerate(entries(embedder, reports), 1):
        generation.catalog.add(entry)
        ids += [chunk.chunk_id for chunk in entry.chunks]
        held.append(entry.vectors)
        if len(ids) >= 5000 or number == reports:
            vectors.add(ids, np.concatenate(held))
            ids, held = [], []
            sys.stderr.write(f"\r{number} {time.perf_counter() - begun:.0f} s ")
    generation.catalog.set_meta("embedding", embedder.signature)
    layout.write_current(settings.store, name)
    show("filled (s)", time.perf_counter() - begun, None)
    generation.close(mark=True)


def entries(embedder: Pretended, count: int, first: int = 0) -> Iterator[Entry]:
    """``count`` reports with what is stored of each."""
    chance = random.Random(first)
    base = [parsed(path) for path in sorted(SOURCES.glob("*.txt"))]
    base = [one for one in base if len(one[0].place.township) == 3 and one[0].year]
    for number in range(first, first + count):
        one, two = chance.choice(base), chance.choice(base)
        report, chunks, figures = joined(one, two, number)
        yield Entry(report, chunks, embedder.draw(len(chunks), number), figures, f"d{number}", f"s{number}")


def parsed(path: Path) -> Parsed:
    """A report of the evaluation as indexing reads it."""
    report = parse_report(read_text(path, max_bytes=10_000_000), path.name)
    return report, chunk_report(report), extract_figures(report)


def joined(one: Parsed, two: Parsed, number: int) -> Parsed:
    """The first report under a new name of the same length, with the second one's text and passages behind it."""
    (head, chunks, figures), (tail, more, _) = one, two
    name = FIRST[number % len(FIRST)] + SECOND[number // len(FIRST) % len(SECOND)]
    county = COUNTIES[number // (len(FIRST) * len(SECOND)) % len(COUNTIES)]
    known = f"{number:016x}"
    old, new = head.place.township[:2], name
    offset, sections = len(head.text) + 1, len(head.sections)
    text = f"{head.text}\n{tail.text}".replace(old, new)
    behind = tuple(
        replace(one, number=one.number + sections, start=one.start + offset, body_start=one.body_start + offset,
                end=one.end + offset) for one in tail.sections
    )  # fmt: skip
    own = [
        replace(one, chunk_id=f"{known}-{one.number:04d}", report_id=known, embedded=one.embedded.replace(old, new))
        for one in chunks
    ]
    own += [
        replace(one, chunk_id=f"{known}-{one.number + len(chunks):04d}", report_id=known, number=one.number + len(chunks),
                section=one.section + sections, start=one.start + offset, end=one.end + offset) for one in more
    ]  # fmt: skip
    report = replace(
        head, report_id=known, file=f"{number:06d}.txt", text=text, sections=(*head.sections, *behind),
        place=Place("云岭省", "松河市", county, name + head.place.township[2:]),
    )  # fmt: skip
    return report, tuple(own), tuple(replace(figure, report_id=known) for figure in figures)


def measure(settings: IndexSettings, embedder: Pretended, reports: int) -> None:
    """Print the table."""
    begun = time.perf_counter()
    with writing_library(settings, "bench", embedder=embedder) as library:
        infos = library.catalog.reports()
        search(library, "法治", report_ids=[infos[0].report_id], limit=10)
        show("opening the store, first search in one place (s)", time.perf_counter() - begun, 3)
        print(f"{len(infos)} reports, {library.catalog.chunk_count()} passages")
        begun = time.perf_counter()
        search(library, "法治", limit=10)
        show("first search without a place (s)", time.perf_counter() - begun, None)
        ask(library, "Chroma")
        entry = next(entries(embedder, 1, first=reports + 1))
        begun = time.perf_counter()
        library.catalog.add(entry)
        vectors = library.dense()
        assert vectors is not None
        library.current.vectors(DIMENSION).add([one.chunk_id for one in entry.chunks], entry.vectors)  # type: ignore[union-attr]
        search(library, "法治", limit=10)
        show("adding a report, and the first search after it (s)", time.perf_counter() - begun, 3)
        library.catalog.remove([entry.report.file])
        library.current.vectors(DIMENSION).delete([one.chunk_id for one in entry.chunks])  # type: ignore[union-attr]
    show("resident memory, most (GB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 4)
    with open_library(settings, embedder=embedder) as library:
        begun = time.perf_counter()
        search(library, "法治", limit=10)
        show("beside a writer: first search without a place (s)", time.perf_counter() - begun, None)
        ask(library, "beside a writer")
    show("resident memory, most (GB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 4)
    print(f"load average {os.getloadavg()[0]:.1f}")


def ask(library: Library, where: str) -> None:
    """The times of questions with a place and without one."""
    infos = library.catalog.reports()
    chance = random.Random(1)
    placed, open_ = [], []
    for turn in range(60):
        info, subject = chance.choice(infos), SUBJECTS[turn % len(SUBJECTS)]
        query = f"{info.place.township}{info.year}年{subject}"
        placed.append(timed(partial(search, library, query, report_ids=[info.report_id], limit=60)))
        open_.append(timed(partial(search, library, f"{subject}{turn}", limit=60)))
    for name, times, goal in (("with a place", placed, 150), ("without a place", open_, 350)):
        times.sort()
        show(f"{where}: {name}, p50 (ms)", statistics.median(times), None)
        show(f"{where}: {name}, p95 (ms)", times[int(len(times) * 0.95)], goal)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def show(what: str, value: float, goal: float | None) -> None:
    """A line of the table."""
    print(f"{what:58}{value:10.2f}{'' if goal is None else f'   goal {goal}'}", flush=True)


if __name__ == "__main__":
    main()
