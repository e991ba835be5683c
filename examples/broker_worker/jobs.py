"""The broker: jobs in a stream of Redis.

What a worker takes stays in the stream until it is done. If the worker dies
meanwhile, another one takes it: a job may be done twice, but it is done.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError
from redis.typing import EncodableT, FieldT

STREAM, GROUP = "reports", "workers"
# Milliseconds: who has not ended a job after this time is taken for dead.
ABANDONED = 60_000
POLL = 500


@dataclass(frozen=True, slots=True)
class Job:
    """Be all that a worker has to know: what to do, and where to tell."""

    report: str
    user_id: int
    chat_id: int
    stack_id: str


class Jobs:
    """``worker``: the name of who takes jobs, another one for each."""

    def __init__(self, redis: Redis, worker: str) -> None:
        self.redis = redis
        self.worker = worker

    async def put(self, job: Job) -> None:
        fields: dict[FieldT, EncodableT] = dict(asdict(job).items())
        await self.redis.xadd(STREAM, fields)

    async def open(self) -> None:
        """Be called once, before jobs are taken."""
        try:
            await self.redis.xgroup_create(STREAM, GROUP, "0", mkstream=True)
        except ResponseError as error:
            # Another worker was the first one.
            if "BUSYGROUP" not in str(error):
                raise

    @asynccontextmanager
    async def take(self) -> AsyncIterator[Job | None]:
        """Yield a job, which is done unless the block fails; None if none."""
        entries = await self._abandoned() or await self._fresh()
        if not entries:
            yield None
            return
        ((entry_id, fields),) = entries
        text = {key.decode(): value.decode() for key, value in fields.items()}
        yield Job(
            text["report"],
            int(text["user_id"]),
            int(text["chat_id"]),
            text["stack_id"],
        )
        await self.redis.xack(STREAM, GROUP, entry_id)
        await self.redis.xdel(STREAM, entry_id)

    async def _abandoned(self) -> list[tuple[bytes, dict[bytes, bytes]]]:
        _, entries, *_ = await self.redis.xautoclaim(
            STREAM,
            GROUP,
            self.worker,
            min_idle_time=ABANDONED,
            count=1,
        )
        return list(entries)

    async def _fresh(self) -> list[tuple[bytes, dict[bytes, bytes]]]:
        streams: Any = await self.redis.xreadgroup(
            GROUP,
            self.worker,
            {STREAM: ">"},
            count=1,
            block=POLL,
        )
        return [entry for _, entries in streams for entry in entries]
