"""The only door to Telegram: shows, edits and deletes messages."""

from functools import partial
from logging import getLogger

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, ForceReply, Message

from aiogram_dialog.api.entities import MediaId, NewMessage, OldMessage
from aiogram_dialog.api.protocols import (
    MessageManagerProtocol,
    MessageNotModified,
)

from .api_errors import Refusal, explain
from .editor import Editor
from .media_kinds import FIXED, is_same_fixed
from .old_message import describe_result
from .options import picture_options, settle_protection
from .plan import (
    CleanUp,
    DoNothing,
    Edit,
    EditKeyboard,
    Facts,
    Keep,
    Send,
    plan,
)

logger = getLogger(__name__)

# Telegram edits no message from or to one of these.
_NOT_EDITABLE = FIXED | {ContentType.VOICE}


class MessageManager(Editor, MessageManagerProtocol):
    """Bring the screen up to date by calls of the Bot API.

    ``retry_limit``: seconds that a call may wait in all where Telegram
    answers "too many requests".
    ``skip_unchanged``: do not send an edit that for certain would change
    nothing. Only where one process alone edits the messages of the bot is
    anything certain.
    ``overlap_answer``: answer a click while the screen is brought up to
    date, not afterwards. A toast has to be chosen before it is shown then,
    and is seen even if showing fails.
    """

    skip_unchanged = False
    overlap_answer = False

    def __init__(
        self,
        retry_limit: float = 30,
        *,
        skip_unchanged: bool = False,
        overlap_answer: bool = False,
    ) -> None:
        super().__init__()
        self.retry_limit = retry_limit
        self.skip_unchanged = skip_unchanged
        self.overlap_answer = overlap_answer

    async def show_message(
        self,
        bot: Bot,
        new_message: NewMessage,
        old_message: OldMessage | None,
    ) -> OldMessage:
        """Show a message as its show mode says and describe the result.

        Raises ``MessageNotModified`` if there was nothing to do.
        """
        new_message = settle_protection(bot, new_message)
        facts = self._gather_facts(new_message, old_message)
        chosen = plan(facts)
        logger.debug("Show a message: %s because of %s", chosen, facts)
        place = bot.id, new_message.chat.id
        match chosen:
            case Edit() | EditKeyboard():
                assert old_message  # noqa: S101 - the plan is about it
                edit = (
                    self.edit_message_safe
                    if isinstance(chosen, Edit)
                    else partial(self._edit_or_send, self.edit_keyboard)
                )
                shown = await self._retry.call(
                    place,
                    partial(edit, bot, new_message, old_message),
                )
            case Send(before, after):
                await self._clean_up(before, bot, old_message, None)
                shown = await self._retry.call(
                    place,
                    partial(self.send_message, bot, new_message),
                )
                if old_message and _is_same(shown, old_message):
                    # A Telegram that began anew has given its id again.
                    after = CleanUp.NOTHING
                await self._clean_up(after, bot, old_message, new_message)
            case Keep():
                assert old_message  # noqa: S101 - the plan is about it
                return old_message
            case DoNothing():
                raise MessageNotModified(show_mode=new_message.show_mode)
        return describe_result(shown, new_message)

    def _gather_facts(
        self,
        new_message: NewMessage,
        old_message: OldMessage | None,
    ) -> Facts:
        needs_reply_keyboard = self.need_reply_keyboard(new_message)
        if old_message is None:
            return Facts(
                show_mode=new_message.show_mode,
                has_old=False,
                is_changed=True,
                is_editable=False,
                is_protection_changed=False,
                had_reply_keyboard=False,
                needs_reply_keyboard=needs_reply_keyboard,
                is_same_fixed=False,
            )
        had_reply_keyboard = self.had_reply_keyboard(old_message)
        return Facts(
            show_mode=new_message.show_mode,
            has_old=True,
            is_changed=self._message_changed(new_message, old_message),
            is_editable=self._can_edit(new_message, old_message),
            is_protection_changed=_is_protection_changed(
                new_message,
                old_message,
            ),
            had_reply_keyboard=had_reply_keyboard,
            needs_reply_keyboard=needs_reply_keyboard,
            is_same_fixed=is_same_fixed(new_message.media, old_message),
        )

    def _message_changed(
        self,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> bool:
        """Tell whether the old message is not as wanted yet."""
        return (
            new_message.text != old_message.text
            or new_message.reply_markup is not None
            or self.had_reply_keyboard(old_message)
            or new_message.link_preview_options is not None
            or bool(picture_options(new_message))
            or _is_protection_changed(new_message, old_message)
            or self.need_media(new_message) != self.had_media(old_message)
            or _is_media_changed(new_message, old_message)
        )

    def _can_edit(
        self,
        new_message: NewMessage,
        old_message: OldMessage,
    ) -> bool:
        """Tell whether Telegram can edit the old message into the new one."""
        new_type = new_message.media and new_message.media.type
        return not (
            (self.had_media(old_message) and not self.need_media(new_message))
            or self.had_voice(old_message)
            or self.need_voice(new_message)
            or {old_message.content_type, new_type} & _NOT_EDITABLE
            or self.had_reply_keyboard(old_message)
            or self.need_reply_keyboard(new_message)
            # Nothing is edited into a message that asks for a reply.
            or isinstance(new_message.reply_markup, ForceReply)
        )

    def had_media(self, old_message: OldMessage) -> bool:
        """Tell whether there is media on the screen."""
        return old_message.media_id is not None

    def had_voice(self, old_message: OldMessage) -> bool:
        """Tell whether there is a voice message on the screen."""
        return old_message.content_type == ContentType.VOICE

    def need_voice(self, new_message: NewMessage) -> bool:
        """Tell whether a voice message is to be shown."""
        return (
            new_message.media is not None
            and new_message.media.type == ContentType.VOICE
        )

    async def answer_callback(
        self,
        bot: Bot,
        callback_query: CallbackQuery,
        text: str | None = None,
        show_alert: bool | None = None,
    ) -> None:
        """Let the client of a click stop waiting; show a text, if given."""
        try:
            await bot.answer_callback_query(
                callback_query_id=callback_query.id,
                text=text,
                show_alert=show_alert,
            )
        except TelegramAPIError as error:
            if explain(error) is not Refusal.TOO_LATE:
                raise
            logger.warning("Cannot answer a click: %s", error)


def _is_same(shown: Message, old_message: OldMessage) -> bool:
    return (shown.chat.id, shown.message_id) == (
        old_message.chat.id,
        old_message.message_id,
    )


def _is_protection_changed(
    new_message: NewMessage,
    old_message: OldMessage,
) -> bool:
    return bool(new_message.protect_content) != bool(
        old_message.has_protected_content,
    )


def _is_media_changed(
    new_message: NewMessage,
    old_message: OldMessage,
) -> bool:
    if new_message.media is None or old_message.media_id is None:
        return False
    return new_message.media.file_id != MediaId(
        old_message.media_id,
        old_message.media_uniq_id,
    )
