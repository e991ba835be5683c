"""Filters of messages, as aiogram knows them."""

from collections.abc import Callable, Iterable
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.handler import FilterObject
from magic_filter import MagicFilter

from aiogram_dialog.api.protocols import DialogManager


class _MagicFilter(FilterObject):
    """Be a magic filter that is checked at once.

    aiogram would take it to a thread.
    """

    async def call(self, *args: Any, **kwargs: Any) -> Any:
        return self.callback(*args)


class ContentTypeFilter(FilterObject):
    """Let messages of some kinds pass."""

    def __init__(self, content_types: frozenset[str]) -> None:
        super().__init__(F.content_type.in_(content_types))
        self.content_types = content_types

    async def call(self, *args: Any, **kwargs: Any) -> Any:
        """Tell whether a message is of one of the kinds."""
        message, *_ = args
        return message.content_type in self.content_types


def make_filter(callback: Callable[..., Any]) -> FilterObject:
    """Return whatever aiogram accepts as a filter, ready to be called."""
    if isinstance(callback, MagicFilter):
        return _MagicFilter(callback)
    return FilterObject(callback)


def make_filters(callback: Callable[..., Any] | None) -> list[FilterObject]:
    """Return a list of the filter, an empty one if there is none."""
    return [] if callback is None else [make_filter(callback)]


async def pass_all(
    filters: Iterable[FilterObject],
    manager: DialogManager,
) -> bool:
    """Tell whether the event passes filters, asked one after the other."""
    for each in filters:
        if not await each.call(manager.event, **manager.middleware_data):
            return False
    return True
