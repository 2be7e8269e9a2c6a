"""Embedding: prompts, precision, batches, threads, other models, and failures with their reasons."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import embed, forward, int8
from index.embed import Embedder, as_langchain
from index.errors import EmbeddingError
from index.model_info import best_precision, cpu_flags, fingerprint

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    "青石县柳溪镇2024年排查化解矛盾纠纷126件，化解率达98.4%。",
    "发放宣传资料3000余份",
    "",
    "镇",
    "The township held 12 training sessions in 2023.",
    "一、主要举措\n（一）严格执法。全年办理行政处罚案件35件，无一起行政复议。" * 6,
    "聘请法律顾问２名",
    "zhen",
)
MakeModel = Callable[..., Path]


def cosines(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Row by row, of vectors of length 1."""
    result: NDArray[np.float32] = (one * other).sum(axis=1)
    return result


@pytest.fixture(scope="module")
def exact(model_store: Path) -> Embedder:
    """The bundled model in full precision."""
    return Embedder("bundled", model_store, "fp32")


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """Makes a folder with a tiny BERT of random weights, as sentence-transformers reads it."""

    def make(name: str, prompts: dict[str, str] | None = None, *, broken: bool = False) -> Path:
        import torch  # noqa: PLC0415 - 2 s
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 6 s
        from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415 - as torch
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast  # noqa: PLC0415 - as torch

        folder = tmp_path / name
        words = {word: number for number, word in enumerate(["[PAD]", "[UNK]", *"甲乙丙丁戊己庚辛abcdefgh:"])}
        tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
        tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
        wrapped: Any = PreTrainedTokenizerFast
        wrapped(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64).save_pretrained(
            folder
        )
        torch.manual_seed(0)
        model = BertModel(
            BertConfig(
                vocab_size=len(words),
                hidden_size=64,
                num_hidden_layers=2,
                num_attention_heads=4,
                intermediate_size=128,
                max_position_embeddings=64,
            )
        )
        if broken:
            torch.nn.init.constant_(model.embeddings.LayerNorm.weight, float("nan"))
        model.save_pretrained(folder)
        if prompts is None:
            return folder
        whole = SentenceTransformer(str(folder), device="cpu", prompts=prompts)
        shutil.rmtree(folder)
        whole.save_pretrained(str(folder))
        return folder

    return make


