"""The users that stand for chats which write in a chat.

Bot API: ``Message.sender_chat`` is the chat, ``Message.from`` the stand-in.
"""

from .messages import Message
from .records import User

GROUP_ANONYMOUS_BOT = 1_087_968_824
CHANNEL_BOT = 136_817_688
TELEGRAM = 777_000

STAND_INS = {
    GROUP_ANONYMOUS_BOT: User(
        GROUP_ANONYMOUS_BOT,
        "Group",
        username="GroupAnonymousBot",
        is_bot=True,
    ),
    CHANNEL_BOT: User(
        CHANNEL_BOT,
        "Channel",
        username="Channel_Bot",
        is_bot=True,
    ),
    TELEGRAM: User(TELEGRAM, "Telegram"),
}


def shown_author(message: Message) -> int | None:
    """Return the user that bots are told a message is from."""
    if message.sender_chat is None or message.author == TELEGRAM:
        return message.author
    if message.sender_chat == message.chat:
        return GROUP_ANONYMOUS_BOT
    return CHANNEL_BOT
