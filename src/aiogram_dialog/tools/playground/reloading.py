"""Noticing that a file of the bot was saved."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from .loading import is_foreign

PAUSE = 0.5
"""Seconds between two looks at the files."""

_Stamps = dict[str, tuple[int, int]]


async def saves(directory: Path) -> AsyncIterator[list[str]]:
    """Yield the Python files that were saved, made or removed, for ever."""
    before = await asyncio.to_thread(stamps, directory)
    while True:
        await asyncio.sleep(PAUSE)
        now = await asyncio.to_thread(stamps, directory)
        changed = sorted(
            path
            for path in before.keys() | now.keys()
            if before.get(path) != now.get(path)
        )
        if changed:
            yield changed
        before = now


def stamps(directory: Path) -> _Stamps:
    """Return what changes when a file is saved, by path."""
    return dict(_stamps(directory))


def _stamps(directory: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for folder, folders, files in os.walk(directory):
        # An environment of packages is no part of the bot.
        folders[:] = [
            name
            for name in folders
            if not is_foreign(Path(name))
            and not Path(folder, name, "pyvenv.cfg").exists()
        ]
        for name in files:
            if name.endswith(".py"):
                path = os.path.join(folder, name)  # noqa: PTH118 - many of them
                try:
                    stat = os.stat(path)  # noqa: PTH116 - many of them
                except FileNotFoundError:
                    continue
                yield path, (stat.st_mtime_ns, stat.st_size)
