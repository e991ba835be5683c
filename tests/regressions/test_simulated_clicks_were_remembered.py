"""What simulated clicks had changed was seen in later windows."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import FakeManager, render_dialog
from aiogram_dialog.widgets.kbd import Button, Checkbox
from aiogram_dialog.widgets.text import Const, Format


async def test_each_window_and_each_click_begins_anew(small):
    seen = []

    async def count(callback, button, manager) -> None:
        seen.append(dict(manager.dialog_data))
        manager.dialog_data["clicks"] = 1

    def widgets():
        return (
            Format("{dialog_data}"),
            Checkbox(Const("yes"), Const("no"), id="check"),
            Button(Const("a"), id="a", on_click=count),
            Button(Const("b"), id="b", on_click=count),
        )

    dialog = Dialog(
        Window(*widgets(), state=small.main.first),
        Window(*widgets(), state=small.main.second),
    )

    rendered = await render_dialog(FakeManager(), small.main, dialog, True)

    assert seen == [{}] * 4
    assert [it.message for it in rendered.windows] == ["{}", "{}"]
    assert [it.keyboard[0][0].title for it in rendered.windows] == ["no", "no"]


async def test_defaults_are_there_before_a_click(small):
    async def go_if_checked(callback, button, manager) -> None:
        if manager.find("check").is_checked():
            await manager.next()

    dialog = Dialog(
        Window(
            Const("1"),
            Checkbox(Const("yes"), Const("no"), id="check", default="is_on"),
            Button(Const("a"), id="a", on_click=go_if_checked),
            state=small.main.first,
            preview_data={"is_on": True},
        ),
        Window(Const("2"), state=small.main.second),
    )

    rendered = await render_dialog(FakeManager(), small.main, dialog, True)

    check, button = (row[0] for row in rendered.windows[0].keyboard)
    assert (check.title, button.state) == ("yes", "Main:second")
