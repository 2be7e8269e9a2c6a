"""The 60 questions with whatever language model is attached: `FAZHI_LLM_BASE_URL=… pytest -m live -s`.

Skipped where none is. A model may word answers badly; what is asserted must be as right as without it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer
from assistant.batch import read_questions
from assistant.chain import Assistant
from assistant.cli_output import evaluation_lines
from assistant.config import Settings
from assistant.evaluate import Case, Evaluation, evaluate, to_case
from tests.evaluation.conftest import TODAY

if TYPE_CHECKING:
    from tests.evaluation.conftest import Ready

pytestmark = pytest.mark.live

HERE = Path(__file__).resolve().parent
NEVER = ("wrong_first", "wrong_place", "unsupported_numbers", "figures_not_in_quote", "bad_quotes")


@pytest.fixture(scope="module")
def both(five: Ready, attached_model: Mapping[str, str]) -> tuple[Evaluation, Evaluation, list[Answer]]:
    """The evaluation without and with the model, and the answers with it."""
    named = {name.removeprefix("FAZHI_").lower(): value for name, value in attached_model.items() if "FAZHI" in name}
    settings = Settings(corpus=five.library.settings.corpus, store=five.library.settings.store, **named)  # type: ignore[arg-type]  # read by pydantic
    assistant = Assistant(five.library, settings, TODAY)
    answers: list[Answer] = []

    def run(*, use_model: bool) -> Evaluation:
        def ask(case: Case) -> Answer:
            answer = assistant.ask(case.question, case.history, use_model=use_model, question_id=case.id)
            if use_model:
                answers.append(answer)
            return answer

        cases = [to_case(line) for line in read_questions(HERE / "reports60.jsonl")]
        return evaluate(cases, ask, five.library.catalog.text)

    plain, worded = run(use_model=False), run(use_model=True)
    for name, evaluation in (("without", plain), (f"with {settings.llm_model}", worded)):
        print(f"\n{name}", *evaluation_lines(evaluation, verbose=True), sep="\n", file=sys.stderr)
    written = sum(answer.mode == "llm" for answer in answers)
    dropped = sum(not one.now for answer in answers for one in answer.corrections)
    put_right = sum(bool(one.now) for answer in answers for one in answer.corrections)
    print(f"worded={written}/{len(answers)} left_out={dropped} put_right={put_right}", file=sys.stderr)
    return plain, worded, answers


def test_as_many_pass_as_without_the_model(both: tuple[Evaluation, Evaluation, list[Answer]]) -> None:
    """Figures, places and quotes are the ledger's, so every kind passes as it does without."""
    plain, worded, _ = both
    assert worded.kinds == plain.kinds


@pytest.mark.parametrize("count", NEVER)
def test_what_must_never_happen(count: str, both: tuple[Evaluation, Evaluation, list[Answer]]) -> None:
    """Not with any model."""
    assert both[1].counts[count] == 0


def test_no_failure_goes_unsaid(both: tuple[Evaluation, Evaluation, list[Answer]]) -> None:
    """An answer that should have been worded and isn't says why."""
    for answer in both[2]:
        if answer.mode == "extractive" and "model" in answer.timings_ms:
            assert answer.notes
