"""Keyboards below messages."""

from typing import Any

from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.unvalidated import make_inline_keyboard

from .callback_data import MAX_CALLBACK_DATA, add_intent_id


class InlineKeyboardFactory(MarkupFactory):
    """Make inline keyboards."""

    async def render_markup(
        self,
        data: dict[str, Any],
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> MarkupVariant:
        """Return the keyboard, its buttons marked with the intent id."""
        add_intent_id(
            keyboard,
            manager.current_context().id,
            max_bytes=MAX_CALLBACK_DATA,
        )
        return make_inline_keyboard(keyboard)
