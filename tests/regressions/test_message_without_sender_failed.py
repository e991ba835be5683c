"""A message that nobody has sent came to a personal dialog of a group.

The access validator asked for its sender and failed with a ``KeyError``.
"""

from aiogram.types import Chat, Message

from aiogram_dialog.api.entities import AccessSettings, Stack
from aiogram_dialog.context.access_validator import DefaultAccessValidator


async def test_nobody_is_let_in():
    stack = Stack()
    stack.access_settings = AccessSettings(user_ids=[1])
    chat = Chat(id=-100, type="supergroup")
    message = Message(message_id=1, date=0, chat=chat, text="x")

    for data in ({}, {"event_from_user": None}):
        assert not await DefaultAccessValidator().is_allowed(
            stack,
            None,
            message,
            {"event_chat": chat, **data},
        )
