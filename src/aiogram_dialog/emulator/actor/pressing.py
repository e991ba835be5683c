"""Pressing buttons, below messages and in place of the keyboard."""

import difflib
from collections.abc import Iterable
from typing import TypeAlias

from aiogram_dialog.emulator.journal import Pressed
from aiogram_dialog.emulator.keyboards import keyboard_of, use_keyboard
from aiogram_dialog.emulator.labels import visible
from aiogram_dialog.emulator.messages import Message, PressedQuery
from aiogram_dialog.emulator.methods.markup import ACTIONS
from aiogram_dialog.emulator.records import ChatRef, Json
from aiogram_dialog.emulator.views import (
    connection_of,
    inaccessible_json,
    message_json,
    user_json,
)

from .writing import Writing

Button: TypeAlias = str | tuple[int, int]
"""A button by its label, or by row and column, both counted from 0."""

_HEARD = {"callback_data", "callback_game"}
_QUERY_IDS = 4_000_000_000_000_001


class NoSuchButtonError(LookupError):
    """There is no such button where a person was to press one."""

    def __init__(self, button: Button, labels: Iterable[str]) -> None:
        self.button = button
        self.labels = list(labels)
        super().__init__(self._message())

    def _message(self) -> str:
        if not self.labels:
            return f"no button {self.button!r}: there are no buttons here"
        listed = ", ".join(repr(label) for label in self.labels)
        text = f"no button {self.button!r} here; there are {listed}"
        close = difflib.get_close_matches(str(self.button), self.labels, 1)
        return f"{text}; did you mean {close[0]!r}?" if close else text


class Pressing(Writing):
    """Press inline buttons and tap those of a reply keyboard."""

    def presses(
        self,
        chat: ChatRef,
        button: Button,
        *,
        of: Message | int | None = None,
    ) -> str | None:
        """Press an inline button of a message, by default the newest one.

        ``button`` is its label, or its row and column, counted from 0. A
        Message taken earlier is pressed as it was then, even if it has
        changed or is gone. Returns the id of the callback query; None if
        the bot does not hear of such a button. Raises NoSuchButtonError.
        """
        self._require_place(chat)
        message, found = self._find_inline(chat, button, of)
        action = next((name for name in ACTIONS if name in found), "")
        query_id = None
        bot_id = self._keeper(message)
        if action in _HEARD and bot_id is not None:
            query_id = self._query(message, found, bot_id)
        self.state.journal.append(
            Pressed(
                self.id,
                chat,
                message.id,
                found,
                query_id,
                message.ephemeral_id,
            ),
        )
        return query_id

    def _find_inline(
        self,
        chat: ChatRef,
        button: Button,
        of: Message | int | None,
    ) -> tuple[Message, Json]:
        if isinstance(of, Message):
            candidates = [of]
        elif of is not None:
            candidates = [self._current(of, chat)]
        else:
            candidates = [
                *reversed(self._ephemeral(chat)),
                *reversed(self.state.messages_in(chat)),
            ]
        keyboards = [m for m in candidates if m.inline_keyboard]
        for message in keyboards:
            found = find_button(message.inline_keyboard, button)
            if found is not None:
                return message, found
            if isinstance(button, tuple):
                break
        raise NoSuchButtonError(
            button,
            [
                visible(shown["text"])
                for message in keyboards
                for row in message.inline_keyboard
                for shown in row
            ],
        )

    def _ephemeral(self, chat: ChatRef) -> list[Message]:
        return [
            message
            for (ref, receiver, _), message in self.state.ephemeral.items()
            if (ref, receiver) == (chat, self.id)
        ]

    def _keeper(self, message: Message) -> int | None:
        """Find the bot that hears of presses below a message."""
        for bot_id in (message.via_bot, message.business_bot, message.author):
            if bot_id in self.state.bots:
                return bot_id
        bots = self.state.bots_in(message.chat)
        return bots[0] if bots else None

    def _query(self, message: Message, button: Json, bot_id: int) -> str:
        state = self.state
        query_id = str(state.count("query", start=_QUERY_IDS))
        payload: Json = {
            "id": query_id,
            "from": user_json(state, self.id),
            "chat_instance": str(10**15 + abs(message.chat.id)),
        }
        if message.inline_id is not None:
            payload["inline_message_id"] = message.inline_id
        else:
            payload["message"] = self._shown(message, bot_id)
        if "callback_data" in button:
            payload["data"] = button["callback_data"]
        else:
            payload["game_short_name"] = "game"
        state.queries[query_id] = PressedQuery(
            bot_id,
            self.id,
            state.now,
            message.chat,
            message.id,
            ephemeral_id=message.ephemeral_id,
        )
        state.queue(bot_id, "callback_query", payload)
        return query_id

    def _shown(self, message: Message, bot_id: int) -> Json:
        state = self.state
        current: Message | None = message
        if message.ephemeral_id is None:
            current = state.messages.get((message.chat, message.id))
        if current is not None:
            return message_json(state, current, bot_id)
        gone = inaccessible_json(state, message.chat, message.id)
        connection = connection_of(state, message.chat, bot_id)
        if connection is not None:
            gone["business_connection_id"] = connection.id
        return gone

    def taps(
        self,
        chat: ChatRef,
        label: Button,
        *,
        gives: Json | None = None,
    ) -> Message | None:
        """Tap a button of the reply keyboard: its text is sent.

        Buttons that request something send it: the contact, a place, or
        ``gives`` as the field of the Bot API that answers the request:
        ``users_shared``, ``chat_shared``, ``web_app_data`` or ``poll``.
        Without ``gives`` the person refuses. Raises NoSuchButtonError.
        """
        self._require_place(chat)
        keyboard = keyboard_of(self.state, chat, self.id)
        rows = keyboard.markup.get("keyboard", []) if keyboard else []
        button = find_button(rows, label)
        if keyboard is None or button is None:
            labels = [visible(b["text"]) for row in rows for b in row]
            raise NoSuchButtonError(label, labels)
        use_keyboard(self.state, chat, self.id)
        carrier = keyboard.message_id
        if (chat, carrier) not in self.state.messages:
            carrier = 0
        return self._tap(chat, button, carrier or None, gives)

    def _tap(
        self,
        chat: ChatRef,
        button: Json,
        carrier: int | None,
        gives: Json | None,
    ) -> Message | None:
        if button.get("request_contact"):
            return self.sends_contact(chat, reply_to=carrier)
        if button.get("request_location"):
            return self.sends_location(chat, reply_to=carrier)
        if not any(name.startswith("request_") for name in button) and (
            "web_app" not in button
        ):
            in_group = not self.state.chats[chat].is_private
            reply_to = carrier if in_group else None
            return self.says(chat, button["text"], reply_to=reply_to)
        if gives is None:
            return None
        ((kind, value),) = gives.items()
        is_service = kind != "poll"
        return self._appear(chat, kind, {kind: value}, is_service=is_service)


def find_button(rows: list[list[Json]], button: Button) -> Json | None:
    """Find a button of a keyboard by what is seen, or by its place."""
    if isinstance(button, tuple):
        row, column = button
        try:
            return rows[row][column]
        except IndexError:
            return None
    wanted = visible(button)
    for line in rows:
        for shown in line:
            if visible(shown["text"]) == wanted:
                return shown
    return None
