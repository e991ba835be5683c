"""Putting right what is on the screen when a dialog cannot be restored."""

from logging import getLogger

from aiogram.types import CallbackQuery, ErrorEvent, Message

from aiogram_dialog.api.entities import OldMessage, ShowMode
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
from aiogram_dialog.message.answering import answer_click
from aiogram_dialog.session.leftovers import adopt, describe_pressed
from aiogram_dialog.session.pressed import has_button_of
from aiogram_dialog.session.session import Session, session_of
from aiogram_dialog.widgets.markup.callback_data import remove_intent_id

from .orphans import close_all

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
            await self._put_right(click, click.message, session, manager)
        elif isinstance(manager.event, Message) and manager.has_context():
            await manager.show()
        if click is not None:
            bot = session.event_context.bot
            await answer_click(bot, click, self._message_manager)
        logger.warning("Recovered from: %s", event.exception)
        return True

    async def _put_right(
        self,
        click: CallbackQuery,
        message: Message,
        session: Session,
        manager: DialogManager,
    ) -> None:
        stack = session.stack
        if message.message_id == stack.last_message_id:
            if manager.has_context():
                await manager.show()
            else:
                await self._strip(describe_pressed(message, session), session)
            return
        intent_id, _ = remove_intent_id(click.data or "")
        if not intent_id or not has_button_of(message, intent_id):
            # The client says that it was pressed, but it has no such button.
            return
        is_newest = message.message_id > (stack.last_message_id or 0)
        leftover: OldMessage | None = describe_pressed(message, session)
        if is_newest and manager.has_context() and _is_own_chat(session):
            leftover = adopt(message, session)
        if leftover is not None:
            await self._strip(leftover, session)
        if is_newest and manager.has_context():
            # Nothing else may be left with buttons that work.
            await manager.show()

    async def _strip(self, message: OldMessage, session: Session) -> None:
        await self._message_manager.remove_kbd(
            bot=session.event_context.bot,
            show_mode=ShowMode.EDIT,
            old_message=message,
        )


def _is_own_chat(session: Session) -> bool:
    # Elsewhere the message may be somebody else's.
    context = session.event_context
    return (
        context.chat.id == context.user.id
        and context.business_connection_id is None
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
