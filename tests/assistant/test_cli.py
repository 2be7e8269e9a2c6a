"""The `fazhi` command as people and programs meet it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # carries no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import main
from assistant.cli_output import in_english, json_line
from assistant.feedback import Feedback, keep
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Feedback(
    "柳溪镇\u2028几次", ("云台乡几次",), "bad", "应为<b>12</b>次", "answered", "2次", "2026-01-01T00:00:00"
)
SOURCES = {
    "柳溪镇2023年法治政府建设情况报告.txt": """青石县柳溪镇人民政府
2023年法治政府建设情况报告

一、主要举措
（一）化解矛盾纠纷。柳溪镇全年排查化解矛盾纠纷41件，成功率98%以上。
（二）普法宣传。开展普法讲座7场，发放宣传资料3000余份。
二、存在的不足
执法人员少，普法形式单一。
""",
    "云台乡2024年法治政府建设情况报告.txt": """青石县云台乡人民政府
2024年法治政府建设情况报告

一、主要举措
（一）化解矛盾纠纷。云台乡全年排查化解矛盾纠纷57件。
（二）法律顾问。聘请法律顾问2名，审查合同12份。
二、下一年安排
继续加强培训，开展培训不少于4次。
""",
    "无名.txt": "村口的老槐树下，调解员每天坐着听乡亲们说话。\n",
}

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """An indexed store over three invented texts, for the tests that only read."""
    base = tmp_path_factory.mktemp("cli")
    settings = IndexSettings(corpus=base / "corpus", store=base / "store")
    write_corpus(settings.corpus)
    Embedder("bundled", settings.store).load()
    build(settings)
    return settings


def write_corpus(corpus: Path) -> None:
    """The invented texts as files."""
    corpus.mkdir()
    for name, text in SOURCES.items():
        (corpus / name).write_text(text, encoding="utf-8")


@pytest.fixture
def fresh(tmp_path: Path, made: IndexSettings) -> IndexSettings:
    """A corpus of its own, and a store that holds nothing but the model."""
    settings = IndexSettings(corpus=tmp_path / "corpus", store=tmp_path / "store")
    write_corpus(settings.corpus)
    settings.store.mkdir()
    (settings.store / "models").symlink_to(made.store / "models")
    return settings


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line in this process: its status, standard output and standard error."""

    def run(settings: IndexSettings | None, *words: str) -> tuple[int, str, str]:
        where = [] if settings is None else ["--corpus", str(settings.corpus), "--store", str(settings.store)]
        capsys.readouterr()
        try:
            status = main([*words, *where])
        except SystemExit as stop:
            status = int(stop.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def start(settings: IndexSettings, *words: str, **options: Any) -> subprocess.Popen[str]:
    """A command line in a process of its own."""
    line = [
        sys.executable,
        "-m",
        "assistant.cli",
        *words,
        "--corpus",
        str(settings.corpus),
        "--store",
        str(settings.store),
    ]
    return subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", **options
    )


