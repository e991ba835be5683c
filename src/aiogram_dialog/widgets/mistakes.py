"""Mistakes in a window that can be seen before anybody opens it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aiogram_dialog.api.entities.stack import MAX_ID_LENGTH
from aiogram_dialog.api.exceptions import CallbackDataTooLong
from aiogram_dialog.api.internal import Widget

from .callables import is_plain_function
from .common.action import Actionable
from .common.tree import inner_widgets, walk
from .kbd.base import Keyboard
from .kbd.button import Button
from .kbd.list_group import ListGroup
from .kbd.pager import BasePager
from .kbd.state import EventProcessorButton
from .markup.callback_data import CB_SEP, MAX_CALLBACK_DATA
from .widget_event import SimpleEventProcessor

# What stands before the data of a widget: the id of its dialog.
_INTENT_SIZE = MAX_ID_LENGTH + len(CB_SEP)
# The shortest item that a button can carry.
_ITEM = "0"


@dataclass(frozen=True, slots=True)
class SharedId:
    """Hold two widgets that cannot be told apart."""

    first: Actionable
    other: Actionable

    def __str__(self) -> str:
        return (
            f"{self.first} and {self.other} have the same id "
            f"{self.first.widget_id!r}: clicks and `find()` come to the "
            "first one, and both share one state. Give them ids of their "
            "own."
        )


def shared_ids(parts: Iterable[Widget]) -> Iterator[SharedId]:
    """Yield ids that several widgets of a window have.

    The rows of a list have ids of their own.
    """
    for scope in _scopes(parts):
        by_id: defaultdict[str, list[Actionable]] = defaultdict(list)
        for widget in scope:
            if isinstance(widget, Actionable) and widget.widget_id:
                by_id[widget.widget_id].append(widget)
        for first, *others in by_id.values():
            odd = [other for other in others if not _is_twin(other, first)]
            if odd:
                yield SharedId(first, odd[0])


def _scopes(parts: Iterable[Widget]) -> Iterator[list[Widget]]:
    """Yield groups of widgets whose ids should differ."""
    scope: list[Widget] = []
    lists: list[ListGroup] = []
    for part in parts:
        for widget in _walk_outside_of_lists(part):
            scope.append(widget)
            if isinstance(widget, ListGroup):
                lists.append(widget)
    yield scope
    for group in lists:
        yield from _scopes(group.buttons)


def _walk_outside_of_lists(widget: Widget) -> Iterator[Widget]:
    yield widget
    if not isinstance(widget, ListGroup):
        for inner in inner_widgets(widget):
            yield from _walk_outside_of_lists(inner)


def _is_twin(widget: Actionable, first: Actionable) -> bool:
    """Tell whether it does not matter which of two widgets is clicked."""
    if widget is first:
        return True
    if isinstance(widget, BasePager) and isinstance(first, BasePager):
        return widget.scroll == first.scroll
    if type(widget) is not type(first) or not isinstance(widget, Button):
        return False
    return _action(widget) == _action(first)


def _action(button: Any) -> list[Any]:
    """Return what makes up the action of a button."""
    processor = button.on_click
    if isinstance(button, EventProcessorButton):
        names = ("state", "show_mode", "result", "start_data", "mode")
        fields = [getattr(button, name, None) for name in names]
        return [button.user_on_click, *fields]
    return [getattr(processor, "callback", processor)]


@dataclass(frozen=True, slots=True)
class _Carried:
    """Say what the buttons of a widget carry at least."""

    keyboard: Keyboard
    data: str


def check_callback_data(keyboard: Keyboard) -> None:
    """Raise ``CallbackDataTooLong`` for an id that no button can carry."""
    for carried in _carried_by(keyboard, ""):
        size = _INTENT_SIZE + len(carried.data)
        if size > MAX_CALLBACK_DATA:
            widget_id = str(carried.keyboard.widget_id)
            raise CallbackDataTooLong(
                widget_id,
                carried.data,
                size=size,
                widget=str(carried.keyboard),
            )


def _carried_by(widget: Widget, prefix: str) -> Iterator[_Carried]:
    if isinstance(widget, Keyboard) and widget.widget_id:
        data = f"{prefix}{widget.widget_id}"
        kind = type(widget)
        if kind._process_item_callback is not Keyboard._process_item_callback:  # noqa: SLF001 - is it overridden?
            yield _Carried(widget, f"{data}:{_ITEM}")
        elif kind._process_own_callback is not Keyboard._process_own_callback:  # noqa: SLF001 - as above
            yield _Carried(widget, data)
    if isinstance(widget, ListGroup):
        prefix = f"{prefix}{widget.widget_id}:{_ITEM}:"
    for inner in inner_widgets(widget):
        yield from _carried_by(inner, prefix)


def odd_callbacks(parts: Iterable[Widget]) -> Iterator[str]:
    """Yield which callbacks of the widgets of a window cannot be awaited."""
    for part in parts:
        for widget in walk(part):
            for name, value in getattr(widget, "__dict__", {}).items():
                if isinstance(value, SimpleEventProcessor):
                    yield from odd_functions(widget, {name: value.callback})


def odd_functions(owner: object, functions: dict[str, Any]) -> Iterator[str]:
    """Yield which of these functions are no coroutine functions."""
    for name, function in functions.items():
        if is_plain_function(function):
            called = getattr(function, "__qualname__", repr(function))
            yield (
                f"`{name.lstrip('_')}` of {owner!r} is {called}, but what "
                "it returns is awaited: it should be an `async def`."
            )
