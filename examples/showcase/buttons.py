"""Buttons: how they are laid out, when they are seen, how they look."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Checkbox,
    Column,
    Counter,
    Group,
    Row,
    Toggle,
)
from aiogram_dialog.widgets.style import Style, StyleCase
from aiogram_dialog.widgets.text import Const, Format

from .common import CLOSE, back_to, go_to
from .states import Buttons

WORDS = ["Tea", "Coffee", "Lemonade", "Milk", "Hot chocolate", "Juice"]
MOODS = ["calm", "happy", "angry"]
MANY = 4

to_topics = back_to(Buttons.topics)


def tell(text: str, id: str) -> Button:  # noqa: A002 - as of all widgets
    """Return a button that tells which one was pressed."""
    return Button(Const(text), id=id, toast=f"You have pressed {text}")


topics = Window(
    Const("🔘 Buttons\n\nEach of these is a window of its own."),
    Group(
        go_to("Rows", Buttons.layouts),
        go_to("Patterns", Buttons.patterns),
        go_to("Conditions", Buttons.conditions),
        go_to("Colours", Buttons.styles),
        go_to("Toasts", Buttons.toasts),
        width=2,
    ),
    CLOSE,
    state=Buttons.topics,
)

layouts = Window(
    Const("A Row, a Column, and a Group of two in each row."),
    Row(tell("1️⃣", "one"), tell("2️⃣", "two"), tell("3️⃣", "three")),
    Column(tell("⬆️ Above", "above"), tell("⬇️ Below", "below")),
    Group(
        *[tell(f"{letter}", f"letter_{letter}") for letter in "ABCD"],
        width=2,
    ),
    to_topics,
    state=Buttons.layouts,
)

patterns = Window(
    Const(
        "A pyramid: width=(1, 2, 3).\n"
        "Below it, words that share a row as long as they fit.",
    ),
    Group(
        *[tell(str(number), f"number_{number}") for number in range(1, 7)],
        width=(1, 2, 3),
    ),
    Group(
        *[tell(word, f"word_{pos}") for pos, word in enumerate(WORDS)],
        width=4,
        max_symbols=18,
    ),
    to_topics,
    state=Buttons.patterns,
)


def is_even(data: dict[str, Any], widget: Any, manager: DialogManager) -> bool:
    return data["count"] % 2 == 0


async def get_conditions(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {
        "is_open": dialog_manager.find("door").is_checked(),
        "count": dialog_manager.find("count").get_value(),
    }


conditions = Window(
    Const("Open the door, count up, and see what comes and goes."),
    Checkbox(Const("🚪 The door is open"), Const("🔒 Closed"), id="door"),
    Counter(id="count", text=Format("🔢 {value:g}"), max_value=9),
    # What stands after `|` is seen where the first is not.
    Button(Const("🐈 A cat!"), id="cat", when="is_open", toast="Meow")
    | Button(Const("❓ Who is there?"), id="who", toast="Open the door!"),
    Row(
        Button(Const("Even"), id="even", when=is_even, toast="0, 2, 4 …"),
        Button(Const("Many"), id="many", when=F["count"] >= MANY, toast="Wow"),
    ),
    to_topics,
    state=Buttons.conditions,
    getter=get_conditions,
    preview_data={"is_open": True, "count": 4},
)


async def get_mood(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    return {"mood": dialog_manager.find("mood").get_checked()}


styles = Window(
    Const("Buttons have colours, and a colour may follow the data."),
    Row(
        Button(Const("Blue"), id="blue", style=Style("primary")),
        Button(Const("Green"), id="green", style=Style("success")),
        Button(Const("Red"), id="red", style=Style("danger")),
    ),
    Toggle(
        Format("I am {item}: press me"),
        id="mood",
        item_id_getter=str,
        items=MOODS,
        default="calm",
        style=StyleCase(
            {
                "happy": Style("success"),
                "angry": Style("danger"),
                ...: Style("primary"),
            },
            selector="item",
        ),
    ),
    Button(
        Const("Red if angry, else blue"),
        id="mirror",
        style=Style("danger", when=F["mood"] == "angry") | Style("primary"),
    ),
    to_topics,
    state=Buttons.styles,
    getter=get_mood,
    preview_data={"mood": "angry"},
)


async def count_presses(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    presses = manager.dialog_data.get("presses", 0) + 1
    manager.dialog_data["presses"] = presses
    manager.toast(f"Pressed {presses} times")


toasts = Window(
    Const("A toast is shown over the chat, an alert until it is closed."),
    Button(Const("🍞 A toast"), id="toast", toast="Here you are!"),
    Button(Const("🚨 An alert"), id="alert", toast="Attention!", alert=True),
    Button(Const("🔢 Count"), id="presses", on_click=count_presses),
    to_topics,
    state=Buttons.toasts,
)


def make_dialogs() -> list[Dialog]:
    return [Dialog(topics, layouts, patterns, conditions, styles, toasts)]
