"""What a person waits for: the command's help, indexing, the page, an answer; and the memory that it takes.

``python -m tests.benchmarks.bench_product`` prints a line a figure with its goal. Times depend on the machine and on what else
it does; the goals were set for two cores.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAZHI = Path(sys.executable).with_name("fazhi")
QUESTIONS = ROOT / "tests" / "evaluation" / "reports60.jsonl"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
        store = Path(folder) / "store"
        _print("fazhi --help (s)", statistics.median(_timed([str(FAZHI), "--help"]) for _ in range(5)), 0.5)
        _timed([str(FAZHI), "index", "--corpus", str(ROOT / "corpus"), "--store", str(store)])  # unpacks the model
        for generation in (store / "generations", store / "current"):
            subprocess.run(["rm", "-rf", str(generation)], check=True)
        _print("five reports indexed, model unpacked (s)", _timed(_index(store)), 15)
        _print("nothing changed (s)", _timed(_index(store)), None)
        _page(store)
        _answers(store)


def _index(store: Path) -> list[str]:
    return [str(FAZHI), "index", "--corpus", str(ROOT / "corpus"), "--store", str(store)]


def _timed(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def _page(store: Path) -> None:
    """From ``fazhi serve`` to the first page that a browser gets."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    command = [str(FAZHI), "serve", "--port", str(port), "--corpus", str(ROOT / "corpus"), "--store", str(store)]
    serving = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        while time.perf_counter() - begun < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        _print("page reachable after serve (s)", time.perf_counter() - begun, 8)
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(timeout=20)


def _answers(store: Path) -> None:
    """Warm questions in one process: the sixty over the five reports, twice; the second round counts."""
    from assistant.chain import Assistant  # noqa: PLC0415 - what is measured is not the import
    from assistant.config import Settings  # noqa: PLC0415 - as above
    from index.library import open_library  # noqa: PLC0415 - as above

    settings = Settings(corpus=ROOT / "corpus", store=store)
    with open_library(settings.for_index()) as library:
        assistant = Assistant(library, settings)
        assistant.warm()
        records = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
        times: list[float] = []
        for _ in range(2):
            times.clear()
            for record in records:
                begun = time.perf_counter()
                assistant.ask(record["q"], record.get("history", []))
                times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    _print("warm question p50 (ms)", times[len(times) // 2], 100)
    _print("warm question p95 (ms)", times[int(len(times) * 0.95)], 300)
    _print("most resident memory (GB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)


def _print(what: str, value: float, goal: float | None) -> None:
    print(f"{what:45s} {value:8.2f}" + (f"   goal {goal:g}" if goal is not None else ""), flush=True)


if __name__ == "__main__":
    main()
