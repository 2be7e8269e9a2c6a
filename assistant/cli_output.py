"""How the command line shows things: JSON lines for programs, plain lines for people, notices beside both."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.errors import ReportsError

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.evaluate import Evaluation
    from assistant.export import LedgerRow
    from assistant.model_check import Tested
    from index.build import BuildResult
    from index.records import Hit
    from index.rows import ReportInfo

# Marks inside a string at which some readers would end the line.
_LINE_MARKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
# What would steer a terminal: everything of C0 and C1 but line feeds and tabs, and what turns the writing direction.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")

KIND_NAMES = {
    "single": "单项指标",
    "compare": "比较",
    "aggregate": "汇总",
    "example": "范例",
    "narrative": "叙述",
    "practice": "做法",
    "unanswerable": "无从回答",
    "followup": "追问",
}


def in_english(question: str) -> bool:
    """Whether a question is put in English, so that messages about it should be."""
    return not _CHINESE.search(question) and _LATIN.search(question) is not None


def set_up_streams() -> None:
    """Let every character out: UTF-8 into files and pipes, an escape where even that can't hold it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def json_line(value: Any) -> str:
    """``value`` as JSON on exactly one line."""
    text = json.dumps(value, ensure_ascii=False)
    for mark, escape in _LINE_MARKS.items():
        text = text.replace(mark, escape)
    return text


def put(line: str) -> None:
    """Write a line to standard output at once, so that a pipe's reader has it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def put_json(value: Any) -> None:
    """Write one JSON line to standard output at once."""
    put(json_line(value))


def put_plain(text: str) -> None:
    """Write words from outside to standard output, without what would steer the terminal."""
    put(_STEERING.sub("", text))


def notice(message: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(_STEERING.sub("", message) + "\n")
    sys.stderr.flush()


def complain(error: ReportsError, question: str | None = None) -> None:
    """Say what went wrong in the question's language; without a question, in both."""
    if question is None or not in_english(question):
        notice(f"错误：{error}")
    if question is None or in_english(question):
        notice(f"Error: {error.english}")


def tell(message: str, english: str, question: str | None = None) -> None:
    """Write a notice in the question's language; without a question, in both."""
    if question is None:
        notice(message if message == english else f"{message} {english}")
    else:
        notice(english if in_english(question) else message)


def build_json(result: BuildResult) -> dict[str, Any]:
    """What an indexing run did, by file."""
    return {
        "added": list(result.added),
        "updated": list(result.updated),
        "removed": list(result.removed),
        "skipped": list(result.skipped),
        "failed": [{"file": one.file, "reason": one.reason, "english": one.english} for one in result.failed],
        "notices": [one.message for one in result.notices],
        "reports": result.reports,
        "chunks": result.chunks,
        "figures": result.figures,
        "seconds": round(result.seconds, 3),
    }


def build_lines(result: BuildResult) -> Iterator[str]:
    """What an indexing run did, in counts; every file that failed is named."""
    yield (
        f"新增 added {len(result.added)}，更新 updated {len(result.updated)}，移除 removed {len(result.removed)}，"
        f"未变 skipped {len(result.skipped)}，失败 failed {len(result.failed)}"
    )
    yield (
        f"现有报告 reports {result.reports}，段落 passages {result.chunks}，指标 figures {result.figures}，"
        f"用时 {result.seconds:.1f} 秒 s"
    )
    for one in result.failed:
        yield f"失败 failed {one.file}：{one.reason} {one.english}"


def answer_text(answer: Answer) -> str:
    """An answer with its numbered sources below it."""
    english = in_english(answer.question)
    parts = [answer.answer, *answer.notes]
    if answer.citations:
        parts.append("\n" + ("Sources:" if english else "出处："))
        parts += [_source(citation) for citation in answer.citations]
    return "\n".join(parts)


def tested_text(found: Tested) -> str:
    """What a test of the model found, on one line."""
    (what, detail), (english, _) = found.said(english=False), found.said(english=True)
    mark = {True: "✓", False: "✗", None: "·"}[found.ok]
    return f"{mark} {what} {english}" + (f"：{detail}" if detail else "")


def tested_json(found: Tested) -> dict[str, Any]:
    """The same as plain JSON types."""
    return {"check": found.name, "ok": found.ok, "detail": found.detail[0], "english": found.detail[1]}


def without_steering(text: str) -> str:
    """``text`` without what would steer a terminal."""
    return _STEERING.sub("", text)


