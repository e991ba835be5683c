"""Texts that need not be there."""

from typing import Any

from aiogram_dialog.api.internal import TextWidget
from aiogram_dialog.api.protocols import DialogManager


async def render_optional(
    text: TextWidget | None,
    data: dict[str, Any],
    manager: DialogManager,
) -> str | None:
    """Return the text, None if there is none."""
    return None if text is None else await text.render_text(data, manager)
