"""Word files and what is blanked for them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from xml.dom import minidom

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.blanking import BLANK, blanked
from assistant.word_file import Paragraph, Run, Style, paragraph, word_file


def parts(content: bytes) -> dict[str, str]:
    """The parts of a Word file, each well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    for xml in found.values():
        minidom.parseString(xml)
    return found


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_makes_a_well_formed_file(text: str, note: str) -> None:
    """Markup, control characters and lone surrogates can't break the file."""
    parts(word_file([Paragraph(Style.BODY, (Run(text, note=note), Run(text, bold=True, blank=True)))]))


def test_a_source_is_a_footnote_at_its_words() -> None:
    """Each note is referred to once, by the number it has."""
    found = parts(word_file([paragraph(Style.BODY, "甲", "来源一"), paragraph(Style.BODY, "乙", "来源二")]))
    assert re.findall(r'footnoteReference w:id="(\d)"', found["word/document.xml"]) == ["1", "2"]
    assert re.findall(r'<w:footnote w:id="(\d)">', found["word/footnotes.xml"]) == ["1", "2"]
    assert "来源二" in found["word/footnotes.xml"]


def test_the_layout_is_the_official_one() -> None:
    """小标宋 for the title, 黑体, 楷体 and 仿宋 below it in size three, lines of exactly 28 points."""
    styles = parts(word_file([]))["word/styles.xml"]
    for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"):
        assert font in styles
    assert 'w:line="560" w:lineRule="exact"' in styles
    assert '<w:sz w:val="32"/>' in styles


def text_of(passage: str, names: Collection[str] = ()) -> str:
    """A passage with its blanks."""
    return "".join(run.text for run in blanked(passage, 0, len(passage), (), names))


def test_particulars_become_blanks() -> None:
    """Places, people, years and figures go; what others can use stays."""
    passage = (
        "2024年柳溪镇公职律师王小明多次在柳溪讲法，发放资料3000余份，成功率达98.5%，"
        "学习《山东省信访条例》和“八五”普法，一是12345热线。"
    )
    said = text_of(passage, {"柳溪镇", "柳溪"})
    for gone in ("2024", "柳溪", "王小明", "3000", "98.5"):
        assert gone not in said
    for kept in ("公职律师", "发放资料", "《山东省信访条例》", "“八五”普法", "12345热线"):
        assert kept in said
    assert said.count(BLANK) == 6


def test_whom_to_reach_and_when_becomes_blank() -> None:
    """Telephones, mail and dates are another town's own; the years of a law's title stay."""
    passage = "公布举报电话0532-8731007、13800138000和a.b@c.gov.cn，2023年12月15日止，截至11月底，2023年度贯彻《纲要（2021-2025年）》。"
    text = "".join(run.text for run in blanked(passage, 0, len(passage), (), ()))
    assert (
        text == f"公布举报电话{BLANK}、{BLANK}和{BLANK}，{BLANK}止，截至{BLANK}，{BLANK}贯彻《纲要（2021-2025年）》。"
    )


def test_a_passage_without_particulars_stays_as_it_is() -> None:
    """Ordinary words are not taken for names."""
    passage = "一是加强领导，健全制度，落实责任，推动各村法律顾问全覆盖。"
    assert text_of(passage, {"柳溪镇"}) == passage
