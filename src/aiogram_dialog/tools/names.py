"""What things are called in pictures of a bot."""

from typing import Any

from aiogram.fsm.state import State


def full_name(state: State) -> str:
    """Return the name of a state with its group, like ``Shop:cart``."""
    return str(state.state)


def bare_name(state: State) -> str:
    """Return the name of a state without its group."""
    return full_name(state).rpartition(":")[2]


def plain(word: Any) -> str:
    """Return the text of a string or of a member of an enum of strings."""
    return str(getattr(word, "value", word))
