"""A widget before a person who sees and clicks, and notes of what it tells."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram.types import CallbackQuery, User

ANN = User(id=1, is_bot=False, first_name="Ann")
INTENT = "intent\x1d"


def make_click(data: str) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=ANN, chat_instance="1", data=data)


class Notes:
    """Make handlers that note how they were called.

    A note is the name, the data of the click, the widget, what follows.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[Any, ...]] = []

    def handler(self, name: str) -> Callable[..., Awaitable[None]]:
        async def handle(event: Any, widget: Any, _: Any, *args: Any) -> None:
            data = event.data.removeprefix(INTENT)
            where = "as sent" if event.data.startswith(INTENT) else "bare"
            self.taken.append((name, data, where, repr(widget), *args))

        return handle

    def take(self) -> list[tuple[Any, ...]]:
        taken, self.taken = self.taken, []
        return taken

    def names(self) -> list[str]:
        return [name for name, *_ in self.take()]


class Desk:
    """See a widget and click on it; the event is as it was sent."""

    def __init__(self, manager: Any, dialog: Any, root: Any, data: Any):
        self.manager = manager
        self.dialog = dialog
        self.root = root
        self.data = data
        manager.root = root
        manager.dialog = lambda: dialog
        manager.middleware_data["dialog_manager"] = manager

    @property
    def state(self) -> dict[str, Any]:
        return self.manager.context.widget_data

    async def buttons(self) -> list[list[Any]]:
        return await self.root.render_keyboard(self.data, self.manager)

    async def styles(self) -> list[list[str | None]]:
        """Return the styles of the buttons, None for those without."""
        # Older versions of aiogram have no such field.
        return [
            [getattr(button, "style", None) for button in row]
            for row in await self.buttons()
        ]

    async def seen(self) -> list[list[str]]:
        """Return the rows of buttons, drawn as ``text>data``."""
        return [
            [f"{button.text}>{button.callback_data}" for button in row]
            for row in await self.buttons()
        ]

    async def sent(self) -> list[list[str]]:
        """Return what the buttons send."""
        return [
            [button.callback_data for button in row]
            for row in await self.buttons()
        ]

    async def clicks(self, data: str) -> bool:
        self.manager.event = make_click(INTENT + data)
        return await self.root.process_callback(
            make_click(data),
            self.dialog,
            self.manager,
        )

    def managed(self, widget_id: str) -> Any:
        # Code acts at any time: here it acts at a click elsewhere.
        self.manager.event = make_click(INTENT + "elsewhere")
        return self.manager.find(widget_id)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def desk(manager: Any, dialog: Any) -> Callable[..., Desk]:
    def sit(
        root: Any,
        data: dict[str, Any] | None = None,
        state: dict[str, Any] | None = None,
        *,
        preview: bool = False,
    ) -> Desk:
        manager.context.widget_data.clear()
        manager.context.widget_data.update(state or {})
        manager.preview = preview
        return Desk(manager, dialog, root, data or {})

    return sit
