"""The HTTP transport: a Bot API server of a world."""

from .app import EmulatorServer

__all__ = ["EmulatorServer"]