def objects(text: str) -> list[dict[str, Any]]:
    """The objects of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def ask_file(tmp_path: Path, *lines: str) -> str:
    """A question file of these lines."""
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


# The line itself


@pytest.mark.alone
def test_help_is_quick() -> None:
    """`fazhi --help` answers within half a second: nothing heavy is imported for it."""
    best = 9.0
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli", "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        best = min(best, time.monotonic() - begun)
        assert done.returncode == 0
        assert "提问 ask a question" in done.stdout
    assert best <= 0.5


@pytest.mark.parametrize("command", ["index", "ask", "search", "figures", "reports", "eval", "feedback", "serve"])
def test_every_command_explains_itself(fazhi: Command, command: str) -> None:
    """Each command has its help, in Chinese with English beside it, and takes the two folders."""
    status, said, _ = fazhi(None, command, "--help")
    assert status == 0
    assert "--corpus" in said
    assert "--store" in said
    assert "选项 options" in said


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("ask",),
        ("search",),
        ("ask", "问", "--questions", "f"),
        ("ask", "--questions", "f", "--history", "h"),
        ("search", "词", "--limit", "0"),
        ("search", "词", "--limit", "many"),
        ("figures", "--year", "20x4"),
        ("figures", "--json", "--csv", "f"),
        ("serve", "--port", "70000"),
    ],
)
def test_a_wrong_line_is_refused_with_its_usage(fazhi: Command, words: tuple[str, ...]) -> None:
    """A line that says too little, too much or nonsense ends with status 2 and the usage on standard error."""
    status, said, complaint = fazhi(None, *words)
    assert (status, said) == (2, "")
    assert "用法 usage" in complaint
    assert "Traceback" not in complaint


# Indexing


def test_indexing_tells_what_it_did(fazhi: Command, fresh: IndexSettings) -> None:
    """The first run adds, the next skips; a file that fails is named, the others go in, and the status is 1."""
    (fresh.corpus / "空.txt").write_bytes(b"")
    status, said, _ = fazhi(fresh, "index", "--json")
    first = json.loads(said)
    assert status == 1
    assert sorted(first["added"]) == sorted(SOURCES)
    assert [one["file"] for one in first["failed"]] == ["空.txt"]
    assert first["failed"][0]["reason"]
    (fresh.corpus / "空.txt").unlink()
    status, said, _ = fazhi(fresh, "index")
    assert status == 0
    assert "新增 added 0" in said
    assert "未变 skipped 3" in said


@pytest.mark.parametrize("words", [("index",), ("search", "调解"), ("reports",), ("figures",)])
def test_without_a_corpus_nothing_is_made_up(fazhi: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    """No folder of reports and no store: a message in both languages or the question's, and status 2."""
    status, said, complaint = fazhi(IndexSettings(corpus=tmp_path / "none", store=tmp_path / "store"), *words)
    assert (status, said) == (2, "")
    assert "错误：" in complaint
    assert "Traceback" not in complaint


@pytest.fixture
def changed(tmp_path: Path, made: IndexSettings) -> IndexSettings:
    """A copy of the indexed store, and a corpus that has one more text."""
    settings = IndexSettings(corpus=tmp_path / "corpus", store=tmp_path / "store")
    shutil.copytree(made.corpus, settings.corpus)
    shutil.copytree(made.store, settings.store, ignore=shutil.ignore_patterns("models"))
    (settings.store / "models").symlink_to(made.store / "models")
    (settings.corpus / "新.txt").write_text("山里的渡口有一座石桥，每年汛期都要修。", encoding="utf-8")
    return settings


def test_reading_commands_index_first(fazhi: Command, changed: IndexSettings) -> None:
    """A new file is found by the next command, without an indexing of its own."""
    status, said, _ = fazhi(changed, "reports", "--json")
    assert status == 0
    assert {one["file"] for one in objects(said)} == {*SOURCES, "新.txt"}


