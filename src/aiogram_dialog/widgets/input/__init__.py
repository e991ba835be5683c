"""Widgets that take messages of the user."""

from .base import BaseInput, MessageHandlerFunc, MessageInput
from .combined import CombinedInput
from .text import ManagedTextInput, TextInput

__all__ = [
    "BaseInput",
    "CombinedInput",
    "ManagedTextInput",
    "MessageHandlerFunc",
    "MessageInput",
    "TextInput",
]
