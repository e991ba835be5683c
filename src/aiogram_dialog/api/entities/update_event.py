"""Background commands, as updates that a dispatcher takes."""

from asyncio import Future
from enum import Enum
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import Chat, TelegramObject, Update, User
from pydantic import ConfigDict

from .access import AccessSettings
from .modes import ShowMode, StartMode

DIALOG_EVENT_NAME = "aiogd_update"


class DialogAction(Enum):
    """Say what a background command does."""

    DONE = "DONE"
    START = "START"
    UPDATE = "UPDATE"
    SWITCH = "SWITCH"
    FG = "FG"


class DialogUpdateEvent(TelegramObject):
    """Carry a background command to a dialog.

    It is addressed by ``intent_id`` or, without one, by ``stack_id``.
    """

    model_config = ConfigDict(
        arbitrary_types_allowed=True,
        use_enum_values=False,
    )

    from_user: User
    chat: Chat
    action: DialogAction
    data: Any
    intent_id: str | None
    stack_id: str | None
    thread_id: int | None
    business_connection_id: str | None
    show_mode: ShowMode | None = None


class DialogStartEvent(DialogUpdateEvent):
    """Ask for a dialog to be started."""

    new_state: State
    mode: StartMode
    access_settings: AccessSettings | None = None


class DialogSwitchEvent(DialogUpdateEvent):
    """Ask for another window of the open dialog."""

    new_state: State


class DialogFgEvent(DialogUpdateEvent):
    """Ask for a full manager in the foreground.

    ``entered`` gets the manager once the stack is held, or the error that
    keeps the asker out; the stack is held until ``exited`` is done.
    ``saved`` is done once all is stored, or gets the error of it.
    """

    entered: Future[Any]
    exited: Future[None]
    saved: Future[None] | None = None


class DialogUpdate(Update):
    """Wrap a background command as an update."""

    aiogd_update: DialogUpdateEvent

    def __init__(self, aiogd_update: DialogUpdateEvent) -> None:
        # A command of a subclass stays the object it is.
        super().__init__(update_id=0, aiogd_update=aiogd_update)

    @property
    def event_type(self) -> str:
        """Return the name of the observer that takes the command."""
        return DIALOG_EVENT_NAME

    @property
    def event(self) -> DialogUpdateEvent:
        """Return the command."""
        return self.aiogd_update
