"""Faults: what can go wrong on the way to Telegram and back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .answers import Answer, Refusal, refusal
from .flood import FloodLimits
from .state import State

__all__ = [
    "Dropped",
    "Fault",
    "Faults",
    "Gate",
    "Html",
    "Outcome",
    "Switch",
    "bad_gateway",
    "dropped_after",
    "dropped_before",
    "held",
    "refuses",
    "restarting",
    "retry_after",
    "slow",
    "too_many_requests",
]


@dataclass(frozen=True, slots=True)
class Html:
    """Answer with a page of a proxy instead of JSON."""

    status: int

    @property
    def body(self) -> str:
        """The page."""
        return f"<html><h1>{self.status}</h1><hr>nginx</html>"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Close the connection without an answer."""


Outcome: TypeAlias = Answer | Html | Dropped
"""What comes back from a call: an answer, or none that can be read."""


class Gate:
    """Hold calls until a test opens it."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._reached = asyncio.Event()

    async def passed(self) -> None:
        """Wait at the gate."""
        self._reached.set()
        await self._open.wait()

    async def reached(self) -> None:
        """Wait until a call waits at the gate, or has passed it."""
        await self._reached.wait()

    def open(self) -> None:
        """Let all calls pass from now on."""
        self._open.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Describe what happens to a call.

    ``instead`` is answered and nothing is applied; ``loses_answer`` applies
    the call and closes the connection. Delays are in real seconds.
    """

    name: str
    instead: Outcome | None = None
    loses_answer: bool = False
    before: float = 0.0
    after: float = 0.0
    gate: Gate | None = None
    gate_after: Gate | None = None


def refuses(code: int, reason: str) -> Fault:
    """Refuse, for example ``refuses(400, "MESSAGE_ID_INVALID")``."""
    return Fault(
        name=f"refuse {code} {reason}",
        instead=refusal(code, reason),
    )


def retry_after(seconds: int) -> Fault:
    """Refuse because of too many requests (429)."""
    return Fault(
        name=f"429 retry after {seconds}",
        instead=refusal(
            429,
            f"retry after {seconds}",
            {"retry_after": seconds},
        ),
    )


def too_many_requests() -> Fault:
    """Refuse with a 429 that does not say when to come back."""
    return Fault(name="429", instead=Refusal(429, "Too Many Requests"))


def restarting() -> Fault:
    """Answer as a server that restarts (500)."""
    return Fault(name="500 restart", instead=refusal(500, "restart"))


def bad_gateway(status: int = 502) -> Fault:
    """Answer with a page of HTML, as proxies do."""
    return Fault(name=f"{status} HTML", instead=Html(status))


def dropped_before() -> Fault:
    """Close the connection before anything is applied."""
    return Fault(name="dropped before", instead=Dropped())


def dropped_after() -> Fault:
    """Apply the call, then close the connection without an answer."""
    return Fault(name="dropped after", loses_answer=True)


def slow(*, before: float = 0.0, after: float = 0.0) -> Fault:
    """Take time before or after applying the call."""
    name = f"slow {before:g} {after:g}"
    return Fault(name=name, before=before, after=after)


def held(*, before: Gate | None = None, after: Gate | None = None) -> Fault:
    """Hold the call at a gate before or after it is applied."""
    return Fault(name="held", gate=before, gate_after=after)


@dataclass(frozen=True, slots=True)
class Switch:
    """Tell which calls a fault strikes; ``Faults.add`` makes them."""

    fault: Fault
    method: str
    chat_id: str
    nth: frozenset[int]
    chance: float
    number: int


@dataclass(slots=True)
class Faults:
    """Hold the switches; each counts the calls it is about.

    ``flood_limits`` are off until they are set.
    """

    switches: list[Switch] = field(default_factory=list)
    flood_limits: FloodLimits | None = None

    def add(
        self,
        fault: Fault,
        *,
        method: str = "",
        chat_id: int | str = "",
        nth: int | tuple[int, ...] = (),
        chance: float = 1.0,
    ) -> None:
        """Turn a fault on: by method, chat, n-th such call (from 1), chance.

        Without a condition it strikes every call.
        """
        numbers = (nth,) if isinstance(nth, int) else nth
        self.switches.append(
            Switch(
                fault,
                method.lower(),
                str(chat_id),
                frozenset(numbers),
                chance,
                len(self.switches),
            ),
        )

    def clear(self) -> None:
        """Turn all faults off."""
        self.switches.clear()
        self.flood_limits = None

    def choose(
        self,
        state: State,
        bot_id: int,
        method: str,
        params: Mapping[str, str],
    ) -> Fault | None:
        """Find the first fault that strikes a call; counts it everywhere."""
        struck = [
            switch
            for switch in self.switches
            if _strikes(state, switch, method.lower(), params)
        ]
        if struck:
            return struck[0].fault
        chat_id = params.get("chat_id", "")
        if self.flood_limits is None or not chat_id:
            return None
        refused = self.flood_limits.refuse(state, bot_id, method, chat_id)
        if refused is None:
            return None
        return Fault(name="flood limit", instead=refused)


def _strikes(
    state: State,
    switch: Switch,
    method: str,
    params: Mapping[str, str],
) -> bool:
    if switch.method not in {"", method}:
        return False
    if switch.chat_id not in {"", params.get("chat_id", "")}:
        return False
    count = state.count(f"fault {switch.number}")
    if switch.nth and count not in switch.nth:
        return False
    return switch.chance >= 1 or state.chance.random() < switch.chance
