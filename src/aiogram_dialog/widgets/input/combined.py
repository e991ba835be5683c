"""Several inputs in one window."""

from collections.abc import Callable, Iterable
from typing import Any

from aiogram.types import Message

from aiogram_dialog.api.internal import InputWidget, Widget
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.tree import find_first

from .base import BaseInput
from .message_filter import make_filters, pass_all


class CombinedInput(BaseInput):
    """Offer messages to inputs until one takes it."""

    def __init__(
        self,
        *inputs: InputWidget,
        filter: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__()
        self.inputs = inputs
        self.filters = make_filters(filter)

    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Tell whether one of the inputs has taken the message."""
        if not await pass_all(self.filters, manager):
            return False
        for widget in self.inputs:
            if await widget.process_message(message, dialog, manager):
                return True
        return False

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.inputs

    async def prepare(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> None:
        """Let the inputs do what is to be done when they are rendered."""
        for widget in self.inputs:
            if isinstance(widget, BaseInput):
                await widget.prepare(data, manager)

    def find(self, widget_id: str) -> Any:
        """Return the input with this id, or None."""
        return find_first(self.inputs, widget_id)
