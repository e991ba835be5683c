"""One of several styles, chosen by a value."""

from collections.abc import Mapping
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.api.internal import StyleWidget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.case import (
    Selector,
    choose,
    make_selector,
)
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import BaseStyle

__getattr__ = moved_names(__name__)


class StyleCase(BaseStyle):
    """Be the style that is selected.

    ``styles``: styles by values; the key ``...`` is for all other values.
    ``selector``: the name of a value in the data, a magic filter, or a
    function of data, this widget and manager, which is awaited if need be.

    Rendering raises ``KeyError`` for a value without a style.
    """

    def __init__(
        self,
        styles: Mapping[Any, StyleWidget],
        selector: "str | MagicFilter | Selector[StyleCase]",
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.styles = styles
        self.selector = make_selector(selector)

    async def _choose(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> StyleWidget:
        selection = self._get_selection(data, manager)
        return await choose(self.styles, selection, manager)

    def _get_selection(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> Any:
        """Return what the selector gives, to be awaited if need be."""
        return self.selector(data, self, manager)

    async def _render_style(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        style = await self._choose(data, manager)
        return await style.render_style(data, manager)

    async def _render_emoji(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str | None:
        style = await self._choose(data, manager)
        return await style.render_emoji(data, manager)
