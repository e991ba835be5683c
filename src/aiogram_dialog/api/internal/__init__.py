"""What the parts of the package say to each other."""

from .fake_data import FakeChat, FakeUser, ReplyCallbackQuery
from .manager import DialogManagerFactory
from .middleware import (
    CALLBACK_DATA_KEY,
    CONTEXT_KEY,
    EVENT_SIMULATED,
    STACK_KEY,
    STORAGE_KEY,
)
from .widgets import (
    ButtonVariant,
    DataGetter,
    InputWidget,
    KeyboardWidget,
    LinkPreviewWidget,
    MediaWidget,
    RawKeyboard,
    StyleWidget,
    TextWidget,
    Widget,
)
from .window import WatchesWindows, WindowProtocol

__all__ = [
    "CALLBACK_DATA_KEY",
    "CONTEXT_KEY",
    "EVENT_SIMULATED",
    "STACK_KEY",
    "STORAGE_KEY",
    "ButtonVariant",
    "DataGetter",
    "DialogManagerFactory",
    "FakeChat",
    "FakeUser",
    "InputWidget",
    "KeyboardWidget",
    "LinkPreviewWidget",
    "MediaWidget",
    "RawKeyboard",
    "ReplyCallbackQuery",
    "StyleWidget",
    "TextWidget",
    "WatchesWindows",
    "Widget",
    "WindowProtocol",
]
