"""What becomes of dialogs that can no longer be restored."""

from typing import Protocol

from aiogram.types import ErrorEvent

from .manager import DialogManager


class RecoveryPolicy(Protocol):
    """Put right what is on the screen when a dialog cannot be restored.

    It is called for ``UnknownIntent``, ``OutdatedIntent`` and
    ``UnknownState`` that no error handler of the bot has taken.
    """

    async def __call__(
        self,
        event: ErrorEvent,
        manager: DialogManager,
        /,
    ) -> bool:
        """Return whether all is well; the error is raised if not."""
        ...


class OrphanPolicy(Protocol):
    """Decide what becomes of a stack with a dialog that is lost."""

    async def __call__(
        self,
        event: ErrorEvent,
        manager: DialogManager,
        /,
    ) -> None:
        """Put the stack and the screen right; the click is answered then."""
        ...
