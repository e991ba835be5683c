"""Buttons that are counted first, and rendered if they are seen."""

from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from aiogram_dialog.api.internal import ButtonVariant
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.exception_note import note_widget

from .base import Keyboard

RenderPart = Callable[[int, int], Awaitable[list[ButtonVariant]]]


class ListedButtons(NamedTuple):
    """Hold how many buttons there are, and how to render some of them.

    ``render``: takes a start and a stop, as a slice does.
    """

    number: int
    render: RenderPart


class ListsButtons:
    """Be mixed into keyboards that can count before they render.

    All rows of such a keyboard together are the buttons in their order.
    """

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        raise NotImplementedError


async def list_all(
    keyboards: Sequence[Keyboard],
    data: dict[str, Any],
    manager: DialogManager,
) -> list[ListedButtons] | None:
    """Return what is listed by each keyboard that is seen.

    None if one of them cannot count without rendering.
    """
    if not all(_counts_first(type(keyboard)) for keyboard in keyboards):
        return None
    return [
        await _list(keyboard, data, manager)
        for keyboard in keyboards
        if await _is_seen(keyboard, data, manager)
    ]


async def _is_seen(
    keyboard: Keyboard,
    data: dict[str, Any],
    manager: DialogManager,
) -> bool:
    try:
        return keyboard.is_always_shown or bool(
            await keyboard.is_shown(data, manager),
        )
    except Exception as error:
        note_widget(error, keyboard)
        raise


async def _list(
    keyboard: Any,
    data: dict[str, Any],
    manager: DialogManager,
) -> ListedButtons:
    try:
        listed: ListedButtons = await keyboard._list_buttons(data, manager)  # noqa: SLF001 - the other half of this module
    except Exception as error:
        note_widget(error, keyboard)
        raise

    async def render(start: int, stop: int) -> list[ButtonVariant]:
        try:
            return await listed.render(start, stop)
        except Exception as error:
            note_widget(error, keyboard)
            raise

    return ListedButtons(listed.number, render)


async def render_part(
    listed: Sequence[ListedButtons],
    start: int,
    stop: int,
) -> list[ButtonVariant]:
    """Render a slice of all buttons."""
    buttons: list[ButtonVariant] = []
    offset = 0
    for part in listed:
        first = max(start - offset, 0)
        last = min(stop - offset, part.number)
        if first < last:
            buttons += await part.render(first, last)
        offset += part.number
    return buttons


@cache
def _counts_first(kind: type) -> bool:
    """Tell whether what a class lists is what it renders.

    That is so if none of its subclasses renders in its own way.
    """
    for cls in kind.__mro__:
        own = vars(cls)
        if "_list_buttons" in own:
            return cls is not ListsButtons
        if "_render_keyboard" in own or "render_keyboard" in own:
            return False
    return False
