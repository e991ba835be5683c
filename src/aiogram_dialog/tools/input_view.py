"""What a window takes from its users, as a preview shows it."""

from collections.abc import Iterator
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State

from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.widgets.common.tree import walk
from aiogram_dialog.widgets.input import (
    CombinedInput,
    MessageInput,
    TextInput,
)

from .fake_manager import FakeManager
from .names import full_name, plain
from .rendered import RenderButton
from .simulation import ATTACHMENTS, simulate, stub_message


async def render_input(
    manager: FakeManager,
    state: State,
    dialog: DialogProtocol,
    content_type: str,
    simulate_events: bool,
) -> RenderButton | None:
    """Return where a message leads to, None if it leads nowhere else."""
    if not simulate_events:
        return None
    message = stub_message(content_type)
    target = await simulate(manager, dialog, state, message)
    if target == state:
        return None
    return RenderButton(full_name(target), plain(content_type), kind="text")


async def render_attachment(
    manager: FakeManager,
    state: State,
    dialog: DialogProtocol,
    simulate_events: bool,
) -> RenderButton | None:
    """Return where the first kind leads to that leads anywhere."""
    may_take = simulate_events and _root(dialog, state) is not None
    for kind in ATTACHMENTS if may_take else ():
        found = await render_input(manager, state, dialog, kind, True)
        if found is not None:
            return found
    return None


def input_hints(dialog: DialogProtocol, state: State) -> Iterator[str]:
    """Yield what messages a window takes."""
    root = _root(dialog, state)
    for widget in walk(root) if root is not None else ():
        yield from _hints(widget)


def _root(dialog: DialogProtocol, state: State) -> Any:
    """Return the widget of a window that takes messages, if there is one."""
    # Dialogs and windows of one's own need not have these.
    window = getattr(dialog, "windows", {}).get(state)
    return getattr(window, "on_message", None)


def _hints(widget: Any) -> Iterator[str]:
    match widget:
        case CombinedInput():
            pass
        case TextInput():
            yield f"text ({widget.widget_id})"
        case MessageInput() if ContentType.ANY in widget.content_types:
            yield "any message"
        case MessageInput():
            yield ", ".join(sorted(map(plain, widget.content_types)))
        case _:
            yield type(widget).__name__
