"""A widget together with the state it has for an event."""

from typing import Any, Generic, TypeVar

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager

__getattr__ = moved_names(__name__)

W = TypeVar("W")


class ManagedWidget(Generic[W]):
    """Hold a widget and a manager; have the attributes of the widget."""

    def __init__(self, widget: W, manager: DialogManager) -> None:
        self.widget = widget
        self.manager = manager

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.widget!r}>"

    def __getattr__(self, name: str) -> Any:
        # Without this a half-made copy would ask itself for ever.
        if name == "widget":
            raise AttributeError(name)
        return getattr(self.widget, name)
