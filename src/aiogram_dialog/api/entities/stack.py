"""A stack of open dialogs, and the ids of stacks and dialogs."""

import secrets
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase, digits

from aiogram.enums import ContentType
from aiogram.fsm.state import State

from aiogram_dialog.api.exceptions import DialogStackOverflow

from .access import AccessSettings
from .context import Context, Data

DEFAULT_STACK_ID = ""
GROUP_STACK_ID = "<->"

_ID_SYMBOLS = digits + ascii_lowercase + ascii_uppercase
# They leave 57 of Telegram's 64 bytes for the button itself.
MAX_ID_LENGTH = 6
_MAX_ID = len(_ID_SYMBOLS) ** MAX_ID_LENGTH
_STACK_LIMIT = 100


def new_int_id() -> int:
    """Return a random number that makes an id of at most 6 symbols."""
    return secrets.randbelow(_MAX_ID)


def id_to_str(int_id: int) -> str:
    """Write a number in base 62, the least significant digit first."""
    if not int_id:
        return _ID_SYMBOLS[0]
    symbols = []
    while int_id:
        int_id, digit = divmod(int_id, len(_ID_SYMBOLS))
        symbols.append(_ID_SYMBOLS[digit])
    return "".join(symbols)


def new_id() -> str:
    """Return a fresh id for a stack or a dialog: 1 to 6 symbols."""
    return id_to_str(new_int_id())


@dataclass(unsafe_hash=True)
class Stack:
    """Hold the open dialogs of one screen, the top one last.

    Stacks are equal if their ids and access settings are.
    """

    _id: str = field(default_factory=new_id)
    intents: list[str] = field(default_factory=list, compare=False)
    last_message_id: int | None = field(default=None, compare=False)
    last_reply_keyboard: bool = field(default=False, compare=False)
    last_media_id: str | None = field(default=None, compare=False)
    last_media_unique_id: str | None = field(default=None, compare=False)
    last_income_media_group_id: str | None = field(
        default=None,
        compare=False,
    )
    content_type: ContentType | None = field(default=None, compare=False)
    access_settings: AccessSettings | None = field(default=None, hash=False)
    has_protected_content: bool | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """Return the id of the stack."""
        return self._id

    def take(self, other: "Stack") -> None:
        """Become equal to another stack in all that it holds.

        Args:
            other: The stack whose fields are taken over.
        """
        vars(self).update(vars(other))

    def take_screen(self, other: "Stack") -> None:
        """Take over what another stack says of the message on the screen.

        Args:
            other: The stack that names the message.
        """
        self.last_message_id = other.last_message_id
        self.last_reply_keyboard = other.last_reply_keyboard
        self.last_media_id = other.last_media_id
        self.last_media_unique_id = other.last_media_unique_id
        self.content_type = other.content_type
        self.has_protected_content = other.has_protected_content

    def push(self, state: State, data: Data) -> Context:
        """Put a new dialog on top and return its context.

        Raises ``DialogStackOverflow`` if 100 dialogs are open already.
        """
        if len(self.intents) >= _STACK_LIMIT:
            raise DialogStackOverflow(state, _STACK_LIMIT)
        context = Context(
            _intent_id=new_id(),
            _stack_id=self.id,
            state=state,
            start_data=data,
        )
        self.intents.append(context.id)
        return context

    def pop(self) -> str:
        """Take the top dialog off and return its intent id."""
        return self.intents.pop()

    def last_intent_id(self) -> str:
        """Return the intent id of the top dialog."""
        return self.intents[-1]

    def empty(self) -> bool:
        """Tell whether no dialog is open."""
        return not self.intents

    def default(self) -> bool:
        """Tell whether this is the default stack of a private chat."""
        return self.id == DEFAULT_STACK_ID
