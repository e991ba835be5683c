"""Messages of any kind, given to a function."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message

from aiogram_dialog.api.internal import InputWidget
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.action import Actionable
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .message_filter import ContentTypeFilter, make_filters, pass_all

MessageHandlerFunc = Callable[
    [Message, "MessageInput", DialogManager],
    Awaitable[Any],
]


class BaseInput(Actionable, InputWidget):
    """Take messages; override ``process_message``.

    ``prepare`` is called with the data of the window when it is rendered.
    """

    @abstractmethod
    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a message; tell whether it was for this widget."""
        raise NotImplementedError

    async def prepare(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> None:
        """Do what is to be done when the window is rendered."""


class MessageInput(BaseInput):
    """Call something for messages.

    ``func``: called with the message, the widget and the manager; or a
    button like ``Next()`` whose action is taken.
    ``content_types``: one kind of messages or several; ``ANY`` for all.
    ``filter``: anything that aiogram accepts as a filter.

    Both become ``filters``, a list that may be changed: its members are
    called one after the other, as aiogram calls them.
    """

    content_types: frozenset[str] = frozenset({ContentType.ANY})

    def __init__(
        self,
        func: MessageHandlerFunc | WidgetEventProcessor | None,
        content_types: Iterable[str] | str = ContentType.ANY,
        filter: Callable[..., Any] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.func = ensure_event_processor(func)
        self.content_types = frozenset(
            {content_types}
            if isinstance(content_types, str)
            else content_types,
        )
        self.filters = make_filters(filter)
        if ContentType.ANY not in self.content_types:
            self.filters.insert(0, ContentTypeFilter(self.content_types))

    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Call the function if the message passes the filters."""
        if self.filters and not await pass_all(self.filters, manager):
            return False
        await self.func.process_event(message, self, manager)
        return True
