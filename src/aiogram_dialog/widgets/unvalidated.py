"""Making objects of aiogram that need not be validated.

Most of the work of a keyboard is pydantic's: of about 220 steps of Python
for a button, 30 are enough where its fields are texts already. What is made
here equals what is made the usual way; that is tried once, when the module
is imported, and if it is not so the usual way is taken.
"""

from typing import Any, Generic, TypeVar

from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    User,
)
from pydantic import BaseModel

from aiogram_dialog.api.internal import RawKeyboard

M = TypeVar("M", bound=BaseModel)

_new = object.__new__
_set = object.__setattr__


class _Mould(Generic[M]):
    """Make objects that differ from a validated one in values only."""

    def __init__(self, model: M) -> None:
        self._kind = type(model)
        self._values = vars(model)
        self._given = model.__pydantic_fields_set__

    def fill(self, values: dict[str, Any]) -> M:
        """Return an object with other values for fields that were given."""
        made = _new(self._kind)
        _set(made, "__dict__", self._values | values)
        _set(made, "__pydantic_fields_set__", set(self._given))
        _set(made, "__pydantic_extra__", {})
        _set(made, "__pydantic_private__", {"_bot": None})
        return made


def _validate_button(text: str, callback_data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=callback_data)


def _validate_keyboard(rows: RawKeyboard) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=rows)  # type: ignore[arg-type] # a wrong button is told by pydantic


def _validate_click(click: CallbackQuery, data: str) -> CallbackQuery:
    return click.model_copy(update={"data": data})


_button_mould = _Mould(_validate_button("", ""))
_keyboard_mould = _Mould(_validate_keyboard([[]]))
_BUTTON_ONLY = frozenset({InlineKeyboardButton})


def _mould_button(text: str, callback_data: str) -> InlineKeyboardButton:
    if type(text) is str and type(callback_data) is str:
        return _button_mould.fill(
            {"text": text, "callback_data": callback_data},
        )
    return _validate_button(text, callback_data)


def _mould_keyboard(rows: RawKeyboard) -> InlineKeyboardMarkup:
    for row in rows:
        if type(row) is not list or not _BUTTON_ONLY.issuperset(
            map(type, row),
        ):
            return _validate_keyboard(rows)
    return _keyboard_mould.fill({"inline_keyboard": [*map(list, rows)]})


def _mould_click(click: CallbackQuery, data: str) -> CallbackQuery:
    twin = _new(type(click))
    _set(twin, "__dict__", vars(click) | {"data": data})
    _set(twin, "__pydantic_fields_set__", click.model_fields_set | {"data"})
    _set(twin, "__pydantic_extra__", dict(click.model_extra or ()))
    _set(twin, "__pydantic_private__", dict(click.__pydantic_private__ or ()))
    return twin


def are_same(left: BaseModel, right: BaseModel) -> bool:
    """Tell whether two objects are the same in all that pydantic keeps."""
    return type(left) is type(right) and all(
        getattr(left, slot) == getattr(right, slot)
        for slot in BaseModel.__slots__
    )


def is_working() -> bool:
    """Try out whether objects come out as they do the usual way."""
    try:
        button = _mould_button("Text", "data")
        rows: RawKeyboard = [[button, button], [button]]
        user = User(id=1, is_bot=False, first_name="Ann")
        click = CallbackQuery(
            id="1",
            from_user=user,
            chat_instance="1",
            data="data",
        )
        return (
            are_same(button, _validate_button("Text", "data"))
            and are_same(_mould_keyboard(rows), _validate_keyboard(rows))
            and are_same(
                _mould_click(click, "other"),
                _validate_click(click, "other"),
            )
        )
    except Exception:  # noqa: BLE001 - whatever is wrong, there is another way
        return False


if is_working():
    make_button = _mould_button
    make_inline_keyboard = _mould_keyboard
    with_data = _mould_click
else:
    make_button = _validate_button
    make_inline_keyboard = _validate_keyboard
    with_data = _validate_click
