"""Where dialogs are found by their states."""

from abc import abstractmethod
from typing import Protocol

from aiogram.fsm.state import State, StatesGroup

from .dialog import DialogProtocol


class DialogRegistryProtocol(Protocol):
    """Know all dialogs of a bot."""

    @abstractmethod
    def find_dialog(self, state: State | str) -> DialogProtocol:
        """Return the dialog of a state or of its name, ``Group:name``.

        Raises ``UnregisteredDialogError`` if there is none.
        """
        ...

    @abstractmethod
    def states_groups(self) -> dict[str, type[StatesGroup]]:
        """Return the states groups of all dialogs by their full names."""
        ...
