"""Which dialog an event belongs to, as a filter."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.state import StatesGroup
from aiogram.types import TelegramObject

from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.api.internal.moved_names import moved_names

__getattr__ = moved_names(__name__)


class IntentFilter(Filter):
    """Let events pass while a dialog of this states group is on top."""

    def __init__(
        self,
        aiogd_intent_state_group: type[StatesGroup] | None,
    ) -> None:
        self.aiogd_intent_state_group = aiogd_intent_state_group

    async def __call__(self, obj: TelegramObject, **kwargs: Any) -> bool:  # noqa: ARG002 - a filter's signature
        """Tell whether the open dialog has this states group."""
        if self.aiogd_intent_state_group is None:
            return True
        context = kwargs.get(CONTEXT_KEY)
        return (
            context is not None
            and context.state.group == self.aiogd_intent_state_group
        )
