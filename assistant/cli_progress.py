"""Progress bars on standard error, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from index.build import Progress, Step

_STAGES = {"embed": "计算向量 embedding", "store": "编入报告 indexing"}


@contextmanager
def index_progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Something to tell an indexing run's steps to; ``None`` where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    tasks: dict[str, TaskID] = {}
    with _bars() as bars:

        def show(step: Step) -> None:
            stage = step.stage.value
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=step.total)
            bars.update(tasks[stage], completed=step.done, total=step.total)

        yield show


@contextmanager
def counted(total: int, what: str, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Something to call after each of ``total`` pieces of work."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    with _bars() as bars:
        task = bars.add_task(what, total=total)
        yield lambda: bars.advance(task)


def _bars() -> Bars:
    from rich.console import Console  # noqa: PLC0415 - 0.1 s
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