_HOLD = """
import sys
from pathlib import Path
from index.lock import WriterLock
with WriterLock(Path(sys.argv[1]), "试验 trial"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def busy(changed: IndexSettings) -> Iterator[IndexSettings]:
    """A store that lacks one text of its corpus and that another process is writing to."""
    line = [sys.executable, "-c", _HOLD, str(changed.store)]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield changed
        holder.stdin.close()


def test_a_second_writer_is_refused_and_told_by_whom(fazhi: Command, busy: IndexSettings) -> None:
    """Indexing while another process writes ends within five seconds and names that process."""
    begun = time.monotonic()
    status, _, complaint = fazhi(busy, "index")
    assert status == 2
    assert "试验 trial" in complaint
    assert time.monotonic() - begun < 5


def test_a_reader_beside_a_writer_gets_the_store_as_it_stands(fazhi: Command, busy: IndexSettings) -> None:
    """Asking goes on while another process writes; standard error says that changes are not in yet."""
    status, said, complaint = fazhi(busy, "search", "排查化解矛盾纠纷", "--json")
    assert status == 0
    assert objects(said)[0]["hits"]
    assert "试验 trial" in complaint
    assert len(objects(fazhi(busy, "reports", "--json")[1])) == 3


# The catalog and the ledger


def test_reports_are_listed(fazhi: Command, made: IndexSettings) -> None:
    """A report a line with the contract's fields; what a text doesn't say is empty; its text only when asked for."""
    status, said, _ = fazhi(made, "reports", "--json", "--text")
    known = {one["file"]: one for one in objects(said)}
    assert status == 0
    report = known["柳溪镇2023年法治政府建设情况报告.txt"]
    assert (report["place"], report["county"], report["year"]) == ("柳溪镇", "青石县", 2023)
    assert set(report) >= {"report", "file", "title", "place", "county", "year", "chars", "figures", "text"}
    assert report["chars"] == len(report["text"])
    assert (known["无名.txt"]["place"], known["无名.txt"]["year"]) == ("", None)
    assert "text" not in objects(fazhi(made, "reports", "--json")[1])[0]
    assert "柳溪镇\t2023年" in fazhi(made, "reports")[1]


def test_figures_are_bound_and_quoted(fazhi: Command, made: IndexSettings) -> None:
    """Each row's words and quote are the report's own, at the offsets that it names."""
    texts = {one["report"]: one["text"] for one in objects(fazhi(made, "reports", "--json", "--text")[1])}
    rows = objects(fazhi(made, "figures", "--json")[1])
    assert len(rows) >= 6
    for row in rows:
        assert texts[row["report"]][row["start"] : row["end"]] == row["words"]
        assert row["words"] in row["quote"]
        assert row["quote"] in texts[row["report"]]
    [row] = [row for row in rows if row["value"] == 41]
    assert (row["place"], row["county"], row["year"], row["unit"], row["role"]) == (
        "柳溪镇",
        "青石县",
        2023,
        "件",
        "outcome",
    )


def test_figures_are_filtered(fazhi: Command, made: IndexSettings) -> None:
    """Place, year and words of the indicator each narrow the ledger; a place that isn't there is refused."""
    assert {row["place"] for row in objects(fazhi(made, "figures", "--json", "--place", "云台")[1])} == {"云台乡"}
    assert {row["year"] for row in objects(fazhi(made, "figures", "--json", "--year", "2023")[1])} == {2023}
    rows = objects(fazhi(made, "figures", "--json", "--indicator", "矛盾纠纷", "--year", "2024")[1])
    assert 57 in {row["value"] for row in rows}
    assert 2 not in {row["value"] for row in rows}
    status, said, complaint = fazhi(made, "figures", "--json", "--place", "红岩镇")
    assert (status, said) == (2, "")
    assert "柳溪镇" in complaint
    assert "No report for 红岩镇" in complaint


def test_figures_go_into_files(fazhi: Command, made: IndexSettings, tmp_path: Path) -> None:
    """Both kinds of table hold the rows that the JSON has, and standard output stays empty."""
    count = len(objects(fazhi(made, "figures", "--json")[1]))
    table, book = tmp_path / "t.csv", tmp_path / "t.xlsx"
    assert fazhi(made, "figures", "--csv", str(table))[:2] == (0, "")
    assert fazhi(made, "figures", "--xlsx", str(book))[:2] == (0, "")
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == count + 1
    assert openpyxl.load_workbook(book)["指标"].max_row == count + 1


# Searching


def test_a_search_shows_passages(fazhi: Command, made: IndexSettings) -> None:
    """The passages come best first with the contract's fields, each the report's own text."""
    texts = {one["report"]: one["text"] for one in objects(fazhi(made, "reports", "--json", "--text")[1])}
    status, said, _ = fazhi(made, "search", "普法讲座办了几场", "--json", "--limit", "2", "--explain")
    [found] = objects(said)
    assert status == 0
    assert len(found["hits"]) == 2
    best = found["hits"][0]
    assert "普法讲座7场" in best["text"]
    assert (best["place"], best["year"]) == ("柳溪镇", 2023)
    assert {"dense_rank", "lexical_rank"} <= set(best)
    for hit in found["hits"]:
        assert texts[hit["report"]][hit["start"] : hit["end"]] == hit["text"]
    assert "1. 柳溪镇 2023年" in fazhi(made, "search", "普法讲座办了几场")[1]


