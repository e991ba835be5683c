"""Several widgets of which the first one with something to show is shown."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Generic, TypeVar

from typing_extensions import Self

from aiogram_dialog.api.internal import Widget

from .tree import find_first

R = TypeVar("R")
W = TypeVar("W", bound=Widget)


class FirstOf(Generic[W]):
    """Hold widgets joined by ``|``; mixed into widgets of each kind."""

    def __init__(self, *widgets: W) -> None:
        self.widgets = widgets

    def _to_widget(self, other: Any) -> Any:
        """Return the widget for an operand of ``|``."""
        return other

    def __or__(self, other: Any) -> Self:
        return type(self)(*self.widgets, self._to_widget(other))

    def __ror__(self, other: Any) -> Self:
        return type(self)(self._to_widget(other), *self.widgets)

    def __ior__(self, other: Any) -> Self:
        self.widgets = (*self.widgets, self._to_widget(other))
        return self

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.widgets

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        return find_first(self.widgets, widget_id)


async def first_shown(
    renderings: Iterable[Awaitable[R]],
    is_shown: Callable[[R], object] = bool,
) -> R | None:
    """Return the first rendering with something in it.

    Those after it are not asked for.
    """
    for rendering in renderings:
        rendered = await rendering
        if is_shown(rendered):
            return rendered
    return None
