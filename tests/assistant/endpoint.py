"""An OpenAI-compatible endpoint on loopback that does as it is told: replies, streams, delays, errors, cuts."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test-0123456789abcdef-secret"
Reply = Callable[[str, str], str]  # what the model says to a system and a user message


@dataclass
class Script:
    """What the endpoint does. ``statuses`` are given to the first requests, one each; then it answers."""

    reply: Reply | str = "没有内容。"
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    error_text: str = "it failed"
    models: tuple[str, ...] = ("scripted",)
    piece: int = 4
    first_delay: float = 0.0
    piece_delay: float = 0.0
    cut_after: int | None = None  # pieces, then the connection is closed
    finish: str | None = "stop"
    endless: bool = False
    raw: bytes | None = None  # sent as the body, as it is
    # What was seen
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    seen_headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    writing: threading.Event = field(default_factory=threading.Event)
    broken: threading.Event = field(default_factory=threading.Event)  # the client went away while we wrote
    broken_at: float = 0.0

    def said(self, role: str, request: int = -1) -> str:
        """What a request said in a role."""
        return "".join(str(one["content"]) for one in self.requests[request]["messages"] if one["role"] == role)


def words(text: str, **more: Any) -> bytes:
    """One chunk of a streamed reply."""
    delta = {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": None, **more}
    plain = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return b"data: " + json.dumps(plain, ensure_ascii=False).encode() + b"\n\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """The list of models."""
        self.script.keys.append(self.headers.get("Authorization", ""))
        self._json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.script.models]})

    def do_POST(self) -> None:
        """A chat completion."""
        script = self.script
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.requests.append(body)
        script.times.append(time.monotonic())
        script.keys.append(self.headers.get("Authorization", ""))
        script.seen_headers.append(dict(self.headers.items()))
        try:
            self._answer(script, body)
        except OSError:
            script.broken_at = time.monotonic()
            script.broken.set()
        self.close_connection = True

    def _answer(self, script: Script, body: dict[str, Any]) -> None:
        if script.statuses:
            status = script.statuses.pop(0)
            if status != 200:
                self._json(status, {"error": {"message": script.error_text, "type": "x", "code": None}}, script.headers)
                return
        if script.first_delay:
            script.writing.set()
            self._wait(script.first_delay)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        if script.raw is not None:
            self._chunk(script.raw)
            self._chunk(b"")
            return
        said = {one["role"]: str(one["content"]) for one in body["messages"]}
        reply = script.reply if isinstance(script.reply, str) else script.reply(said.get("system", ""), said["user"])
        for number, piece in enumerate(_pieces(reply, script)):
            if script.cut_after is not None and number >= script.cut_after:
                self.wfile.flush()
                self.connection.close()
                return
            self._chunk(words(piece))
            script.writing.set()
            if script.piece_delay:
                self._wait(script.piece_delay)
        self._chunk(words("", finish_reason=script.finish))
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _wait(self, seconds: float) -> None:
        """Wait, but notice when the client goes away."""
        self.connection.settimeout(seconds)
        try:
            if self.connection.recv(1) == b"":
                raise ConnectionResetError
        except TimeoutError:
            pass
        finally:
            self.connection.settimeout(None)

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _json(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        # Said before it is done: a client that asks again at once would take the connection for an open one.
        self.send_header("Connection", "close")
        for name, said in (headers or {}).items():
            self.send_header(name, said)
        self.end_headers()
        self.wfile.write(data)


def _pieces(reply: str, script: Script) -> Iterator[str]:
    while True:
        for at in range(0, len(reply), script.piece):
            yield reply[at : at + script.piece]
        if not script.endless:
            return


@contextmanager
def endpoint(script: Script) -> Iterator[str]:
    """Serve ``script``; yields the base address."""

    class Handler(_Handler):
        pass

    Handler.script = script
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
