"""Opening, closing and switching of dialogs."""

from functools import cache
from time import time
from typing import Any, TypeGuard

from aiogram.fsm.state import State

from aiogram_dialog.api.entities import (
    AccessSettings,
    ClosingMode,
    Context,
    Data,
    LaunchMode,
    ShowMode,
    StartMode,
)
from aiogram_dialog.api.entities.stack import new_id
from aiogram_dialog.api.exceptions import NoContextError
from aiogram_dialog.api.internal import WatchesWindows
from aiogram_dialog.api.protocols import (
    DialogManager,
    DialogProtocol,
    DialogRegistryProtocol,
)

from .session import Session


class _Held:
    """Hold something in a set for as long as a ``with`` lasts."""

    def __init__(self, held: str, where: set[str]) -> None:
        self._held = held
        self._where = where

    def __enter__(self) -> None:
        self._where.add(self._held)

    def __exit__(self, *_: object) -> None:
        self._where.discard(self._held)


class Navigator:
    """Change the stack of a session, telling dialogs what happens.

    What a subclass of the manager may override is called through it.
    """

    def __init__(
        self,
        manager: DialogManager,
        session: Session,
        registry: DialogRegistryProtocol,
    ) -> None:
        self._manager = manager
        self._session = session
        self._registry = registry
        # Dialogs whose window is not chosen yet: nobody enters or leaves.
        self._undecided: set[str] = set()

    def current_dialog(self) -> DialogProtocol:
        """Return the dialog on top."""
        return self._registry.find_dialog(
            self._manager.current_context().state
        )

    async def start(
        self,
        state: State,
        data: Data,
        mode: StartMode,
        access_settings: AccessSettings | None,
    ) -> None:
        """Start a dialog in this stack or in a new one.

        Raises ``TypeError`` for what is no state.
        """
        _ensure_state(state)
        match mode:
            case StartMode.NORMAL:
                await self.start_here(state, data, access_settings)
            case StartMode.RESET_STACK:
                await self._manager.reset_stack(remove_keyboard=False)
                await self.start_here(state, data, access_settings)
            case StartMode.NEW_STACK:
                await self.start_elsewhere(state, data, access_settings)
            case _:
                known = ", ".join(str(known) for known in StartMode)
                raise ValueError(
                    f"Unknown start mode: {mode}. There are {known}.",
                )

    async def start_elsewhere(
        self,
        state: State,
        data: Data,
        access_settings: AccessSettings | None,
    ) -> None:
        """Start a dialog in a new stack."""
        new_stack_id = new_id()
        await self._manager.bg(stack_id=new_stack_id).start(
            state,
            data,
            StartMode.NORMAL,
            self._manager.show_mode,
            access_settings,
        )

    async def start_here(
        self,
        state: State,
        data: Data,
        access_settings: AccessSettings | None,
    ) -> None:
        """Start a dialog in this stack."""
        dialog = await self._make_room(state)
        context = self._session.push(
            state,
            data,
            self._choose_access(access_settings),
        )
        _note_metadata(context, dialog)
        with self._deciding(context):
            await dialog.process_start(self._manager, data, state)
        if self._is_current(context):
            await self._enter(dialog)
        if self._is_current(context):
            await self._manager.show()

    async def _make_room(self, state: State) -> DialogProtocol:
        current = None
        if self._manager.has_context():
            current = self.current_dialog()
            if current.launch_mode is LaunchMode.EXCLUSIVE:
                raise ValueError(
                    "Cannot start dialog in stack with one of "
                    "launch_mode==SINGLE: the open dialog "
                    f"{current.states_group_name()} is EXCLUSIVE. Close it "
                    "with `done()`, or use `StartMode.RESET_STACK` or "
                    "`StartMode.NEW_STACK`.",
                )
        dialog = self._registry.find_dialog(state)
        await self.apply_launch_mode(current, dialog)
        return dialog

    async def apply_launch_mode(
        self,
        old_dialog: DialogProtocol | None,
        new_dialog: DialogProtocol,
    ) -> None:
        """Close what a new dialog does not stand above."""
        match new_dialog.launch_mode:
            case LaunchMode.EXCLUSIVE | LaunchMode.ROOT:
                await self._manager.reset_stack(remove_keyboard=False)
            case LaunchMode.SINGLE_TOP if new_dialog is old_dialog:
                await self._session.pop()

    def _choose_access(
        self,
        access_settings: AccessSettings | None,
    ) -> AccessSettings | None:
        if access_settings is not None:
            return access_settings
        if self._session.context is not None:
            return self._session.context.access_settings
        return self._session.stack.access_settings

    def _is_current(self, context: Context) -> bool:
        return self._session.context == context

    async def done(
        self,
        result: Any,
        show_mode: ShowMode | None,
    ) -> ClosingMode | None:
        """Close the top dialog and give its result to the one below.

        Tell what becomes of the message if there is none below.
        """
        closed = self._manager.current_context()
        dialog = self.current_dialog()
        await self._leave(dialog, closed)
        await dialog.process_close(result, self._manager)
        closing = getattr(dialog, "closing", ClosingMode.DROP_KEYBOARD)
        if isinstance(closing, State):
            if len(self._session.stack.intents) == 1:
                closed.state = closing
                await self._manager.show(show_mode)
            closing = ClosingMode.KEEP
        await self._manager.mark_closed()
        parent = self._session.context
        if parent is None:
            return closing
        await self.current_dialog().process_result(
            closed.start_data,
            result,
            self._manager,
        )
        if self._is_current(parent):
            await self._manager.show(show_mode)
        return None

    async def mark_closed(self) -> None:
        """Remove the top dialog.

        Raises ``NoContextError`` if none is open.
        """
        if self._session.stack.empty():
            raise NoContextError(action="be closed")
        await self._session.pop()

    async def switch_to(self, state: State) -> None:
        """Go to another window of the current dialog.

        The window that is left is told first, then the one that is entered.

        Raises ``ValueError`` for a state of another dialog, and
        ``TypeError`` for what is no state.
        """
        _ensure_state(state)
        context = self._manager.current_context()
        if context.state.group != state.group:
            raise ValueError(
                "Cannot switch to another state group. "
                f"Current state: {context.state}, asked for: {state}. "
                "Use `start()` to open another dialog.",
            )
        if (
            context.state is state
            or context.id in self._undecided
            or context.state == state
        ):
            context.state = state
            return
        dialog = self.current_dialog()
        await self._leave(dialog, context)
        context.state = state
        await self._enter(dialog)

    def _deciding(self, context: Context) -> "_Held":
        return _Held(context.id, self._undecided)

    async def _enter(self, dialog: DialogProtocol) -> None:
        if _watches_windows(dialog):
            await dialog.process_enter(self._manager)

    async def _leave(self, dialog: DialogProtocol, context: Context) -> None:
        """Tell the window that is left; where to go is decided already.

        Raises ``RuntimeError`` if it has closed the dialog or opened
        another one.
        """
        if context.id in self._undecided or not _watches_windows(dialog):
            return
        with self._deciding(context):
            await dialog.process_exit(self._manager)
        if self._session.context is not context:
            raise RuntimeError(
                f"`on_exit` of the window {context.state} has closed its "
                "dialog or started another one: do that in `on_enter` of "
                "the next window or where the window is left.",
            )

    def neighbour(self, step: int) -> State:
        """Return the state of the next or the previous window.

        Raises ``ValueError`` where there is none.
        """
        context = self._manager.current_context()
        states = self.current_dialog().states()
        index = _index_of(context.state, states) + step
        if not 0 <= index < len(states):
            raise ValueError(
                f"Cannot go to a non-existent state: {context.state} is the "
                f"{'last' if step > 0 else 'first'} window of its dialog.",
            )
        return states[index]


def _index_of(state: State, states: list[State]) -> int:
    for index, known in enumerate(states):
        if known is state:
            return index
    # To compare states is to put their names together, each time.
    return states.index(state)


def _ensure_state(state: object) -> None:
    if not isinstance(state, State):
        raise TypeError(
            f"A window is named by its state, like `Shop.cart`, not by "
            f"{state!r}.",
        )


def _note_metadata(context: Context, dialog: DialogProtocol) -> None:
    # Dialogs of other kinds than ours have neither.
    context.version = getattr(dialog, "version", 0)
    if getattr(dialog, "time_limit", None) is not None:
        context.started_at = time()


def _watches_windows(dialog: DialogProtocol) -> TypeGuard[WatchesWindows]:
    return _is_watching(type(dialog))


@cache
def _is_watching(kind: type) -> bool:
    # Looking at a protocol takes longer than all else that is done here.
    return issubclass(kind, WatchesWindows)
