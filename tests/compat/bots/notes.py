"""What the bots tell of the calls of their handlers."""

from typing import Any

from aiogram.types import CallbackQuery, Message

from aiogram_dialog.widgets.common import ManagedWidget

NOTES: list[str] = []


def noting(name: str, then: Any = None) -> Any:
    """Make a handler that notes what it is called with.

    `then` is awaited afterwards, with the manager alone.
    """

    async def handler(*args: Any) -> None:
        NOTES.append(f"{name}({', '.join(map(described, args))})")
        if then is not None:
            (manager,) = filter(_is_manager, args)
            await then(manager)

    return handler


def described(value: Any) -> str:
    """Tell what a value is, without addresses."""
    if isinstance(value, CallbackQuery):
        return f"click {value.data!r}"
    if isinstance(value, Message):
        return f"{value.content_type} {value.text!r}"
    if isinstance(value, ManagedWidget):
        return f"{type(value).__name__} {value.widget_id}{_state(value)}"
    if hasattr(value, "widget_id") and not hasattr(value, "item_id"):
        return f"{type(value).__name__} {value.widget_id}"
    if _is_manager(value):
        return _manager(value)
    return repr(value)


def _is_manager(value: Any) -> bool:
    return hasattr(value, "middleware_data")


def _state(widget: ManagedWidget[Any]) -> str:
    for getter in ("get_value", "get_checked", "get_offset"):
        if hasattr(widget, getter):
            return f" = {getattr(widget, getter)()!r}"
    if hasattr(widget, "set_checked"):
        return f" = {widget.is_checked()!r}"
    return ""


def _manager(manager: Any) -> str:
    name = "manager"
    if hasattr(manager, "item_id"):
        name = f"manager of {manager.widget_id} {manager.item_id!r}"
    if not manager.has_context():
        return name
    return f"{name} in {manager.current_context().state.state}"
