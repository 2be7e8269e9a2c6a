"""How much faster than plain ``SentenceTransformer.encode`` the embedder is, and what that costs in recall.

``python -m tests.benchmarks.bench_embed [passages]`` invents passages of reports (the same topics for many places and
years, so that the nearest wrong passage is near), asks a question of each, and prints a line for each arithmetic: texts
a second, the ratio to plain encode (32-bit floats, batches of 32) by the clock and by CPU time, the share of questions
whose passage comes first, the lowest cosine to full precision, and the time of one short query. The rounds of all are
interleaved and each one's best counts, so that what else the machine does falls on all alike. With 600 passages a recall
moves by about a point by chance: of 1,200, 40 came first only in full precision and 48 only in 8 bits.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.bundled import PROMPTS
from index.embed import Embedder
from index.model_info import Precision

Encode = Callable[[], NDArray[np.float32]]

PRECISIONS: tuple[Precision, ...] = ("fp32", "bf16", "int8")
ROUNDS = 2
PASSAGES = 600
COUNTIES = ("青石县", "岚山县", "白鹭区", "松河市")
STEMS = ["柳溪", "云台", "石桥", "枫林", "古渡", "沙湾", "新塘", "北岭", "荷塘", "竹园", "双井", "长坡"]
TOPICS = (
    (
        "化解矛盾纠纷。坚持和发展新时代“枫桥经验”，健全镇村两级调解网络，全年排查矛盾纠纷{a}件，调处{b}件，成功率{p}%",
        "{place}{year}年排查了多少件矛盾纠纷？",
    ),
    (
        "法治宣传教育。利用宪法宣传周和赶集日开展活动{a}场次，发放宣传资料{b}份，接受群众法律咨询，覆盖面达{p}%",
        "{year}年{place}普法宣传办了多少场？",
    ),
    (
        "规范行政执法。严格落实三项制度，办理行政处罚案件{a}件，开展执法检查{b}次，群众满意率{p}%",
        "{place}{year}年行政处罚案件数",
    ),
    (
        "依法科学决策。聘请法律顾问参与重大决策，审查合同{a}份，召开党政联席会议{b}次，合法性审查率{p}%",
        "{place}在{year}年审查了几份合同",
    ),
    (
        "领导干部学法。党委理论学习中心组集体学法{a}次，组织执法人员培训{b}人次，考试合格率{p}%",
        "{place}{year}年中心组学法几次？",
    ),
    (
        "政务公开。通过网站和公开栏主动公开信息{a}条，办结群众来信来访{b}件，按期答复率{p}%",
        "{year}年{place}公开了多少条信息",
    ),
)
FILLER = (
    "镇党委、政府把法治建设纳入年度重点工作，主要负责人认真履行第一责任人职责。",
    "针对存在的不足，及时召开专题会议研究部署，明确责任分工和完成时限。",
    "工作中注重上下联动，充分发挥村（社区）干部、网格员和志愿者的作用。",
    "同时完善台账管理，做到件件有记录、事事有回音，形成闭环。",
)


def invent(count: int) -> tuple[list[str], list[str]]:
    """Invented passages, and one question of each."""
    chance = random.Random(0)
    passages, questions = [], []
    kinds = [(c, s, y, t) for c in COUNTIES for s in STEMS for y in range(2019, 2026) for t in TOPICS]
    for county, stem, year, (passage, question) in chance.sample(kinds, min(count, len(kinds))):
        place = f"{county}{stem}{'镇' if STEMS.index(stem) % 3 else '乡'}"
        numbers = {"a": chance.randint(2, 400), "b": chance.randint(2, 5000), "p": chance.randint(80, 100)}
        filler = "".join(chance.choices(FILLER, k=chance.randint(0, 6)))
        passages.append(f"{place}{year}年法治政府建设情况报告 二、主要举措 {passage.format(**numbers)}。{filler}")
        questions.append(question.format(place=place, year=year))
    return passages, questions


def plain(exact: Embedder, passages: list[str]) -> Encode:
    """The same model as sentence-transformers' documentation uses it."""
    model: Any = exact._loaded().model
    texts = [PROMPTS["passage"] + passage for passage in passages]
    return lambda: cast(
        "NDArray[np.float32]",
        model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False),
    )


def documents(embedder: Embedder, passages: list[str]) -> Encode:
    """The embedder on the same passages."""
    embedder.load()
    return lambda: embedder.embed_documents(passages)


def timed(work: Callable[[], NDArray[np.float32]]) -> tuple[float, float, NDArray[np.float32]]:
    """Seconds by the clock and of the CPUs, and what came of it."""
    clock, cpu = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - clock, time.process_time() - cpu, made


def recall(queries: NDArray[np.float32], passages: NDArray[np.float32]) -> float:
    """The share of questions whose own passage is the nearest."""
    return float(((queries @ passages.T).argmax(axis=1) == np.arange(len(passages))).mean())


def warm_query_ms(embedder: Embedder) -> float:
    """The middle time of one short query that isn't remembered, in milliseconds."""
    texts = [f"柳溪镇2024年化解矛盾纠纷多少件？（{number}）" for number in range(30)]
    return 1000 * statistics.median(timed(partial(embedder.embed_query, text))[0] for text in texts)


def main() -> None:
    """Measure and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES
    passages, questions = invent(count)
    with tempfile.TemporaryDirectory() as folder:
        embedders = {precision: Embedder("bundled", Path(folder), precision) for precision in PRECISIONS}
        best = Embedder("bundled", Path(folder)).precision
        runs: dict[str, Encode] = {"plain": plain(embedders["fp32"], passages)}
        runs |= {precision: documents(embedder, passages) for precision, embedder in embedders.items()}
        clock, cpu = dict.fromkeys(runs, float("inf")), dict.fromkeys(runs, float("inf"))
        made: dict[str, NDArray[np.float32]] = {}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                seconds, cpu_seconds, made[name] = timed(run)
                clock[name], cpu[name] = min(clock[name], seconds), min(cpu[name], cpu_seconds)
        print(f"{len(passages)} passages, {np.mean([len(p) for p in passages]):.0f} characters each; used here: {best}")
        print(f"{'':6}{'texts/s':>9}{'ratio':>7}{'by CPU':>8}{'recall@1':>10}{'cosine':>9}{'query ms':>10}")
        for name in runs:
            ratios = f"{clock['plain'] / clock[name]:7.2f}{cpu['plain'] / cpu[name]:8.2f}"
            embedder = embedders["fp32" if name == "plain" else cast("Precision", name)]
            queries = np.stack([embedder.embed_query(question) for question in questions])
            agreement = (made[name] * made["plain"]).sum(axis=1).min()
            query = "" if name == "plain" else f"{warm_query_ms(embedder):10.1f}"
            print(
                f"{name:6}{len(passages) / clock[name]:9.1f}{ratios}{recall(queries, made[name]):10.4f}"
                f"{agreement:9.5f}{query}"
            )


if __name__ == "__main__":
    main()
