"""A condition that is a coroutine function was never awaited."""

from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case, Const


async def never(data, widget, manager):
    return False


async def second(data, widget, manager):
    return 2


async def test_they_are_awaited(open_window):
    ann = await open_window(
        Const("always"),
        Const("never", when=never),
        Case({1: Const("first"), 2: Const("second")}, selector=second),
        Button(Const("Never"), id="never", when=never),
        Button(Const("Always"), id="always"),
    )

    assert ann.last_message.text == "always\nsecond"
    assert ann.buttons() == [["Always"]]
