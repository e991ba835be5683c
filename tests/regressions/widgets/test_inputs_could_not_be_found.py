"""In a window with two inputs neither could be found."""

from aiogram import F

from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const


async def test_they_are_found(open_window):
    values = []

    async def read(callback, button, manager):
        values.extend(manager.find(it).get_value() for it in ("age", "name"))

    ann = await open_window(
        Const("."),
        Button(Const("Read"), id="read", on_click=read),
        TextInput("age", type_factory=int, filter=F.text.isdigit()),
        TextInput("name"),
    )
    await ann.says("12")
    await ann.says("Ann")
    await ann.presses("Read")

    assert values == [12, "Ann"]
