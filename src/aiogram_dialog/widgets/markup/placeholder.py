"""What is seen where the user types."""

from typing import Any

from aiogram_dialog.api.internal import TextWidget
from aiogram_dialog.api.protocols import DialogManager


async def render_placeholder(
    placeholder: TextWidget | None,
    data: dict[str, Any],
    manager: DialogManager,
) -> str | None:
    """Return the text of a placeholder, None if there is none."""
    if placeholder is None:
        return None
    return await placeholder.render_text(data, manager)
