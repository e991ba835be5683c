"""Polls that are held until there is something to tell."""

import asyncio

from .answers import Refusal, refusal
from .state import State

ANOTHER_POLL = refusal(
    409,
    "terminated by other getUpdates request; make sure that only one bot "
    "instance is running",
)
WEBHOOK_SET = refusal(409, "terminated by setWebhook request")

_LONGEST = 50


class PollDesk:
    """Hold one poll for each bot; a newer one ends the older."""

    def __init__(self) -> None:
        self._held: dict[int, asyncio.Future[Refusal | None]] = {}

    def end(self, bot_id: int, reason: Refusal) -> None:
        """End the poll that is held for a bot, if there is one."""
        held = self._held.pop(bot_id, None)
        if held is not None and not held.done():
            held.set_result(reason)

    async def hold(
        self,
        state: State,
        bot_id: int,
        seconds: float,
    ) -> Refusal | None:
        """Wait for an update, the end of the time, or being ended.

        Returns the reason if the poll was ended.
        """
        self.end(bot_id, ANOTHER_POLL)
        held: asyncio.Future[Refusal | None] = (
            asyncio.get_running_loop().create_future()
        )
        self._held[bot_id] = held

        def wake(queued_for: int) -> None:
            if queued_for == bot_id and not held.done():
                held.set_result(None)

        state.listeners.append(wake)
        try:
            return await asyncio.wait_for(held, seconds)
        except asyncio.TimeoutError:
            return None
        finally:
            state.listeners.remove(wake)
            if self._held.get(bot_id) is held:
                del self._held[bot_id]


def seconds_to_hold(timeout: int) -> int:
    """Clamp the timeout of a poll as Telegram does."""
    return min(max(timeout, 0), _LONGEST)
