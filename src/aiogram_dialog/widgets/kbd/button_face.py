"""What is seen of a button: its text, its colour and its icon."""

from typing import Any

from aiogram.types import InlineKeyboardButton

from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.case import Selector
from aiogram_dialog.widgets.style import EMPTY_STYLE, StyleCase
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.widgets.unvalidated import make_button


async def render_face(
    text: TextWidget,
    style: StyleWidget,
    data: dict[str, Any],
    manager: DialogManager,
) -> dict[str, Any]:
    """Return the fields of a button that are seen.

    Versions of aiogram that do not know colours and icons hand them on.
    """
    face: dict[str, Any] = {"text": await text.render_text(data, manager)}
    if style is EMPTY_STYLE:
        return face
    button_style = await style.render_style(data, manager)
    if button_style is not None:
        # An enum is a string for Telegram.
        face["style"] = str(getattr(button_style, "value", button_style))
    emoji = await style.render_emoji(data, manager)
    if emoji is not None:
        face["icon_custom_emoji_id"] = emoji
    return face


async def render_button(
    text: TextWidget,
    style: StyleWidget,
    data: dict[str, Any],
    manager: DialogManager,
    callback_data: str | None,
) -> InlineKeyboardButton:
    """Return a button that sends data when it is clicked."""
    if style is EMPTY_STYLE and callback_data is not None:
        if type(text) is Const and text.is_always_shown:
            # Most labels are: there is nothing to render.
            return make_button(text.text, callback_data)
        label = await text.render_text(data, manager)
        return make_button(label, callback_data)
    face = await render_face(text, style, data, manager)
    return InlineKeyboardButton(**face, callback_data=callback_data)


def either_style(
    if_true: StyleWidget,
    if_false: StyleWidget,
    selector: Selector[Any],
) -> StyleWidget:
    """Return a style that is one of two, or none if both are."""
    if if_true is EMPTY_STYLE and if_false is EMPTY_STYLE:
        return EMPTY_STYLE
    return StyleCase({True: if_true, False: if_false}, selector=selector)
