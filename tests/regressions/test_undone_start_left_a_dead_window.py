"""A dialog that is undone was shown already, and its buttons are dead.

In a named stack nobody looked for the stack: the buttons were taken off, and
the stack was out of reach for good.
"""

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import GROUP_STACK_ID, Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Cancel
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


async def fail(event, widget, manager):
    await manager.start(Sub.only)
    raise RuntimeError("too late")


async def count(event, widget, manager):
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


@pytest.mark.parametrize("stack_id", ["", "named", GROUP_STACK_ID])
@pytest.mark.parametrize("place", ["private", "group"])
async def test_the_newest_message_works(
    make_stage,
    any_storage,
    stack_id,
    place,
):
    stage = await make_stage(
        Dialog(
            Window(
                Format("main {dialog_data}"),
                Button(Const("Fail"), id="fail", on_click=fail),
                Button(Const("Count"), id="count", on_click=count),
                state=Main.only,
            ),
        ),
        Dialog(Window(Const("sub"), Cancel(), state=Sub.only)),
        storage=any_storage,
    )
    if place == "group":
        stage.chat = stage.world.supergroup(
            "Friends", stage.ann, admins=(stage.account,)
        )
    await stage.says("hello")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.chat.id, stack_id)
    await bg.start(Main.only, mode=StartMode.RESET_STACK)
    await stage.quiet()
    with pytest.raises(RuntimeError, match="too late"):
        await stage.presses("Fail")
    assert stage.last_message().text == "sub"

    await stage.presses("Cancel")

    assert stage.last_message().text == "main {}"
    await stage.presses("Count")
    assert stage.last_message().text == "main {'n': 1}"


async def test_no_other_stack_takes_the_message(make_stage, any_storage):
    stage = await make_stage(
        Dialog(
            Window(
                Format("main {dialog_data}"),
                Button(Const("Fail"), id="fail", on_click=fail),
                state=Main.only,
            ),
        ),
        Dialog(Window(Const("sub"), Cancel(), state=Sub.only)),
        storage=any_storage,
    )
    await stage.says("hello")
    for stack_id in ("", "named"):
        bg = stage.bg_factory.bg(
            stage.bot, stage.ann.id, stage.chat.id, stack_id
        )
        await bg.start(Main.only, data=stack_id)
        await bg.update({"stack": stack_id})
        await stage.quiet()
    usual, named = stage.world.messages(stage.chat)[-2:]
    with pytest.raises(RuntimeError, match="too late"):
        await stage.presses("Fail", of=named)

    await stage.presses("Cancel", of=named.id)

    assert [
        (it.id, it.text)
        for it in stage.world.messages(stage.chat)
        if it.inline_keyboard
    ] == [
        (usual.id, "main {'stack': ''}"),
        (named.id, "main {'stack': 'named'}"),
    ]
