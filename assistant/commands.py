"""What each ``fazhi`` command does; ``assistant/cli.py`` reads the command line."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant import cli_output as out
from assistant.answer import Answer
from assistant.batch import Line, clean, read_questions
from assistant.cli_progress import counted, drafting, index_progress
from assistant.config import Settings, load_settings
from assistant.draft import Draft
from index.errors import QuestionError, ReportsError, SettingsError, StoreError

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.evaluate import Case
    from index.library import Library
    from index.records import Hit

OK, SOME_FAILED = 0, 1


def run(options: argparse.Namespace) -> int:
    """Do what the command line says; returns the exit status.

    Raises:
        ReportsError: it can't be done at all.
    """
    settings = load_settings(corpus=options.corpus, store=options.store)
    return _COMMANDS[options.command](options, settings)


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from index.build import build  # noqa: PLC0415 - 0.7 s

    with index_progress(quiet=options.json) as progress:
        result = build(settings.for_index(), progress=progress, purpose="fazhi index")
    for notice in result.notices:
        out.tell(notice.message, notice.english)
    if options.json:
        out.put_json(out.build_json(result))
    else:
        for line in out.build_lines(result):
            out.put_plain(line)
    return SOME_FAILED if result.failed else OK


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    # Opened first: a name that was mistyped should not wait for the indexing.
    lines = read_questions(options.questions) if options.questions else None
    with _library(settings, "fazhi ask", options) as library:
        assistant = _assistant(library, settings)
        if lines is None:
            status = _ask_one(options, assistant)
        else:
            failed = False
            for line in lines:
                answer, error = _answer(assistant, line, options.llm)
                if error is not None:
                    failed = True
                    _name_line(line, error)
                _put_answer(answer, options.json)
            status = SOME_FAILED if failed else OK
    return status


def _ask_one(options: argparse.Namespace, assistant: Assistant) -> int:
    line = Line(1, None, clean(options.question), tuple(clean(one) for one in options.history))
    with drafting(quiet=options.json) as show:
        answer, error = _answer(assistant, line, options.llm, show)
    if error is not None:
        if options.json:
            out.put_json(answer.to_json())
        raise error
    _put_answer(answer, options.json)
    return OK


def _answer(
    assistant: Assistant, line: Line, use_model: bool | None, show: Callable[[Draft], None] | None = None
) -> tuple[Answer, ReportsError | None]:
    """The answer to a line, shown as it is written; what went wrong comes beside an answer that says so."""
    try:
        if line.problem is not None:
            raise line.problem
        if show is None:
            answer = assistant.ask(line.question, line.history, use_model=use_model, question_id=line.id)
        else:
            for piece in assistant.stream(line.question, line.history, use_model=use_model):
                if isinstance(piece, Draft):
                    show(piece)
                elif isinstance(piece, Answer):
                    answer = piece
    except ReportsError as error:
        said = error.english if out.in_english(line.question) else str(error)
        return Answer(line.question, line.question, "other", "error", said, id=line.id), error
    return replace(answer, id=line.id), None


def _put_answer(answer: Answer, as_json: bool) -> None:
    if as_json:
        out.put_json(answer.to_json())
    else:
        out.put_plain(out.answer_text(answer) + "\n")


def _search(options: argparse.Namespace, settings: Settings) -> int:
    lines = read_questions(options.questions) if options.questions else None
    with _library(settings, "fazhi search", options) as library:
        failed = False
        if lines is None:
            query = clean(options.question)
            _put_hits(None, query, _hits(library, query, options), options)
        else:
            for line in lines:
                failed |= not _search_line(library, line, options)
    return SOME_FAILED if failed else OK


def _search_line(library: Library, line: Line, options: argparse.Namespace) -> bool:
    try:
        if line.problem is not None:
            raise line.problem
        hits = _hits(library, line.question, options)
    except ReportsError as error:
        _name_line(line, error)
        if options.json:
            out.put_json({"id": line.id, "hits": [], "error": str(error)})
        return False
    _put_hits(line.id, line.question, hits, options)
    return True


def _hits(library: Library, query: str, options: argparse.Namespace) -> list[Hit]:
    from assistant import lookup  # noqa: PLC0415 - with the vocabulary, 0.3 s
    from assistant.question import LONGEST_QUESTION  # noqa: PLC0415 - as slow
    from index.parts import topics  # noqa: PLC0415 - as slow

    if not re.search(r"\w", query):
        raise QuestionError("检索内容是空的。", "The query is empty.")
    if len(query) > LONGEST_QUESTION:
        raise QuestionError(
            f"检索内容太长（{len(query)} 字），请控制在 {LONGEST_QUESTION} 字以内。",
            f"The query is too long ({len(query)} characters); keep it within {LONGEST_QUESTION}.",
        )
    part = lookup.part_named(options.part) if options.part else None
    keys = [key for name in options.topic for key in lookup.topics_named(name)]
    if options.part and part is None:
        names = "、".join(lookup.PART_NAMES.values())
        raise QuestionError(
            f"没有“{options.part}”这个部分，可以用：{names}。",
            f"There is no part “{options.part}”; there are: {names}.",
        )
    if options.topic and not keys:
        names = "、".join(topic.name for topic in topics().values())
        raise QuestionError(
            f"没有“{'、'.join(options.topic)}”这个主题，可以用：{names}。",
            f"There is no topic “{', '.join(options.topic)}”; there are: {names}.",
        )
    return lookup.look_up(library, query, options.limit, part=part, topic=keys)


def _put_hits(known: str | None, query: str, hits: list[Hit], options: argparse.Namespace) -> None:
    from assistant.lookup import matched_words  # noqa: PLC0415 - loaded by the search before

    def words(hit: Hit) -> tuple[str, ...] | None:
        return matched_words(query, hit) if options.explain else None

    if options.json:
        named = {} if known is None else {"id": known}
        out.put_json({**named, "hits": [out.hit_json(hit, words(hit)) for hit in hits]})
        return
    if options.questions:
        out.put_plain(f"== {query}")
    for number, hit in enumerate(hits, 1):
        out.put_plain(out.hit_text(number, hit, words(hit)))
    if not hits:
        out.tell("没有找到相关段落。", "No passage was found.", query)


def _figures(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import export  # noqa: PLC0415 - only here

    with _library(settings, "fazhi figures", options) as library:
        reports = export.choose_reports(library.catalog.reports(), options.place, options.year)
        # The words of the indicator are looked for as they are; a matcher that knows synonyms can stand here as well.
        wanted = export.mentions(options.indicator) if options.indicator else None
        rows = export.ledger_rows(library.catalog, reports, wanted)
        if options.csv or options.xlsx:
            write, path = (export.write_csv, options.csv) if options.csv else (export.write_xlsx, options.xlsx)
            count = write(rows, path)
            out.tell(f"已写入 {path}：{count} 项指标。", f"{count} figures written to {path}.")
        else:
            for row in rows:
                if options.json:
                    out.put_json(out.row_json(row))
                else:
                    out.put_plain(out.row_text(row))
    return OK


def _reports(options: argparse.Namespace, settings: Settings) -> int:
    with _library(settings, "fazhi reports", options) as library:
        for info in library.catalog.reports():
            text = library.catalog.text(info.report_id) if options.text else None
            if options.json:
                out.put_json(out.report_json(info, text))
            else:
                out.put_plain(out.report_text(info) + ("" if text is None else f"\n\n{text}\n"))
    return OK


def _eval(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.evaluate import evaluate, to_case  # noqa: PLC0415 - only here

    cases = [to_case(line) for line in read_questions(options.file)]
    if not cases:
        raise QuestionError(f"问题文件 {options.file} 是空的。", f"The question file {options.file} is empty.")
    with _library(settings, "fazhi eval", options) as library:
        assistant = _assistant(library, settings)

        @lru_cache(maxsize=64)
        def text(report_id: str) -> str | None:
            try:
                return library.catalog.text(report_id)
            except StoreError:
                return None

        with counted(len(cases), "作答 answering", quiet=options.json) as done:

            def ask(case: Case) -> Answer:
                line = Line(0, case.id, case.question, case.history)
                answer, _ = _answer(assistant, line, options.llm)
                done()
                return answer

            evaluation = evaluate(cases, ask, text)
    if options.json:
        out.put_json(evaluation.to_json())
    else:
        for line in out.evaluation_lines(evaluation, verbose=options.verbose):
            out.put_plain(line)
    return OK


def _feedback(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.feedback import question_records  # noqa: PLC0415 - only here

    records = list(question_records(settings.store, only_bad=options.bad))
    if options.out is None:
        for record in records:
            out.put_json(record)
    else:
        try:
            text = "".join(out.json_line(record) + "\n" for record in records)
            options.out.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise SettingsError(
                f"无法写入 {options.out}：{error.strerror}", f"{options.out} can't be written: {error.strerror}"
            ) from error
    if options.out is not None or not records:
        out.tell(f"共 {len(records)} 条评价。", f"{len(records)} answers were judged.")
    return OK


def _llm(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.model import attached  # noqa: PLC0415 - only here
    from assistant.model_check import check_model  # noqa: PLC0415 - with the vocabulary, 0.3 s

    status = OK
    for found in check_model(attached(settings)):
        if found.ok is False:
            status = SOME_FAILED
        if options.json:
            out.put_json(out.tested_json(found))
        else:
            out.put_plain(out.tested_text(found))
    return status


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    # The page stands above this package and is assembled by the top module, which is therefore started by its name.
    importlib.import_module("app").main(options.host, options.port, settings, mcp=options.mcp)
    return OK


@contextmanager
def _library(settings: Settings, purpose: str, options: argparse.Namespace) -> Iterator[Library]:
    """The store, in line with the corpus where that can be done now; says what a person should know about it."""
    from index.current import open_current  # noqa: PLC0415 - 0.7 s

    question = getattr(options, "question", None)
    with index_progress(quiet=options.json) as progress:
        library, built = open_current(settings.for_index(), progress=progress, purpose=purpose)
    with library:
        said = library.notices
        for notice in said:
            out.tell(notice.message, notice.english, question)
        for failure in built.failed if built else ():
            out.tell(f"未能编入 {failure.file}：{failure.reason}", f"{failure.file}: {failure.english}", question)
        yield library
        for notice in library.notices[len(said) :]:
            out.tell(notice.message, notice.english, question)


def _assistant(library: Library, settings: Settings) -> Assistant:
    from assistant.chain import Assistant  # noqa: PLC0415 - with LangChain, 1 s

    return Assistant(library, settings)


def _name_line(line: Line, error: ReportsError) -> None:
    if error is line.problem:
        out.tell(str(error), error.english)
    else:
        out.tell(f"第 {line.number} 行：{error}", f"Line {line.number}: {error.english}")


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Settings], int]] = {
    "index": _index,
    "ask": _ask,
    "search": _search,
    "figures": _figures,
    "reports": _reports,
    "eval": _eval,
    "feedback": _feedback,
    "llm": _llm,
    "serve": _serve,
}
