"""The wish to end an answer early, passed from whoever asked to whatever works on it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Stop:
    """A wish to end an answer early; whoever works on it is told at once. Safe for several threads."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._guard = threading.Lock()
        self._told: list[Callable[[], object]] = []

    @property
    def wished(self) -> bool:
        """Whether it has been. (Not the truth of the object, which ``or`` would take for its absence.)"""
        return self._event.is_set()

    def set(self) -> None:
        """Wish it."""
        with self._guard:
            self._event.set()
            told, self._told = self._told, []
        for tell in told:
            tell()

    def tell(self, tell: Callable[[], object]) -> None:
        """Call ``tell`` once when it is wished; at once if it has been."""
        with self._guard:
            if not self._event.is_set():
                self._told.append(tell)
                return
        tell()
