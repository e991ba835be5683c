"""What a user may implement or receive."""

from .dialog import CancelEventProcessing, DialogProtocol
from .manager import (
    BaseDialogManager,
    BgManagerFactory,
    DialogManager,
    UnsetId,
)
from .media import MediaIdStorageProtocol
from .message_manager import MessageManagerProtocol, MessageNotModified
from .recovery import OrphanPolicy, RecoveryPolicy
from .registry import DialogRegistryProtocol
from .stack_access import StackAccessValidator

__all__ = [
    "BaseDialogManager",
    "BgManagerFactory",
    "CancelEventProcessing",
    "DialogManager",
    "DialogProtocol",
    "DialogRegistryProtocol",
    "MediaIdStorageProtocol",
    "MessageManagerProtocol",
    "MessageNotModified",
    "OrphanPolicy",
    "RecoveryPolicy",
    "StackAccessValidator",
    "UnsetId",
]
