"""One of several texts, chosen by a value."""

from collections.abc import Iterable, Mapping
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.api.internal import TextWidget, Widget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.case import (
    Selector,
    choose,
    make_selector,
)
from aiogram_dialog.widgets.common.tree import find_first
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text

__getattr__ = moved_names(__name__)


class Case(Text):
    """Be the text that is selected.

    ``texts``: texts by values; the key ``...`` is for all other values.
    ``selector``: the name of a value in the data, a magic filter, or a
    function of data, this widget and manager, which is awaited if need be.

    Rendering raises ``KeyError`` for a value without a text.
    """

    def __init__(
        self,
        texts: Mapping[Any, TextWidget],
        selector: "str | MagicFilter | Selector[Case]",
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.texts = texts
        self.selector = make_selector(selector)

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        selection = self.selector(data, self, manager)
        text = await choose(self.texts, selection, manager)
        return await text.render_text(data, manager)

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.texts.values()

    def find(self, widget_id: str) -> Any:
        """Return the text with this id, or None."""
        return find_first(self.texts.values(), widget_id)
