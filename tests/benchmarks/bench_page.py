"""How soon the page is there, how soon it answers, and how it holds with many people asking at once.

``python -m tests.benchmarks.bench_page [seconds] [users]`` serves the five reports from a store of its own: once to
index them, then again on the indexed store, which is what is measured. Prints the time until the page's document is
delivered, the time until the library is ready behind it, the time of a single question, what a browser sees (first
paint, first words of an answer), and percentiles with ``users`` (20) asking one question after another for ``seconds``
(120), with the number of errors.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from tests.page.conftest import CHROMIUM, FLAGS, ROOT, Served, end, serve

QUESTIONS = (
    "张良镇2024年调解了多少起矛盾纠纷",
    "哪个镇排查化解矛盾纠纷最多",
    "东棘坨镇拥有执法证的有多少人",
    "仲山镇发放宣传单页多少份",
    "西河镇2021年的普法宣传是怎么做的",
    "阴平镇划分了多少个基础网格",
)
WAIT = 300


def ask(client: httpx.Client, question: str) -> None:
    """One question through the page's endpoint.

    Raises:
        RuntimeError: it was not answered.
    """
    event = client.post("gradio_api/call/ask", json={"data": [question, []]}).raise_for_status().json()["event_id"]
    with client.stream("GET", f"gradio_api/call/ask/{event}") as lines:
        name = ""
        for line in lines.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif name == "complete" and line.startswith("data: "):
                status = json.loads(line.removeprefix("data: "))[0]["status"]
                if status != "answered":
                    raise RuntimeError(f"{question}: {status}")
                return
            elif name == "error":
                raise RuntimeError(f"{question}: {line}")
    raise RuntimeError(f"{question}: the connection ended")


def many(page: Served, users: int, seconds: float) -> tuple[list[float], list[str]]:
    """The times of all questions that ``users`` got answered, and what went wrong."""
    times: list[float] = []
    errors: list[str] = []
    until = time.monotonic() + seconds

    def one(number: int) -> None:
        with httpx.Client(base_url=page.url, timeout=WAIT) as client:
            turn = number
            while time.monotonic() < until:
                started = time.monotonic()
                try:
                    ask(client, QUESTIONS[turn % len(QUESTIONS)])
                except (httpx.HTTPError, RuntimeError) as error:
                    errors.append(str(error))
                times.append(time.monotonic() - started)
                turn += 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, errors


_FIRST_WORDS = """(question) => new Promise((done) => {
  const box = document.querySelector(".fz-turns");
  const count = box.children.length;
  const begun = performance.now();
  new MutationObserver((_, watching) => {
    if (!box.children[count] || !box.children[count].querySelector(".fz-text")) return;
    watching.disconnect();
    done(performance.now() - begun);
  }).observe(box, { childList: true, subtree: true });
  document.querySelector("#chat textarea").value = question;
  document.querySelector("#chat form").requestSubmit();
})"""


def seen(page: Served) -> tuple[float, list[float]]:
    """What a browser sees, in milliseconds: the first paint, and the first words of each answer."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        tab = browser.new_page()
        tab.goto(page.url)
        tab.wait_for_selector(".fz-welcome", timeout=WAIT * 1000)
        paint = float(tab.evaluate("performance.getEntriesByType('paint')[0].startTime"))
        words = []
        for question in QUESTIONS * 2:
            words.append(float(tab.evaluate(_FIRST_WORDS, question)))
            tab.locator(".fz-turn").last.locator(".fz-answer").wait_for()
        browser.close()
    return paint, words


def main(seconds: float = 120, users: int = 20) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "corpus", folder / "corpus")
        for run in ("indexing", "indexed"):
            started = time.monotonic()
            page = serve(folder / "corpus", folder / "store", folder / run)
            there = time.monotonic() - started
            with httpx.Client(base_url=page.url, timeout=WAIT) as client:
                client.get("").raise_for_status()
                shown = time.monotonic() - started
                ask(client, QUESTIONS[-2])  # a question of meaning waits for the model
                ready = time.monotonic() - started
                single = []
                for question in QUESTIONS * 3:
                    before = time.monotonic()
                    ask(client, question)
                    single.append(time.monotonic() - before)
            print(f"{run}: reachable {there:.1f} s, document {shown:.1f} s, ready {ready:.1f} s", flush=True)
            if run == "indexed":
                print(f"one user: p50 {statistics.median(single):.3f} s, worst {max(single):.3f} s", flush=True)
                if CHROMIUM.exists():
                    paint, words = seen(page)
                    print(
                        f"browser: first paint {paint:.0f} ms, first words p50 {statistics.median(words):.0f} ms, "
                        f"worst {max(words):.0f} ms",
                        flush=True,
                    )
                times, errors = many(page, users, seconds)
                cuts = statistics.quantiles(times, n=100)
                print(
                    f"{users} users for {seconds:.0f} s: {len(times)} questions, {len(errors)} errors, "
                    f"p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, worst {max(times):.2f} s"
                )
                for error in errors[:5]:
                    print(f"  {error}")
            end(page.process)


if __name__ == "__main__":
    given = [float(one) for one in sys.argv[1:3]]
    main(given[0] if given else 120, int(given[1]) if len(given) > 1 else 20)
