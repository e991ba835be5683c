"""What a user does, and the updates Telegram makes of it."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.types import Update

from benchmarks.stub_telegram import BOT_USER, DATE, Telegram


@dataclass(frozen=True)
class Say:
    """A user sends a text; one ``aside`` is not measured."""

    text: str
    chat: int = 1
    aside: bool = False


@dataclass(frozen=True)
class Press:
    """A user presses a button of the message shown last."""

    text: str
    chat: int = 1
    aside: bool = False


@dataclass(frozen=True)
class Do:
    """The bot does something of its own: what it has kept as ``do``."""

    aside: bool = False


Action = Say | Press | Do

# Nobody gets the same update twice: aiogram would remember having seen it.
_NUMBERS = itertools.count(1000)


class Visitors:
    """Users of a bot, each in a private chat with the number of its id."""

    def __init__(self, bot: Bot, telegram: Telegram) -> None:
        self._bot = bot
        self._telegram = telegram

    def update(self, action: Say | Press) -> Update:
        """Make the update for an action, as polling would hand it on."""
        number = next(_NUMBERS)
        if isinstance(action, Say):
            event = {"message": self._message(action, number)}
        else:
            event = {"callback_query": self._query(action, number)}
        return Update.model_validate(
            {"update_id": number, **event},
            context={"bot": self._bot},
        )

    def _message(self, said: Say, number: int) -> Mapping[str, Any]:
        message = {
            "message_id": number,
            "date": DATE,
            "chat": private_chat(said.chat),
            "from": user(said.chat),
            "text": said.text,
        }
        if said.text.startswith("/"):
            command = {"type": "bot_command", "offset": 0}
            message["entities"] = [{**command, "length": len(said.text)}]
        return message

    def _query(self, press: Press, number: int) -> Mapping[str, Any]:
        shown = self._telegram.shown(press.chat)
        return {
            "id": str(number),
            "from": user(press.chat),
            "chat_instance": "1",
            "data": _data_of_button(shown, press.text),
            "message": {
                "message_id": self._telegram.message_id(press.chat),
                "date": DATE,
                "edit_date": DATE + 1,
                "chat": private_chat(press.chat),
                "from": BOT_USER,
                **shown,
            },
        }


def private_chat(number: int) -> dict[str, Any]:
    """Describe the private chat of a user."""
    return {"id": number, "type": "private", "first_name": "Ann"}


def user(number: int) -> dict[str, Any]:
    """Describe a user."""
    return {
        "id": number,
        "is_bot": False,
        "first_name": "Ann",
        "language_code": "en",
    }


def _data_of_button(shown: Mapping[str, Any], text: str) -> str:
    rows = shown.get("reply_markup", {}).get("inline_keyboard", [])
    for button in itertools.chain(*rows):
        if button["text"] == text:
            return str(button["callback_data"])
    texts = [button["text"] for button in itertools.chain(*rows)]
    raise LookupError(f"No button {text!r}, there are {texts}")
