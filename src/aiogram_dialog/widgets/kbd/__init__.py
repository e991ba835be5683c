"""Buttons and how they are laid out."""

from .base import Keyboard
from .button import (
    Button,
    LoginURLButton,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    Url,
    WebApp,
)
from .group import Column, Group, Row
from .state import Back, Cancel, EventProcessorButton, Next, Start, SwitchTo

__all__ = [
    "Back",
    "Button",
    "Cancel",
    "Column",
    "EventProcessorButton",
    "Group",
    "Keyboard",
    "LoginURLButton",
    "Next",
    "Row",
    "Start",
    "SwitchInlineQuery",
    "SwitchInlineQueryChosenChatButton",
    "SwitchInlineQueryCurrentChat",
    "SwitchTo",
    "Url",
    "WebApp",
]
