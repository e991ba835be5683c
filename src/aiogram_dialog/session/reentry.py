"""A task may not wait for a stack that it holds itself."""

from asyncio import Task, current_task
from typing import Any

from aiogram_dialog.api.entities import EventContext
from aiogram_dialog.api.exceptions import StackBusyError
from aiogram_dialog.context.storage import fix_stack_id

from .session import Session

# Sessions that tasks hold just now. No context variable: tasks that begin in
# an event inherit those, and would keep the event and all before it.
_held: dict[Task[Any] | None, tuple[Session, ...]] = {}


def note_held(session: Session) -> Task[Any] | None:
    """Remember that this task holds a session; return the task."""
    task = current_task()
    _held[task] = (*_held.get(task, ()), session)
    return task


def forget_held(session: Session, task: Task[Any] | None) -> None:
    """Forget that a task holds a session."""
    held = _held.pop(task)
    if len(held) > 1:
        _held[task] = tuple(it for it in held if it is not session)


def refuse_reentry(
    event_context: EventContext,
    stack_id: str | None,
    intent_id: str | None,
) -> None:
    """Raise ``StackBusyError`` if this very task holds the stack.

    Waiting for it would be waiting for oneself.
    """
    for session in _held.get(current_task(), ()):
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
            raise StackBusyError(stack_id=session.stack.id)


def _where(event_context: EventContext) -> tuple[object, ...]:
    return (
        event_context.bot.id,
        event_context.chat.id,
        event_context.thread_id,
        event_context.business_connection_id,
    )
