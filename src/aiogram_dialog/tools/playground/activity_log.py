"""The log of what the bot has done: the timeline of the page."""

import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any

from .plain import Json, plain

_KEPT = 2000
_SHOWN = 500


@dataclass(slots=True)
class LogEntry:
    """Hold something that has happened.

    ``update``: the number of the entry of the update it belongs to.
    ``at``: seconds since the playground has begun; ``ms``: how long it took.
    ``kind``: update, handler, storage, plan, call, error, log or control.
    """

    n: int
    update: int | None
    at: float
    kind: str
    title: str
    ms: float | None = None
    chat: str | None = None
    message: int | None = None
    person: int | None = None
    reason: str | None = None
    details: Any = None
    traceback: str | None = None
    ok: bool = True


_current: ContextVar[LogEntry | None] = ContextVar("update", default=None)


class ActivityLog:
    """Keep the newest entries and tell of each, again if it has changed."""

    def __init__(self, tell: Callable[[Json], None]) -> None:
        self._tell = tell
        self._began = time.monotonic()
        self._entries: deque[LogEntry] = deque(maxlen=_KEPT)
        self._count = 0

    def add(self, kind: str, title: str, **fields: Any) -> LogEntry:
        """Add an entry of the current update.

        Where it does not say so itself, its chat and person are those of
        the update.
        """
        update = _current.get()
        self._count += 1
        entry = LogEntry(
            n=self._count,
            update=None if update is None else update.n,
            at=round(time.monotonic() - self._began, 4),
            kind=kind,
            title=title,
        )
        if update is not None:
            entry.chat, entry.person = update.chat, update.person
        self._entries.append(entry)
        self.change(entry, **fields)
        return entry

    def change(self, entry: LogEntry, **fields: Any) -> None:
        """Complete an entry."""
        for name, value in fields.items():
            setattr(entry, name, value)
        if "details" in fields:
            entry.details = plain(fields["details"])
        self._tell({"type": "timeline", "entries": [asdict(entry)]})

    def add_error(self, error: BaseException, **fields: Any) -> LogEntry:
        """Add an error with its traceback."""
        return self.add(
            "error",
            describe(error),
            traceback="".join(traceback.format_exception(error)),
            ok=False,
            **fields,
        )

    @contextmanager
    def during(self, update: LogEntry) -> Iterator[None]:
        """Let what is added meanwhile, in this task, belong to an update."""
        token = _current.set(update)
        try:
            yield
        finally:
            _current.reset(token)

    @contextmanager
    def timing(self, entry: LogEntry) -> Iterator[None]:
        """Complete an entry with how long it took and whether it failed."""
        start = time.perf_counter()
        try:
            yield
        except BaseException as error:
            self.change(entry, ms=since(start), ok=False)
            if entry.reason is None:
                self.change(entry, reason=describe(error))
            raise
        self.change(entry, ms=since(start))

    def newest(self) -> Json:
        """Return the newest entries as an event."""
        entries = list(self._entries)[-_SHOWN:]
        return {
            "type": "timeline",
            "entries": [asdict(entry) for entry in entries],
        }

    def clear(self) -> None:
        """Forget all entries; numbers go on."""
        self._entries.clear()


def current_update() -> LogEntry | None:
    """Return the update that is handled in this task."""
    return _current.get()


def describe(error: BaseException) -> str:
    """Return an error in one line."""
    lines = f"{type(error).__name__}: {error}".splitlines()
    return lines[0].removesuffix(": ")


def since(start: float) -> float:
    """Return the milliseconds since a moment of ``perf_counter``."""
    return round((time.perf_counter() - start) * 1000, 3)
