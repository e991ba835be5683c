"""Which handler takes an update, and what it raises."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiogram import BaseMiddleware, Dispatcher, Router
from aiogram.dispatcher.event.bases import (
    CancelHandler,
    SkipHandler,
)
from aiogram.types import ErrorEvent, TelegramObject, Update

from aiogram_dialog.api.entities import DialogUpdate
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.api.protocols import DialogProtocol

from .activity_log import ActivityLog, LogEntry
from .source_code import location_of, name_of
from .update_words import facts_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_REMEMBERED = 100
_NOT_TAKEN = "No error handler has taken it."
_RECOVERED = "No error handler has taken it, but dialogs have recovered."


class UpdateRecorder:
    """Put updates, their handlers and their errors in the activity log."""

    def __init__(self, log: ActivityLog) -> None:
        self._log = log
        # Held, so that none of them is mistaken for another.
        self._errors: deque[tuple[BaseException, LogEntry]] = deque(
            maxlen=_REMEMBERED,
        )

    def watch(self, dispatcher: Dispatcher) -> None:
        """Record what goes through a dispatcher from now on."""
        dispatcher.update.outer_middleware(_Updates(self))
        seen: set[str] = set()
        for router in _routers(dispatcher):
            for name, observer in router.observers.items():
                # Middlewares of the root are those of all routers.
                if name != "update" and name not in seen:
                    observer.middleware(_Handlers(self))
            if router is dispatcher:
                seen = set(router.observers)

    def knows(self, error: BaseException) -> bool:
        """Tell whether an error is in the activity log already."""
        return self._find(error) is not None

    @contextmanager
    def handling(self, update: Update, bot_id: int) -> Iterator[LogEntry]:
        """Record an update from its beginning to its end."""
        facts = facts_of(update, bot_id)
        entry = self._log.add(
            "update",
            facts.title,
            update=None,
            chat=facts.chat,
            message=facts.message,
            person=facts.person,
            details=update,
        )
        with self._log.during(entry), self._log.timing(entry):
            yield entry
        for _, error in self._errors:
            if error.update == entry.n and error.reason == _NOT_TAKEN:
                self._log.change(error, reason=_RECOVERED)

    def note_error(self, error: BaseException) -> None:
        """Record an error; one that is there already is only completed."""
        if not self.knows(error):
            entry = self._log.add_error(error, reason=_NOT_TAKEN)
            self._errors.append((error, entry))

    def note_handler(
        self,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> LogEntry:
        """Record that a handler begins."""
        callback = data["handler"].callback
        location = location_of(callback)
        entry = self._log.add(
            "handler",
            _handler_title(callback, data),
            details={
                "function": name_of(callback),
                "file": location and location.file,
                "line": location and location.line,
            },
        )
        if isinstance(event, ErrorEvent):
            known = self._find(event.exception)
            if known is not None:
                reason = f"Taken by {name_of(callback)}."
                self._log.change(known, reason=reason)
        return entry

    def timing(self, entry: LogEntry) -> Any:
        """Complete an entry with how long it took."""
        return self._log.timing(entry)

    def _find(self, error: BaseException) -> LogEntry | None:
        for known, entry in self._errors:
            if known is error:
                return entry
        return None


class _Updates(BaseMiddleware):
    """See errors before the bot does, and commands of the background."""

    def __init__(self, recorder: UpdateRecorder) -> None:
        self._recorder = recorder

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, DialogUpdate):
            with self._recorder.handling(event, data["bot"].id):
                return await self._watched(handler, event, data)
        return await self._watched(handler, event, data)

    async def _watched(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        try:
            return await handler(event, data)
        except (SkipHandler, CancelHandler):
            raise
        except Exception as error:
            self._recorder.note_error(error)
            raise


class _Handlers(BaseMiddleware):
    """See which handler takes an event."""

    def __init__(self, recorder: UpdateRecorder) -> None:
        self._recorder = recorder

    async def __call__(
        self,
        handler: Handler,
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        entry = self._recorder.note_handler(event, data)
        with self._recorder.timing(entry):
            return await handler(event, data)


def _routers(router: Router) -> Iterator[Router]:
    yield router
    for inner in router.sub_routers:
        yield from _routers(inner)


def _handler_title(callback: Any, data: dict[str, Any]) -> str:
    owner = getattr(callback, "__self__", None)
    context = data.get(CONTEXT_KEY)
    if isinstance(owner, DialogProtocol) and context is not None:
        return f"Window {context.state.state}"
    return name_of(callback)
