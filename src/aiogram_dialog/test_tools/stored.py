"""What a bot has stored of the dialogs of a chat."""

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.fsm.storage.base import BaseStorage, StorageKey

from aiogram_dialog.context.storage import (
    CONTEXT_PREFIX,
    STACK_PREFIX,
    fix_stack_id,
)


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """Hold what is stored of an open dialog.

    ``state``: the name of the window, like ``Shop:cart``.
    """

    state: str
    start_data: Any
    dialog_data: dict[str, Any]
    widget_data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StackAddress:
    """Say whose stack it is and where."""

    user_id: int
    chat_id: int
    thread_id: int | None = None
    business_connection_id: str | None = None
    stack_id: str = ""


async def open_dialogs(
    storage: BaseStorage,
    bot: Bot,
    address: StackAddress,
) -> list[OpenDialog]:
    """Return the dialogs of a stack, the one on top last."""

    async def read(destiny: str) -> dict[str, Any]:
        return await storage.get_data(
            StorageKey(
                bot_id=bot.id,
                chat_id=address.chat_id,
                user_id=address.chat_id,
                thread_id=address.thread_id,
                business_connection_id=address.business_connection_id,
                destiny=destiny,
            ),
        )

    stack_id = fix_stack_id(
        address.stack_id,
        address.user_id,
        address.chat_id,
        address.business_connection_id,
    )
    stack = await read(STACK_PREFIX + stack_id)
    records = [
        await read(CONTEXT_PREFIX + intent_id)
        for intent_id in stack.get("intents", [])
    ]
    return [
        OpenDialog(
            record["state"],
            record["start_data"],
            record["dialog_data"],
            record["widget_data"],
        )
        for record in records
    ]
