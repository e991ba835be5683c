"""What a window is to its dialog."""

from abc import abstractmethod
from typing import Any, Protocol, runtime_checkable

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.entities import Data, NewMessage
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol


@runtime_checkable
class WatchesWindows(Protocol):
    """Describe a dialog that wants to know which of its windows is seen."""

    @abstractmethod
    async def process_enter(self, manager: DialogManager) -> None:
        """Be told that a window was switched to."""
        ...

    @abstractmethod
    async def process_exit(self, manager: DialogManager) -> None:
        """Be told that the current window is about to be left."""
        ...


class WindowProtocol(Protocol):
    """Describe one screen of a dialog."""

    @abstractmethod
    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a message; tell whether an input took it."""
        ...

    @abstractmethod
    async def process_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a click; tell whether a button took it."""
        ...

    @abstractmethod
    async def process_result(
        self,
        start_data: Data,
        result: Any,
        manager: DialogManager,
    ) -> None:
        """Be told the result of a dialog started from this window."""
        ...

    @abstractmethod
    async def render(
        self,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> NewMessage:
        """Return the message to be seen."""
        ...

    @abstractmethod
    def get_state(self) -> State:
        """Return the state in which the window is seen."""
        ...

    @abstractmethod
    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        ...
