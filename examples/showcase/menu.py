"""The main menu: where everything begins."""

from typing import Any

from aiogram.types import User

from aiogram_dialog import Dialog, LaunchMode, Window
from aiogram_dialog.about import about_aiogram_dialog_button
from aiogram_dialog.widgets.kbd import Group, Start
from aiogram_dialog.widgets.text import Const, Format

from .common import back_to, go_to
from .states import (
    Buttons,
    Dialogs,
    Links,
    Media,
    Menu,
    Oven,
    Party,
    Pizza,
    Scrolls,
    Texts,
)


async def get_name(event_from_user: User, **kwargs: Any) -> dict[str, Any]:
    return {"name": event_from_user.first_name}


main = Window(
    Format("👋 Hello, {name}!"),
    Const("This bot shows what can be built. What would you like to see?"),
    Group(
        Start(Const("🔘 Buttons"), id="buttons", state=Buttons.topics),
        Start(Const("🔗 Links"), id="links", state=Links.main),
        Start(Const("✍️ Texts"), id="texts", state=Texts.topics),
        Start(Const("🍕 Choices"), id="pizza", state=Pizza.dough),
        Start(Const("📜 Long lists"), id="scrolls", state=Scrolls.topics),
        Start(Const("🎉 A form"), id="party", state=Party.title),
        Start(Const("🖼 Media"), id="media", state=Media.topics),
        Start(Const("🗂 Dialogs"), id="dialogs", state=Dialogs.topics),
        Start(Const("⏳ Background"), id="oven", state=Oven.cold),
        go_to("👥 Groups", Menu.groups),
        width=2,
    ),
    about_aiogram_dialog_button(Const("💬 About aiogram-dialog")),
    state=Menu.main,
    getter=get_name,
    preview_data={"name": "Ann"},
)

groups = Window(
    Const(
        "👥 Some dialogs belong to a whole group.\n\n"
        "Add me to a group and send /poll there: "
        "everybody votes in one message.",
    ),
    back_to(Menu.main),
    state=Menu.groups,
)


def make_dialogs() -> list[Dialog]:
    # Whatever was open is closed when the menu opens: it is the root.
    return [Dialog(main, groups, launch_mode=LaunchMode.ROOT)]
