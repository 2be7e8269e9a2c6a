"""PDF to text: read by a program of its own (``index/pdf_pages.py``) under limits of time, memory and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from index import pdf_pages
from index.errors import FileError
from index.pdf_layout import Line, Page, flowing_text

# A report of 30 pages takes a third of a second and 150 MB.
MOST_SECONDS = 60.0
MOST_MEGABYTES = 1_500
_MOST_NAMED = 8
# Characters of fonts that keep their meaning to themselves: shown as words, read as nothing.
_UNTOLD_SHARE = 0.2


def pdf_text(data: bytes, name: str, *, seconds: float = MOST_SECONDS, megabytes: int = MOST_MEGABYTES) -> Any:
    """The text of a PDF, with warnings.

    Raises FileError if it is damaged, locked by a password, a scan without text, or takes too much to read.
    """
    if b"%PDF-" not in data[:1024]:
        raise FileError(f"{name}：不是 PDF 文件", f"{name}: not a PDF file")
    pages = _pages(data, name, seconds, megabytes)
    pictures = [number for number, page in enumerate(pages, 1) if page.picture]
    text = flowing_text(pages)
    untold = sum(one == "\ufffd" or "\ue000" <= one <= "\uf8ff" for one in text)
    if untold > _UNTOLD_SHARE * len(text):
        raise FileError(
            f"{name}：PDF 的字体没有文字对照表，读出的是乱码。请换用 Word 文件或重新导出 PDF。",
            f"{name}: the PDF's fonts don't say which characters they show. Use the Word file, or export the PDF again.",
        )
    if not any(one.isalnum() for one in text) or (len(pictures) * 2 > len(pages) and len(text) < 50 * len(pages)):
        raise FileError(
            f"{name}：是扫描件或图片，PDF 里没有可读的文字。请换用带文字的 PDF 或 Word 文件，或先做文字识别（OCR）。",
            f"{name}: a scan or pictures: the PDF holds no text. Use a PDF with text or a Word file, or recognise the "
            "text (OCR) first.",
        )
    return text, _warnings(pictures)


def _warnings(pictures: list[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    named = "、".join(map(str, pictures[:_MOST_NAMED])) + ("等" if len(pictures) > _MOST_NAMED else "")
    return (f"第{named}页是图片，没有读出文字",)


def _pages(data: bytes, name: str, seconds: float, megabytes: int) -> list[Page]:
    # Isolated (-I): neither the environment nor the folder it is started in changes what it runs.
    command = [sys.executable, "-I", str(Path(pdf_pages.__file__)), str(megabytes)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise FileError(
            f"{name}：PDF 过于复杂，{seconds:.0f} 秒内没能读完", f"{name}: the PDF could not be read in {seconds:.0f} s"
        ) from error
    except OSError as error:
        raise FileError(
            f"{name}：无法启动 PDF 读取程序（{error}）", f"{name}: the PDF reader can't start: {error}"
        ) from error
    if done.returncode == pdf_pages.PASSWORD:
        raise FileError(
            f"{name}：PDF 设有打开密码，请先去掉密码再放入", f"{name}: the PDF is locked by a password; remove it first"
        )
    if done.returncode == pdf_pages.DAMAGED:
        raise FileError(f"{name}：PDF 已损坏，打不开", f"{name}: the PDF is damaged and can't be opened")
    if done.returncode:
        raise FileError(
            f"{name}：PDF 没能读完（内容损坏，或展开后过大）",
            f"{name}: the PDF could not be read to its end (it is damaged, or unpacks to too much)",
        )
    return [_page(json.loads(line)) for line in done.stdout.splitlines()]


def _page(plain: dict[str, Any]) -> Page:
    lines = tuple(Line(**line) for line in plain["lines"] if line["text"])
    return Page(plain["width"], plain["height"], lines, plain["picture"])
