"""Filters of messages, as aiogram knows them."""

from collections.abc import Callable
from typing import Any

from aiogram.dispatcher.event.handler import FilterObject
from magic_filter import MagicFilter

from aiogram_dialog.api.protocols import DialogManager


class MessageFilter:
    """Check messages with whatever aiogram accepts as a filter."""

    def __init__(self, callback: Callable[..., Any] | None) -> None:
        self._magic = callback if isinstance(callback, MagicFilter) else None
        self._filter = None if callback is None else FilterObject(callback)

    async def check(self, manager: DialogManager) -> bool:
        """Tell whether the event passes."""
        if self._filter is None:
            return True
        if self._magic is not None:
            # aiogram would take it to a thread.
            return bool(self._magic.resolve(manager.event))
        return bool(
            await self._filter.call(manager.event, **manager.middleware_data),
        )
