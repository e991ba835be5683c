"""The manager of one item of a list: a view of another manager."""

import dataclasses
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from aiogram.fsm.state import State

from aiogram_dialog.api.entities import (
    AccessSettings,
    ChatEvent,
    Context,
    Data,
    ShowMode,
    Stack,
    StartMode,
)
from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.internal.async_only import async_only
from aiogram_dialog.api.protocols import (
    BaseDialogManager,
    DialogManager,
    UnsetId,
)


class SubManager(DialogManager):
    """Let the widgets of an item have a state of their own.

    Everything else is the affair of the manager of the dialog.
    """

    def __init__(
        self,
        widget: Widget,
        manager: DialogManager,
        widget_id: str,
        item_id: str,
    ) -> None:
        self.widget = widget
        self.manager = manager
        self.widget_id = widget_id
        self.item_id = item_id

    @property
    def event(self) -> ChatEvent:
        """Return the event being handled."""
        return self.manager.event

    @property
    def middleware_data(self) -> dict[str, Any]:
        """Return the data that middlewares and filters have given."""
        return self.manager.middleware_data

    @property
    def dialog_data(self) -> dict[str, Any]:
        """Return the data of the dialog."""
        return self.manager.dialog_data

    @property
    def start_data(self) -> Data:
        """Return what the dialog was started with."""
        return self.manager.start_data

    @property
    def show_mode(self) -> ShowMode:
        """Return how the screen is brought up to date by this event."""
        return self.manager.show_mode

    @show_mode.setter
    def show_mode(self, show_mode: ShowMode) -> None:
        self.manager.show_mode = show_mode

    def current_context(self) -> Context:
        """Return the context with the widget data of the item."""
        context = self.manager.current_context()
        items = context.widget_data.setdefault(self.widget_id, {})
        item_data = items.setdefault(self.item_id, {})
        return dataclasses.replace(context, widget_data=item_data)

    def find(self, widget_id: str) -> Any | None:
        """Return the managed widget with this id, one of the item first.

        A widget outside of the list has the state of the dialog.
        """
        widget = self.widget.find(widget_id)
        if widget is None:
            return self.find_in_parent(widget_id)
        return widget.managed(self)

    def find_in_parent(self, widget_id: str) -> Any | None:
        """Return the managed widget with this id outside of the item."""
        return self.manager.find(widget_id)

    def is_preview(self) -> bool:
        """Tell whether windows are drawn for a picture of the bot."""
        return self.manager.is_preview()

    def has_context(self) -> bool:
        """Tell whether a dialog is open."""
        return self.manager.has_context()

    def current_stack(self) -> Stack:
        """Return the stack the event belongs to."""
        return self.manager.current_stack()

    async def start(
        self,
        state: State,
        data: Data = None,
        mode: StartMode = StartMode.NORMAL,
        show_mode: ShowMode | None = None,
        access_settings: AccessSettings | None = None,
    ) -> None:
        """Start the dialog that has this state, in this window."""
        await self.manager.start(
            state=state,
            data=data,
            mode=mode,
            show_mode=show_mode,
            access_settings=access_settings,
        )

    async def done(
        self,
        result: Any = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Close the dialog and give its result to the one below."""
        await self.manager.done(result, show_mode)

    async def mark_closed(self) -> None:
        """Remove the top dialog, telling and showing nothing."""
        await self.manager.mark_closed()

    async def reset_stack(self, remove_keyboard: bool = True) -> None:
        """Remove all dialogs of the stack, telling them nothing."""
        await self.manager.reset_stack(remove_keyboard)

    async def switch_to(
        self,
        state: State,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Go to another window of the dialog."""
        await self.manager.switch_to(state, show_mode)

    async def next(self, show_mode: ShowMode | None = None) -> None:
        """Go to the next window, in the order of the dialog."""
        await self.manager.next(show_mode)

    async def back(self, show_mode: ShowMode | None = None) -> None:
        """Go to the previous window, in the order of the dialog."""
        await self.manager.back(show_mode)

    async def update(
        self,
        data: dict[str, Any] | None = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Add ``data`` to the dialog data and show the window again."""
        await self.manager.update(data, show_mode)

    async def show(self, show_mode: ShowMode | None = None) -> None:
        """Render the current window and bring the screen up to date."""
        await self.manager.show(show_mode)

    async def answer_callback(self) -> None:
        """Let the client of a click stop waiting."""
        await self.manager.answer_callback()

    def toast(
        self,
        text: str,
        alert: bool = False,
        *,
        replace: bool = True,
    ) -> None:
        """Show a text over the chat when the click is answered."""
        self.manager.toast(text, alert, replace=replace)

    async def load_data(self) -> dict[str, Any]:
        """Return the data that every window is rendered with."""
        return await self.manager.load_data()

    async def close_manager(self) -> None:
        """End the manager of the dialog."""
        await self.manager.close_manager()

    def bg(
        self,
        user_id: int | None = None,
        chat_id: int | None = None,
        stack_id: str | None = None,
        thread_id: int | UnsetId | None = UnsetId.UNSET,
        business_connection_id: str | UnsetId | None = UnsetId.UNSET,
        load: bool = False,
    ) -> BaseDialogManager:
        """Return a manager that works from anywhere and at any time."""
        return self.manager.bg(
            user_id=user_id,
            chat_id=chat_id,
            stack_id=stack_id,
            thread_id=thread_id,
            business_connection_id=business_connection_id,
            load=load,
        )

    @async_only
    def fg(self) -> AbstractAsyncContextManager[DialogManager]:
        """Yield the manager itself: it is in the foreground already."""
        return nullcontext(self)
