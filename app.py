"""The web page, assembled: ``fazhi serve`` runs this. Nothing else imports the page."""

from __future__ import annotations

import socket
import sys

from assistant.config import Settings, load_settings
from index.errors import ReportsError, SettingsError

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 7860


def main(
    host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, settings: Settings | None = None, *, mcp: bool = False
) -> None:
    """Serve the page until interrupted; the library is made ready behind it. ``mcp`` offers MCP tools as well.

    Raises:
        SettingsError: the address can't be used, or the port is taken.
    """
    settings = settings or load_settings()
    # Taken before the slow imports: whoever can't have the port hears it at once, and early visitors wait in line.
    listening = listen(host, port)
    import uvicorn  # noqa: PLC0415 - after the port is known to be free

    from assistant.page.desk import Desk  # noqa: PLC0415 - as above
    from assistant.page.site import create_site  # noqa: PLC0415 - Gradio takes 3 s

    desk = Desk(settings)
    site = create_site(desk, port, mcp=mcp)
    print(f"页面已启动 page ready: http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}", flush=True)
    config = uvicorn.Config(site, log_level="warning", timeout_graceful_shutdown=3)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()


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
