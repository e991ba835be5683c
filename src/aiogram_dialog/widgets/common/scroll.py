"""Widgets that have pages."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, runtime_checkable

from typing_extensions import TypeVar

from aiogram_dialog.api.entities import ChatEvent
from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .action import Actionable
from .exception_note import note_widget
from .managed import ManagedWidget

__getattr__ = moved_names(__name__)


@runtime_checkable
class Scroll(Widget, Protocol):
    """Describe a widget that has pages, counted from 0."""

    @abstractmethod
    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many pages there are."""
        ...

    @abstractmethod
    async def get_page(self, manager: DialogManager) -> int:
        """Return the current page."""
        ...

    @abstractmethod
    async def set_page(
        self,
        event: ChatEvent,
        page: int,
        manager: DialogManager,
    ) -> None:
        """Go to a page."""
        ...

    @abstractmethod
    def managed(self, manager: DialogManager) -> "ManagedScroll[Any]":
        """Return the scroll together with its state."""
        ...


S = TypeVar("S", bound=Scroll, default=Scroll)


class ManagedScroll(ManagedWidget[S]):
    """Turn the pages of a scroll."""

    async def get_page_count(self, data: dict[str, Any]) -> int:
        """Return how many pages there are."""
        try:
            return await self.widget.get_page_count(data, self.manager)
        except Exception as error:
            note_widget(error, self)
            raise

    async def get_page(self) -> int:
        """Return the current page, counted from 0."""
        return await self.widget.get_page(self.manager)

    async def set_page(self, page: int) -> None:
        """Go to a page, counted from 0."""
        await self.widget.set_page(self.manager.event, page, self.manager)


OnPageChanged = Callable[
    [ChatEvent, ManagedScroll[Any], DialogManager],
    Awaitable[Any],
]
OnPageChangedVariants = OnPageChanged | WidgetEventProcessor | None


class BaseScroll(Actionable, Scroll, ABC):
    """Keep the current page in the state of the dialog.

    ``on_page_changed``: called with the event, the managed scroll and the
    manager.
    """

    def __init__(
        self,
        id: str | None,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        super().__init__(id=id)
        self.on_page_changed = ensure_event_processor(on_page_changed)

    async def get_page(self, manager: DialogManager) -> int:
        """Return the current page; without an id it is always the first."""
        if not self.widget_id:
            return 0
        page: int = self.get_widget_data(manager, 0)
        return page

    async def set_page(
        self,
        event: ChatEvent,
        page: int,
        manager: DialogManager,
    ) -> None:
        """Go to a page. Raises ``ValueError`` without an id to keep it."""
        if not self.widget_id:
            raise ValueError(
                f"Cannot turn the pages of {self}: give it an `id`, "
                "its page is kept under it.",
            )
        self.set_widget_data(manager, page)
        await self.on_page_changed.process_event(
            event,
            self.managed(manager),
            manager,
        )

    def managed(self, manager: DialogManager) -> ManagedScroll[Any]:
        """Return the scroll together with its state."""
        return ManagedScroll(self, manager)


def count_pages(item_count: int, page_size: int | None) -> int:
    """Return how many pages there are; without a size there is one."""
    if not page_size:
        return 1 if item_count else 0
    return -(-item_count // page_size)


def clamp_page(page: int, page_count: int) -> int:
    """Return the page that is shown where this one is kept."""
    return max(0, min(page, page_count - 1))


def sync_scroll(
    scroll_id: str | Sequence[str],
    on_page_chaged: OnPageChanged | None = None,
    *,
    on_page_changed: OnPageChanged | None = None,
) -> OnPageChanged:
    """Return a handler that turns other scrolls to the same page.

    ``scroll_id``: one id or several. ``on_page_changed``: called first;
    ``on_page_chaged`` is an old spelling of it.
    """
    scroll_ids = [scroll_id] if isinstance(scroll_id, str) else scroll_id
    before = on_page_changed or on_page_chaged

    async def sync(
        event: ChatEvent,
        scroll: ManagedScroll[Any],
        manager: DialogManager,
    ) -> None:
        if before is not None:
            await before(event, scroll, manager)
        page = await scroll.get_page()
        for other_id in scroll_ids:
            other = manager.find(other_id)
            if other is None:
                raise ValueError(
                    f"Cannot sync scroll {other_id!r} with {scroll}: "
                    "the dialog has no widget with this id.",
                )
            # Two scrolls may follow each other.
            if await other.get_page() != page:
                await other.set_page(page)

    return sync
