"""Buttons that turn the pages of a scroll."""

from abc import ABC, abstractmethod
from enum import Enum
from typing import Any, TypedDict

from aiogram.types import CallbackQuery, InlineKeyboardButton

from aiogram_dialog.api.internal import (
    ButtonVariant,
    RawKeyboard,
    StyleWidget,
    TextWidget,
)
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.scroll import (
    ManagedScroll,
    Scroll,
    clamp_page,
)
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Const, Format

from .base import Keyboard
from .button_face import render_button
from .item_number import to_page
from .rows import in_rows

DEFAULT_PAGER_ID = "__pager__"

DEFAULT_LAST_BUTTON_TEXT = Const(">>")
DEFAULT_FIRST_BUTTON_TEXT = Const("<<")
DEFAULT_PREV_BUTTON_TEXT = Const("<")
DEFAULT_NEXT_BUTTON_TEXT = Const(">")
DEFAULT_CURRENT_BUTTON_TEXT = Format("{current_page1}")
DEFAULT_PAGE_TEXT = Format("{target_page1}")
DEFAULT_CURRENT_PAGE_TEXT = Format("[ {current_page1} ]")


class PageDirection(Enum):
    """Say to which page a button goes."""

    NEXT = "NEXT"
    PREV = "PREV"
    FIRST = "FIRST"
    LAST = "LAST"
    IGNORE = "IGNORE"


class PagerData(TypedDict):
    """Be what pagers are rendered with.

    ``current_page`` counts from 0, ``current_page1`` from 1; ``data`` is
    the outer data.
    """

    data: dict[str, Any]
    current_page: int
    current_page1: int
    pages: int


class PagerPageData(PagerData):
    """Be what a button of a pager is rendered with.

    ``target_page`` counts from 0, ``target_page1`` from 1.
    """

    target_page: int
    target_page1: int


