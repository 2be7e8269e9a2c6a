"""Answers in a model's words, over the invented library: what the answer object says, and that the extractive answer stands."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.answer import Answer
from assistant.chain import Assistant
from assistant.config import Settings
from assistant.draft import Draft
from assistant.stop import Stop
from index.library import Library
from tests.assistant.conftest import attached_to, check
from tests.assistant.endpoint import KEY, Script, endpoint
from tests.assistant.libraries import TODAY

Ask = Callable[..., Answer]
QUESTION = "石岭乡和梅渡街道2024年调解了多少矛盾纠纷"
GOOD = "石岭乡调解各类矛盾纠纷58起[1]，梅渡街道调解矛盾纠纷120余件[2]。"


def plain(answer: Answer) -> str:
    """An answer's JSON without the times it took."""
    return json.dumps(replace(answer, timings_ms={}).to_json(), ensure_ascii=False)


def test_the_models_words_with_the_ledgers_figures(ask: Ask, written: Ask) -> None:
    """Text from the model; figures, table, scope and citations exactly as without one."""
    extractive, answer = ask(QUESTION), written(QUESTION, GOOD)
    assert answer.answer.startswith(GOOD)
    assert (answer.mode, answer.model, answer.corrections) == ("llm", "scripted", ())
    for name in ("figures", "citations", "scope", "table", "aggregate", "related", "status", "kind", "standalone"):
        assert getattr(answer, name) == getattr(extractive, name)
    assert {"model", "check"} <= answer.timings_ms.keys()


def test_coverage_is_said_whoever_writes(written: Ask) -> None:
    """What the reports don't state, and which year was taken, follow the model's text."""
    answer = written("各镇2024年办理行政处罚案件多少件", "松溪镇办理行政处罚案件21件，石岭乡6件，梅渡街道33件。")
    assert answer.mode == "llm"
    assert "未载明（不等于0）" in answer.answer


def test_a_figure_that_the_model_left_out_is_added(written: Ask) -> None:
    """The other of two scopes, and another place."""
    answer = written(QUESTION, "石岭乡调解各类矛盾纠纷58起[1]。")
    assert answer.mode == "llm"
    assert "120余件[2]" in answer.answer
    both = written("青柯县松溪镇2024年调解矛盾纠纷多少件", "全镇共调解矛盾纠纷86件[1]。")
    assert "37件" in both.answer
    assert "口径" in both.answer


def test_what_was_changed_is_in_the_answer(written: Ask) -> None:
    """Corrected and dropped sentences, each with what it was and why; the notes count them."""
    answer = written(QUESTION, "石岭乡调解矛盾纠纷85起[1]。梅渡街道调解矛盾纠纷120余件[2]。梅渡街道风景秀丽[2]。")
    assert answer.answer.startswith("石岭乡调解矛盾纠纷58起[1]。梅渡街道调解矛盾纠纷120余件[2]。")
    assert [(one.was, one.now) for one in answer.corrections] == [("85起", "58起"), ("梅渡街道风景秀丽[2]。", "")]
    assert [one.why for one in answer.corrections] == ["数字与原文不符", "原文没有这个意思"]
    assert any("1 句" in note for note in answer.notes)
    assert any("1 处" in note for note in answer.notes)
    assert answer.to_json()["corrections"][0] == {"was": "85起", "now": "58起", "why": "数字与原文不符"}


@pytest.mark.parametrize(
    "reply",
    [
        "今天天气不错。",
        "我不知道。",
        "梅渡街道风景秀丽[2]。",
        "58",
        "[1][2]",
        "。。。",
        "梅渡街道120余件[2]。" + "胡说八道。" * 9,
    ],
)
def test_when_the_heart_fails_the_extractive_answer_stands(reply: str, ask: Ask, written: Ask) -> None:
    """Word for word, with a note that says so."""
    extractive, answer = ask(QUESTION), written(QUESTION, reply)
    assert (answer.mode, answer.model, answer.answer) == ("extractive", None, extractive.answer)
    assert answer.figures == extractive.figures
    assert any("没有通过与原文的核对" in note for note in answer.notes)


