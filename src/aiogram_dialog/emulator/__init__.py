"""A Telegram of our own: a pure world and two doors to it."""

from . import faults
from .actor import Button, ImpossibleDeedError, NoSuchButtonError, Person
from .answers import Answer, Ok, Refusal
from .calls import calls
from .drawing import draw
from .driver import feed, feed_concurrently, feed_one
from .flood import FloodLimits
from .messages import Message
from .methods import Upload
from .records import BotAccount, ChatRef
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
]