class BasePager(Keyboard, ABC):
    """Turn the pages of a scroll; override ``_render_keyboard``.

    ``scroll``: the id of the scroll, or the scroll itself.
    ``when``, texts and styles of the pagers that ship are rendered with
    ``PagerData`` or more. A pager of one's own gets it together with the
    data of the window, whose names come first.

    Raises ``TypeError`` for what is no scroll, and ``ValueError`` for one
    that cannot keep its page.
    """

    def __init__(
        self,
        scroll: str | Scroll,
        id: str,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(id=id, when=when)
        if not isinstance(scroll, str | Scroll):
            raise TypeError(
                f"`scroll` of {self} is {scroll!r}, but it can be the id of "
                "a scroll or a scroll: ScrollingGroup, StubScroll, List ...",
            )
        if not getattr(scroll, "widget_id", True):
            raise ValueError(
                f"{scroll} has no `id` to keep its page: {self} cannot "
                "turn its pages.",
            )
        self.scroll = scroll

    @property
    def _scroll(self) -> Scroll | None:
        return None if isinstance(self.scroll, str) else self.scroll

    @property
    def _scroll_id(self) -> str | None:
        return self.scroll if isinstance(self.scroll, str) else None

    def _find_scroll(self, manager: DialogManager) -> ManagedScroll[Any]:
        if not isinstance(self.scroll, str):
            return self.scroll.managed(manager)
        scroll: ManagedScroll[Any] | None = manager.find(self.scroll)
        if scroll is None:
            raise ValueError(
                f"{self} cannot find the scroll {self.scroll!r}. Put a "
                "scroll with this id, like ScrollingGroup or StubScroll, "
                "into a window of the dialog.",
            )
        return scroll

    async def render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return the buttons of the pager, none if it is hidden."""
        current_page, pages = await self._look_at_pages(data, manager)
        pager_data = _pager_data(data, current_page, pages)
        return await super().render_keyboard({**pager_data, **data}, manager)

    async def _look_at_pages(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> tuple[int, int]:
        """Return the current page and how many pages there are."""
        scroll = self._find_scroll(manager)
        pages = await scroll.get_page_count(data)
        return clamp_page(await scroll.get_page(), pages), pages

    async def _render_button(
        self,
        text: TextWidget,
        style: StyleWidget,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        return await render_button(
            text,
            style,
            data,
            manager,
            self._item_callback_data(data["target_page"]),
        )

    @abstractmethod
    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        raise NotImplementedError

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        page = to_page(data)
        if page is None:
            return False
        await self._find_scroll(manager).set_page(page)
        return True


def _pager_data(
    data: dict[str, Any],
    current_page: int,
    pages: int,
) -> dict[str, Any]:
    pager_data = PagerData(
        data=data,
        current_page=current_page,
        current_page1=current_page + 1,
        pages=pages,
    )
    return dict(pager_data)


def _add_target(data: dict[str, Any], target_page: int) -> dict[str, Any]:
    return {
        **data,
        "target_page": target_page,
        "target_page1": target_page + 1,
    }


class SwitchPage(BasePager):
    """Go to a page.

    ``page``: its number, from 0, or where it is.
    """

    def __init__(
        self,
        page: int | PageDirection,
        scroll: str | Scroll,
        id: str,
        text: TextWidget,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(scroll=scroll, id=id, when=when)
        self.page = page
        self.text = text
        self.style = style

    async def render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return the button, none if it is hidden."""
        current_page, pages = await self._look_at_pages(data, manager)
        page_data = await self._prepare_data(
            data=data,
            target_page=await self._get_target_page(current_page, pages),
            current_page=current_page,
            pages=pages,
        )
        return await Keyboard.render_keyboard(self, page_data, manager)

    async def _get_target_page(self, current_page: int, pages: int) -> int:
        """Return the page that the button goes to."""
        if not isinstance(self.page, PageDirection):
            return self.page
        targets = {
            PageDirection.NEXT: current_page + 1,
            PageDirection.PREV: current_page - 1,
            PageDirection.FIRST: 0,
            PageDirection.LAST: pages - 1,
            PageDirection.IGNORE: current_page,
        }
        return clamp_page(targets[self.page], pages)

    async def _prepare_data(
        self,
        data: dict[str, Any],
        target_page: int,
        current_page: int,
        pages: int,
    ) -> dict[str, Any]:
        """Return what the button is rendered with."""
        return _add_target(_pager_data(data, current_page, pages), target_page)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        return [
            [await self._render_button(self.text, self.style, data, manager)],
        ]


class FirstPage(SwitchPage):
    """Go to the first page."""

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        text: TextWidget = DEFAULT_FIRST_BUTTON_TEXT,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(PageDirection.FIRST, scroll, id, text, when, style)


class PrevPage(SwitchPage):
    """Go to the previous page."""

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        text: TextWidget = DEFAULT_PREV_BUTTON_TEXT,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(PageDirection.PREV, scroll, id, text, when, style)


class CurrentPage(SwitchPage):
    """Show which page it is."""

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        text: TextWidget = DEFAULT_CURRENT_BUTTON_TEXT,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(PageDirection.IGNORE, scroll, id, text, when, style)


class NextPage(SwitchPage):
    """Go to the next page."""

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        text: TextWidget = DEFAULT_NEXT_BUTTON_TEXT,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(PageDirection.NEXT, scroll, id, text, when, style)


class LastPage(SwitchPage):
    """Go to the last page."""

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        text: TextWidget = DEFAULT_LAST_BUTTON_TEXT,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(PageDirection.LAST, scroll, id, text, when, style)


class NumberedPager(BasePager):
    """Be a button for each page.

    ``length``: buttons in a row; without it all are in one.

    Raises ``ValueError`` for a length below 1.
    """

    def __init__(
        self,
        scroll: str | Scroll,
        id: str = DEFAULT_PAGER_ID,
        page_text: TextWidget = DEFAULT_PAGE_TEXT,
        current_page_text: TextWidget = DEFAULT_CURRENT_PAGE_TEXT,
        when: WhenCondition = None,
        length: int | None = None,
        style: StyleWidget = EMPTY_STYLE,
        current_page_style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(scroll=scroll, id=id, when=when)
        self.page_text = page_text
        self.current_page_text = current_page_text
        if length is not None and length < 1:
            raise ValueError(
                f"`length` of {self} is {length}, but it must be 1 or more, "
                "or None for one row.",
            )
        self.length = length
        self.style = style
        self.current_page_style = current_page_style

    async def render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        """Return the buttons, none if they are hidden."""
        current_page, pages = await self._look_at_pages(data, manager)
        pager_data = await self._prepare_data(
            data=data,
            current_page=current_page,
            pages=pages,
        )
        return await Keyboard.render_keyboard(self, pager_data, manager)

    async def _prepare_data(
        self,
        data: dict[str, Any],
        current_page: int,
        pages: int,
    ) -> dict[str, Any]:
        """Return what the pager is rendered with."""
        return _pager_data(data, current_page, pages)

    async def _prepare_page_data(
        self,
        data: dict[str, Any],
        target_page: int,
    ) -> dict[str, Any]:
        """Return what the button of a page is rendered with."""
        return _add_target(data, target_page)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        pages = range(data["pages"])
        length = self.length or len(pages) or 1
        buttons: list[ButtonVariant] = [
            await self._render_page(page, data, manager) for page in pages
        ]
        return in_rows(buttons, length)

    async def _render_page(
        self,
        page: int,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> InlineKeyboardButton:
        if page == data["current_page"]:
            text, style = self.current_page_text, self.current_page_style
        else:
            text, style = self.page_text, self.style
        page_data = await self._prepare_page_data(data=data, target_page=page)
        return await self._render_button(text, style, page_data, manager)
