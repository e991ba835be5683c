"""Keyboards in place of the letters."""

from typing import Any

from aiogram.types import ReplyKeyboardMarkup

from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard, TextWidget
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.text.optional import render_optional

from .callback_data import add_intent_id
from .reply_callback import transform_to_reply_keyboard


class ReplyKeyboardFactory(MarkupFactory):
    """Make reply keyboards; they work in private default stacks only.

    ``input_field_placeholder``: seen where the user types, 1 to 64
    symbols; the others are as in the Bot API.
    """

    def __init__(
        self,
        resize_keyboard: bool | None = None,
        one_time_keyboard: bool | None = None,
        input_field_placeholder: TextWidget | None = None,
        selective: bool | None = None,
        is_persistent: bool | None = None,
    ) -> None:
        self.resize_keyboard = resize_keyboard
        self.one_time_keyboard = one_time_keyboard
        self.input_field_placeholder = input_field_placeholder
        self.selective = selective
        self.is_persistent = is_persistent

    async def render_markup(
        self,
        data: dict[str, Any],
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> MarkupVariant:
        """Return the keyboard, its buttons marked with the intent id."""
        add_intent_id(keyboard, manager.current_context().id)
        return ReplyKeyboardMarkup(
            keyboard=transform_to_reply_keyboard(keyboard),
            resize_keyboard=self.resize_keyboard,
            one_time_keyboard=self.one_time_keyboard,
            input_field_placeholder=await render_optional(
                self.input_field_placeholder,
                data,
                manager,
            ),
            selective=self.selective,
            is_persistent=self.is_persistent,
        )
