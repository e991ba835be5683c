"""A bot as the checks see it: dialogs, windows, and where they lead."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.dialog import DIALOG_CALLBACKS, Dialog
from aiogram_dialog.widgets.common.tree import walk
from aiogram_dialog.widgets.leading import Lead, find_leads, neighbour
from aiogram_dialog.widgets.widget_event import SimpleEventProcessor
from aiogram_dialog.window import WINDOW_CALLBACKS, Window
from aiogram_dialog.wiring.registry import collect_dialogs

from .code_reading import Code, read


class WindowModel:
    """Hold what is known of a window without showing it."""

    def __init__(self, window: Window, dialog: "DialogModel") -> None:
        self.window = window
        self.dialog = dialog

    @property
    def state(self) -> State:
        """Return the state of the window."""
        return self.window.state

    @property
    def name(self) -> str:
        """Return the full name of the state, like ``Shop:cart``."""
        return str(self.window.state.state)

    def widgets(self) -> Iterator[Widget]:
        """Yield all widgets, from the outside to the inside."""
        for root in self._roots():
            yield from walk(root)

    def _roots(self) -> list[Widget]:
        hints = self.window.preview_add_transitions or []
        return [*self.window.parts(), *hints]

    @cached_property
    def leads(self) -> list[Lead]:
        """The buttons that go somewhere, wherever they stand."""
        return list(find_leads(self._roots()))

    @cached_property
    def code(self) -> Code:
        """What the functions of the window name."""
        return read(self.functions())

    def functions(self) -> Iterator[Any]:
        """Yield the functions of the bot that the window calls."""
        for name in WINDOW_CALLBACKS:
            yield getattr(self.window, name)
        yield self.window.getter.normal_getter
        for widget in self.widgets():
            for value in getattr(widget, "__dict__", {}).values():
                if isinstance(value, SimpleEventProcessor):
                    yield value.callback


class DialogModel:
    """Hold what is known of a dialog."""

    def __init__(self, dialog: Dialog, bot: "BotModel") -> None:
        self.dialog = dialog
        self.bot = bot
        self.windows = [
            WindowModel(window, self)
            for window in dialog.windows.values()
            if isinstance(window, Window)
        ]

    @property
    def name(self) -> str:
        """Return the full name of the states group."""
        return self.dialog.states_group_name()

    @cached_property
    def code(self) -> Code:
        """What the callbacks of the dialog name."""
        return read(self.functions())

    def functions(self) -> Iterator[Any]:
        """Yield the functions of the bot that the dialog itself calls."""
        for name in DIALOG_CALLBACKS:
            yield getattr(self.dialog, name)

    def neighbour(self, state: State, step: int) -> State | None:
        """Return the state of the next or previous window, if any."""
        return neighbour(self.dialog.states(), state, step)


class BotModel:
    """Hold what is known of a bot, or of a part of it."""

    def __init__(self, root: Router) -> None:
        self.root = root
        self.protocols: list[DialogProtocol] = list(collect_dialogs(root))
        self.dialogs = [
            DialogModel(dialog, self)
            for dialog in self.protocols
            if isinstance(dialog, Dialog)
            # The one that ships is not the affair of the bot.
            and not dialog.states_group().__module__.startswith(
                "aiogram_dialog.",
            )
        ]

    def windows(self) -> Iterator[WindowModel]:
        """Yield the windows of all dialogs."""
        for dialog in self.dialogs:
            yield from dialog.windows

    @cached_property
    def states(self) -> set[State]:
        """The states that have windows."""
        return {
            state for dialog in self.protocols for state in dialog.states()
        }

    @cached_property
    def hears_of_business(self) -> bool:
        """Whether a handler of its own waits for business messages."""
        return any("business" in event for event, _ in _handlers(self.root))

    @cached_property
    def handlers_code(self) -> Code:
        """What the handlers of plain routers name."""
        return read(callback for _, callback in _handlers(self.root))

    def functions(self) -> Iterator[tuple[str, Any]]:
        """Yield all functions of the bot, and where they are used."""
        for _, handler in _handlers(self.root):
            yield "handlers", handler
        for dialog in self.dialogs:
            for function in dialog.functions():
                yield dialog.name, function
            for window in dialog.windows:
                for function in window.functions():
                    yield window.name, function


def _handlers(router: Router) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield plain handlers and the names of their events."""
    if not isinstance(router, DialogProtocol):
        for event, observer in router.observers.items():
            for handler in observer.handlers:
                yield event, handler.callback
    for sub_router in router.sub_routers:
        yield from _handlers(sub_router)
