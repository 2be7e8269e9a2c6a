"""A connection to SQLite or PostgreSQL, set up for one writer with readers beside it, and its errors in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from index.errors import SettingsError, StoreBusyError, StoreDamagedError, StoreError

_BUSY_SECONDS = 10
_DAMAGED = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "encrypted",
    "corrupt",
    "vtable constructor",
)
_BUSY = ("locked", "busy")


def connect(path: Path, url: str, namespace: str) -> Engine:
    """An engine over the SQLite file ``path``, or over ``url`` when one is set.

    A server or file named by ``url`` may hold several generations; ``namespace`` keeps them apart.

    Raises:
        SettingsError: the address can't be understood, or its driver is not installed.
        StoreError: the database can't be reached.
    """
    try:
        parsed = make_url(url) if url else URL.create("sqlite", database=str(path))
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed, namespace if url else "")
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise SettingsError(
            f"数据库地址 FAZHI_DATABASE_URL 不可用：{error}", f"FAZHI_DATABASE_URL can't be used: {error}"
        ) from error
    with translated(), engine.begin() as connection:
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{namespace}"')
    # Full text is plain SQL without a schema in front; the search path serves both.
    event.listen(engine, "connect", _search_path(namespace))
    engine.dispose()
    return engine


def _search_path(namespace: str) -> Any:
    def on_connect(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'SET search_path TO "{namespace}"')
        connection.commit()

    return on_connect


def _sqlite(url: URL, namespace: str) -> Engine:
    if namespace and url.database:
        file = Path(url.database)
        url = url.set(database=str(file.with_name(f"{file.stem}-{namespace}{file.suffix}")))
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _sqlite_pragmas)
    return engine


def _sqlite_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # WAL lets readers go on beside the writer; with it NORMAL loses at most the last commits at a power cut.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-32768",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def translated() -> Iterator[None]:
    """Turns a database error into the project's own, once."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig).lower()
        if any(word in words for word in _BUSY):
            raise StoreBusyError(f"数据库正忙：{error.orig}", f"The database is busy: {error.orig}") from error
        if any(word in words for word in _DAMAGED):
            raise StoreDamagedError(
                f"目录数据库已损坏（{error.orig}），请运行 fazhi index 重建。",
                f"The catalog is damaged ({error.orig}); run `fazhi index` to rebuild it.",
            ) from error
        raise StoreError(f"目录数据库出错：{error.orig}", f"The catalog failed: {error.orig}") from error
