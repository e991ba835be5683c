"""Texts with places for values."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text


class _FormatDataStub:
    """Stand for data in a preview, or for a value that is not there.

    What is not in ``data`` shows where it would be. Texts of bots use it:
    ``text.format_map(_FormatDataStub(data=data))``.
    """

    def __init__(
        self,
        name: str = "",
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self._name = name
        self._data = {} if data is None else data

    def __getitem__(self, key: Any) -> Any:
        if key in self._data:
            return self._data[key]
        name = f"{self._name}[{key}]" if self._name else str(key)
        return _FormatDataStub(name)

    def __getattr__(self, key: str) -> "_FormatDataStub":
        if key.startswith("__"):
            raise AttributeError(key)
        return _FormatDataStub(f"{self._name}.{key}")

    def __format__(self, format_spec: str) -> str:
        spec = f":{format_spec}" if format_spec else ""
        return f"{{{self._name}{spec}}}"

    def __str__(self) -> str:
        return format(self)

    __repr__ = __str__


class _PreviewFormatter(Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, AttributeError, IndexError, TypeError):
            return _FormatDataStub(field_name), field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if isinstance(value, _FormatDataStub) and conversion:
            return _FormatDataStub(f"{format(value)[1:-1]}!{conversion}")
        return super().convert_field(value, conversion)


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
