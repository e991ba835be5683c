"""The stream of events to all pages that are open."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from .plain import Json

_LONGEST = 20_000


class EventStream:
    """Hand events to everybody who listens."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Json | None]] = set()

    @contextmanager
    def listening(
        self,
        first: Iterable[Json],
    ) -> "Iterator[asyncio.Queue[Json | None]]":
        """Get events, some of them at once; None after the last one."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        for event in first:
            queue.put_nowait(event)
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def tell(self, event: Json) -> None:
        """Hand an event to all."""
        for queue in list(self._queues):
            if queue.qsize() < _LONGEST:
                queue.put_nowait(event)
            else:
                # It does not read: it may come back and get all anew.
                queue.put_nowait(None)
                self._queues.discard(queue)

    def close(self) -> None:
        """Say that there is nothing more to come."""
        for queue in list(self._queues):
            queue.put_nowait(None)
