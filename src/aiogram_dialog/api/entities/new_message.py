"""A message to be shown, and the one that is on the screen."""

from dataclasses import dataclass
from enum import Enum

from aiogram.enums import ContentType
from aiogram.types import (
    Chat,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from .media import MediaAttachment
from .modes import ShowMode

MarkupVariant = (
    ForceReply
    | InlineKeyboardMarkup
    | ReplyKeyboardMarkup
    | ReplyKeyboardRemove
)


class UnknownText(Enum):
    """Stand for the text of a message that nobody has kept."""

    UNKNOWN = object()


@dataclass
class OldMessage:
    """Describe the message that is on the screen."""

    chat: Chat
    message_id: int
    media_id: str | None
    media_uniq_id: str | None
    text: str | UnknownText | None = None
    has_protected_content: bool | None = None
    has_reply_keyboard: bool = False
    business_connection_id: str | None = None
    content_type: ContentType | None = None
    thread_id: int | None = None


@dataclass
class NewMessage:
    """Describe the message that a window wants to be seen.

    The last four are left to Telegram where they are None, and are not
    passed where Telegram takes none of them: silence and effects go with
    new messages alone, effects in private chats; pictures and videos are
    what can be hidden or can have a caption above.
    """

    chat: Chat
    thread_id: int | None = None
    business_connection_id: str | None = None
    text: str | None = None
    reply_markup: MarkupVariant | None = None
    parse_mode: str | None = None
    protect_content: bool | None = None
    show_mode: ShowMode = ShowMode.AUTO
    media: MediaAttachment | None = None
    link_preview_options: LinkPreviewOptions | None = None
    disable_notification: bool | None = None
    message_effect_id: str | None = None
    show_caption_above_media: bool | None = None
    has_spoiler: bool | None = None
