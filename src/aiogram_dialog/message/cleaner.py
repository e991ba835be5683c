"""Cleaning up after a message that is out of date."""

from functools import cached_property, partial
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from aiogram_dialog.api.entities import NewMessage, OldMessage, ShowMode

from .api_errors import Refusal, explain
from .plan import CleanUp
from .retry import Retry

logger = getLogger(__name__)


class Cleaner:
    """Delete messages and take keyboards away; failing breaks nothing.

    ``retry_limit``: seconds that a call may wait in all.
    """

    retry_limit: float = 30

    @cached_property
    def _retry(self) -> Retry:
        # Subclasses need not call a constructor.
        return Retry(self.retry_limit)

    def had_reply_keyboard(self, old_message: OldMessage | None) -> bool:
        """Tell whether there is a reply keyboard on the screen."""
        return old_message is not None and old_message.has_reply_keyboard

    def need_reply_keyboard(self, new_message: NewMessage | None) -> bool:
        """Tell whether a reply keyboard is to be shown."""
        return new_message is not None and isinstance(
            new_message.reply_markup,
            ReplyKeyboardMarkup,
        )

    async def _clean_up(
        self,
        clean_up: CleanUp,
        bot: Bot,
        old_message: OldMessage | None,
        new_message: NewMessage | None,
    ) -> Message | None:
        if clean_up is CleanUp.NOTHING or old_message is None:
            return None
        remove = (
            self.remove_message_safe
            if clean_up is CleanUp.DELETE
            else self._remove_kbd
        )
        try:
            return await self._retry.call(
                (bot.id, old_message.chat.id),
                partial(remove, bot, old_message, new_message),
            )
        except AiogramError as error:
            # What is new is on the screen already: go on with that.
            logger.warning(
                "Cannot %s of message %s: %s",
                clean_up.value,
                old_message.message_id,
                error,
            )
            return None

    async def _discard(
        self,
        bot: Bot,
        old_message: OldMessage,
        new_message: NewMessage,
    ) -> None:
        """Delete a message at once: a call of its chat is under way."""
        try:
            await self.remove_message_safe(bot, old_message, new_message)
        except AiogramError as error:
            logger.warning(
                "Cannot delete message %s: %s",
                old_message.message_id,
                error,
            )

    async def remove_kbd(
        self,
        bot: Bot,
        show_mode: ShowMode,
        old_message: OldMessage | None,
    ) -> Message | None:
        """Take the keyboard of the last message off, or delete it."""
        if show_mode is ShowMode.NO_UPDATE:
            return None
        clean_up = (
            CleanUp.DELETE
            if show_mode is ShowMode.DELETE_AND_SEND
            else CleanUp.REMOVE_KEYBOARD
        )
        return await self._clean_up(clean_up, bot, old_message, None)

    async def _remove_kbd(
        self,
        bot: Bot,
        old_message: OldMessage | None,
        new_message: NewMessage | None,
    ) -> Message | None:
        """Take the buttons or the reply keyboard of a message away.

        The reply keyboard stays where the new message has one of its own.
        """
        if old_message is None:
            return None
        if not self.had_reply_keyboard(old_message):
            return await self.remove_inline_kbd(bot, old_message)
        if self.need_reply_keyboard(new_message):
            return None
        return await self.remove_reply_kbd(bot, old_message)

    async def remove_inline_kbd(
        self,
        bot: Bot,
        old_message: OldMessage,
    ) -> Message | None:
        """Take the buttons off a message."""
        logger.debug("Remove the buttons of %s", old_message.message_id)
        try:
            message = await bot.edit_message_reply_markup(
                message_id=old_message.message_id,
                chat_id=old_message.chat.id,
                business_connection_id=old_message.business_connection_id,
            )
        except TelegramAPIError as error:
            if explain(error) in {
                Refusal.NOT_MODIFIED,
                Refusal.CANNOT_EDIT,
                Refusal.GONE,
            }:
                return None
            raise
        return message if isinstance(message, Message) else None

    async def remove_reply_kbd(
        self,
        bot: Bot,
        old_message: OldMessage,
    ) -> Message | None:
        """Take a reply keyboard away; that takes a message of its own."""
        logger.debug("Remove the reply keyboard")
        return await bot.send_message(
            chat_id=old_message.chat.id,
            text="...",
            # Dots would be markup where the bot's default is MarkdownV2.
            parse_mode=None,
            message_thread_id=old_message.thread_id,
            business_connection_id=old_message.business_connection_id,
            reply_markup=ReplyKeyboardRemove(),
        )

    async def remove_message_safe(
        self,
        bot: Bot,
        old_message: OldMessage,
        new_message: NewMessage | None,
    ) -> Message | None:
        """Delete a message, or at least take its keyboard off.

        Messages in the name of a business are never deleted.
        """
        if old_message.business_connection_id:
            return await self._remove_kbd(bot, old_message, new_message)
        logger.debug("Delete message %s", old_message.message_id)
        try:
            await bot.delete_message(
                chat_id=old_message.chat.id,
                message_id=old_message.message_id,
            )
        except TelegramAPIError as error:
            refusal = explain(error)
            if refusal is Refusal.CANNOT_DELETE:
                return await self._remove_kbd(
                    bot,
                    old_message,
                    new_message,
                )
            if refusal is not Refusal.GONE:
                raise
        return None
