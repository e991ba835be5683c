"""What becomes of a stack with a dialog that cannot be restored.

Its state is not in the code any more, its record is lost, or its migration
fails.
"""

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ErrorEvent

from aiogram_dialog.api.entities import Data, StartMode
from aiogram_dialog.api.protocols import DialogManager, OrphanPolicy
from aiogram_dialog.message.answering import MAX_TOAST_LENGTH, set_toast
from aiogram_dialog.session.session import session_of


async def close_all(event: ErrorEvent, manager: DialogManager, /) -> None:  # noqa: ARG001 - a policy's parameters
    """Close all dialogs of the stack: the policy of bots that name none."""
    await manager.reset_stack()


async def to_parent(event: ErrorEvent, manager: DialogManager, /) -> None:  # noqa: ARG001 - a policy's parameters
    """Remove what cannot be restored and show the dialog below it.

    That gets no result. Where there is none, all is closed.
    """
    await session_of(manager.middleware_data).drop_lost()
    if manager.has_context():
        await manager.show()
    else:
        await manager.reset_stack()


class Restart(OrphanPolicy):
    """Close all dialogs of the stack and start one anew."""

    def __init__(self, state: State, data: Data = None) -> None:
        self.state = state
        self.data = data

    async def __call__(
        self,
        event: ErrorEvent,  # noqa: ARG002 - a policy's parameter
        manager: DialogManager,
        /,
    ) -> None:
        """Start the dialog."""
        await manager.start(self.state, self.data, StartMode.RESET_STACK)


class Tell(OrphanPolicy):
    """Say a text and leave everything as it is.

    A click is answered with an alert, everything else with a message. Raises
    ``ValueError`` for more than 200 symbols (Bot API: answerCallbackQuery).
    """

    def __init__(self, text: str) -> None:
        if len(text) > MAX_TOAST_LENGTH:
            raise ValueError(
                f"An alert may have {MAX_TOAST_LENGTH} symbols, but this one "
                f"has {len(text)}: {text!r}.",
            )
        self.text = text

    async def __call__(
        self,
        event: ErrorEvent,
        manager: DialogManager,
        /,
    ) -> None:
        """Say the text."""
        click = event.update.callback_query
        if isinstance(click, CallbackQuery):
            set_toast(click, self.text, is_alert=True, replace=True)
            return
        context = session_of(manager.middleware_data).event_context
        await context.bot.send_message(
            chat_id=context.chat.id,
            text=self.text,
            message_thread_id=context.thread_id,
            business_connection_id=context.business_connection_id,
        )
