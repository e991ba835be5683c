"""The handles by which a bot changes its dialogs."""

from abc import abstractmethod
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Any, Protocol

from aiogram import Bot
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


class UnsetId(Enum):
    """Stand for an id that was not given, where None has a meaning."""

    UNSET = "UNSET"


class BaseDialogManager(Protocol):
    """Change a dialog, from its own handlers or from anywhere else."""

    @abstractmethod
    async def done(
        self,
        result: Any = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Close the dialog and give its result to the one below."""
        ...

    @abstractmethod
    async def start(
        self,
        state: State,
        data: Data = None,
        mode: StartMode = StartMode.NORMAL,
        show_mode: ShowMode | None = None,
        access_settings: AccessSettings | None = None,
    ) -> None:
        """Start the dialog that has this state, in this window.

        ``data``: kept as the ``start_data`` of the new dialog.
        ``access_settings``: who may use it; by default whoever may use the
        dialog it is started from, and in a new stack everybody in the chat.
        """
        ...

    @abstractmethod
    async def switch_to(
        self,
        state: State,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Go to another window of the dialog."""
        ...

    @abstractmethod
    async def update(
        self,
        data: dict[str, Any] | None = None,
        show_mode: ShowMode | None = None,
    ) -> None:
        """Add ``data`` to the dialog data and show the window again."""
        ...

    @abstractmethod
    def bg(
        self,
        user_id: int | None = None,
        chat_id: int | None = None,
        stack_id: str | None = None,
        thread_id: int | UnsetId | None = UnsetId.UNSET,
        business_connection_id: str | UnsetId | None = UnsetId.UNSET,
        load: bool = False,
    ) -> "BaseDialogManager":
        """Return a manager that works from anywhere and at any time.

        What is not given stays as it is here. ``load``: ask Telegram for
        the user and the chat before the first command.
        """
        ...

    @abstractmethod
    def fg(self) -> "AbstractAsyncContextManager[DialogManager]":
        """Hold the dialog inside an ``async with`` and get its manager."""
        ...


class BgManagerFactory(Protocol):
    """Make managers for users and chats that no event came from."""

    @abstractmethod
    def bg(
        self,
        bot: Bot,
        user_id: int,
        chat_id: int,
        stack_id: str | None = None,
        thread_id: int | None = None,
        business_connection_id: str | None = None,
        load: bool = False,
    ) -> BaseDialogManager:
        """Return a manager of this user's dialogs in this chat.

        ``load``: ask Telegram for the user and the chat before the first
        command.
        """
        ...


class DialogManager(BaseDialogManager, Protocol):
    """Drive the dialog of the event that is being handled.

    It ends with its handler: afterwards it raises
    ``IncorrectBackgroundError``. Take ``bg()`` for later.
    """

    @property
    @abstractmethod
    def event(self) -> ChatEvent:
        """Return the event being handled."""
        ...

    @property
    @abstractmethod
    def middleware_data(self) -> dict[str, Any]:
        """Return the data that middlewares and filters have given."""
        ...

    @property
    @abstractmethod
    def dialog_data(self) -> dict[str, Any]:
        """Return the data of the dialog; changes in it are kept."""
        ...

    @property
    @abstractmethod
    def start_data(self) -> Data:
        """Return what the dialog was started with."""
        ...

    @property
    @abstractmethod
    def show_mode(self) -> ShowMode:
        """Return how the screen is brought up to date by this event."""
        ...

    @show_mode.setter
    @abstractmethod
    def show_mode(self, show_mode: ShowMode) -> None: ...

    @abstractmethod
    async def mark_closed(self) -> None:
        """Remove the top dialog, telling and showing nothing."""
        ...

    @abstractmethod
    def is_preview(self) -> bool:
        """Tell whether windows are drawn for a picture of the bot."""
        ...

    @abstractmethod
    async def show(self, show_mode: ShowMode | None = None) -> None:
        """Render the current window and bring the screen up to date."""
        ...

    @abstractmethod
    async def answer_callback(self) -> None:
        """Let the client of a click stop waiting."""
        ...

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
        raise NotImplementedError(f"{type(self).__name__} shows no toasts.")

    @abstractmethod
    def current_context(self) -> Context:
        """Return the context of the open dialog.

        Raises ``NoContextError`` if none is open.
        """
        ...

    @abstractmethod
    def has_context(self) -> bool:
        """Tell whether a dialog is open."""
        ...

    @abstractmethod
    def current_stack(self) -> Stack:
        """Return the stack the event belongs to."""
        ...

    @abstractmethod
    async def next(self, show_mode: ShowMode | None = None) -> None:
        """Go to the next window, in the order of the dialog."""
        ...

    @abstractmethod
    async def back(self, show_mode: ShowMode | None = None) -> None:
        """Go to the previous window, in the order of the dialog."""
        ...

    @abstractmethod
    def find(self, widget_id: str) -> Any | None:
        """Return the managed widget with this id, or None."""
        ...

    @abstractmethod
    async def reset_stack(self, remove_keyboard: bool = True) -> None:
        """Remove all dialogs of the stack, telling them nothing."""
        ...

    @abstractmethod
    async def load_data(self) -> dict[str, Any]:
        """Return the data that every window is rendered with."""
        ...

    @abstractmethod
    async def close_manager(self) -> None:
        """End this manager: its handler is over."""
        ...
