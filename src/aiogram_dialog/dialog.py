"""A dialog: windows of one states group, and what happens in them."""

import warnings
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from logging import getLogger
from time import time
from typing import Any, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from aiogram_dialog.api.entities import (
    ClosingMode,
    Context,
    Data,
    LaunchMode,
    Migration,
    NewMessage,
)
from aiogram_dialog.api.exceptions import (
    DialogWarning,
    UnregisteredWindowError,
)
from aiogram_dialog.api.internal import CONTEXT_KEY, Widget, WindowProtocol
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    CancelEventProcessing,
    DialogManager,
    DialogProtocol,
)
from aiogram_dialog.context.intent_filter import IntentFilter
from aiogram_dialog.context.metadata import is_over
from aiogram_dialog.context.upgrades import Upgrade
from aiogram_dialog.widgets.data import PreviewAwareGetter
from aiogram_dialog.widgets.markup.callback_data import remove_intent_id
from aiogram_dialog.widgets.mistakes import odd_functions
from aiogram_dialog.widgets.unvalidated import with_data
from aiogram_dialog.widgets.utils import GetterVariant, ensure_data_getter

logger = getLogger(__name__)

ChatEvent = CallbackQuery | Message
OnDialogEvent = Callable[[Any, DialogManager], Awaitable[Any]]
OnTimeout = Callable[[DialogManager], Awaitable[Any]]
OnResultEvent = Callable[[Data, Any, DialogManager], Awaitable[Any]]
W = TypeVar("W", bound=Widget)

DIALOG_CALLBACKS = (
    "on_start",
    "on_close",
    "on_process_result",
    "on_timeout",
)


