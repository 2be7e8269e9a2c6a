"""The ``fazhi`` command: what can be said on its line. What a command then does is in ``assistant/commands.py``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from assistant.cli_output import complain, set_up_streams
from index.errors import ReportsError

REFUSED, PIPE_CLOSED, INTERRUPTED = 2, 141, 130
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 7860

_ABOUT = """乡镇（街道）法治政府建设年度报告问答，每个回答都注明出处。
Questions and answers over townships' annual reports on law-based government, each answer with its sources."""

_AFTER = """退出码 exit status：0 完成 done；1 部分失败 some items failed；2 未能执行 could not be done
设置也可以写在 FAZHI_ 开头的环境变量中，命令行优先。
Settings may also stand in environment variables that begin with FAZHI_; the command line wins."""


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese with English beside it."""

    def __init__(self, *, about: str, after: str = "", **options: Any) -> None:
        plain = argparse.RawDescriptionHelpFormatter
        super().__init__(
            description=about, epilog=after, formatter_class=plain, add_help=False, allow_abbrev=False, **options
        )
        self.wanted = self.add_argument_group("内容 arguments")
        self.flags = self.add_argument_group("选项 options")
        self.flags.add_argument("-h", "--help", action="help", help="显示本说明 show this help")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法 usage:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法 usage:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the line and end with status 2."""
        self.exit(REFUSED, f"{self.format_usage()}命令写法有误 wrong usage: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one ``fazhi`` command and return its exit status; a wrong line ends the process with 2, ``--help`` with 0."""
    set_up_streams()
    question: str | None = None
    try:
        options = _parser().parse_args(argv)
        question = getattr(options, "question", None)
        if hasattr(options, "questions"):
            _check_asked(options)
        from assistant import commands  # noqa: PLC0415 - reading the settings takes 0.4 s, and --help needs none

        status = commands.run(options)
        sys.stdout.flush()
    except ReportsError as error:
        complain(error, question)
        return REFUSED
    except BrokenPipeError:
        # The reader has gone. What is still buffered has nowhere to go, and Python must not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _parser() -> _Parser:
    parser = _Parser(prog="fazhi", about=_ABOUT, after=_AFTER)
    commands = parser.add_subparsers(dest="command", required=True, title="命令 commands", metavar="COMMAND")

    def command(name: str, about: str) -> _Parser:
        made: _Parser = commands.add_parser(name, help=about, about=about)
        made.set_defaults(parser=made)
        made.flags.add_argument("--corpus", type=Path, metavar="DIR", help="报告所在的文件夹 folder of the reports")
        made.flags.add_argument("--store", type=Path, metavar="DIR", help="库所在的文件夹 folder of the store")
        return made

    _index(command("index", "把报告编入库，只处理有变化的文件 index the reports that changed"))
    _ask(command("ask", "提问 ask a question"))
    _search(command("search", "检索原文段落 search for passages"))
    _figures(command("figures", "列出或导出指标 list or export the figures"))
    _reports(command("reports", "列出库中的报告 list the reports"))
    _eval(command("eval", "用问题集评分 score a set of questions"))
    _feedback(command("feedback", "把页面上的评价导出为问题文件 export what people said of answers as a question file"))
    _llm(command("llm", "检查接入的语言模型 test the attached language model"))
    _serve(command("serve", "打开网页界面 serve the web page"))
    return parser


def _index(parser: _Parser) -> None:
    _json(parser, "输出一个 JSON 对象 print one JSON object")


def _ask(parser: _Parser) -> None:
    parser.wanted.add_argument("question", nargs="?", metavar="QUESTION", help="问题 the question")
    history = "此前问过的问题，可多次给出 an earlier question; may be repeated"
    parser.flags.add_argument("--history", action="append", default=[], metavar="Q", help=history)
    _questions(parser)
    _json(parser, "每个回答输出一行 JSON print each answer as a line of JSON")
    _model(parser)


def _search(parser: _Parser) -> None:
    parser.wanted.add_argument("question", nargs="?", metavar="QUERY", help="要找的内容 what to look for")
    limit = "最多几段，默认 10 how many passages at most (10)"
    parser.flags.add_argument("--limit", type=_number(1, 1000), default=10, metavar="N", help=limit)
    _questions(parser)
    _json(parser, "每个问题输出一行 JSON print a line of JSON for each query")
    explain = "附上各种检索的名次和命中的字词 add the ranks in each kind of search and the words that matched"
    parser.flags.add_argument("--explain", action="store_true", help=explain)
    part = "只要报告的这一部分：开头、举措、不足、第一责任人、下一年 only this part of the reports"
    parser.flags.add_argument("--part", metavar="PART", help=part)
    topic = "只要这个主题，可多次给出，如 普法宣传 only this topic; may be repeated"
    parser.flags.add_argument("--topic", action="append", default=[], metavar="TOPIC", help=topic)


def _figures(parser: _Parser) -> None:
    places = "地方，可多次给出 a place; may be repeated"
    parser.flags.add_argument("--place", action="append", default=[], metavar="P", help=places)
    years = "报告年度，可多次给出 a year reported on; may be repeated"
    parser.flags.add_argument("--year", type=_number(1949, 2999), action="append", default=[], metavar="Y", help=years)
    parser.flags.add_argument("--indicator", metavar="TEXT", help="指标中的字词 words of the indicator")
    form = parser.flags.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="每项一行 JSON print each figure as a line of JSON")
    form.add_argument("--csv", type=Path, metavar="FILE", help="写成 CSV 表格 write a CSV file")
    form.add_argument("--xlsx", type=Path, metavar="FILE", help="写成 Excel 表格 write an Excel file")


