"""The web page, assembled: ``fazhi serve`` runs this. Nothing else imports the page."""

from __future__ import annotations

import os
import socket
import sys

from assistant.config import Settings, load_settings
from index.errors import ReportsError, SettingsError
from index.lock import WriterLock

PURPOSE = "页面 fazhi serve"
INTERRUPTED = 130
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860


def main(
    host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, settings: Settings | None = None, *, mcp: bool = False
) -> None:
    """Serve the page until interrupted; the library is made ready behind it. ``mcp`` offers MCP tools as well.

    Raises:
        SettingsError: the address can't be used, or the port is taken.
        StoreBusyError: another process is writing to the store; the message names it.
    """
    settings = settings or load_settings()
    # Both before the slow imports: whoever can't have the port or the store hears it at once. Early visitors wait in line.
    with WriterLock(settings.store, PURPOSE), listen(host, port) as listening:
        _serve(listening, settings, mcp)


def _serve(listening: socket.socket, settings: Settings, mcp: bool) -> None:
    import uvicorn  # noqa: PLC0415 - slow, as are the two below: Gradio takes 3 s

    from assistant.page.desk import Desk  # noqa: PLC0415 - as above
    from assistant.page.site import create_site  # noqa: PLC0415 - as above

    host, port = listening.getsockname()[:2]
    desk = Desk(settings, PURPOSE)
    site = create_site(desk, port, mcp=mcp)
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    print(f"页面已启动 page ready: http://{shown}:{port}", flush=True)
    config = uvicorn.Config(site, log_level="warning", timeout_graceful_shutdown=3)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        if not desk.close():
            # An interpreter that ends while a model is being loaded in a thread ends in an abort.
            os._exit(INTERRUPTED)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, held from now on.

    Raises:
        SettingsError: the address can't be used, or the port is taken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(f"地址 {host} 无法使用：{error}", f"The address {host} can't be used: {error}") from error
    try:
        if sys.platform != "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        raise SettingsError(
            f"端口 {port} 无法使用（{error.strerror}），可能已被占用。请用 --port 换一个端口。",
            f"Port {port} can't be used ({error.strerror}), it may be taken. Choose another with --port.",
        ) from error
    return made


if __name__ == "__main__":
    try:
        main()
    except ReportsError as failure:
        sys.exit(f"{failure}\n{failure.english}")
