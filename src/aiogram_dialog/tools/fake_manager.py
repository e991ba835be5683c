"""A manager that remembers where it was told to go, and does nothing."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, cast

from aiogram import Bot
from aiogram.fsm.state import State
from aiogram.types import Chat, User

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    AccessSettings,
    ChatEvent,
    Context,
    Data,
    EventContext,
    NewMessage,
    ShowMode,
    Stack,
    StartMode,
)
from aiogram_dialog.api.entities.update_event import (
    DialogAction,
    DialogUpdateEvent,
)
from aiogram_dialog.api.exceptions import NoContextError
from aiogram_dialog.api.internal.async_only import async_only
from aiogram_dialog.api.protocols import (
    BaseDialogManager,
    DialogManager,
    DialogProtocol,
    UnsetId,
)

FAKE_USER = User(id=1, is_bot=False, first_name="Fake", language_code="en")
FAKE_CHAT = Chat(id=1, type="private")
CLOSED = State("-")
"""The state of a dialog that was closed; its name is ``@:-``."""
_REMEDY = "Call `set_dialog()` first."


def _fake_event() -> DialogUpdateEvent:
    return DialogUpdateEvent(
        from_user=FAKE_USER,
        chat=FAKE_CHAT,
        action=DialogAction.UPDATE,
        data={},
        intent_id=None,
        stack_id=None,
        thread_id=None,
        business_connection_id=None,
    )


class FakeManager(DialogManager):
    """Stand for a manager where there is no bot.

    Going somewhere sets the state, and nobody is told. Closing the dialog
    sets the state ``@:-``.
    ``workflow_data``: what a dispatcher hands to handlers.
    """

    def __init__(self, workflow_data: Mapping[str, Any] | None = None) -> None:
        self._event: ChatEvent = _fake_event()
        self._dialog: DialogProtocol | None = None
        self._context: Context | None = None
        self._data: dict[str, Any] = {
            **(workflow_data or {}),
            "dialog_manager": self,
            "event_chat": FAKE_CHAT,
            "event_from_user": FAKE_USER,
            EVENT_CONTEXT_KEY: EventContext(
                # Nothing that makes a picture may ask Telegram.
                bot=cast("Bot", None),
                chat=FAKE_CHAT,
                user=FAKE_USER,
                thread_id=None,
                business_connection_id=None,
            ),
        }

    # What the preview tells it

    def set_dialog(self, dialog: DialogProtocol) -> None:
        """Open a dialog, in no window yet."""
        self._dialog = dialog
        self.reset_context()

    def set_state(self, state: State) -> None:
        """Go to a window."""
        self.current_context().state = state

    def set_event(self, event: ChatEvent) -> None:
        """Be the manager of this event until the context is reset."""
        self._event = event

    def reset_context(self) -> None:
        """Forget all data, the state and the event."""
        self._event = _fake_event()
        self._context = Context("0", "0", State(), {})

    async def show_raw(self) -> NewMessage:
        """Return the message of the current window."""
        return await self._opened().render(self)

    def _opened(self) -> DialogProtocol:
        if self._dialog is None:
            raise NoContextError(remedy=_REMEDY)
        return self._dialog

    # What widgets and handlers ask

    @property
    def event(self) -> ChatEvent:
        """Return the event being tried out, or a fake one."""
        return self._event

    @property
    def middleware_data(self) -> dict[str, Any]:
        """Return the data that middlewares and filters have given."""
        return self._data

    @property
    def dialog_data(self) -> dict[str, Any]:
        """Return the data of the dialog."""
        return self.current_context().dialog_data

    @property
    def start_data(self) -> Data:
        """Return an empty dict."""
        return {}

    @property
    def show_mode(self) -> ShowMode:
        """Return ``AUTO``; setting it changes nothing."""
        return ShowMode.AUTO

    @show_mode.setter
    def show_mode(self, show_mode: ShowMode) -> None:
        pass

    def is_preview(self) -> bool:
        """Return True."""
        return True

    def has_context(self) -> bool:
        """Tell whether a dialog is open."""
        return self._context is not None

    def current_context(self) -> Context:
        """Return the context of the open dialog.

        Raises ``NoContextError`` if none is open.
        """
        if self._context is None:
            raise NoContextError(remedy=_REMEDY)
        return self._context

    def current_stack(self) -> Stack:
        """Return a new empty stack."""
        return Stack()

    def find(self, widget_id: str) -> Any | None:
        """Return the managed widget with this id, or None."""
        widget = self._opened().find(widget_id)
        return None if widget is None else widget.managed(self)

    async def load_data(self) -> dict[str, Any]:
        """Return the data that every window is rendered with."""
        return {
            "dialog_data": self.dialog_data,
            "start_data": self.start_data,
            "middleware_data": self.middleware_data,
            "event": self.event,
        }

    # Where handlers go

    async def switch_to(
        self,
        state: State,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Set the state."""
        self.set_state(state)

    async def start(
        self,
        state: State,
        data: Data = None,
        mode: StartMode = StartMode.NORMAL,
        show_mode: ShowMode | None = ShowMode.AUTO,
        access_settings: AccessSettings | None = None,
    ) -> None:
        """Set the state."""
        self.set_state(state)

    async def done(
        self,
        result: Any = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Set the state of a closed dialog."""
        self.set_state(CLOSED)

    async def next(self, show_mode: ShowMode | None = None) -> None:
        """Go to the next window; raise ``ValueError`` in the last one."""
        self.set_state(self._neighbour(1))

    async def back(self, show_mode: ShowMode | None = None) -> None:
        """Go to the previous window; raise ``ValueError`` in the first."""
        self.set_state(self._neighbour(-1))

    def _neighbour(self, step: int) -> State:
        state = self.current_context().state
        states = self._opened().states()
        index = states.index(state) + step
        if not 0 <= index < len(states):
            raise ValueError(
                f"Cannot go to a non-existent state: {state} is the "
                f"{'last' if step > 0 else 'first'} window of its dialog.",
            )
        return states[index]

    def bg(
        self,
        user_id: int | None = None,
        chat_id: int | None = None,
        stack_id: str | None = None,
        thread_id: int | UnsetId | None = UnsetId.UNSET,
        business_connection_id: str | UnsetId | None = UnsetId.UNSET,
        load: bool = False,
    ) -> BaseDialogManager:
        """Return the manager itself."""
        return self

    @async_only
    def fg(self) -> AbstractAsyncContextManager[DialogManager]:
        """Yield the manager itself."""
        return nullcontext(self)

    async def reset_stack(self, remove_keyboard: bool = True) -> None:
        """Forget all data and the state."""
        self.reset_context()

    # What there is no screen for

    async def show(self, show_mode: ShowMode | None = None) -> None:
        """Do nothing."""

    async def update(
        self,
        data: dict[str, Any] | None = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Do nothing."""

    async def answer_callback(self) -> None:
        """Do nothing."""

    def toast(
        self,
        text: str,
        alert: bool = False,
        *,
        replace: bool = True,
    ) -> None:
        """Do nothing."""

    async def mark_closed(self) -> None:
        """Do nothing."""

    async def close_manager(self) -> None:
        """Do nothing."""
