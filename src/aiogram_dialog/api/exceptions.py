"""Errors of the package.

::

    RuntimeError
    └── DialogsError
        ├── AccessForbiddenError     a background command met a closed door
        ├── CallbackDataTooLong      a button that Telegram would refuse
        ├── DialogStackOverflow      more than 100 dialogs in one stack
        ├── IncorrectBackgroundError a manager used after its handler
        ├── InvalidKeyboardType      a reply keyboard where none can live
        ├── InvalidStackIdError      an internal event without an address
        ├── InvalidWidget
        │   └── InvalidWidgetType    something that cannot stand in a window
        ├── InvalidWidgetIdError     an id with forbidden characters
        ├── LockTimeoutError         a handler slower than the lock of its stack
        ├── MessageNotModified       nothing to change on the screen
        ├── NoContextError           no dialog is open
        ├── OutdatedIntent           a dialog that is not on top any more
        ├── StackBusyError           a handler entering its own stack
        ├── UnknownIntent            a dialog that is not stored any more
        ├── UnknownState             a stored state the code does not know
        │   └── IncompatibleDialog   a stored version the code cannot read
        ├── UnregisteredDialogError  no dialog has this states group
        ├── UnregisteredWindowError  no window has this state
        └── UnstorableDataError      data that the storage refuses

    UserWarning
    └── DialogWarning                something odd, that may be meant so
"""

from aiogram_dialog.api.errors.base import (
    DialogsError,
    DialogWarning,
)
from aiogram_dialog.api.errors.lost_dialogs import (
    IncompatibleDialog,
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.api.errors.registration import (
    UnregisteredDialogError,
    UnregisteredWindowError,
)
from aiogram_dialog.api.errors.sessions import (
    AccessForbiddenError,
    DialogStackOverflow,
    IncorrectBackgroundError,
    InvalidStackIdError,
    LockTimeoutError,
    NoContextError,
    StackBusyError,
    UnstorableDataError,
)
from aiogram_dialog.api.errors.widgets import (
    CallbackDataTooLong,
    InvalidKeyboardType,
    InvalidWidget,
    InvalidWidgetIdError,
    InvalidWidgetType,
)

__all__ = [
    "AccessForbiddenError",
    "CallbackDataTooLong",
    "DialogStackOverflow",
    "DialogWarning",
    "DialogsError",
    "IncompatibleDialog",
    "IncorrectBackgroundError",
    "InvalidKeyboardType",
    "InvalidStackIdError",
    "InvalidWidget",
    "InvalidWidgetIdError",
    "InvalidWidgetType",
    "LockTimeoutError",
    "NoContextError",
    "OutdatedIntent",
    "StackBusyError",
    "UnknownIntent",
    "UnknownState",
    "UnregisteredDialogError",
    "UnregisteredWindowError",
    "UnstorableDataError",
]

# In tracebacks and pickles, they are known by the name of this module.
for _name in __all__:
    globals()[_name].__module__ = __name__
