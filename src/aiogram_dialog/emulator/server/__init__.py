"""Door 2: a Bot API server of a world, over HTTP."""

from .app import EmulatorServer

__all__ = ["EmulatorServer"]
