"""What a dialog is to the manager that drives it."""

from abc import abstractmethod
from typing import Any, Protocol, runtime_checkable

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.entities import Data, LaunchMode, NewMessage

from .manager import DialogManager


class CancelEventProcessing(Exception):
    """Be raised by an input or click handler that leaves an event alone.

    In a group nothing is redrawn then; changes of data are kept.
    """


@runtime_checkable
class DialogProtocol(Protocol):
    """Describe a set of windows that a manager can drive."""

    @property
    def launch_mode(self) -> LaunchMode:
        """Return how the dialog joins its stack."""
        ...

    @abstractmethod
    def states_group_name(self) -> str:
        """Return the full name of the states group, like ``Shop.Cart``."""
        ...

    @abstractmethod
    def states(self) -> list[State]:
        """Return the states of the windows, in their order."""
        ...

    @abstractmethod
    def states_group(self) -> type[StatesGroup]:
        """Return the states group of the windows."""
        ...

    @abstractmethod
    async def process_close(
        self,
        result: Any,
        manager: DialogManager,
    ) -> None:
        """Be told that the dialog is about to be closed."""
        ...

    @abstractmethod
    async def process_start(
        self,
        manager: DialogManager,
        start_data: Data,
        state: State | None = None,
    ) -> None:
        """Be told that the dialog was started; choose its first window."""
        ...

    @abstractmethod
    async def process_result(
        self,
        start_data: Data,
        result: Any,
        manager: DialogManager,
    ) -> None:
        """Be told the result of a dialog started from this one."""
        ...

    @abstractmethod
    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        ...

    @abstractmethod
    async def load_data(self, manager: DialogManager) -> dict[str, Any]:
        """Return the data that windows are rendered with."""
        ...

    @abstractmethod
    async def render(self, manager: DialogManager) -> NewMessage:
        """Return the message of the current window."""
        ...