def _reports(parser: _Parser) -> None:
    _json(parser, "每份报告一行 JSON print each report as a line of JSON")
    parser.flags.add_argument("--text", action="store_true", help="附上全文 add the whole text")


def _eval(parser: _Parser) -> None:
    parser.wanted.add_argument("file", type=Path, metavar="FILE.jsonl", help="问题集 the set of questions")
    _json(parser, "输出一个 JSON 对象 print one JSON object")
    parser.flags.add_argument("--verbose", action="store_true", help="列出未通过的问题 list the questions that failed")
    _model(parser)


def _feedback(parser: _Parser) -> None:
    parser.flags.add_argument("--bad", action="store_true", help="只要评为“有误”的 only answers that were called wrong")
    parser.flags.add_argument("--out", type=Path, metavar="FILE.jsonl", help="写入文件 write into a file")


def _llm(parser: _Parser) -> None:
    what = "check：能否连接、模型是否存在、能否逐字返回、是否按格式标注来源、用时 test what it can do"
    parser.wanted.add_argument("action", choices=["check"], metavar="check", help=what)
    _json(parser, "每项一行 JSON print each finding as a line of JSON")


def _serve(parser: _Parser) -> None:
    host = f"监听的地址，默认 {DEFAULT_HOST} address to listen on"
    parser.flags.add_argument("--host", default=DEFAULT_HOST, metavar="HOST", help=host)
    port = f"端口，默认 {DEFAULT_PORT} port"
    parser.flags.add_argument("--port", type=_number(1, 65535), default=DEFAULT_PORT, metavar="PORT", help=port)
    mcp = "同时提供 MCP 工具 offer the endpoints as MCP tools as well"
    parser.flags.add_argument("--mcp", action="store_true", help=mcp)


def _questions(parser: _Parser) -> None:
    words = '问题文件，每行一个 JSON 对象 a file of questions, a JSON object a line: {"id", "q", "history"}'
    parser.flags.add_argument("--questions", type=Path, metavar="FILE.jsonl", help=words)


def _json(parser: _Parser, words: str) -> None:
    parser.flags.add_argument("--json", action="store_true", help=words)


def _model(parser: _Parser) -> None:
    words = "是否使用已配置的语言模型 use the configured language model, or not"
    parser.flags.add_argument("--llm", action=argparse.BooleanOptionalAction, default=None, help=words)


def _check_asked(options: argparse.Namespace) -> None:
    """A question or a file of questions: one of the two, not both."""
    if (options.question is None) == (options.questions is None):
        options.parser.error("请给出一个问题，或用 --questions 给出问题文件 give either a question or --questions FILE")
    if options.questions is not None and getattr(options, "history", None):
        options.parser.error("--history 不能与 --questions 同用 --history can't be combined with --questions")


def _number(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not low <= int(text[:9]) <= high:
            raise argparse.ArgumentTypeError(
                f"应为 {low} 到 {high} 的整数 must be a number from {low} to {high}: {text}"
            )
        return int(text)

    return parse


if __name__ == "__main__":
    sys.exit(main())
