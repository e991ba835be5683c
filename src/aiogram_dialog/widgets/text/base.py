"""Texts, and texts made of texts."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from aiogram_dialog.api.internal import TextWidget, Widget
from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited
from aiogram_dialog.widgets.common.base import BaseWidget
from aiogram_dialog.widgets.common.exception_note import note_widget
from aiogram_dialog.widgets.common.first_of import FirstOf, first_shown
from aiogram_dialog.widgets.common.tree import find_first
from aiogram_dialog.widgets.common.when import Whenable, WhenCondition

__getattr__ = moved_names(__name__)


class Text(Whenable, BaseWidget, TextWidget):
    """Be a text; override ``_render_text``."""

    def __init__(self, when: WhenCondition = None) -> None:
        super().__init__(when=when)

    async def render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        """Return the text, an empty one if it is hidden."""
        try:
            if not self.is_always_shown:
                shown = self.is_(data, manager)
                if type(shown) is not bool:
                    shown = await awaited(shown)
                if not shown:
                    return ""
            return await self._render_text(data, manager)
        except Exception as error:
            note_widget(error, self)
            raise

    @abstractmethod
    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        raise NotImplementedError

    def __add__(self, other: "Text | str") -> "Multi":
        if isinstance(other, Multi) and other.is_flat():
            return Multi(self, *other.texts, sep="")
        return Multi(self, _to_text(other), sep="")

    def __radd__(self, other: "Text | str") -> "Multi":
        return Multi(_to_text(other), self, sep="")

    def __or__(self, other: "Text | str") -> "Or":
        if isinstance(other, Or):
            return Or(self, *other.widgets)
        return Or(self, _to_text(other))

    def __ror__(self, other: "Text | str") -> "Or":
        return Or(_to_text(other), self)


def _to_text(text: Text | str) -> Text:
    return Const(text) if isinstance(text, str) else text


class Const(Text):
    """Be a text that does not change."""

    def __init__(self, text: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.text = text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.text!r}>"

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        return self.text


class Multi(Text):
    """Be texts one after the other; empty ones are left out."""

    _is_unconditional = False

    def __init__(
        self,
        *texts: Text,
        sep: str = "\n",
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.texts = texts
        self.sep = sep
        self._is_unconditional = when is None

    def is_flat(self) -> bool:
        """Tell whether the texts may stand in another sum as they are."""
        return self._is_unconditional and not self.sep

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        texts = [await text.render_text(data, manager) for text in self.texts]
        return self.sep.join(filter(None, texts))

    def __iadd__(self, other: Text | str) -> "Multi":
        self.texts += (_to_text(other),)
        return self

    def __add__(self, other: Text | str) -> "Multi":
        if self.is_flat():
            return Multi(*self.texts, _to_text(other), sep="")
        return Multi(self, _to_text(other), sep="")

    def __radd__(self, other: Text | str) -> "Multi":
        if self.is_flat():
            return Multi(_to_text(other), *self.texts, sep="")
        return Multi(_to_text(other), self, sep="")

    def inner_widgets(self) -> Iterable[Widget]:
        """Return the widgets that it holds."""
        return self.texts

    def find(self, widget_id: str) -> Any:
        """Return the text with this id, or None."""
        return find_first(self.texts, widget_id)


class Or(FirstOf[Text], Text):
    """Be the first text that is not empty."""

    def __init__(self, *texts: Text) -> None:
        FirstOf.__init__(self, *texts)
        Text.__init__(self)

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        return (
            await first_shown(
                text.render_text(data, manager) for text in self.widgets
            )
            or ""
        )

    def _to_widget(self, other: Text | str) -> Text:
        return _to_text(other)
