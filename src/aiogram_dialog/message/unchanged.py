"""Telling for certain that a pressed message is as wanted already.

Telegram refuses an edit that changes nothing. Where that is certain the edit
need not be sent.
"""

import re
from typing import Any

from aiogram.enums import MessageEntityType
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from aiogram_dialog.api.entities import MarkupVariant, NewMessage

_LIMIT = 10_000

# Symbols that could mean more than themselves in some parse mode.
_MARKUP = re.compile(r"[<>&*_`\[\]~|\\!]")
# What Telegram finds by itself in a text; all else came from a parse mode.
_FOUND_BY_TELEGRAM = frozenset(
    {
        MessageEntityType.BOT_COMMAND,
        MessageEntityType.CASHTAG,
        MessageEntityType.EMAIL,
        MessageEntityType.HASHTAG,
        MessageEntityType.MENTION,
        MessageEntityType.PHONE_NUMBER,
        MessageEntityType.URL,
    },
)


# Chats of one person with a business and with the bot have the same id.
_Place = tuple[str | None, int, int]


class EditDates:
    """Know the latest edit of a bot's messages, as far as Telegram has told.

    A press may have been on the way while its message was edited: it shows
    what was there before.
    """

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        # Seconds; below 0 where two edits were made in one second.
        self._dates: dict[_Place, int] = {}

    def note(self, message: Message) -> None:
        """Remember a message that was sent or edited just now."""
        # What `_place_of()` does, for each edit comes here.
        place = (
            message.business_connection_id,
            message.chat.id,
            message.message_id,
        )
        date = message.edit_date or 0
        is_unclear = date and abs(self._dates.get(place, 0)) == date
        self._dates[place] = -date if is_unclear else date
        if len(self._dates) > self._limit:
            # The one that was noted first.
            del self._dates[next(iter(self._dates))]

    def is_latest(self, message: Message) -> bool:
        """Tell whether a message is for certain as Telegram has it now."""
        date = self._dates.get(_place_of(message))
        return date is not None and date == (message.edit_date or 0)


def _place_of(message: Message) -> _Place:
    return (
        message.business_connection_id,
        message.chat.id,
        message.message_id,
    )


def is_as_wanted(pressed: Message, wanted: NewMessage) -> bool:
    """Tell whether editing a message would for certain change nothing."""
    return (
        wanted.media is None
        and wanted.link_preview_options is None
        and wanted.protect_content is None
        and not pressed.has_protected_content
        and pressed.text is not None
        and pressed.text == wanted.text
        and not _MARKUP.search(pressed.text)
        and all(
            entity.type in _FOUND_BY_TELEGRAM
            for entity in pressed.entities or ()
        )
        and _is_same_keyboard(pressed.reply_markup, wanted.reply_markup)
    )


def _is_same_keyboard(
    pressed: InlineKeyboardMarkup | None,
    wanted: MarkupVariant | None,
) -> bool:
    if not isinstance(wanted, InlineKeyboardMarkup):
        return False
    rows = pressed.inline_keyboard if pressed else []
    return _fields(rows) == _fields(wanted.inline_keyboard)


def _fields(rows: list[list[InlineKeyboardButton]]) -> list[list[Any]]:
    # A message from Telegram is bound to its bot, which no `==` passes over.
    return [
        [(vars(button), button.model_extra) for button in row] for row in rows
    ]