def test_searches_from_a_file(fazhi: Command, made: IndexSettings, tmp_path: Path) -> None:
    """Each line gets its object in order; a bad one is named, the others are searched, and the status is 1."""
    file = ask_file(
        tmp_path, '{"id": "a", "q": "老槐树下的调解员"}', '{"id": "b", "q": ', '{"id": "c", "q": "审查合同"}'
    )
    status, said, complaint = fazhi(made, "search", "--questions", file, "--json")
    found = objects(said)
    assert status == 1
    assert [one["id"] for one in found] == ["a", "b", "c"]
    assert found[0]["hits"][0]["file"] == "无名.txt"
    assert found[1]["hits"] == []
    assert found[2]["hits"][0]["place"] == "云台乡"
    assert "第 2 行" in complaint


@pytest.mark.parametrize("query", ["", "   ", "？！", "长" * 2001])
def test_a_search_for_nothing_is_refused(fazhi: Command, made: IndexSettings, query: str) -> None:
    """An empty or endless query is an error of its own, and never an empty result."""
    status, said, complaint = fazhi(made, "search", query, "--json")
    assert (status, said) == (2, "")
    assert "检索内容" in complaint


# Asking


def test_an_answer_in_json(fazhi: Command, made: IndexSettings) -> None:
    """One question gives one object: the figure, its citation, and the quote that holds it."""
    status, said, _ = fazhi(made, "ask", "柳溪镇2023年化解了多少件矛盾纠纷", "--json")
    [answer] = objects(said)
    assert status == 0
    assert answer["status"] == "answered"
    assert answer["figures"][0]["value"] == 41
    assert "41件" in answer["citations"][0]["quote"]
    assert "id" not in answer


def test_an_answer_to_read(fazhi: Command, made: IndexSettings) -> None:
    """Without --json come the words and then the numbered sources, in the question's language."""
    said = fazhi(made, "ask", "柳溪镇2023年化解了多少件矛盾纠纷")[1]
    assert "41件" in said
    assert "出处：\n[1] 柳溪镇 2023年 · 一、主要举措 › " in said


def test_questions_from_a_file(fazhi: Command, made: IndexSettings, tmp_path: Path) -> None:
    """Answers come in order with their ids; a bad line and an empty question are errors, the others are answered."""
    file = ask_file(
        tmp_path,
        '{"id": "a", "q": "柳溪镇2023年化解了多少件矛盾纠纷"}',
        '{"id": "b", "q": ',
        '{"id": "c", "q": "  "}',
        '{"id": "d", "q": "那云台乡呢", "history": ["柳溪镇化解了多少件矛盾纠纷"]}',
    )
    status, said, complaint = fazhi(made, "ask", "--questions", file, "--json")
    answers = objects(said)
    assert status == 1
    assert [(one["id"], one["status"]) for one in answers] == [
        ("a", "answered"),
        ("b", "error"),
        ("c", "error"),
        ("d", "answered"),
    ]
    assert answers[3]["figures"][0]["value"] == 57
    assert "第 2 行" in complaint
    assert "第 3 行" in complaint


def test_a_question_is_refused_in_its_language(fazhi: Command, made: IndexSettings) -> None:
    """A question over 2,000 characters: status 2, its own language, and an error object for programs."""
    status, said, complaint = fazhi(made, "ask", "how many disputes " * 200, "--json")
    assert status == 2
    assert objects(said)[0]["status"] == "error"
    assert complaint.startswith("Error: ")
    status, said, complaint = fazhi(made, "ask", "几件" * 1001)
    assert (status, said) == (2, "")
    assert complaint.startswith("错误：")
    assert "Error" not in complaint


def test_a_set_of_questions_is_scored(fazhi: Command, made: IndexSettings, tmp_path: Path) -> None:
    """The table counts what passed by kind, and the status is 0 whatever the score."""
    right = {"place": "柳溪镇", "year": 2023, "value": 41, "unit": "件"}
    question = "柳溪镇2023年化解了多少件矛盾纠纷"
    lines = [
        json.dumps({"id": "a", "kind": "single", "q": question, "answer": [right]}),
        json.dumps({"id": "b", "kind": "single", "q": question, "answer": [{**right, "value": 42}]}),
        json.dumps({"id": "c", "kind": "unanswerable", "q": "红岩镇2023年化解了多少件矛盾纠纷"}),
    ]
    file = ask_file(tmp_path, *lines)
    status, said, _ = fazhi(made, "eval", file, "--json")
    score = json.loads(said)
    assert status == 0
    assert score["kinds"] == {"single": {"passed": 1, "asked": 2}, "unanswerable": {"passed": 1, "asked": 1}}
    assert (score["counts"]["wrong_first"], score["counts"]["bad_quotes"]) == (1, 0)
    status, said, _ = fazhi(made, "eval", file, "--verbose")
    assert status == 0
    assert "single           1/2     50.0%" in said
    assert "未通过 FAIL b" in said
    status, _, complaint = fazhi(made, "eval", ask_file(tmp_path, lines[0], "{"))
    assert status == 2
    assert "第 2 行" in complaint


