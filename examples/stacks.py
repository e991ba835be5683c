"""Several dialogs at once: each has a message, and a stack, of its own.

A desk keeps lists of what is to be bought. Each list is a message that lives
on by itself: reply to it, and it grows. In a group a list is for whoever has
made it, or for everybody.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/stacks.py
    aiogram-dialog play examples/stacks:make_dispatcher
"""

import asyncio
import logging
import os
from typing import Any, cast

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from aiogram_dialog import (
    DEFAULT_STACK_ID,
    AccessSettings,
    Data,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Cancel,
    Checkbox,
    Column,
    ManagedCheckbox,
    Multiselect,
)
from aiogram_dialog.widgets.text import Const, Format, List

MAX_LISTS = 3
MAX_ITEMS = 20
MAX_TITLE = 40


class Desk(StatesGroup):
    main = State()


class Paper(StatesGroup):
    main = State()


# The desk is in the default stack: texts that reply to nothing come here.


async def open_desk(start_data: Data, manager: DialogManager) -> None:
    manager.dialog_data["titles"] = {}


async def get_titles(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    titles = list(dialog_manager.dialog_data["titles"].values())
    return {"titles": titles, "is_full": len(titles) >= MAX_LISTS}


async def begin_list(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    title: str,
) -> None:
    titles = manager.dialog_data["titles"]
    if message.from_user is None or len(titles) >= MAX_LISTS:
        return
    owner, key = message.from_user.id, str(message.message_id)
    titles[key] = title
    is_shared = cast("ManagedCheckbox", manager.find("shared")).is_checked()
    await manager.start(
        Paper.main,
        {"title": title, "key": key, "owner": owner},
        mode=StartMode.NEW_STACK,
        # A new stack is for everybody in the chat unless somebody is named.
        access_settings=AccessSettings([] if is_shared else [owner]),
    )


desk = Dialog(
    Window(
        Const("Write what the next list is called.", when=~F["is_full"])
        | Const("That is enough. Throw one away before you begin another."),
        List(Format("– {item}"), items="titles"),
        Const("Reply to a list to add something.", when="titles"),
        TextInput(
            "title",
            filter=F.text.len() <= MAX_TITLE,
            on_success=begin_list,
        ),
        Checkbox(Const("👥 For all of us"), Const("👤 For me"), id="shared"),
        Cancel(Const("Close the desk")),
        state=Desk.main,
        getter=get_titles,
        preview_data={"titles": ["Bakery", "Market"], "is_full": False},
    ),
    on_start=open_desk,
)

# A list. It may outlive the desk it was begun at.


async def add_item(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    item: str,
) -> None:
    items = manager.dialog_data.setdefault("items", [])
    if len(items) < MAX_ITEMS:
        items.append(item)


async def get_items(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    items = dialog_manager.dialog_data.get("items", [])
    return {"items": list(enumerate(items))}


async def clear_away(result: Any, manager: DialogManager) -> None:
    data = cast("dict[str, Any]", manager.start_data)
    # Who throws it away need not be the one whose desk it is on.
    their_desk = manager.bg(user_id=data["owner"], stack_id=DEFAULT_STACK_ID)
    async with their_desk.fg() as manager_of_desk:
        if manager_of_desk.has_context():
            manager_of_desk.dialog_data["titles"].pop(data["key"], None)
            await manager_of_desk.show()


paper = Dialog(
    Window(
        Format("📝 {start_data[title]}"),
        Column(
            Multiselect(
                Format("☑ {item[1]}"),
                Format("☐ {item[1]}"),
                id="item",
                item_id_getter=F[0],
                items="items",
            ),
        ),
        TextInput(
            "new",
            filter=F.text.len() <= MAX_TITLE,
            on_success=add_item,
        ),
        Cancel(Const("🗑 Throw away")),
        state=Paper.main,
        getter=get_items,
        preview_data={"items": [(0, "Bread")]},
    ),
    on_close=clear_away,
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Desk.main, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, desk, paper)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
