"""Keyboards below messages."""

from typing import Any

from aiogram.types import InlineKeyboardMarkup

from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.api.protocols import DialogManager

from .callback_data import add_intent_id, check_sizes


class InlineKeyboardFactory(MarkupFactory):
    """Make inline keyboards."""

    async def render_markup(
        self,
        data: dict[str, Any],
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> MarkupVariant:
        """Return the keyboard, its buttons marked with the intent id."""
        add_intent_id(keyboard, manager.current_context().id)
        check_sizes(keyboard)
        return InlineKeyboardMarkup(inline_keyboard=keyboard)  # type: ignore[arg-type] # a wrong button is told by pydantic