# The page


def test_what_people_said_becomes_a_question_file(fazhi: Command, changed: IndexSettings, tmp_path: Path) -> None:
    """Judged answers come out as lines that `ask --questions` takes, to standard output or into a file."""
    status, shown, _ = fazhi(changed, "feedback")
    assert (status, shown) == (0, "")
    keep(changed.store, JUDGED)
    keep(changed.store, Feedback("云台乡2024年排查化解矛盾纠纷多少件", (), "good", "", "answered", "57件"))
    status, shown, _ = fazhi(changed, "feedback")
    assert [one["id"] for one in objects(shown)] == ["f001", "f002"]
    assert objects(shown)[0]["comment"] == "应为<b>12</b>次"
    path = tmp_path / "评价.jsonl"
    status, shown, said = fazhi(changed, "feedback", "--bad", "--out", str(path))
    assert (status, shown) == (0, "")
    assert "1" in said
    assert [one["q"] for one in objects(path.read_text(encoding="utf-8"))] == [JUDGED.question]
    status, shown, _ = fazhi(changed, "ask", "--questions", str(path), "--json")
    assert objects(shown)[0]["id"] == "f001"
    status, _, said = fazhi(changed, "feedback", "--out", str(tmp_path))
    assert (status, str(tmp_path) in said) == (2, True)


def test_a_port_in_use_is_said_at_once(fazhi: Command, made: IndexSettings) -> None:
    """The page is not begun when its port is taken; the message names the port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, _, complaint = fazhi(made, "serve", "--port", port)
    assert status == 2
    assert port in complaint


# Standard streams


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_an_object_is_one_line(value: Any) -> None:
    """However a reader cuts lines, a JSON line is one, and says what it was made of."""
    line = json_line({"value": value})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"value": value}


@pytest.mark.parametrize(
    ("question", "english"), [("how many", True), ("张 how many", False), ("12？", False), ("", False)]
)
def test_the_language_of_a_question(question: str, english: bool) -> None:
    """A question with Chinese characters is Chinese, whatever else it holds; one without letters as well."""
    assert in_english(question) is english


def test_odd_characters_get_out(made: IndexSettings, tmp_path: Path) -> None:
    """Half characters and a terminal without Unicode don't stop the answers: the objects stay readable."""
    file = ask_file(tmp_path, r'{"id": "\ud800", "q": 1}')
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    with start(made, "search", "--questions", file, "--json", env=environment) as process:
        said, complaint = process.communicate(timeout=120)
    assert process.returncode == 1
    assert json.loads(said)["id"] == "\ud800"
    assert "第 1 行" in complaint


def test_a_reader_that_goes_away_is_no_failure_to_report(made: IndexSettings) -> None:
    """When the pipe is closed, the command ends without a traceback."""
    with start(made, "reports", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
        status = process.wait(timeout=120)
    assert (status, complaint) == (141, "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_lines_come_at_once_and_an_interrupt_is_quiet(made: IndexSettings, tmp_path: Path) -> None:
    """A line is answered before the next is there; Ctrl-C then ends the command with 130 and no words."""
    pipe = tmp_path / "questions"
    os.mkfifo(pipe)
    with (
        start(made, "search", "--questions", str(pipe), "--json") as process,
        pipe.open("w", encoding="utf-8") as questions,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        questions.write('{"id": "a"}\n')
        questions.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.send_signal(signal.SIGINT)
        complaint = process.stderr.read()
        status = process.wait(timeout=120)
    assert status == 130
    assert "Traceback" not in complaint
