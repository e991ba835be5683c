"""Windows, widgets and dialogs for Telegram bots on aiogram."""

from .api.entities import (
    DEFAULT_STACK_ID,
    DIALOG_EVENT_NAME,
    GROUP_STACK_ID,
    AccessSettings,
    ChatEvent,
    Data,
    LaunchMode,
    ShowMode,
    StartMode,
)
from .api.exceptions import DialogWarning
from .api.protocols import (
    BaseDialogManager,
    BgManagerFactory,
    CancelEventProcessing,
    DialogManager,
    DialogProtocol,
    UnsetId,
)
from .dialog import Dialog
from .setup import setup_dialogs
from .widgets.common.sub_manager import SubManager
from .window import Window

__all__ = [
    "DEFAULT_STACK_ID",
    "DIALOG_EVENT_NAME",
    "GROUP_STACK_ID",
    "AccessSettings",
    "BaseDialogManager",
    "BgManagerFactory",
    "CancelEventProcessing",
    "ChatEvent",
    "Data",
    "Dialog",
    "DialogManager",
    "DialogProtocol",
    "DialogWarning",
    "LaunchMode",
    "ShowMode",
    "StartMode",
    "SubManager",
    "UnsetId",
    "Window",
    "setup_dialogs",
]
