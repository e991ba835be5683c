"""Telegram without a socket: it answers at once, and remembers.

``stub`` answers with an object that is ready. ``wire`` makes of a request
the form that would be sent, and an object of the JSON that would come back.
"""

import json
from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.types import Message, User

DATE = 1_712_345_678
BOT_USER = {
    "id": 42,
    "is_bot": True,
    "first_name": "Bot",
    "username": "benchmark_bot",
}
_SHOWING = {"sendMessage", "editMessageText"}


class Telegram:
    """What was asked of Telegram: how often, and what is shown where.

    There is one message of the bot in a chat at a time. New ones have two
    numbers by turns, so that their objects are soon all ready.
    """

    def __init__(self) -> None:
        self.calls = 0
        self._last: dict[int, TelegramMethod[Any]] = {}
        self._ids: dict[int, int] = {}
        self._ready: dict[tuple[int, int], Message] = {}

    def message_id(self, chat: int) -> int:
        """Tell the id of the bot's last message in a chat."""
        return self._ids[chat]

    def shown(self, chat: int) -> dict[str, Any]:
        """Tell the text and the keyboard of that message, as JSON."""
        method = self._last.get(chat)
        if method is None:
            return {}
        shown: dict[str, Any] = {"text": method.text}
        if method.reply_markup is not None:
            shown["reply_markup"] = method.reply_markup.model_dump(
                mode="json",
                exclude_none=True,
            )
        return shown

    def take(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """Note a call, and return what it gives."""
        self.calls += 1
        name = method.__api_method__
        if name in _SHOWING:
            chat = method.chat_id
            self._last[chat] = method
            if name == "sendMessage":
                self._ids[chat] = 3 if self._ids.get(chat) == 2 else 2
            return self._message(bot, chat)
        if name == "editMessageReplyMarkup":
            return self._message(bot, method.chat_id)
        if name == "getMe":
            return User(**BOT_USER)
        return True

    def forget(self) -> None:
        """Forget what is shown, to take no memory."""
        for remembered in (self._last, self._ids, self._ready):
            remembered.clear()

    def _message(self, bot: Bot, chat: int) -> Message:
        key = chat, self._ids[chat]
        if key not in self._ready:
            self._ready[key] = _ready_message(bot, *key)
        return self._ready[key]


def _ready_message(bot: Bot, chat: int, number: int) -> Message:
    return Message.model_validate(
        {
            "message_id": number,
            "date": DATE,
            "edit_date": DATE + 1,
            "chat": {"id": chat, "type": "private", "first_name": "Ann"},
            "from": BOT_USER,
            "text": "ready",
        },
        context={"bot": bot},
    )


class StubSession(BaseSession):
    """Answer at once with an object that is ready."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._take = telegram.take

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,
    ) -> Any:
        """Answer a request."""
        return self._take(bot, method)

    async def close(self) -> None:
        """Have nothing to close."""

    async def stream_content(
        self, *_: Any, **__: Any
    ) -> AsyncGenerator[bytes]:
        """Have no files."""
        yield b""


class WireSession(AiohttpSession):
    """Do all that a session does but the sending and the receiving."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._telegram = telegram
        self._replies: dict[tuple[str, ...], str] = {}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,
    ) -> Any:
        """Write a request, read the reply to it."""
        form = self.build_form_data(bot, method)
        form()
        result = self._telegram.take(bot, method)
        reply = self._reply(method, result)
        return self.check_response(bot, method, 200, reply).result

    def _reply(self, method: TelegramMethod[Any], result: Any) -> str:
        # What is Telegram's work is done once for each message it is shown.
        key = (str(getattr(result, "message_id", "")), _content(method))
        if key not in self._replies:
            self._replies[key] = _as_json(self._telegram, method, result)
        return self._replies[key]

    async def close(self) -> None:
        """Have nothing to close."""


def _content(method: TelegramMethod[Any]) -> str:
    return f"{getattr(method, 'text', '')}"


def _as_json(
    telegram: Telegram,
    method: TelegramMethod[Any],
    result: Any,
) -> str:
    if isinstance(result, Message):
        dumped = result.model_dump(mode="json", exclude_none=True)
        dumped["from"] = dumped.pop("from_user")
        dumped["date"] = DATE
        result = {**dumped, **telegram.shown(method.chat_id)}
    elif isinstance(result, User):
        result = BOT_USER
    return json.dumps({"ok": True, "result": result})
