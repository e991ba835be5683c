"""A person: says, presses, sends media, blocks the bot."""

from .base import ImpossibleDeedError
from .membership import Membership
from .pressing import Button, NoSuchButtonError
from .querying import Querying

__all__ = ["Button", "ImpossibleDeedError", "NoSuchButtonError", "Person"]


class Person(Membership, Querying):
    """Act as a person of the world; every deed queues the right updates."""