def test_without_a_model_not_a_byte_is_different(small: Library, ask: Ask) -> None:
    """Neither when none is attached, nor when it is not to be used; nothing of it is in the JSON."""
    bare = Assistant(small, Settings(corpus=small.settings.corpus, store=small.settings.store), TODAY)
    script = Script(GOOD)
    with endpoint(script) as url:
        attached = attached_to(url, small)
        for question in (QUESTION, "各镇怎么落实法律顾问制度", "有哪些报告", "张良镇调解多少件", "普法宣传的例子"):
            assert plain(bare.ask(question)) == plain(attached.ask(question, use_model=False))
            streamed = [*bare.stream(question)]
            assert "".join(map(str, streamed[:-1])) == bare.ask(question).answer
            assert not [piece for piece in streamed if isinstance(piece, Draft)]
    assert script.requests == []
    answer = bare.ask(QUESTION)
    assert answer.timings_ms.keys() == {"understand", "retrieve", "compose", "total"}
    assert "corrections" not in answer.to_json()


@pytest.mark.parametrize(
    "question", ["张良镇2024年调解多少件", "有哪些报告", "石岭乡2021年调解多少件纠纷", "今天天气怎么样"]
)
def test_where_there_is_nothing_to_word_no_model_is_asked(question: str, small: Library) -> None:
    """Not found stays not found; the list of reports is a list."""
    script = Script("张良镇调解矛盾纠纷326件[1]。")
    with endpoint(script) as url:
        answer = attached_to(url, small).ask(question)
    assert answer.mode == "extractive"
    assert script.requests == []


def test_examples_are_given_in_the_reports_own_words(ask: Ask, written: Ask) -> None:
    """The model says what each is about; the passages follow as they stand."""
    question = "普法宣传的范例"
    extractive = ask(question)
    name = extractive.citations[0].place
    answer = written(question, f"{name}的段落写了普法讲座和发放宣传资料[1]。")
    assert answer.answer.endswith(extractive.answer)


FAILURES: dict[str, tuple[Script, str, str]] = {
    "401": (Script(statuses=[401]), "401", "401"),
    "404": (Script(statuses=[404], error_text="model not found"), "404", "404"),
    "429": (Script(statuses=[429]), "429", "429"),
    "500": (Script(statuses=[500]), "500", "500"),
    "timeout": (Script("好", first_delay=30), "没有答完", "did not finish"),
    "cut": (Script(GOOD, cut_after=3), "中途断了", "broke off"),
    "empty": (Script(""), "没有给出", "empty"),
    "endless": (Script(GOOD, endless=True, piece=500), "没有结束", "did not end"),
}


@pytest.mark.alone
@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("english", [False, True])
def test_a_failing_model_costs_no_more_than_its_time(name: str, english: bool, small: Library, ask: Ask) -> None:
    """The extractive answer within the timeout and a second, with one line on why in the question's language."""
    script, chinese_words, english_words = FAILURES[name]
    script = replace(script, statuses=list(script.statuses), requests=[])
    question = "how many disputes did Shiling and Meidu mediate in 2024" if english else QUESTION
    extractive = ask(question)
    with endpoint(script) as url:
        assistant = attached_to(url, small, timeout=1.5)
        model = assistant.model()
        assert model is not None
        model.prepare()
        started = time.monotonic()
        answer = assistant.ask(question)
        assert time.monotonic() - started < 2.5
    assert (answer.mode, answer.status, answer.answer) == ("extractive", "answered", extractive.answer)
    (note,) = [one for one in answer.notes if one not in extractive.notes]
    assert (english_words if english else chinese_words) in note
    assert "\n" not in note
    assert KEY not in note


def test_an_address_that_is_none_costs_nothing(small: Library) -> None:
    """A slip in the settings is told; the answer stands."""
    answer = attached_to("localhost:11434", small).ask(QUESTION)
    assert (answer.mode, answer.status) == ("extractive", "answered")
    assert "FAZHI_LLM_BASE_URL" in answer.notes[-1]


