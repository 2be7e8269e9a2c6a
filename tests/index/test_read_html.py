"""Web pages to text: the article and its info box as a person reads them, without menus, scripts and hidden words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import FileError
from index.read import read_text

LIMIT = 20 << 20
ARTICLE = """<h1>柳溪镇2023年法治政府建设情况报告</h1>
<p>&nbsp;&nbsp;　　一、主要举措</p><p>全年调解纠纷
   41件，<b>普法</b>12次，依据<a href="/x">《条例》</a>办理。<br>二是审查合同17份。</p>"""
LINES = [
    "柳溪镇2023年法治政府建设情况报告",
    "一、主要举措",
    "全年调解纠纷41件，普法12次，依据《条例》办理。",
    "二是审查合同17份。",
]


def read(folder: Path, page: str | bytes, name: str = "报告.html") -> list[str]:
    """The lines of a page."""
    path = folder / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read_text(path, max_bytes=LIMIT).split("\n")


def test_paragraphs_are_lines_and_inner_breaks_are_none(tmp_path: Path) -> None:
    """Blocks and <br> end lines; a line break of the source between Chinese words, and indentation, are nothing."""
    assert read(tmp_path, f"<html><body>{ARTICLE}</body></html>") == LINES
    assert read(tmp_path, ARTICLE, "报告.HTM") == LINES


def test_info_boxes_and_tables_come_in_reading_order(tmp_path: Path) -> None:
    """Rows are lines with tabs between cells; a table that lays the page out gives its paragraphs."""
    box = "<table><tr><td>索引号</td><td>QS-07</td></tr><tr><td>发布机构</td><td>柳溪镇人民政府</td></tr></table>"
    page = f"<table><tr><td>{box}{ARTICLE}</td></tr></table>"
    assert read(tmp_path, page) == ["索引号\tQS-07", "发布机构\t柳溪镇人民政府", *LINES]


def test_menus_scripts_and_hidden_words_are_left_out(tmp_path: Path) -> None:
    """What is there for the site or for nobody is not the report's: its digits would look like data."""
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>第{n}栏</a></li>" for n in range(9)) + "</ul>"
    noise = (
        "<script>var n=99;</script><style>a{b:88}</style><p style='display:none'>77件</p><!-- 66 --><footer>55</footer>"
    )
    assert read(tmp_path, f"<head><title>站点 44</title></head><nav>33</nav>{menu}{noise}{ARTICLE}") == LINES


def test_an_article_is_not_lost_among_many_links(tmp_path: Path) -> None:
    """A block that holds a short article and long menus is no menu; only the menus in it are left out."""
    links = "".join(f"<a href='/{n}'>友情链接某某人民政府网站之第{n}个</a> " for n in range(60))
    article = ARTICLE + "<p>三是在全镇范围内持续推进依法行政工作，落实各项制度，压实工作责任，补齐短板弱项。</p>"
    page = f"<body><div id='wrap'><div>{links}</div><div>{article}</div><ul><li>{links}</li></ul></div></body>"
    assert read(tmp_path, page) == [
        *LINES,
        "三是在全镇范围内持续推进依法行政工作，落实各项制度，压实工作责任，补齐短板弱项。",
    ]


def test_too_many_elements_are_refused_at_once(tmp_path: Path) -> None:
    """More tags than any article has are not parsed."""
    with pytest.raises(FileError, match="过于复杂"):
        read(tmp_path, "<p>41件" * 400_000)


def test_the_title_of_the_head_is_used_when_the_body_has_none(tmp_path: Path) -> None:
    """Government sites name the article in the head; if the page's words don't, it is the first line."""
    head = '<head><meta name="ArticleTitle" content="柳溪镇2023年报告"></head>'
    assert read(tmp_path, f"{head}<body><p>全年调解纠纷41件。</p></body>") == ["柳溪镇2023年报告", "全年调解纠纷41件。"]


@pytest.mark.parametrize(
    ("encoding", "named"), [("gb18030", "gb2312"), ("utf-8", "gbk"), ("gb18030", ""), ("utf-8", "utf-8")]
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, named: str) -> None:
    """The declared encoding holds, GB 2312 as its superset; a wrong or missing one is told from the bytes."""
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={named}">{ARTICLE}' if named else ARTICLE
    assert read(tmp_path, page.encode(encoding)) == LINES


def test_markup_written_as_words_stays_words(tmp_path: Path) -> None:
    """Entities are read once: what the page shows as <b> is the characters <b>."""
    assert read(tmp_path, "<p>&lt;script&gt;全年41件&lt;/script&gt; &amp;lt;</p>") == ["<script>全年41件</script> &lt;"]


@pytest.mark.parametrize("page", ["<div>" * 100_000 + "41件", "<a" * 100_000, "<table><tr><td>" * 50_000 + "字"])
def test_endless_depth_ends(tmp_path: Path, page: str) -> None:
    """Elements inside one another without end give text or an error, never a crash."""
    with suppress(FileError):
        assert "".join(read(tmp_path, page))


def test_a_page_without_words_is_refused(tmp_path: Path) -> None:
    """A page of scripts alone holds no text."""
    with pytest.raises(FileError, match="没有文字"):
        read(tmp_path, "<html><script>var a = 1</script></html>")
