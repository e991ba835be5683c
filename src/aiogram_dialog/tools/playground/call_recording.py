"""What the bot asks of Telegram, and how Telegram answers."""

from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from aiogram_dialog.emulator import ChatRef
from aiogram_dialog.emulator.state import State

from .activity_log import ActivityLog, LogEntry
from .chat_keys import chat_key, chat_of_bot

_TEXTS = ("text", "caption", "emoji", "action", "callback_query_id")


class CallRecorder(BaseRequestMiddleware):
    """Put every call of the Bot API in the activity log.

    ``on_done``: called after each, for it may have changed the world.
    """

    def __init__(
        self,
        log: ActivityLog,
        state: State,
        on_done: Callable[[], None],
    ) -> None:
        self._log = log
        self._state = state
        self._on_done = on_done

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call."""
        entry = self._log.add("call", _title(method), details=method)
        self._place(entry, bot, method)
        try:
            with self._log.timing(entry):
                result = await make_request(bot, method)
        finally:
            self._on_done()
        # That is what the method returns, not the whole response.
        answer: Any = result
        message_id = getattr(answer, "message_id", entry.message)
        self._log.change(
            entry,
            message=message_id,
            details={"parameters": method, "result": answer},
        )
        return result

    def _place(
        self,
        entry: LogEntry,
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> None:
        chat_id = getattr(method, "chat_id", None)
        message_id = getattr(method, "message_id", None)
        chat: ChatRef | None = None
        if isinstance(chat_id, int):
            chat = chat_of_bot(bot.id, chat_id)
        query_id = getattr(method, "callback_query_id", "")
        query = self._state.queries.get(query_id)
        if query is not None:
            chat, message_id = query.chat, query.message_id
        if chat is not None:
            self._log.change(
                entry,
                chat=chat_key(chat),
                message=message_id,
            )


def _title(method: TelegramMethod[Any]) -> str:
    for name in _TEXTS:
        value = getattr(method, name, None)
        if isinstance(value, str) and value:
            shown = value if len(value) <= _LONGEST else f"{value[:57]}…"
            return f"{method.__api_method__} “{shown}”"
    return str(method.__api_method__)


_LONGEST = 60
