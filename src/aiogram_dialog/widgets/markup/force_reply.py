"""Asking for a reply."""

from typing import Any

from aiogram.types import ForceReply

from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard, TextWidget
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.text.optional import render_optional


class ForceReplyFactory(MarkupFactory):
    """Let the user reply to the message; buttons are not seen.

    ``input_field_placeholder``: seen where the user types, 1 to 64
    symbols.
    """

    def __init__(
        self,
        input_field_placeholder: TextWidget | None = None,
        selective: bool | None = None,
    ) -> None:
        self.input_field_placeholder = input_field_placeholder
        self.selective = selective

    async def render_markup(
        self,
        data: dict[str, Any],
        manager: DialogManager,
        keyboard: RawKeyboard,
    ) -> MarkupVariant:
        """Return the request for a reply."""
        return ForceReply(
            force_reply=True,
            input_field_placeholder=await render_optional(
                self.input_field_placeholder,
                data,
                manager,
            ),
            selective=self.selective,
        )
