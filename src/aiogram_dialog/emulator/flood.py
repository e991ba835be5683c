"""Flood limits: how often a bot may send and edit."""

from dataclasses import dataclass

from .answers import Refusal, refusal
from .state import State

_COUNTED = ("send", "edit", "copy", "forward")
_NOT_COUNTED = {"sendchataction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimits:
    """Set how many messages and edits pass in the time of the world.

    Sends and edits share the limits. Telegram does not publish its own;
    the defaults are those its documentation advises to keep.
    """

    per_second_in_chat: float = 1.0
    burst_in_chat: int = 5
    per_minute_in_group: float = 20.0
    per_second: float = 30.0

    def refuse(
        self,
        state: State,
        bot_id: int,
        method: str,
        chat_id: str,
    ) -> Refusal | None:
        """Count a call, or refuse it and tell when to come back."""
        name = method.lower()
        if not name.startswith(_COUNTED) or name in _NOT_COUNTED:
            return None
        waits = [
            _wait(state, f"{bot_id}", self.per_second, self.per_second),
            _wait(
                state,
                f"{bot_id} {chat_id}",
                self.per_second_in_chat,
                self.burst_in_chat,
            ),
        ]
        if chat_id.startswith("-"):
            group = f"{bot_id} {chat_id} group"
            minute = self.per_minute_in_group
            waits.append(_wait(state, group, minute / 60, minute))
        seconds = int(max(waits)) + 1
        if max(waits) <= 0:
            return None
        return refusal(
            429,
            f"retry after {seconds}",
            {"retry_after": seconds},
        )


def _wait(state: State, bucket: str, rate: float, size: float) -> float:
    """Take from a bucket that fills at a rate; returns the time to wait."""
    level, then = state.buckets.get(bucket, (size, state.now))
    level = min(size, level + (state.now - then) * rate)
    if level < 1:
        state.buckets[bucket] = level, state.now
        return (1 - level) / rate
    state.buckets[bucket] = level - 1, state.now
    return 0.0
