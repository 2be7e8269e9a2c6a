"""The attached language model: built with LangChain, asked in a stream, its provider's errors translated at once.

A request runs on an event loop in a thread of its own, so that it can be ended at any moment: while connecting, while
waiting for the first word, half-way through. Ending it closes its connection, which frees the endpoint.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.model_errors import retry_after, translated
from assistant.model_wording import BAD_URL, NOT_ATTACHED, trouble
from assistant.prompt import Filled
from assistant.stop import Stop
from index.errors import ModelError, SettingsError

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

    from assistant.config import Settings

# How often whoever waits for a piece may look up, and how much later than promised an ended request may end.
_LOOK_SECONDS = 0.1
_GRACE_SECONDS = 0.5
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What a reply's end is called when it was not the model that ended it.
_ENDS = {"length": "endless", "content_filter": "filtered"}
_END = object()


@dataclass
class Model:
    """A chat model behind an OpenAI-compatible endpoint. Safe for several threads; nothing is loaded before it is asked."""

    base_url: str
    name: str
    key: SecretStr = field(repr=False)
    timeout: float
    context: int
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _loop: asyncio.AbstractEventLoop | None = field(default=None, repr=False)
    _chat: ChatOpenAI | None = field(default=None, repr=False)

    def stream(self, prompt: Filled, *, within: float, most: int, stop: Stop | None = None) -> Iterator[str]:
        """The reply as it comes, in pieces; an empty piece now and then while nothing comes. At most ``most`` tokens.

        Raises:
            ModelError: it failed, was cut or not finished within ``within`` seconds, or ``stop`` was wished.
        """
        pieces: SimpleQueue[object] = SimpleQueue()
        deadline = time.monotonic() + within
        running = self._start(self._talk(prompt, within, most, pieces.put))
        if stop is not None:
            stop.tell(running.cancel)
        try:
            while True:
                try:
                    piece = pieces.get(timeout=_LOOK_SECONDS)
                except Empty:
                    if stop is not None and stop.wished:
                        raise trouble("stopped") from None
                    if time.monotonic() > deadline + _GRACE_SECONDS:
                        raise trouble("timeout", seconds=f"{self.timeout:g}") from None
                    piece = ""
                if piece is _END:
                    return
                if isinstance(piece, ModelError):
                    raise piece
                yield str(piece)
        finally:
            running.cancel()

    def names(self, within: float) -> tuple[str, ...]:
        """The models that the endpoint lists, if it does.

        Raises:
            ModelError: it can't be asked.
        """
        running = self._start(self._list(within))
        try:
            listed: tuple[str, ...] = running.result(within + _GRACE_SECONDS)
        except TimeoutError:
            raise trouble("timeout", seconds=f"{within:g}") from None
        finally:
            running.cancel()
        return listed

    def prepare(self) -> None:
        """Load what the first request would otherwise wait for."""
        self._start(self._client()).result()

    def _start(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        with self._guard:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="model", daemon=True).start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _client(self) -> ChatOpenAI:
        """The LangChain model; only ever called on the loop, which its connections belong to."""
        if self._chat is None:
            self._chat = await asyncio.to_thread(self._build)
        return self._chat

    def _build(self) -> ChatOpenAI:
        from langchain_openai import ChatOpenAI  # noqa: PLC0415 - 2 s
        from openai import DefaultAsyncHttpxClient  # noqa: PLC0415 - as above

        async def own_headers_only(request: Any) -> None:
            # Variables that are meant for OpenAI's own service are not for this endpoint.
            for name in ("OpenAI-Organization", "OpenAI-Project"):
                request.headers.pop(name, None)

        http = DefaultAsyncHttpxClient(
            # A proxy of the network is not asked for what runs on this machine; a redirect would take the key elsewhere.
            trust_env=urlsplit(self.base_url).hostname not in _LOOPBACK,
            follow_redirects=False,
            event_hooks={"request": [own_headers_only]},
        )
        return ChatOpenAI(
            model=self.name,
            base_url=self.base_url,
            api_key=SecretStr(self.key.get_secret_value() or "none"),  # else OPENAI_API_KEY would be sent
            http_async_client=http,
            temperature=0,
            max_retries=0,
            timeout=None,  # the whole request has one, below
            stream_chunk_timeout=None,
            stream_usage=False,
            use_responses_api=False,
        )

    async def _talk(self, prompt: Filled, within: float, most: int, put: Callable[[object], None]) -> None:
        """One request from beginning to end; what comes, its end or the error goes to ``put``."""
        try:
            async with asyncio.timeout(within):
                await self._attempts(prompt, within, most, put)
            put(_END)
        except TimeoutError:
            put(trouble("timeout", seconds=f"{self.timeout:g}"))
        except ModelError as error:
            put(error)

    async def _attempts(self, prompt: Filled, within: float, most: int, put: Callable[[object], None]) -> None:
        from openai import RateLimitError  # noqa: PLC0415 - with the client

        chat = await self._client()
        deadline = time.monotonic() + within
        for last in (False, True):
            try:
                async for piece in self._reply(chat, prompt, most):
                    put(piece)
            except RateLimitError as error:
                pause = retry_after(error)
                if last or pause is None or time.monotonic() + pause >= deadline:
                    raise trouble("busy") from None
                await asyncio.sleep(pause)
            else:
                return

    async def _reply(self, chat: ChatOpenAI, prompt: Filled, most: int) -> AsyncIterator[str]:
        from openai import OpenAIError, RateLimitError  # noqa: PLC0415 - with the client

        ended, length = "", 0
        try:
            # `max_tokens` by hand: what LangChain makes of its own setting is unknown to many of these endpoints.
            async for chunk in chat.astream(
                [("system", prompt.system), ("user", prompt.user)], extra_body={"max_tokens": most}
            ):
                ended = ended or str(chunk.response_metadata.get("finish_reason") or "")
                piece = str(chunk.text)
                length += len(piece)
                if length > most * 4:
                    raise trouble("endless")
                if piece:
                    yield piece
        except RateLimitError:
            raise
        except OpenAIError as error:
            # Never chained: the provider's words may repeat the key.
            raise translated(error, self.name) from None
        except (ValueError, TypeError, LookupError, AttributeError):
            # No chunk at all, or something that isn't the protocol.
            raise trouble("garbled" if length else "empty") from None
        if ended in _ENDS:
            raise trouble("endless" if ended == "length" else "filtered")
        if not length:
            raise trouble("empty")
        if not ended:
            raise trouble("cut")

    async def _list(self, within: float) -> tuple[str, ...]:
        from openai import OpenAIError  # noqa: PLC0415 - with the client

        chat = await self._client()
        try:
            async with asyncio.timeout(within):
                page = await chat.root_async_client.models.list()
            return tuple(sorted(str(one.id) for one in page.data or ()))
        except OpenAIError as error:
            raise translated(error, self.name) from None
        except (ValueError, TypeError, AttributeError):
            raise trouble("garbled") from None


def attached(settings: Settings, name: str = "") -> Model:
    """The model that ``settings`` name, or another of the same endpoint.

    Raises:
        SettingsError: none is attached, or its address can't be one.
    """
    if not settings.has_model and not (settings.llm_base_url and name):
        raise SettingsError(*NOT_ATTACHED)
    where = urlsplit(settings.llm_base_url)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise SettingsError(*BAD_URL)
    return Model(
        settings.llm_base_url,
        name or settings.llm_model,
        settings.llm_api_key,
        settings.llm_timeout,
        settings.llm_context,
    )


def shown_address(base_url: str) -> str:
    """An endpoint's address without what may be secret in it."""
    where = urlsplit(base_url)
    try:
        port = f":{where.port}" if where.port else ""
    except ValueError:
        port = ""
    host = f"[{where.hostname}]" if where.hostname and ":" in where.hostname else where.hostname or ""
    return f"{where.scheme}://{host}{port}{where.path}" if host else ""
