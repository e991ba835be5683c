"""Dialogs: what one gives another, and what they are told."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery

from aiogram_dialog import Data, Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Back, Cancel, Next, Select, Start
from aiogram_dialog.widgets.text import Const, Format, List

from . import modes
from .common import CLOSE, go_to
from .states import Colour, Dialogs, House

COLOURS = [("red", "❤️"), ("green", "💚"), ("blue", "💙")]
DIARY_SIZE = 6


async def keep_colour(
    start_data: Data,
    result: Any,
    manager: DialogManager,
) -> None:
    # Every dialog started here tells its result; a closed one has none.
    if result:
        manager.dialog_data["colour"] = result["colour"]


async def get_colour(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"colour": dialog_manager.dialog_data.get("colour")}


topics = Window(
    Const("🗂 Dialogs\n\nOne dialog opens above another, like cards."),
    Format("\nYour colour is {colour}.", when="colour"),
    Start(
        Const("🎨 Choose a colour"),
        id="colour",
        state=Colour.choose,
        data={"question": "Which colour do you like best?"},
    ),
    Start(Const("🏡 Visit a house"), id="house", state=House.hall),
    go_to("🚀 Ways to start", Dialogs.modes),
    CLOSE,
    state=Dialogs.topics,
    on_process_result=keep_colour,
    getter=get_colour,
    preview_data={"colour": "blue"},
)


async def choose_colour(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    colour: str,
) -> None:
    await manager.done({"colour": colour})


choose = Window(
    Format("🎨 {start_data[question]}"),
    Select(
        Format("{item[1]} {item[0]}"),
        id="colour",
        item_id_getter=F[0],
        items=COLOURS,
        on_click=choose_colour,
    ),
    Cancel(Const("None of them")),
    state=Colour.choose,
    preview_data={"start_data": {"question": "Which colour is the sky?"}},
)


def write_down(manager: DialogManager, line: str) -> None:
    diary = [*manager.dialog_data.get("diary", []), line]
    manager.dialog_data["diary"] = diary[-DIARY_SIZE:]


async def open_house(start_data: Data, manager: DialogManager) -> None:
    write_down(manager, "on_start of the house")


async def close_house(result: Any, manager: DialogManager) -> None:
    manager.toast("on_close: the door falls shut behind you.")


async def enter_hall(manager: DialogManager) -> None:
    write_down(manager, "on_enter of the hall")


async def leave_hall(manager: DialogManager) -> None:
    write_down(manager, "on_exit of the hall")


async def enter_kitchen(manager: DialogManager) -> None:
    write_down(manager, "on_enter of the kitchen")


async def get_diary(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"diary": dialog_manager.dialog_data.get("diary", [])}


diary = List(Format("· {item}"), items="diary")

hall = Window(
    Const("🏡 You are in the hall. What has happened so far:"),
    diary,
    Next(Const("🍳 To the kitchen")),
    Cancel(Const("🚪 Leave the house")),
    state=House.hall,
    on_enter=enter_hall,
    on_exit=leave_hall,
)

kitchen = Window(
    Const("🍳 You are in the kitchen. What has happened so far:"),
    diary,
    Back(Const("🏡 To the hall")),
    state=House.kitchen,
    on_enter=enter_kitchen,
)


def make_dialogs() -> list[Dialog]:
    return [
        Dialog(topics, modes.window),
        Dialog(choose),
        Dialog(
            hall,
            kitchen,
            on_start=open_house,
            on_close=close_house,
            getter=get_diary,
            preview_data={"diary": ["on_start of the house"]},
        ),
        *modes.make_dialogs(),
    ]
