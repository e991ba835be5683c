"""A task may not wait for a stack that it holds itself."""

import asyncio
from asyncio import current_task
from contextvars import ContextVar, Token
from typing import Any, cast
from weakref import ref

from aiogram_dialog.api.entities import EventContext
from aiogram_dialog.api.exceptions import StackBusyError
from aiogram_dialog.context.storage import fix_stack_id

from .session import Session

# A session and the task that it is held in. Tasks that begin in an event
# inherit them, and would keep the event, and with it all events before it.
_Holder = tuple["ref[Session]", "ref[asyncio.Task[Any]]"]
Holders = tuple[_Holder, ...]

_held: ContextVar[Holders] = ContextVar("_held", default=())


def note_held(session: Session) -> Token[Holders]:
    """Remember that this task holds a session; return how it was before."""
    task = cast("asyncio.Task[Any]", current_task())
    # What other tasks hold is no matter of this one.
    held = [it for it in _held.get() if it[1]() is task]
    return _held.set((*held, (ref(session), ref(task))))


def forget_held(token: Token[Holders]) -> None:
    """Forget the session again."""
    _held.reset(token)


def refuse_reentry(
    event_context: EventContext,
    stack_id: str | None,
    intent_id: str | None,
) -> None:
    """Raise ``StackBusyError`` if this very task holds the stack.

    Waiting for it would be waiting for oneself.
    """
    for held, task in _held.get():
        session = held()
        if session is None or task() is not current_task():
            continue
        if _where(session.event_context) != _where(event_context):
            continue
        fixed_id = (
            stack_id
            if stack_id is None
            else fix_stack_id(
                stack_id,
                event_context.user.id,
                event_context.chat.id,
                event_context.business_connection_id,
            )
        )
        if session.stack.id == fixed_id or intent_id in session.stack.intents:
            raise StackBusyError(
                f"Stack {session.stack.id!r} is held by the handler that "
                "asks for it. Use the `dialog_manager` of the handler, or "
                "enter `fg()` in a task that the handler does not wait for.",
            )


def _where(event_context: EventContext) -> tuple[object, ...]:
    return (
        event_context.bot.id,
        event_context.chat.id,
        event_context.thread_id,
        event_context.business_connection_id,
    )
