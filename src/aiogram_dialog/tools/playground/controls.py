"""What is done to the bot and to Telegram, and what is looked up."""

from collections.abc import Awaitable, Callable
from typing import Any

from .asks import Ask, AskError
from .copy_test import write_test
from .faulty import MODES, Settings
from .plain import Json
from .storing import RecordAddress, store_context, store_stack

_LONGEST_LATENCY = 60_000


async def restart(ask: Ask) -> None:
    """Import the bot anew."""
    failure = await ask.playground.restart()
    if failure is not None:
        raise AskError(failure)


async def forget(ask: Ask) -> None:
    """Begin the whole story anew."""
    await ask.playground.forget()


async def set_faults(ask: Ask) -> None:
    """Let Telegram be slow, or fail."""
    mode = ask.text("mode")
    latency, chance = ask.number("latency_ms"), ask.number("chance")
    known = MODES.get(mode)
    if known is None:
        raise AskError(f"{mode!r} is none of {', '.join(MODES)}.")
    if not 0 <= latency <= _LONGEST_LATENCY:
        raise AskError(f"Calls can take 0 to {_LONGEST_LATENCY} ms.")
    if not 0 <= chance <= 1:
        raise AskError("A chance is between 0 and 1.")
    ask.playground.faults.set(Settings(latency, known, chance))
    ask.playground.note(
        f"Telegram: {mode}, chance {chance:g}, latency {latency:g} ms",
    )
    ask.playground.publisher.changed()


async def set_reload(ask: Ask) -> None:
    """Follow the files of the bot, or do not."""
    ask.playground.reloads = ask.flag("on")
    ask.playground.publisher.changed()


async def store(ask: Ask) -> None:
    """Write an edited record and show its window anew."""
    running = ask.playground.running
    if running is None:
        raise AskError("The bot does not run.")
    address = RecordAddress(
        running,
        ask.playground.bot_world,
        ask.chat(),
        ask.optional_integer("thread"),
    )
    record = ask.record("record")
    if ask.has("intent"):
        intent_id = ask.text("intent")
        await store_context(address, intent_id, record)
        what = f"dialog {intent_id}"
    else:
        stack_id = ask.text("stack")
        await store_stack(address, stack_id, record)
        what = f"stack {stack_id or 'default'}"
    ask.playground.note(f"Edit the record of {what}", **record)
    ask.playground.recorder.add_remark(
        f"The stored {what} was edited by hand."
    )
    ask.playground.publisher.changed()


async def copy_test(ask: Ask) -> str:
    """Return the conversation as a test."""
    return write_test(ask.playground.recorder, ask.playground.bot_world)


async def history(ask: Ask) -> Json:
    """Return older messages of a chat."""
    before = ask.optional_integer("before")
    return ask.playground.publisher.history(ask.chat(), before)


CONTROLS: dict[str, Callable[[Ask], Awaitable[Any]]] = {
    "restart": restart,
    "forget": forget,
    "set_faults": set_faults,
    "set_reload": set_reload,
    "store": store,
    "copy_test": copy_test,
    "history": history,
}
