"""Values that dialogs are made of."""

from .access import AccessSettings
from .context import Context, Data
from .events import EVENT_CONTEXT_KEY, ChatEvent, EventContext
from .launch_mode import LaunchMode
from .media import MediaAttachment, MediaId
from .modes import ClosingMode, ShowMode, StartMode
from .new_message import MarkupVariant, NewMessage, OldMessage, UnknownText
from .record import DialogRecord, Migration
from .stack import DEFAULT_STACK_ID, GROUP_STACK_ID, Stack
from .update_event import (
    DIALOG_EVENT_NAME,
    DialogAction,
    DialogStartEvent,
    DialogSwitchEvent,
    DialogUpdate,
    DialogUpdateEvent,
)

__all__ = [
    "DEFAULT_STACK_ID",
    "DIALOG_EVENT_NAME",
    "EVENT_CONTEXT_KEY",
    "GROUP_STACK_ID",
    "AccessSettings",
    "ChatEvent",
    "ClosingMode",
    "Context",
    "Data",
    "DialogAction",
    "DialogRecord",
    "DialogStartEvent",
    "DialogSwitchEvent",
    "DialogUpdate",
    "DialogUpdateEvent",
    "EventContext",
    "LaunchMode",
    "MarkupVariant",
    "MediaAttachment",
    "MediaId",
    "Migration",
    "NewMessage",
    "OldMessage",
    "ShowMode",
    "Stack",
    "StartMode",
    "UnknownText",
]
