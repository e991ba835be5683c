"""Texts that are converted and kept."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, Protocol

from aiogram.enums import ContentType
from aiogram.types import Message
from typing_extensions import TypeVar

from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.default import (
    Default,
    DefaultSource,
    to_text,
)
from aiogram_dialog.widgets.common.managed import ManagedWidget
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .base import BaseInput
from .message_filter import make_filter, pass_all

T = TypeVar("T", default=str)
T_contra = TypeVar("T_contra", contravariant=True)
TypeFactory = Callable[[str], T]


class OnSuccess(Protocol[T_contra]):
    """Be told of a text that could be converted."""

    @abstractmethod
    async def __call__(
        self,
        message: Message,
        widget: "ManagedTextInput[Any]",
        dialog_manager: DialogManager,
        data: T_contra,
        /,
    ) -> Any:
        """Take the converted text."""
        ...


class OnError(Protocol):
    """Be told of a text that could not be converted."""

    @abstractmethod
    async def __call__(
        self,
        message: Message,
        widget: "ManagedTextInput[Any]",
        dialog_manager: DialogManager,
        error: ValueError,
        /,
    ) -> Any:
        """Take the error."""
        ...


class TextInput(BaseInput, Generic[T]):
    """Keep a text of the user, and give it converted.

    ``type_factory``: converts the text; it raises ``ValueError`` for a
    wrong one.
    ``on_success``: called with the message, the managed input, the manager
    and the converted text.
    ``on_error``: called with the error in place of it.
    ``filter``: anything that aiogram accepts as a filter.
    ``default``: the text at first, or a value whose ``str()`` it is; the
    name of one in the data, a magic filter, or a function of data, widget
    and manager, awaited if need be. A text that the data has no value for
    is the text itself. It is resolved when the window is rendered without
    a text, and kept, as if the user had sent it.
    """

    _default: Default[str | None] = Default(None, None, to_text)

    def __init__(
        self,
        id: str,
        type_factory: TypeFactory[T] = str,  # type: ignore[assignment] # T is str then
        on_success: OnSuccess[T] | WidgetEventProcessor | None = None,
        on_error: OnError | WidgetEventProcessor | None = None,
        filter: Callable[..., Any] | None = None,
        *,
        default: Any | DefaultSource[Any] = None,
    ) -> None:
        super().__init__(id=id)
        self.type_factory = type_factory
        self.on_success = ensure_event_processor(on_success)
        self.on_error = ensure_event_processor(on_error)
        self.filter = None if filter is None else make_filter(filter)
        self._default = Default(default, self, to_text, may_be_text=True)

    async def prepare(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> None:
        """Keep the default if there is no text."""
        await self._default.settle(data, self, manager)

    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Keep the text and tell ``on_success``, or ``on_error``."""
        if message.content_type != ContentType.TEXT or message.text is None:
            return False
        if self.filter and not await pass_all([self.filter], manager):
            return False
        managed = self.managed(manager)
        try:
            value = self.type_factory(message.text)
        except ValueError as error:
            await self.on_error.process_event(message, managed, manager, error)
        else:
            self.set_widget_data(manager, message.text)
            await self.on_success.process_event(
                message,
                managed,
                manager,
                value,
            )
        return True

    def get_value(self, manager: DialogManager) -> T | None:
        """Return the text that was kept, converted; None if there is none."""
        text = self._default.read(self, manager)
        return None if text is None else self.type_factory(text)

    def managed(self, manager: DialogManager) -> "ManagedTextInput[T]":
        """Return the input together with the text it keeps."""
        return ManagedTextInput(self, manager)


class ManagedTextInput(ManagedWidget[TextInput[T]], Generic[T]):
    """Give the text that was kept."""

    def get_value(self) -> T | None:
        """Return the text that was kept, converted; None if there is none."""
        return self.widget.get_value(self.manager)
