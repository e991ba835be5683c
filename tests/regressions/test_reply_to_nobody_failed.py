"""A reply to a message without an author ended in AttributeError."""

from datetime import datetime, timezone

from aiogram.types import Chat, Message, User

from aiogram_dialog.session.address import ByStack, address_of


def test_it_is_for_the_default_stack():
    chat = Chat(id=1, type="private")
    now = datetime.now(timezone.utc)
    replied = Message(message_id=1, date=now, chat=chat)
    message = Message(
        message_id=2,
        date=now,
        chat=chat,
        from_user=User(id=1, is_bot=False, first_name="Ann"),
        reply_to_message=replied,
    )

    assert address_of(message, bot_id=42) == ByStack()
