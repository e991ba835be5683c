"""What all bots by hand have in common."""

from collections.abc import Awaitable, Callable

from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    TelegramObject,
)

ClickFilter = Callable[[CallbackQuery], Awaitable[bool]]
StateFilter = Callable[[TelegramObject, str | None], Awaitable[bool]]


def button(text: str, data: str) -> InlineKeyboardButton:
    """Make a button."""
    return InlineKeyboardButton(text=text, callback_data=data)


def in_state(wanted: str) -> StateFilter:
    """Make a filter of events that come in a state of the chat.

    An async one: a sync one would be run in a thread.
    """

    async def is_in_state(_: TelegramObject, raw_state: str | None) -> bool:
        return raw_state == wanted

    return is_in_state


def clicked(wanted: str) -> ClickFilter:
    """Make a filter of clicks with some data."""

    async def is_clicked(query: CallbackQuery) -> bool:
        return query.data == wanted

    return is_clicked


def clicked_prefix(wanted: str) -> ClickFilter:
    """Make a filter of clicks whose data begins with a text."""

    async def is_clicked(query: CallbackQuery) -> bool:
        return query.data is not None and query.data.startswith(wanted)

    return is_clicked
