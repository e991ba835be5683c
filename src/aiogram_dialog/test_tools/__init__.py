"""What tests of a bot need: a Telegram of their own, or simple stand-ins.

``pytest_plugin`` gives whole conversations over the emulator; ``BotClient``
and ``MockMessageManager`` look at single messages without any Telegram.
"""

from .bot_client import BotClient
from .mock_message_manager import MockMessageManager
from .telegram import Telegram
from .visitor import Visitor

__all__ = ["BotClient", "MockMessageManager", "Telegram", "Visitor"]
