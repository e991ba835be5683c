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


class DialogWarning(UserWarning):
    """Warn of what is accepted, but is rarely meant."""


class DialogsError(RuntimeError):
    """Be the base of every error of this package."""


class InvalidStackIdError(DialogsError):
    """Tell that an internal event names neither an intent nor a stack."""


class UnknownIntent(DialogsError):
    """Tell that nothing is stored for an intent id.

    ``intent_id`` names it, if it is known.
    """

    def __init__(self, *args: object, intent_id: str | None = None) -> None:
        super().__init__(*args)
        self.intent_id = intent_id


class OutdatedIntent(DialogsError):
    """Tell that a dialog exists, but is not on top of its stack.

    ``stack_id`` is the id of the stack it belongs to.
    """

    def __init__(self, stack_id: str, text: str) -> None:
        super().__init__(text)
        self.stack_id = stack_id


class UnknownState(DialogsError):
    """Tell that a stored state does not exist in the code.

    ``intent_id`` and ``stack_id`` name the dialog it was stored for, if it
    is known.
    """

    def __init__(
        self,
        *args: object,
        intent_id: str | None = None,
        stack_id: str | None = None,
    ) -> None:
        super().__init__(*args)
        self.intent_id = intent_id
        self.stack_id = stack_id


class IncompatibleDialog(UnknownState):
    """Tell that the code cannot read what is stored of a dialog.

    ``is_newer``: a newer version of the bot has stored it; otherwise its
    migration has failed, and the error of that is the cause.
    """

    def __init__(
        self,
        *args: object,
        intent_id: str,
        stack_id: str | None,
        is_newer: bool,
    ) -> None:
        super().__init__(*args, intent_id=intent_id, stack_id=stack_id)
        self.is_newer = is_newer


class DialogStackOverflow(DialogsError):
    """Tell that a stack has no place for one more dialog."""


class IncorrectBackgroundError(DialogsError):
    """Tell that a manager was used after its handler had ended."""


class NoContextError(DialogsError):
    """Tell that a dialog is needed and none is open."""


class UnregisteredDialogError(DialogsError):
    """Tell that no dialog with such a states group is registered."""


class UnregisteredWindowError(DialogsError):
    """Tell that a dialog has no window for its state."""


class InvalidWidgetIdError(DialogsError):
    """Tell that a widget id has characters that it may not have."""


class InvalidWidget(DialogsError):
    """Tell that a widget cannot be used like this."""


class InvalidWidgetType(InvalidWidget):
    """Tell that an object of this type is no widget."""


class InvalidKeyboardType(DialogsError):
    """Tell that a reply keyboard was rendered outside the default stack."""


class CallbackDataTooLong(DialogsError):
    """Tell that a button says more than Telegram takes.

    Callback data has at most 64 bytes in the Bot API; ``data`` is what the
    button would have sent, ``widget_id`` names its widget.
    """

    def __init__(self, widget_id: str, data: str, text: str) -> None:
        super().__init__(text)
        self.widget_id = widget_id
        self.data = data


class AccessForbiddenError(DialogsError):
    """Tell that the access validator refused a background command."""


class StackBusyError(DialogsError):
    """Tell that a handler tried to enter the stack it already holds."""


class LockTimeoutError(DialogsError):
    """Tell that a stack has changed while a slow handler had it.

    Locks of Redis end by themselves after a time. What the handler has
    changed is not stored. ``stack_id`` is the id of the stack.
    """

    def __init__(self, stack_id: str, text: str) -> None:
        super().__init__(text)
        self.stack_id = stack_id


class UnstorableDataError(DialogsError):
    """Tell that the storage refuses a value of a dialog's data.

    ``path`` names the value, like ``dialog_data['when']``.
    """

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text)
        self.path = path
