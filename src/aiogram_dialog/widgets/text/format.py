"""Texts with places for values."""

from string import Formatter
from typing import Any

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text


class _Placeholder:
    """Stand for a value that is not there, and show where it would be."""

    def __init__(self, name: str) -> None:
        self.name = name


class _PreviewFormatter(Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, AttributeError, IndexError, TypeError):
            return _Placeholder(field_name), field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if isinstance(value, _Placeholder):
            name = f"{value.name}!{conversion}" if conversion else value.name
            return _Placeholder(name)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, _Placeholder):
            spec = f":{format_spec}" if format_spec else ""
            return f"{{{value.name}{spec}}}"
        formatted: str = super().format_field(value, format_spec)
        return formatted


_preview_formatter = _PreviewFormatter()


class Format(Text):
    """Be a text with values of the data in it, like ``Hello, {name}!``.

    In previews a value that is missing is shown as its place.
    """

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
        if manager.is_preview():
            return _preview_formatter.vformat(self.text, (), data)
        return self.text.format_map(data)
