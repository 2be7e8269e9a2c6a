"""Texts to vectors: the only importer of sentence-transformers.

Every model, bundled or named, is read by sentence-transformers. Documents are embedded in batches of similar length,
in the arithmetic that this machine does fastest: 8-bit integers for BERT-like models where the CPU has the
instructions (``index.int8``), else bfloat16, else 32-bit floats. Of the bundled model, 8-bit vectors have a cosine of
at least 0.998 to those of full precision, and bfloat16 ones 0.9999.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index import int8
from index.bundled import CONFIG as BUNDLED_CONFIG
from index.bundled import DIMENSION as BUNDLED_DIMENSION
from index.bundled import MODEL_NAME as BUNDLED_NAME
from index.bundled import unpack_bundled
from index.config import BUNDLED_MODEL
from index.errors import EmbeddingError
from index.forward import MAX_TOKENS, Forward
from index.model_info import Precision, best_precision, cached_folder, cpu_flags, fingerprint, read_config
from index.question_encoder import embed_question

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

_CACHED_QUERIES = 256
# The cosines of the question encoder are spread 2.75 times as wide as those of queries: with this share the two count
# 65 to 35 in a passage's score.
_OWN_SHARE = 0.4
# The nearest of a library's passages to a question of everyday life (meals, the weather, English) was at 0.57 to 0.71 with one
# exception of 32 (0.73), to one of these reports' field in the most everyday words at 0.68 to 0.77.
_LEAST_COSINE = 0.71
_LEAST_AGREEMENT = 0.98  # cosine to full precision below which 8 bits are given up for this model
_LOADING_ERRORS = (OSError, ValueError, RuntimeError, ImportError, AttributeError, KeyError, TypeError)
_QUANTISING_ERRORS = (RuntimeError, AttributeError, TypeError, ValueError)

# What 8-bit scales are taken from: the kinds of text that the model will read, in two languages. The shortest ones
# count: where there is little to attend to, values are largest.
_CALIBRATION = (
    "",
    "a",
    "12",
    "镇",
    "hello",
    "（一）",
    "某镇多少件",
    "法治政府建设",
    "某镇2024年共排查矛盾纠纷126件，化解124件，化解率达98.4%。",
    "哪个镇的法治宣传活动最多？",
    "一、工作开展情况。坚持党的领导，党政主要负责人履行推进法治建设第一责任人职责，全年召开专题会议4次，组织集体学法12次，"
    "发放宣传资料3000余份，接受法律咨询500余人次，审查合同35份。二、存在的问题和不足。执法力量薄弱，普法形式单一。",
    "The township held 12 training sessions in 2023, with more than 1,500 people taking part.",
    "2023年行政复议案件数",
    "三、下一步工作安排：深化综合行政执法改革，加强执法人员培训，完善公共法律服务体系，推动法治政府建设再上新台阶。",
    "（三）依法决策，聘请法律顾问2名；公开政务信息210条，办理群众来信来访（12345热线）工单1.2万件，满意率100%！",
)


class Embedder:
    """One embedding model, for documents and for queries, with a prompt for each where the model wants one.

    Making one is cheap: the model is loaded at its first use, or by ``load``. Any thread may use it; a query goes
    ahead of the documents that wait.
    """

    def __init__(self, model: str, store: Path, precision: Precision | None = None) -> None:
        """``model`` is ``bundled``, a folder, or a name on a hub; ``precision`` ``None`` means this machine's best."""
        self._name = str(Path(model).expanduser()) if model.startswith("~") else model
        self._store = store
        self._asked_precision = precision
        self._loading = threading.Lock()
        self._queries_waiting = 0
        self._forward: Forward | None = None
        self._prompts = {"query": "", "document": ""}
        self._cache: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._cache_lock = threading.Lock()

    @cached_property
    def precision(self) -> Precision:
        """The arithmetic to use. A model that turns out unfit for 8 bits is computed in full precision instead."""
        if self._asked_precision:
            return self._asked_precision
        if self._name != BUNDLED_MODEL and not self._is_folder and cached_folder(self._name) is None:
            self.load()  # brings the model's config.json to this machine
        return best_precision(self._config(), cpu_flags())

    @cached_property
    def signature(self) -> str:
        """What made the vectors: those of two embedders with one signature may be compared.

        Known without loading the model, unless it is one on a hub that this machine hasn't got yet.
        """
        if self._name == BUNDLED_MODEL:
            name = BUNDLED_NAME
        elif self._is_folder:
            name = f"{Path(self._name).resolve().name}-{fingerprint(Path(self._name))}"
        else:
            name = self._name
        return f"{name}/{self.precision}"

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        if self._name == BUNDLED_MODEL:
            return BUNDLED_DIMENSION
        known = self._loaded().model.get_embedding_dimension()
        return int(known) if known else int(self.embed_query("维").shape[0])

    @property
    def least_cosine(self) -> float | None:
        """The cosine of ``embed_question`` and its nearest passage from which on a question is of a library's field; ``None``
        for a model of which that isn't known."""
        return _LEAST_COSINE if self._name == BUNDLED_MODEL else None

    def load(self) -> None:
        """Load the model; only the first call does something. Raises EmbeddingError if it can't be had or used."""
        with self._loading:
            if self._forward is not None:
                return
            bundled = self._name == BUNDLED_MODEL
            place = str(unpack_bundled(self._store)) if bundled else self._name
            model = _open(place, local=bundled or self._is_folder)
            self._prompts = _prompts(place, model.prompts or {})
            precision = self._asked_precision or best_precision(self._config(), cpu_flags())
            if precision == "int8":
                _to_int8(model, self._prompts)
            elif precision == "bf16":
                model.bfloat16()
            self._forward = Forward(model)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of documents, (n, d), of length 1; text beyond the model's limit (512 tokens at most) is left out.

        ``progress`` is told now and then how many texts have been done so far.
        """
        forward = self._loaded()
        prompt = self._prompts["document"]
        vectors: NDArray[np.float32] = np.zeros((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for numbers, made in forward.many([prompt + text for text in texts], self._give_way):
            vectors[numbers] = self._checked(made)
            done += len(numbers)
            if progress is not None:
                progress(done)
        return vectors

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a query, (d,), of length 1, not to be written to; the latest ones are remembered."""
        with self._cache_lock:
            if text in self._cache:
                self._cache.move_to_end(text)
                return self._cache[text]
            self._queries_waiting += 1
        try:
            forward = self._loaded()
            vector = self._checked(forward.single(self._prompts["query"] + text))
        finally:
            with self._cache_lock:
                self._queries_waiting -= 1
        vector.flags.writeable = False
        with self._cache_lock:
            self._cache[text] = vector
            if len(self._cache) > _CACHED_QUERIES:
                self._cache.popitem(last=False)
        return vector

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question in a person's words, (d,), of length 1, to be compared with documents' vectors.

        The bundled model has an encoder of its own for these (``question_encoder``), joined with what it makes of queries;
        another model's are its queries'.
        """
        query = self.embed_query(text)
        if self._name != BUNDLED_MODEL:
            return query
        own = self._checked(embed_question(self._store, text))
        joined = _OWN_SHARE * own + (1 - _OWN_SHARE) * query
        vector: NDArray[np.float32] = (joined / max(float(np.linalg.norm(joined)), 1e-12)).astype(np.float32)
        return vector

    @property
    def _is_folder(self) -> bool:
        if Path(self._name).is_dir():
            return True
        if self._name.startswith((".", "/")) or Path(self._name).is_absolute():
            raise EmbeddingError(
                f"FAZHI_EMBEDDING_MODEL 指定的模型文件夹不存在：{self._name}",
                f"FAZHI_EMBEDDING_MODEL names a folder that doesn't exist: {self._name}",
            )
        return False

    def _config(self) -> Mapping[str, Any]:
        """The model's config.json; empty where it has none, or isn't on this machine yet."""
        if self._name == BUNDLED_MODEL:
            return BUNDLED_CONFIG
        folder = Path(self._name) if self._is_folder else cached_folder(self._name)
        return read_config(folder) if folder else {}

    def _loaded(self) -> Forward:
        self.load()
        return cast("Forward", self._forward)

    def _give_way(self) -> None:
        """Wait while a query is being embedded: a person waits for that one."""
        while self._queries_waiting:
            time.sleep(0.001)

    def _checked(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        if not np.isfinite(vectors).all():
            raise EmbeddingError(
                f"向量模型 {self._name} 算出了无效的数值，请换用别的模型。",
                f"The embedding model {self._name} computed numbers that aren't finite: use another.",
            )
        return vectors


def as_langchain(embedder: Embedder) -> Embeddings:
    """``embedder`` as LangChain knows embeddings."""
    from langchain_core.embeddings import Embeddings  # noqa: PLC0415 - only a LangChain retriever needs it

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return cast("list[list[float]]", embedder.embed_documents(texts).tolist())

        def embed_query(self, text: str) -> list[float]:
            return cast("list[float]", embedder.embed_query(text).tolist())

    return Adapter()


def _open(place: str, *, local: bool) -> SentenceTransformer:
    with _quiet(), _offline(local):
        from safetensors import SafetensorError  # noqa: PLC0415 - as below

        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 6 s

            model = SentenceTransformer(place, device="cpu", local_files_only=local, model_kwargs={"dtype": "float32"})
        except (*_LOADING_ERRORS, SafetensorError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise EmbeddingError(
                f"向量模型 {place} 无法加载（{reason}）。请检查 FAZHI_EMBEDDING_MODEL：应为 bundled、本机模型文件夹，"
                "或本机能下载到的模型名。",
                f"The embedding model {place} can't be loaded ({reason}). FAZHI_EMBEDDING_MODEL must be `bundled`,"
                " a model's folder, or the name of a model that this machine can download.",
            ) from error
    model.eval()
    model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return model


def _prompts(place: str, known: Mapping[str, str | None]) -> dict[str, str]:
    """The words that the model wants before a query and a document: its own, or those that all e5 models share."""
    query = known.get("query") or ""
    document = known.get("document") or known.get("passage") or known.get("corpus") or ""
    if not query and not document and "e5" in Path(place).name.lower():
        query, document = "query: ", "passage: "
    return {"query": query, "document": document}


def _to_int8(model: SentenceTransformer, prompts: Mapping[str, str]) -> None:
    """Change ``model`` to 8-bit arithmetic, unless that turns out not to work or to change its vectors much."""
    texts = [prompt + text for prompt in prompts.values() for text in _CALIBRATION]
    forward, transformer = Forward(model), cast("Any", model[0]).model
    exact: list[NDArray[np.float32]] = []
    original = transformer.encoder
    reason = ""
    try:
        transformer.encoder = int8.quantise(
            original, int(transformer.config.num_attention_heads), lambda: exact.append(forward.batch(texts))
        )
        some = exact[0].any(axis=1)  # a model without marks at a text's ends has nothing to say of an empty one
        agreement = float((forward.batch(texts) * exact[0]).sum(axis=1)[some].min())
        if not agreement >= _LEAST_AGREEMENT:  # so that a NaN fails too
            reason = f"cosine to full precision {agreement:.3f}"
    except _QUANTISING_ERRORS as error:
        reason = str(error)
    if reason:
        transformer.encoder = original
        logging.getLogger(__name__).warning("8-bit arithmetic is not used: %s", reason)


@contextmanager
def _offline(local: bool) -> Iterator[None]:
    """While a local model is loaded, no library may ask a hub about it."""
    from huggingface_hub import constants  # noqa: PLC0415 - as slow as the model's libraries

    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = before or local
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


@contextmanager
def _quiet() -> Iterator[None]:
    """While a model is loaded, its libraries' bars and notes stay off the screen."""
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415 - as slow as the model's libraries

    level, bars = transformers_logging.get_verbosity(), transformers_logging.is_progress_bar_enabled()
    transformers_logging.set_verbosity(logging.ERROR)
    cast("Any", transformers_logging).disable_progress_bar()
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
        if bars:
            cast("Any", transformers_logging).enable_progress_bar()
