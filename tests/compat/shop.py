"""A bot whose stored dialogs go on in another version of the package.

It uses only what versions 2.6 and 2.7 have in common, and a Telegram of a
few lines, so it runs with either::

    python tests/compat/shop.py make FILE   # play, write what was stored
    python tests/compat/shop.py open FILE   # go on from what was stored
"""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from aiogram_dialog import (
    AccessSettings,
    Dialog,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Cancel,
    Checkbox,
    Counter,
    Multiselect,
    Next,
    Radio,
    Start,
)
from aiogram_dialog.widgets.text import Const, Format

ANN = User(id=7, is_bot=False, first_name="Ann")
PRIVATE = Chat(id=7, type="private")
GROUP = Chat(id=-100, type="supergroup", title="Friends")


class Shop(StatesGroup):
    list = State()
    name = State()


class Cart(StatesGroup):
    only = State()


async def get_data(dialog_manager, **kwargs):
    widget_data = dialog_manager.current_context().widget_data
    return {
        "start": dialog_manager.start_data,
        "data": dialog_manager.dialog_data,
        # No widget has such a name: what newer versions keep there.
        "widgets": {
            name: value
            for name, value in widget_data.items()
            if ":" not in name
        },
    }


async def keep_name(message, widget, manager, name):
    manager.dialog_data["name"] = name


async def say_hello(result, manager):
    manager.dialog_data["started"] = ["yes", 1, None, {"a": 1.5}]


shop = Dialog(
    Window(
        Format("list {start} {data} {widgets}"),
        Checkbox(Const("[x]"), Const("[ ]"), id="check"),
        Radio(
            Format("(x) {item}"),
            Format("( ) {item}"),
            id="radio",
            item_id_getter=str,
            items=["a", "b"],
        ),
        Multiselect(
            Format("+ {item}"),
            Format("- {item}"),
            id="multi",
            item_id_getter=str,
            items=["c", "d"],
        ),
        Counter(id="counter"),
        Next(),
        Start(Const("Cart"), id="cart", state=Cart.only, data={"n": [1]}),
        state=Shop.list,
    ),
    Window(
        Format("name {start} {data} {widgets}"),
        TextInput(id="text", on_success=keep_name),
        Start(Const("Cart"), id="cart", state=Cart.only, data={"n": [1]}),
        state=Shop.name,
    ),
    getter=get_data,
    on_start=say_hello,
)
cart = Dialog(
    Window(Format("cart {start}"), Cancel(), state=Cart.only),
    getter=get_data,
)


async def start(message, dialog_manager):
    await dialog_manager.start(
        Shop.list,
        data={"from": message.text},
        mode=StartMode.RESET_STACK,
        access_settings=AccessSettings([7], custom={"role": "owner"}),
    )


class Records(BaseStorage):
    """Keep records as text under the keys that Redis has."""

    def __init__(self, records: dict[str, Any]) -> None:
        self.texts = {key: json.dumps(data) for key, data in records.items()}
        self.keys = DefaultKeyBuilder(with_destiny=True, with_bot_id=True)

    def all(self) -> dict[str, Any]:
        return {key: json.loads(text) for key, text in self.texts.items()}

    async def get_data(self, key) -> dict[str, Any]:
        return json.loads(self.texts.get(self.keys.build(key, "data"), "{}"))

    async def set_data(self, key, data: Mapping[str, Any]) -> None:
        name = self.keys.build(key, "data")
        if data:
            self.texts[name] = json.dumps(data)
        else:
            self.texts.pop(name, None)

    async def set_state(self, key, state=None) -> None:
        pass

    async def get_state(self, key) -> None:
        return None

    async def close(self) -> None:
        pass


