"""The manager that handlers get."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from logging import getLogger
from typing import Any, NoReturn

from aiogram import Router
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
from aiogram_dialog.api.exceptions import (
    IncorrectBackgroundError,
    NoContextError,
)
from aiogram_dialog.api.internal import EVENT_SIMULATED, DataGetter
from aiogram_dialog.api.internal.async_only import async_only
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    BaseDialogManager,
    DialogManager,
    DialogProtocol,
    DialogRegistryProtocol,
    MediaIdStorageProtocol,
    MessageManagerProtocol,
    UnsetId,
)
from aiogram_dialog.context.storage import StorageProxy
from aiogram_dialog.session.navigator import Navigator
from aiogram_dialog.session.session import Session, session_of

from .bg_manager import derive_manager
from .presenter import Presenter
from .steps import ManagerSteps, find_own_steps

logger = getLogger(__name__)

__getattr__ = moved_names(__name__)


class _Over:
    """Stand for what a manager has no more: its handler is over."""

    def __getattr__(self, name: str) -> NoReturn:
        raise IncorrectBackgroundError


class ManagerImpl(ManagerSteps):
    """Drive the dialog of one event.

    It hands on to the navigator what changes the stack, and to the
    presenter what is seen. A subclass may take single steps of theirs in
    its own way.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        event: ChatEvent,
        message_manager: MessageManagerProtocol,
        media_id_storage: MediaIdStorageProtocol,
        registry: DialogRegistryProtocol,
        router: Router,
        data: dict[str, Any],
        getter: DataGetter | None = None,
    ) -> None:
        self.disabled = False
        self.message_manager = message_manager
        self.media_id_storage = media_id_storage
        self._event = event
        self._data = data
        self._show_mode = ShowMode.AUTO
        self._router = router
        self._registry = registry
        self._getter = getter
        self._session: Session = session_of(data)
        self._navigator = Navigator(self, self._session, registry)
        self._presenter = Presenter(
            self._session,
            event,
            message_manager,
            media_id_storage,
            is_simulated=self.is_event_simulated(),
        )
        if type(self) is not ManagerImpl:
            for part, step, own in find_own_steps(type(self)):
                setattr(getattr(self, part), step, getattr(self, own))

    # What the event brings

    @property
    def show_mode(self) -> ShowMode:
        """Return how the screen is brought up to date by this event."""
        return self._show_mode

    @show_mode.setter
    def show_mode(self, show_mode: ShowMode) -> None:
        self._show_mode = show_mode

    @property
    def event(self) -> ChatEvent:
        """Return the event being handled."""
        self.check_disabled()
        return self._event

    @property
    def middleware_data(self) -> dict[str, Any]:
        """Return the data that middlewares and filters have given."""
        if self.disabled:
            self.check_disabled()
        return self._data

    @property
    def dialog_data(self) -> dict[str, Any]:
        """Return the data of the dialog; changes in it are kept."""
        return self.current_context().dialog_data

    @property
    def start_data(self) -> Data:
        """Return what the dialog was started with."""
        return self.current_context().start_data

    def check_disabled(self) -> None:
        """Raise ``IncorrectBackgroundError`` if the handler is over."""
        if self.disabled:
            raise IncorrectBackgroundError

    def is_preview(self) -> bool:
        """Tell whether windows are drawn for a picture of the bot."""
        return False

    def is_event_simulated(self) -> bool:
        """Tell whether a click is a press on a reply keyboard."""
        return bool(self._data.get(EVENT_SIMULATED))

    def has_context(self) -> bool:
        """Tell whether a dialog is open."""
        return self._session.context is not None

    def current_context(self) -> Context:
        """Return the context of the open dialog.

        Raises ``NoContextError`` if none is open.
        """
        context = self._session.context
        if context is None:
            logger.warning("The context of no dialog was asked for")
            raise NoContextError
        return context

    def current_stack(self) -> Stack:
        """Return the stack the event belongs to."""
        return self._session.stack

    def storage(self) -> StorageProxy:
        """Return the storage of the chat."""
        return self._session.storage

    def dialog(self) -> DialogProtocol:
        """Return the open dialog."""
        return self._navigator.current_dialog()

    def find(self, widget_id: str) -> Any | None:
        """Return the managed widget with this id, or None."""
        widget = self.dialog().find(widget_id)
        return None if widget is None else widget.managed(self)

    async def load_data(self) -> dict[str, Any]:
        """Return the data that every window is rendered with."""
        context = self.current_context()
        data = {
            "dialog_data": context.dialog_data,
            "start_data": context.start_data,
            "middleware_data": self._data,
            "event": self._event,
        }
        if self._getter is not None:
            data.update(await self._getter(**self._data))
        return data

    # What changes the stack

    def _set_show_mode(self, show_mode: ShowMode | None) -> None:
        if show_mode is not None:
            self.show_mode = show_mode

    async def start(
        self,
        state: State,
        data: Data = None,
        mode: StartMode = StartMode.NORMAL,
        show_mode: ShowMode | None = None,
        access_settings: AccessSettings | None = None,
    ) -> None:
        """Start the dialog that has this state, in this window.

        Raises ``UnregisteredDialogError`` if there is none, and
        ``ValueError`` above an exclusive dialog.
        """
        self._set_show_mode(show_mode)
        await self._navigator.start(state, data, mode, access_settings)

    async def done(
        self,
        result: Any = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Close the dialog and give its result to the one below.

        Raises ``NoContextError`` if none is open.
        """
        self._set_show_mode(show_mode)
        start_data = self.start_data
        closing = await self._navigator.done(result, show_mode)
        if closing is not None:
            self._closing = closing
            await self._process_last_dialog_result(start_data, result)

    async def mark_closed(self) -> None:
        """Remove the top dialog, telling and showing nothing."""
        await self._navigator.mark_closed()

    async def reset_stack(self, remove_keyboard: bool = True) -> None:
        """Remove all dialogs of the stack, telling them nothing."""
        self._session.clear()
        if remove_keyboard:
            await self._remove_kbd()

    async def switch_to(
        self,
        state: State,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Go to another window of the dialog.

        Raises ``ValueError`` for a state of another dialog.
        """
        await self._navigator.switch_to(state)
        self._set_show_mode(show_mode)

    async def next(self, show_mode: ShowMode | None = None) -> None:
        """Go to the next window, in the order of the dialog."""
        await self.switch_to(self._navigator.neighbour(+1), show_mode)

    async def back(self, show_mode: ShowMode | None = None) -> None:
        """Go to the previous window, in the order of the dialog."""
        await self.switch_to(self._navigator.neighbour(-1), show_mode)

    # What is seen

    async def update(
        self,
        data: dict[str, Any] | None = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Add ``data`` to the dialog data and show the window again."""
        context = self.current_context()
        if data:
            context.dialog_data.update(data)
        await self.show(show_mode)

    async def show(self, show_mode: ShowMode | None = None) -> None:
        """Render the current window and bring the screen up to date."""
        self.check_disabled()
        if self.show_mode is ShowMode.NO_UPDATE:
            logger.debug("The show mode is NO_UPDATE: nothing is rendered")
            return
        try:
            new_message = await self.dialog().render(self)
            chosen = show_mode or self.show_mode
            if chosen is ShowMode.AUTO:
                chosen = self.show_mode
            new_message.show_mode = chosen
            await self._presenter.show(new_message)
        except Exception as error:
            self._session.note_refusal(error)
            self._add_note(error)
            raise

    async def redraw(self) -> None:
        """Show the window after its handler: a refusal undoes nothing."""
        # What `drawing_cosmetically()` does, for each event comes here.
        self._session.draws_are_cosmetic = True
        try:
            await self.show()
        finally:
            self._session.draws_are_cosmetic = False

    def _add_note(self, error: Exception) -> None:
        # Notes came with Python 3.11.
        add_note = getattr(error, "add_note", None)
        if add_note and self._session.context:
            add_note(f"aiogram-dialog state: {self._session.context.state}")

    async def answer_callback(self) -> None:
        """Let the client of a click stop waiting."""
        await self._presenter.answer_callback()

    def toast(
        self,
        text: str,
        alert: bool = False,
        *,
        replace: bool = True,
    ) -> None:
        """Show a text over the chat when the click is answered.

        ``alert``: it stays until it is closed. ``replace``: it takes the
        place of an earlier one. It is not seen if the handler fails, or
        has answered the click itself.

        Raises ``ValueError`` for more than 200 symbols (Bot API:
        answerCallbackQuery).
        """
        self._presenter.toast(text, is_alert=alert, replace=replace)

    # What works elsewhere and later

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
        context = self._session.context
        return derive_manager(
            self._session.event_context,
            self._session.stack.id,
            context.id if context else None,
            self._router,
            user_id=user_id,
            chat_id=chat_id,
            stack_id=stack_id,
            thread_id=thread_id,
            business_connection_id=business_connection_id,
            load=load,
        )

    @async_only
    @asynccontextmanager
    async def fg(self) -> AsyncIterator[DialogManager]:
        """Yield the manager itself: it is in the foreground already."""
        yield self

    async def close_manager(self) -> None:
        """End this manager: its handler is over."""
        self.check_disabled()
        self.disabled = True
        over: Any = _Over()
        self.message_manager = self.media_id_storage = over
        self._event = self._data = self._session = over
        self._navigator = self._presenter = over
