"""A toggle whose items have numbers as ids never left the first one."""

from aiogram_dialog.widgets.kbd import Toggle
from aiogram_dialog.widgets.text import Const, Format


async def test_it_goes_round(open_window, kept):
    ann = await open_window(
        Const("."),
        Toggle(Format("n{item}"), "toggle", int, [1, 2]),
    )

    seen = []
    for _ in range(3):
        ((button,),) = ann.buttons()
        seen.append(button)
        await ann.presses(button)

    assert seen == ["n1", "n2", "n1"]
    assert await kept(ann) == {"toggle": "2"}
