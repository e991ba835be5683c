"""Showing the current window and keeping in mind what is shown."""

from asyncio import Task, create_task
from logging import getLogger

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message, ReplyKeyboardMarkup

from aiogram_dialog.api.entities import (
    ChatEvent,
    ClosingMode,
    MediaId,
    NewMessage,
    OldMessage,
    ShowMode,
    Stack,
)
from aiogram_dialog.api.exceptions import InvalidKeyboardType
from aiogram_dialog.api.protocols import (
    MediaIdStorageProtocol,
    MessageManagerProtocol,
    MessageNotModified,
)
from aiogram_dialog.context.media_ids import MediaIds
from aiogram_dialog.message.answering import (
    MAX_TOAST_LENGTH,
    answer_click,
    edits_by,
    set_toast,
)
from aiogram_dialog.message.api_errors import Refusal, explain
from aiogram_dialog.message.mode import resolve_show_mode
from aiogram_dialog.message.old_message import find_old_message, remember
from aiogram_dialog.message.unchanged import is_as_wanted
from aiogram_dialog.session.session import Session

logger = getLogger(__name__)


class Presenter:
    """Bring the screen of a session up to date."""

    def __init__(
        self,
        session: Session,
        event: ChatEvent,
        message_manager: MessageManagerProtocol,
        media_id_storage: MediaIdStorageProtocol,
        *,
        is_simulated: bool,
    ) -> None:
        self._session = session
        self._event = event
        self._message_manager = message_manager
        self._media_id_storage = media_id_storage
        # Only for windows with media.
        self._media_ids: MediaIds | None = None
        self._is_simulated = is_simulated

    async def show(self, new_message: NewMessage) -> None:
        """Show a rendered window; AUTO is resolved here."""
        session = self._session
        new_message.show_mode = self.resolve(new_message.show_mode)
        self.check_keyboard(session.stack, new_message)
        await self.fill_media_id(new_message)
        await session.work.ensure_storable()
        if self._is_unchanged(new_message):
            logger.debug("Not modified: the pressed message is as wanted")
        else:
            session.is_drawn = True
            await self._bring_up_to_date(new_message)
        if session.context is not None:
            session.context.needs_redraw = False
        if isinstance(self._event, Message):
            session.stack.last_income_media_group_id = (
                self._event.media_group_id
            )

    def _is_unchanged(self, new_message: NewMessage) -> bool:
        """Tell whether an edit of the pressed message is needless."""
        if (
            not getattr(self._message_manager, "skip_unchanged", False)
            or new_message.show_mode is not ShowMode.EDIT
            or self._is_simulated
            or not isinstance(self._event, CallbackQuery)
            or not isinstance(pressed := self._event.message, Message)
            or pressed.message_id != self._session.stack.last_message_id
        ):
            return False
        edits = edits_by(self._session.event_context.bot)
        return (
            edits is not None
            and is_as_wanted(pressed, new_message)
            and edits.is_latest(pressed)
        )

    async def _bring_up_to_date(self, new_message: NewMessage) -> None:
        answering: Task[None] | None = None
        if getattr(self._message_manager, "overlap_answer", False):
            answering = create_task(self.answer_callback())
        try:
            shown = await (
                self._message_manager.show_message(
                    self._session.event_context.bot,
                    new_message,
                    self.find_old_message(),
                )
                if self._media_ids is None
                else self._show_media(new_message, self._media_ids)
            )
        except MessageNotModified as error:
            logger.debug("Not modified: %s", error)
            return
        finally:
            if answering is not None:
                await answering
        self.remember(shown, self._session.stack)
        await self._save_media_id(new_message, shown)

    async def _show_media(
        self,
        new_message: NewMessage,
        media_ids: MediaIds,
    ) -> OldMessage:
        """Show a message; what Telegram refuses as an id is given up."""
        while True:
            try:
                return await self._message_manager.show_message(
                    self._session.event_context.bot,
                    new_message,
                    self.find_old_message(),
                )
            except TelegramBadRequest as error:
                if explain(
                    error,
                ) is not Refusal.WRONG_FILE or not await media_ids.give_up(
                    new_message,
                ):
                    raise

    async def close(self, closing: ClosingMode, show_mode: ShowMode) -> None:
        """Do with the message what is to be done: no dialog is left."""
        match closing:
            case ClosingMode.KEEP:
                self._session.stack.last_message_id = None
            case ClosingMode.DELETE if show_mode is not ShowMode.NO_UPDATE:
                await self.remove_keyboard(ShowMode.DELETE_AND_SEND)
            case _:
                await self.remove_keyboard(show_mode)

    async def remove_keyboard(self, show_mode: ShowMode) -> None:
        """Take the keyboard off the screen: no dialog is left."""
        stack = self._session.stack
        if stack.last_message_id is None:
            return
        self._session.is_drawn = True
        await self._message_manager.remove_kbd(
            bot=self._session.event_context.bot,
            old_message=self.find_old_message(),
            show_mode=self.resolve(show_mode),
        )
        stack.last_message_id = None

    async def answer_callback(self) -> None:
        """Let the client of a click stop waiting."""
        if self._is_simulated or not isinstance(self._event, CallbackQuery):
            return
        await answer_click(
            self._session.event_context.bot,
            self._event,
            self._message_manager,
        )

    def toast(self, text: str, *, is_alert: bool, replace: bool) -> None:
        """Choose what the click is answered with."""
        if len(text) > MAX_TOAST_LENGTH:
            raise ValueError(
                f"A toast may have {MAX_TOAST_LENGTH} symbols, but this one "
                f"has {len(text)}: {text!r}. Send a message instead.",
            )
        if self._is_simulated or not isinstance(self._event, CallbackQuery):
            logger.warning(
                "Only a click on an inline button can show a toast, "
                "not %s: %r is not seen",
                type(self._event).__name__,
                text,
            )
            return
        set_toast(self._event, text, is_alert=is_alert, replace=replace)

    # Steps that a subclass of the manager may take in its own way

    def resolve(self, show_mode: ShowMode) -> ShowMode:
        """Return the mode that ``AUTO`` stands for; another stays."""
        return resolve_show_mode(
            show_mode,
            self._session.event_context.chat,
            self._session.stack,
            self._event,
        )

    def find_old_message(self) -> OldMessage | None:
        """Return the message on the screen, or None if there is none."""
        return find_old_message(
            self._event,
            self._session.event_context,
            self._session.stack,
            is_simulated=self._is_simulated,
            opened_message_id=self._session.opened_message_id,
        )

    remember = staticmethod(remember)

    def check_keyboard(self, stack: Stack, new_message: NewMessage) -> None:
        """Raise ``InvalidKeyboardType`` where no reply keyboard works."""
        if not stack.default() and isinstance(
            new_message.reply_markup,
            ReplyKeyboardMarkup,
        ):
            raise InvalidKeyboardType(stack_id=stack.id)

    async def fill_media_id(self, new_message: NewMessage) -> None:
        """Name the file by the id that Telegram knows it by, if it does."""
        if new_message.media is None:
            return
        self._media_ids = MediaIds(
            self._media_id_storage,
            self._session.event_context.bot,
        )
        await self._media_ids.fill(new_message)

    async def _save_media_id(
        self,
        new_message: NewMessage,
        shown: OldMessage,
    ) -> None:
        if self._media_ids is not None and shown.media_id is not None:
            await self._media_ids.keep(
                new_message,
                MediaId(shown.media_id, shown.media_uniq_id),
            )