def test_what_made_the_vectors_is_known_without_loading(model_store: Path) -> None:
    """Signature and dimension need neither torch nor sentence-transformers, and loading doesn't change them."""
    code = (
        "import sys, pathlib; from index.embed import Embedder; e = Embedder('bundled', pathlib.Path(sys.argv[1]));"
        "print(e.signature, e.dimension, sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(model_store)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = Embedder("bundled", model_store)
    loaded.load()
    assert done.stdout.strip() == f"{loaded.signature} 384 []"
    assert loaded.signature.startswith("multilingual-e5-small-")
    assert loaded.signature.endswith(f"/{loaded.precision}")


def test_vectors_have_length_one_and_the_dimension(embedder: Embedder) -> None:
    """Every text, the empty one too, has a vector of 384 numbers and length 1."""
    vectors = embedder.embed_documents(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension) == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.embed_query("柳溪镇").shape == (384,)
    assert embedder.embed_documents([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_batch(embedder: Embedder) -> None:
    """A text alone and among others of other lengths has the same vector, at its own place in the order."""
    together = embedder.embed_documents(TEXTS)
    alone = np.concatenate([embedder.embed_documents([text]) for text in TEXTS])
    assert cosines(together, alone).min() >= 0.9998


@pytest.mark.parametrize(("precision", "least"), [("int8", 0.996), ("bf16", 0.999)])
def test_fast_arithmetic_keeps_the_vectors(model_store: Path, exact: Embedder, precision: Any, least: float) -> None:
    """Eight-bit and bfloat16 vectors of documents and queries, short or long, agree with full precision."""
    if precision == "int8" and best_precision({"model_type": "bert", "hidden_act": "gelu"}, cpu_flags()) != "int8":
        pytest.skip("this CPU lacks the instructions")
    fast = Embedder("bundled", model_store, precision)
    assert cosines(fast.embed_documents(TEXTS), exact.embed_documents(TEXTS)).min() >= least
    queries = ["柳溪镇2024年化解了多少矛盾纠纷？", "哪个镇最多", "liuxi zhen", "镇"]
    assert min(float(fast.embed_query(q) @ exact.embed_query(q)) for q in queries) >= least
    assert fast.signature != exact.signature


def test_queries_and_documents_have_their_own_prompts(exact: Embedder) -> None:
    """The vectors are those of the text behind `query: ` and `passage: ` in the model itself."""
    model: Any = exact._loaded().model
    for prompt, vector in (
        ("query: ", exact.embed_query(TEXTS[0])),
        ("passage: ", exact.embed_documents(TEXTS[:1])[0]),
    ):
        expected = model.encode(prompt + TEXTS[0], normalize_embeddings=True, show_progress_bar=False)
        assert np.allclose(vector, expected, atol=1e-5)


def test_text_beyond_the_limit_is_left_out(embedder: Embedder) -> None:
    """Texts that differ only beyond 512 tokens have one vector; those that differ before it don't."""
    start = "排查化解矛盾纠纷，推进综合行政执法改革。" * 80
    same = embedder.embed_documents([start, start + "法律顾问审查合同。" * 50, "法律顾问。" + start])
    assert float(same[0] @ same[1]) >= 0.9999
    assert float(same[0] @ same[2]) < 0.9999


def test_progress_counts_up_to_all(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is the number of texts done, growing, and ends at all of them, across the slabs too. (Rounding to 8 bits differs a
    little with the texts that share a batch, by how much depends on the processor.)"""
    monkeypatch.setattr(forward, "_SLAB", 5)
    told: list[int] = []
    vectors = embedder.embed_documents(TEXTS, told.append)
    assert told == sorted(set(told))
    assert told[-1] == len(TEXTS)
    monkeypatch.undo()
    assert cosines(vectors, embedder.embed_documents(TEXTS)).min() >= 0.999


def test_a_repeated_query_is_remembered(embedder: Embedder) -> None:
    """The same query gives the very same array, which can't be changed; the oldest are forgotten."""
    embedder._cache.clear()
    first = embedder.embed_query("柳溪镇的法律顾问")
    assert embedder.embed_query("柳溪镇的法律顾问") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0
    embedder._cache.update((f"q{number}", first) for number in range(embed._CACHED_QUERIES - 1))
    embedder.embed_query("又一个问题")
    assert "柳溪镇的法律顾问" not in embedder._cache
    assert len(embedder._cache) == embed._CACHED_QUERIES


def test_threads_may_use_one_embedder(embedder: Embedder) -> None:
    """Queries and documents from several threads at once have the vectors they have alone."""
    wanted = embedder.embed_documents(TEXTS)
    found: dict[int, NDArray[np.float32]] = {}
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(3):
                found[number] = embedder.embed_documents(TEXTS)
                embedder.embed_query(f"第{number}个问题，第{turn}次")
        except BaseException as error:  # the test fails with it, in its own thread
            failed.append(error)
            raise

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []
    assert sorted(found) == [0, 1, 2, 3]
    assert all(cosines(vectors, wanted).min() >= 0.9998 for vectors in found.values())


def test_a_query_goes_ahead_of_documents(embedder: Embedder) -> None:
    """A question asked while a corpus is being embedded is answered before the corpus is done."""
    order: list[str] = []
    begun = threading.Event()

    def index() -> None:
        embedder.embed_documents([f"{TEXTS[5]}{number}" for number in range(60)], lambda _done: begun.set())
        order.append("documents")

    thread = threading.Thread(target=index)
    thread.start()
    assert begun.wait(60)
    embedder.embed_query("这个问题插队")
    order.append("query")
    thread.join(120)
    assert order == ["query", "documents"]


def test_a_model_is_loaded_once(model_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that need it at the same time load the model once."""
    opened: list[str] = []
    original = embed._open

    def counted(place: str, *, local: bool) -> Any:
        opened.append(place)
        return original(place, local=local)

    monkeypatch.setattr(embed, "_open", counted)
    fresh = Embedder("bundled", model_store, "fp32")
    threads = [threading.Thread(target=fresh.load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("name", "prompts", "query", "document"),
    [
        ("plain", None, "", ""),
        ("my-e5-tiny", None, "query: ", "passage: "),
        ("own", {"query": "a: ", "document": "b: "}, "a: ", "b: "),
        ("own-e5", {"query": "a: ", "passage": "c: "}, "a: ", "c: "),
    ],
)
def test_a_folder_uses_its_own_prompts(
    make_model: MakeModel, tmp_path: Path, name: str, prompts: dict[str, str] | None, query: str, document: str
) -> None:
    """A model's own prompts are used; without any, an e5 by its name has its family's and others have none."""
    folder = make_model(name, prompts)
    tiny = Embedder(str(folder), tmp_path, "fp32")
    model: Any = tiny._loaded().model
    text = "甲乙丙abc"
    made = tiny.embed_query(text), tiny.embed_documents([text])[0]
    for vector, prompt in zip(made, (query, document), strict=True):
        expected = model.encode(prompt + text, prompt="", normalize_embeddings=True, show_progress_bar=False)
        assert np.allclose(vector, expected, atol=1e-5)
    assert tiny.dimension == 64


def test_a_folder_takes_the_fast_path_too(make_model: MakeModel, tmp_path: Path) -> None:
    """Any BERT-like folder is computed in 8 bits where the machine can, close to full precision."""
    if "int8" not in Embedder(str(make_model("tiny")), tmp_path).signature:
        pytest.skip("this CPU lacks the instructions")
    folder = str(tmp_path / "tiny")
    fast, slow = Embedder(folder, tmp_path), Embedder(folder, tmp_path, "fp32")
    texts = ["甲乙", "丙丁戊abc", "h" * 100]
    assert cosines(fast.embed_documents(texts), slow.embed_documents(texts)).min() >= 0.98
    assert type(cast("Any", fast._loaded().model[0]).model.encoder).__name__ == "Int8Encoder"


def test_a_signature_changes_with_the_model(make_model: MakeModel, tmp_path: Path) -> None:
    """Another file in the folder, another weight at its end, or another precision is another signature."""
    folder = make_model("tiny")
    before = Embedder(str(folder), tmp_path, "fp32").signature
    assert before == f"tiny-{fingerprint(folder)}/fp32"
    assert Embedder(str(folder), tmp_path, "bf16").signature != before
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    assert Embedder(str(folder), tmp_path, "fp32").signature != before


def test_models_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that doesn't exist or isn't a model, and a name that can't be downloaded, say what to correct."""
    from huggingface_hub import constants  # noqa: PLC0415 - as slow as the model's libraries

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    empty = tmp_path / "empty"
    empty.mkdir()
    for name in (str(tmp_path / "none"), "./none", str(empty), "no-such/model-anywhere", "no-such-model"):
        with pytest.raises(EmbeddingError, match="FAZHI_EMBEDDING_MODEL") as caught:
            Embedder(name, tmp_path).load()
        assert "FAZHI_EMBEDDING_MODEL" in caught.value.english


def test_broken_weights_are_an_error(make_model: MakeModel, tmp_path: Path) -> None:
    """Weights that are cut short can't be loaded, and the message says so."""
    folder = make_model("cut")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(EmbeddingError, match="无法加载"):
        Embedder(str(folder), tmp_path).load()


def test_numbers_that_are_not_finite_are_an_error(make_model: MakeModel, tmp_path: Path) -> None:
    """A model that computes NaN raises rather than finding nothing."""
    broken = Embedder(str(make_model("nan", broken=True)), tmp_path)
    with pytest.raises(EmbeddingError, match="无效的数值"):
        broken.embed_query("甲")


@pytest.mark.parametrize("how", ["raises", "wrong"])
def test_eight_bits_are_given_up_where_they_fail(
    make_model: MakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    """If 8-bit arithmetic can't be set up or changes the vectors, full precision is used, with a warning."""
    folder = str(make_model("tiny"))

    def quantise(encoder: Any, heads: int, run: Callable[[], object]) -> Any:
        if how == "raises":
            raise RuntimeError("no such operator")
        import torch  # noqa: PLC0415 - 2 s

        run()

        class Wrong(torch.nn.Module):
            def forward(self, hidden: Any, **options: object) -> Any:
                return int8._Output(hidden.flip(-1))

        return Wrong()

    monkeypatch.setattr(int8, "quantise", quantise)
    with caplog.at_level(logging.WARNING):
        given_up = Embedder(folder, tmp_path, "int8").embed_documents(["甲乙"])
    assert "8-bit" in caplog.text
    assert np.allclose(given_up, Embedder(folder, tmp_path, "fp32").embed_documents(["甲乙"]), atol=1e-6)


def test_a_local_model_asks_no_hub(make_model: MakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a folder is loaded hubs are out of reach; afterwards the setting is as before."""
    import sentence_transformers  # noqa: PLC0415 - 6 s
    from huggingface_hub import constants  # noqa: PLC0415 - as above

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    seen: list[bool] = []
    original = sentence_transformers.SentenceTransformer

    def watched(*arguments: Any, **options: Any) -> Any:
        seen.append(constants.HF_HUB_OFFLINE and options["local_files_only"])
        return original(*arguments, **options)

    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", watched)
    Embedder(str(make_model("tiny")), tmp_path).load()
    assert seen == [True]
    assert constants.HF_HUB_OFFLINE is False


def test_loading_is_silent(model_store: Path) -> None:
    """Loading and embedding write nothing on the screen."""
    code = (
        "import sys, pathlib; from index.embed import Embedder;"
        "Embedder('bundled', pathlib.Path(sys.argv[1])).embed_documents(['柳溪镇'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(model_store)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == ""


@pytest.mark.parametrize(
    ("config", "flags", "expected"),
    [
        ({"model_type": "bert", "hidden_act": "gelu"}, {"avx512_vnni", "avx512_bf16"}, "int8"),
        ({"model_type": "xlm-roberta", "hidden_act": "gelu"}, {"avx_vnni"}, "int8"),
        ({"model_type": "bert", "hidden_act": "relu"}, {"avx512_vnni", "avx512_bf16"}, "bf16"),
        ({"model_type": "qwen3", "hidden_act": "silu"}, {"avx512_vnni"}, "fp32"),
        (
            {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "relative_key"},
            {"avx512_vnni"},
            "fp32",
        ),
        ({"model_type": "bert", "hidden_act": "gelu"}, {"avx2"}, "fp32"),
        ({}, {"amx_bf16", "amx_int8"}, "bf16"),
        ({}, set(), "fp32"),
    ],
)
def test_the_machine_and_the_model_choose_the_precision(config: dict[str, str], flags: set[str], expected: str) -> None:
    """8 bits where both allow it, else bfloat16 where the CPU has it, else full precision."""
    assert best_precision(config, frozenset(flags)) == expected


@given(st.lists(st.integers(0, 512), max_size=200))
def test_batches_hold_every_text_once(lengths: list[int]) -> None:
    """Batches hold each text once, the longest first, and when padded stay within the budget."""
    batches = list(forward.batches_of(lengths))
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    padded = [max(lengths[n] for n in batch) * len(batch) for batch in batches]
    assert all(size <= forward._BATCH_TOKENS or len(batch) == 1 for size, batch in zip(padded, batches, strict=True))
    ordered = [lengths[number] for batch in batches for number in batch]
    assert ordered == sorted(lengths, reverse=True)


def test_langchain_sees_plain_numbers(embedder: Embedder) -> None:
    """As LangChain's embeddings it gives lists of floats, of the same vectors."""
    from langchain_core.embeddings import Embeddings  # noqa: PLC0415 - as slow as the model's libraries

    adapter = as_langchain(embedder)
    assert isinstance(adapter, Embeddings)
    assert np.allclose(adapter.embed_query("柳溪镇"), embedder.embed_query("柳溪镇"))
    documents = adapter.embed_documents(list(TEXTS[:2]))
    assert type(documents[0][0]) is float
    assert np.allclose(documents, embedder.embed_documents(TEXTS[:2]), atol=1e-5)
