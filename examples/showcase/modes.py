"""Ways to start a dialog: its launch mode, and the mode of the start."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery

from aiogram_dialog import (
    Dialog,
    DialogManager,
    LaunchMode,
    ShowMode,
    StartMode,
    Window,
)
from aiogram_dialog.widgets.kbd import Button, Cancel, Counter, Group, Start
from aiogram_dialog.widgets.text import Const, Format

from .common import CLOSE, HOME, back_to
from .states import Dialogs, Ladder, Mirror, Note, Vault

HIGHEST_RUNG = 8

window = Window(
    Const(
        "🚀 Ways to start\n\n"
        "The ladder and the mirror open above this dialog. The vault "
        "closes whatever is open. A note is a message of its own. "
        "The menu clears the table.",
    ),
    Group(
        Start(Const("🪜 Ladder"), id="ladder", state=Ladder.rung),
        Start(Const("🪞 Mirror"), id="mirror", state=Mirror.face),
        Start(Const("🔐 Vault"), id="vault", state=Vault.inside),
        Start(
            Const("🗒 Note"),
            id="note",
            state=Note.paper,
            mode=StartMode.NEW_STACK,
        ),
        HOME,
        width=2,
    ),
    back_to(Dialogs.topics),
    state=Dialogs.modes,
)


async def get_depth(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"depth": len(dialog_manager.current_stack().intents)}


rung = Window(
    Format("🪜 A standard dialog: {depth} dialogs are open now."),
    Start(
        Const("⬆️ One more rung"),
        id="up",
        state=Ladder.rung,
        when=F["depth"] < HIGHEST_RUNG,
    ),
    Cancel(Const("⬇️ Down")),
    HOME,
    state=Ladder.rung,
    getter=get_depth,
    preview_data={"depth": 3},
)


async def look_again(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    looks = (manager.start_data or {}).get("looks", 1)
    await manager.start(Mirror.face, data={"looks": looks + 1})


async def get_looks(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    looks = (dialog_manager.start_data or {}).get("looks", 1)
    return {"looks": looks, **await get_depth(dialog_manager)}


face = Window(
    Format("🪞 A single top dialog, looked into {looks} times."),
    Format("It takes its own place: {depth} dialogs are open."),
    Button(Const("👀 Look again"), id="again", on_click=look_again),
    CLOSE,
    state=Mirror.face,
    getter=get_looks,
    preview_data={"looks": 2, "depth": 3},
)


async def try_to_start(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    try:
        await manager.start(Ladder.rung)
    except ValueError:
        manager.toast("Nothing opens above an exclusive dialog.", alert=True)


inside = Window(
    Const(
        "🔐 An exclusive dialog: everything else is closed, and nothing "
        "opens above it.",
    ),
    Button(Const("🪜 Try the ladder"), id="try", on_click=try_to_start),
    HOME,
    state=Vault.inside,
)

paper = Window(
    Const("🗒 A stack of its own: this note lives beside the other dialogs."),
    Counter(id="lines", text=Format("{value:g} lines"), max_value=99),
    Cancel(Const("🗑 Throw away"), show_mode=ShowMode.DELETE_AND_SEND),
    state=Note.paper,
)


def make_dialogs() -> list[Dialog]:
    return [
        Dialog(rung, launch_mode=LaunchMode.STANDARD),
        Dialog(face, launch_mode=LaunchMode.SINGLE_TOP),
        Dialog(inside, launch_mode=LaunchMode.EXCLUSIVE),
        Dialog(paper),
    ]
