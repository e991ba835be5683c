"""Handlers of controls: of the bot, of Telegram, of what is stored."""

from collections.abc import Awaitable, Callable
from typing import Any

from .copy_test import write_test
from .faulty import MODES, Settings
from .plain import Json
from .requests import PageRequest, RequestError
from .storing import RecordAddress, store_context, store_stack

_LONGEST_LATENCY = 60_000


async def restart(request: PageRequest) -> None:
    """Import the bot anew."""
    failure = await request.playground.restart()
    if failure is not None:
        raise RequestError(failure)


async def forget(request: PageRequest) -> None:
    """Begin the whole story anew."""
    await request.playground.forget()


async def set_faults(request: PageRequest) -> None:
    """Let Telegram be slow, or fail."""
    mode = request.text("mode")
    latency, chance = request.number("latency_ms"), request.number("chance")
    known = MODES.get(mode)
    if known is None:
        raise RequestError(f"{mode!r} is none of {', '.join(MODES)}.")
    if not 0 <= latency <= _LONGEST_LATENCY:
        raise RequestError(f"Calls can take 0 to {_LONGEST_LATENCY} ms.")
    if not 0 <= chance <= 1:
        raise RequestError("A chance is between 0 and 1.")
    request.playground.faults.set(Settings(latency, known, chance))
    request.playground.note(
        f"Telegram: {mode}, chance {chance:g}, latency {latency:g} ms",
    )
    request.playground.publisher.changed()


async def set_reload(request: PageRequest) -> None:
    """Follow the files of the bot, or do not."""
    request.playground.reloads = request.flag("on")
    request.playground.publisher.changed()


async def store(request: PageRequest) -> None:
    """Write an edited record and show its window anew."""
    running = request.playground.running
    if running is None:
        raise RequestError("The bot does not run.")
    address = RecordAddress(
        running,
        request.playground.bot_world,
        request.chat(),
        request.optional_integer("thread"),
    )
    record = request.record("record")
    if request.has("intent"):
        intent_id = request.text("intent")
        await store_context(address, intent_id, record)
        what = f"dialog {intent_id}"
    else:
        stack_id = request.text("stack")
        await store_stack(address, stack_id, record)
        what = f"stack {stack_id or 'default'}"
    request.playground.note(f"Edit the record of {what}", **record)
    request.playground.recorder.add_remark(
        f"The stored {what} was edited by hand.",
    )
    request.playground.publisher.changed()


async def copy_test(request: PageRequest) -> str:
    """Return the conversation as a test."""
    return write_test(
        request.playground.recorder,
        request.playground.bot_world,
    )


async def history(request: PageRequest) -> Json:
    """Return older messages of a chat."""
    before = request.optional_integer("before")
    return request.playground.publisher.history(request.chat(), before)


CONTROL_HANDLERS: dict[str, Callable[[PageRequest], Awaitable[Any]]] = {
    "restart": restart,
    "forget": forget,
    "set_faults": set_faults,
    "set_reload": set_reload,
    "store": store,
    "copy_test": copy_test,
    "history": history,
}
