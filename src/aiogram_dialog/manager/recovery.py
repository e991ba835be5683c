"""Putting right what is on the screen when a dialog cannot be restored."""

from logging import getLogger

from aiogram.types import ErrorEvent, Message

from aiogram_dialog.api.entities import ShowMode
from aiogram_dialog.api.exceptions import (
    IncompatibleDialog,
    UnknownIntent,
    UnknownState,
)
from aiogram_dialog.api.protocols import (
    DialogManager,
    MessageManagerProtocol,
    OrphanPolicy,
    RecoveryPolicy,
)
from aiogram_dialog.message.old_message import describe_message

from .answering import answer_click
from .orphans import close_all
from .session import Session, session_of

logger = getLogger(__name__)


class Recovery(RecoveryPolicy):
    """Be the policy that a bot has unless it chooses another.

    ``orphans`` decides about a stack with a dialog that cannot be restored.
    One that a newer version of the bot has stored is left to that version.
    A click is answered: if the clicked message is the one on the screen, it
    shows the dialog that is open; another one loses its dead buttons. A dead
    button of a reply keyboard shows the open dialog again, with its keyboard.
    """

    def __init__(
        self,
        message_manager: MessageManagerProtocol,
        orphans: OrphanPolicy = close_all,
    ) -> None:
        self._message_manager = message_manager
        self._orphans = orphans

    async def __call__(
        self,
        event: ErrorEvent,
        manager: DialogManager,
        /,
    ) -> bool:
        """Put the screen right; all is well then."""
        session = session_of(manager.middleware_data)
        click = event.update.callback_query
        if _is_of_newer_version(session, event.exception):
            pass
        elif _is_unrestorable(session, event.exception):
            await self._orphans(event, manager)
        elif click is not None and isinstance(click.message, Message):
            await self._put_right(click.message, session, manager)
        elif isinstance(manager.event, Message) and manager.has_context():
            await manager.show()
        if click is not None:
            bot = session.event_context.bot
            await answer_click(bot, click, self._message_manager)
        logger.warning("Recovered from: %s", event.exception)
        return True

    async def _put_right(
        self,
        message: Message,
        session: Session,
        manager: DialogManager,
    ) -> None:
        is_live = message.message_id == session.stack.last_message_id
        if is_live and manager.has_context():
            await manager.show()
            return
        await self._message_manager.remove_kbd(
            bot=session.event_context.bot,
            show_mode=ShowMode.EDIT,
            old_message=describe_message(
                message,
                session.event_context.chat,
                session.event_context.business_connection_id,
                has_reply_keyboard=False,
            ),
        )


async def strict(event: ErrorEvent, manager: DialogManager, /) -> bool:  # noqa: ARG001 - a policy's parameters
    """Be the policy of bots that want these errors raised."""
    return False


def _is_of_newer_version(session: Session, error: Exception) -> bool:
    # The stack may have gone on since the error was raised.
    reason = session.broken or error
    return isinstance(reason, IncompatibleDialog) and reason.is_newer


def _is_unrestorable(session: Session, error: Exception) -> bool:
    return session.broken is not None or (
        isinstance(error, UnknownIntent | UnknownState)
        and error.intent_id in session.stack.intents
    )
