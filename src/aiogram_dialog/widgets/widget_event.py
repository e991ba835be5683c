"""What happens when something happens to a widget."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.protocols import DialogManager

Callback = Callable[..., Awaitable[Any]]


class WidgetEventProcessor:
    """Process the events of a widget."""

    @abstractmethod
    async def process_event(
        self,
        event: ChatEvent,
        source: Any,
        manager: DialogManager,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Process an event of the widget ``source``."""
        raise NotImplementedError


class SimpleEventProcessor(WidgetEventProcessor):
    """Call a coroutine function, if there is one."""

    def __init__(self, callback: Callback | None) -> None:
        self.callback = callback

    async def process_event(
        self,
        event: ChatEvent,
        source: Any,
        manager: DialogManager,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Call the function with the event, the widget and the manager."""
        if self.callback:
            await self.callback(event, source, manager, *args, **kwargs)


def ensure_event_processor(
    processor: Callback | WidgetEventProcessor | None,
) -> WidgetEventProcessor:
    """Return a processor by what was given as one.

    Raises ``TypeError`` for what cannot be called.
    """
    if isinstance(processor, WidgetEventProcessor):
        return processor
    if processor is not None and not callable(processor):
        raise TypeError(
            f"{processor!r} cannot process events: give a coroutine "
            "function, or a button like Next() or SwitchTo().",
        )
    return SimpleEventProcessor(processor)
