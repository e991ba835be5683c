"""When a widget is seen."""

from collections.abc import Awaitable
from typing import Any, Protocol

from magic_filter import MagicFilter

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited


class Predicate(Protocol):
    """Tell whether a widget is seen; it may be a coroutine function."""

    def __call__(
        self,
        data: dict[str, Any],
        widget: Widget,
        dialog_manager: DialogManager,
        /,
    ) -> bool | Awaitable[bool]:
        """Tell whether the widget is seen with this data."""
        ...


WhenCondition = str | MagicFilter | Predicate | None


def new_when_field(fieldname: str) -> Predicate:
    """Return a condition that is met if the data has a true value."""

    def when_field(
        data: dict[str, Any],
        widget: Widget,  # noqa: ARG001 - a predicate's parameter
        manager: DialogManager,  # noqa: ARG001 - a predicate's parameter
    ) -> bool:
        return bool(data.get(fieldname))

    return when_field


def new_when_magic(f: MagicFilter) -> Predicate:
    """Return a condition that is met if the filter is, for the data."""

    def when_magic(
        data: dict[str, Any],
        widget: Widget,  # noqa: ARG001 - a predicate's parameter
        manager: DialogManager,  # noqa: ARG001 - a predicate's parameter
    ) -> bool:
        return bool(f.resolve(data))

    return when_magic


def true_condition(
    data: dict[str, Any],  # noqa: ARG001 - a predicate's parameter
    widget: Widget,  # noqa: ARG001 - a predicate's parameter
    manager: DialogManager,  # noqa: ARG001 - a predicate's parameter
) -> bool:
    """Be a condition that is always met."""
    return True


class Whenable:
    """Be seen under a condition.

    ``when``: the name of a value in the data, a magic filter of the data,
    or a predicate, called with data, widget and manager and awaited if it
    is a coroutine function.

    Raises ``TypeError`` for anything else.
    """

    # What a subclass that does not call the constructor has.
    _condition: Predicate = staticmethod(true_condition)
    is_always_shown = False

    def __init__(self, when: WhenCondition = None) -> None:
        self.condition = _make_condition(when)

    @property
    def condition(self) -> Predicate:
        """The predicate that tells whether the widget is seen."""
        return self._condition

    @condition.setter
    def condition(self, condition: Predicate) -> None:
        self._condition = condition
        # There is nothing to ask, as with most widgets.
        self.is_always_shown = (
            condition is true_condition and type(self).is_ is Whenable.is_
        )

    def is_(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> bool | Awaitable[bool]:
        """Return what the condition says, not awaited yet."""
        return self._condition(data, self, manager)  # type: ignore[arg-type] # mixed into widgets

    async def is_shown(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> bool:
        """Tell whether the widget is seen."""
        shown = self.is_(data, manager)
        return shown if shown is True else await awaited(shown)


def _make_condition(when: WhenCondition) -> Predicate:
    if when is None:
        return true_condition
    if isinstance(when, str):
        return new_when_field(when)
    if isinstance(when, MagicFilter):
        return new_when_magic(when)
    if not callable(when):
        raise TypeError(
            f"`when` is {when!r}, but it can be the name of a value in the "
            "data, a magic filter like `F['name']`, or a predicate.",
        )
    return when
