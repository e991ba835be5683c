"""A Telegram of our own: a pure world and two transports to it.

One transport is ``connect``, whose bot needs no socket; the other is a Bot API
server, ``emulator.server.EmulatorServer``.
"""

from . import faults
from .actor import Button, ImpossibleDeedError, NoSuchButtonError, Person
from .answers import Answer, Ok, Refusal
from .calls import calls
from .drawing import draw
from .driver import feed, feed_concurrently, feed_one, take
from .flood import FloodLimits
from .messages import Message
from .methods import Upload
from .records import BotAccount, ChatRef
from .screen import screen
from .session import EmulatorSession, connect
from .state import Snapshot
from .world import UnknownMethodError, World

__all__ = [
    "Answer",
    "BotAccount",
    "Button",
    "ChatRef",
    "EmulatorSession",
    "FloodLimits",
    "ImpossibleDeedError",
    "Message",
    "NoSuchButtonError",
    "Ok",
    "Person",
    "Refusal",
    "Snapshot",
    "UnknownMethodError",
    "Upload",
    "World",
    "calls",
    "connect",
    "draw",
    "faults",
    "feed",
    "feed_concurrently",
    "feed_one",
    "screen",
    "take",
]
