"""Reading a stack and the dialog on its top, under the lock of the stack."""

import asyncio
from contextlib import suppress

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    GROUP_STACK_ID,
    EventContext,
    Stack,
)
from aiogram_dialog.api.exceptions import (
    DialogsError,
    OutdatedIntent,
    UnknownIntent,
)
from aiogram_dialog.context.records import Record
from aiogram_dialog.context.storage import StorageProxy

from .quick_press import PAUSES
from .session import Session


async def load_stack(
    proxy: StorageProxy,
    stack_id: str,
    probable_top: str | None,
    event_context: EventContext,
) -> Session:
    """Hold a stack and whatever is open on its top.

    Args:
        proxy: The storage of the chat.
        stack_id: The stack.
        probable_top: The dialog that was on top when it was seen last. It is
            asked for together with the stack, which saves a round.
        event_context: Where the event comes from.

    Raises:
        UnknownIntent: The dialog on top is not stored.
        UnknownState: The code has no such state.
    """
    await proxy.lock(proxy.stack_key(stack_id))
    record: Record | None = None
    if probable_top is None:
        stack_record = await proxy.read_stack(stack_id)
    else:
        stack_record, record = await _read_both(proxy, stack_id, probable_top)
    stack = proxy.stack_from(stack_id, stack_record)
    if stack.empty():
        return Session(proxy, event_context, stack, None)
    intent_id = stack.last_intent_id()
    if record is None or intent_id != probable_top:
        record = await proxy.read_context(intent_id)
    context = proxy.context_from(intent_id, record)
    session = Session(proxy, event_context, stack, context)
    session.work.track(context, record)
    return session


async def find_stack(
    proxy: StorageProxy,
    intent_id: str,
    *,
    is_new: bool,
) -> str:
    """Return which stack a dialog is in.

    A quick person presses before the handler that has shown the dialog has
    stored it: that is waited for. In the usual stacks it is the lock that is
    waited for. Which other stack it is only the process knows that shows it.
    """
    try:
        return (await proxy.load_context(intent_id)).stack_id
    except UnknownIntent:
        stack_ids = [DEFAULT_STACK_ID]
        if proxy.chat_id != proxy.user_id:
            stack_ids.append(GROUP_STACK_ID)
        for stack_id in stack_ids:
            await proxy.lock(proxy.stack_key(stack_id))
            await proxy.unlock()
    for pause in PAUSES if is_new else ():
        with suppress(UnknownIntent):
            return (await proxy.load_context(intent_id)).stack_id
        await asyncio.sleep(pause)
    return (await proxy.load_context(intent_id)).stack_id


async def load_intent(
    proxy: StorageProxy,
    intent_id: str,
    stack_id: str,
    event_context: EventContext,
) -> Session:
    """Hold a dialog and its stack.

    Args:
        proxy: The storage of the chat.
        intent_id: The dialog.
        stack_id: The stack that it is in.
        event_context: Where the event comes from.

    Raises:
        OutdatedIntent: Another dialog is on top of the stack, or none.
        UnknownIntent: The dialog is not stored.
        UnknownState: The code has no such state.
    """
    await proxy.lock(proxy.stack_key(stack_id))
    stack_record, record = await _read_both(proxy, stack_id, intent_id)
    # Only what is read under the lock counts.
    context = proxy.context_from(intent_id, record)
    stack = proxy.stack_from(stack_id, stack_record)
    _check_top(stack, intent_id)
    session = Session(proxy, event_context, stack, context)
    session.work.track(context, record)
    return session


async def _read_both(
    proxy: StorageProxy,
    stack_id: str,
    intent_id: str,
) -> tuple[Record, Record]:
    if proxy.is_immediate:
        # Where nothing is waited for, two tasks would only cost.
        return (
            await proxy.read_stack(stack_id),
            await proxy.read_context(intent_id),
        )
    return await asyncio.gather(
        proxy.read_stack(stack_id),
        proxy.read_context(intent_id),
    )


def _check_top(stack: Stack, intent_id: str) -> None:
    if stack.empty():
        raise OutdatedIntent(stack.id, intent_id=intent_id)
    if stack.last_intent_id() != intent_id:
        raise OutdatedIntent(
            stack.id,
            intent_id=intent_id,
            top_intent_id=stack.last_intent_id(),
        )


async def load_hidden(
    proxy: StorageProxy,
    stack_id: str,
    event_context: EventContext,
    reason: DialogsError,
) -> Session:
    """Hold a stack as if it were empty, for it cannot be restored."""
    stack = await proxy.load_stack(stack_id)
    session = Session(proxy, event_context, stack, None)
    session.hide(reason)
    return session
