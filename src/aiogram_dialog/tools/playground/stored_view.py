"""What the bot has stored of dialogs and of aiogram's own states."""

from collections.abc import Iterable
from typing import Any

from aiogram import Dispatcher
from aiogram.fsm.storage.base import (
    DEFAULT_DESTINY,
    BaseStorage,
    StorageKey,
)

from aiogram_dialog.context.senders import owner_of
from aiogram_dialog.context.storage import CONTEXT_PREFIX, STACK_PREFIX
from aiogram_dialog.emulator import ChatRef
from aiogram_dialog.emulator.state import State

from .chat_keys import chat_key, chat_of_bot
from .plain import Json, plain
from .source_locations import SourceLocations
from .widget_trees import window_view

_CONTEXT_FIELDS = (
    "state",
    "start_data",
    "dialog_data",
    "widget_data",
    "access_settings",
)


async def read_data(storage: BaseStorage, key: StorageKey) -> Json:
    """Read data past what is put in the way of the bot's own rounds."""
    return dict(await type(storage).get_data(storage, key))


async def stored_view(
    dispatcher: Dispatcher,
    locations: SourceLocations,
    keys: Iterable[StorageKey],
    world: State,
) -> Json:
    """Return the event that tells what is stored under some keys."""
    storage = dispatcher.storage
    stacks, other = [], []
    for key in sorted(keys, key=_order):
        if key.destiny.startswith(STACK_PREFIX):
            record = await read_data(storage, key)
            if record:
                contexts = [
                    await _context(dispatcher, locations, key, intent_id)
                    for intent_id in _intents(record)
                ]
                stacks.append(_stack(key, record, contexts, world))
        elif key.destiny == DEFAULT_DESTINY:
            state = await type(storage).get_state(storage, key)
            data = await read_data(storage, key)
            if state or data:
                other.append(_other(key, state, data, world))
    return {"type": "state", "stacks": stacks, "other": other}


def _order(key: StorageKey) -> tuple[Any, ...]:
    return key.chat_id, key.thread_id or 0, key.user_id, key.destiny


def _intents(record: Json) -> list[str]:
    intents = record.get("intents")
    if not isinstance(intents, list):
        return []
    return [intent for intent in intents if isinstance(intent, str)]


def _stack(
    key: StorageKey,
    record: Json,
    contexts: list[Json],
    world: State,
) -> Json:
    stack_id = key.destiny.removeprefix(STACK_PREFIX)
    owner = owner_of(stack_id)
    is_own_chat = key.chat_id > 0 and not key.business_connection_id
    return {
        "chat": chat_key(_chat(key, world)),
        "person": key.chat_id if is_own_chat and owner is None else owner,
        "stack": stack_id,
        "thread": key.thread_id,
        "record": plain(record),
        "contexts": contexts,
    }


def _chat(key: StorageKey, world: State) -> ChatRef:
    connection = world.business.get(key.business_connection_id or "")
    if connection is not None:
        return ChatRef(connection.user_id, key.chat_id)
    return chat_of_bot(key.bot_id, key.chat_id)


async def _context(
    dispatcher: Dispatcher,
    locations: SourceLocations,
    stack: StorageKey,
    intent_id: str,
) -> Json:
    record = await read_data(
        dispatcher.storage,
        context_key(stack, intent_id),
    )
    fields = {name: plain(record.get(name)) for name in _CONTEXT_FIELDS}
    window = window_view(dispatcher, locations, str(record.get("state")))
    return {"intent": intent_id, **fields, "window": window}


def context_key(stack: StorageKey, intent_id: str) -> StorageKey:
    """Return the key of a context of a stack."""
    return StorageKey(
        bot_id=stack.bot_id,
        chat_id=stack.chat_id,
        user_id=stack.user_id,
        thread_id=stack.thread_id,
        business_connection_id=stack.business_connection_id,
        destiny=f"{CONTEXT_PREFIX}{intent_id}",
    )


def _other(
    key: StorageKey,
    state: str | None,
    data: Json,
    world: State,
) -> Json:
    return {
        "chat": chat_key(_chat(key, world)),
        "person": key.user_id,
        "thread": key.thread_id,
        "state": state,
        "data": plain(data),
    }
