"""How the screen is brought up to date where nobody has said it."""

from aiogram.enums import ChatType
from aiogram.types import Chat, Message

from aiogram_dialog.api.entities import ChatEvent, ShowMode, Stack


def resolve_show_mode(
    show_mode: ShowMode,
    chat: Chat | None,
    stack: Stack,
    event: ChatEvent,
) -> ShowMode:
    """Return the mode that ``AUTO`` stands for; another stays as it is.

    In a private chat what is new belongs below what the user has said;
    everywhere else a window stays in its place.
    """
    if show_mode is not ShowMode.AUTO:
        return show_mode
    if chat is None or chat.type != ChatType.PRIVATE:
        return ShowMode.EDIT
    if stack.last_reply_keyboard:
        return ShowMode.DELETE_AND_SEND
    if not stack.default():
        return ShowMode.EDIT
    if isinstance(event, Message) and not _continues_album(event, stack):
        return ShowMode.SEND
    return ShowMode.EDIT


def _continues_album(message: Message, stack: Stack) -> bool:
    return (
        message.media_group_id is not None
        and message.media_group_id == stack.last_income_media_group_id
    )
