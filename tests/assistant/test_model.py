"""The attached model against an endpoint that misbehaves in every way that endpoints do."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from pydantic import SecretStr

from assistant.config import Settings
from assistant.model import Model, attached, shown_address
from assistant.prompt import Filled
from assistant.stop import Stop
from index.errors import ModelError, SettingsError
from tests.assistant.endpoint import KEY, Script, endpoint, words

PROMPT = Filled("规则", "问题")
TIMEOUT = 1.0

pytestmark = pytest.mark.alone


def model(url: str, timeout: float = TIMEOUT, name: str = "scripted") -> Model:
    """A model at ``url``."""
    return Model(url, name, SecretStr(KEY), timeout, 4096)


def said(url: str, timeout: float = TIMEOUT) -> str:
    """What the model says."""
    return "".join(model(url, timeout).stream(PROMPT, within=timeout, most=200))


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """LangChain's model is loaded once, so that it doesn't count as time that the endpoint took."""
    model("http://127.0.0.1:1/v1").prepare()


def test_a_reply_comes_in_pieces_and_whole() -> None:
    """What is streamed is what was written, with rules and question in the roles that they belong to."""
    script = Script("张良镇调解矛盾纠纷326件[1]。")
    with endpoint(script) as url:
        pieces = [piece for piece in model(url).stream(PROMPT, within=TIMEOUT, most=200) if piece]
    assert "".join(pieces) == script.reply
    assert len(pieces) > 3
    (request,) = script.requests
    assert request["messages"] == [{"role": "system", "content": "规则"}, {"role": "user", "content": "问题"}]
    assert (request["stream"], request["max_tokens"], request["model"]) == (True, 200, "scripted")
    assert "max_completion_tokens" not in request


FAILURES = {
    "401": (Script(statuses=[401], error_text=f"Incorrect API key provided: {KEY}"), "401", "FAZHI_LLM_API_KEY"),
    "403": (Script(statuses=[403]), "403", "权限"),
    "404 model": (Script(statuses=[404], error_text="The model `scripted` does not exist"), "404", "scripted"),
    "404 path": (Script(statuses=[404], error_text="Not Found"), "404", "/v1"),
    "400": (Script(statuses=[400]), "400", "不接受"),
    "too long": (Script(statuses=[400], error_text="maximum context length is 2048"), "长度", "FAZHI_LLM_CONTEXT"),
    "429": (Script(statuses=[429, 429]), "429", "太忙"),
    "429 twice": (Script(statuses=[429, 429], headers={"Retry-After": "0"}), "429", "太忙"),
    "429 too long a wait": (Script(statuses=[429], headers={"Retry-After": "60"}), "429", "太忙"),
    "500": (Script(statuses=[500]), "500", "出错"),
    "503": (Script(statuses=[503]), "503", "出错"),
    "no first token": (Script("好", first_delay=30), "1 秒", "FAZHI_LLM_TIMEOUT"),
    "slow": (Script("好" * 200, piece=1, piece_delay=0.2), "1 秒", "FAZHI_LLM_TIMEOUT"),
    "cut": (Script("张良镇调解矛盾纠纷326件。", cut_after=2), "断", "中途"),
    "no end": (Script("张良镇调解矛盾纠纷326件。", finish=None), "断", "中途"),
    "empty": (Script(""), "没有给出", "内容"),
    "nothing at all": (Script(raw=b""), "没有给出", "内容"),
    "endless": (Script("张良镇。", endless=True), "过长", "没有结束"),
    "cut at its length": (Script("张良镇。", finish="length"), "过长", "没有结束"),
    "filtered": (Script("张良镇。", finish="content_filter"), "审查", "没有作答"),
    "not UTF-8": (
        Script(raw=words("张良镇") + b'data: {"choices":[{"delta":{"content":"\xff\xfe\xb4"}}]}\n\n'),
        "无法识别",
        "返回",
    ),
    "not JSON": (Script(raw=words("张良镇") + b"data: {oops\n\n"), "无法识别", "返回"),
    "not the protocol": (Script(raw=words("张良镇") + b'data: {"choices": [{"delta": 7}]}\n\n'), "无法识别", "返回"),
    "a page": (Script(raw=b"<html>login</html>"), "没有给出", "内容"),
    "error in the stream": (
        Script(raw=words("张") + b'data: {"error": {"message": "overloaded"}}\n\n'),
        "出错",
        "接口",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_in_plain_words_and_in_time(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Each ends in one ModelError in both languages, within the timeout and a second, the key in none of its words."""
    script, *expected = FAILURES[name]
    script.requests.clear()
    caplog.set_level(logging.DEBUG)
    started = time.monotonic()
    with endpoint(script) as url, pytest.raises(ModelError) as caught:
        said(url)
    assert time.monotonic() - started < TIMEOUT + 1
    assert all(words in str(caught.value) for words in expected)
    assert caught.value.english.isascii() or "“" in caught.value.english
    chain: list[BaseException | None] = [caught.value, caught.value.__cause__]
    assert all(KEY not in f"{one!r}{one}" for one in chain)
    assert KEY not in caplog.text
    assert "\n" not in str(caught.value)


