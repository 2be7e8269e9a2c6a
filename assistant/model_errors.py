"""A provider's errors in this project's words. Its own are never repeated: they may hold the key."""

from __future__ import annotations

import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from typing import Any

from assistant.model_wording import trouble
from index.errors import ModelError


def translated(error: Exception, model: str) -> ModelError:
    """What an error of the ``openai`` package means for whoever asked ``model``."""
    from openai import APIConnectionError, APIStatusError  # noqa: PLC0415 - 1 s

    if isinstance(error, APIStatusError):
        return _of_status(error, model)
    if isinstance(error, APIConnectionError):
        return _of_connection(error)
    return trouble("server", status="stream")


def _of_status(error: Any, model: str) -> ModelError:
    status = int(error.status_code)
    said = str(error.message).lower()
    if status == 401:
        return trouble("unauthorized")
    if status == 403:
        return trouble("forbidden")
    if status == 404:
        return trouble("no_model", model=model) if "model" in said else trouble("no_path")
    if status >= 500:
        return trouble("server", status=status)
    if status in (400, 413, 422) and ("context" in said or "too long" in said or "maximum" in said):
        return trouble("too_long_prompt")
    return trouble("refused_request", status=status)


def _of_connection(error: Exception) -> ModelError:
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    words = " ".join(str(one).lower() for one in seen)
    if any(isinstance(one, ssl.SSLError) for one in seen) or "ssl" in words or "certificate" in words:
        return trouble("certificate")
    if any(isinstance(one, socket.gaierror) for one in seen):
        return trouble("unknown_host")
    if any(isinstance(one, ConnectionRefusedError) for one in seen):
        return trouble("refused")
    if any(type(one).__name__ in ("RemoteProtocolError", "ReadError", "EndOfStream") for one in seen):
        return trouble("cut")
    return trouble("unreachable")


def retry_after(error: Any) -> float | None:
    """The seconds that the endpoint asks to wait, if it says so."""
    said = str(error.response.headers.get("retry-after", "")).strip()
    if said.replace(".", "", 1).isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except ValueError:
        return None
