"""What the state of a widget is before anybody has changed it."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from magic_filter import MagicFilter

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited

from .action import Actionable

V = TypeVar("V")
S = TypeVar("S")

DefaultSource = (
    str
    | MagicFilter
    | Callable[
        [dict[str, Any], Any, DialogManager],
        V | Awaitable[V | None] | None,
    ]
    | None
)


def to_text(value: Any) -> str | None:
    """Return a value as the text it is kept as, None for no value."""
    return None if value is None else str(value)


def _is_something(state: Any) -> bool:
    return state is not None


class Default(Generic[S]):
    """Hold a value that a widget begins with, or where it is found.

    A class has one of None: subclasses need not call its constructor.

    ``source``: a value; the name of a value in the data; a magic filter
    of the data; or a function of data, widget and manager, which is
    awaited if need be. None, whatever it comes from, is no default.
    ``to_state``: makes the state out of a value, and the empty state out
    of None.
    ``kinds``, ``kind``: types of values, and what they are called.
    ``may_be_text``: a name that the data does not have is the value.
    ``is_state``: tells a stored state from what counts as nothing.

    Raises ``TypeError`` for a source that is none of these.
    """

    def __init__(
        self,
        source: Any,
        widget: Actionable | None,
        to_state: Callable[[Any], S],
        *,
        kinds: type | tuple[type, ...] = object,
        kind: str = "a value",
        may_be_text: bool = False,
        is_state: Callable[[Any], bool] = _is_something,
    ) -> None:
        self._source = source
        self._to_state = to_state
        self._kinds = kinds
        self._kind = kind
        self._may_be_text = may_be_text
        self._is_state = is_state
        self.is_plain = not (
            isinstance(source, str | MagicFilter) or callable(source)
        )
        self.plain: Any = source if self.is_plain else None
        self._check(self.plain, widget)

    def _check(self, value: Any, widget: Actionable | None) -> None:
        if value is not None and not isinstance(value, self._kinds):
            raise TypeError(
                f"`default` of {widget} is {value!r}, but it can be "
                f"{self._kind}. Give that, the name of one in the data, a "
                "magic filter, or a function of data, widget and manager.",
            )

    async def resolve(
        self,
        data: dict[str, Any],
        widget: Actionable,
        manager: DialogManager,
    ) -> Any:
        """Return the value for this data, None if there is none.

        Raises ``TypeError`` for a value of a wrong kind.
        """
        value = await self._find(data, widget, manager)
        self._check(value, widget)
        return value

    async def _find(
        self,
        data: dict[str, Any],
        widget: Actionable,
        manager: DialogManager,
    ) -> Any:
        source = self._source
        if self.is_plain:
            return source
        if isinstance(source, str):
            return data.get(source, source if self._may_be_text else None)
        if isinstance(source, MagicFilter):
            return source.resolve(data)
        try:
            return await awaited(source(data, widget, manager))
        except KeyError:
            # Data of previews need not have everything.
            if manager.is_preview():
                return None
            raise

    def read(self, widget: Actionable, manager: DialogManager) -> S:
        """Return the state of a widget, with its default if there is none.

        Nothing is kept while the default is still to be resolved.
        """
        if not self.is_plain:
            return self.peek(widget, manager)
        initial = self._to_state(self.plain)
        state: S = widget.get_widget_data(manager, initial)
        if self._is_state(state):
            return state
        widget.set_widget_data(manager, initial)
        return initial

    def peek(self, widget: Actionable, manager: DialogManager) -> S:
        """Return what ``read()`` does, and keep nothing.

        Args:
            widget: The widget whose state it is.
            manager: The manager of the dialog.
        """
        state: S = self._stored(widget, manager)
        if self._is_state(state):
            return state
        return self._to_state(self.plain)

    async def settle(
        self,
        data: dict[str, Any],
        widget: Actionable,
        manager: DialogManager,
    ) -> None:
        """Keep the default for this data as the state, if there is none."""
        if self._source is None:
            return
        if self._is_state(self._stored(widget, manager)):
            return
        value = await self.resolve(data, widget, manager)
        widget.set_widget_data(manager, self._to_state(value))

    def _stored(self, widget: Actionable, manager: DialogManager) -> Any:
        return manager.current_context().widget_data.get(
            widget.widget_id or "",
        )
