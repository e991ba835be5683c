"""``find()`` gave a managed radio for a toggle."""

from aiogram_dialog.widgets.kbd import Button, ManagedToggle, Toggle
from aiogram_dialog.widgets.text import Const, Format


async def test_it_is_a_managed_toggle(open_window):
    found = []

    async def find(callback, button, manager):
        found.append(manager.find("toggle"))

    ann = await open_window(
        Const("."),
        Toggle(Format("n{item}"), "toggle", int, [1, 2]),
        Button(Const("Find"), id="find", on_click=find),
    )
    await ann.presses("Find")

    assert type(found[0]) is ManagedToggle
