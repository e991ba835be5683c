"""How managers are made, unless the bot makes its own."""

from typing import Any

from aiogram import Router

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import DataGetter, DialogManagerFactory
from aiogram_dialog.api.protocols import (
    DialogManager,
    DialogRegistryProtocol,
    MediaIdStorageProtocol,
    MessageManagerProtocol,
)

from .manager import ManagerImpl


class DefaultManagerFactory(DialogManagerFactory):
    """Make managers that share a message manager and a media storage."""

    def __init__(
        self,
        message_manager: MessageManagerProtocol,
        media_id_storage: MediaIdStorageProtocol,
        getter: DataGetter | None,
    ) -> None:
        self.message_manager = message_manager
        self.media_id_storage = media_id_storage
        self.getter = getter

    def __call__(
        self,
        event: ChatEvent,
        data: dict[str, Any],
        registry: DialogRegistryProtocol,
        router: Router,
    ) -> DialogManager:
        """Return a manager for the event."""
        return ManagerImpl(
            event=event,
            data=data,
            message_manager=self.message_manager,
            media_id_storage=self.media_id_storage,
            registry=registry,
            router=router,
            getter=self.getter,
        )