def test_streaming_shows_what_is_checked_and_what_is_not(small: Library) -> None:
    """A sentence is pending until it is complete and checked; what fails never becomes checked text."""
    reply = "石岭乡调解矛盾纠纷85起[1]。梅渡街道调解矛盾纠纷120余件[2]。石岭乡的调解工作全国第一[1]。两地都重视调解。"
    with endpoint(Script(reply, piece=1, piece_delay=0.002)) as url:
        pieces = [*attached_to(url, small).stream(QUESTION)]
    drafts, answer = pieces[:-1], pieces[-1]
    assert isinstance(answer, Answer)
    assert all(isinstance(piece, Draft) for piece in drafts)
    checked = [piece.checked for piece in drafts if isinstance(piece, Draft)]
    assert any("85起" in piece.pending for piece in drafts if isinstance(piece, Draft))
    assert not any("85起" in text or "全国第一" in text for text in checked)
    # What is checked only grows, and stands in the answer as it was shown.
    assert all(later.startswith(earlier) for earlier, later in pairwise(checked))
    assert checked[-1]
    assert answer.answer.startswith(checked[-1])


@pytest.mark.alone
def test_leaving_the_stream_frees_the_endpoint(small: Library) -> None:
    """A reader who goes away ends the model's work within two seconds, also before its first word."""
    for script in (Script(GOOD * 50, piece=1, piece_delay=0.02), Script(GOOD, first_delay=30)):
        with endpoint(script) as url:
            stream = attached_to(url, small, timeout=60).stream(QUESTION)
            while not script.writing.is_set():
                next(stream)
            left = time.monotonic()
            stream.close()  # type: ignore[attr-defined]  # it is a generator
            assert script.broken.wait(2)
            assert script.broken_at - left < 2


@pytest.mark.alone
def test_stopping_frees_the_endpoint(small: Library) -> None:
    """The wish to stop reaches the model through the chain, and the answer that comes then is the extractive one."""
    for script in (Script(GOOD * 50, piece=1, piece_delay=0.02), Script(GOOD, first_delay=30)):
        stop = Stop()
        pieces: list[object] = []
        with endpoint(script) as url:
            stream = attached_to(url, small, timeout=60).stream(QUESTION, stop=stop)
            reader = threading.Thread(target=lambda: pieces.extend(stream))  # noqa: B023 - joined below
            reader.start()
            assert script.writing.wait(10)
            wished = time.monotonic()
            stop.set()
            assert script.broken.wait(2)
            assert script.broken_at - wished < 2
            reader.join(10)
        assert isinstance(pieces[-1], Answer)
        assert pieces[-1].mode == "extractive"


def test_several_people_at_once(small: Library) -> None:
    """Each has the answer to their own question."""
    questions = {QUESTION: GOOD, "石岭乡2024年普法讲座几场": "石岭乡举办普法讲座9场[1]。"}

    def reply(_: str, user: str) -> str:
        return next(said for question, said in questions.items() if question in user)

    found: dict[str, list[str]] = {question: [] for question in questions}
    with endpoint(Script(reply, piece_delay=0.01)) as url:
        assistant = attached_to(url, small)

        def ask(question: str) -> None:
            found[question].append(assistant.ask(question).answer)

        threads = [threading.Thread(target=ask, args=(question,)) for question in list(questions) * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert all(len(texts) == 4 and all(text.startswith(questions[q]) for text in texts) for q, texts in found.items())


@pytest.mark.alone
def test_what_the_chain_adds_is_little(small: Library) -> None:
    """Apart from the model's own time, half of the answers take no longer than 150 ms."""
    with endpoint(Script(GOOD * 4)) as url:
        assistant = attached_to(url, small)
        assistant.ask(QUESTION)
        times = [assistant.ask(QUESTION).timings_ms for _ in range(15)]
    assert statistics.median(one["total"] - one["model"] for one in times) <= 150


def test_every_answer_checks_out(written: Ask, small: Library) -> None:
    """Whatever a model writes, quotes are the reports' own and every mark has its citation."""
    for reply in (
        "石岭乡【1】58起，[2]120余件（来源9）[3-9]。",
        "[1]" * 50,
        "石岭乡58起" * 30,
        "\n\n".join([GOOD] * 5),
    ):
        check(written(QUESTION, reply), small)


def test_the_place_with_the_most_is_enough(written: Ask) -> None:
    """Its number is added in the report's words; a place that has less does not pass for it."""
    question = "哪个乡镇2024年办理行政处罚案件最多"
    answer = written(question, "梅渡街道办理行政处罚案件最多[1]。")
    assert answer.mode == "llm"
    assert "33件[1]" in answer.answer
    assert written(question, "石岭乡办理行政处罚案件最多[1]。").mode == "extractive"
