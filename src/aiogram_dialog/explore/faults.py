"""Seeing what goes wrong while a bot handles a deed."""

import asyncio
import json
import re
import traceback
from collections.abc import (
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Sequence,
)
from contextlib import contextmanager
from pathlib import Path
from traceback import FrameSummary
from typing import Any

import aiogram
from aiogram import BaseMiddleware, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import ErrorEvent, TelegramObject

from aiogram_dialog.api.exceptions import CallbackDataTooLong
from aiogram_dialog.emulator import Ok, Refusal, World
from aiogram_dialog.emulator.bot_capture import PastTheBotError
from aiogram_dialog.emulator.journal import Called, Entry
from aiogram_dialog.session.session import UNRESTORABLE

from .finding import Fault
from .rules import CRASH, PAST_THE_BOT, REFUSED, UNANSWERED

_Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

# What is refused because nothing is left to be done harms nobody.
_HARMLESS = (
    "message is not modified",
    "message can't be edited",
    "message to delete not found",
    "query is too old",
)
_LIBRARIES = (
    str(Path(aiogram.__file__).parent),
    str(Path(__file__).parents[1]),
)
# Ids of dialogs, which are random, stand before this symbol.
_INTENT = re.compile(r"[0-9A-Za-z]{1,6}(?:\x1d|\\x1d)")
# The id of the dialog is a part of it, and not always as long.
_LENGTH = re.compile(r"carries \d+ bytes")


class ErrorWatch(BaseMiddleware):
    """Keep the errors of a dispatcher, before its handlers take them."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        # What was asked of Telegram past the Bot.
        self.refused: list[PastTheBotError] = []

    async def __call__(
        self,
        handler: _Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Keep the error and go on."""
        if isinstance(event, ErrorEvent) and not isinstance(
            event.exception,
            UNRESTORABLE,
        ):
            self.add(event.exception)
        return await handler(event, data)

    @contextmanager
    def installed(self, dispatcher: Dispatcher) -> Iterator[None]:
        """See what is raised by handlers and by tasks of nobody."""
        loop = asyncio.get_running_loop()
        original = loop.get_exception_handler()

        def take(
            _: asyncio.AbstractEventLoop,
            context: dict[str, Any],
        ) -> None:
            error = context.get("exception")
            if error is not None:
                self.add(error)

        dispatcher.errors.outer_middleware.register(self)
        loop.set_exception_handler(take)
        try:
            yield
        finally:
            loop.set_exception_handler(original)
            dispatcher.errors.outer_middleware.unregister(self)

    def add(self, error: BaseException) -> None:
        """Keep an error, once."""
        if not any(error is known for known in self.errors):
            self.errors.append(error)

    def take(self) -> list[BaseException]:
        """Return what was kept, and forget it."""
        taken, self.errors = self.errors, []
        return taken

    def take_refused(self) -> list[PastTheBotError]:
        """Return what was refused, and forget it."""
        taken = list(self.refused)
        self.refused.clear()
        return taken


def find_faults(
    errors: Sequence[BaseException],
    entries: Sequence[Entry],
    where: str,
) -> list[Fault]:
    """Return what is wrong, by what was raised and what was refused."""
    refusals = list(_refusals(entries))
    faults = []
    for error in errors:
        if isinstance(error, PastTheBotError):
            # It was told of where it was refused.
            continue
        if isinstance(error, TelegramAPIError):
            # It tells of a refusal, or of one that harms nobody elsewhere.
            rule = REFUSED
            text = f"{type(error.method).__name__}: {_bare(error.message)}"
            refusals = [it for it in refusals if it[1] not in error.message]
        elif isinstance(error, CallbackDataTooLong):
            rule, text = REFUSED, str(error)
        else:
            rule, text = CRASH, f"{type(error).__name__}: {error}"
        faults.append(_raised(rule, where, text, error))
    faults += [
        Fault(REFUSED, where, f"{method}: {told}", (where, method, told))
        for method, told in refusals
    ]
    return faults


def find_refused(
    refused: Iterable[PastTheBotError],
    where: str,
) -> list[Fault]:
    """Return what was asked of Telegram past the Bot."""
    return [
        Fault(PAST_THE_BOT, where, str(error), (where, error.what))
        for error in refused
    ]


def _raised(rule: Any, where: str, text: str, error: BaseException) -> Fault:
    text = without_ids(text)
    frame = _guilty_frame(traceback.extract_tb(error.__traceback__))
    place = (frame.filename, frame.lineno) if frame is not None else where
    if frame is not None:
        text += f" ({Path(frame.filename).name}:{frame.lineno}, {frame.name})"
    identity = (place, type(error).__name__)
    if frame is None or rule is REFUSED:
        identity = (where, text)
    return Fault(rule, where, text, identity, _short_traceback(error))


def _short_traceback(error: BaseException) -> str:
    """Write what was called, but not what leads from Telegram to the bot."""
    frames = traceback.extract_tb(error.__traceback__)
    short = [
        frame
        for number, frame in enumerate(frames, 1)
        if number == len(frames) or _is_own(frame)
    ]
    head = "Traceback (most recent call last):\n"
    lines = traceback.StackSummary.from_list(short).format()
    end = traceback.format_exception_only(type(error), error)
    return "".join([head, *lines, *end])


def _is_own(frame: FrameSummary) -> bool:
    """Tell whether a frame is of the bot."""
    return not frame.filename.startswith((*_LIBRARIES, "<")) and not {
        "asyncio",
        "site-packages",
    } & {*Path(frame.filename).parts}


def _guilty_frame(frames: Sequence[FrameSummary]) -> FrameSummary | None:
    """Return the last frame that is of the bot, if there is one."""
    own = [frame for frame in frames if _is_own(frame)]
    return own[-1] if own else None


def _refusals(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if not isinstance(entry, Called):
            continue
        match entry.answer:
            case Refusal(description=told):
                if not any(harmless in told for harmless in _HARMLESS):
                    yield _capital(entry.method), _bare(told)
            case Ok() as answer if lost := _lost_buttons(entry, answer):
                yield _capital(entry.method), lost


def _lost_buttons(called: Called, answer: Ok) -> str:
    """Say how many inline buttons were left out: Telegram does it silently."""
    asked = called.params.get("reply_markup")
    if not asked or not isinstance(answer.result, dict):
        return ""
    wanted = _count(json.loads(asked))
    shown = _count(answer.result.get("reply_markup", {}))
    if shown >= wanted:
        return ""
    return (
        f"the keyboard is too big, {wanted - shown} of {wanted} buttons are "
        "left out"
    )


def _count(markup: dict[str, Any]) -> int:
    return sum(map(len, markup.get("inline_keyboard", [])))


def without_ids(text: str) -> str:
    """Leave out the ids of dialogs in callback data."""
    return _LENGTH.sub("carries too many bytes", _INTENT.sub("", text))


def _bare(text: str) -> str:
    return text.removeprefix("Telegram server says - ").removeprefix(
        "Bad Request: ",
    )


def _capital(method: str) -> str:
    return method[0].upper() + method[1:]


def find_unanswered(
    world: World,
    queries: Iterable[str],
    where: str,
    button: str,
) -> list[Fault]:
    """Return the presses that nobody has answered."""
    return [
        Fault(
            UNANSWERED,
            where,
            f"The button {button!r} goes on waiting: its press is not "
            "answered. Call `callback.answer()`.",
            (where, button),
        )
        for query_id in queries
        if not world.state.queries[query_id].is_answered
    ]