def number_text(value: float) -> str:
    """A number as people write it: without a needless ``.0`` or an exponent."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6f}".rstrip("0")


def _source(citation: Citation) -> str:
    where = _where(citation.place or citation.file, citation.year)
    headings = " › ".join(citation.section)
    return f"[{citation.n}] {where}{' · ' if headings else ''}{headings}：“{citation.quote}”"


def _where(place: str, year: int | None) -> str:
    return f"{place} {year}年" if year is not None else place


def hit_json(hit: Hit, matched: Sequence[str] | None = None) -> dict[str, Any]:
    """A found passage in the contract's form; with the words that ``matched``, also why it was found."""
    plain = {
        "report": hit.report_id,
        "file": hit.file,
        "place": hit.place.township,
        "year": hit.year,
        "section": list(hit.section),
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "score": round(hit.score, 6),
    }
    if matched is not None:
        plain |= {"chunk": hit.chunk_id, "dense_rank": hit.dense_rank, "lexical_rank": hit.lexical_rank}
        plain["matched"] = list(matched)
    return plain


def hit_text(number: int, hit: Hit, matched: Sequence[str] | None = None) -> str:
    """A found passage for reading; with the words that ``matched``, also why it was found."""
    lines = [f"{number}. {_where(hit.place.township or hit.file, hit.year)} · {' › '.join(hit.section)}".rstrip(" ·")]
    if matched is not None:
        dense, lexical = (rank or "—" for rank in (hit.dense_rank, hit.lexical_rank))
        lines.append(f"   得分 score {hit.score:.3f}，语义名次 dense {dense}，字词名次 lexical {lexical}")
        lines.append(f"   命中字词 matched {'、'.join(matched) or '—'}")
    lines += [f"   {line}" for line in hit.text.strip().splitlines()]
    return "\n".join(lines)


def report_json(info: ReportInfo, text: str | None) -> dict[str, Any]:
    """A report of the catalog in the contract's form; ``text`` only where it was asked for."""
    plain: dict[str, Any] = {
        "report": info.report_id,
        "file": info.file,
        "title": info.title,
        "place": info.place.township,
        "county": info.place.county,
        "city": info.place.city,
        "province": info.place.province,
        "year": info.year,
        "issued": info.issued,
        "chars": info.chars,
        "figures": info.figures,
        "warnings": list(info.warnings),
        "duplicate_of": info.duplicate_of,
    }
    if text is not None:
        plain["text"] = text
    return plain


def report_text(info: ReportInfo) -> str:
    """A report of the catalog on one line."""
    place = info.place.full_name or "（地方不明）"
    year = f"{info.year}年" if info.year is not None else "（年度不明）"
    double = "\t（与另一份重复）" if info.duplicate_of else ""
    return f"{place}\t{year}\t{info.chars} 字\t{info.figures} 项指标\t{info.file}{double}"


def row_json(row: LedgerRow) -> dict[str, Any]:
    """A row of the ledger as plain JSON types, its value without a needless ``.0``."""
    plain = asdict(row)
    plain["value"] = int(row.value) if row.value.is_integer() else row.value
    return plain


def row_text(row: LedgerRow) -> str:
    """A row of the ledger on one line."""
    value = ("约" if row.approx else "") + number_text(row.value) + row.unit
    quote = " ".join(row.quote.split())
    return f"{_where(row.place or row.file, row.year)}\t{row.indicator}\t{value}\t{row.role}\t“{quote}”"


def evaluation_lines(evaluation: Evaluation, *, verbose: bool) -> Iterator[str]:
    """The score by kind, the counts, and (when asked for) the questions that failed."""
    for kind, (passed, asked) in (*evaluation.kinds.items(), ("all", (evaluation.passed, evaluation.asked))):
        share = f"{passed / asked:6.1%}" if asked else "     —"
        yield f"{kind:13s} {passed:4d}/{asked:<4d} {share}  {KIND_NAMES.get(kind, '合计' if kind == 'all' else '')}"
    yield "  ".join(f"{name}={count}" for name, count in evaluation.counts.items())
    if verbose:
        for one in evaluation.failed:
            stated = "；".join(f"{f.place} {f.year} {f.value:g}{f.unit}" for f in one.answer.figures)
            yield f"未通过 FAIL {one.case.id} {one.case.kind} {one.case.question} → {one.answer.status} {stated}"
