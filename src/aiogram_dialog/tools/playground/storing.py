"""Writing a record that somebody has edited, as the bot itself would."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiogram.fsm.state import StatesGroup
from aiogram.types import Chat, User

from aiogram_dialog.api.entities import ShowMode
from aiogram_dialog.api.exceptions import DialogsError
from aiogram_dialog.context.records import dump_context, load_stack
from aiogram_dialog.context.storage import StorageProxy
from aiogram_dialog.emulator import ChatRef
from aiogram_dialog.emulator.views import chat_json, connection_of, user_json
from aiogram_dialog.manager.bg_manager import BgManager
from aiogram_dialog.wiring.registry import collect_dialogs

from .bot_world import BotWorld
from .gateways import gateways_of
from .plain import Json
from .requests import RequestError
from .running import RunningBot

_EDITABLE = (
    "state",
    "start_data",
    "dialog_data",
    "widget_data",
    "access_settings",
)


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """Say where a record is: in which chat and topic of which bot."""

    running: RunningBot
    bot_world: BotWorld
    chat: ChatRef
    thread: int | None

    @property
    def connection_id(self) -> str | None:
        """The business connection by which the bot is there, if it is."""
        state = self.bot_world.state
        found = connection_of(state, self.chat, self.bot_world.account.id)
        return None if found is None else found.id

    def somebody(self, stack_id: str) -> int:
        """Return the id of somebody whose stack it is or may be."""
        owner = stack_id.strip("<>")
        if owner.isdecimal():
            return int(owner)
        if self.chat.id > 0:
            return self.chat.id
        state = self.bot_world.state
        members = (
            user_id
            for (ref, user_id), member in state.members.items()
            if ref == self.chat
            and member.is_present
            and not state.users[user_id].is_bot
        )
        return next(members, self.bot_world.people[0].id)


async def store_context(
    address: RecordAddress,
    intent_id: str,
    record: Json,
) -> None:
    """Change fields of a dialog.

    Raises ``RequestError`` for what could not be read again.
    """
    unknown = sorted(record.keys() - set(_EDITABLE))
    if unknown:
        raise RequestError(
            f"A dialog has no {unknown[0]!r}; it has {', '.join(_EDITABLE)}.",
        )
    async with _proxy(address) as proxy:
        stored = await proxy.read_context(intent_id)
        if not stored:
            raise RequestError(f"There is no dialog {intent_id} any more.")
        stack_id = str(stored.get("_stack_id", ""))
        await proxy.lock(proxy.stack_key(stack_id))
        # It may have changed before the lock was held.
        stored = await proxy.read_context(intent_id)
        try:
            context = proxy.context_from(intent_id, {**stored, **record})
        except DialogsError as error:
            raise RequestError(_why(record) or str(error)) from error
        await proxy.write_context(intent_id, dump_context(context))
    await _show(address, stack_id, intent_id)


def _why(record: Mapping[str, object]) -> str | None:
    """Return what is wrong with the types of a record, in plain words."""
    for name in ("dialog_data", "widget_data"):
        if not isinstance(record.get(name, {}), dict):
            return f"{name} should be an object, not {record[name]!r}."
    return None


async def store_stack(
    address: RecordAddress,
    stack_id: str,
    record: Json,
) -> None:
    """Replace the record of a stack.

    Raises ``RequestError`` for fields that it does not have, for values that
    could not be read again and for dialogs that are not there.
    """
    async with _proxy(address) as proxy:
        await proxy.lock(proxy.stack_key(stack_id))
        readable = load_stack(stack_id, record)
        for name, value in record.items():
            attribute = "id" if name == "_id" else name
            if getattr(readable, attribute, _NOTHING) != value:
                raise RequestError(
                    f"{name} of a stack cannot be {json.dumps(value)}.",
                )
        for intent_id in readable.intents:
            if not await proxy.read_context(intent_id):
                raise RequestError(f"There is no dialog {intent_id}.")
        await proxy.save_stack(readable)
    if readable.intents:
        await _show(address, stack_id, readable.intents[-1])


_NOTHING = object()


@asynccontextmanager
async def _proxy(address: RecordAddress) -> AsyncIterator[StorageProxy]:
    running = address.running
    gateway = next(gateways_of(running.dispatcher), None)
    if gateway is None:
        raise RequestError("This bot has no dialogs.")
    proxy = StorageProxy(
        storage=running.dispatcher.storage,
        events_isolation=gateway.sessions.events_isolation,
        user_id=None,
        chat_id=address.chat.id,
        thread_id=address.thread,
        business_connection_id=address.connection_id,
        bot=running.bot,
        state_groups=_groups(running),
    )
    async with proxy:
        yield proxy


def _groups(running: RunningBot) -> dict[str, type[StatesGroup]]:
    return {
        dialog.states_group_name(): dialog.states_group()
        for dialog in collect_dialogs(running.dispatcher)
    }


async def _show(address: RecordAddress, stack_id: str, intent_id: str) -> None:
    """Let the window be drawn with what is stored now."""
    state = address.bot_world.state
    user_id = address.somebody(stack_id)
    manager = BgManager(
        user=User.model_validate(user_json(state, user_id)),
        chat=Chat.model_validate(chat_json(state, address.chat)),
        bot=address.running.bot,
        router=address.running.dispatcher,
        intent_id=intent_id,
        stack_id=None,
        thread_id=address.thread,
        business_connection_id=address.connection_id,
    )
    await manager.update({}, show_mode=ShowMode.EDIT)
