"""What is done to bring the screen up to date: deciding, not doing.

What is new comes first and cleaning up after it, so that a failure leaves
the old message with its buttons. One thing goes before: where a reply
keyboard goes, a message of its own has to take it away.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from aiogram_dialog.api.entities import ShowMode


class CleanUp(Enum):
    """Say what becomes of the old message."""

    NOTHING = "nothing"
    DELETE = "delete"
    REMOVE_KEYBOARD = "remove keyboard"


class Facts(NamedTuple):
    """Hold what a plan depends on.

    What is said of the old message is of no weight if there is none.
    """

    show_mode: ShowMode
    has_old: bool
    is_changed: bool
    # Telegram edits some kinds of messages into some others only.
    is_editable: bool
    is_protection_changed: bool
    had_reply_keyboard: bool
    needs_reply_keyboard: bool
    # The same sticker, video note or dice: but for its keyboard, nothing
    # of it can be edited, and nothing of it needs to be.
    is_same_fixed: bool


@dataclass(frozen=True, slots=True)
class DoNothing:
    """Leave the screen, and say so."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Leave the screen: it is as wanted."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Edit the old message."""


@dataclass(frozen=True, slots=True)
class EditKeyboard:
    """Edit the keyboard of the old message; all else is as wanted."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send a new message, cleaning up the old one before or after."""

    before: CleanUp = CleanUp.NOTHING
    after: CleanUp = CleanUp.NOTHING


Plan = DoNothing | Keep | Edit | EditKeyboard | Send


def plan(facts: Facts) -> Plan:
    """Return what is to be done."""
    if facts.show_mode is ShowMode.NO_UPDATE:
        return DoNothing()
    if not facts.has_old:
        return Send()
    if facts.show_mode is ShowMode.DELETE_AND_SEND:
        return Send(after=CleanUp.DELETE)
    if facts.show_mode is ShowMode.SEND:
        return _send_below(facts)
    return _edit_in_place(facts)


def _edit_in_place(facts: Facts) -> Plan:
    if not facts.is_changed:
        return Keep()
    if _is_only_keyboard_edited(facts):
        return EditKeyboard()
    if not facts.is_editable or facts.is_protection_changed:
        return Send(after=CleanUp.DELETE)
    return Edit()


def _is_only_keyboard_edited(facts: Facts) -> bool:
    return facts.is_same_fixed and not (
        facts.is_protection_changed
        or facts.had_reply_keyboard
        or facts.needs_reply_keyboard
    )


def _send_below(facts: Facts) -> Plan:
    if not facts.had_reply_keyboard:
        return Send(after=CleanUp.REMOVE_KEYBOARD)
    if facts.needs_reply_keyboard:
        # The new keyboard takes the place of the old one.
        return Send()
    return Send(before=CleanUp.REMOVE_KEYBOARD)
