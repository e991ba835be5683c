"""Who may use a stack."""

from abc import abstractmethod
from typing import Any, Protocol

from aiogram_dialog.api.entities import ChatEvent, Context, Stack


class StackAccessValidator(Protocol):
    """Decide whether an event may use a stack and its dialog."""

    @abstractmethod
    async def is_allowed(
        self,
        stack: Stack,
        context: Context | None,
        event: ChatEvent,
        data: dict[str, Any],
    ) -> bool:
        """Tell whether the event may use the stack.

        ``context`` is its top dialog, if there is one; ``data`` is what
        middlewares have given.
        """
        ...
