"""Files that people put into the corpus folder."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.page.corpus import put, remove, safe_name
from index.errors import CorpusError, FileError

LIMIT = 1_000_000


@settings(deadline=None)
@given(st.text(max_size=400))
def test_a_name_stays_inside_the_folder(name: str) -> None:
    """Whatever name comes in, it is one plain, visible file name that file systems take."""
    kept = safe_name(name)
    assert PurePath(kept).name == kept
    assert not kept.startswith((".", "~"))
    assert len(kept.encode("utf-8")) <= 220
    assert all(ord(one) >= 32 for one in kept)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\报告\\甲.txt", "甲.txt"),
        (".隐藏.txt", "隐藏.txt"),
        ("年度报告（2024年度）.txt", "年度报告（2024年度）.txt"),
        ("a\x00b\u202etxt.exe", "a_b_txt.exe"),
    ],
)
def test_names_as_people_send_them(name: str, kept: str) -> None:
    """Folders, hidden names and control characters go; what a person wrote stays."""
    assert safe_name(name) == kept


def upload(folder: Path, text: str) -> Path:
    """An uploaded file somewhere else."""
    path = folder / "upload.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_report_is_put_and_its_double_is_told(tmp_path: Path) -> None:
    """A new file lands under its name; the same bytes again are not taken; another text of that name gets a number."""
    corpus = tmp_path / "corpus"
    first = put(upload(tmp_path, "柳溪镇报告"), "甲.txt", corpus, {}, LIMIT)
    assert (corpus / "甲.txt").read_text(encoding="utf-8") == "柳溪镇报告"
    again = put(upload(tmp_path, "柳溪镇报告"), "乙.txt", corpus, {first.digest: first.file}, LIMIT)
    assert (again.same_as, again.file) == ("甲.txt", "")
    other = put(upload(tmp_path, "云台乡报告"), "甲.txt", corpus, {}, LIMIT)
    assert (other.file, other.renamed) == ("甲(2).txt", True)
    assert sorted(path.name for path in corpus.iterdir()) == ["甲(2).txt", "甲.txt"]


@pytest.mark.parametrize(("name", "text"), [("空.txt", " "), ("旧.xyz", "文字")])
def test_what_is_no_report_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """An empty file and an unknown kind are refused with a reason, and nothing is left in the folder."""
    corpus = tmp_path / "corpus"
    with pytest.raises(FileError):
        put(upload(tmp_path, text), name, corpus, {}, LIMIT)
    assert not corpus.exists()


def test_nothing_outside_the_folder_is_deleted(tmp_path: Path) -> None:
    """A name that leads out of the corpus is refused; one that is gone already is no error."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    outside = tmp_path / "x.txt"
    outside.write_text("x")
    for name in ("../x.txt", str(outside), ".", ""):
        with pytest.raises(CorpusError):
            remove(name, corpus)
    assert outside.exists()
    remove("已经没有.txt", corpus)
