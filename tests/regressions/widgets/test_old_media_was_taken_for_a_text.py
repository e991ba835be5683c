"""A click on a message that is gone edited a picture as if it were a text."""

from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


async def get_n(dialog_manager, **kwargs):
    n = dialog_manager.dialog_data.get("n", 0)
    return {"n": n, "has_picture": n % 2 == 0}


async def test_it_is_shown_anew(open_window):
    ann = await open_window(
        Format("{n}"),
        StaticMedia(
            url=Const("https://example.com/x.jpg"), when="has_picture"
        ),
        Button(Const("Count"), id="count", on_click=count),
        getter=get_n,
    )
    old = ann.last_message
    for _ in range(2):
        await ann.presses("Count")

    await ann.presses("Count", of=old)

    assert ann.last_message.text == "3"
    assert ann.buttons() == [["Count"]]
