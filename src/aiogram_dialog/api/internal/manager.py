"""How managers are made."""

from abc import abstractmethod
from typing import Any, Protocol

from aiogram import Router

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.protocols import (
    DialogManager,
    DialogRegistryProtocol,
)


class DialogManagerFactory(Protocol):
    """Make the manager of one event."""

    @abstractmethod
    def __call__(
        self,
        event: ChatEvent,
        data: dict[str, Any],
        registry: DialogRegistryProtocol,
        router: Router,
    ) -> DialogManager:
        """Return a manager for the event; called with keywords."""
        ...
