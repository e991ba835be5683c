"""Saying which button of a message is meant."""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import Protocol

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)


class InlineButtonLocator(Protocol):
    """Describe how a button is found."""

    @abstractmethod
    def find_button(self, message: Message) -> InlineKeyboardButton | None:
        """Return the button, None if the message has no such one."""
        ...


def _rows(message: Message) -> list[list[InlineKeyboardButton]]:
    # Stand-ins for messages may have a keyboard of any kind.
    markup: object = message.reply_markup
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return markup.inline_keyboard


def _first(
    message: Message,
    is_wanted: Callable[[InlineKeyboardButton], object],
) -> InlineKeyboardButton | None:
    buttons: Iterator[InlineKeyboardButton] = (
        button for row in _rows(message) for button in row
    )
    return next(filter(is_wanted, buttons), None)


class InlineButtonTextLocator(InlineButtonLocator):
    """Find the first button whose whole text matches a regular expression."""

    def __init__(self, regex: str) -> None:
        self.regex = re.compile(regex)

    def find_button(self, message: Message) -> InlineKeyboardButton | None:
        """Return the button, None if the message has no such one."""
        return _first(
            message,
            lambda button: self.regex.fullmatch(button.text),
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.regex.pattern!r})"


class InlineButtonDataLocator(InlineButtonLocator):
    r"""Find the first button whose whole callback data matches.

    The data begins with the id of the dialog: ``".*\x1dbutton_id"``.
    """

    def __init__(self, regex: str) -> None:
        self.regex = re.compile(regex)

    def find_button(self, message: Message) -> InlineKeyboardButton | None:
        """Return the button, None if the message has no such one."""
        return _first(
            message,
            lambda button: (
                button.callback_data is not None
                and self.regex.fullmatch(button.callback_data)
            ),
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.regex.pattern!r})"


class InlineButtonPositionLocator(InlineButtonLocator):
    """Find a button by its row and column, from 0; negative from the end."""

    def __init__(self, row: int, column: int) -> None:
        self.row = row
        self.column = column

    def find_button(self, message: Message) -> InlineKeyboardButton | None:
        """Return the button, None if the message has no such one."""
        try:
            return _rows(message)[self.row][self.column]
        except IndexError:
            return None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(row={self.row}, column={self.column})"