class Dialog(Router, DialogProtocol):
    """Be a router whose handlers are windows.

    ``on_start``: called with the start data and the manager; then its
    window is entered.
    ``on_close``: called with the result and the manager, after its window
    was left.
    ``on_process_result``: called with the start data and the result of a
    dialog that was started from this one, and the manager.
    ``getter``: gives data to all windows.
    ``preview_data``: takes the place of ``getter`` in previews.
    ``name``: the name of the router, by default that of the states group.
    ``version``: of the data that the dialog keeps; ``migrate`` is called
    with what an older version has stored.
    ``renamed``: windows by the full names that their states had.
    ``time_limit``: for how long the dialog may be open. The next click or
    text after that closes it, as ``done()`` without a result does.
    ``on_timeout``: called with the manager before that; it may go elsewhere.
    ``closing``: what becomes of the message if no dialog is below this one
    when it is done, or the window that is shown a last time then.

    Raises ``ValueError`` if there are no windows, if they have different
    states groups, if two have the same state, if one that is named here is
    not among them, or for an end or a migration that can never come; and
    ``TypeError`` for those of a wrong type.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        *windows: WindowProtocol,
        on_start: OnDialogEvent | None = None,
        on_close: OnDialogEvent | None = None,
        on_process_result: OnResultEvent | None = None,
        launch_mode: LaunchMode = LaunchMode.STANDARD,
        getter: GetterVariant = None,
        preview_data: GetterVariant = None,
        name: str | None = None,
        version: int = 0,
        migrate: Migration | None = None,
        renamed: Mapping[str, State] | None = None,
        time_limit: timedelta | None = None,
        on_timeout: OnTimeout | None = None,
        closing: ClosingMode | State = ClosingMode.DROP_KEYBOARD,
    ) -> None:
        self.windows = _index_windows(windows)
        self._states = list(self.windows)
        # Windows do not change: what was found once stays where it is.
        self._found: dict[str, Any] = {}
        # To compare states is to put their names together, each time.
        self._by_identity = {
            id(state): window for state, window in self.windows.items()
        }
        group = self._states[0].group
        super().__init__(name=name or group.__name__)
        self._states_group = group
        self._launch_mode = launch_mode
        self.on_start = on_start
        self.on_close = on_close
        self.on_process_result = on_process_result
        self.on_timeout = on_timeout
        self.time_limit = time_limit
        self.upgrade = Upgrade(version, migrate, dict(renamed or {}))
        self.upgrade.check(self._states)
        self.closing = closing
        self._check_end()
        self.getter = PreviewAwareGetter(
            ensure_data_getter(getter),
            ensure_data_getter(preview_data),
        )
        callbacks = {name: getattr(self, name) for name in DIALOG_CALLBACKS}
        for odd in odd_functions(self, {**callbacks, "getter": getter}):
            warnings.warn(odd, DialogWarning, stacklevel=2)
        self.callback_query.register(self._handle_callback)
        self.message.register(self._handle_message)
        self.business_message.register(self._handle_message)
        # Kinds of events that are filtered: those that are watched.
        self._filtered: set[str] = set()

    def _check_end(self) -> None:
        closing, limit = self.closing, self.time_limit
        if isinstance(closing, State) and closing not in self.windows:
            known = ", ".join(str(known.state) for known in self._states)
            raise ValueError(
                f"The last window is to be {closing.state!r}, but there are "
                f"{known}.",
            )
        if limit is None:
            if self.on_timeout is not None:
                raise ValueError(
                    "`on_timeout=` is called when the time of a dialog is "
                    "over: give it a `time_limit=`.",
                )
        elif not isinstance(limit, timedelta):
            raise TypeError(
                "A time limit is a timedelta, like timedelta(minutes=15), "
                f"not {limit!r}.",
            )
        elif limit <= timedelta():
            raise ValueError(f"A time limit is above zero, not {limit}.")

    def __repr__(self) -> str:
        return f"<{type(self).__name__}({self._states_group})>"

    @property
    def version(self) -> int:
        """Return the version of the data that the dialog keeps."""
        return self.upgrade.version

    @property
    def launch_mode(self) -> LaunchMode:
        """Return how the dialog joins its stack."""
        return self._launch_mode

    def states_group(self) -> type[StatesGroup]:
        """Return the states group of the windows."""
        return self._states_group

    def states_group_name(self) -> str:
        """Return the full name of the states group, like ``Shop.Cart``."""
        return self._states_group.__full_group_name__

    def states(self) -> list[State]:
        """Return the states of the windows, in their order."""
        return self._states

    def include_router(self, router: Router) -> Router:
        """Raise ``TypeError``: a dialog is a leaf."""
        raise TypeError(
            f"Dialog cannot include routers. Include {router} beside "
            f"{self!r}, not in it.",
        )

    async def propagate_event(
        self,
        update_type: str,
        event: TelegramObject,
        **kwargs: Any,
    ) -> Any:
        """Answer at once for events of other dialogs.

        A bot with many dialogs asks all of them about each event.
        """
        context: Context | None = kwargs.get(CONTEXT_KEY)
        is_on_top = (
            context is not None and context.state.group is self._states_group
        )
        if not is_on_top and not self._may_watch(update_type):
            return UNHANDLED
        return await super().propagate_event(update_type, event, **kwargs)

    def _may_watch(self, update_type: str) -> bool:
        """Let outer middlewares, and nobody else, see an event of others."""
        observer = self.observers.get(update_type)
        if observer is None or not observer.outer_middleware:
            return False
        if update_type not in self._filtered:
            observer.filter(
                IntentFilter(aiogd_intent_state_group=self._states_group),
            )
            self._filtered.add(update_type)
        return True

    # What windows handle

    async def _handle_message(
        self,
        message: Message,
        dialog_manager: DialogManager,
    ) -> None:
        opened = dialog_manager.current_context()
        if self.time_limit and self._is_over(opened, self.time_limit):
            await self._time_out(dialog_manager)
            return
        window = self._window_of(opened.state)
        try:
            is_processed = await window.process_message(
                message,
                self,
                dialog_manager,
            )
        except CancelEventProcessing:
            is_processed = False
        if _needs_refresh(opened, dialog_manager, is_processed):
            # Managers of a bot's own may know no difference.
            await getattr(dialog_manager, "redraw", dialog_manager.show)()

    async def _handle_callback(
        self,
        callback: CallbackQuery,
        dialog_manager: DialogManager,
    ) -> None:
        opened = dialog_manager.current_context()
        if self.time_limit and self._is_over(opened, self.time_limit):
            await self._time_out(dialog_manager)
            await dialog_manager.answer_callback()
            return
        window = self._window_of(opened.state)
        _, data = remove_intent_id(callback.data or "")
        bare_callback = with_data(callback, data)
        try:
            is_processed = await window.process_callback(
                bare_callback,
                self,
                dialog_manager,
            )
        except CancelEventProcessing:
            is_processed = False
        if _needs_refresh(opened, dialog_manager, is_processed):
            # Managers of a bot's own may know no difference.
            await getattr(dialog_manager, "redraw", dialog_manager.show)()
        await dialog_manager.answer_callback()

    def _is_over(self, context: Context, limit: timedelta) -> bool:
        if context.started_at is None:
            # It was stored when the dialog had no limit.
            context.started_at = time()
        return is_over(context.started_at, limit)

    async def _time_out(self, manager: DialogManager) -> None:
        expired = manager.current_context()
        if self.on_timeout is not None:
            await self.on_timeout(manager)
        if manager.has_context() and manager.current_context() == expired:
            await manager.done()

    def _current_window(self, manager: DialogManager) -> WindowProtocol:
        return self._window_of(manager.current_context().state)

    def _window_of(self, state: State) -> WindowProtocol:
        window = self._find_window(state)
        if window is None:
            raise UnregisteredWindowError(state, self._states, repr(self))
        return window

    def _find_window(self, state: State) -> WindowProtocol | None:
        return self._by_identity.get(id(state)) or self.windows.get(state)

    # What the manager tells

    async def process_start(
        self,
        manager: DialogManager,
        start_data: Data,
        state: State | None = None,
    ) -> None:
        """Go to the first window and tell ``on_start``."""
        if state is None:
            state = self._states[0]
        logger.debug("Dialog start: %s", state)
        await manager.switch_to(state)
        if self.on_start is not None:
            await self.on_start(start_data, manager)

    async def process_enter(self, manager: DialogManager) -> None:
        """Tell ``on_enter`` of the window that was switched to."""
        await self._tell_window("on_enter", manager)

    async def process_exit(self, manager: DialogManager) -> None:
        """Tell ``on_exit`` of the window that is about to be left."""
        await self._tell_window("on_exit", manager)

    async def _tell_window(self, name: str, manager: DialogManager) -> None:
        # It may be a window of one's own, or one that is not there any more.
        window = self._find_window(manager.current_context().state)
        callback = getattr(window, name, None)
        if callback is not None:
            await callback(manager)

    async def process_close(self, result: Any, manager: DialogManager) -> None:
        """Tell ``on_close``."""
        if self.on_close is not None:
            await self.on_close(result, manager)

    async def process_result(
        self,
        start_data: Data,
        result: Any,
        manager: DialogManager,
    ) -> None:
        """Tell ``on_process_result`` of the dialog and of its window."""
        opened = manager.current_context()
        if self.on_process_result is not None:
            await self.on_process_result(start_data, result, manager)
        if manager.has_context() and manager.current_context() == opened:
            await self._current_window(manager).process_result(
                start_data,
                result,
                manager,
            )

    async def load_data(self, manager: DialogManager) -> dict[str, Any]:
        """Return what the manager and the getter give."""
        data = await manager.load_data()
        data.update(await self.getter(**manager.middleware_data))
        return data

    async def render(self, manager: DialogManager) -> NewMessage:
        """Return the message of the current window."""
        return await self._current_window(manager).render(self, manager)

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        known = self._found.get(widget_id)
        if known is not None:
            return known
        for window in self.windows.values():
            widget = window.find(widget_id)
            if widget is not None:
                self._found[widget_id] = widget
                return widget
        return None


def _index_windows(
    windows: tuple[WindowProtocol, ...],
) -> dict[State, WindowProtocol]:
    if not windows:
        raise ValueError("Dialog must have at least one window.")
    group = windows[0].get_state().group
    index: dict[State, WindowProtocol] = {}
    for window in windows:
        state = window.get_state()
        if state.group is not group:
            raise ValueError(
                "All windows must be attached to same StatesGroup: "
                f"the first one is to {group}, but {window} is to "
                f"{state.group}.",
            )
        if state in index:
            raise ValueError(f"Multiple windows with state {state}.")
        index[state] = window
    return index


def _needs_refresh(
    opened: Context,
    manager: DialogManager,
    is_processed: bool,
) -> bool:
    # Whatever has opened another dialog has shown it already.
    if not manager.has_context() or manager.current_context().id != opened.id:
        return False
    if is_processed:
        return True
    chat = manager.middleware_data["event_chat"]
    return bool(chat.type == ChatType.PRIVATE)
