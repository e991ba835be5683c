"""Keyboards: rendering rows of buttons, finding out what was clicked."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cache
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal import KeyboardWidget, RawKeyboard
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.callables import awaited
from aiogram_dialog.widgets.common.action import Actionable
from aiogram_dialog.widgets.common.exception_note import note_widget
from aiogram_dialog.widgets.common.first_of import FirstOf, first_shown
from aiogram_dialog.widgets.common.when import Whenable, WhenCondition

__getattr__ = moved_names(__name__)


class Keyboard(Actionable, Whenable, KeyboardWidget):
    """Be rows of buttons; override ``_render_keyboard``.

    Clicks come to ``_process_own_callback`` if their data is the id of the
    widget, to ``_process_item_callback`` if it is ``id:item``, and to
    ``_process_other_callback`` otherwise.
    """

    def __init__(
        self,
        id: str | None = None,
        when: WhenCondition = None,
    ) -> None:
        Actionable.__init__(self, id=id)
        Whenable.__init__(self, when=when)

    async def render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return rows of buttons, none if the widget is hidden."""
        try:
            if not self.is_always_shown:
                shown = self.is_(data, manager)
                if type(shown) is not bool:
                    shown = await awaited(shown)
                if not shown:
                    return []
            return await self._render_keyboard(data, manager)
        except Exception as error:
            note_widget(error, self)
            raise

    @abstractmethod
    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        # Buttons have to be new ones each time: they are marked later.
        raise NotImplementedError

    def callback_prefix(self) -> str | None:
        """Return what the data of clicks on items begins with."""
        return f"{self.widget_id}:" if self.widget_id else None

    def _own_callback_data(self) -> str | None:
        return self.widget_id

    def _item_callback_data(self, data: Any) -> str:
        return f"{self.callback_prefix()}{data}"

    async def process_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a click; tell whether it was on this widget."""
        data = callback.data or ""
        if data == self.widget_id:
            return await self._process_own_callback(callback, dialog, manager)
        prefix = self.callback_prefix()
        if prefix and data.startswith(prefix):
            return await self._process_item_callback(
                callback,
                data[len(prefix) :],
                dialog,
                manager,
            )
        return await self._process_other_callback(callback, dialog, manager)

    async def _process_own_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return False

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return False

    async def _process_other_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return False

    def __or__(self, other: "Keyboard") -> "Or":
        if isinstance(other, Or):
            return Or(self, *other.widgets)
        return Or(self, other)

    def __ror__(self, other: "Keyboard") -> "Or":
        return Or(other, self)


class ClickRouter:
    """Offer clicks to keyboards until one takes them.

    Those that would leave a click alone, because it is of another id, are
    not asked.
    """

    def __init__(self, keyboards: Sequence[KeyboardWidget]) -> None:
        self.keyboards = keyboards
        # In the order of the keyboards: those of an id with those that are
        # asked for each click, and only the latter.
        self._by_id: dict[str | None, list[KeyboardWidget]] = {}
        self._always: list[KeyboardWidget] = []
        for keyboard in keyboards:
            if _takes_own_id_only(type(keyboard)):
                own_id = getattr(keyboard, "widget_id", None)
                known = self._by_id.setdefault(own_id, [*self._always])
                known.append(keyboard)
            else:
                for known in (*self._by_id.values(), self._always):
                    known.append(keyboard)

    async def process(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Tell whether a keyboard has taken the click."""
        widget_id, _, _ = (callback.data or "").partition(":")
        for keyboard in self._by_id.get(widget_id, self._always):
            if await keyboard.process_callback(callback, dialog, manager):
                return True
        return False


class RoutesClicks:
    """Be mixed into widgets that hold keyboards."""

    _click_router: ClickRouter | None = None

    async def _route_click(
        self,
        keyboards: Sequence[KeyboardWidget],
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        router = self._click_router
        if router is None or router.keyboards is not keyboards:
            router = self._click_router = ClickRouter(keyboards)
        return await router.process(callback, dialog, manager)


@cache
def _takes_own_id_only(kind: type) -> bool:
    """Tell whether a class leaves the routing of clicks as it is here."""
    return all(
        getattr(kind, name, None) is getattr(Keyboard, name)
        for name in (
            "process_callback",
            "callback_prefix",
            "_process_other_callback",
        )
    )


class Or(FirstOf[Keyboard], RoutesClicks, Keyboard):
    """Be the first keyboard that has a button.

    Clicks are offered to all of them: an old message may show another one.
    """

    def __init__(self, *widgets: Keyboard) -> None:
        FirstOf.__init__(self, *widgets)
        Keyboard.__init__(self)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        keyboard = await first_shown(
            (widget.render_keyboard(data, manager) for widget in self.widgets),
            is_shown=any,
        )
        return keyboard or []

    async def _process_other_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        return await self._route_click(
            self.widgets,
            callback,
            dialog,
            manager,
        )
