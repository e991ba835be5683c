"""Buttons that copy a text."""

from typing import Any

from aiogram.types import CopyTextButton

from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .button import SingleButton

__getattr__ = moved_names(__name__)


class CopyText(SingleButton):
    """Copy a text, 1 to 256 symbols, for the user to paste."""

    def __init__(
        self,
        text: TextWidget,
        copy_text: TextWidget,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, None, when, style)
        self.copy_text = copy_text

    @property
    def _text(self) -> TextWidget:
        return self.text

    @property
    def _copy_text(self) -> TextWidget:
        return self.copy_text

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        text = await self.copy_text.render_text(data, manager)
        return {"copy_text": CopyTextButton(text=text)}