class Telegram(BaseSession):
    """Keep the messages of the bot; nothing else is asked for here."""

    def __init__(self, messages: dict[str, Any]) -> None:
        super().__init__()
        self.messages = messages

    async def make_request(self, bot, method, timeout=None):
        name = type(method).__name__
        if name not in {"SendMessage", "EditMessageText"}:
            return True
        message_id = getattr(method, "message_id", None)
        if message_id is None:
            message_id = 1000 + len(self.messages)
        rows = method.reply_markup.inline_keyboard
        key = f"{method.chat_id} {message_id}"
        self.messages[key] = {
            "text": method.text,
            "rows": [
                [
                    {"text": b.text, "callback_data": b.callback_data}
                    for b in row
                ]
                for row in rows
            ],
        }
        return self.message(key).as_(bot)

    def message(self, key: str) -> Message:
        chat_id, message_id = map(int, key.split())
        shown = self.messages[key]
        return Message.model_validate(
            {
                "message_id": message_id,
                "date": datetime.now(timezone.utc),
                "chat": PRIVATE if chat_id == PRIVATE.id else GROUP,
                "from": {"id": 42, "is_bot": True, "first_name": "bot"},
                "text": shown["text"],
                "reply_markup": {"inline_keyboard": shown["rows"]},
            },
        )

    async def stream_content(self, *args, **kwargs) -> AsyncGenerator[bytes]:
        yield b""

    async def close(self) -> None:
        pass


class Play:
    """Say and press something, and see what is shown last."""

    def __init__(self, stored: dict[str, Any]) -> None:
        self.storage = Records(stored.get("records", {}))
        self.telegram = Telegram(dict(stored.get("messages", {})))
        self.bot = Bot("42:token", session=self.telegram)
        for router in (shop, cart):
            router._parent_router = None
        self.dispatcher = Dispatcher(storage=self.storage)
        self.dispatcher.message.register(start, CommandStart())
        self.dispatcher.include_routers(shop, cart)
        setup_dialogs(self.dispatcher)

    async def says(self, chat: Chat, text: str) -> str:
        message = Message(
            message_id=1,
            date=datetime.now(timezone.utc),
            chat=chat,
            from_user=ANN,
            text=text,
        )
        return await self._feed(chat, message=message)

    async def presses(self, chat: Chat, label: str) -> str:
        key = self._last(chat)
        (data,) = (
            button["callback_data"]
            for row in self.telegram.messages[key]["rows"]
            for button in row
            if button["text"] == label
        )
        click = CallbackQuery(
            id="1",
            from_user=ANN,
            chat_instance="1",
            message=self.telegram.message(key),
            data=data,
        )
        return await self._feed(chat, callback_query=click)

    def _last(self, chat: Chat) -> str:
        keys = [
            key
            for key in self.telegram.messages
            if key.startswith(f"{chat.id} ")
        ]
        return max(keys, key=lambda key: int(key.split()[1]))

    async def _feed(self, chat: Chat, **event: Any) -> str:
        await self.dispatcher.feed_update(
            self.bot, Update(update_id=1, **event)
        )
        return self.telegram.messages[self._last(chat)]["text"]


async def make() -> dict[str, Any]:
    """Play until there is something of all kinds in the storage."""
    play = Play({})
    for chat in (PRIVATE, GROUP):
        await play.says(chat, "/start")
        await play.presses(chat, "[ ]")
        await play.presses(chat, "( ) b")
        await play.presses(chat, "- c")
        await play.presses(chat, "+")
        await play.presses(chat, "Next")
        await play.says(chat, "Ann")
        await play.presses(chat, "Cart")
    return {
        "records": play.storage.all(),
        "messages": play.telegram.messages,
    }


SHOP = (
    "name {'from': '/start'} "
    "{'started': ['yes', 1, None, {'a': 1.5}], 'name': 'Ann'} "
    "{'check': True, 'radio': 'b', 'multi': ['c'], 'counter': 1, "
    "'text': 'Ann'}"
)


async def go_on(stored: dict[str, Any]) -> None:
    """Go on where ``make()`` has ended, and check what is shown."""
    play = Play(stored)
    for chat in (PRIVATE, GROUP):
        shown = await play.presses(chat, "Cancel")
        check(shown, SHOP)
        check(await play.presses(chat, "Cart"), "cart {'n': [1]}")
        check(await play.presses(chat, "Cancel"), SHOP)
        shown = await play.says(chat, "Bob")
        check(shown, SHOP.replace("Ann", "Bob"))


def check(shown: str, expected: str) -> None:
    if shown != expected:
        raise AssertionError(f"{shown!r} is shown, not {expected!r}")


def main() -> None:
    command, path = sys.argv[1], Path(sys.argv[2])
    if command == "make":
        path.write_text(json.dumps(asyncio.run(make()), indent=1) + "\n")
    else:
        asyncio.run(go_on(json.loads(path.read_text())))


if __name__ == "__main__":
    main()
