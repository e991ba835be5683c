"""A dialog of a whole group: everybody votes in one message."""

from collections import Counter
from typing import Any

from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    GROUP_STACK_ID,
    AccessSettings,
    Dialog,
    DialogManager,
    ShowMode,
    StartMode,
    Window,
)
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    Column,
    Row,
    Select,
)
from aiogram_dialog.widgets.text import Const, Format, List

from .common import go_to
from .states import Poll

DISHES = {"pizza": "🍕 Pizza", "salad": "🥗 Salad", "soup": "🍲 Soup"}


async def start_poll(message: Message, dialog_manager: DialogManager) -> None:
    # Without the id of the group's stack it would be a dialog of the one
    # who has sent the command.
    shared = dialog_manager.bg(stack_id=GROUP_STACK_ID)
    await shared.start(
        Poll.vote,
        data={
            "owner": message.from_user.id,
            "name": message.from_user.first_name,
        },
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.DELETE_AND_SEND,
        # Nobody is named, so everybody may press.
        access_settings=AccessSettings(user_ids=[]),
    )


async def vote(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    dish: str,
) -> None:
    votes = manager.dialog_data.setdefault("votes", {})
    votes[str(callback.from_user.id)] = dish
    manager.toast(f"You have voted for {DISHES.get(dish, 'nothing')}")


async def close_poll(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    if callback.from_user.id == manager.start_data["owner"]:
        await manager.switch_to(Poll.results)
    else:
        name = manager.start_data["name"]
        manager.toast(f"Only {name} can close the poll.", alert=True)


async def forget_votes(manager: DialogManager) -> None:
    manager.dialog_data["votes"] = {}


async def get_votes(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    votes = dialog_manager.dialog_data.get("votes", {})
    counted = Counter(votes.values())
    return {
        "total": len(votes),
        "lines": [(name, counted[dish]) for dish, name in DISHES.items()],
    }


lines = List(Format("{item[0]}: {item[1]}"), items="lines")

open_poll = Window(
    Format("🗳 What shall we eat? {total} have voted."),
    lines,
    Column(
        Select(
            Format("{item[1]}"),
            id="dish",
            item_id_getter=lambda item: item[0],
            items=list(DISHES.items()),
            on_click=vote,
        ),
    ),
    Button(Const("🏁 Close the poll"), id="close", on_click=close_poll),
    state=Poll.vote,
    on_enter=forget_votes,
    preview_add_transitions=[
        go_to("", Poll.results),
    ],
)

results = Window(
    Format("🏁 The poll is closed, {total} have voted."),
    lines,
    Row(
        go_to("🔁 Vote again", Poll.vote),
        Cancel(Const("👋 Done")),
    ),
    state=Poll.results,
)


def make_dialogs() -> list[Dialog]:
    return [
        Dialog(
            open_poll,
            results,
            getter=get_votes,
            preview_data={
                "total": 3,
                "lines": [("🍕 Pizza", 2), ("🥗 Salad", 1)],
            },
        ),
    ]
