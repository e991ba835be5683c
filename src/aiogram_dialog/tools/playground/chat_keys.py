"""Names of chats for the page."""

from aiogram_dialog.emulator import ChatRef


def chat_key(chat: ChatRef) -> str:
    """Return the name of a chat, as ``chat_ref`` reads it."""
    return f"{chat.account}:{chat.id}"


def chat_ref(key: str) -> ChatRef | None:
    """Return the chat with this name, None if it is no name."""
    account, _, number = key.partition(":")
    try:
        return ChatRef(int(account), int(number))
    except ValueError:
        return None


def chat_of_bot(bot_id: int, chat_id: int) -> ChatRef:
    """Return the chat that a bot knows by an id.

    Private chats have positive ids and belong to the bot.
    """
    return ChatRef(bot_id if chat_id > 0 else 0, chat_id)
