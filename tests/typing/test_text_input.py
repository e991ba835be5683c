"""What type checkers know of text inputs."""

from datetime import date
from typing import Any

from aiogram.types import Message
from typing_extensions import assert_type

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Next


async def on_age(
    message: Message,
    widget: ManagedTextInput[int],
    manager: DialogManager,
    age: int,
) -> None:
    assert_type(widget.get_value(), int | None)


async def on_error(
    message: Message,
    widget: ManagedTextInput[Any],
    manager: DialogManager,
    error: ValueError,
) -> None:
    pass


def test_the_factory_decides() -> None:
    assert_type(TextInput("x", type_factory=int), TextInput[int])
    assert_type(
        TextInput("x", type_factory=date.fromisoformat),
        TextInput[date],
    )
    assert TextInput("x", type_factory=int).widget_id == "x"


def test_callbacks_fit() -> None:
    age = TextInput(
        "age",
        type_factory=int,
        on_success=on_age,
        on_error=on_error,
    )

    assert_type(age, TextInput[int])
    assert TextInput("age", type_factory=int, on_success=Next()).widget_id


def check_values(age: TextInput[int], manager: DialogManager) -> None:
    assert_type(age.get_value(manager), int | None)
    assert_type(age.managed(manager), ManagedTextInput[int])
    assert_type(age.managed(manager).get_value(), int | None)


def check_wrong_callbacks() -> None:
    TextInput("name", str, on_age)  # type: ignore[arg-type] # of numbers
