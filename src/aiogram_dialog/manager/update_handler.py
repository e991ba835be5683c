"""Doing what a background command asks for."""

from contextlib import AbstractContextManager, nullcontext
from logging import getLogger

from aiogram_dialog.api.entities import (
    DialogAction,
    DialogStartEvent,
    DialogSwitchEvent,
    DialogUpdateEvent,
    ShowMode,
)
from aiogram_dialog.api.entities.update_event import DialogFgEvent
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.session.session import SESSION_KEY, Session

from .foreground import lend_manager

logger = getLogger(__name__)


async def handle_update(
    event: DialogUpdateEvent,
    dialog_manager: DialogManager,
) -> None:
    """Do what a background command asks for.

    Raises ``NoContextError`` for ``switch_to()`` and ``done()`` if no
    dialog is open.
    """
    dialog_manager.show_mode = event.show_mode or ShowMode.AUTO
    match event:
        case DialogStartEvent():
            await dialog_manager.start(
                state=event.new_state,
                data=event.data,
                mode=event.mode,
                show_mode=event.show_mode,
                access_settings=event.access_settings,
            )
        case DialogSwitchEvent():
            await dialog_manager.switch_to(event.new_state)
            await _redraw(dialog_manager)
        case DialogFgEvent():
            await lend_manager(event, dialog_manager)
        case DialogUpdateEvent(action=DialogAction.DONE):
            with _drawing_cosmetically(dialog_manager):
                await dialog_manager.done(result=event.data)
        case DialogUpdateEvent(action=DialogAction.UPDATE):
            await _update(event, dialog_manager)


async def _update(
    event: DialogUpdateEvent,
    dialog_manager: DialogManager,
) -> None:
    if not dialog_manager.has_context():
        logger.warning(
            "No dialog is open to be updated in the background: stack %r",
            event.stack_id,
        )
        return
    if event.data:
        dialog_manager.dialog_data.update(event.data)
    await _redraw(dialog_manager)


async def _redraw(manager: DialogManager) -> None:
    # Managers of a bot's own may know no difference.
    await getattr(manager, "redraw", manager.show)()


def _drawing_cosmetically(
    manager: DialogManager,
) -> AbstractContextManager[None]:
    """Let a refusal to draw undo nothing of a command."""
    session: Session | None = manager.middleware_data.get(SESSION_KEY)
    return session.drawing_cosmetically() if session else nullcontext()
