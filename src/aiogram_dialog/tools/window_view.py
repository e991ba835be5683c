"""Windows as a preview shows them."""

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import ForceReply

from aiogram_dialog.api.entities import MediaAttachment, NewMessage
from aiogram_dialog.api.protocols import DialogProtocol

from .fake_manager import FakeManager
from .input_view import input_hints, render_attachment, render_input
from .keyboard_view import render_inline_keyboard, render_reply_keyboard
from .media_face import media_face, photo_address
from .message_html import MessageHtml, message_html
from .names import bare_name, full_name
from .rendered import RenderWindow


async def create_window(
    state: State,
    message: NewMessage,
    manager: FakeManager,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> RenderWindow:
    """Return a window whose message is rendered already."""
    markup = message.reply_markup
    text = _text(message)
    setup = (manager, dialog, simulate_events)
    trial = (manager, state, dialog)
    return RenderWindow(
        message=text.html,
        state=full_name(state),
        state_name=bare_name(state),
        photo=create_photo(message.media),
        keyboard=await render_inline_keyboard(state, markup, *setup),
        reply_keyboard=await render_reply_keyboard(state, markup, *setup),
        text_input=await render_input(
            *trial,
            ContentType.TEXT,
            simulate_events,
        ),
        attachment_input=await render_attachment(*trial, simulate_events),
        media=media_face(message.media) if message.media else None,
        inputs=tuple(input_hints(dialog, state)),
        placeholder=getattr(markup, "input_field_placeholder", None),
        is_reply_forced=isinstance(markup, ForceReply),
        problem=text.problem,
    )


def broken_window(state: State, error: Exception) -> RenderWindow:
    """Return what is shown in place of a window that cannot be rendered."""
    return RenderWindow(
        message="",
        state=full_name(state),
        state_name=bare_name(state),
        keyboard=[],
        reply_keyboard=[],
        photo=None,
        text_input=None,
        attachment_input=None,
        error=f"{type(error).__name__}: {error}",
    )


def _text(message: NewMessage) -> MessageHtml:
    text = message_html(message.text, message.parse_mode)
    if not text.html and message.media is None:
        problem = "no text and no media: Telegram sends no empty messages"
        return MessageHtml("", problem)
    return text


def create_photo(media: MediaAttachment | None) -> str | None:
    """Return where a photo comes from, None for other media."""
    if media is None or media.type != ContentType.PHOTO:
        return None
    return photo_address(media)
