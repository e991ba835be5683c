"""How a dialog is started and how its message is shown."""

from enum import Enum


class ShowMode(Enum):
    """Say how the message on the screen is brought up to date.

    ``AUTO``: as fits the event: a press edits, a text is answered with a
    new message.
    ``EDIT``: edit the last message.
    ``SEND``: send a new message and take the keyboard off the old one.
    ``DELETE_AND_SEND``: send a new message and delete the old one.
    ``NO_UPDATE``: leave the screen as it is.
    """

    AUTO = "auto"
    EDIT = "edit"
    SEND = "send"
    DELETE_AND_SEND = "delete_and_send"
    NO_UPDATE = "no_update"


class ClosingMode(Enum):
    """Say what becomes of the message when its last dialog is done.

    ``DROP_KEYBOARD``: its keyboard is taken off.
    ``KEEP``: it is left as it is; buttons of the dialog are dead.
    ``DELETE``: it is deleted, or loses its keyboard where that is refused.
    """

    DROP_KEYBOARD = "drop_keyboard"
    KEEP = "keep"
    DELETE = "delete"


class StartMode(Enum):
    """Say where a dialog is started.

    ``NORMAL``: on top of the current stack.
    ``RESET_STACK``: in the current stack, emptied before.
    ``NEW_STACK``: in a stack of its own, with a message of its own.
    """

    NORMAL = "NORMAL"
    RESET_STACK = "RESET_STACK"
    NEW_STACK = "NEW_STACK"
