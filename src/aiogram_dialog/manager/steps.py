"""What a manager does step by step, open to subclasses."""

from functools import cache
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ErrorEvent

from aiogram_dialog.api.entities import (
    AccessSettings,
    ChatEvent,
    ClosingMode,
    Context,
    Data,
    NewMessage,
    OldMessage,
    ShowMode,
    Stack,
)
from aiogram_dialog.api.internal.overriding import overrides
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.session.navigator import Navigator
from aiogram_dialog.session.session import Session

from .presenter import Presenter

# What a subclass overrides: who takes that step, its name there, and what of
# the manager takes its place.
_STEPS = {
    "_start_normal": ("_navigator", "start_here", "_start_normal"),
    "_start_new_stack": (
        "_navigator",
        "start_elsewhere",
        "_start_new_stack",
    ),
    "_process_launch_mode": (
        "_navigator",
        "apply_launch_mode",
        "_process_launch_mode",
    ),
    "_calc_show_mode": ("_presenter", "resolve", "_resolve_auto"),
    "_get_last_message": (
        "_presenter",
        "find_old_message",
        "_get_last_message",
    ),
    "_get_message_from_callback": (
        "_presenter",
        "find_old_message",
        "_get_last_message",
    ),
    "_save_last_message": ("_presenter", "remember", "_remember"),
    "_ensure_stack_compatible": (
        "_presenter",
        "check_keyboard",
        "_ensure_stack_compatible",
    ),
    "_fix_cached_media_id": (
        "_presenter",
        "fill_media_id",
        "_fix_cached_media_id",
    ),
}


class ManagerSteps(DialogManager):
    """Give the steps of a manager by name, for subclasses.

    Override one to take it in another way. Navigator and presenter take
    their own where a class overrides nothing.
    """

    _event: ChatEvent
    _session: Session
    _navigator: Navigator
    _presenter: Presenter
    # What becomes of the message of the last dialog.
    _closing = ClosingMode.DROP_KEYBOARD

    def _current_context_unsafe(self) -> Context | None:
        """Return the context of the open dialog, or None."""
        return self._session.context

    async def _start_normal(
        self,
        state: State,
        data: Data,
        access_settings: AccessSettings | None,
    ) -> None:
        """Start a dialog in this stack."""
        await Navigator.start_here(
            self._navigator,
            state,
            data,
            access_settings,
        )

    async def _start_new_stack(
        self,
        state: State,
        data: Data,
        access_settings: AccessSettings | None,
    ) -> None:
        """Start a dialog in a new stack."""
        await Navigator.start_elsewhere(
            self._navigator,
            state,
            data,
            access_settings,
        )

    async def _process_launch_mode(
        self,
        old_dialog: DialogProtocol | None,
        new_dialog: DialogProtocol,
    ) -> None:
        """Close what a new dialog does not stand above."""
        await Navigator.apply_launch_mode(
            self._navigator,
            old_dialog,
            new_dialog,
        )

    async def _process_last_dialog_result(
        self,
        start_data: Data,  # noqa: ARG002 - for subclasses
        result: Any,  # noqa: ARG002 - for subclasses
    ) -> None:
        """Do with the message what is to be done: no dialog is left."""
        if self._closing is ClosingMode.DROP_KEYBOARD:
            await self._remove_kbd()
        else:
            await self._presenter.close(self._closing, self.show_mode)

    async def _remove_kbd(self) -> None:
        """Take the keyboard off the screen: no dialog is left."""
        await self._presenter.remove_keyboard(self._calc_show_mode())

    def _calc_show_mode(self) -> ShowMode:
        """Return the mode of this event, or what ``AUTO`` stands for."""
        return Presenter.resolve(self._presenter, self.show_mode)

    def _resolve_auto(self, show_mode: ShowMode) -> ShowMode:
        if show_mode is ShowMode.AUTO:
            return self._calc_show_mode()
        return show_mode

    def _get_message_from_callback(
        self,
        event: CallbackQuery,  # noqa: ARG002 - for subclasses
    ) -> OldMessage | None:
        """Return the message on the screen, seen from a click."""
        return Presenter.find_old_message(self._presenter)

    def _get_last_message(self) -> OldMessage | None:
        """Return the message on the screen, or None if there is none."""
        event = self._event
        source = event.update.event if isinstance(event, ErrorEvent) else event
        if isinstance(source, CallbackQuery):
            return self._get_message_from_callback(source)
        return Presenter.find_old_message(self._presenter)

    def _save_last_message(self, message: OldMessage) -> None:
        """Keep in mind what is on the screen now."""
        Presenter.remember(message, self._session.stack)

    def _remember(self, message: OldMessage, _: Stack) -> None:
        self._save_last_message(message)

    def _ensure_stack_compatible(
        self,
        stack: Stack,
        new_message: NewMessage,
    ) -> None:
        """Raise ``InvalidKeyboardType`` where no reply keyboard works."""
        Presenter.check_keyboard(self._presenter, stack, new_message)

    async def _fix_cached_media_id(self, new_message: NewMessage) -> None:
        """Name the file by the id that Telegram knows it by, if it does."""
        await Presenter.fill_media_id(self._presenter, new_message)


@cache
def find_own_steps(kind: type) -> list[tuple[str, str, str]]:
    """Return the steps that a class of managers takes in its own way."""
    return [
        step
        for hook, step in _STEPS.items()
        if overrides(kind, ManagerSteps, hook)
    ]