def test_nobody_listens() -> None:
    """A refused connection is told at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.monotonic()
    with pytest.raises(ModelError, match="拒绝连接"):
        said(f"http://127.0.0.1:{port}/v1")
    assert time.monotonic() - started < TIMEOUT + 1


def test_an_unknown_host() -> None:
    """A name that nobody has."""
    with pytest.raises(ModelError, match=r"主机|连不上|没有答完"):
        said("http://no-such-host.invalid/v1")


def test_tls_where_there_is_none() -> None:
    """An endpoint that doesn't speak TLS is told apart from one that is down."""
    with endpoint(Script("好")) as url, pytest.raises(ModelError, match="TLS"):
        said(url.replace("http:", "https:"))


@pytest.fixture
def silent() -> Iterator[str]:
    """Something that takes connections and says nothing, ever."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


def test_an_endpoint_that_says_nothing(silent: str) -> None:
    """The timeout covers the whole request, its answer's head included."""
    started = time.monotonic()
    with pytest.raises(ModelError, match="没有答完"):
        said(silent)
    assert TIMEOUT <= time.monotonic() - started < TIMEOUT + 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured_once(form: str) -> None:
    """The endpoint is asked again when it said so, and not before."""
    wait = {"seconds": "1", "date": formatdate(time.time() + 2, usegmt=True)}[form]
    script = Script("好的回答。", statuses=[429], headers={"Retry-After": wait})
    with endpoint(script) as url:
        assert said(url, timeout=10) == "好的回答。"
    first, second = script.times
    assert 0.9 <= second - first < 3


def test_too_busy_without_a_word_is_not_asked_again() -> None:
    """No Retry-After, no second request: the extractive answer is at hand."""
    script = Script("好。", statuses=[429])
    with endpoint(script) as url, pytest.raises(ModelError):
        said(url)
    assert len(script.requests) == 1


@pytest.mark.parametrize("when", ["before the first word", "half-way"])
def test_stopping_frees_the_endpoint(when: str) -> None:
    """The connection is closed within two seconds, wherever the reply is."""
    script = Script("张良镇。" * 500, piece_delay=0.05) if when == "half-way" else Script("好", first_delay=30)
    stop = Stop()
    with endpoint(script) as url:
        pieces = model(url, 60).stream(PROMPT, within=60, most=5000, stop=stop)

        def read() -> None:
            with pytest.raises(ModelError):
                list(pieces)

        reader = threading.Thread(target=read)
        reader.start()
        assert script.writing.wait(5)
        stopped = time.monotonic()
        stop.set()
        assert script.broken.wait(2)
        reader.join(2)
        assert not reader.is_alive()
        assert script.broken_at - stopped < 2


def test_closing_the_stream_frees_the_endpoint() -> None:
    """Whoever reads no further needn't say so."""
    script = Script("张良镇。" * 500, piece_delay=0.05)
    with endpoint(script) as url:
        pieces = model(url, 60).stream(PROMPT, within=60, most=5000)
        next(pieces)
        assert script.writing.wait(5)
        pieces.close()  # type: ignore[attr-defined]  # it is a generator
        assert script.broken.wait(2)


def test_only_the_projects_own_settings_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that are meant for other services don't reach this one; without a key, none is made up of them."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-someone-elses")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-someone-elses")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-someone-elses")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    script = Script("好。")
    with endpoint(script) as url:
        unkeyed = Model(url, "scripted", SecretStr(""), TIMEOUT, 4096)
        assert "".join(unkeyed.stream(PROMPT, within=TIMEOUT, most=20)) == "好。"
    assert "someone-elses" not in str(script.seen_headers)
    assert script.keys == ["Bearer none"]


def test_the_key_is_in_no_representation() -> None:
    """Printing a model or the settings shows no key."""
    settings = Settings(llm_base_url="http://127.0.0.1:1/v1", llm_model="m", llm_api_key=SecretStr(KEY))
    assert KEY not in f"{settings!r}{attached(settings)!r}{settings.model_dump_json()}"


def test_an_address_that_can_be_none() -> None:
    """It is a setting's fault and said as such; what is secret in an address is not shown."""
    with pytest.raises(SettingsError, match="FAZHI_LLM_BASE_URL"):
        attached(Settings(llm_base_url="localhost:11434", llm_model="m"))
    with pytest.raises(SettingsError, match="FAZHI_LLM_MODEL"):
        attached(Settings(llm_base_url="http://127.0.0.1:1"))
    assert shown_address("https://user:secret@host.cn:8443/v1?key=secret") == "https://host.cn:8443/v1"


def test_the_models_of_an_endpoint() -> None:
    """They are listed by name."""
    with endpoint(Script(models=("b", "a"))) as url:
        assert model(url).names(5) == ("a", "b")
