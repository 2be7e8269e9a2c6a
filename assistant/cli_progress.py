"""Progress bars on standard error and an answer on its way on standard output, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.cli_output import without_steering
from assistant.draft import Draft

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


@contextmanager
def drafting(*, quiet: bool) -> Iterator[Callable[[Draft], None]]:
    """Something to show an answer with while it is written: what is checked plainly, the rest dim; gone at the end."""
    if quiet or not sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - 0.1 s
    from rich.live import Live  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    console = Console()
    with Live(console=console, transient=True, refresh_per_second=8) as live:

        def show(draft: Draft) -> None:
            checked, pending = without_steering(draft.checked), without_steering(draft.pending)
            # The end of what doesn't fit: a Chinese character takes two columns.
            room = max(1, console.height - 3) * max(1, console.width // 2)
            checked = checked[-max(0, room - len(pending)) :] if len(checked) + len(pending) > room else checked
            live.update(Text.assemble(checked, " " if checked and pending else "", (pending, "dim italic")))

        yield show


def _bars() -> Bars:
    from rich.console import Console  # noqa: PLC0415 - 0.1 s
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
