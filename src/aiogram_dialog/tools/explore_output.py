"""Exploring a bot in a terminal: how far it is, and what was found."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiogram import Dispatcher
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.rule import Rule

from aiogram_dialog.explore import Progress as HowFar
from aiogram_dialog.explore import Report, explore
from aiogram_dialog.explore.saving import Source, save

from .target import Target, TargetError, loading


@dataclass(frozen=True, slots=True)
class Showing:
    """Say where it is shown, and where tests are written, if anywhere."""

    console: Console
    directory: Path | None = None


async def explore_and_show(
    target: Target,
    showing: Showing,
    **options: Any,
) -> Report:
    """Explore a bot, show what was found, and save it.

    ``options``: those of ``explore()``.

    Raises ``TargetError`` if there is no dispatcher.
    """
    async with loading(target) as loaded:
        router = loaded.router
        if not isinstance(router, Dispatcher):
            raise TargetError(
                f"{target} is {router!r}: only a whole bot can be explored. "
                "Name its Dispatcher, or a function that returns or runs one.",
            )
        with _silence(), _progress(showing.console) as bar:
            report = await explore(
                router,
                progress=bar.show,
                default=loaded.default,
                **options,
            )
    show(report, showing.console)
    if showing.directory is not None:
        source = Source(
            Path(target.directory), target.module, target.attribute
        )
        for path in save(report.findings, showing.directory, source):
            showing.console.print(f"Wrote {path}", markup=False)
    return report


def show(report: Report, console: Console) -> None:
    """Print what was found, and how much was reached."""
    plain: dict[str, Any] = {
        "markup": False,
        "emoji": False,
        "highlight": False,
        "soft_wrap": True,
    }
    for finding in report.findings:
        console.print(Rule(f"{finding.rule.code} {finding.rule.name}"))
        console.print(str(finding), **plain)
    console.print(report.coverage(), **plain)


class Bar:
    """Show how far it is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("")

    def show(self, far: HowFar) -> None:
        """Move on: windows that are reached, of those that are known."""
        self._progress.update(
            self._task,
            total=far.known,
            completed=far.reached,
            description=f"{far.presses} presses, {far.waiting} to go on from",
        )


@contextmanager
def _silence() -> Iterator[None]:
    """Log nothing: what goes wrong is among the findings."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _progress(console: Console) -> Iterator[Bar]:
    columns = (
        BarColumn(),
        TextColumn("{task.completed} of {task.total} windows"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
