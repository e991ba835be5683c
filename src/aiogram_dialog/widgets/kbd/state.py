"""Buttons that go to other windows and dialogs."""

from typing import Any

from aiogram.fsm.state import State

from aiogram_dialog.api.entities import (
    ChatEvent,
    Data,
    ShowMode,
    StartMode,
)
from aiogram_dialog.api.internal import StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .button import Button, OnClick

BACK_TEXT = Const("Back")
NEXT_TEXT = Const("Next")
CANCEL_TEXT = Const("Cancel")


class EventProcessorButton(Button, WidgetEventProcessor):
    """Do something of its own; override ``_act``.

    It can be given in place of a callback to other widgets, too; it need
    not be seen then. ``on_click`` is called before it acts.
    """

    _given_on_click: OnClick | WidgetEventProcessor | None = None
    _user_on_click = ensure_event_processor(None)

    def __init__(
        self,
        text: TextWidget,
        id: str,
        on_click: OnClick | WidgetEventProcessor | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text=text,
            id=id,
            on_click=self,
            when=when,
            style=style,
            toast=toast,
            alert=alert,
        )
        self.user_on_click = on_click

    @property
    def user_on_click(self) -> OnClick | WidgetEventProcessor | None:
        """What is called before the button acts."""
        return self._given_on_click

    @user_on_click.setter
    def user_on_click(
        self,
        on_click: OnClick | WidgetEventProcessor | None,
    ) -> None:
        self._given_on_click = on_click
        self._user_on_click = ensure_event_processor(on_click)

    async def process_event(
        self,
        event: ChatEvent,
        source: Any,
        manager: DialogManager,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Call ``on_click``, then act."""
        await self._on_click(event, self, manager)

    async def _on_click(
        self,
        callback: ChatEvent,
        button: Button,
        manager: DialogManager,
    ) -> None:
        await self._user_on_click.process_event(callback, button, manager)
        await self._act(manager)

    async def _act(self, manager: DialogManager) -> None:
        raise NotImplementedError


class SwitchTo(EventProcessorButton):
    """Go to another window of the dialog."""

    def __init__(
        self,
        text: TextWidget,
        id: str,
        state: State,
        on_click: OnClick | WidgetEventProcessor | None = None,
        when: WhenCondition = None,
        show_mode: ShowMode | None = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text,
            id,
            on_click,
            when,
            style,
            toast=toast,
            alert=alert,
        )
        self.state = state
        self.show_mode = show_mode

    async def _act(self, manager: DialogManager) -> None:
        await manager.switch_to(self.state, show_mode=self.show_mode)


class Next(EventProcessorButton):
    """Go to the next window of the dialog."""

    def __init__(
        self,
        text: TextWidget = NEXT_TEXT,
        id: str = "__next__",
        on_click: OnClick | WidgetEventProcessor | None = None,
        show_mode: ShowMode | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text,
            id,
            on_click,
            when,
            style,
            toast=toast,
            alert=alert,
        )
        self.show_mode = show_mode

    async def _act(self, manager: DialogManager) -> None:
        await manager.next(self.show_mode)


class Back(EventProcessorButton):
    """Go to the previous window of the dialog."""

    def __init__(
        self,
        text: TextWidget = BACK_TEXT,
        id: str = "__back__",
        on_click: OnClick | WidgetEventProcessor | None = None,
        show_mode: ShowMode | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text,
            id,
            on_click,
            when,
            style,
            toast=toast,
            alert=alert,
        )
        self.show_mode = show_mode

    async def _act(self, manager: DialogManager) -> None:
        await manager.back(self.show_mode)


class Cancel(EventProcessorButton):
    """Close the dialog.

    ``result``: what the dialog below gets.
    """

    def __init__(
        self,
        text: TextWidget = CANCEL_TEXT,
        id: str = "__cancel__",
        result: Any = None,
        on_click: OnClick | WidgetEventProcessor | None = None,
        when: WhenCondition = None,
        show_mode: ShowMode | None = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text,
            id,
            on_click,
            when,
            style,
            toast=toast,
            alert=alert,
        )
        self.result = result
        self.show_mode = show_mode

    async def _act(self, manager: DialogManager) -> None:
        await manager.done(self.result, show_mode=self.show_mode)


class Start(EventProcessorButton):
    """Start another dialog.

    ``data``: what it is started with.
    """

    def __init__(
        self,
        text: TextWidget,
        id: str,
        state: State,
        data: Data = None,
        on_click: OnClick | WidgetEventProcessor | None = None,
        show_mode: ShowMode | None = None,
        mode: StartMode = StartMode.NORMAL,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(
            text,
            id,
            on_click,
            when,
            style,
            toast=toast,
            alert=alert,
        )
        self.state = state
        self.start_data = data
        self.show_mode = show_mode
        self.mode = mode

    async def _act(self, manager: DialogManager) -> None:
        await manager.start(
            state=self.state,
            data=self.start_data,
            mode=self.mode,
            show_mode=self.show_mode,
        )
