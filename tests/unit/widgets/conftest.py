"""A manager that drives no bot: it has a context and notes what is asked."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import datetime, timezone
from typing import Any

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, Message, PhotoSize, User

from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.entities import (
    ChatEvent,
    Context,
    Data,
    ShowMode,
    Stack,
)
from aiogram_dialog.api.internal import KeyboardWidget, Widget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.text import Const


class Main(StatesGroup):
    first = State()
    second = State()


ANN = User(id=1, is_bot=False, first_name="Ann")
CHAT = Chat(id=1, type="private")
NOON = datetime(2025, 1, 1, 12, tzinfo=timezone.utc)


class NotingManager(DialogManager):
    """Find widgets in ``root``; note everything else that is asked for."""

    def __init__(self) -> None:
        self.stack = Stack(_id="stack")
        self.context = self.stack.push(Main.first, {"started": "with"})
        self.root: Widget = Const("")
        self.preview = False
        self.calls: list[tuple[Any, ...]] = []
        self._event: Any = make_message("hello")
        self._data: dict[str, Any] = {"user_name": "Ann"}
        self._show_mode = ShowMode.AUTO

    def _note(self, name: str, *args: Any) -> None:
        self.calls.append((name, *args))

    @property
    def event(self) -> ChatEvent:
        return self._event

    @event.setter
    def event(self, event: ChatEvent) -> None:
        self._event = event

    @property
    def middleware_data(self) -> dict[str, Any]:
        return self._data

    @property
    def dialog_data(self) -> dict[str, Any]:
        return self.context.dialog_data

    @property
    def start_data(self) -> Data:
        return self.context.start_data

    @property
    def widget_data(self) -> dict[str, Any]:
        return self.context.widget_data

    @property
    def show_mode(self) -> ShowMode:
        return self._show_mode

    @show_mode.setter
    def show_mode(self, show_mode: ShowMode) -> None:
        self._show_mode = show_mode

    def current_context(self) -> Context:
        return self.context

    def has_context(self) -> bool:
        return True

    def current_stack(self) -> Stack:
        return self.stack

    def is_preview(self) -> bool:
        return self.preview

    def find(self, widget_id: str) -> Any:
        widget = self.root.find(widget_id)
        return widget.managed(self) if widget else None

    async def load_data(self) -> dict[str, Any]:
        return {"dialog_data": self.dialog_data}

    async def start(self, state, data=None, *args, **kwargs) -> None:
        self._note("start", state, data, *args, kwargs)

    async def done(self, result=None, show_mode=None) -> None:
        self._note("done", result, show_mode)

    async def switch_to(self, state, show_mode=None) -> None:
        self._note("switch_to", state, show_mode)

    async def next(self, show_mode=None) -> None:
        self._note("next", show_mode)

    async def back(self, show_mode=None) -> None:
        self._note("back", show_mode)

    async def update(self, data=None, show_mode=None) -> None:
        self._note("update", data, show_mode)

    async def show(self, show_mode=None) -> None:
        self._note("show", show_mode)

    async def mark_closed(self) -> None:
        self._note("mark_closed")

    async def reset_stack(self, remove_keyboard=True) -> None:
        self._note("reset_stack", remove_keyboard)

    async def answer_callback(self) -> None:
        self._note("answer_callback")

    async def close_manager(self) -> None:
        self._note("close_manager")

    def bg(self, **kwargs: Any) -> DialogManager:
        self._note("bg", kwargs)
        return self

    def fg(self) -> Any:
        return nullcontext(self)


def make_message(text: str | None = None, **content: Any) -> Message:
    return Message(
        message_id=7,
        date=NOON,
        chat=CHAT,
        from_user=ANN,
        text=text,
        **content,
    )


@pytest.fixture
def manager() -> NotingManager:
    return NotingManager()


@pytest.fixture
def states() -> type[Main]:
    return Main


@pytest.fixture
def dialog() -> Dialog:
    return Dialog(Window(Const("."), state=Main.first))


@pytest.fixture
def says(manager: NotingManager, dialog: Dialog) -> Callable[..., Any]:
    """Return what gives a text to an input."""

    def say(widget: Any, text: str) -> Awaitable[bool]:
        manager.event = make_message(text)
        return widget.process_message(manager.event, dialog, manager)

    return say


@pytest.fixture
def shows(manager: NotingManager, dialog: Dialog) -> Callable[..., Any]:
    """Return what gives a picture to an input."""

    def show(widget: Any) -> Awaitable[bool]:
        picture = PhotoSize(
            file_id="id",
            file_unique_id="unique",
            width=1,
            height=1,
        )
        manager.event = make_message(photo=[picture], caption="12")
        return widget.process_message(manager.event, dialog, manager)

    return show


@pytest.fixture
def clicks(manager: NotingManager, dialog: Dialog) -> Callable[..., Any]:
    """Return what clicks on a keyboard where this is the callback data."""

    def click(keyboard: KeyboardWidget, data: str | None) -> Awaitable[bool]:
        callback = CallbackQuery(
            id="1",
            from_user=ANN,
            chat_instance="1",
            data=data,
        )
        manager.event = callback
        return keyboard.process_callback(callback, dialog, manager)

    return click


@pytest.fixture
def rows(manager: NotingManager) -> Callable[..., Any]:
    """Return what renders a keyboard as texts of buttons."""

    async def render(keyboard: KeyboardWidget, **data: Any) -> list[list[str]]:
        rendered = await keyboard.render_keyboard(data, manager)
        return [[button.text for button in row] for row in rendered]

    return render


@pytest.fixture
def text_of(manager: NotingManager) -> Callable[..., Any]:
    """Return what renders a text."""

    def render(text: Any, **data: Any) -> Awaitable[str]:
        return text.render_text(data, manager)

    return render


class Noted:
    """Be a callback that keeps what it is called with."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    async def __call__(self, *args: Any) -> None:
        self.calls.append(args)


@pytest.fixture
def noted() -> Noted:
    return Noted()
