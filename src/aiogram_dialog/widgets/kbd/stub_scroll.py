"""Pages of something that a getter gives."""

from collections.abc import Awaitable, Callable
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited
from aiogram_dialog.widgets.common.scroll import (
    BaseScroll,
    OnPageChangedVariants,
)

from .base import Keyboard

PagesGetter = Callable[
    [dict[str, Any], "StubScroll", DialogManager],
    int | Awaitable[int],
]


def new_pages_field(fieldname: str) -> PagesGetter:
    """Return a getter of the number that has this name in the data."""

    def pages_field(
        data: dict[str, Any],
        widget: "StubScroll",  # noqa: ARG001 - a getter's parameter
        manager: DialogManager,  # noqa: ARG001 - a getter's parameter
    ) -> int:
        pages: int = data.get(fieldname)  # type: ignore[assignment] # the getter's affair
        return pages

    return pages_field


def new_pages_magic(f: MagicFilter) -> PagesGetter:
    """Return a getter of the number that a magic filter gives."""

    def pages_magic(
        data: dict[str, Any],
        widget: "StubScroll",  # noqa: ARG001 - a getter's parameter
        manager: DialogManager,  # noqa: ARG001 - a getter's parameter
    ) -> int:
        pages: int = f.resolve(data)
        return pages

    return pages_magic


def new_pages_fixed(pages: int) -> PagesGetter:
    """Return a getter of always the same number."""

    def pages_fixed(
        data: dict[str, Any],  # noqa: ARG001 - a getter's parameter
        widget: "StubScroll",  # noqa: ARG001 - a getter's parameter
        manager: DialogManager,  # noqa: ARG001 - a getter's parameter
    ) -> int:
        return pages

    return pages_fixed


class StubScroll(Keyboard, BaseScroll):
    """Keep a page and draw nothing.

    A getter reads the page and loads what is on it; pager buttons turn it.
    ``pages``: how many there are: the name of the number in the data, a
    magic filter, a function of data, widget and manager, awaited if need
    be, or the number.

    Raises ``TypeError`` for anything else.
    """

    def __init__(
        self,
        id: str,
        pages: str | int | MagicFilter | PagesGetter,
        on_page_changed: OnPageChangedVariants = None,
    ) -> None:
        Keyboard.__init__(self, id=id)
        BaseScroll.__init__(self, id=id, on_page_changed=on_page_changed)
        self._pages = _make_pages_getter(pages)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        return [[]]

    async def get_page_count(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> int:
        """Return how many pages there are."""
        return await awaited(self._pages(data, self, manager))


def _make_pages_getter(
    pages: str | int | MagicFilter | PagesGetter,
) -> PagesGetter:
    if isinstance(pages, str):
        return new_pages_field(pages)
    if isinstance(pages, MagicFilter):
        return new_pages_magic(pages)
    if isinstance(pages, int):
        return new_pages_fixed(pages)
    if not callable(pages):
        raise TypeError(
            f"`pages` is {pages!r}, but it can be a number, its name in the "
            "data, a magic filter, or a function of data, widget and manager.",
        )
    return pages
